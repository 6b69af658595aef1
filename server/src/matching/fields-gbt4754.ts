/**
 * GB/T 4754-2017: its 20 sections, and those of its 97 divisions where technology is commonly
 * offered. The English is ours.
 */
import type { FieldLine } from './field-schemes.ts';

export const sections: readonly FieldLine[] = [
  ['A', '农、林、牧、渔业', 'Agriculture, forestry, animal husbandry and fishery'],
  ['B', '采矿业', 'Mining'],
  ['C', '制造业', 'Manufacturing'],
  ['D', '电力、热力、燃气及水生产和供应业', 'Supply of electricity, heat, gas and water'],
  ['E', '建筑业', 'Construction'],
  ['F', '批发和零售业', 'Wholesale and retail trade'],
  ['G', '交通运输、仓储和邮政业', 'Transport, storage and post'],
  ['H', '住宿和餐饮业', 'Accommodation and catering'],
  ['I', '信息传输、软件和信息技术服务业', 'Information transmission, software and IT services'],
  ['J', '金融业', 'Finance'],
  ['K', '房地产业', 'Real estate'],
  ['L', '租赁和商务服务业', 'Leasing and business services'],
  ['M', '科学研究和技术服务业', 'Scientific research and technical services'],
  ['N', '水利、环境和公共设施管理业', 'Water, environment and public facilities'],
  ['O', '居民服务、修理和其他服务业', 'Resident, repair and other services'],
  ['P', '教育', 'Education'],
  ['Q', '卫生和社会工作', 'Health and social work'],
  ['R', '文化、体育和娱乐业', 'Culture, sports and entertainment'],
  ['S', '公共管理、社会保障和社会组织', 'Public administration and social organisations'],
  ['T', '国际组织', 'International organisations'],
];

export const divisions: Readonly<Record<string, readonly FieldLine[]>> = {
  A: [
    ['01', '农业', 'Crop farming'],
    ['02', '林业', 'Forestry'],
    ['03', '畜牧业', 'Animal husbandry'],
    ['04', '渔业', 'Fishery'],
  ],
  C: [
    ['13', '农副食品加工业', 'Processing of farm products'],
    ['14', '食品制造业', 'Food'],
    ['17', '纺织业', 'Textiles'],
    ['25', '石油、煤炭及其他燃料加工业', 'Petroleum, coal and other fuels'],
    ['26', '化学原料和化学制品制造业', 'Chemicals'],
    ['27', '医药制造业', 'Pharmaceuticals'],
    ['28', '化学纤维制造业', 'Chemical fibres'],
    ['29', '橡胶和塑料制品业', 'Rubber and plastics'],
    ['30', '非金属矿物制品业', 'Non-metallic mineral products'],
    ['31', '黑色金属冶炼和压延加工业', 'Ferrous metals'],
    ['32', '有色金属冶炼和压延加工业', 'Non-ferrous metals'],
    ['33', '金属制品业', 'Metal products'],
    ['34', '通用设备制造业', 'General machinery'],
    ['35', '专用设备制造业', 'Special machinery'],
    ['36', '汽车制造业', 'Motor vehicles'],
    [
      '37',
      '铁路、船舶、航空航天和其他运输设备制造业',
      'Rail, ships, aerospace and other transport',
    ],
    ['38', '电气机械和器材制造业', 'Electrical machinery'],
    ['39', '计算机、通信和其他电子设备制造业', 'Computers, communication and electronics'],
    ['40', '仪器仪表制造业', 'Instruments and meters'],
    ['42', '废弃资源综合利用业', 'Recycling'],
  ],
  D: [['44', '电力、热力生产和供应业', 'Electricity and heat']],
  I: [
    ['63', '电信、广播电视和卫星传输服务', 'Telecommunication, broadcasting and satellites'],
    ['64', '互联网和相关服务', 'Internet services'],
    ['65', '软件和信息技术服务业', 'Software and IT services'],
  ],
  M: [
    ['73', '研究和试验发展', 'Research and development'],
    ['74', '专业技术服务业', 'Professional technical services'],
    ['75', '科技推广和应用服务业', 'Promotion and application of technology'],
  ],
  N: [
    ['76', '水利管理业', 'Water management'],
    ['77', '生态保护和环境治理业', 'Ecological protection and environmental treatment'],
  ],
  Q: [['84', '卫生', 'Health']],
};
