import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chanceOf } from '@yunhe/exact';
import { evaluated, read, relative, rowsOf, schemeOf, words } from '../reference/scheme-testing.ts';
import { replicate } from './index.ts';

const chance = chanceOf(3, 0);
const ids = ['a', 'b', 'c', 'd'];
const many = rowsOf(
  Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [
      `u${String(at).padStart(2, '0')}`,
      Object.fromEntries(ids.map((id) => [id, (at / 4 + chance()).toFixed(6)])),
    ]),
  ),
);
const children = ids.map((id) => relative(id));

function drawn(more: Record<string, unknown>, rows = many, draws = 400, seed = 7) {
  const scheme = schemeOf(children, ids, more);
  const { stages } = evaluated(scheme, rows);
  const outcome = replicate(read(scheme), stages, draws, seed);
  if ('problems' in outcome) assert.fail(JSON.stringify(outcome.problems));
  return outcome.uncertainty.cohorts[0]!;
}

const grades = [
  { id: 'high', name: words, least: '50' },
  { id: 'low', name: words },
];

test('without anything uncertain every replication is the evaluation', () => {
  const { units, moved, drivers } = drawn({ uncertainty: { weights: 0 }, grades });
  assert.equal(moved, '0');
  assert.deepEqual(drivers, []);
  for (const { place, low5, median, high95, deviation, grades: parts } of units) {
    assert.deepEqual([low5, median, high95], [place, place, place]);
    assert.ok(Number(deviation) < 1e-6);
    assert.deepEqual(Object.values(parts).sort(), ['0', '1']);
  }
});

test('the same seed gives the same report, another seed another', () => {
  const uncertainty = { weights: 0.5 };
  assert.deepEqual(drawn({ uncertainty }), drawn({ uncertainty }));
  assert.notDeepEqual(drawn({ uncertainty }), drawn({ uncertainty }, many, 400, 8));
});

test('places lie within their range, and grades share all replications', () => {
  const { units, moved, drivers } = drawn({
    uncertainty: { weights: 0.9, aggregate: ['arithmetic', 'geometric'] },
    normalise: { method: 'min-max', from: 1, to: 100 },
    grades,
  });
  assert.ok(Number(moved) > 0);
  for (const { low5, median, high95, grades: parts } of units) {
    assert.ok(1 <= low5 && low5 <= median && median <= high95 && high95 <= 12);
    assert.ok(Math.abs(Object.values(parts).reduce((sum, one) => sum + Number(one), 0) - 1) < 1e-9);
  }
  assert.deepEqual(
    drivers.map(({ input }) => input),
    ['aggregation', 'weights whole'],
  );
});

test('wider weights move more places', () => {
  const moved = (weights: number) => Number(drawn({ uncertainty: { weights } }).moved);
  assert.ok(moved(0.1) < moved(0.5));
  assert.ok(moved(0.5) < moved(0.99));
});

test('a panel that disagrees makes its unit unsure, one that agrees does not', () => {
  const scheme = {
    ...schemeOf([{ kind: 'expert', id: 'e', name: words, of: 'e', combine: 'mean' }], [], {
      uncertainty: { experts: true },
    }),
    measures: [{ id: 'e', name: words, scorers: true, least: '0', most: '100' }],
  };
  const panel = (unit: string, values: readonly number[]) =>
    values.map((value, at) => ({ unit, indicator: 'e', value: `${value}`, scorer: `s${at}` }));
  const rows = [...panel('sure', [70, 70, 70]), ...panel('split', [40, 70, 100])];
  const { stages } = evaluated(scheme, rows);
  const outcome = replicate(read(scheme), stages, 2000, 1);
  assert.ok('uncertainty' in outcome);
  const [split, sure] = outcome.uncertainty.cohorts[0]!.units;
  // The mean of three scores that lie 30 apart has a standard error of 17.3; none is drawn outside
  // of what the units have.
  assert.ok(Number(split!.deviation) >= 0);
  assert.equal(Number(sure!.deviation) < 1e-5, true);
  assert.equal(sure!.mean, '70');
});

test('means that some replication could not compute are refused, never gaps', () => {
  const scheme = schemeOf(children, ids, {
    normalise: { method: 'goalposts', low: '1', high: '3' },
    uncertainty: { aggregate: ['arithmetic', 'harmonic'] },
  });
  const { stages } = evaluated(scheme, many);
  const outcome = replicate(read(scheme), stages, 10, 1);
  assert.ok('problems' in outcome);
  assert.deepEqual(
    outcome.problems.map(({ code }) => code),
    ['combination_unfit'],
  );
});
