import assert from 'node:assert/strict';
import {
  type DataRow,
  type Evaluation,
  evaluate,
  type Problem,
  type ReadScheme,
  readScheme,
  type Stages,
} from '../src/index.ts';

export const words = { zh: '名', en: 'name' };
type Json = Readonly<Record<string, unknown>>;

/** An item that compares units by a measure of its own name. */
export const relative = (id: string, more: Json = {}) => ({
  ...{ kind: 'relative', id, name: words, of: id, better: 'more' },
  ...more,
});

/** A scheme of one group over the measures that are named; whatever is given replaces a part. */
export function schemeOf(children: readonly Json[], measures: readonly string[], more: Json = {}) {
  return {
    format: 'yunhe-scheme-1',
    id: 'test',
    version: 1,
    title: words,
    source: { document: '-', grade: 'own' },
    measures: measures.map((id) => ({ id, name: words })),
    weigh: { method: 'equal' },
    decimals: 2,
    root: { kind: 'group', id: 'whole', name: words, children },
    ...more,
  };
}

/** Rows out of `{ unit: { indicator: value } }`. */
export function rowsOf(data: Readonly<Record<string, Json>>): DataRow[] {
  return Object.entries(data).flatMap(([unit, values]) =>
    Object.entries(values).map(([indicator, value]) => ({ unit, indicator, value: String(value) })),
  );
}

export function read(json: unknown): ReadScheme {
  const reading = readScheme(json);
  if ('problems' in reading) assert.fail(JSON.stringify(reading.problems));
  return reading.read;
}

export function evaluated(
  json: unknown,
  rows: readonly DataRow[],
): { readonly evaluation: Evaluation; readonly stages: readonly Stages[] } {
  const outcome = evaluate(read(json), rows);
  if ('problems' in outcome) assert.fail(JSON.stringify(outcome.problems));
  return outcome;
}

/** `code clause` of everything that is wrong with a scheme, or else with its data. */
export function refusals(json: unknown, rows: readonly DataRow[] = []): string[] {
  const reading = readScheme(json);
  const told = (problems: readonly Problem[]) =>
    problems.map(({ code, clause }) => `${code} ${clause ?? '-'}`);
  if ('problems' in reading) return told(reading.problems);
  const outcome = evaluate(reading.read, rows);
  return 'problems' in outcome ? told(outcome.problems) : [];
}
