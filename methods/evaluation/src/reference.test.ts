import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { asemFolder, asemIsHere, columnsOf, table } from '../reference/asem-testing.ts';
import { ahpWeights, benefitOfTheDoubt, entropyWeights, sobolIndices } from './index.ts';
import { maximise } from './linear-program.ts';

const skip = asemIsHere ? false : '../shared/reference is absent';
const json = (name: string) => JSON.parse(readFileSync(new URL(name, asemFolder), 'utf8'));

function near(found: readonly number[], wanted: readonly number[], tolerance: number): void {
  assert.equal(found.length, wanted.length);
  for (const [at, one] of found.entries()) {
    assert.ok(Math.abs(one - wanted[at]!) <= tolerance, `${at}: ${one}, not ${wanted[at]}`);
  }
}

test('comparisons in pairs give the published vectors and consistencies', { skip }, () => {
  const cases = Object.values(json('ahp/expected.json')) as {
    matrix: number[][];
    published: { w: number[] };
    lambda_max: number;
    CI: number;
    CR: number;
    eigenvector: number[];
  }[];
  assert.equal(cases.length, 3);
  for (const { matrix, published, lambda_max, CI, CR, eigenvector } of cases) {
    const { weights, largestEigenvalue, index, ratio } = ahpWeights(matrix);
    near(weights, eigenvector, 1e-9);
    near(weights, published.w, 0.0051);
    near([largestEigenvalue, index, ratio], [lambda_max, CI, CR], 1e-9);
  }
});

test('entropy weighs the 49 indicators as published', { skip }, () => {
  const normalised = columnsOf('coinr-asem/stage_Normalised.csv');
  const [, ...expected] = table('entropy/asem_entropy_weights.csv');
  const columns = expected.map(([code]) =>
    Float64Array.from(normalised.get(code!)!.values(), (value) => value + 1),
  );
  assert.equal(columns.length, 49);
  near(
    entropyWeights(columns),
    expected.map(([, , weight]) => Number(weight)),
    1e-12,
  );
});

test('benefit of the doubt is that of the reference, free and with bounds', { skip }, () => {
  const [, ...rows] = table('dea-bod/asem_pillars.csv');
  const columns = rows[0]!.map((_, at) => Float64Array.from(rows, (row) => Number(row[at])));
  const expected = columnsOf('dea-bod/asem_bod_expected.csv');
  const scores = (least: number, most: number) =>
    benefitOfTheDoubt(columns, { least, most }).map(({ score }) => score);
  const free = scores(0, 1);
  near(free, [...expected.get('bod8')!.values()], 1e-9);
  near(scores(0.05, 0.3), [...expected.get('bod8_share_5_30')!.values()], 1e-9);
  // Without bounds nearly half of the units are all the best.
  assert.equal(free.filter((score) => score > 1 - 1e-9).length, 20);
  for (const { score, shares } of benefitOfTheDoubt(columns, { least: 0.05, most: 0.3 })) {
    assert.ok(score > 0 && score <= 1);
    assert.ok(shares.every((share) => share > 0.05 - 1e-9 && share < 0.3 + 1e-9));
  }
  assert.throws(() => scores(0.2, 0.3), RangeError);
});

test('a ratio of outputs to inputs gives the published efficiencies of hospitals', { skip }, () => {
  const { hospital } = json('dea-bod/hospital_ccr.json') as {
    hospital: Record<'doctors' | 'nurses' | 'outpatients' | 'inpatients' | 'ccr', number[]>;
  };
  const { doctors, nurses, outpatients, inpatients, ccr } = hospital;
  const rows = doctors.map((_, at) =>
    Float64Array.of(outpatients[at]!, inpatients[at]!, -doctors[at]!, -nurses[at]!),
  );
  for (const [at, row] of rows.entries()) {
    const objective = Float64Array.of(row[0]!, row[1]!, 0, 0);
    const inputs = Float64Array.of(0, 0, -row[2]!, -row[3]!);
    const bounds = new Float64Array(rows.length + 1);
    bounds[rows.length] = 1;
    const { value } = maximise(objective, [...rows, inputs], bounds)!;
    near([value], [ccr[at]!], 1e-9);
  }
  const unbounded = maximise(Float64Array.of(1), [Float64Array.of(-1)], Float64Array.of(1));
  assert.equal(unbounded, null);
});

test('Sobol indices of Ishigami and G are those printed', { skip }, () => {
  const expected = json('sobol/expected.json');
  const ishigami = (inputs: Float64Array) => {
    const [a, b, c] = Array.from(inputs, (one) => Math.PI * (2 * one - 1));
    return Math.sin(a!) + 7 * Math.sin(b!) ** 2 + 0.1 * c! ** 4 * Math.sin(a!);
  };
  for (const samples of [1024, 16384]) {
    const { S1, ST, S2 } = expected[`ishigami_N${samples}`];
    const { first, total, second } = sobolIndices(ishigami, 3, samples, { pairs: true });
    near(first, S1, 1e-12);
    near(total, ST, 1e-12);
    near(second.flat(), S2.flat(), 1e-12);
  }
  const a: number[] = expected.sobol_g_a;
  const g = (inputs: Float64Array) =>
    inputs.reduce((product, x, at) => (product * (Math.abs(4 * x - 2) + a[at]!)) / (1 + a[at]!), 1);
  const { first } = sobolIndices(g, 8, 8192);
  near(first, expected.sobol_g_N8192_S1, 1e-12);
  near(first, expected.sobol_g_analytic_S1, 2e-3);
  near(sobolIndices(g, 8, 8192, { seed: 3 }).first, expected.sobol_g_analytic_S1, 0.05);
  assert.throws(() => sobolIndices(g, 11, 8), RangeError);
  assert.deepEqual(sobolIndices(() => 7, 2, 8).total, [0, 0]);
});
