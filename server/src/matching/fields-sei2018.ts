/** The nine fields of the Classification of Strategic Emerging Industries (2018). English: ours. */
import type { FieldLine } from './field-schemes.ts';

export const strategicIndustries: readonly FieldLine[] = [
  ['SEI-1', '新一代信息技术产业', 'Next-generation information technology'],
  ['SEI-2', '高端装备制造产业', 'High-end equipment'],
  ['SEI-3', '新材料产业', 'New materials'],
  ['SEI-4', '生物产业', 'Biotechnology'],
  ['SEI-5', '新能源汽车产业', 'New energy vehicles'],
  ['SEI-6', '新能源产业', 'New energy'],
  ['SEI-7', '节能环保产业', 'Energy saving and environmental protection'],
  ['SEI-8', '数字创意产业', 'Digital creative industry'],
  ['SEI-9', '相关服务业', 'Related services'],
];
