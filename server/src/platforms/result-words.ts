/** What is written in files of rounds and results; screens have their own words. */
import type { Phase } from './round.ts';

type Lang = 'zh' | 'en';

const words = {
  round: ['评价轮次', 'Round'],
  scheme: ['评价方案', 'Scheme'],
  resultNumber: ['结果序号', 'Result'],
  score: ['得分', 'Score'],
  grade: ['等级', 'Grade'],
  within: ['组别', 'Ranked within'],
  place: ['名次', 'Place'],
  rankRange: ['名次区间（5%–95%）', 'Places (5 % to 95 %)'],
  gradeOdds: ['落入各等级的概率', 'Probability of each grade'],
  sample: ['示例', 'Sample'],
  sampleOnly: ['示例数据，不代表任何真实平台', 'Sample data of no real platform'],
  digest: ['结果摘要（SHA-256）', 'Digest (SHA-256)'],
  command: ['重算命令', 'Command'],
  clauses: ['各级指标得分', 'Scores by clause'],
  indicator: ['指标', 'Indicator'],
  clause: ['条款', 'Clause'],
  points: ['满分', 'Points'],
  improvements: ['哪些改进最能提升等级', 'What would raise it most'],
  noImprovements: ['没有单项改进可再提高得分。', 'No single item would raise it.'],
  from: ['现得', 'Has'],
  to: ['可得', 'Could have'],
  steps: ['计算步骤', 'Steps'],
  step: ['步骤', 'Step'],
  of: ['对象', 'Of'],
  value: ['数值', 'Value'],
  evidence: ['依据', 'Evidence'],
  recompute: ['任何人都可用方案与数据重算：', 'Anyone can compute it again:'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

export function resultWords(lang: Lang): (word: keyof typeof words) => string {
  return (word) => words[word][lang === 'zh' ? 0 : 1];
}

const steps: Readonly<Record<string, readonly [string, string]>> = {
  reported: ['填报', 'reported'],
  value: ['取值', 'value'],
  imputed: ['补缺', 'filled in'],
  'not-reported': ['未填报', 'not reported'],
  'not-asked': ['不适用', 'not asked'],
  'of-points': ['满分', 'of points'],
  child: ['下级', 'part'],
  sum: ['合计', 'sum'],
};

/** A step by its name; methods are called as schemes call them. */
export function stepName(step: string, lang: Lang): string {
  return steps[step]?.[lang === 'zh' ? 0 : 1] ?? step;
}

export const phaseNames: Readonly<Record<Phase, readonly [zh: string, en: string]>> = {
  self_report: ['自评填报', 'Self-report'],
  evidence_check: ['材料核验', 'Check of evidence'],
  panel: ['专家评审', 'Panel'],
  result: ['形成结果', 'Result'],
  appeal: ['申诉', 'Appeals'],
  publication: ['公布', 'Publication'],
};
