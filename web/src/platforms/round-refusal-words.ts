import { defineRefusals } from '../ui/words.ts';

/** Every refusal of rounds, panels, results, appeals and interventions, and their reasons. */
export const roundRefusals = defineRefusals({
  round_not_valid: {
    zh: '轮次还不能这样设置，请看各项说明。',
    en: 'The round cannot be like this yet; see each reason.',
  },
  scheme_not_known: { zh: '没有这个已发布的评价方案。', en: 'There is no such published scheme.' },
  round_step_refused: { zh: '现在不能这样做。', en: 'This cannot be done now.' },
  round_has_begun: {
    zh: '轮次已开始，不能再修改。',
    en: 'The round has begun and is no longer changed.',
  },
  scheme_is_frozen: {
    zh: '评价方案已随轮次冻结，不能更换。',
    en: 'The scheme was frozen when the round began.',
  },
  scheme_differs: { zh: '条款“{{clause}}”会改变。', en: 'Clause {{clause}} would change.' },
  round_cannot_open: { zh: '轮次还不能开始。', en: 'The round cannot begin yet.' },
  calendar_not_valid: { zh: '日程不能这样安排。', en: 'The calendar cannot be like this.' },
  phase_cannot_end: { zh: '本阶段还不能提前结束。', en: 'This phase cannot end early yet.' },
  round_is_over: { zh: '轮次已结束。', en: 'The round is over.' },
  phase_before_the_one_before: {
    zh: '有阶段早于其前一阶段。',
    en: 'A phase begins before the one before it.',
  },
  no_time_to_report: {
    zh: '自评填报至少要有一天。',
    en: 'The evaluated need a day at least to report.',
  },
  calendar_is_over: {
    zh: '填报期已经过去，请改日期。',
    en: 'Reporting would be over already; change the days.',
  },
  too_few_days_to_appeal: {
    zh: '申诉期至少 {{days}} 天。',
    en: 'There are {{days}} days at least to appeal.',
  },
  round_is_not_open: { zh: '轮次不在进行中。', en: 'The round is not open.' },
  not_in_this_phase: {
    zh: '可办理期间：{{from}} 起{{until}} 前。',
    en: 'It can be done from {{from}} and before {{until}}.',
  },
  phase_has_begun: {
    zh: '已在 {{day}} 开始的阶段不能改期。',
    en: 'What began on {{day}} is not moved.',
  },
  phase_moves_only_later: {
    zh: '只能推迟（原定 {{day}}）；要提前，请结束前一阶段。',
    en: 'It moves only later than {{day}}; to begin early, end the phase before.',
  },
  no_phase_to_end: { zh: '没有可提前结束的阶段。', en: 'There is no phase that could end early.' },
  phase_is_waited_for: {
    zh: '还有 {{count}} 项未完成，只能等到期。',
    en: '{{count}} are not there yet; the phase ends on its day.',
  },
  round_title_missing: { zh: '请填写中英文名称。', en: 'Give it a title in both languages.' },
  scheme_is_for_other_types: {
    zh: '该方案适用于其他类型：{{types}}。',
    en: 'The scheme is meant for {{types}}.',
  },
  data_days_are_empty: {
    zh: '评价期的结束要晚于开始。',
    en: 'The days that are evaluated end after they begin.',
  },
  measure_not_in_scheme: {
    zh: '方案中没有“{{measure}}”。',
    en: 'The scheme has no measure {{measure}}.',
  },
  measure_is_not_counted: {
    zh: '“{{measure}}”不是可由系统统计的数。',
    en: '{{measure}} is no number that could be counted.',
  },
  grade_unknown: { zh: '方案中没有等级“{{grade}}”。', en: 'The scheme has no grade {{grade}}.' },
  no_platforms: { zh: '请选择参评平台。', en: 'Name the platforms that take part.' },
  too_many_platforms: {
    zh: '一轮至多 {{limit}} 个平台。',
    en: 'At most {{limit}} platforms take part.',
  },
  platform_of_another_type: {
    zh: '{{platform}} 不是这一类型。',
    en: '{{platform}} is of another type.',
  },
  platform_has_closed: { zh: '{{platform}} 已关闭。', en: '{{platform}} is closed.' },
  platform_without_operator: {
    zh: '{{platform}} 没有运营单位，无人填报。',
    en: '{{platform}} has no operator to report for it.',
  },
  nobody_to_compare_with: {
    zh: '条款“{{clause}}”要与其他平台比较，只有一个平台无法评价。',
    en: 'Clause {{clause}} compares platforms, and there is one alone.',
  },
  platform_not_known: { zh: '没有这个平台。', en: 'There is no such platform.' },

  values_not_valid: {
    zh: '有数值不符合方案要求。',
    en: 'Some values are not what the scheme takes.',
  },
  evidence_not_known: { zh: '该材料不属于这份自评。', en: 'The report has no such file.' },
  too_many_files: {
    zh: '一份自评至多 {{limit}} 个文件。',
    en: 'A report has at most {{limit}} files.',
  },
  report_not_whole: { zh: '自评还不完整。', en: 'The report is not whole yet.' },
  value_not_reported: { zh: '“{{measure}}”还没有填。', en: '{{measure}} is not reported.' },
  evidence_missing: { zh: '“{{measure}}”缺少证明材料。', en: '{{measure}} has no evidence.' },
  indicator_is_scored: {
    zh: '“{{measure}}”由专家评分，不需填报。',
    en: '{{measure}} is scored by the panel.',
  },
  indicator_unknown: {
    zh: '方案中没有“{{measure}}”。',
    en: 'The scheme has no measure {{measure}}.',
  },
  number_unreadable: {
    zh: '“{{measure}}”的值“{{value}}”不是数。',
    en: '{{measure}}: “{{value}}” is no number.',
  },
  value_out_of_range: {
    zh: '“{{measure}}”的值 {{value}} 不在 {{least}} 至 {{most}} 之间。',
    en: '{{measure}}: {{value}} is not within {{least}} to {{most}}.',
  },
  choice_unknown: {
    zh: '“{{measure}}”不能填“{{value}}”，可选：{{choices}}。',
    en: '{{measure}}: “{{value}}” is none of {{choices}}.',
  },
  value_twice: { zh: '“{{measure}}”填了两次。', en: '{{measure}} is given twice.' },
  value_twice_in_file: {
    zh: '“{{measure}}”在第 {{before}} 行已填过。',
    en: '{{measure}} stands in row {{before}} already.',
  },
  check_not_valid: { zh: '核验意见不完整。', en: 'The check is not whole.' },
  check_reason_missing: { zh: '请写明理由。', en: 'Say why.' },
  corrected_value_missing: { zh: '请填写核定值。', en: 'Say which value is right.' },
  value_without_correction: { zh: '只有更正才填写核定值。', en: 'Only a correction has a value.' },

  person_is_on_the_panel: {
    zh: '{{name}} 已在专家组中。',
    en: '{{name}} is on the panel already.',
  },
  member_has_scored: { zh: '{{name}} 已评分，不能移出。', en: '{{name}} has scored and stays.' },
  not_on_the_panel: { zh: '请指定专家组成员。', en: 'Name an expert of the panel.' },
  conflict_is_declared: { zh: '这一回避已申报。', en: 'It was declared before.' },
  panel_cannot_be_seated: { zh: '专家无法这样分配。', en: 'The panel cannot be seated.' },
  panel_is_empty: { zh: '请先加入专家。', en: 'Name experts first.' },
  panel_too_small: {
    zh: '{{platform}} 需要 {{needed}} 位无利益冲突的专家，只有 {{available}} 位。',
    en: '{{platform}} needs {{needed}} experts without a conflict; {{available}} are free.',
  },
  load_too_small: {
    zh: '共需 {{needed}} 个席位，专家至多承担 {{available}} 个。',
    en: '{{needed}} seats are needed, {{available}} can be taken.',
  },
  load_too_large: {
    zh: '专家太多：至少 {{needed}} 个席位，只有 {{available}} 个。',
    en: '{{needed}} seats at least for so many experts, {{available}} are there.',
  },
  panels_do_not_fit: {
    zh: '{{needed}} 个席位中只能排出 {{available}} 个。',
    en: 'Of {{needed}} seats {{available}} can be filled.',
  },
  panel_has_scored: {
    zh: '已有专家评分，不再重新分配。',
    en: 'Somebody has scored; seats are not given anew.',
  },
  scores_not_whole: { zh: '还有指标没有评分。', en: 'Every measure of the panel is to be scored.' },
  score_missing: { zh: '“{{measure}}”还没有评分。', en: '{{measure}} is not scored.' },
  own_conflict: {
    zh: '您与该平台有利益关联，不参与评分。',
    en: 'You are tied to this platform and do not score it.',
  },
  measure_is_not_scored: {
    zh: '“{{measure}}”不由专家评分。',
    en: '{{measure}} is not scored by the panel.',
  },

  values_unchecked: {
    zh: '还有 {{count}} 个数值未核验。',
    en: { one: '{{count}} value is not checked.', other: '{{count}} values are not checked.' },
  },
  evaluation_not_possible: {
    zh: '用这些数据无法按方案计算。',
    en: 'The scheme cannot be computed with these data.',
  },
  not_computed_indicator_unreported: {
    zh: '条款“{{clause}}”所需的数值无人填报。',
    en: 'Nobody reported what “{{clause}}” asks for.',
  },
  not_computed_value_missing: {
    zh: '{{platform}} 未填条款“{{clause}}”所需的数值，方案不允许空缺。',
    en: '{{platform}} did not report what “{{clause}}” asks for, and the scheme refuses gaps.',
  },
  not_computed_panel_too_small: {
    zh: '{{platform}} 的条款“{{clause}}”没有足够的无回避专家评分。',
    en: 'Too few experts without a conflict scored “{{clause}}” of {{platform}}.',
  },
  not_computed_single_unit: {
    zh: '条款“{{clause}}”要与其他平台比较，而组内只有一个平台。',
    en: '“{{clause}}” compares platforms, and there is one alone in its group.',
  },
  not_computed_normalisation_unfit: {
    zh: '条款“{{clause}}”的数值无法归一化，例如各平台都相同。',
    en: 'The values of “{{clause}}” cannot be normalised, as where all are equal.',
  },
  not_computed_weights_unfit: {
    zh: '条款“{{clause}}”的权重无法由这些数据得出。',
    en: 'The weights of “{{clause}}” cannot be had from these data.',
  },
  not_computed_score_not_above_zero: {
    zh: '{{platform}} 在条款“{{clause}}”下有为零的得分，不能取几何平均或调和平均。',
    en: '{{platform}} has a score of zero under “{{clause}}”: no geometric or harmonic mean.',
  },
  not_computed_imputation_unsettled: {
    zh: '缺失的数值无法由其他数值稳定地估计。',
    en: 'What is missing cannot be told from the other values.',
  },
  result_is_being_computed: {
    zh: '结果正在计算，请稍候。',
    en: 'A result is being computed; wait for it.',
  },
  result_would_be_the_same: {
    zh: '数据未变，结果会与上次相同。',
    en: 'Nothing changed; the result would be the same.',
  },
  result_too_large: {
    zh: '计算超出时间或内存限制，请减少抽样次数。',
    en: 'It takes too long or too much memory; draw less.',
  },
  data_not_shared_yet: {
    zh: '其他平台的数据在 {{day}} 公布后才可下载。',
    en: 'Values of others are shown when it is published, from {{day}} on.',
  },
  no_result_yet: { zh: '还没有可看的结果。', en: 'There is no result to see yet.' },
  result_is_not_what_was_read: {
    zh: '结果已更新，请看最新结果。',
    en: 'There is a newer result; read that one.',
  },
  result_is_agreed: { zh: '平台已确认结果。', en: 'The platform has agreed to its result.' },
  appeal_is_open: { zh: '已有未决申诉。', en: 'An appeal is open.' },
  round_cannot_be_published: { zh: '还不能公布。', en: 'It cannot be published yet.' },
  appeals_are_open: {
    zh: '还有 {{count}} 个平台的申诉未决。',
    en: 'Appeals of {{count}} platforms are not decided.',
  },
  clause_not_known: {
    zh: '方案中没有条款“{{clause}}”。',
    en: 'The scheme has no clause {{clause}}.',
  },
  appeal_not_decided_so: { zh: '申诉不能这样处理。', en: 'The appeal cannot be decided so.' },
  appeal_is_over: { zh: '申诉已结束。', en: 'The appeal is over.' },
  scorer_does_not_decide: {
    zh: '为该平台评过分的人不裁决其申诉。',
    en: 'Who scored the platform does not decide.',
  },
  party_does_not_decide: {
    zh: '代表该平台的人不裁决其申诉。',
    en: 'Who speaks for the platform does not decide.',
  },
  correction_missing: { zh: '支持申诉时，请写明更正什么。', en: 'Say what is corrected.' },
  correction_without_reason: {
    zh: '驳回申诉时不更正。',
    en: 'A dismissed appeal corrects nothing.',
  },
  correction_not_of_the_clause: {
    zh: '更正内容与条款“{{clause}}”无关。',
    en: 'The correction is not of clause {{clause}}.',
  },

  intervention_not_valid: { zh: '整改安排不完整。', en: 'The plan is not whole.' },
  intervention_is_open: { zh: '这一目标已有整改。', en: 'There is one for this target.' },
  intervention_is_closed: { zh: '整改已办结。', en: 'It is closed.' },
  intervention_not_closed_so: { zh: '整改还不能办结。', en: 'It cannot be closed so.' },
  owner_missing: { zh: '请填写责任方。', en: 'Say who sees to it.' },
  due_day_is_over: { zh: '期限须在今天之后。', en: 'Give a day to come.' },
  measures_missing: { zh: '请先写明整改措施。', en: 'Say what is to be done.' },
  outcome_note_missing: { zh: '请写明整改成效。', en: 'Say what came of it.' },
  steps_missing: { zh: '请先记录做了什么。', en: 'Write down first what was done.' },
});
