import { defineRefusals } from '../ui/words.ts';

/** Every refusal of facts and disputes, and every reason that their judgement gives. */
export const factRefusals = defineRefusals({
  agreement_is_not_signed: {
    zh: '各方签署之后才能报送数据。',
    en: 'Facts are reported once all parties have signed.',
  },
  party_to_speak_for_missing: {
    zh: '您可以代表多方（{{parties}}），请选定一方。',
    en: 'You may speak for several ({{parties}}); say for which.',
  },
  party_is_not_yours: {
    zh: '您不代表 {{party}}。',
    en: 'You do not speak for {{party}}.',
  },
  fact_not_valid: {
    zh: '这条数据不能这样报送，请看各项说明。',
    en: 'The fact cannot be reported like this; see the note at each entry.',
  },
  facts_not_valid: {
    zh: '有 {{bad}} 条不能这样报送：',
    en: '{{bad}} of them cannot be reported like this:',
  },
  fact_is_known_already: {
    zh: '这条数据（{{key}}）已经报送过。',
    en: 'This was reported like this already: {{key}}.',
  },
  too_many_facts: {
    zh: '一份协议最多 {{limit}} 条数据，现有 {{kept}} 条。',
    en: 'An agreement has at most {{limit}} facts; it has {{kept}}.',
  },
  evidence_file_not_known: {
    zh: '这份文件没有作为本协议的凭证上传，请重新上传。',
    en: 'The file was not sent as evidence of this agreement; send it again.',
  },
  evidence_type_not_allowed: {
    zh: '凭证须为 PDF、OFD、图片、XLSX、DOCX、CSV 或纯文本。',
    en: 'Evidence is a PDF, OFD, picture, XLSX, DOCX, CSV or plain text.',
  },
  fact_was_replaced: {
    zh: '这条数据已被更正或撤销，请看最新的一条。',
    en: 'It was corrected or taken back; look at the latest one.',
  },
  fact_is_disputed: {
    zh: '{{key}} 正有争议，请等待结果。',
    en: '{{key}} is disputed; wait for the outcome.',
  },
  fact_not_of_agreement: {
    zh: '其中有不属于本协议的数据。',
    en: 'One of the facts is not of this agreement.',
  },
  own_fact_is_not_disputed: {
    zh: '自己报送的数据请更正或撤销。',
    en: 'Who reported a fact corrects it or takes it back.',
  },
  correction_changes_nothing: {
    zh: '更正与原来的内容相同。',
    en: 'The correction says what was said before.',
  },
  correction_is_another_fact: {
    zh: '换了年度就是另一条数据：请撤销这条，再报送那条。',
    en: 'Another year is another fact: take this one back and report that one.',
  },
  dispute_state_forbids: {
    zh: '争议目前的状态（{{state}}）不允许这样做；答复期限 {{answerDueOn}}。',
    en: 'The dispute is {{state}}, answer due {{answerDueOn}}: this cannot be done now.',
  },
  own_dispute_is_not_answered: {
    zh: '争议由另一方答复。',
    en: 'The other side answers a dispute.',
  },
  dispute_is_not_yours: {
    zh: '只有提出争议的一方（{{party}}）可以撤回。',
    en: 'Only the party that disputed, {{party}}, takes it back.',
  },
  column_unknown: {
    zh: '没有“{{column}}”这一列，请用空白表的表头。',
    en: 'There is no column {{column}}; the template has the right header.',
  },
  period_unreadable: {
    zh: '期间应为年度（2025）或日期（2025-03-01）。',
    en: 'A period is a year (2025) or a day (2025-03-01).',
  },
  party_unknown: { zh: '条款中没有这个当事方。', en: 'No party of the agreement is called so.' },
  measure_unknown: { zh: '条款没有声明这个指标。', en: 'The terms declare no such measure.' },
  unit_differs: {
    zh: '单位与该指标的单位不一致。',
    en: 'The measure counts in another unit.',
  },
  revision_unreadable: { zh: '修订次数应为整数。', en: 'A revision is a whole number.' },
  source_too_long: { zh: '来源最多 100 个字符。', en: 'A source has at most 100 characters.' },
  day_missing: { zh: '事件须填写日期（年-月-日）。', en: 'An event has its day: YYYY-MM-DD.' },
  amount_of_event: { zh: '事件的数量填 1。', en: 'The amount of an event is 1.' },
  amount_unreadable: {
    zh: '金额须为十进制数，小数位数不超过单位允许的位数。',
    en: 'An amount is a decimal with no more places than its unit has.',
  },
  amount_implausible: {
    zh: '金额达到或超过 10 的 15 次方，请核对。',
    en: 'The amount is 10 to the 15th or more; check it.',
  },
  fact_given_twice: {
    zh: '同一条数据出现了两次。',
    en: 'The same fact stands here twice.',
  },
  fact_reported_already: {
    zh: '这条数据已按另一金额报送，如有变化请更正。',
    en: 'It was reported with another amount; correct it if that is wrong.',
  },
  refund_above_tax: {
    zh: '退税超过了同年同地的税额。',
    en: 'The refund is more than the tax of that year and place.',
  },
  party_has_ended: {
    zh: '按条款，这一方在该年度已不存在，也没有继承方。',
    en: 'By the terms this party no longer exists in that year, and nobody follows it.',
  },
  party_is_no_more: {
    zh: '这一方已合并、注销或撤销建制，请先修订协议、写明继承方。',
    en: 'This party was merged, dissolved or abolished; amend the agreement to name who follows.',
  },
  period_is_closed: {
    zh: '该年度已关账，只能更正已有的数据。',
    en: 'The year is closed; what it holds is corrected, nothing is added.',
  },
});
