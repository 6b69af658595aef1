/** What a table answers where it is known which rules fire, as a text that can be compared. */
import { add, compare, Decimal } from './feel/decimal.ts';
import type { DecisionTable } from './model.ts';
import { areConstant, canonical, ranksOf } from './table-analysis-outputs.ts';
import { readConstant } from './table-analysis-reading.ts';

export interface Answer {
  /**
   * `answer`: `text` is it. `nothing`: no rule fires and there is no default. `conflict`: rules fire
   * together that the hit policy does not allow. `not admitted`: types or allowed values keep the
   * input out.
   */
  readonly kind: 'answer' | 'nothing' | 'conflict' | 'not admitted';
  /** In FEEL: a value, a context of the outputs, or a list; `null` for every other kind. */
  readonly text: string;
  /** From 1: the rules it comes from. */
  readonly rules: readonly number[];
  /** Whether `text` is a value; an expression may give anything. */
  readonly isConstant: boolean;
}

/** An answer that is none. */
export function noAnswer(
  kind: Exclude<Answer['kind'], 'answer'>,
  rules: readonly number[],
): Answer {
  return { kind, text: 'null', rules: rules.map((rule) => rule + 1), isConstant: true };
}

/** The outputs of a table that take part in a comparison, by place, with the names they go by. */
export type ComparedOutputs = readonly { readonly at: number; readonly name: string }[];

export interface Answering {
  /** Of rules that all fire, in the order of the table, from 0. */
  answerTo(rules: readonly number[]): Answer;
  /** Whether a rule settles the answer whatever fires after it. */
  readonly isFirst: boolean;
}

export function answering(table: DecisionTable, outputs: ComparedOutputs): Answering {
  const { hitPolicy, aggregation } = table;
  const texts = table.rules.map((rule) =>
    asOne(outputs.map(({ at, name }) => [name, canonical(rule.outputs[at]?.text ?? '')])),
  );
  const ranks = hitPolicy === 'PRIORITY' || hitPolicy === 'OUTPUT ORDER' ? ranksOf(table) : [];
  const inOrder = (rules: readonly number[]) =>
    [...rules].sort((a, b) => byRank(ranks[a]!, ranks[b]!) || a - b);

  function answerTo(rules: readonly number[]): Answer {
    if (rules.length === 0) return withoutRules(table, outputs);
    const from = (of: readonly number[], text: string): Answer => ({
      kind: 'answer',
      text,
      rules: of.map((rule) => rule + 1),
      isConstant: of.every((rule) =>
        areConstant(table.rules[rule]!.outputs.map((one) => one.text)),
      ),
    });
    const only = (rule: number) => from([rule], texts[rule]!);
    const all = (text: string) => from(rules, text);
    switch (hitPolicy) {
      case 'FIRST':
        return only(rules[0]!);
      case 'PRIORITY':
        return only(inOrder(rules)[0]!);
      case 'UNIQUE':
        return rules.length === 1 ? only(rules[0]!) : noAnswer('conflict', rules);
      case 'ANY':
        return rules.every((rule) => texts[rule] === texts[rules[0]!])
          ? all(texts[rules[0]!]!)
          : noAnswer('conflict', rules);
      case 'RULE ORDER':
        return all(listOf(rules.map((rule) => texts[rule]!)));
      case 'OUTPUT ORDER':
        return all(listOf(inOrder(rules).map((rule) => texts[rule]!)));
      default: {
        const collected = rules.map((rule) => texts[rule]!);
        // What is collected without an order is the same in any order.
        if (aggregation === null) return all(listOf(collected.sort()));
        return all(aggregated(aggregation, collected));
      }
    }
  }

  return { answerTo, isFirst: hitPolicy === 'FIRST' };
}

function withoutRules(table: DecisionTable, outputs: ComparedOutputs): Answer {
  if (table.outputs.some((output) => output.byDefault !== null)) {
    const values = outputs.map(({ at, name }): [string, string] => [
      name,
      canonical(table.outputs[at]!.byDefault ?? 'null'),
    ]);
    const isConstant = areConstant(values.map(([, text]) => text));
    return { kind: 'answer', text: asOne(values), rules: [], isConstant };
  }
  const isList = table.hitPolicy.endsWith('ORDER') || table.hitPolicy === 'COLLECT';
  if (isList && table.aggregation === null) {
    return { kind: 'answer', text: '[]', rules: [], isConstant: true };
  }
  if (isList && table.aggregation === 'COUNT') {
    return { kind: 'answer', text: '0', rules: [], isConstant: true };
  }
  return noAnswer('nothing', []);
}

function asOne(values: readonly (readonly [name: string, text: string])[]): string {
  if (values.length === 1) return values[0]![1];
  return `{${values.map(([name, text]) => `${name}: ${text}`).join(', ')}}`;
}

function listOf(texts: readonly string[]): string {
  return `[${texts.join(', ')}]`;
}

function byRank(a: readonly (number | null)[], b: readonly (number | null)[]): number {
  for (const [at, rank] of a.entries()) {
    const difference = (rank ?? Infinity) - (b[at] ?? Infinity);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return 0;
}

/** Worked out where all are numbers, else as the function would be written. */
function aggregated(aggregation: string, texts: readonly string[]): string {
  if (aggregation === 'COUNT') return String(texts.length);
  const numbers = texts.map((text) => readConstant(text)).filter((one) => one instanceof Decimal);
  const written = `${aggregation.toLowerCase()}(${listOf([...texts].sort())})`;
  if (numbers.length < texts.length) return written;
  const result = numbers.reduce<Decimal | null>((a, b) => {
    if (a === null) return null;
    if (aggregation === 'SUM') return add(a, b);
    return compare(a, b) < 0 === (aggregation === 'MIN') ? a : b;
  }, numbers.shift() ?? null);
  return result === null ? written : String(result);
}
