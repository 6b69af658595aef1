import { defineRefusals } from '../ui/words.ts';

/** Every refusal of the rules' contract, and every reason that its judgements give. */
export const rulesRefusals = defineRefusals({
  // Places and versions
  place_not_named: {
    zh: '请指明一个地区或一个协同体，二者选一。',
    en: 'Name a region or a compact, one of the two.',
  },
  compact_not_known: { zh: '没有这个协同体。', en: 'There is no such compact.' },
  version_not_valid: {
    zh: '这一版还不能这样保存，请看各项说明。',
    en: 'The version cannot be kept like this; see the note at each entry.',
  },
  version_state_forbids: {
    zh: '这一版现在的状态不允许这项操作，请重新载入。',
    en: 'The state of the version does not allow this; reload the page.',
  },
  draft_exists_already: {
    zh: '第 {{number}} 版草稿正在起草，请先完成或丢弃它。',
    en: 'Version {{number}} is in the making; finish or discard it first.',
  },
  version_not_publishable: {
    zh: '还不能让别人依据它办事：',
    en: 'Others cannot rely on it yet:',
  },
  version_not_published: {
    zh: '只有已发布的版本才能采用。',
    en: 'Only a published version can be adopted.',
  },
  version_is_adopted: {
    zh: '已有 {{adoptions}} 处采用这一版，撤回后它们将没有规则可用；确认知道后再撤回。',
    en: 'Adoptions that stand on it: {{adoptions}}. They would be left without a rule; say that you know.',
  },
  reinstating_is_too_late: {
    zh: '撤回已超过七天，不能恢复；可以另起一版。',
    en: 'It was withdrawn more than seven days ago; begin a new version instead.',
  },
  versions_not_named: {
    zh: '请选择两个版本，或者一条规则和两个地区。',
    en: 'Choose two versions, or a rule and two regions.',
  },

  // Models, tables and runs
  model_missing: { zh: '这一版还没有模型', en: 'The version has no model yet' },
  model_too_large: {
    zh: '模型太大：最多 2 MB，表格最多 10,000 格。',
    en: 'The model is too large: at most 2 MB, and 10,000 cells.',
  },
  model_not_valid: {
    zh: '模型读不通，请按下面逐项修改：',
    en: 'The model cannot be read; mend each of these:',
  },
  model_has_errors: { zh: '模型有错误：{{element}}', en: 'The model has an error: {{element}}' },
  limit_reached: {
    zh: '达到运算上限，已停止；请简化表达式或缩短列表。',
    en: 'It took too many steps and was stopped; simplify the expressions or shorten the lists.',
  },
  decision_not_in_model: {
    zh: '模型里没有这个判定。',
    en: 'The model has no such decision.',
  },
  decision_is_not_a_table: {
    zh: '这个判定不是决策表，不能用表格传送。',
    en: 'This decision is no table, so it has no workbook.',
  },
  table_not_valid: {
    zh: '这份表格不能按原来的决策表读入，请逐项修改：',
    en: 'The sheet cannot be read as this table; mend each of these:',
  },
  inputs_not_valid: {
    zh: '有些输入不符合规则的要求，请看各项说明。',
    en: 'Some inputs are not what the rule asks for; see the note at each.',
  },
  type_mismatch: { zh: '值的类型不符', en: 'This is not the kind of value asked for' },
  value_not_allowed: { zh: '值不在允许范围之内', en: 'This value is not among those allowed' },
  number_out_of_range: { zh: '数值超出范围', en: 'The number is out of range' },

  // What publishing asks for
  rule_names_missing: {
    zh: '中文名和英文名都要填写',
    en: 'Give both a Chinese and an English name',
  },
  document_number_missing: {
    zh: '请写明依据文件的文号',
    en: 'Say which document it comes from, by number',
  },
  grade_missing: { zh: '请写明来源等级', en: 'Say how the document was seen' },
  text_missing: { zh: '请用文字写明规则内容', en: 'Say in words what the rule says' },
  effective_from_missing: {
    zh: '有终止日就要有起始日',
    en: 'A period that ends has a first day',
  },
  period_ends_before_it_starts: {
    zh: '终止日须晚于起始日',
    en: 'The period ends before it starts',
  },
  cases_missing: { zh: '至少要有一个算例', en: 'Give at least one worked case' },
  case_fails: { zh: '算例“{{name}}”不符', en: 'The case “{{name}}” fails' },
  overlap_forbidden: {
    zh: '“{{decision}}”的第 {{rules}} 条规则重叠，命中策略不允许',
    en: 'Rules {{rules}} of “{{decision}}” overlap, which its hit policy forbids',
  },
  gap_not_declared: {
    zh: '“{{decision}}”有空缺，既没有补上也没有声明',
    en: '“{{decision}}” has a gap that is neither covered nor declared',
  },
  declared_gap_is_none: {
    zh: '声明的空缺已经不是空缺，请去掉声明',
    en: 'A declared gap is no gap any more; take the declaration out',
  },
  table_not_analysed: {
    zh: '有决策表未能查完',
    en: 'A table could not be looked through to the end',
  },
  outcome_decision_not_in_model: {
    zh: '结论取自“{{decision}}”，而模型里没有它',
    en: 'The outcome is read from “{{decision}}”, which the model does not have',
  },
  outcome_without_values: {
    zh: '请写明哪些答案是“符合”，哪些是“不符合”',
    en: 'Say which answers are a yes and which are a no',
  },

  // Adoptions
  content_is_not_what_was_signed: {
    zh: '内容在您阅读之后有改动，请重新载入、核对后再签署。',
    en: 'The content changed since you read it; reload, compare and sign again.',
  },
  adoption_ends_before_it_starts: {
    zh: '终止日须晚于起始日。',
    en: 'The adoption ends before it starts.',
  },
  adoption_outside_effective_period: {
    zh: '起始日不在这一版的有效期内。',
    en: 'The first day lies outside the period in which the version is in force.',
  },
  adoption_overlaps: {
    zh: '这段时间已采用第 {{number}} 版（{{startsOn}} 起），请先终止它。',
    en: 'Version {{number}} is adopted for that time (from {{startsOn}} on); end it first.',
  },
  adoption_ends_in_the_past: {
    zh: '终止日不能早于今天（{{today}}）。',
    en: 'The earliest end is today, {{today}}.',
  },
  adoption_is_over: {
    zh: '这项采用已于 {{endsOn}} 终止。',
    en: 'This adoption ended on {{endsOn}}.',
  },
  office_contact_missing: {
    zh: '请留下邮箱、电话、网址之一，让当事人找得到人。',
    en: 'Leave an e-mail address, a number or a page, so that people can turn to you.',
  },

  // Decisions
  organisation_has_no_region: {
    zh: '这个单位没有登记所在地区，无法确定适用哪里的规则；请先补登。',
    en: 'The organisation has no region, so no rule can be found for it; register one first.',
  },
  no_rule_holds_there: {
    zh: '那里在 {{day}} 没有采用这条规则的任何一版；请与该地区联系，或另选日期。',
    en: 'Nobody there had adopted a version of this rule for {{day}}; ask the region, or choose another day.',
  },
  rules_conflict_there: {
    zh: '那里在 {{day}} 有同样接近而相互矛盾的采用：{{places}}。请选明依据哪一版。',
    en: 'For {{day}} equally near places adopted different versions there: {{places}}. Say by which to decide.',
  },
  rule_does_not_hold_there: {
    zh: '所选版本在 {{day}} 不适用于那里。',
    en: 'The version chosen does not hold there on {{day}}.',
  },
  rule_says_no: { zh: '规则的结论是不符合：', en: 'The rule says no:' },

  // Replays
  replay_source_not_named: {
    zh: '请选择以往的决定或一份案例表，二者选一。',
    en: 'Choose past decisions or a table of cases, one of the two.',
  },
  base_version_missing: {
    zh: '案例表没有原来的结论，请选择与哪一版比较。',
    en: 'A table of cases has no answers of its own; choose the version to compare with.',
  },
  outcome_reading_missing: {
    zh: '这一版没有写明怎样读出“符合”与“不符合”，无法比较。',
    en: 'The version does not say how to read a yes or a no, so there is nothing to compare.',
  },
  column_not_in_file: {
    zh: '文件里没有这些列：{{columns}}。',
    en: 'The file has no such column: {{columns}}.',
  },
  input_not_in_model: {
    zh: '模型里没有这个输入：{{input}}。',
    en: 'The model has no such input: {{input}}.',
  },
  replay_is_over: { zh: '这次推演已经结束。', en: 'This replay is over.' },
});
