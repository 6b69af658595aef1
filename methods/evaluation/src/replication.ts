import { aggregateColumns } from './aggregate.ts';
import { type Scale, scaleOf } from './normalise.ts';
import { asNumber, decimal } from './number.ts';
import type { ReadScheme } from './read-scheme.ts';
import type { Aggregation, Normalisation } from './scheme.ts';
import { aggregationOf, normalisationOf } from './scheme-choices.ts';
import type { ScoredItem, Stages, WeightTable } from './stages.ts';
import { extent } from './statistics.ts';

type Method = Aggregation['method'];

/** What one replication takes in place of the scheme's choices. */
export interface Choices {
  /** Which of the normalisations. */
  readonly normalisation: number;
  /** In place of means; null for the scheme's own. */
  readonly method: Method | null;
  /** By node, what its weight is multiplied with. */
  readonly factors: Float64Array;
  /** The node of an item that is left out, −1 for none. */
  readonly without: number;
}

/** A value that may lie elsewhere. */
export interface UncertainCell {
  readonly column: number;
  readonly unit: number;
  readonly value: number;
  readonly spread: number;
  readonly imputed: boolean;
  /** The values of the units, outside of which none is drawn. */
  readonly range: { readonly least: number; readonly most: number };
}

/** One form of a child's scores for each kind of mean, so that a replication only adds. */
interface Forms {
  readonly plain: Float64Array;
  readonly log: Float64Array;
  readonly inverse: Float64Array;
}

const means = new Set<Method>(['arithmetic', 'geometric', 'harmonic', 'median']);

/**
 * The tree as arrays, computed again and again with other choices. Scales and data-made weights stay
 * as the units have set them; groups by benefit of the doubt stay as they are.
 */
export class Replication {
  readonly units: number;
  readonly cells: readonly UncertainCell[];
  readonly #read: ReadScheme;
  readonly #stages: Stages;
  /** By normalisation, then node; empty for groups. */
  readonly #leaves: readonly (readonly (Forms | undefined)[])[];
  /** By normalisation, then item. */
  readonly #scorers: readonly (readonly Scorer[])[];
  readonly #groups: readonly Float64Array[];
  readonly #nothing: Float64Array;
  readonly #hasGaps: readonly boolean[];
  /** By node, what left-out points are made up for with; null where nothing is. */
  readonly #raises: readonly (Float64Array | null)[];

  constructor(read: ReadScheme, stages: Stages, normalisations: readonly (Normalisation | null)[]) {
    this.#read = read;
    this.#stages = stages;
    this.units = stages.cohort.units.length;
    this.#scorers = normalisations.map((one) =>
      stages.items.map((item) => scorerOf(item, one, read)),
    );
    this.#leaves = this.#scorers.map((scorers) => this.#leavesOf(scorers));
    this.#groups = read.nodes.map(() => new Float64Array(this.units));
    this.#nothing = new Float64Array(this.units).fill(Number.NaN);
    this.#hasGaps = stages.nodes.map(({ score }) => score.values.some(Number.isNaN));
    this.#raises = read.nodes.map((_, at) => this.#raiseOf(at));
    this.cells = stages.items.flatMap(({ spread, imputed, treated }, column) => {
      const range = extent(treated);
      return [...spread.keys()].flatMap((unit) => {
        const one = { column, unit, value: treated[unit]!, spread: spread[unit]!, range };
        return one.spread > 0 ? [{ ...one, imputed: imputed[unit]! }] : [];
      });
    });
  }

  /** Groups whose weights can be drawn. */
  get weighted(): readonly number[] {
    return this.#read.nodes.flatMap((_, at) => {
      const weights = this.#stages.nodes[at]!.weights;
      return weights !== null && this.#read.nodes[at]!.children.length > 1 ? [at] : [];
    });
  }

  childrenOf(node: number): readonly number[] {
    return this.#read.nodes[node]!.children;
  }

  /** Sets an uncertain cell to its value and so many spreads more, within the range of the units. */
  set(cell: UncertainCell, normalisation: number, spreads: number): void {
    const score = this.#scorers[normalisation]![cell.column]!;
    const { node } = this.#stages.items[cell.column]!;
    const { least, most } = cell.range;
    const drawn = Math.min(most, Math.max(least, cell.value + spreads * cell.spread));
    const value = score(drawn, cell.unit);
    const forms = this.#leaves[normalisation]![node]!;
    forms.plain[cell.unit] = value;
    forms.log[cell.unit] = Math.log(value);
    forms.inverse[cell.unit] = 1 / value;
  }

  /** The scores of the root, in an array that the next replication overwrites. */
  run(choices: Choices): Float64Array {
    const leaves = this.#leaves[choices.normalisation]!;
    for (let at = this.#read.nodes.length - 1; at >= 0; at--) {
      if (this.#read.nodes[at]!.node.kind === 'group') this.#group(at, leaves, choices);
    }
    return this.#groups[0]!;
  }

  /** A unit over whose scores, as they were run last, such a mean cannot be taken; −1 for none. */
  notAboveZero(normalisation: number, method: Method): number {
    if (method !== 'geometric' && method !== 'harmonic') return -1;
    const leaves = this.#leaves[normalisation]!;
    for (const { node, children } of this.#read.nodes) {
      if (node.kind !== 'group' || !means.has(aggregationOf(node, this.#read.scheme))) continue;
      for (const child of children) {
        const column = leaves[child]?.plain ?? this.#groups[child]!;
        const unit = column.findIndex((value) => value <= 0);
        if (unit >= 0) return unit;
      }
    }
    return -1;
  }

  #group(at: number, leaves: readonly (Forms | undefined)[], choices: Choices): void {
    const { node, children } = this.#read.nodes[at]!;
    if (node.kind !== 'group') return;
    const own = aggregationOf(node, this.#read.scheme);
    const table = this.#stages.nodes[at]!.weights;
    const out = this.#groups[at]!;
    if (this.#stages.nodes[at]!.shares !== null) {
      out.set(this.#stages.nodes[at]!.score.values);
      return;
    }
    const method = choices.method !== null && means.has(own) ? choices.method : own;
    const quick = method === 'arithmetic' || method === 'geometric' || method === 'harmonic';
    const whole = choices.without < 0 && children.every((child) => !this.#hasGaps[child]);
    if (quick && whole && table?.rows.length === 1) {
      this.#mean(method, children, leaves, table.rows[0]!.values, choices.factors, out);
      return;
    }
    const columns = children.map((child) =>
      child === choices.without ? this.#nothing : (leaves[child]?.plain ?? this.#groups[child]!),
    );
    out.set(aggregateColumns(method, columns, drawnTable(table, children, choices.factors)));
    const raise = this.#raises[at];
    if (raise) for (let unit = 0; unit < out.length; unit++) out[unit]! *= raise[unit]!;
  }

  /** Without gaps and with the same weights for all: nothing but additions. */
  #mean(
    method: 'arithmetic' | 'geometric' | 'harmonic',
    children: readonly number[],
    leaves: readonly (Forms | undefined)[],
    weights: Float64Array,
    factors: Float64Array,
    out: Float64Array,
  ): void {
    let total = 0;
    for (let at = 0; at < children.length; at++) total += weights[at]! * factors[children[at]!]!;
    out.fill(0);
    for (let at = 0; at < children.length; at++) {
      const child = children[at]!;
      const part = (weights[at]! * factors[child]!) / total;
      const leaf = leaves[child];
      if (leaf === undefined) addFormed(out, this.#groups[child]!, part, method);
      else if (method === 'arithmetic') add(out, leaf.plain, part);
      else add(out, method === 'geometric' ? leaf.log : leaf.inverse, part);
    }
    if (method === 'geometric')
      for (let at = 0; at < out.length; at++) out[at] = Math.exp(out[at]!);
    if (method === 'harmonic') for (let at = 0; at < out.length; at++) out[at] = 1 / out[at]!;
  }

  #leavesOf(scorers: readonly Scorer[]): readonly (Forms | undefined)[] {
    const leaves = new Array<Forms | undefined>(this.#read.nodes.length).fill(undefined);
    for (const [at, one] of this.#stages.items.entries()) {
      // What is not asked or left out has no score under any scale.
      const plain = one.score.values.map((score, unit) => {
        const value = one.treated[unit]!;
        return Number.isNaN(score) || Number.isNaN(value) ? score : scorers[at]!(value, unit);
      });
      leaves[one.node] = {
        plain,
        log: plain.map(Math.log),
        inverse: plain.map((value) => 1 / value),
      };
    }
    return leaves;
  }

  /** What the scheme made of a sum with points left out, over the sum itself. */
  #raiseOf(at: number): Float64Array | null {
    const { node, children } = this.#read.nodes[at]!;
    if (node.kind !== 'group' || aggregationOf(node, this.#read.scheme) !== 'sum') return null;
    const columns = children.map((child) => this.#stages.nodes[child]!.score.values);
    const plain = aggregateColumns('sum', columns, null);
    const made = this.#stages.nodes[at]!.score.values;
    return made.map((value, unit) => (plain[unit] === 0 ? 1 : value / plain[unit]!));
  }
}

function add(out: Float64Array, column: Float64Array, part: number): void {
  for (let at = 0; at < out.length; at++) out[at]! += part * column[at]!;
}

function addFormed(out: Float64Array, column: Float64Array, part: number, method: Method): void {
  if (method === 'arithmetic') add(out, column, part);
  else if (method === 'geometric') {
    for (let at = 0; at < out.length; at++) out[at]! += part * Math.log(column[at]!);
  } else for (let at = 0; at < out.length; at++) out[at]! += part / column[at]!;
}

function drawnTable(
  table: WeightTable | null,
  children: readonly number[],
  factors: Float64Array,
): WeightTable | null {
  if (table === null) return null;
  const rows = table.rows.map(({ values }) => ({
    values: values.map((weight, at) => weight * factors[children[at]!]!),
    exact: null,
  }));
  return { rowOf: table.rowOf, rows };
}

type Scorer = (value: number, unit: number) => number;

/** How an item scores a value in binary; relative ones by the normalisation, if one is given. */
function scorerOf(one: ScoredItem, normalisation: Normalisation | null, read: ReadScheme): Scorer {
  const { item } = one;
  if (item.kind === 'relative') {
    const wanted = normalisation ?? normalisationOf(item, read.scheme);
    const scale: Scale = scaleOf(one.treated, wanted, item.better);
    return scale.score;
  }
  const known = one.score.values;
  const base = one.treated;
  if (item.kind === 'expert' && item.points !== undefined) {
    const { least = '0', most = '1' } = read.measures.get(item.of)!;
    const points = numberIn(item.points);
    const slope = points / (numberIn(most) - numberIn(least));
    return (value, unit) => hold(known[unit]! + slope * (value - base[unit]!), points);
  }
  const most = item.points === undefined ? Infinity : numberIn(item.points);
  switch (item.kind) {
    case 'expert':
      return (value) => value;
    case 'formula':
      return (value) => (item.points === undefined ? value : hold(value, most));
    case 'between': {
      const [low, start] = [numberIn(item.from.at), numberIn(item.from.points)];
      const [high, end] = [numberIn(item.to.at), numberIn(item.to.points)];
      return (value) => start + hold((value - low) / (high - low), 1) * (end - start);
    }
    // Their bounds depend on the unit: only its own value is known, which imputation does not move.
    default:
      return (_, unit) => known[unit]!;
  }
}

function hold(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}

function numberIn(text: string): number {
  return asNumber(decimal(text));
}
