/**
 * Words that say that a text names a place of work and not a person.
 *
 * 所, 站, 局, 部, 系 alone would also hit people and sentences, so they stand with what precedes
 * them in names of organisations.
 */
export const PLACE_OF_WORK = new RegExp(
  [
    '大学|学院|学校|中学|科学院|研究院|研究所|研究中心|研究室|实验室|中心|总院|分院|党校|书院',
    '医院|卫生院|保健院|公司|集团|工厂|出版社|杂志社|编辑部|图书馆|博物馆|植物园|保护区|基地',
    '天文台|气象台|观测站|监测站|工作站|试验站|推广站|研究站|管理站|气象局|地质局|规划局|管理局',
    '林业局|[省市县]\\p{Script=Han}{0,6}局|委员会|管理处|设计院|勘察院|勘测院|检测院|监测院|事务所|水文局',
    '办公室|部队|总队|支队|大队|军区|协会|学会|基金会|文献情报|[^我内全外]部门|卫健委|农业[农村]*[部厅局]',
    'University|Institute|College|Academy|Laborator|Hospital|School of|Department|Universit[éàät]',
    'Observatory|Cent(?:er|re) (?:for|of)|Corporation|Co\\.|Ltd',
  ].join('|'),
  'u',
);

/** True if the text begins with the mark of an affiliation: 1中国…, 2.广州…, a.电气…, ³新乡…. */
export function startsWithMark(text: string): boolean {
  return /^\s*\(?\s*(?:[0-9]{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[a-z])\s*[.、)]?\s*[\p{Script=Han}A-Z]/u.test(
    text,
  );
}
