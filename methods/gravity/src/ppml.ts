import { centred, type Design, rowsWhere, scaledToOne, within } from './design.ts';
import { type Levels, levelsWithin } from './levels.ts';
import {
  crossProducts,
  inverseOf,
  type Square,
  times,
  weightedProduct,
} from './normal-equations.ts';
import { separation } from './separation.ts';
import { clusteredCovariance, robustCovariance } from './standard-errors.ts';
import { Within } from './within.ts';

export interface Regressor {
  readonly name: string;
  readonly values: Float64Array;
}

export interface FlowTable {
  /** Flows, ≥ 0, of any one unit. */
  readonly outcome: Float64Array;
  readonly regressors: readonly Regressor[];
  /** Such as exporter and importer. Without any, a constant is estimated. */
  readonly effects: readonly Levels[];
  /** Whose rows may err together; errors are robust (HC1) without. */
  readonly clusters?: Levels;
}

export interface Term {
  readonly name: string;
  readonly estimate: number;
  /** Standard error; NaN where there are no degrees of freedom left. */
  readonly error: number;
}

export type GravityCaveat =
  | 'all_flows_zero'
  | 'rows_separated'
  | 'separation_checked_in_part'
  | 'collinear_dropped'
  | 'not_converged'
  | 'no_degrees_of_freedom'
  | 'few_clusters';

export interface Fit {
  readonly terms: readonly Term[];
  /** Regressors that effects or earlier regressors already tell. */
  readonly collinear: readonly string[];
  /** Of the terms, in their order. */
  readonly covariance: Square;
  /** One a row; 0 where the row is separated. */
  readonly expected: Float64Array;
  /** Per row: the share of its variance that was used up by fitting it, from 0 to 1. */
  readonly leverage: Float64Array;
  /** Rows that a perfect fit takes out, ascending; they were left out of the estimation. */
  readonly separated: Uint32Array;
  /** The logarithm of what each level multiplies by; in all effects but the first, that of the first level told is 0. */
  readonly effects: readonly { readonly name: string; readonly values: Float64Array }[];
  readonly rows: number;
  /** Terms and free levels together. */
  readonly parameters: number;
  readonly deviance: number;
  /** Pearson's χ² over the degrees of freedom: how much more the flows scatter than counts would. */
  readonly dispersion: number;
  readonly iterations: number;
  readonly converged: boolean;
  readonly caveats: readonly GravityCaveat[];
}

const MOST_ITERATIONS = 100;
const FEW_CLUSTERS = 20;

/**
 * Poisson pseudo maximum likelihood with effects of many levels: flows as the exponential of a mix
 * of regressors and one value for every level. Zeros take part; nothing is assumed of the scatter
 * but that the mean is right.
 *
 * Zeros that would be fitted perfectly are left out first (see `separation`), then regressors that
 * depend on others. Where nothing is left to estimate, terms are empty and a caveat says why.
 *
 * Errors are those of `fixest`: HC1 with n ⁄ (n − k), k counting the levels; clustered with
 * G ⁄ (G − 1) · (n − 1) ⁄ (n − k), where levels of effects nested in the clusters do not count.
 *
 * @param table  Columns of one length; regressors finite, any scale.
 * @returns      Terms in the order told, a constant `(Intercept)` first if there are no effects.
 * @throws RangeError if a flow is negative or a value not finite; it names the row from 0.
 * @example
 * const outcome = Float64Array.of(1, 3, 2, 6);
 * const x = { name: 'x', values: Float64Array.of(0, 1, 0, 1) };
 * const from = levelsOf('from', ['a', 'a', 'b', 'b']);
 * Math.exp(ppml({ outcome, regressors: [x], effects: [from] }).terms[0].estimate).toFixed(9)
 * // → '3.000000000'
 *
 * Cost: some ten rounds; in each, about ten passes over the rows for every regressor. Source: Santos
 * Silva & Tenreyro, The log of gravity (2006); Correia, Guimarães & Zylkin, Fast Poisson estimation
 * with high-dimensional fixed effects (2020).
 */
export function ppml(table: FlowTable): Fit {
  const rows = table.outcome.length;
  const constant = { name: '(Intercept)', values: new Float64Array(rows).fill(1) };
  const regressors =
    table.effects.length === 0 ? [constant, ...table.regressors] : table.regressors;
  const whole: Design = {
    outcome: table.outcome,
    regressors: regressors.map(({ values }) => values),
    effects: table.effects,
  };
  const { isSeparated, isComplete } = separation(whole);
  const kept = rowsWhere(isSeparated, 0);
  const separated = rowsWhere(isSeparated, 1);
  const caveats: GravityCaveat[] = [];
  if (separated.length > 0) caveats.push('rows_separated');
  if (!isComplete) caveats.push('separation_checked_in_part');
  const design = within(whole, kept);
  if (!design.outcome.some((flow) => flow > 0)) return nothing(table, separated);

  const transform = new Within(design.effects);
  const independent = independentOf(design, transform);
  const collinear = regressors.filter((_, at) => !independent[at]).map(({ name }) => name);
  if (collinear.length > 0) caveats.push('collinear_dropped');
  const names = regressors.filter((_, at) => independent[at]).map(({ name }) => name);
  const columns = design.regressors.filter((_, at) => independent[at]);
  const solved = estimate(design.outcome, columns, transform);
  if (!solved.converged) caveats.push('not_converged');

  const n = kept.length;
  const levels = design.effects.reduce((sum, { count }) => sum + count, 0);
  const parameters = columns.length + levels - Math.max(0, design.effects.length - 1);
  if (n <= parameters) caveats.push('no_degrees_of_freedom');
  const { bread, left, mean } = solved;
  const scores = { outcome: design.outcome, mean, columns: left };
  const clusters = table.clusters === undefined ? undefined : levelsWithin(table.clusters, kept);
  if (clusters !== undefined && clusters.count < FEW_CLUSTERS) caveats.push('few_clusters');
  const covariance =
    clusters === undefined
      ? robustCovariance(bread, scores, parameters)
      : clusteredCovariance(bread, scores, parameters, clusters, design.effects);
  const leverage = leverageOf(design.effects, solved);
  const spread = (values: Float64Array) => {
    const all = new Float64Array(rows);
    for (let at = 0; at < kept.length; at++) all[kept[at]!] = values[at]!;
    return all;
  };
  let pearson = 0;
  for (let at = 0; at < n; at++) pearson += (design.outcome[at]! - mean[at]!) ** 2 / mean[at]!;
  return {
    terms: names.map((name, at) => ({
      name,
      estimate: solved.coefficients[at]!,
      error: Math.sqrt(covariance[at]![at]!),
    })),
    collinear,
    covariance,
    expected: spread(mean),
    leverage: spread(leverage),
    separated,
    effects: effectsOf(table.effects, design, kept, solved.levels),
    rows: n,
    parameters,
    deviance: solved.deviance,
    dispersion: n > parameters ? pearson / (n - parameters) : Number.NaN,
    iterations: solved.iterations,
    converged: solved.converged,
    caveats,
  };
}

function nothing({ outcome, effects }: FlowTable, separated: Uint32Array): Fit {
  return {
    terms: [],
    collinear: [],
    covariance: [],
    expected: new Float64Array(outcome.length),
    leverage: new Float64Array(outcome.length),
    separated,
    effects: effects.map(({ name, count }) => ({
      name,
      values: new Float64Array(count).fill(Number.NaN),
    })),
    rows: 0,
    parameters: 0,
    deviance: Number.NaN,
    dispersion: Number.NaN,
    iterations: 0,
    converged: false,
    caveats: ['all_flows_zero'],
  };
}

/** Which regressors neither the effects nor earlier regressors tell. */
function independentOf({ outcome, regressors, effects }: Design, transform: Within): boolean[] {
  transform.weigh(new Float64Array(outcome.length).fill(1));
  const scaled = regressors.map((told) => scaledToOne(effects.length === 0 ? told : centred(told)));
  const leftBy = (tolerance: number) =>
    scaled.map((column) => {
      const levels = new Float64Array(transform.size);
      transform.fit(column, levels, tolerance);
      const left = new Float64Array(column.length);
      transform.leave(column, levels, left);
      // What is left of one that the effects tell is rounding, which must not be scaled up again.
      return weightedProduct(left, left) > tolerance ? left : new Float64Array(left.length);
    });
  const rough = inverseOf(crossProducts(leftBy(1e-4)), 1e-3).isIndependent;
  if (rough.every(Boolean)) return rough;
  return inverseOf(crossProducts(leftBy(1e-10)), 1e-10).isIndependent;
}

interface Solved {
  readonly coefficients: Float64Array;
  /** Regressors without what the effects tell of them, under the last weights. */
  readonly left: readonly Float64Array[];
  /** The inverse of their weighted products. */
  readonly bread: Square;
  readonly mean: Float64Array<ArrayBuffer>;
  /** The logarithm of the mean. */
  readonly linear: Float64Array;
  /** Where the effects lie, up to what can move between them. */
  readonly levels: Float64Array;
  readonly deviance: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Weighted least squares again and again, each under the weights of the one before. */
function estimate(
  outcome: Float64Array,
  columns: readonly Float64Array[],
  transform: Within,
): Solved {
  const n = outcome.length;
  const average = outcome.reduce((sum, flow) => sum + flow, 0) / n;
  let linear: Float64Array = outcome.map((flow) => Math.log((flow + average) / 2));
  let mean = exponentials(linear);
  const perfect = outcome.reduce(
    (sum, flow) => (flow > 0 ? sum + flow * Math.log(flow) - flow : sum),
    0,
  );
  let deviance = devianceOf(outcome, linear, mean, perfect);
  const left = columns.map(() => new Float64Array(n));
  const levels = columns.map(() => new Float64Array(transform.size));
  const working = new Float64Array(n);
  const workingLeft = new Float64Array(n);
  const workingLevels = new Float64Array(transform.size);
  let tolerance = 1e-4;
  for (let iteration = 1; ; iteration++) {
    const isLast = tolerance < 1e-8;
    transform.weigh(mean);
    for (const [at, column] of columns.entries()) {
      // What is left of a regressor decides the errors alone: the estimate only needs the last of
      // the working outcome to be exact.
      transform.fit(column, levels[at]!, Math.max(tolerance, 1e-8));
      transform.leave(column, levels[at]!, left[at]!);
    }
    for (let row = 0; row < n; row++) working[row] = linear[row]! + outcome[row]! / mean[row]! - 1;
    const isFitted = transform.fit(working, workingLevels, tolerance / 10);
    transform.leave(working, workingLevels, workingLeft);
    const { inverse: bread } = inverseOf(crossProducts(left, mean));
    const products = left.map((column) => weightedProduct(column, workingLeft, mean));
    const coefficients = times(bread, products);
    const next = new Float64Array(n);
    for (let row = 0; row < n; row++) next[row] = working[row]! - workingLeft[row]!;
    for (const [at, column] of left.entries()) {
      for (let row = 0; row < n; row++) next[row]! += coefficients[at]! * column[row]!;
    }
    const moved = stepped(outcome, linear, next, deviance, perfect);
    const change = Math.abs(moved.deviance - deviance) / (0.1 + Math.abs(moved.deviance));
    ({ linear, mean, deviance } = moved);
    const isSteady = change < 1e-9;
    if ((isLast && isSteady) || iteration === MOST_ITERATIONS || !Number.isFinite(deviance)) {
      const converged = isLast && isSteady && isFitted;
      const ofMean = workingLevels.slice();
      for (const [at, own] of levels.entries()) {
        for (let level = 0; level < own.length; level++) {
          ofMean[level]! -= coefficients[at]! * own[level]!;
        }
      }
      const found = { coefficients, left, bread, mean, linear, levels: ofMean };
      return { ...found, deviance, iterations: iteration, converged };
    }
    // Once steady, one more iteration: it squares what is left of the error, in the weights too.
    tolerance = isSteady ? 1e-9 : Math.max(1e-8, Math.min(tolerance, change / 10));
  }
}

/** The step, halved as long as it runs away. */
function stepped(
  outcome: Float64Array,
  from: Float64Array,
  to: Float64Array,
  before: number,
  perfect: number,
) {
  let linear = to;
  for (let halving = 0; ; halving++) {
    const mean = exponentials(linear);
    const deviance = devianceOf(outcome, linear, mean, perfect);
    // The first steps may pass a worse point.
    if (deviance <= before * 1.5 + 1 || halving === 20) return { linear, mean, deviance };
    linear = linear.map((value, row) => (value + from[row]!) / 2);
  }
}

function exponentials(linear: Float64Array): Float64Array<ArrayBuffer> {
  const mean = new Float64Array(linear.length);
  for (let row = 0; row < mean.length; row++) mean[row] = Math.exp(linear[row]!);
  return mean;
}

/** Twice what the likelihood lacks to that of a perfect fit. */
function devianceOf(
  outcome: Float64Array,
  linear: Float64Array,
  mean: Float64Array,
  perfect: number,
): number {
  let sum = perfect;
  for (let row = 0; row < outcome.length; row++) {
    sum += mean[row]! - outcome[row]! * linear[row]!;
  }
  return 2 * sum;
}

/** Exact for the regressors; of the effects what each would use up by itself. */
function leverageOf(effects: readonly Levels[], { left, bread, mean }: Solved): Float64Array {
  const leverage = new Float64Array(mean.length);
  for (const [a, one] of left.entries()) {
    for (let b = 0; b <= a; b++) {
      const share = bread[a]![b]! * (a === b ? 1 : 2);
      const other = left[b]!;
      for (let row = 0; row < mean.length; row++) {
        leverage[row]! += share * one[row]! * other[row]!;
      }
    }
  }
  const total = mean.reduce((sum, value) => sum + value, 0);
  for (const [at, { of, count }] of effects.entries()) {
    const sums = new Float64Array(count);
    for (let row = 0; row < of.length; row++) sums[of[row]!]! += mean[row]!;
    const shared = at === 0 ? 0 : 1 / total;
    for (let row = 0; row < of.length; row++) leverage[row]! += 1 / sums[of[row]!]! - shared;
  }
  for (let row = 0; row < mean.length; row++)
    leverage[row] = Math.min(1, leverage[row]! * mean[row]!);
  return leverage;
}

/** The levels as they were told, with those of all effects but the first beginning at 0. */
function effectsOf(
  told: readonly Levels[],
  design: Design,
  kept: Uint32Array,
  levels: Float64Array,
): Fit['effects'] {
  let start = 0;
  let moved = 0;
  const all = told.map(({ name, of, count }, at) => {
    const own = design.effects[at]!;
    const values = new Float64Array(count).fill(Number.NaN);
    for (let row = 0; row < kept.length; row++) {
      values[of[kept[row]!]!] = levels[start + own.of[row]!]!;
    }
    start += own.count;
    const first = at === 0 ? 0 : (values.find((value) => !Number.isNaN(value)) ?? 0);
    moved += first;
    return { name, values: values.map((value) => value - first) };
  });
  return all.map((effect, at) =>
    at === 0 ? { ...effect, values: effect.values.map((value) => value + moved) } : effect,
  );
}
