/**
 * World trade of 1998–2000 against two programs: `economiccomplexity` in R and `py-ecomplexity`.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTable, skip } from '../../shared-reference-testing.ts';
import {
  complexityIndex,
  density,
  fitness,
  locationQuotients,
  presencesOf,
  reflections,
  relatedness,
  sparseMatrix,
  standardised,
  standing,
  sumsOf,
} from '../src/index.ts';
import { correlation, near } from './near.ts';

const at = 'economiccomplexity-world-trade';

function read() {
  const countries = readTable(`${at}/country_expected.csv`);
  const products = readTable(`${at}/product_expected.csv`);
  const row = new Map(countries.map(({ country }, nth) => [country, nth]));
  const column = new Map(products.map(({ product }, nth) => [product, nth]));
  const cells = readTable(`${at}/world_trade_avg_1998_to_2000.csv.gz`).map(
    ({ country, product, value }) =>
      [row.get(country)!, column.get(product)!, Number(value)] as const,
  );
  const trade = sparseMatrix(countries.length, products.length, cells);
  return { countries, products, row, trade, presences: presencesOf(locationQuotients(trade)) };
}

const data = skip ? null : read();
const numbers = (rows: readonly Readonly<Record<string, string>>[], name: string) =>
  rows.map((row) => Number(row[name]));

test('diversity, ubiquity, ECI and PCI are those of both programs', { skip }, () => {
  const { countries, products, presences } = data!;
  const { ofRows, ofColumns } = sumsOf(presences);
  near(ofRows, numbers(countries, 'diversity'), 0);
  near(ofColumns, numbers(products, 'ubiquity'), 0);
  const index = complexityIndex(presences);
  assert.equal(index.converged, true);
  near(index.regions, numbers(countries, 'eci'), 1e-9);
  near(index.fields, numbers(products, 'pci'), 1e-9);
  assert.ok(Math.abs(index.eigenvalue - 0.17913392) < 1e-8);
  // py-ecomplexity divides by the deviation over n, and scales products by the countries' values.
  const other = readTable(`${at}/country_expected_pyecomplexity.csv`);
  const scale = Math.sqrt(countries.length / (countries.length - 1));
  near(
    index.regions.map((value) => value * scale),
    numbers(other, 'eci'),
    1e-9,
  );
  const otherProducts = readTable(`${at}/product_expected_pyecomplexity.csv`);
  assert.ok(correlation(index.fields, numbers(otherProducts, 'pci')) > 1 - 1e-12);
});

test('fitness is that of the R program', { skip }, () => {
  const { countries, products, presences } = data!;
  // It counts the start as the first of its 20 iterations.
  const found = fitness(presences, { iterations: 19, tolerance: 0 });
  near(found.regions, numbers(countries, 'fitness'), 1e-12);
  near(found.regions, numbers(countries, 'shipped'), 1e-6);
  near(found.fields, numbers(products, 'complexity_fitness'), 1e-12);
});

test('reflections are those of the R program', { skip }, () => {
  const { countries, products, presences } = data!;
  // Its twenty are 18 steps for countries and 19 for products; rounding grows by 1e8 till then.
  const regions = standardised(reflections(presences, 18).regions);
  const fields = standardised(reflections(presences, 19).fields);
  near(regions, numbers(countries, 'reflections'), 1e-6);
  near(fields, numbers(products, 'reflections'), 1e-6);
});

test("China's quotients and densities are those of py-ecomplexity", { skip }, () => {
  const { row, products, trade, presences } = data!;
  const china = readTable(`${at}/china_density_pyecomplexity.csv`);
  const region = row.get('chn')!;
  const quotients = locationQuotients(trade);
  const dense = new Float64Array(products.length);
  for (let cell = quotients.starts[region]!; cell < quotients.starts[region + 1]!; cell++) {
    dense[quotients.at[cell]!] = quotients.values[cell]!;
  }
  near(dense, numbers(china, 'rca'), 1e-12);
  const densities = density(presences, relatedness(presences), { withSelf: true });
  const from = region * products.length;
  near(densities.subarray(from, from + products.length), numbers(china, 'density'), 1e-7);
});

test('a ranking leaves out the territory with five products that leads the index', { skip }, () => {
  const { row, trade, presences } = data!;
  const index = complexityIndex(presences).regions;
  const tiny = row.get('sgs')!;
  assert.equal(index.indexOf(Math.max(...index)), tiny);
  const { ranks, excluded } = standing(index, sumsOf(trade).ofRows, 1e6);
  assert.equal(ranks[tiny], null);
  assert.deepEqual(
    excluded.find(({ region }) => region === tiny),
    { region: tiny, reason: 'volume_below_minimum' },
  );
});
