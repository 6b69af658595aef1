/** Answers that the table's own outputs do not admit. */
import type { DecisionTable, Model } from './model.ts';
import { makeAxis } from './table-analysis-axis.ts';
import { commonCells } from './table-analysis-boxes.ts';
import type { Formula } from './table-analysis-formula.ts';
import { readConstant, readTests } from './table-analysis-reading.ts';
import { type Kind, kindOf } from './table-analysis-scale.ts';
import { typeNamed } from './table-analysis-types.ts';

export interface WrongAnswer {
  /** From 1; null for the default. */
  readonly rule: number | null;
  /** From 1. */
  readonly output: number;
  readonly text: string;
  /** `of_another_type` than the output, or a value it does not allow. */
  readonly reason: 'of_another_type' | 'not_allowed';
}

/** Only constants are looked at; null is an answer of any type. */
export function wrongAnswersOf(table: DecisionTable, model: Model | null): readonly WrongAnswer[] {
  return table.outputs.flatMap((clause, at) => {
    const { kind, constraints } = typeNamed(model, clause.typeRef, 0);
    const bounds = [clause.allowed, ...constraints]
      .map((tests) => (tests === null ? null : readTests(tests)))
      .filter((formula) => formula !== null);
    const answers = [
      { rule: null, text: clause.byDefault ?? 'null' },
      ...table.rules.map((rule, row) => ({ rule: row + 1, text: rule.outputs[at]?.text ?? '' })),
    ];
    return answers.flatMap(({ rule, text }) => {
      const reason = reasonAgainst(text, kind, bounds);
      return reason === null ? [] : [{ rule, output: at + 1, text, reason }];
    });
  });
}

function reasonAgainst(
  text: string,
  kind: Kind | null,
  bounds: readonly Formula[],
): WrongAnswer['reason'] | null {
  const value = readConstant(text);
  const own = value === undefined || value === null ? null : kindOf(value);
  if (value === undefined || own === null) return null;
  if (kind !== null && own !== kind) return 'of_another_type';
  const isIt: Formula = { kind: 'compare', operator: '=', value };
  const axis = makeAxis(own, [isIt, ...bounds]);
  const here = axis.judge(isIt);
  const isAllowed = bounds.every((bound) => commonCells(here, axis.judge(bound)).length > 0);
  return isAllowed ? null : 'not_allowed';
}
