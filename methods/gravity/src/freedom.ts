import { centred, type Design, picked, scaledToOne } from './design.ts';
import type { Levels } from './levels.ts';
import { crossProducts, inverseOf, weightedProduct } from './normal-equations.ts';
import { Within } from './within.ts';

/** Relative to the size of a column: what is smaller is rounding. */
const DUST = 1e-7;
const MOST_DIRECTIONS = 20;

/** What a mix of regressors and effects can still do: it is 0 on all positive flows. */
export interface Freedom {
  /** Values on the zeros, one column for each mix with regressors. */
  readonly mixes: readonly Float64Array[];
  /** For each zero the parts of its two levels; shifting parts gives `shift[to] − shift[from]`. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly parts: number;
}

/** Null where it has too many directions to find them all. */
export function freedomOf(
  { regressors, effects, outcome }: Design,
  positive: Uint32Array,
  zeros: Uint32Array,
): Freedom | null {
  if (effects.length > 2) return ofManyEffects(regressors, effects, positive, zeros);
  const [first, second = { name: '', of: new Uint32Array(outcome.length), count: 1 }] = effects;
  const graph = first === undefined ? [] : [first, second];
  const mixes = mixesOf(regressors, graph, positive, zeros);
  if (first === undefined) return { mixes, ...unlinked(zeros) };
  const { parts, ofFirst, ofSecond } = partsOf(first, second, positive);
  return {
    mixes,
    from: partsAt(ofFirst, first, zeros),
    to: partsAt(ofSecond, second, zeros),
    parts,
  };
}

function unlinked(zeros: Uint32Array) {
  return { from: new Uint32Array(zeros.length), to: new Uint32Array(zeros.length), parts: 1 };
}

function partsAt(parts: Uint32Array, { of }: Levels, rows: Uint32Array): Uint32Array {
  const found = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at++) found[at] = parts[of[rows[at]!]!]!;
  return found;
}

/** Which levels hang together by positive flows. */
function partsOf(first: Levels, second: Levels, positive: Uint32Array) {
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

/**
 * With three effects or more there is no graph to look at. Instead random values are laid on all
 * levels, and what the positive flows fix of them is taken out: the rest is a random one of all free
 * directions. One after the other is drawn, until one depends on those before it.
 */
function ofManyEffects(
  regressors: readonly Float64Array[],
  effects: readonly Levels[],
  positive: Uint32Array,
  zeros: Uint32Array,
): Freedom | null {
  const onPositive = onRows(effects, positive);
  const onZeros = onRows(effects, zeros);
  const nothing = new Float64Array(zeros.length);
  const directions: Float64Array[] = [];
  let state = 20_190_304;
  const drawn = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  for (;;) {
    const levels = Float64Array.from({ length: onPositive.size }, drawn);
    const fixed = new Float64Array(onPositive.size);
    const told = new Float64Array(positive.length);
    onPositive.leave(told, levels, told);
    onPositive.fit(told, fixed, 1e-12);
    const free = levels.map((value, level) => value + fixed[level]!);
    const direction = new Float64Array(zeros.length);
    onZeros.leave(nothing, free, direction);
    const size = Math.sqrt(weightedProduct(direction, direction));
    for (const other of [...directions, ...directions]) {
      const along = weightedProduct(direction, other);
      for (let at = 0; at < direction.length; at++) direction[at]! -= along * other[at]!;
    }
    const rest = Math.sqrt(weightedProduct(direction, direction));
    if (rest < DUST * Math.max(size, Math.sqrt(zeros.length))) break;
    if (directions.length === MOST_DIRECTIONS) return null;
    directions.push(direction.map((value) => value / rest));
  }
  const mixes = [...mixesOf(regressors, effects, positive, zeros), ...directions];
  return { mixes, ...unlinked(zeros) };
}

/** The effects on some rows, each of which weighs the same. */
function onRows(effects: readonly Levels[], rows: Uint32Array): Within {
  const some = new Within(
    effects.map(({ name, of, count }) => {
      const own = new Uint32Array(rows.length);
      for (let at = 0; at < own.length; at++) own[at] = of[rows[at]!]!;
      return { name, of: own, count };
    }),
  );
  some.weigh(new Float64Array(rows.length).fill(1));
  return some;
}

/** The mixes of regressors that effects make 0 on all positive flows, with their values on zeros. */
function mixesOf(
  regressors: readonly Float64Array[],
  graph: readonly Levels[],
  positive: Uint32Array,
  zeros: Uint32Array,
): Float64Array[] {
  const onPositive = onRows(graph, positive);
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
