/** The sets that come with ppmlhdfe, each with the rows that must be flagged. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTable, skip } from '../../shared-reference-testing.ts';
import { levelsOf, ppml, separation } from '../src/index.ts';

function designOf(name: string) {
  const rows = readTable(`ppml-separation/${name}.csv`);
  const columns = Object.keys(rows[0] ?? {});
  const numbers = (column: string) => Float64Array.from(rows, (row) => Number(row[column]));
  const effects = columns
    .filter((column) => /^(id\d|[ij])$/.test(column))
    .map((column) => levelsOf(column, [...numbers(column)]));
  const regressors = columns
    .filter((column) => /^x\d$/.test(column))
    .map((column) => ({ name: column, values: numbers(column) }));
  return { outcome: numbers('y'), regressors, effects, wanted: numbers('separated') };
}

const names = Array.from({ length: 18 }, (_, at) => String(at + 1).padStart(2, '0'));

for (const name of names) {
  test(`set ${name}: exactly the separated rows`, { skip }, () => {
    const { outcome, regressors, effects, wanted } = designOf(name);
    const values = regressors.map((one) => one.values);
    if (effects.length === 0) values.unshift(new Float64Array(outcome.length).fill(1));
    const found = separation({ outcome, regressors: values, effects });
    assert.equal(found.isComplete, true);
    assert.deepEqual([...found.isSeparated], [...wanted]);
  });
}

test('without its separated rows every set has an estimate', { skip }, () => {
  for (const name of [...names, 'fe1', 'fe2', 'fe3']) {
    const { outcome, regressors, effects } = designOf(name);
    const fit = ppml({ outcome, regressors, effects });
    assert.equal(fit.converged, true, name);
    const [flows, expected] = [outcome, fit.expected].map((all) =>
      all.reduce((sum, value) => sum + value, 0),
    );
    assert.ok(Math.abs(flows! - expected!) < 1e-6 * flows!, `${name}: ${flows}, ${expected}`);
  }
});

test('the worked example of the guide: rows 1 and 5, then b[x3] = 0.066', { skip }, () => {
  const values = {
    x1: [0, 0, 0, 0, 1, 21, 0, 0, 0, -18],
    x2: [1, 0, 0, 0, 9, 21, 0, 0, 0, -18],
    x3: [0, 0, 0, 0, 0, 21, 0, 0, 0, 0],
  };
  const fit = ppml({
    outcome: Float64Array.of(0, 0, 0, 0, 0, 2, 3, 5, 7, 10),
    regressors: Object.entries(values).map(([name, told]) => ({
      name,
      values: Float64Array.from(told),
    })),
    effects: [],
  });
  assert.deepEqual([...fit.separated], [0, 4]);
  assert.deepEqual(fit.collinear, ['x2']);
  assert.equal(fit.terms.find(({ name }) => name === 'x3')?.estimate.toFixed(3), '0.066');
});
