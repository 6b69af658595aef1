import { defineRefusals, defineWords } from '../ui/words.ts';

export const identityWords = defineWords('identity', {
  signIn: { zh: '登录', en: 'Sign in' },
  signInLead: {
    zh: '用您收到邀请时设置的邮箱和密码登录。',
    en: 'Use the e-mail address and password you chose when you accepted your invitation.',
  },
  signOut: { zh: '退出登录', en: 'Sign out' },
  email: { zh: '邮箱', en: 'E-mail' },
  password: { zh: '密码', en: 'Password' },
  oidc: { zh: '使用统一身份认证登录', en: 'Sign in with your organisation’s account' },
  noAccount: {
    zh: '还没有账号？请向本单位的管理员索取邀请链接。',
    en: 'No account yet? Ask the manager of your organisation for an invitation link.',
  },
  introTitle: {
    zh: '让一个区域的需求，找到另一个区域的技术',
    en: 'A need in one region finds the technology in another',
  },
  introPoint1: {
    zh: '用一句话说出需要，看到各地的技术，以及为什么合适',
    en: 'Say what you need in a sentence; see technologies from every region, and why they fit',
  },
  introPoint2: {
    zh: '请求引荐；对方接受，或说明不接受的理由',
    en: 'Ask for an introduction; the other side accepts, or says why not',
  },
  introPoint3: {
    zh: '每一步都有记录，双方都看得到',
    en: 'Every step is on record, and both sides can see it',
  },
  demoTitle: { zh: '演示账号', en: 'Demo accounts' },
  demoLead: {
    zh: '这是演示节点。选择一个身份，直接进入。',
    en: 'This node runs as a demonstration. Choose whom to be, and go in.',
  },
  actAs: { zh: '以 {{name}} 的身份进入', en: 'Go in as {{name}}' },
  otherAccounts: { zh: '用邮箱登录', en: 'Sign in by e-mail' },

  role: { zh: '角色', en: 'Role' },
  role_viewer: { zh: '查看者', en: 'Viewer' },
  role_editor: { zh: '编辑者', en: 'Editor' },
  role_manager: { zh: '管理者', en: 'Manager' },
  roleMeaning_viewer: {
    zh: '可以查看本单位的全部记录',
    en: 'Sees all records of the organisation',
  },
  roleMeaning_editor: {
    zh: '还可以发布需求和技术、请求和答复引荐',
    en: 'Also posts needs and technologies, asks for and answers introductions',
  },
  roleMeaning_manager: {
    zh: '还可以邀请成员、调整角色、维护单位信息',
    en: 'Also invites members, changes roles and keeps the organisation’s record',
  },
  office: { zh: '职务', en: 'Office' },
  offices: { zh: '职务', en: 'Offices' },
  office_region_officer: { zh: '地区科技主管', en: 'Region officer' },
  office_secretariat: { zh: '协同体秘书处', en: 'Secretariat of a compact' },
  office_system_administrator: { zh: '系统管理员', en: 'System administrator' },
  office_audit_administrator: { zh: '审计管理员', en: 'Audit administrator' },

  invitation: { zh: '接受邀请', en: 'Accept your invitation' },
  invitationFrom: {
    zh: '{{who}} 邀请 {{email}} 加入',
    en: '{{who}} invited {{email}} to join',
  },
  invitationAs: { zh: '您将成为', en: 'You will be' },
  invitationUntil: { zh: '邀请有效期至', en: 'The invitation stands until' },
  invitationNoToken: { zh: '链接不完整', en: 'The link is incomplete' },
  invitationNoTokenHint: {
    zh: '请从邀请中完整复制链接后再打开。',
    en: 'Copy the whole link from the invitation and open it again.',
  },
  acceptNew: { zh: '设置账号并加入', en: 'Make my account and join' },
  accept: { zh: '接受并加入', en: 'Accept and join' },
  signInToAccept: {
    zh: '这个邮箱已有账号。请先登录，再接受邀请。',
    en: 'There is an account with this address. Sign in to it first, then accept.',
  },
  name: { zh: '姓名', en: 'Name' },
  newPassword: { zh: '设置密码', en: 'Choose a password' },
  passwordHint: {
    zh: '至少 {{least}} 个字符，长短语比复杂符号更好记也更安全',
    en: 'At least {{least}} characters; a long phrase is easier to remember and safer',
  },

  myAccount: { zh: '我的账号', en: 'My account' },
  personal: { zh: '基本信息', en: 'About me' },
  language: { zh: '界面语言', en: 'Language' },
  myOrganisations: { zh: '所属单位', en: 'My organisations' },
  noOrganisation: { zh: '尚未加入任何单位', en: 'Not a member of any organisation' },
  noOffice: { zh: '没有担任职务', en: 'No office' },
  changePassword: { zh: '修改密码', en: 'Change password' },
  currentPassword: { zh: '当前密码', en: 'Current password' },
  passwordChanged: {
    zh: '密码已修改，另外 {{count}} 处登录已退出',
    en: {
      one: 'Password changed; {{count}} other session ended',
      other: 'Password changed; {{count}} other sessions ended',
    },
  },
  sessions: { zh: '登录情况', en: 'Where I am signed in' },
  sessionHere: { zh: '当前', en: 'This one' },
  sessionUnknownAgent: { zh: '未知浏览器', en: 'Unknown browser' },
  sessionSeen: { zh: '最近使用 {{when}}', en: 'Last used {{when}}' },
  sessionEnds: { zh: '最迟于 {{when}} 退出', en: 'Ends {{when}} at the latest' },
  endSession: { zh: '退出此处', en: 'Sign out there' },
  sessionEnded: { zh: '已退出', en: 'Signed out there' },

  members: { zh: '成员', en: 'Members' },
  membersOf: { zh: '{{organisation}}的成员', en: 'Members of {{organisation}}' },
  membersLead: {
    zh: '成员以本单位的名义查看、发布和答复。新成员通过邀请链接加入。',
    en: 'Members see, post and answer for the organisation. New members join by a link.',
  },
  memberSince: { zh: '加入时间', en: 'Since' },
  memberSuspended: { zh: '已停用', en: 'Suspended' },
  changeRoleOf: { zh: '调整{{name}}的角色', en: 'Change the role of {{name}}' },
  roleChanged: { zh: '{{name}}现在是{{role}}', en: '{{name}} is now {{role}}' },
  actions: { zh: '操作', en: 'Actions' },
  remove: { zh: '移出', en: 'Remove' },
  removeMember: { zh: '移出成员', en: 'Remove member' },
  removeMemberOf: { zh: '将{{name}}移出本单位？', en: 'Remove {{name}} from the organisation?' },
  removeMemberHint: {
    zh: '此人将不能再查看和处理本单位的记录。已有的记录和操作历史会保留。',
    en: 'They will no longer see or handle its records. What they did stays on record.',
  },
  memberRemoved: { zh: '已移出{{name}}', en: '{{name}} was removed' },
  invite: { zh: '邀请成员', en: 'Invite a member' },
  inviteSend: { zh: '生成邀请链接', en: 'Make the link' },
  inviteDone: { zh: '邀请链接已生成', en: 'The link is ready' },
  inviteDoneHint: {
    zh: '把链接发给 {{email}}。链接只显示这一次；再次邀请会换成新链接。',
    en: 'Send it to {{email}}. It is shown this once; inviting again makes a new one.',
  },
  copyLink: { zh: '复制链接', en: 'Copy the link' },
  copied: { zh: '已复制', en: 'Copied' },
  invitations: { zh: '邀请', en: 'Invitations' },
  noInvitations: { zh: '没有待接受的邀请', en: 'No invitation is open' },
  invited: { zh: '被邀请人', en: 'Invited' },
  invitedBy: { zh: '邀请人', en: 'By' },
  invitedAs: { zh: '身份', en: 'As' },
  expires: { zh: '有效期至', en: 'Until' },
  state: { zh: '状态', en: 'State' },
  state_open: { zh: '待接受', en: 'Open' },
  state_accepted: { zh: '已接受', en: 'Accepted' },
  state_revoked: { zh: '已撤回', en: 'Taken back' },
  state_expired: { zh: '已过期', en: 'Expired' },
  revoke: { zh: '撤回', en: 'Take back' },
  revokeAsk: { zh: '撤回给 {{email}} 的邀请？', en: 'Take the invitation of {{email}} back?' },
  revoked: { zh: '邀请已撤回', en: 'The invitation was taken back' },
});

defineRefusals({
  email_invalid: { zh: '邮箱地址不正确。', en: 'This is no e-mail address.' },
  email_taken: { zh: '这个邮箱已有账号。', en: 'There is an account with this e-mail address.' },
  password_too_short: { zh: '密码太短。', en: 'The password is too short.' },
  email_or_password_wrong: {
    zh: '邮箱或密码不正确。',
    en: 'E-mail or password is wrong.',
  },
  sign_in_locked: {
    zh: '尝试次数过多，账号暂时锁定，请稍后再试。',
    en: 'Too many attempts; the account is locked for a while. Try again later.',
  },
  current_password_wrong: { zh: '当前密码不正确。', en: 'The current password is wrong.' },
  membership_or_office: {
    zh: '请二选一：成员身份，或者职务。',
    en: 'Name either a membership or an office.',
  },
  office_needs_region: {
    zh: '地区科技主管需要指定地区。',
    en: 'A region officer needs a region.',
  },
  office_needs_compact: {
    zh: '秘书处需要指定协同体。',
    en: 'A secretariat needs a compact.',
  },
  already_member: {
    zh: '这个邮箱的使用者已经是成员。',
    en: 'This person is a member already.',
  },
  duties_must_be_separate: {
    zh: '系统管理员和审计管理员必须由不同的人担任。',
    en: 'System and audit administrator must be different people.',
  },
  invitation_not_open: {
    zh: '这个邀请已被接受、撤回或过期，请索取新的邀请。',
    en: 'This invitation was accepted, taken back or has expired; ask for a new one.',
  },
  name_and_password_needed: {
    zh: '请填写姓名并设置密码。',
    en: 'Give your name and choose a password.',
  },
  sign_in_to_accept: {
    zh: '请先用该邮箱的账号登录，再接受邀请。',
    en: 'Sign in to the account with this address first, then accept.',
  },
  last_manager_stays: {
    zh: '单位至少要有一位管理者，请先指定另一位。',
    en: 'An organisation keeps at least one manager; name another one first.',
  },
  account_suspended: {
    zh: '这个账号已停用，请联系系统管理员。',
    en: 'This account is suspended; ask the system administrator.',
  },
  already_suspended: { zh: '这个账号已经停用。', en: 'This account is suspended already.' },
  not_yourself: { zh: '不能停用自己的账号。', en: 'You cannot suspend yourself.' },
  not_suspended: { zh: '这个账号没有停用。', en: 'This account is not suspended.' },
  office_already_held: { zh: '此人已担任该职务。', en: 'This office is held already.' },
  last_administrator_stays: {
    zh: '系统至少要有一位系统管理员。',
    en: 'At least one system administrator stays.',
  },
});
