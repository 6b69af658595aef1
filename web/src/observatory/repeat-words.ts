import { defineWords } from '../ui/words.ts';

export const repeatWords = defineWords('repeats', {
  check: { zh: '新建之前：会不会重复邻居', en: 'Before building: would it repeat a neighbour' },
  checkLead: {
    zh: '选一个领域和打算建的东西，看协同体里谁已经有了、可以找谁一起做。',
    en: 'Choose a field and what is planned: see who in the compact has it already, and with whom it could be done.',
  },
  whose: { zh: '哪个地区打算建', en: 'Which region plans' },
  field: { zh: '领域', en: 'Field' },
  planned: { zh: '打算建什么', en: 'What is planned' },
  platform: { zh: '平台', en: 'A platform' },
  fund: { zh: '基金', en: 'A fund' },
  park: { zh: '园区', en: 'A park' },
  something: { zh: '项目', en: 'Something new' },
  repeats: {
    zh: '{{region}}在“{{field}}”新建{{planned}}，会重复邻近地区：{{neighbours}}在这个领域已有优势。',
    en: '{{planned}} in {{region}} for {{field}} would repeat neighbours that are strong in it: {{neighbours}}.',
  },
  doubles: {
    zh: '{{region}}和{{neighbours}}在“{{field}}”都已有优势，再新建{{planned}}会加深重叠。',
    en: '{{region}} is strong in {{field}}, and so are neighbours: {{neighbours}}. {{planned}} would make them overlap further.',
  },
  open: {
    zh: '在“{{field}}”，没有邻近地区占优势，{{region}}新建{{planned}}不会重复。',
    en: 'No neighbour is strong in {{field}}. {{planned}} in {{region}} would repeat nobody.',
  },
  unknown: {
    zh: '没有数据说到“{{field}}”，判断不了会不会重复。请先导入或统计这个领域的数据。',
    en: 'No series tells of {{field}}, so nothing can be said. Import or count figures of it first.',
  },
  named: { zh: '{{region}}（{{figures}}）', en: '{{region}} ({{figures}})' },
  byQuotient: { zh: '区位商 {{value}}', en: 'quotient {{value}}' },
  byOrganisations: {
    zh: '登记单位 {{count}} 家',
    en: { one: '{{count}} organisation', other: '{{count}} organisations' },
  },
  byPlatforms: {
    zh: '平台 {{count}} 个',
    en: { one: '{{count}} platform', other: '{{count}} platforms' },
  },
  instead: { zh: '可以找谁一起做', en: 'With whom it could be done instead' },
  insteadOf: {
    zh: '{{region}}（互补程度 {{share}}）',
    en: '{{region}} (complementarity {{share}})',
  },
  brings: { zh: '还能带来：{{fields}}', en: 'could also bring {{fields}}' },
  takes: { zh: '也需要：{{fields}}', en: 'could use {{fields}}' },
  figures: { zh: '各地区在这个领域的数字', en: 'Figures of the regions in this field' },
  region: { zh: '地区', en: 'Region' },
  quotient: { zh: '区位商', en: 'Quotient' },
  value: { zh: '数值', en: 'Value' },
  density: { zh: '接近程度', en: 'Closeness' },
  organisations: { zh: '登记单位', en: 'Organisations' },
  technologies: { zh: '在库技术', en: 'Technologies' },
  platforms: { zh: '平台', en: 'Platforms' },
  strong: { zh: '有优势', en: 'strong' },
  untold: { zh: '少于 3 家，不公布', en: 'fewer than 3, not told' },
  within: { zh: '比较范围：{{compacts}}。', en: 'Compared within {{compacts}}.' },
  everywhere: {
    zh: '比较范围：数据中的全部地区。',
    en: 'Compared with all regions of the series.',
  },
  today: {
    zh: '登记单位、技术和平台按本节点当前记录统计。',
    en: 'Organisations, technologies and platforms as registered on this node today.',
  },
});
