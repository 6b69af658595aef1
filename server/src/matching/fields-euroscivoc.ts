/**
 * The upper two levels of the European Science Vocabulary (EuroSciVoc), which are those of the
 * OECD's fields of research and development; the codes carry the OECD's numbers. Chinese: ours.
 */
import type { FieldLine } from './field-schemes.ts';

export const sciences: readonly FieldLine[] = [
  ['ESV-1', '自然科学', 'Natural sciences'],
  ['ESV-2', '工程与技术', 'Engineering and technology'],
  ['ESV-3', '医学与健康科学', 'Medical and health sciences'],
  ['ESV-4', '农业科学', 'Agricultural sciences'],
  ['ESV-5', '社会科学', 'Social sciences'],
  ['ESV-6', '人文学科', 'Humanities'],
];

export const subjects: Readonly<Record<string, readonly FieldLine[]>> = {
  'ESV-1': [
    ['ESV-1-1', '数学', 'Mathematics'],
    ['ESV-1-2', '计算机与信息科学', 'Computer and information sciences'],
    ['ESV-1-3', '物理科学', 'Physical sciences'],
    ['ESV-1-4', '化学科学', 'Chemical sciences'],
    ['ESV-1-5', '地球与环境科学', 'Earth and related environmental sciences'],
    ['ESV-1-6', '生物科学', 'Biological sciences'],
  ],
  'ESV-2': [
    ['ESV-2-1', '土木工程', 'Civil engineering'],
    ['ESV-2-2', '电气、电子与信息工程', 'Electrical, electronic and information engineering'],
    ['ESV-2-3', '机械工程', 'Mechanical engineering'],
    ['ESV-2-4', '化学工程', 'Chemical engineering'],
    ['ESV-2-5', '材料工程', 'Materials engineering'],
    ['ESV-2-6', '医学工程', 'Medical engineering'],
    ['ESV-2-7', '环境工程', 'Environmental engineering'],
    ['ESV-2-8', '环境生物技术', 'Environmental biotechnology'],
    ['ESV-2-9', '工业生物技术', 'Industrial biotechnology'],
    ['ESV-2-10', '纳米技术', 'Nanotechnology'],
    ['ESV-2-11', '其他工程与技术', 'Other engineering and technologies'],
  ],
  'ESV-3': [
    ['ESV-3-1', '基础医学', 'Basic medicine'],
    ['ESV-3-2', '临床医学', 'Clinical medicine'],
    ['ESV-3-3', '健康科学', 'Health sciences'],
    ['ESV-3-4', '医学生物技术', 'Medical biotechnology'],
  ],
  'ESV-4': [
    ['ESV-4-1', '农林渔', 'Agriculture, forestry and fisheries'],
    ['ESV-4-2', '动物与乳品科学', 'Animal and dairy science'],
    ['ESV-4-3', '兽医学', 'Veterinary sciences'],
    ['ESV-4-4', '农业生物技术', 'Agricultural biotechnology'],
  ],
  'ESV-5': [
    ['ESV-5-2', '经济与管理', 'Economics and business'],
    ['ESV-5-7', '社会地理', 'Social geography'],
  ],
  'ESV-6': [['ESV-6-4', '艺术', 'Arts']],
};
