/**
 * What each node of a scheme asks for, as a sentence in both languages made from the very data that
 * is computed with. Of a draft, what is missing reads as …, so that a reader sees the gap.
 */

import {
  casesInWords,
  formulaWords,
  groupedDigits,
  type Sentence,
  vocabularyOf,
} from './formula-words.ts';
import { schemeFormats } from './scheme.ts';
import type { SchemeDocument, SchemeRow, VetoSaid } from './scheme-contract.ts';
import { listIn, nodesIn, recordIn, textIn, wordsIn } from './scheme-reading.ts';

type Fields = Readonly<Record<string, unknown>>;
type ReadFormula = (text: unknown) => Sentence;

export function rowsOfScheme(document: SchemeDocument): SchemeRow[] {
  const vocabulary = vocabularyOf(document);
  const of = (text: unknown) => formulaWords(text, vocabulary);
  if (document.format === schemeFormats.funding) return rowsOfFormula(document, of);
  return nodesIn(document).map(({ node, depth, parent, pointer }) => ({
    id: textIn(node.id),
    kind: textIn(node.kind),
    name: wordsIn(node.name),
    ...{ depth, parent, pointer },
    clause: typeof node.clause === 'string' ? node.clause : null,
    weight: typeof node.weight === 'string' ? node.weight : null,
    weighs: casesInWords(node.weight, vocabulary),
    points: typeof node.points === 'string' ? node.points : null,
    note: node.text === undefined ? null : wordsIn(node.text),
    says: sentenceOf(node, document, of),
  }));
}

/** When each veto holds; its formula may name nodes of the tree too. */
export function vetoesInWords(document: SchemeDocument): VetoSaid[] {
  const nodes = nodesIn(document).map(({ node }) => node);
  const vocabulary = vocabularyOf(document, nodes);
  return listIn(document.vetoes).map(({ id, when }) => ({
    id: textIn(id),
    says: formulaWords(when, vocabulary),
  }));
}

function rowsOfFormula(document: SchemeDocument, of: ReadFormula): SchemeRow[] {
  const currency = textIn(document.currency) || '…';
  return listIn(document.streams).map((stream, at) => ({
    id: textIn(stream.id),
    kind: textIn(stream.kind),
    name: wordsIn(stream.name),
    ...{ depth: 0, parent: null, pointer: `/streams/${at}` },
    clause: typeof stream.clause === 'string' ? stream.clause : null,
    weight: typeof stream.share === 'string' ? stream.share : null,
    weighs: null,
    points: typeof stream.amount === 'string' ? stream.amount : null,
    note: null,
    says: streamSentence(stream, currency, of),
  }));
}

function streamSentence(stream: Fields, currency: string, of: ReadFormula): Sentence {
  const graded = stream.graded === true;
  const times = graded
    ? { zh: '×等级系数', en: ', times the multiplier of its grade' }
    : { zh: '', en: '' };
  if (stream.kind === 'fixed') {
    const amount = groupedDigits(textIn(stream.amount)) || '…';
    return {
      zh: `每家 ${amount} ${currency}${times.zh}。`,
      en: `${amount} ${currency} for each${times.en}.`,
    };
  }
  const by = of(stream.by);
  const share = textIn(stream.share) || '…';
  return {
    zh: `固定部分之后余额的 ${share}，按${by.zh}${times.zh}的比例分配。`,
    en: `${share} of what fixed streams leave, split in proportion to ${by.en}${times.en}.`,
  };
}

function sentenceOf(node: Fields, document: SchemeDocument, of: ReadFormula): Sentence {
  const own = ruleOf(node, document, of);
  if (typeof node.applies !== 'string') return own;
  const asked = of(node.applies);
  return {
    zh: `${own.zh}仅适用于：${asked.zh}。`,
    en: `${own.en} Asked only where ${asked.en}.`,
  };
}

function ruleOf(node: Fields, document: SchemeDocument, of: ReadFormula): Sentence {
  const value = of(node.of);
  const points = textIn(node.points) || '1';
  switch (node.kind) {
    case 'group':
      return groupSentence(node, document);
    case 'threshold': {
      const holds = of(node.holds);
      return {
        zh: `${holds.zh}，得 ${points} 分；否则不得分。`,
        en: `${points} ${points === '1' ? 'point' : 'points'} where ${holds.en}, else none.`,
      };
    }
    case 'bands':
      return bandsSentence(node, of);
    case 'capped': {
      const full = of(node.full);
      return {
        zh: `${value.zh}达到${full.zh}，得满分 ${points} 分；不足的按比例，超出不加分。`,
        en: `${points} points for ${value.en} of ${full.en}, in proportion below, no more above.`,
      };
    }
    case 'between': {
      const [from, to] = [recordIn(node.from), recordIn(node.to)];
      const [a, b] = [textIn(from.at) || '…', textIn(to.at) || '…'];
      const [p, q] = [textIn(from.points) || '…', textIn(to.points) || '…'];
      return {
        zh: `${value.zh}在 ${a}（${p} 分）与 ${b}（${q} 分）之间连直线，两端以外不变。`,
        en: `${value.en} on the line from ${a} (${p} points) to ${b} (${q} points), level outside.`,
      };
    }
    case 'count': {
      const counts = listIn(node.counts).map(({ of: counted, each }) => ({
        each: textIn(each) || '…',
        counted: of(counted),
      }));
      const zh = counts.map(({ each, counted }) => `${counted.zh}，每 1 计 ${each} 分`).join('；');
      const en = counts.map(({ each, counted }) => `${each} for each ${counted.en}`).join(', ');
      const most = textIn(node.points);
      return {
        zh: `${zh || '…'}${most === '' ? '' : `；最多 ${most} 分`}。`,
        en: `${en || '…'}${most === '' ? '' : `, at most ${most} points`}.`,
      };
    }
    case 'expert':
      return expertSentence(node, value);
    case 'relative': {
      const method = methodWords(
        normalisations,
        recordIn(node.normalise ?? document.normalise).method,
        'min-max',
      );
      const better = node.better === 'less';
      return {
        zh: `与其他单位比较${value.zh}，${better ? '越小越好' : '越大越好'}，${method.zh}。`,
        en: `${value.en} beside the other units, ${better ? 'less' : 'more'} is better, by ${method.en}.`,
      };
    }
    default: {
      const most = textIn(node.points);
      return {
        zh: `按公式${value.zh}${most === '' ? '' : `，0 至 ${most} 分`}。`,
        en: `By the formula ${value.en}${most === '' ? '' : `, from 0 to ${most} points`}.`,
      };
    }
  }
}

function bandsSentence(node: Fields, of: ReadFormula): Sentence {
  const value = of(node.of);
  const bands = listIn(node.bands).map(({ least, above, points }) => ({
    bound: of(least ?? above),
    sign: least === undefined ? '>' : '≥',
    points: textIn(points) || '…',
  }));
  const otherwise = textIn(node.otherwise) || '…';
  const zh = bands
    .map(({ bound, sign, points }) => `${sign} ${bound.zh} 得 ${points} 分`)
    .join('，');
  const en = bands.map(({ bound, sign, points }) => `${sign} ${bound.en}: ${points}`).join(', ');
  return {
    zh: `${value.zh}：${zh || '…'}，其余 ${otherwise} 分。`,
    en: `${value.en}: ${en || '…'}, else ${otherwise} points.`,
  };
}

function expertSentence(node: Fields, value: Sentence): Sentence {
  const combine = methodWords(combinations, node.combine, 'mean');
  const least = typeof node.leastScorers === 'number' ? node.leastScorers : null;
  const calibrated = node.calibrate === true;
  return {
    zh: `专家对${value.zh}打分，${combine.zh}${least === null ? '' : `，至少 ${least} 名专家`}${
      calibrated ? '，先校正各专家的宽严' : ''
    }；有利益冲突的不计。`,
    en: `Experts score ${value.en}, ${combine.en}${
      least === null ? '' : `, at least ${least} of them`
    }${calibrated ? ', each one’s severity taken off first' : ''}; who has a conflict of interest is not heard.`,
  };
}

function groupSentence(node: Fields, document: SchemeDocument): Sentence {
  const method = recordIn(node.aggregate ?? document.aggregate).method;
  const how = methodWords(aggregations, method, 'arithmetic');
  if (method === 'sum' || method === 'minimum') return { zh: `${how.zh}。`, en: `${how.en}.` };
  const weights = methodWords(weighings, recordIn(node.weigh ?? document.weigh).method, 'given');
  return { zh: `${how.zh}，${weights.zh}。`, en: `${how.en}, ${weights.en}.` };
}

type Methods = Readonly<Record<string, readonly [zh: string, en: string]>>;

function methodWords(methods: Methods, method: unknown, unlessSaid: string): Sentence {
  const named = typeof method === 'string' && Object.hasOwn(methods, method) ? method : unlessSaid;
  const [zh, en] = methods[named]!;
  return { zh, en };
}

const aggregations: Methods = {
  sum: ['各项相加', 'The sum of its parts'],
  arithmetic: ['加权平均', 'Weighted mean'],
  geometric: ['加权几何平均', 'Weighted geometric mean'],
  harmonic: ['加权调和平均', 'Weighted harmonic mean'],
  median: ['加权中位数', 'Weighted median'],
  minimum: ['取最低的一项', 'The lowest of its parts'],
  copeland: ['两两比较胜负（Copeland）', 'Wins less losses in pairs (Copeland)'],
  'net-flow': ['非补偿净流量', 'Non-compensatory net flow'],
};

const weighings: Methods = {
  given: ['权重由方案给定', 'weights as given'],
  equal: ['各项权重相等', 'all weights equal'],
  ahp: ['权重由层次分析法（AHP）两两比较得出', 'weights by comparisons in pairs (AHP)'],
  entropy: ['权重由熵权法得出', 'weights by entropy'],
  critic: ['权重由 CRITIC 法得出', 'weights by CRITIC'],
  pca: ['权重由主成分得出', 'weights by principal components'],
  bod: ['各单位取对其最有利的权重（有上下限）', 'each unit by its own best weights, within bounds'],
  mean: ['取几种权重的平均', 'the mean of several weights'],
};

const combinations: Methods = {
  mean: ['取平均', 'their mean'],
  median: ['取中位数', 'their median'],
  trimmed: ['去掉一个最高、一个最低后取平均', 'their mean without one highest and one lowest'],
};

const normalisations: Methods = {
  'min-max': ['按最小—最大换算', 'min–max'],
  'z-score': ['按标准分换算', 'z-score'],
  rank: ['按名次换算', 'rank'],
  percentile: ['按百分位换算', 'percentile'],
  'distance-to-target': ['按与目标的距离换算', 'distance to a target'],
  goalposts: ['按给定上下限换算', 'given goalposts'],
  'distance-to-reference': ['按参照值的百分比换算', 'distance to a reference'],
};
