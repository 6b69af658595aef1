import { defineRefusals, defineWords } from './words.ts';

export const uiWords = defineWords('ui', {
  productName: { zh: '运河', en: 'Yunhe' },
  productLine: { zh: '区域协同创新网络', en: 'One innovation network of regions' },
  skipToContent: { zh: '跳到正文', en: 'Skip to content' },
  mainNavigation: { zh: '主导航', en: 'Main navigation' },
  openNavigation: { zh: '打开导航', en: 'Open navigation' },
  closeNavigation: { zh: '关闭导航', en: 'Close navigation' },
  languageZh: { zh: '中文', en: '中文' },
  languageEn: { zh: 'English', en: 'English' },
  otherLanguage: { zh: 'English', en: '中文' },
  otherLanguageLabel: { zh: 'Switch to English', en: '切换到中文' },
  breadcrumb: { zh: '所在位置', en: 'Where you are' },
  loading: { zh: '正在载入…', en: 'Loading…' },
  sendingFile: { zh: '正在上传 {{percent}}%', en: 'Sending: {{percent}} %' },
  progressOfFile: { zh: '上传进度', en: 'Progress of the upload' },
  secondsLeft: {
    zh: '约剩 {{count}} 秒',
    en: { one: 'about {{count}} second left', other: 'about {{count}} seconds left' },
  },
  minutesLeft: {
    zh: '约剩 {{count}} 分钟',
    en: { one: 'about {{count}} minute left', other: 'about {{count}} minutes left' },
  },
  layingOut: { zh: '正在排布…', en: 'Laying out…' },
  zoomIn: { zh: '放大', en: 'Zoom in' },
  zoomOut: { zh: '缩小', en: 'Zoom out' },
  wholePicture: { zh: '显示全图', en: 'Whole picture' },
  save: { zh: '保存', en: 'Save' },
  cancel: { zh: '取消', en: 'Cancel' },
  undo: { zh: '撤销', en: 'Undo' },
  close: { zh: '关闭', en: 'Close' },
  retry: { zh: '重试', en: 'Try again' },
  reload: { zh: '重新载入', en: 'Reload' },
  back: { zh: '返回', en: 'Back' },
  goHome: { zh: '回到首页', en: 'Go to the home page' },
  signIn: { zh: '登录', en: 'Sign in' },
  sample: { zh: '示例', en: 'Sample' },
  sampleMeaning: {
    zh: '示例数据，仅供演示，不代表真实供需',
    en: 'Made up for the demonstration; not a real record',
  },
  none: { zh: '—', en: '—' },
  optional: { zh: '选填', en: 'optional' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },

  // Lists
  filters: { zh: '筛选', en: 'Filters' },
  clearFilters: { zh: '清除筛选', en: 'Clear filters' },
  all: { zh: '全部', en: 'All' },
  total: {
    zh: '共 {{count}} 条',
    en: { one: '{{count}} record', other: '{{count}} records' },
  },
  totalMany: { zh: '超过 10,000 条', en: 'More than 10,000 records' },
  previousPage: { zh: '上一页', en: 'Previous' },
  nextPage: { zh: '下一页', en: 'Next' },
  pageSize: { zh: '每页条数', en: 'Rows per page' },
  perPage: { zh: '每页 {{size}} 条', en: '{{size}} a page' },
  pages: { zh: '分页', en: 'Pages' },
  columns: { zh: '显示的列', en: 'Columns' },
  export: { zh: '导出', en: 'Export' },
  exportCsv: { zh: 'CSV 表格', en: 'CSV' },
  exportXlsx: { zh: 'Excel 表格（XLSX）', en: 'Excel (XLSX)' },
  exportJsonl: { zh: 'JSON Lines', en: 'JSON Lines' },
  sortBy: { zh: '按“{{column}}”排序', en: 'Sort by {{column}}' },
  nothingHere: { zh: '这里还没有内容', en: 'Nothing here yet' },
  nothingMatches: { zh: '没有符合筛选条件的记录', en: 'Nothing matches these filters' },
  nothingMatchesHint: {
    zh: '放宽或清除筛选条件再试。',
    en: 'Loosen the filters or clear them.',
  },

  typeToSearch: { zh: '输入名称查找', en: 'Type a name' },
  nothingFound: { zh: '没有找到', en: 'Nothing found' },

  // Two people at one record
  conflictTitle: {
    zh: '在您编辑期间，别人修改了这条记录',
    en: 'Someone else changed this record meanwhile',
  },
  conflictApart: {
    zh: '您写的内容都还在。对方改的是别的项，保存后两边的修改都会保留。',
    en: 'All you wrote is still here. They changed other fields; saving keeps both.',
  },
  conflictSame: {
    zh: '您写的内容都还在。你们改了同一项，请选择保留哪一个。',
    en: 'All you wrote is still here. You both changed the same field; choose which to keep.',
  },
  conflictMine: { zh: '我写的', en: 'Mine' },
  conflictTheirs: { zh: '对方写的', en: 'Theirs' },
  conflictSave: { zh: '按上面的选择保存', en: 'Save with these choices' },

  // Charts
  showTable: { zh: '查看数据表', en: 'Show as table' },
  saveFigure: { zh: '下载这张图', en: 'Download this figure' },
  saveTable: { zh: '数据表（CSV）', en: 'Its table (CSV)' },
  savePicture: { zh: '图片（PNG）', en: 'The picture (PNG)' },
  showChart: { zh: '查看图形', en: 'Show as chart' },

  // Forms made from a schema
  addEntry: { zh: '添加{{what}}', en: 'Add: {{what}}' },
  removeEntry: { zh: '删除', en: 'Remove' },
  moveUp: { zh: '上移', en: 'Move up' },
  moveDown: { zh: '下移', en: 'Move down' },
  foldEntry: { zh: '收起', en: 'Fold' },
  unfoldEntry: { zh: '展开', en: 'Unfold' },
  entryNumber: { zh: '{{what}} {{number}}', en: '{{what}} {{number}}' },
  inChinese: { zh: '中文', en: 'in Chinese' },
  inEnglish: { zh: '英文', en: 'in English' },

  // Forms
  required: { zh: '请填写此项', en: 'This is needed' },
  tooLong: { zh: '最多 {{most}} 个字', en: 'At most {{most}} characters' },
  tooShort: { zh: '至少 {{least}} 个字', en: 'At least {{least}} characters' },
  tooSmall: { zh: '不小于 {{least}}', en: 'At least {{least}}' },
  tooLarge: { zh: '不大于 {{most}}', en: 'At most {{most}}' },
  notThisForm: { zh: '格式不正确', en: 'This is not in the form asked for' },
  notAnEmail: { zh: '请填写有效的邮箱地址', en: 'This is not an e-mail address' },
  notAnAddress: {
    zh: '请填写完整网址，例如 https://example.cn',
    en: 'Give the full address, such as https://example.org',
  },
  notADay: { zh: '请填写有效日期', en: 'This is not a date' },
  savedAt: { zh: '已保存 {{time}}', en: 'Saved {{time}}' },
  saving: { zh: '正在保存…', en: 'Saving…' },
  leaveUnsaved: {
    zh: '有内容尚未保存，确定离开吗？',
    en: 'Some of this is not saved. Leave all the same?',
  },

  // Problems
  problemTitle: { zh: '未能完成', en: 'This could not be done' },
  faultTitle: { zh: '系统出错了', en: 'Something went wrong here' },
  faultHint: {
    zh: '这不是您的问题。请重试；如再次出现，请把下面的编号告诉管理员。',
    en: 'This is not your fault. Try again; if it happens again, give the operator the number below.',
  },
  requestId: { zh: '请求编号', en: 'Request' },
  pageMissing: { zh: '没有找到这个页面', en: 'There is no such page' },
  pageMissingHint: {
    zh: '它可能已被删除、合并，或者您无权查看。',
    en: 'It may have been removed or merged, or may not be open to you.',
  },
  signInToSee: { zh: '请登录后查看', en: 'Sign in to see this' },
  confirmTitle: { zh: '请确认', en: 'Please confirm' },
});

/** The name plate says the name in both, whatever the reader's language. */
export const plateWords = { zh: '运河', en: 'Yunhe' } as const;

/** Units of Chinese budgets, after the amount. */
export const moneyWords = { tenThousandYuan: ' 万元', hundredMillionYuan: ' 亿元' } as const;

/** Codes that any operation may refuse with. */
export const generalRefusals = defineRefusals({
  input_invalid: {
    zh: '有几处填写不符合要求，请看各项下的说明。',
    en: 'Some entries do not fit; see the note at each.',
  },
  sign_in_required: { zh: '请先登录。', en: 'Sign in first.' },
  author_cannot_review: {
    zh: '您是撰写或提交的人，请由另一位有权的人审核',
    en: 'You wrote or submitted it; somebody else who may has to look',
  },
  not_allowed: {
    zh: '您的角色不能进行这项操作。',
    en: 'Your role does not allow this.',
  },
  not_found: {
    zh: '没有找到，或者您无权查看。',
    en: 'There is no such thing here that you may see.',
  },
  changed_by_someone_else: {
    zh: '在您编辑期间，别人已修改了这条记录。请重新载入，核对后再保存。',
    en: 'Someone else changed this record meanwhile. Reload it, compare and save again.',
  },
  revision_required: {
    zh: '缺少记录版本，请重新载入后再试。',
    en: 'The revision of the record is missing; reload and try again.',
  },
  idempotency_key_required: {
    zh: '请求缺少防重复标识，请重新载入页面后再试。',
    en: 'The request lacks its key against doubles; reload the page and try again.',
  },
  request_still_running: {
    zh: '同一请求仍在处理，请稍候。',
    en: 'The same request is still under way; wait a moment.',
  },
  idempotency_key_reused: {
    zh: '请求标识已用于其他内容，请重新载入页面后再试。',
    en: 'The key of this request belongs to another one; reload the page and try again.',
  },
  body_too_large: { zh: '内容太大，超出上限。', en: 'This is larger than what is taken here.' },
  body_not_readable: { zh: '内容无法读取。', en: 'This cannot be read.' },
  media_type_not_supported: {
    zh: '不支持这种内容类型。',
    en: 'This kind of content is not taken here.',
  },
  too_many_requests: {
    zh: '操作过于频繁，请稍后再试。',
    en: 'That was too often; wait a moment and go on.',
  },
  cursor_invalid: {
    zh: '翻页位置已失效，请从第一页开始。',
    en: 'This place in the list is no longer valid; start from the first page.',
  },
  database_unreachable: {
    zh: '数据库暂时不可用，请稍后重试。',
    en: 'The database is away; try again in a moment.',
  },
  too_busy: { zh: '系统繁忙，请稍后重试。', en: 'The node is busy; try again in a moment.' },
  node_unreachable: {
    zh: '无法连接服务器，请检查网络后重试。',
    en: 'The node cannot be reached; check the connection and try again.',
  },
  fault: { zh: '系统出错了，请稍后重试。', en: 'Something went wrong here; try again later.' },

  // Reasons of the schema, where a field's own check has not said it already.
  schema_required: { zh: '请填写此项', en: 'This is needed' },
  schema_min_length: { zh: '至少 {{limit}} 个字', en: 'At least {{limit}} characters' },
  schema_max_length: { zh: '最多 {{limit}} 个字', en: 'At most {{limit}} characters' },
  schema_minimum: { zh: '不小于 {{limit}}', en: 'At least {{limit}}' },
  schema_maximum: { zh: '不大于 {{limit}}', en: 'At most {{limit}}' },
  schema_min_items: { zh: '至少 {{limit}} 项', en: 'At least {{limit}}' },
  schema_max_items: { zh: '最多 {{limit}} 项', en: 'At most {{limit}}' },
  schema_pattern: { zh: '格式不正确', en: 'This is not in the form asked for' },
  schema_format: { zh: '格式不正确', en: 'This is not in the form asked for' },
  schema_enum: { zh: '请从列出的选项中选择', en: 'Choose one of those listed' },
  schema_type: { zh: '格式不正确', en: 'This is not in the form asked for' },
  schema_additional_properties: { zh: '不接受此项', en: 'This is not taken here' },
});
