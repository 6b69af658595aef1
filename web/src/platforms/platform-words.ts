import './governance-refusal-words.ts';
import './platform-refusal-words.ts';
import { defineWords } from '../ui/words.ts';

export const platformWords = defineWords('platforms', {
  platforms: { zh: '创新平台', en: 'Platforms' },
  platform: { zh: '平台', en: 'Platform' },
  platformsLead: {
    zh: '多地共建的实验室、技术中心、中试基地和服务平台。',
    en: 'Laboratories, technology centres, pilot bases and service platforms that regions build together.',
  },
  noPlatforms: { zh: '没有符合条件的平台', en: 'No such platforms' },
  noPlatformsHint: {
    zh: '运营单位或所在地区的办公人员可以登记。',
    en: 'Its operator, or an officer of one of its regions, registers one.',
  },
  find: { zh: '名称、地址', en: 'Name or address' },
  name: { zh: '名称', en: 'Name' },
  type: { zh: '类型', en: 'Type' },
  stage: { zh: '阶段', en: 'Stage' },
  stage_planned: { zh: '筹划', en: 'Planned' },
  stage_under_construction: { zh: '建设中', en: 'Under construction' },
  stage_running: { zh: '运行中', en: 'Running' },
  stage_reorganised: { zh: '重组中', en: 'Being reorganised' },
  stage_closed: { zh: '已关闭', en: 'Closed' },
  fields: { zh: '领域', en: 'Fields' },
  region: { zh: '所在地区', en: 'Regions' },
  founder: { zh: '共建地区', en: 'Founding regions' },
  founders: { zh: '共建方', en: 'Founders' },
  money: { zh: '出资（元）', en: 'Money (yuan)' },
  operator: { zh: '运营单位', en: 'Operator' },
  opened: { zh: '启用日期', en: 'Opened on' },
  closed: { zh: '关闭日期', en: 'Closed on' },
  since: { zh: '{{day}} 起', en: 'since {{day}}' },
  address: { zh: '地址', en: 'Address' },
  note: { zh: '说明', en: 'Note' },
  notKnown: { zh: '未登记', en: 'Not recorded' },
  facts: { zh: '基本情况', en: 'Facts' },
  sort_name: { zh: '按名称', en: 'By name' },
  sort_opened: { zh: '最近启用', en: 'Opened last' },
  sort_money: { zh: '出资最多', en: 'Most money' },
});
