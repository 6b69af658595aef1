import { barriers, type Fit, type GravityCaveat, levelsOf, pairsOf } from '@yunhe/gravity';
import type { Flows } from './gravity-flows.ts';
import { type Column, type Table, tableFrom } from './result-table.ts';

const Z = 1.959_963_984_540_054;

/** One row a term, with its error and the bounds of 95 % confidence. */
export function coefficientsTable({ terms }: Fit): Table {
  return tableFrom(terms.length, [
    ['term', (at) => terms[at]!.name],
    ['estimate', (at) => terms[at]!.estimate],
    ['error', (at) => terms[at]!.error],
    ['z', (at) => terms[at]!.estimate / terms[at]!.error],
    ['low', (at) => terms[at]!.estimate - Z * terms[at]!.error],
    ['high', (at) => terms[at]!.estimate + Z * terms[at]!.error],
  ]);
}

/** One row for every row of the file, by its line there. */
export function residualsTable(fit: Fit, flows: Flows): Table {
  const { outcome } = flows.table;
  const rows = barriers(fit, outcome, levelsOf('row', [...outcome.keys()]));
  return tableFrom(rows.length, [
    ...whose(flows, (at) => at),
    ['observed', (row) => outcome[row]!],
    ['expected', (row) => fit.expected[row]!],
    ['residual', (row) => outcome[row]! - fit.expected[row]!],
    ...shortfall(rows),
  ]);
}

/** The rows that a perfect fit takes out. */
export function separatedTable({ separated }: Fit, flows: Flows): Table {
  return tableFrom(
    separated.length,
    whose(flows, (at) => separated[at]!),
  );
}

/** One row for every two regions, all their rows together. */
export function barriersTable(fit: Fit, { table, columns }: Flows, from: string, to: string) {
  const pairs = pairsOf(columns.texts(from), columns.texts(to));
  const found = barriers(fit, table.outcome, pairs);
  return tableFrom(found.length, [
    [from, (pair) => pairs.keys[pair]![0]],
    [to, (pair) => pairs.keys[pair]![1]],
    ['rows', (pair) => found[pair]!.rows],
    ['observed', (pair) => found[pair]!.observed],
    ['expected', (pair) => found[pair]!.expected],
    ...shortfall(found),
  ]);
}

function whose({ columns, keys }: Flows, rowOf: (at: number) => number): Column[] {
  return [
    ['row', (at) => columns.lines[rowOf(at)]!],
    ...keys.map((key): Column => [key, (at) => columns.texts(key)[rowOf(at)]!]),
  ];
}

function shortfall(found: ReturnType<typeof barriers>): Column[] {
  return [
    ['ratio', (at) => found[at]!.ratio],
    ['low', (at) => found[at]!.low],
    ['high', (at) => found[at]!.high],
    ['score', (at) => found[at]!.score],
  ];
}

const caveats: Readonly<Record<GravityCaveat, (fit: Fit) => string>> = {
  all_flows_zero: () => 'All flows are 0: there is nothing to explain, and no coefficient.',
  rows_separated: ({ separated }) =>
    `${separated.length} rows of flow 0 would be fitted perfectly and were left out; separated.csv names them.`,
  separation_checked_in_part: () =>
    'Not every row that would be fitted perfectly could be found; distrust coefficients that are very large.',
  collinear_dropped: ({ collinear }) =>
    `Effects or other regressors already tell ${collinear.join(', ')}; left out.`,
  not_converged: () => 'The estimation did not settle; do not use its figures.',
  no_degrees_of_freedom: () => 'There are as many parameters as rows; errors cannot be told.',
  few_clusters: () => 'There are fewer than twenty clusters; errors are likely too small.',
};

/** The caveats in words, for a person. */
export function caveatsOf(fit: Fit): readonly { readonly code: string; readonly text: string }[] {
  return fit.caveats.map((code) => ({ code, text: caveats[code](fit) }));
}
