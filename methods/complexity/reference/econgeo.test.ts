/** The documentation examples of EconGeo, with its roundings. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readJson, skip } from '../../shared-reference-testing.ts';
import {
  concentration,
  denseMatrix,
  density,
  knowledgeComplexity,
  locationQuotients,
  type Matrix,
  presencesOf,
  type Relatedness,
  type RelatednessMeasure,
  reflections,
  relatedness,
  relatednessMatrix,
  restricted,
  specialisation,
} from '../src/index.ts';
import { correlation, near } from './near.ts';

interface Table {
  readonly m: readonly (readonly (number | string)[])[];
}

const examples: Readonly<Record<string, Readonly<Record<string, unknown>>>> = skip
  ? {}
  : readJson('econgeo/econgeo_examples.json');

const table = (value: unknown) => (value as Table).m.map((row) => row.map(Number));
const list = (value: unknown) => (value as readonly (number | string)[]).map(Number);

function written({ rows, columns, starts, at, values }: Matrix): number[] {
  const all = new Array<number>(rows * columns).fill(0);
  for (let row = 0; row < rows; row++) {
    for (let cell = starts[row]!; cell < starts[row + 1]!; cell++) {
      all[row * columns + at[cell]!] = values[cell]!;
    }
  }
  return all;
}

for (const name of ['A', 'A10', 'B', 'C']) {
  const example = examples[name] ?? {};
  test(`${name}: quotients and who has more than its share`, { skip }, () => {
    const quotients = locationQuotients(denseMatrix(table(example.input)));
    near(written(quotients), table(example['location.quotient']).flat(), 1e-10);
    near(written(quotients), table(example.RCA).flat(), 0.005);
    // A quotient of exactly 1 is present in its examples.
    near(written(presencesOf(quotients)), table(example['RCA.binary']).flat(), 0);
  });

  test(`${name}: specialisation and concentration`, { skip }, () => {
    const matrix = denseMatrix(table(example.input));
    const special = specialisation(matrix);
    near(special.herfindahl, list(example.Herfindahl), 1e-10, 'Herfindahl');
    near(special.entropy, list(example.entropy), 5e-4, 'entropy');
    near(special.krugman, list(example.Krugman), 1e-10, 'Krugman');
    near(
      special.krugman.map((value) => value / 2),
      list(example['spec.coeff']),
      1e-10,
    );
    near(special.hachman, list(example.Hachman), 1e-10, 'Hachman');
    const { gini, locationalGini } = concentration(matrix);
    near(
      gini,
      (example.Gini as { Gini: number }[]).map((one) => one.Gini),
      5e-4,
      'Gini',
    );
    const wanted = example['locational.Gini'] as { 'Loc.Gini': number }[];
    near(
      locationalGini,
      wanted.map((one) => one['Loc.Gini']),
      1e-10,
    );
  });

  test(`${name}: relatedness of five kinds`, { skip }, () => {
    const matrix = denseMatrix(table(example.input));
    const kinds: Readonly<Record<string, RelatednessMeasure>> = {
      cooc: 'co-occurrence',
      'relatedness.prob': 'probability',
      'relatedness.association': 'association',
      'relatedness.cosine': 'cosine',
      'relatedness.jaccard': 'jaccard',
    };
    for (const [their, measure] of Object.entries(kinds)) {
      const found = relatednessMatrix(relatedness(matrix, { measure, sizeBy: 'co-occurrences' }));
      near(found, table(example[their]).flat(), 1e-7, their);
    }
  });

  test(`${name}: density, in whole per cent`, { skip }, () => {
    const has = denseMatrix(table(example.binary_used));
    const rows = table(example.relatedness_binary_used);
    const given: Relatedness = {
      fields: has.columns,
      row: (field, into) => into.set(rows[field]!),
    };
    const found = density(has, given).map((value) => Math.round(value * 100));
    near(found, table(example['relatedness.density']).flat(), 0);
  });

  test(`${name}: reflections`, { skip }, () => {
    const whole = denseMatrix(table(example.binary_used));
    // It leaves out regions without a field.
    const filled = [...Array(whole.rows).keys()].filter(
      (row) => whole.starts[row] !== whole.starts[row + 1],
    );
    const has = restricted(whole, filled, [...Array(whole.columns).keys()]);
    for (const steps of [0, 1, 2]) {
      const { regions, fields } = reflections(has, steps);
      near(regions, list(example[`MORc.${steps}`]), 1e-9);
      near(fields, list(example[`MORt.${steps}`]), 1e-9);
    }
    // After twenty steps it sets the range to 0–100, which leaves rounding alone in small cases.
    if (name === 'A10' || name === 'C') {
      const { regions } = reflections(has, 20);
      const [low, high] = [Math.min(...regions), Math.max(...regions)];
      const ranged = regions.map((value) => (100 * (value - low)) / (high - low));
      near(ranged, list(example['MORc.20']), 1e-4);
    }
  });
}

test('KCI is that of EconGeo up to scale', { skip }, () => {
  for (const name of ['A', 'A10']) {
    const { regions } = knowledgeComplexity(denseMatrix(table(examples[name]?.input)));
    const alike = Math.abs(correlation(regions, list(examples[name]?.KCI)));
    // It rounds the matrix to four digits before it decomposes it.
    assert.ok(alike > 1 - 1e-6, `${name}: ${alike}`);
  }
});
