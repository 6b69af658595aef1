/**
 * The data of a round as `yunhe evaluate` reads it: platforms and scorers by their codes, evidence
 * by its digest. Pure.
 */
import { type DataRow, evaluate, type ReadScheme } from '@yunhe/evaluation';
import { writeRows } from '@yunhe/exact';
import { reason } from '../runtime/judgement.ts';
import type { Reason } from '../runtime/refusal.ts';

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
  readonly column: 'indicator' | 'value';
  readonly code: string;
  readonly detail: string;
  /** What the sentence speaks of. */
  readonly params: Readonly<Record<string, string | number>>;
}

export interface Given {
  readonly measure: string;
  readonly value: string;
}

/** As many values as the arithmetic looks at before it stops telling what is wrong. */
const lookedAtOnce = 50;

/**
 * Every value that the scheme does not take, as the arithmetic would say it of a file; one that
 * tells a measure again is wrong as well.
 */
export function rowProblems(read: ReadScheme, given: readonly Given[]): RowProblem[] {
  const found: RowProblem[] = [];
  const first = new Map<string, number>();
  for (const [at, one] of given.entries()) {
    const row = at + 1;
    const { measure } = one;
    const params = paramsOf(read, one);
    const before = first.get(measure);
    if (before === undefined) first.set(measure, row);
    if (read.measures.get(measure)?.scorers === true) {
      const detail = `${measure} is scored by the panel, not reported.`;
      found.push({ row, column: 'indicator', code: 'indicator_is_scored', detail, params });
    } else if (before !== undefined && read.measures.has(measure)) {
      const detail = `${measure} stands in row ${before} too.`;
      const twice = { ...params, before };
      found.push({ row, column: 'indicator', code: 'value_twice', detail, params: twice });
    }
  }
  for (let start = 0; start < given.length; start += lookedAtOnce) {
    found.push(...problemsOfSome(read, given.slice(start, start + lookedAtOnce), start));
  }
  return found.sort((a, b) => a.row - b.row);
}

function problemsOfSome(read: ReadScheme, given: readonly Given[], start: number): RowProblem[] {
  const rows = given.map(({ measure, value }) => ({ unit: 'own', indicator: measure, value }));
  const outcome = evaluate(read, rows);
  const told = 'problems' in outcome ? outcome.problems : [];
  return told.flatMap(({ code, field, detail }): RowProblem[] => {
    const place = /^row (\d+), (indicator|value)$/.exec(field);
    if (place === null || code === 'value_twice') return [];
    const at = Number(place[1]) - 1;
    const params = paramsOf(read, given[at]!);
    const column = place[2] as RowProblem['column'];
    return [{ row: start + at + 1, column, code, detail: detail.replace(' of own', ''), params }];
  });
}

/** The same said of a field of a request. */
export function reasonOf({ code, detail, params }: RowProblem, pointer: string): Reason {
  return reason(code, detail, pointer, params);
}

const longestQuoted = 60;

function paramsOf(read: ReadScheme, { measure, value }: Given): RowProblem['params'] {
  const { values = [], least, most } = read.measures.get(measure) ?? {};
  return {
    measure: measure.slice(0, longestQuoted),
    value: value.slice(0, longestQuoted),
    choices: values.join(', '),
    least: least ?? '−∞',
    most: most ?? '∞',
  };
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
