/** What rules answer, as texts that can be compared, and which answer goes before which. */
import type { DecisionTable, Rule } from './model.ts';
import { readConstant, readList } from './table-analysis-reading.ts';
import { feelOf, kindOf } from './table-analysis-scale.ts';
import { normalised } from './table-analysis-space.ts';

/** Constants in one spelling, `1.50` as `1.5`; other expressions as they are but for blanks. */
export function canonical(text: string): string {
  const value = readConstant(text);
  if (value === undefined || (value !== null && kindOf(value) === null)) return normalised(text);
  return feelOf(value);
}

/** Whether texts are values; of expressions, different texts may yet be equal. */
export function areConstant(texts: readonly string[]): boolean {
  return texts.every((text) => readConstant(text) !== undefined);
}

/** One text an output. */
export function answersOf(rule: Rule): readonly string[] {
  return rule.outputs.map((cell) => canonical(cell.text));
}

/**
 * For each rule and output with a list of values, the place of the answer in that list, from 0, the
 * first the highest; null where it is not found. Outputs without a list do not take part.
 */
export function ranksOf(table: DecisionTable): readonly (readonly (number | null)[])[] {
  const lists = table.outputs.map((output) =>
    output.allowed === null ? null : readList(output.allowed)?.map(feelOf),
  );
  return table.rules.map((rule) => {
    const answers = answersOf(rule);
    return lists.flatMap((list, at) => {
      if (list === null) return [];
      const rank = list?.indexOf(answers[at] ?? '') ?? -1;
      return [rank < 0 ? null : rank];
    });
  });
}
