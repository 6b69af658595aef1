import { type Levels, levelsWithin } from './levels.ts';
import { crossProducts, inverseOf, times, weightedProduct } from './normal-equations.ts';
import { strongParts } from './strong-parts.ts';
import { Within } from './within.ts';

export interface Separation {
  /** 1 for each row that is separated, else 0. */
  readonly isSeparated: Uint8Array;
  /**
   * Whether all such rows were found. Effects beyond the second are looked at exactly only while
   * they have few levels.
   */
  readonly isComplete: boolean;
}

/** What rows are explained by. */
export interface Design {
  /** Flows, ≥ 0. */
  readonly outcome: Float64Array;
  readonly regressors: readonly Float64Array[];
  readonly effects: readonly Levels[];
}

/** Effects beyond the second are written out as columns up to so many levels and cells. */
const MOST_LEVELS_WRITTEN_OUT = 250;
const MOST_CELLS_WRITTEN_OUT = 20_000_000;
const MOST_PARTS = 1500;
const MOST_WORK = 5e9;
/** Relative to the size of a column: what is smaller is rounding. */
const DUST = 1e-7;

/**
 * Finds the zeros that a Poisson model would fit perfectly: some mix of regressors and effects is 0
 * on all positive flows, nowhere negative on the zeros, and positive on these. The estimate of that
 * mix would go to infinity; without these rows it exists.
 *
 * First go levels without any positive flow. What remains free is then little: mixes of regressors
 * that vanish on the positive flows, and shifts between parts of the network of positive flows that
 * do not hang together. With shifts alone, the answer is which links lead from one strongly
 * connected set of parts to another; else the iterative rectifier finds it.
 *
 * @returns One flag a row. Without effects, a constant must be among the regressors if it is meant.
 * @throws RangeError if a flow is negative or not finite, or lengths differ; it names the row.
 * @example
 * const outcome = Float64Array.of(0, 0, 1, 2);
 * const [one, dummy] = [Float64Array.of(1, 1, 1, 1), Float64Array.of(1, 0, 0, 0)];
 * separation({ outcome, regressors: [one, dummy], effects: [] }).isSeparated
 * // → Uint8Array.of(1, 0, 0, 0)
 *
 * Cost: O(rows) a step; about as much as one step of the estimation where nothing is separated.
 * Source: Correia, Guimarães & Zylkin, Verifying the existence of maximum likelihood estimates for
 * generalized linear models (2019), §3 and the iterative rectifier of §4.
 */
export function separation(design: Design): Separation {
  check(design);
  const { outcome } = design;
  const isSeparated = new Uint8Array(outcome.length);
  let isComplete = true;
  for (;;) {
    withoutEmptyLevels(design, isSeparated);
    const rows = rowsWhere(isSeparated, 0);
    const found = separatedAmong(within(design, rows));
    isComplete &&= found.isComplete;
    for (const at of found.rows) isSeparated[rows[at]!] = 1;
    if (found.rows.length === 0) return { isSeparated, isComplete };
  }
}

function check({ outcome, regressors, effects }: Design): void {
  const wrong = outcome.findIndex((flow) => !(flow >= 0 && flow < Infinity));
  if (wrong >= 0) throw new RangeError(`Row ${wrong}: ${outcome[wrong]} is no flow ≥ 0.`);
  for (const values of [...regressors, ...effects.map(({ of }) => of)]) {
    if (values.length !== outcome.length) {
      throw new RangeError(`A column has ${values.length} rows, not ${outcome.length}.`);
    }
  }
  for (const values of regressors) {
    const row = values.findIndex((value) => !Number.isFinite(value));
    if (row >= 0) throw new RangeError(`Row ${row}: ${values[row]} is no number.`);
  }
}

export function rowsWhere(flags: Uint8Array, wanted: number): Uint32Array {
  const rows = new Uint32Array(flags.length);
  let count = 0;
  for (let row = 0; row < flags.length; row++) if (flags[row] === wanted) rows[count++] = row;
  return rows.slice(0, count);
}

/** The design of some rows; itself if these are all. */
export function within(design: Design, rows: Uint32Array): Design {
  if (rows.length === design.outcome.length) return design;
  return {
    outcome: picked(design.outcome, rows),
    regressors: design.regressors.map((values) => picked(values, rows)),
    effects: design.effects.map((effect) => levelsWithin(effect, rows)),
  };
}

/** Flags the rows of levels whose flows are all zero, until there is no such level. */
function withoutEmptyLevels({ outcome, effects }: Design, isSeparated: Uint8Array): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (const { of, count } of effects) {
      const hasFlow = new Uint8Array(count);
      for (let row = 0; row < of.length; row++) if (outcome[row]! > 0) hasFlow[of[row]!] = 1;
      for (let row = 0; row < of.length; row++) {
        if (hasFlow[of[row]!] === 1 || isSeparated[row] === 1) continue;
        isSeparated[row] = 1;
        changed = true;
      }
    }
  }
  // Without effects a constant does what one level would, if the regressors hold it.
}

/** What a mix of regressors and effects can still do: it is 0 on all positive flows. */
interface Freedom {
  /** Values on the zeros, one column for each mix with regressors. */
  readonly mixes: readonly Float64Array[];
  /** For each zero the parts of its two levels; shifting parts gives `shift[to] − shift[from]`. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly parts: number;
}

function separatedAmong(design: Design): { rows: readonly number[]; isComplete: boolean } {
  const isZero = new Uint8Array(design.outcome.length);
  for (let row = 0; row < isZero.length; row++) isZero[row] = design.outcome[row]! > 0 ? 0 : 1;
  const zeros = rowsWhere(isZero, 1);
  if (zeros.length === 0) return { rows: [], isComplete: true };
  const { regressors, graph, isComplete } = arranged(design);
  const freedom = freedomOf(regressors, graph, rowsWhere(isZero, 0), zeros);
  if (freedom.mixes.length === 0) {
    const { from, to, parts } = freedom;
    if (parts < 2) return { rows: [], isComplete };
    const part = strongParts(parts, from, to);
    const rows = [...zeros].filter((_, at) => part[from[at]!] !== part[to[at]!]);
    return { rows, isComplete };
  }
  const found = rectified(freedom, zeros.length);
  if (found === null) return { rows: [], isComplete: false };
  return { rows: [...zeros].filter((_, at) => found[at] === 1), isComplete };
}

/** The two effects with most levels as a graph, and all others written out as columns. */
function arranged({ outcome, regressors, effects }: Design) {
  const rows = outcome.length;
  const sorted = [...effects].sort((a, b) => b.count - a.count);
  const [first, second, ...more] = sorted;
  if (first === undefined) return { regressors, graph: [], isComplete: true };
  const constant = { name: '', of: new Uint32Array(rows), count: 1 };
  const levels = more.reduce((sum, { count }) => sum + count, 0);
  const isComplete = levels <= MOST_LEVELS_WRITTEN_OUT && levels * rows <= MOST_CELLS_WRITTEN_OUT;
  const written = (isComplete ? more : []).flatMap(({ of, count }) =>
    Array.from({ length: count }, (_, level) =>
      Float64Array.from(of, (own) => (own === level ? 1 : 0)),
    ),
  );
  const graph = [first, second ?? constant];
  return { regressors: [...regressors, ...written], graph, isComplete };
}

function freedomOf(
  regressors: readonly Float64Array[],
  graph: readonly Levels[],
  positive: Uint32Array,
  zeros: Uint32Array,
): Freedom {
  const [first, second] = graph;
  const { parts, ofFirst, ofSecond } = partsOf(first, second, positive);
  const from = ofLevels(ofFirst, first, zeros);
  const to = ofLevels(ofSecond, second, zeros);
  return { mixes: mixesOf(regressors, graph, positive, zeros), from, to, parts };
}

function ofLevels(parts: Uint32Array, levels: Levels | undefined, rows: Uint32Array): Uint32Array {
  const found = new Uint32Array(rows.length);
  if (levels === undefined) return found;
  for (let at = 0; at < rows.length; at++) found[at] = parts[levels.of[rows[at]!]!]!;
  return found;
}

/** Which levels hang together by positive flows. */
function partsOf(first: Levels | undefined, second: Levels | undefined, positive: Uint32Array) {
  if (first === undefined || second === undefined) {
    return { parts: 1, ofFirst: new Uint32Array(1), ofSecond: new Uint32Array(1) };
  }
  const parent = Uint32Array.from({ length: first.count + second.count }, (_, node) => node);
  const rootOf = (node: number) => {
    let root = node;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!;
      root = parent[root]!;
    }
    return root;
  };
  for (const row of positive) {
    parent[rootOf(first.of[row]!)] = rootOf(first.count + second.of[row]!);
  }
  const numbers = new Map<number, number>();
  const of = Uint32Array.from(parent, (_, node) => {
    const root = rootOf(node);
    if (!numbers.has(root)) numbers.set(root, numbers.size);
    return numbers.get(root)!;
  });
  const ofSecond = of.subarray(first.count);
  return { parts: numbers.size, ofFirst: of.subarray(0, first.count), ofSecond };
}

/** The mixes of regressors that effects make 0 on all positive flows, with their values on zeros. */
function mixesOf(
  regressors: readonly Float64Array[],
  graph: readonly Levels[],
  positive: Uint32Array,
  zeros: Uint32Array,
): Float64Array[] {
  const effects = graph.map(({ name, of, count }) => {
    const own = new Uint32Array(positive.length);
    for (let at = 0; at < own.length; at++) own[at] = of[positive[at]!]!;
    return { name, of: own, count };
  });
  const onPositive = new Within(effects);
  onPositive.weigh(new Float64Array(positive.length).fill(1));
  const onAll = new Within(graph);
  const scaled = regressors.map((told) => scaledToOne(graph.length === 0 ? told : centred(told)));
  /** What the effects leave of each column on positive flows, and by which levels. */
  const leftBy = (tolerance: number) =>
    scaled.map((column) => {
      const own = picked(column, positive);
      const levels = new Float64Array(onPositive.size);
      onPositive.fit(own, levels, tolerance);
      const left = new Float64Array(own.length);
      onPositive.leave(own, levels, left);
      return { column, levels, left };
    });
  // Most often a rough answer is enough: no mix comes near to vanishing.
  const rough = leftBy(1e-5).map(({ left }) => left);
  const isFar = inverseOf(crossProducts(rough), 1e-4).isIndependent.every(Boolean);
  if (isFar && rough.every((left) => weightedProduct(left, left) > 1e-6)) return [];
  const mixes: Float64Array[] = [];
  const free: { left: Float64Array; whole: Float64Array }[] = [];
  for (const { column, levels, left } of leftBy(1e-12)) {
    const whole = new Float64Array(column.length);
    onAll.leave(column, levels, whole);
    for (let round = 0; round < 2; round++) {
      for (const other of free) {
        const along = weightedProduct(left, other.left);
        for (let at = 0; at < left.length; at++) left[at]! -= along * other.left[at]!;
        for (let at = 0; at < whole.length; at++) whole[at]! -= along * other.whole[at]!;
      }
    }
    const rest = Math.sqrt(weightedProduct(left, left));
    if (rest > DUST) {
      free.push({ left: left.map((v) => v / rest), whole: whole.map((v) => v / rest) });
      continue;
    }
    const mix = picked(whole, zeros);
    if (mix.some((value) => Math.abs(value) > DUST)) mixes.push(mix);
  }
  return mixes;
}

function picked(values: Float64Array, rows: Uint32Array): Float64Array {
  const some = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) some[at] = values[rows[at]!]!;
  return some;
}

/** A column of zeros stays one. */
export function scaledToOne(values: Float64Array): Float64Array {
  const size = Math.sqrt(weightedProduct(values, values)) || 1;
  return values.map((value) => value / size);
}

export function centred(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

/**
 * The iterative rectifier: what is free is fitted to 1 on every zero, negative values are cut off,
 * the rest is fitted again, until nothing negative is left. Null where that takes too long.
 *
 * Each round keeps what any separating mix has in common with the fit, so that the fit vanishes
 * only if there is none.
 */
function rectified({ mixes, from, to, parts }: Freedom, zeros: number): Uint8Array | null {
  if (parts > MOST_PARTS) return null;
  const width = mixes.length;
  // The first part stays where it is: only differences of shifts count.
  const shifts = parts - 1;
  const project = projection(mixes, from, to, shifts);
  let target = new Float64Array(zeros).fill(1);
  const rounds = Math.min(200_000, MOST_WORK / (zeros * (width + 2)));
  for (let round = 0; round < rounds; round++) {
    const fitted = project(target);
    let [most, least] = [0, 0];
    for (const value of fitted) {
      if (value > most) most = value;
      if (value < least) least = value;
    }
    if (most < DUST) return new Uint8Array(zeros);
    if (-least < 1e-9 * most) return Uint8Array.from(fitted, (v) => (v > 1e-5 * most ? 1 : 0));
    target = fitted.map((value) => Math.max(value, 0));
  }
  return null;
}

/** The orthogonal projection onto what is free. */
function projection(
  mixes: readonly Float64Array[],
  from: Uint32Array,
  to: Uint32Array,
  shifts: number,
) {
  const width = mixes.length;
  const adjoint = (values: Float64Array) => {
    const sums = new Float64Array(width + shifts);
    for (const [at, mix] of mixes.entries()) sums[at] = weightedProduct(mix, values);
    if (shifts === 0) return sums;
    for (let row = 0; row < values.length; row++) {
      if (to[row]! > 0) sums[width + to[row]! - 1]! += values[row]!;
      if (from[row]! > 0) sums[width + from[row]! - 1]! -= values[row]!;
    }
    return sums;
  };
  const forward = (weights: Float64Array) => {
    const values = new Float64Array(from.length);
    for (const [at, mix] of mixes.entries()) {
      for (let row = 0; row < values.length; row++) values[row]! += weights[at]! * mix[row]!;
    }
    if (shifts === 0) return values;
    for (let row = 0; row < values.length; row++) {
      if (to[row]! > 0) values[row]! += weights[width + to[row]! - 1]!;
      if (from[row]! > 0) values[row]! -= weights[width + from[row]! - 1]!;
    }
    return values;
  };
  const unit = (at: number) => {
    const weights = new Float64Array(width + shifts);
    weights[at] = 1;
    return weights;
  };
  const products =
    shifts === 0
      ? crossProducts(mixes)
      : Array.from({ length: width + shifts }, (_, at) => adjoint(forward(unit(at))));
  const { inverse } = inverseOf(products, 1e-12);
  return (values: Float64Array) => forward(times(inverse, adjoint(values)));
}
