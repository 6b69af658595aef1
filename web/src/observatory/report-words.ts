import { defineRefusals, defineWords } from '../ui/words.ts';

defineRefusals({
  dataset_withdrawn: { zh: '这份数据已撤回：{{because}}', en: 'It was withdrawn: {{because}}' },
  nothing_to_publish: {
    zh: '没有可以公开的数字：要么没有记录，要么涉及的单位都过少。',
    en: 'Nothing may be told: there are no records, or too few organisations stand behind them.',
  },
  subject_not_whole: {
    zh: '请写明数据序列，或已经过完的起止日期；流动只按已经过完的整年公开。',
    en: 'Name the series, or the first and the last day of a period that is over; flows are given by whole years that are over.',
  },
  report_not_published: {
    zh: '请先公布这份报告，再按许可开放。',
    en: 'Publish the report first; then it can be given under a licence.',
  },
  year_not_begun: { zh: '{{year}} 年还没有开始。', en: '{{year}} has not begun.' },
  report_being_made: {
    zh: '{{year}} 年的报告正在生成，请稍候。',
    en: 'The report of {{year}} is being written; wait for it.',
  },
  report_not_made: {
    zh: '报告还没有生成，或已经公布。',
    en: 'The report is not written yet, or was published already.',
  },
  no_such_table: {
    zh: '这份报告里没有这张表；可选：{{names}}。',
    en: 'There is no such table in the report; there are: {{names}}.',
  },
});

export const reportWords = defineWords('observatory-reports', {
  // Every page
  report: { zh: '报告', en: 'Report' },
  asPdf: { zh: 'PDF 文档', en: 'Document (PDF)' },
  asCsv: { zh: 'CSV：{{table}}', en: 'CSV: {{table}}' },
  asJson: { zh: '全部数字（JSON）', en: 'All figures (JSON)' },

  // Open data
  openData: { zh: '开放数据', en: 'Open data' },
  openDataLead: {
    zh: '各地区和协同体按许可公开的数字，人人可用，无需登录。',
    en: 'Figures that regions and compacts gave to anybody under a licence; no sign-in is needed.',
  },
  noDatasets: { zh: '还没有公开的数据', en: 'No open data yet' },
  noDatasetsHint: {
    zh: '主管部门公开后，这里可以下载。',
    en: 'As soon as an officer publishes some, it can be downloaded here.',
  },
  publisher: { zh: '发布方', en: 'Publisher' },
  period: { zh: '时段', en: 'Period' },
  rows: { zh: '行数', en: 'Rows' },
  rowsSaid: { zh: '{{rows}}（{{suppressed}} 行不公布）', en: '{{rows}} ({{suppressed}} not told)' },
  files: { zh: '文件', en: 'Files' },
  csv: { zh: 'CSV', en: 'CSV' },
  json: { zh: 'JSON', en: 'JSON' },
  pdfZh: { zh: 'PDF（中文）', en: 'PDF (Chinese)' },
  pdfEn: { zh: 'PDF（英文）', en: 'PDF (English)' },
  howToUse: { zh: '怎么使用', en: 'How to use them' },
  howToUseHint: {
    zh: '数据一经公开不再变化，可以长期引用；撤回的会留下说明。目录采用 DCAT-AP（JSON-LD），可被其他数据平台收割。使用时请注明发布方与许可。',
    en: 'Data do not change once they are published, so that they can be cited; what is withdrawn leaves its reason. The catalogue is DCAT-AP in JSON-LD for other portals to harvest. Name the publisher and the licence.',
  },
  smallLeftOut: {
    zh: '涉及的单位少于 3 家的数字不公布，文件中该行注明。',
    en: 'Figures about fewer than three organisations are left out; their rows say so.',
  },
  catalogue: { zh: '数据目录（DCAT-AP）', en: 'Catalogue (DCAT-AP)' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  withdrawnSaid: { zh: '已撤回：{{because}}', en: 'Withdrawn: {{because}}' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  withdrawLead: {
    zh: '撤回后文件不再提供，标题和理由继续公开，不能恢复。',
    en: 'The files are gone for good; the title and your reason stay for all to see.',
  },
  because: { zh: '撤回理由', en: 'Why' },
  publishDataset: { zh: '公开数据', en: 'Publish data' },
  publishLead: {
    zh: '公开后任何人都能下载。涉及单位少于 3 家的数字会自动去掉。',
    en: 'Anybody can download it then. Figures about fewer than three are left out.',
  },
  datasetPublished: { zh: '已公开', en: 'Published' },
  subject: { zh: '内容', en: 'What' },
  titleZh: { zh: '中文标题', en: 'Title in Chinese' },
  titleEn: { zh: '英文标题', en: 'Title in English' },
  descriptionZh: { zh: '中文说明', en: 'Description in Chinese' },
  descriptionEn: { zh: '英文说明', en: 'Description in English' },

  // Yearly reports
  yearlyReports: { zh: '年度报告', en: 'Yearly reports' },
  yearlyReport: { zh: '年度报告', en: 'Yearly report' },
  yearlyLead: {
    zh: '由记录自动写成：主体、合作、供需、合同、壁垒、流动、优势与利益共享，附图表、来源与摘要。',
    en: 'Written from the records: organisations, collaborations, supply and demand, contracts, barriers, flows, strengths and shared benefit, with charts, sources and digests.',
  },
  yearlyTitle: { zh: '{{compact}} {{year}} 年度报告', en: '{{compact}}: report of {{year}}' },
  edition: { zh: '第 {{number}} 稿', en: 'Edition {{number}}' },
  yearly_waiting: { zh: '等待生成', en: 'Waiting' },
  yearly_working: { zh: '正在生成', en: 'Being written' },
  yearly_draft: { zh: '草稿', en: 'Draft' },
  yearly_published: { zh: '已公布', en: 'Published' },
  yearly_failed: { zh: '生成失败，请重新生成', en: 'It failed; have it written again' },
  noReports: { zh: '还没有年度报告', en: 'No yearly report yet' },
  noReportsHint: {
    zh: '秘书处或成员地区主管部门可以随时生成。',
    en: 'The secretariat or an officer of a member region can have one written at any time.',
  },
  askedBy: { zh: '生成人', en: 'Asked by' },
  makeReport: { zh: '生成年度报告', en: 'Write a report' },
  makeReportLead: {
    zh: '从本节点记录写成草稿，核对后再公布。同一年可以再次生成并比较。',
    en: 'A draft is written from the records; publish it when you have looked at it. It can be written again and compared.',
  },
  compact: { zh: '协同体', en: 'Compact' },
  year: { zh: '年度', en: 'Year' },
  writing: {
    zh: '正在写第 {{done}} / {{steps}} 部分',
    en: 'Part {{done}} of {{steps}} is written',
  },
  caveatsOf: { zh: '需要注意', en: 'Caveats' },
  proofOf: { zh: '出处与核对', en: 'Where it comes from' },
  sourceOf: { zh: '来源', en: 'Source' },
  sourceSaid: { zh: '来源：{{source}}', en: 'Source: {{source}}' },
  digest: { zh: '摘要（SHA-256）', en: 'Digest (SHA-256)' },
  madeAt: { zh: '生成时间', en: 'Written at' },
  noPublishedReport: { zh: '还没有公布的年度报告', en: 'No yearly report is published yet' },
  giveReport: { zh: '作为开放数据提供', en: 'Give as open data' },
  publishReport: { zh: '公布', en: 'Publish' },
  publishReportAsked: {
    zh: '公布后任何人都能看到，内容不能再改，也不能收回。',
    en: 'Everybody can read it then; it can neither be changed nor taken back.',
  },
  compareNow: { zh: '按现在的记录重算并比较', en: 'Write again now and compare' },
  sameNow: { zh: '重算结果与本报告完全一致。', en: 'Written again, it is the same.' },
  differsNow: { zh: '有 {{total}} 个数字不同。', en: '{{total}} figures differ.' },
  part: { zh: '部分', en: 'Part' },
  row: { zh: '行', en: 'Row' },
  figure: { zh: '数字', en: 'Figure' },
  before: { zh: '本报告', en: 'In this report' },
  after: { zh: '重算', en: 'Now' },
  nothingToShow: { zh: '没有数据', en: 'No figures' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
});
