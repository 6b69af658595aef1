import { defineRefusals } from '../ui/words.ts';

/** Every refusal about charters, mandates, motions and budgets, and every reason behind them. */
export const governanceRefusals = defineRefusals({
  charter_not_valid: {
    zh: '章程还不能这样提交，请看各项说明。',
    en: 'The charter cannot be proposed like this; see the note at each entry.',
  },
  body_named_twice: { zh: '机构 {{code}} 填了两次。', en: 'The body {{code}} stands here twice.' },
  body_not_in_charter: {
    zh: '章程中没有 {{body}} 这一机构。',
    en: 'The charter has no body {{body}}.',
  },
  charter_in_the_making: {
    zh: '已有一份章程在等共建方通过。',
    en: 'Another charter waits for the founders.',
  },
  charter_starts_too_early: {
    zh: '前一份章程自 {{before}} 起施行，新章程须在其后。',
    en: 'The charter before it began on {{before}}; this one begins later.',
  },
  founders_missing: {
    zh: '章程由共建方通过，请先登记共建方。',
    en: 'A charter is adopted by the founders; name them first.',
  },
  operator_missing: {
    zh: '资金与授权由运营单位承担，请先登记运营单位及其所在地区。',
    en: 'Money and mandates are kept by the operator; name it, and its region, first.',
  },
  mandates_do_not_hold: {
    zh: '{{day}} 时 {{regionCode}} 没有采用这一版规则，授权不会生效。',
    en: 'For {{regionCode}} nobody has adopted this version of the rule for {{day}}.',
  },
  mandates_not_usable: {
    zh: '授权按这条规则无法使用，请看各项说明。',
    en: 'Mandates could not be used as this rule has them; see the notes.',
  },
  mandate_rule_not_published: {
    zh: '授权所依据的规则尚未发布，或已撤回。',
    en: 'The rule of the mandates is not published, or was withdrawn.',
  },
  mandate_input_missing: {
    zh: '“{{rule}}”没有输入项“{{input}}”，使用授权时无从填写。',
    en: '{{rule}} has no input “{{input}}”, which every use of a mandate gives.',
  },
  mandate_input_not_given: {
    zh: '“{{rule}}”要求输入“{{input}}”，而使用授权时不提供这一项。',
    en: '{{rule}} asks for “{{input}}”, which no use of a mandate gives.',
  },
  mandate_gives_no_answer: {
    zh: '“{{rule}}”没有说明什么结果算准许、什么结果算不准。',
    en: '{{rule}} does not say which answer is a yes and which is a no.',
  },
  mandate_for_no_body: {
    zh: '“{{rule}}”没有授权给章程中的任何机构。',
    en: '{{rule}} delegates nothing to any body of the charter.',
  },
  mandate_value_not_taken: {
    zh: '“{{rule}}”的输入项“{{input}}”不接受“{{value}}”。',
    en: '{{rule}} does not take “{{value}}” as “{{input}}”.',
  },
  mandate_gives_no_clause: {
    zh: '“{{rule}}”对{{body}}没有给出依据条款。',
    en: '{{rule}} names no clause for what this body asks ({{body}}).',
  },
  mandate_names_no_other_body: {
    zh: '“{{rule}}”不准{{body}}时，没有指明由哪个其他机构决定。',
    en: '{{rule}} says no to a body ({{body}}) and names no other that decides.',
  },
  decider_not_in_charter: {
    zh: '“{{rule}}”把超出授权的事项交给“{{decidedBy}}”，章程中没有这一机构。',
    en: '{{rule}} leaves what is outside a mandate to “{{decidedBy}}”, which the charter does not have.',
  },
  meeting_in_the_past: {
    zh: '会议只能改到今后的时间。',
    en: 'A meeting is moved to a time that is to come.',
  },
  charter_not_open: { zh: '这份章程已不在表决中。', en: 'The charter is no longer proposed.' },
  founder_not_known: {
    zh: '{{founder}} 不是这个平台的共建方。',
    en: '{{founder}} has not founded the platform.',
  },
  founder_has_adopted: {
    zh: '{{founder}} 已经通过。',
    en: '{{founder}} has adopted it already.',
  },
  charter_is_another: {
    zh: '章程文本与您所看的不同，请重新阅读。',
    en: 'Another text was read; read it again.',
  },
  no_charter_in_force: {
    zh: '{{day}} 没有施行中的章程；请先由共建方通过。',
    en: 'On {{day}} no charter is in force; its founders adopt one first.',
  },
  person_not_known: {
    zh: '没有以 {{email}} 登录的用户，请先邀请。',
    en: 'Nobody signs in here as {{email}}; invite them first.',
  },
  term_not_valid: { zh: '任期结束须晚于开始。', en: 'A term ends after it began.' },
  seat_is_held: {
    zh: '{{person}} 在这段时间已有席位。',
    en: '{{person}} has a seat there at that time already.',
  },
  chair_is_held: {
    zh: '这段时间由 {{person}} 主持。',
    en: '{{person}} is in the chair at that time.',
  },
  seat_not_held: {
    zh: '您今天在这个机构没有相应的席位或不是其主持人（{{clause}}）。',
    en: 'You hold no such seat in this body today, or are not in its chair ({{clause}}).',
  },
  nothing_is_delegated: {
    zh: '章程没有授权任何事项，请向有权机构提出议案。',
    en: 'The charter delegates nothing; put a motion to the body that decides.',
  },
  platform_is_closed: {
    zh: '平台已于 {{closedOn}} 关闭。',
    en: 'The platform was closed on {{closedOn}}.',
  },
  conflict_of_interest: {
    zh: '因利益冲突，您对此事没有决定权和表决权（{{clause}}）。',
    en: 'A conflict of interests takes your vote on this away ({{clause}}).',
  },
  member_of_the_other_side: {
    zh: '您是对方单位的成员。',
    en: 'You are a member of the organisation that it concerns.',
  },
  heading_missing: { zh: '请选择预算科目。', en: 'Say which heading it is paid from.' },
  heading_not_budgeted: {
    zh: '{{year}} 年施行中的预算没有科目“{{heading}}”。',
    en: 'The budget of {{year}} in force has no heading {{heading}}.',
  },
  over_budget: {
    zh: '申请 {{asked}} 元，科目“{{heading}}”可用 {{available}} 元（预算 {{budget}}，已承诺 {{committed}}，已支出 {{actual}}）。',
    en: '{{asked}} yuan are asked of {{heading}}, and {{available}} are left of {{budget}} (committed {{committed}}, spent {{actual}}).',
  },
  budget_below_commitments: {
    zh: '科目“{{heading}}”已承诺 {{committed}} 元、已支出 {{actual}} 元，预算不能低于此数。',
    en: 'Of {{heading}} {{committed}} yuan are committed and {{actual}} spent; it is not cut below that.',
  },
  heading_named_twice: {
    zh: '科目 {{heading}} 填了两次。',
    en: 'The heading {{heading}} stands here twice.',
  },
  budget_in_the_making: {
    zh: '{{year}} 年已有一份预算在等表决。',
    en: 'Another budget of {{year}} waits for its motion.',
  },
  mandate_does_not_say_who_decides: {
    zh: '{{rule}} 不予通过，且没有指明由章程中的哪个机构决定。',
    en: '{{rule}} says no and names no other body of the charter that may decide.',
  },
  act_not_open: { zh: '这一事项没有待结算的承诺。', en: 'Nothing is committed for this act.' },
  actual_exceeds_commitment: {
    zh: '实付 {{paid}} 元超过尚未支付的承诺 {{committed}} 元；超出部分请另行申请。',
    en: '{{paid}} yuan is more than the {{committed}} that are committed; ask for the rest.',
  },
  voting_ends_too_early: { zh: '表决截止须晚于现在。', en: 'Voting ends after it began.' },
  meeting_not_open: {
    zh: '没有这次待开的会议。',
    en: 'There is no such meeting that is still to be held.',
  },
  motion_not_open: { zh: '这一议案已不在表决中。', en: 'The motion is no longer open.' },
  voting_has_ended: {
    zh: '表决已经截止（{{clause}}）。',
    en: 'Voting has ended ({{clause}}).',
  },
  vote_already_cast: {
    zh: '您已表决；表决后不能更改（{{clause}}）。',
    en: 'You have voted; a vote stands once it is cast ({{clause}}).',
  },
  not_present: {
    zh: '会议上的表决只限出席者（{{clause}}）。',
    en: 'Only those present at the meeting vote in it ({{clause}}).',
  },
  conflict_already_declared: {
    zh: '这一席位已申报利益冲突。',
    en: 'A conflict was declared for this seat already.',
  },
  quorum_not_reached: {
    zh: '{{body}}共 {{seats}} 席，计入出席 {{present}} 席，须达 {{needed}} 席（{{clause}}）。',
    en: 'In {{body}} {{present}} of {{seats}} seats count as present, and {{needed}} are needed ({{clause}}).',
  },
  not_raised_by_you: {
    zh: '议案由 {{by}} 提出，只能由其撤回。',
    en: '{{by}} raised it, and may take it back.',
  },
  motion_defeated: { zh: '议案未获通过。', en: 'The motion was defeated.' },
  motion_undecided: {
    zh: '未达法定人数，未作决定。',
    en: 'The motion was not decided for want of a quorum.',
  },
  motion_withdrawn: { zh: '议案已撤回。', en: 'The motion was taken back.' },
  not_in_the_chair: {
    zh: '会议的改期、取消和纪要由主持人或召集人负责。',
    en: 'The chair, or who called the meeting, moves, cancels and minutes it.',
  },
  seat_not_of_body: {
    zh: '只有本机构的席位可计入出席。',
    en: 'Only who has a seat in the body is counted as present.',
  },
  motions_still_open: {
    zh: '还有 {{open}} 项议案未表决完毕，请先计票或撤回。',
    en: '{{open}} motions of this meeting are open; count or withdraw them first.',
  },
  meeting_not_held: {
    zh: '会议结束后才有纪要。',
    en: 'There are minutes once the meeting has ended.',
  },
});
