import { defineRefusals } from '../ui/words.ts';
import './report-words.ts';

/** Every refusal of the observatory's contract, and every reason that its judgements give. */
export const observatoryRefusals = defineRefusals({
  barrier_has_open_file: {
    zh: '这项壁垒已有在办案卷，请在那份案卷里继续。',
    en: 'There is an open file about this barrier; go on in that one.',
  },
  owner_not_named: {
    zh: '请指明由哪个地区或哪个协同体负责，二者选一。',
    en: 'Name the region or the compact that sees to it, one of the two.',
  },
  step_not_possible: {
    zh: '这一步现在不能办，见各项说明。',
    en: 'This step cannot be taken now; see the notes.',
  },
  file_is_closed: {
    zh: '案卷已结，请先重新立案。',
    en: 'The file is closed; open it again first.',
  },
  file_is_open: { zh: '案卷正在办理，无需重新立案。', en: 'The file is open already.' },
  file_is_clarified: {
    zh: '此前已经查明，不必再次查明。',
    en: 'It was clarified before.',
  },
  note_says_too_little: {
    zh: '说明太短，请至少写 {{atLeast}} 个字。',
    en: 'Say it in {{atLeast}} letters or more.',
  },
  outcome_missing: {
    zh: '结案须写明结果，不能悄悄结案。',
    en: 'A file closes with its outcome, never silently.',
  },
  outcome_too_early: {
    zh: '只有结案时才填写结果。',
    en: 'Only the step that closes has an outcome.',
  },
  day_missing: { zh: '请填写新的期限。', en: 'Name the new last day.' },
  day_not_asked: { zh: '只有延期时才填写新的期限。', en: 'Only an extension names a new day.' },
  nothing_to_count: {
    zh: '还没有带地区和领域的记录，无从统计。',
    en: 'There is nothing with a region and a field to count.',
  },
  series_not_valid: {
    zh: '这张表不能作为数据导入，请按各项说明改正后重新上传。',
    en: 'The table cannot be taken as a series; mend what is named and send it again.',
  },
  column_missing: {
    zh: '缺少“{{column}}”列；表中有：{{columns}}。',
    en: 'There is no column {{column}}; there are: {{columns}}.',
  },
  region_not_understood: {
    zh: '第 {{row}} 行：“{{value}}”不是省级地区的代码或名称。',
    en: 'Row {{row}}: “{{value}}” is no code or name of a region of the first level.',
  },
  field_missing: {
    zh: '第 {{row}} 行：没有写领域，或超过 200 个字。',
    en: 'Row {{row}}: no field, or more than 200 letters.',
  },
  value_not_a_number: {
    zh: '第 {{row}} 行：“{{value}}”不是零或零以上的数。',
    en: 'Row {{row}}: “{{value}}” is no number of zero or more.',
  },
  cell_told_twice: {
    zh: '第 {{row}} 行：同一地区、同一领域写了两次。',
    en: 'Row {{row}}: the same region and field again.',
  },
  too_many_cells: { zh: '一份数据最多 {{limit}} 个单元格。', en: 'At most {{limit}} cells.' },
  too_many_fields: {
    zh: '一份数据最多 {{limit}} 个领域，这张表有 {{fields}} 个。',
    en: 'At most {{limit}} fields; this has {{fields}}.',
  },
  dimension_not_named: {
    zh: 'SDMX 文件里没有维度“{{dimension}}”；有：{{dimensions}}。',
    en: 'The SDMX file has no dimension “{{dimension}}”; it has: {{dimensions}}.',
  },
  dimension_not_fixed: {
    zh: '维度 {{dimension}} 有多个代码，只能取其一：{{values}}。',
    en: '{{dimension}} has several codes; one of them may be taken: {{values}}.',
  },
  action_not_taken: {
    zh: '第 {{row}} 行：不接受操作“{{value}}”，只接受新增。',
    en: 'Row {{row}}: the action “{{value}}” adds no observation.',
  },
  no_cell_above_zero: { zh: '没有大于零的数。', en: 'No value is above zero.' },
  analysis_too_large: {
    zh: '这项分析超过了 {{seconds}} 秒或 {{megabytes}} MB，请缩小范围。',
    en: 'The analysis takes more than {{seconds}} seconds or {{megabytes}} MB; ask for less.',
  },
  years_out_of_order: {
    zh: '起始年份 {{fromYear}} 晚于截止年份 {{toYear}}。',
    en: 'The first year, {{fromYear}}, lies after the last, {{toYear}}.',
  },
  nothing_to_measure: {
    zh: '没有符合条件的记录，请放宽地区、类型或年份。',
    en: 'No record fits; ask for more regions, kinds or years.',
  },
  network_too_large: {
    zh: '网络太大：最多 {{limit}} 个主体或连接，请缩小地区或类型。',
    en: 'The network is too large: at most {{limit}} actors or links; ask for fewer regions or kinds.',
  },
  network_not_finished: {
    zh: '这个网络还没有测算完，完成后再核对。',
    en: 'This network was not measured to the end; compare it when it is.',
  },
  day_out_of_bounds: {
    zh: '新的期限应晚于 {{from}}，且不晚于 {{last}}。',
    en: 'The new last day lies after {{from}} and not after {{last}}.',
  },
});
