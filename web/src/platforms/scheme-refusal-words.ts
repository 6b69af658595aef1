import { defineRefusals } from '../ui/words.ts';

/** Every refusal of schemes, previews and splits of budgets. */
export const schemeRefusals = defineRefusals({
  keeper_not_named: {
    zh: '请指定维护方：一个地区或一个协同体。',
    en: 'Say who keeps it: a region or a compact.',
  },
  scheme_template_not_known: {
    zh: '没有名为 {{name}} 的随附方案。',
    en: 'No scheme called {{name}} is shipped.',
  },
  scheme_too_large: {
    zh: '方案最多 {{bytes}} 字节、{{levels}} 层。',
    en: 'A scheme has at most {{bytes}} bytes and {{levels}} levels.',
  },
  scheme_not_readable: {
    zh: '方案中有不能保存的字符。',
    en: 'The scheme holds a character that cannot be kept.',
  },
  scheme_state_forbids: {
    zh: '这一版的状态不允许这样做。',
    en: 'The state of this version does not allow it.',
  },
  scheme_not_published: {
    zh: '只有已发布的版本可以这样用。',
    en: 'Only a published version can be used like this.',
  },
  scheme_frozen_already: {
    zh: '这一轮评价已经锁定了方案。',
    en: 'The round computes with a scheme already.',
  },
  scheme_draft_exists: {
    zh: '第 {{number}} 版正在修订，请先发布或删除它。',
    en: 'Version {{number}} is in the making; publish it or throw it away first.',
  },
  scheme_not_ready: {
    zh: '还有 {{count}} 处待解决，暂不能发布。',
    en: 'There are {{count}} things to mend before it is published.',
  },
  scheme_not_whole: {
    zh: '方案还不完整，不能计算。',
    en: 'What is not whole cannot be computed with.',
  },
  scheme_name_missing: { zh: '请填写中文和英文名称。', en: 'Name it in both languages.' },
  scheme_source_missing: { zh: '请写明依据的文号。', en: 'Say which document it comes from.' },
  preview_without_data: { zh: '没有数据可用。', en: 'There are no data to compute with.' },
  preview_data_not_readable: {
    zh: '数据不是一行行的“单位,指标,数值”。',
    en: 'The data are no lines of unit, indicator, value.',
  },
  preview_too_large: {
    zh: '这里最多试算 {{most}} 个单位，更多的请用 yunhe evaluate。',
    en: 'At most {{most}} units are tried here; `yunhe evaluate` takes more.',
  },
  preview_not_finished: {
    zh: '试算还没有完成。',
    en: 'The preview is not finished yet.',
  },
  funding_not_computable: {
    zh: '用这些数据不能分配这笔预算。',
    en: 'The budget cannot be split by these data.',
  },
  budget_too_small: {
    zh: '固定部分已超过预算。',
    en: 'Fixed streams take more than the budget.',
  },
  weight_unfit: {
    zh: '有单位缺少所需数据，或数据为负。',
    en: 'A unit lacks a measure that a stream is split by, or it is below 0.',
  },
  pool_without_weight: {
    zh: '有一部分没有任何单位可分。',
    en: 'Nobody has a part in one of the streams.',
  },
  grade_without_multiplier: {
    zh: '有等级没有对应的系数。',
    en: 'A grade has no multiplier in the formula.',
  },
});
