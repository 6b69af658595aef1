/**
 * The data of a round as `yunhe evaluate` reads it: platforms and scorers by their codes, evidence
 * by its digest. Pure.
 */
import { type DataRow, evaluate, type ReadScheme } from '@yunhe/evaluation';
import { writeRows } from '@yunhe/exact';

export const dataColumns = [
  'unit',
  'indicator',
  'value',
  'evidence',
  'scorer',
  'conflict',
] as const;

/** What is wrong with a value that was given; rows from 1. */
export interface RowProblem {
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly detail: string;
}

export interface Given {
  readonly measure: string;
  readonly value: string;
}

/** Every value that the scheme does not take, as the arithmetic would say it of a file. */
export function rowProblems(read: ReadScheme, given: readonly Given[]): RowProblem[] {
  const rows = given.map(({ measure, value }) => ({ unit: 'own', indicator: measure, value }));
  const found = evaluate(read, rows);
  const wrong: RowProblem[] = given.flatMap(({ measure }, at) =>
    read.measures.get(measure)?.scorers === true
      ? [
          {
            row: at + 1,
            column: 'indicator',
            code: 'indicator_is_scored',
            detail: `${measure} is scored by the panel, not reported.`,
          },
        ]
      : [],
  );
  const told = 'problems' in found ? found.problems : [];
  return [
    ...wrong,
    ...told.flatMap(({ code, field, detail }): RowProblem[] => {
      const place = /^row (\d+), (.+)$/.exec(field);
      if (place === null || code === 'scorer_unnamed') return [];
      return [
        { row: Number(place[1]), column: place[2]!, code, detail: detail.replace(' of own', '') },
      ];
    }),
  ].sort((a, b) => a.row - b.row);
}

export interface ValueOfUnit {
  readonly unit: string;
  readonly measure: string;
  readonly value: string;
  /** Digests of files, or what was counted. */
  readonly evidence: readonly string[];
}

export interface ScoreOfUnit {
  readonly unit: string;
  readonly measure: string;
  readonly score: string;
  readonly scorer: string;
  /** Not heard. */
  readonly conflict: boolean;
}

/** In the order of units, measures and scorers, so that the same data are the same bytes. */
export function dataText(
  values: readonly ValueOfUnit[],
  scores: readonly ScoreOfUnit[],
): { readonly rows: readonly DataRow[]; readonly text: string } {
  const rows: DataRow[] = [
    ...values.map(({ unit, measure, value, evidence }) => ({
      ...{ unit, indicator: measure, value, scorer: '', conflict: '' },
      evidence: evidence.map((digest) => digest.slice(0, 16)).join(' '),
    })),
    ...scores.map(({ unit, measure, score, scorer, conflict }) => ({
      ...{ unit, indicator: measure, value: score, evidence: '', scorer },
      conflict: conflict ? 'yes' : '',
    })),
  ];
  const keyOf = ({ unit, indicator, scorer }: DataRow) => `${unit}\t${indicator}\t${scorer}`;
  rows.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return { rows, text: writeRows(dataColumns, rows) };
}
