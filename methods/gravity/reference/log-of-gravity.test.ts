/** Santos Silva & Tenreyro, The log of gravity (2006), tables 3 and 5, as `fixest` has them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTable, skip } from '../../shared-reference-testing.ts';
import { type Fit, levelsOf, ppml } from '../src/index.ts';

const rows = skip ? [] : readTable('log-of-gravity/log_of_gravity.csv.gz');
const numbers = (name: string) => Float64Array.from(rows, (row) => Number(row[name]));
const named = (name: string) => ({ name, values: numbers(name) });

/** Coefficients to 7 digits, errors to 6. */
function expectTerms({ terms }: Fit, model: string): void {
  const wanted = readTable('log-of-gravity/expected_coefficients.csv').filter(
    (row) => row.model === model,
  );
  assert.deepEqual(
    terms.map(({ name }) => name),
    wanted.map(({ term }) => term),
  );
  for (const [at, { term, estimate, se_hetero }] of wanted.entries()) {
    const off = Math.abs(terms[at]!.estimate / Number(estimate) - 1);
    assert.ok(off < 1e-9, `${term}: ${terms[at]?.estimate}, not ${estimate}`);
    const errorOff = Math.abs(terms[at]!.error / Number(se_hetero) - 1);
    assert.ok(errorOff < 1e-6, `error of ${term}: ${terms[at]?.error}, not ${se_hetero}`);
  }
}

test('table 3, without effects', { skip }, () => {
  const names =
    'lypex lypim lyex lyim ldist border comlang colony landl_ex landl_im lremot_ex lremot_im comfrt_wto open_wto';
  const regressors = names.split(' ').map(named);
  const fit = ppml({ outcome: numbers('trade'), regressors, effects: [] });
  assert.equal(fit.converged, true);
  assert.deepEqual(fit.caveats, []);
  expectTerms(fit, 'T3_PPML');
  for (const { row, fitted } of readTable('log-of-gravity/expected_T3_fitted_first200.csv')) {
    const off = Math.abs(fit.expected[Number(row) - 1]! / Number(fitted) - 1);
    assert.ok(off < 1e-8, `row ${row} is off by ${off}`);
  }
});

test('table 5, with exporters and importers', { skip }, () => {
  const effects = ['ex_feenstra', 'im_feenstra'].map((name) =>
    levelsOf(
      name,
      rows.map((row) => row[name]!),
    ),
  );
  const regressors = ['ldist', 'border', 'comlang', 'colony', 'comfrt_wto'].map(named);
  const fit = ppml({ outcome: numbers('trade'), regressors, effects });
  assert.equal(fit.converged, true);
  assert.equal(fit.separated.length, 0);
  expectTerms(fit, 'T5_PPML_FE');
  // Levels are told up to a constant that can move between the two effects.
  const wanted = readTable('log-of-gravity/expected_T5_fixef.csv');
  for (const [at, effect] of effects.entries()) {
    const shifts = wanted
      .filter(({ type }) => type === effect.name)
      .map(({ id, value }) => fit.effects[at]!.values[effect.keys.indexOf(id!)]! - Number(value));
    assert.equal(shifts.length, effect.count);
    const spread = Math.max(...shifts) - Math.min(...shifts);
    assert.ok(spread < 1e-6, `${effect.name}: levels differ by ${spread}`);
  }
});
