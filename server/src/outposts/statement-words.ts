/** What files of statements call things, in both languages; screens have words of their own. */
type Both = readonly [zh: string, en: string];

export type Lang = 'zh' | 'en';

const words = {
  statement: ['结算单', 'Statement'],
  difference: ['差额结算单', 'Difference statement'],
  agreement: ['协议', 'Agreement'],
  year: ['年度', 'Year'],
  number: ['次序', 'Number'],
  version: ['条款版本', 'Version of the terms'],
  state: ['状态', 'State'],
  parties: ['当事方', 'Parties'],
  termsDigest: ['条款摘要（SHA-256）', 'Digest of the terms (SHA-256)'],
  factsDigest: ['数据摘要（SHA-256）', 'Digest of the facts (SHA-256)'],
  digest: ['结算单摘要（SHA-256）', 'Digest of the statement (SHA-256)'],
  lines: ['结算明细', 'Lines'],
  line: ['行', 'Line'],
  period: ['年度', 'Year'],
  clause: ['条款', 'Clause'],
  payer: ['支付方', 'Payer'],
  receiver: ['接收方', 'Receiver'],
  keeps: ['（留存）', '(keeps)'],
  measure: ['计算项', 'Measure'],
  amount: ['金额', 'Amount'],
  unit: ['单位', 'Unit'],
  standing: ['结算状态', 'Standing'],
  paused: ['暂停', 'paused'],
  steps: ['计算过程', 'Steps'],
  step: ['步骤', 'Step'],
  value: ['数值', 'Value'],
  facts: ['数据', 'Facts'],
  totals: ['合计', 'Totals'],
  party: ['当事方', 'Party'],
  paid: ['付出', 'Paid'],
  received: ['收到', 'Received'],
  kept: ['留存', 'Kept'],
  open: ['未定事项（不予计算）', 'Left open (not computed)'],
  what: ['事项', 'What'],
  shortfall: ['差额', 'Shortfall'],
  acceptances: ['认可', 'Acceptances'],
  person: ['经办人', 'Person'],
  acceptedAt: ['认可时间', 'Accepted at'],
  issuedAt: ['出具时间', 'Issued at'],
  sample: ['示例', 'Sample'],
  sampleOnly: ['示例数据，并非真实往来。', 'Sample data; nothing of this is really owed.'],
  none: ['无', 'None'],
  recompute: [
    '下载条款与数据文件后运行 yunhe settle，可得到与此逐字节相同的结算单。',
    'yunhe settle gives the same bytes from the downloaded terms and facts.',
  ],
  statistic: ['仅用于考核统计，不支付', 'for assessment, not paid'],
  nettingDigest: ['轧差摘要（SHA-256）', 'Digest of the netting (SHA-256)'],
  netting: ['轧差', 'Netting'],
  scope: ['范围', 'Scope'],
  proposedAt: ['提出', 'Proposed'],
  consents: ['各方同意', 'Consents'],
  obligations: ['双边债权债务', 'What each pair owes'],
  transfers: ['轧差后支付', 'Transfers after netting'],
  positions: ['净额', 'Net positions'],
  net: ['净额', 'Net'],
  paidOn: ['支付日期', 'Paid on'],
  reference: ['凭证号', 'Reference'],
  traces: ['来源', 'Traces'],
} as const satisfies Readonly<Record<string, Both>>;

/** Steps of a computation, as the arithmetic names them. */
const steps: Readonly<Record<string, Both>> = {
  'year-of-agreement': ['协议第几年', 'year of the agreement'],
  base: ['基数', 'base'],
  'slice-of-base': ['分档基数', 'slice of the base'],
  share: ['分享比例', 'share'],
  part: ['应分部分', 'part'],
  'raised-to-floor': ['提高至下限', 'raised to the floor'],
  'carried-from-before': ['以前年度结转', 'carried from before'],
  cap: ['上限', 'cap'],
  'received-before': ['此前累计', 'received before'],
  'cut-by-cap': ['上限扣减', 'cut by the cap'],
  'not-shared-this-year': ['本年度不分享', 'not shared this year'],
  principal: ['投入本金', 'principal'],
  rate: ['收益率', 'rate'],
  event: ['事件日期', 'day of the event'],
  'agreed-amount': ['约定金额', 'agreed amount'],
  ratio: ['分配比例', 'ratio'],
  'to-split': ['待分配总额', 'to split'],
  'tax-at-own-rate': ['按各自税率计税', 'tax at its own rate'],
  successor: ['继承', 'successor'],
  before: ['更正前', 'before'],
  after: ['更正后', 'after'],
};

const states: Readonly<Record<string, Both>> = {
  issued: ['待认可', 'issued'],
  accepted: ['已认可', 'accepted'],
  netted: ['轧差中', 'netted'],
  paid: ['已支付', 'paid'],
  proposed: ['已提出', 'proposed'],
  agreed: ['已同意', 'agreed'],
  voided: ['已作废', 'voided'],
};

/** An exact decimal with its digits in groups of three, for people. */
export function grouped(amount: string): string {
  return amount.replace(/^-?\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ','));
}

/** To the minute, by the clock in China. */
function timeOf(instant: string): string {
  const there = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${there.slice(0, 10)} ${there.slice(11, 16)}`;
}

export function wordsIn(lang: Lang) {
  const at = lang === 'zh' ? 0 : 1;
  return {
    say: (key: keyof typeof words) => words[key][at],
    step: (code: string) => {
      const measure = /^share-of-(.+)$/.exec(code)?.[1];
      if (measure === undefined) return steps[code]?.[at] ?? code;
      return lang === 'zh' ? `${measure} 占比` : `share of ${measure}`;
    },
    article: (number: number) => (lang === 'zh' ? `第 ${number} 条` : `Article ${number}`),
    time: (instant: string) =>
      lang === 'zh' ? `${timeOf(instant)}（北京时间）` : `${timeOf(instant)} (UTC+8)`,
    state: (state: string) => states[state]?.[at] ?? state,
  };
}

export const stepCodes = Object.keys(steps);
