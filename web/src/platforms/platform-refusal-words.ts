import { defineRefusals } from '../ui/words.ts';

/** Every refusal of platforms, and every reason that their judgements give. */
export const platformRefusals = defineRefusals({
  platform_not_valid: {
    zh: '平台信息还不能这样保存，请看各项说明。',
    en: 'The platform cannot be kept like this; see the note at each entry.',
  },
  platform_type_not_known: { zh: '没有“{{type}}”这一类型。', en: 'There is no type {{type}}.' },
  platform_type_exists: { zh: '类型代码 {{code}} 已有。', en: 'There is a type {{code}} already.' },
  platform_name_missing: {
    zh: '请填写中文或英文名称。',
    en: 'Give a name in one of the languages.',
  },
  field_unknown: { zh: '没有代码为 {{code}} 的领域。', en: 'There is no field {{code}}.' },
  region_named_twice: {
    zh: '地区 {{code}} 填了两次。',
    en: 'The region {{code}} stands here twice.',
  },
  opening_day_missing: { zh: '请填写启用日期。', en: 'Say since when it has been running.' },
  closing_day_and_stage_differ: {
    zh: '关闭日期与“已关闭”阶段要一并填写。',
    en: 'A platform that is closed has a day on which it was, and no other has.',
  },
  platform_closes_before_it_opens: {
    zh: '关闭日期必须晚于启用日期。',
    en: 'It opens before it closes.',
  },
  founder_is_not_one: {
    zh: '共建方要么是一个地区，要么是一个单位。',
    en: 'A founder is a region or an organisation.',
  },
  founder_named_twice: { zh: '这个共建方填了两次。', en: 'This founder stands here twice.' },
  contribution_is_not_whole: {
    zh: '人员和面积只能填整数。',
    en: 'People and square metres are counted in whole numbers.',
  },
  stage_does_not_follow: {
    zh: '平台的阶段不能从“{{from}}”改为“{{to}}”。',
    en: 'What is {{from}} does not become {{to}}.',
  },
});
