/** A formula as people read it: measures and answers by their names, cases one after the other. */
import {
  FormulaProblem,
  type FormulaTree,
  type Formula as Read,
  readFormula,
} from '@yunhe/evaluation';
import type { SchemeDocument } from './scheme-contract.ts';
import { listIn, textIn, wordsIn } from './scheme-reading.ts';

export interface Sentence {
  readonly zh: string;
  readonly en: string;
}
type Language = keyof Sentence;

/** What a document calls the measures and nodes that its formulas name, and their answers. */
export interface Vocabulary {
  readonly kindOf: (name: string) => 'number' | 'choice' | undefined;
  readonly names: ReadonlyMap<string, Sentence>;
  readonly answers: ReadonlyMap<string, ReadonlyMap<string, Sentence>>;
}

/** Of a draft too: what is not there yet is called by its id. */
export function vocabularyOf(
  document: SchemeDocument,
  nodes: readonly Readonly<Record<string, unknown>>[] = [],
): Vocabulary {
  const measures = listIn(document.measures);
  const named = [...nodes, ...measures].map((one): [string, Sentence] => [
    textIn(one.id),
    wordsIn(one.name),
  ]);
  const choices = measures.filter(({ values }) => Array.isArray(values));
  const answers = new Map(
    choices.map(({ id, values, valueNames }) => {
      const called = listIn(valueNames);
      const own = (values as readonly unknown[]).map((value, at): [string, Sentence] => [
        textIn(value),
        wordsIn(called[at]),
      ]);
      return [textIn(id), new Map(own)];
    }),
  );
  const names = new Map(named);
  const kindOf = (name: string) =>
    answers.has(name) ? 'choice' : names.has(name) ? 'number' : undefined;
  return { kindOf, names, answers };
}

/** A formula in words; one that cannot be read stays as it is written, … where there is none. */
export function formulaWords(text: unknown, vocabulary: Vocabulary): Sentence {
  if (typeof text !== 'string' || text.trim() === '') return { zh: '…', en: '…' };
  const tree = treeOf(text, vocabulary);
  if (tree === null) return { zh: text, en: text };
  // Cases stand in brackets, so that a sentence can go on after them.
  const inSentence = (language: Language) => bracketed(tree, 1, language, vocabulary);
  return { zh: closed(inSentence('zh')), en: inSentence('en') };
}

/** Every case of a formula on a line of its own; null where it is a mere number. */
export function casesInWords(text: unknown, vocabulary: Vocabulary): Sentence | null {
  const tree = typeof text === 'string' ? treeOf(text, vocabulary) : null;
  if (tree === null || leaf(tree)) return null;
  const lines = (language: Language) =>
    tree.is === 'if'
      ? (answersOf(tree, language, vocabulary) ?? casesOf(tree, language, vocabulary)).join('\n')
      : told(tree, language, vocabulary);
  return { zh: closed(lines('zh')), en: lines('en') };
}

/** Chinese marks need no blanks around them. */
function closed(text: string): string {
  return text.replaceAll(/ ?([「」（）]) ?/g, '$1');
}

function treeOf(text: string, { kindOf }: Vocabulary): FormulaTree | null {
  try {
    const read: Read = readFormula(text, kindOf);
    return read.tree;
  } catch (error) {
    if (error instanceof FormulaProblem) return null;
    throw error;
  }
}

function leaf(tree: FormulaTree): boolean {
  return tree.is === 'number' || (tree.is === '%' && tree.parts.every(leaf));
}

/** How tightly a sign binds; what binds less stands in brackets within what binds more. */
const tightness: Readonly<Record<string, number>> = {
  ...{ or: 1, and: 2, not: 3, '=': 4, '!=': 4, '<': 4, '<=': 4, '>': 4, '>=': 4 },
  ...{ '+': 5, '-': 5, '*': 6, '/': 6 },
  if: 0,
};

const signs: Readonly<Record<string, Sentence>> = {
  or: { zh: '，或 ', en: ' or ' },
  and: { zh: '，且 ', en: ' and ' },
  '=': { zh: ' = ', en: ' = ' },
  '!=': { zh: ' ≠ ', en: ' ≠ ' },
  '<': { zh: ' < ', en: ' < ' },
  '<=': { zh: ' ≤ ', en: ' ≤ ' },
  '>': { zh: ' > ', en: ' > ' },
  '>=': { zh: ' ≥ ', en: ' ≥ ' },
  '+': { zh: ' + ', en: ' + ' },
  '-': { zh: ' − ', en: ' − ' },
  '*': { zh: ' × ', en: ' × ' },
  '/': { zh: ' ÷ ', en: ' ÷ ' },
};

function told(tree: FormulaTree, language: Language, vocabulary: Vocabulary): string {
  if (!('parts' in tree)) return leafTold(tree, language, vocabulary);
  const { is, parts } = tree;
  const [first, second] = parts as readonly [FormulaTree, FormulaTree?];
  const within = (part: FormulaTree, least: number) => bracketed(part, least, language, vocabulary);
  const list = () => parts.map((part) => told(part, language, vocabulary));
  switch (is) {
    case '%':
      return `${within(first, 9)} %`;
    case 'not':
      return language === 'zh' ? `并非${within(first, 4)}` : `not ${within(first, 4)}`;
    case 'if':
      return casesOf(tree, language, vocabulary).join(language === 'zh' ? '；' : '; ');
    case 'min':
      return language === 'zh'
        ? `${list().join('、')}中最小的`
        : `the least of ${list().join(', ')}`;
    case 'max':
      return language === 'zh'
        ? `${list().join('、')}中最大的`
        : `the most of ${list().join(', ')}`;
    case 'reported':
      return language === 'zh' ? `已填报${within(first, 9)}` : `${within(first, 9)} is reported`;
    case 'orZero':
      return language === 'zh'
        ? `${within(first, 9)}（未填报计 0）`
        : `${within(first, 9)} (0 where not reported)`;
    default:
  }
  if (second === undefined) return `−${within(first, 7)}`;
  const isChoice = asksOf(first, second, vocabulary);
  if (isChoice !== null && (is === '=' || is === '!=')) {
    return answered(isChoice, is === '=', language, vocabulary);
  }
  const own = tightness[is]!;
  const right = within(second, is === '-' || is === '/' ? own + 1 : own);
  return `${within(first, own)}${signs[is]![language]}${right}`;
}

/** In brackets where it binds less than what stands around it. */
function bracketed(
  part: FormulaTree,
  least: number,
  language: Language,
  vocabulary: Vocabulary,
): string {
  const words = told(part, language, vocabulary);
  if ((tightness[part.is] ?? 9) >= least) return words;
  return language === 'zh' ? `（${words}）` : `(${words})`;
}

function leafTold(
  { is, text }: Extract<FormulaTree, { text: string }>,
  language: Language,
  { names }: Vocabulary,
): string {
  if (is === 'number') return groupedDigits(text);
  if (is !== 'name') return text;
  return quoted(names.get(text)?.[language] || text, language);
}

/** `1,000,000.00`, so that nobody counts digits. */
export function groupedDigits(amount: string): string {
  const [whole = '', ...decimals] = amount.split('.');
  return [whole.replaceAll(/\B(?=(\d{3})+$)/g, ','), ...decimals].join('.');
}

function quoted(name: string, language: Language): string {
  return language === 'zh' ? `「${name}」` : `“${name}”`;
}

interface Asked {
  readonly measure: string;
  readonly answer: string;
}

/** A measure of choice beside one of its answers. */
function asksOf(left: FormulaTree, right: FormulaTree, { answers }: Vocabulary): Asked | null {
  const [name, choice] = left.is === 'name' ? [left, right] : [right, left];
  if (name.is !== 'name' || choice.is !== 'choice' || !answers.has(name.text)) return null;
  return { measure: name.text, answer: choice.text };
}

function answered(
  { measure, answer }: Asked,
  holds: boolean,
  language: Language,
  vocabulary: Vocabulary,
): string {
  const name = quoted(vocabulary.names.get(measure)?.[language] || measure, language);
  const called = answerCalled(measure, answer, language, vocabulary);
  if (language === 'zh') return `${name}${holds ? '为' : '不为'}${called}`;
  return `${name} ${holds ? 'is' : 'is not'} ${called}`;
}

function answerCalled(
  measure: string,
  answer: string,
  language: Language,
  { answers }: Vocabulary,
): string {
  return answers.get(measure)?.get(answer)?.[language] || answer;
}

interface Cases {
  readonly cases: readonly { readonly when: FormulaTree; readonly value: FormulaTree }[];
  readonly otherwise: FormulaTree;
}

/** `if` within `if` is one row of cases. */
function chainOf(tree: FormulaTree): Cases {
  const cases: { when: FormulaTree; value: FormulaTree }[] = [];
  let otherwise = tree;
  while (otherwise.is === 'if') {
    const [when, value, rest]: readonly FormulaTree[] = otherwise.parts;
    cases.push({ when: when!, value: value! });
    otherwise = rest!;
  }
  return { cases, otherwise };
}

const elseCalled = { zh: '其余', en: 'else' };
const colon = { zh: '：', en: ': ' };

function casesOf(tree: FormulaTree, language: Language, vocabulary: Vocabulary): string[] {
  const { cases, otherwise } = chainOf(tree);
  const say = (part: FormulaTree) => told(part, language, vocabulary);
  return [
    ...cases.map(({ when, value }) => `${say(when)}${colon[language]}${say(value)}`),
    `${elseCalled[language]}${colon[language]}${say(otherwise)}`,
  ];
}

/** Cases that all ask the same choice: its name once, then its answers; null for others. */
function answersOf(tree: FormulaTree, language: Language, vocabulary: Vocabulary): string[] | null {
  const { cases, otherwise } = chainOf(tree);
  const asked = cases.map(({ when }) =>
    when.is === '=' ? asksOf(when.parts[0]!, when.parts[1]!, vocabulary) : null,
  );
  const measure = asked[0]?.measure;
  if (measure === undefined || asked.some((one) => one?.measure !== measure)) return null;
  const said = new Set(asked.map((one) => one!.answer));
  const left = [...(vocabulary.answers.get(measure) ?? new Map()).keys()].filter(
    (answer) => !said.has(answer),
  );
  const called = (answer: string) => answerCalled(measure, answer, language, vocabulary);
  const name = quoted(vocabulary.names.get(measure)?.[language] || measure, language);
  const say = (part: FormulaTree) => told(part, language, vocabulary);
  const last = left.length === 1 ? called(left[0]!) : elseCalled[language];
  return [
    language === 'zh' ? `按${name}` : `by ${name}`,
    ...cases.map(({ value }, at) => `${called(asked[at]!.answer)}${colon[language]}${say(value)}`),
    `${last}${colon[language]}${say(otherwise)}`,
  ];
}
