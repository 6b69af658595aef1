import {
  compareRationals,
  over,
  plus,
  type Rational,
  rational,
  readRational,
  times,
} from '@yunhe/exact';
import { aggregateColumns } from './aggregate.ts';
import { ahpWeights, numbersOf } from './ahp.ts';
import { benefitOfTheDoubt } from './benefit-of-the-doubt.ts';
import { criticWeights, entropyWeights, meanWeights, principalComponents } from './data-weights.ts';
import { asNumber, decimal } from './number.ts';
import type { ReadScheme } from './read-scheme.ts';
import type { Group, Weighing } from './scheme.ts';
import { aggregationOf, shareBounds, weighingOf } from './scheme-choices.ts';
import type {
  AggregatedNode,
  Cohort,
  Complain,
  ScoreColumn,
  ScoredItem,
  WeightTable,
} from './stages.ts';

/** Carries the scores of items up the tree, each group after its children. */
export function aggregateStage(
  read: ReadScheme,
  cohort: Cohort,
  items: readonly ScoredItem[],
  complain: Complain,
): readonly AggregatedNode[] {
  const nodes = new Array<AggregatedNode>(read.nodes.length);
  const asked = new Array<readonly boolean[]>(read.nodes.length);
  for (const one of items) {
    nodes[one.node] = { score: one.score, weights: null, shares: null };
    asked[one.node] = one.asked;
  }
  for (let at = read.nodes.length - 1; at >= 0; at--) {
    const { node, children } = read.nodes[at]!;
    if (node.kind !== 'group') continue;
    const columns = children.map((child) => nodes[child]!.score);
    const own = children.map((child) => asked[child]!);
    // A group is asked where anything below it is.
    asked[at] = cohort.units.map((_, unit) => own.some((one) => one[unit]));
    nodes[at] = new GroupStage(read, cohort, { group: node, columns, asked: own }, complain).run();
  }
  return nodes;
}

interface Gathered {
  readonly group: Group;
  /** Of its children, in order. */
  readonly columns: readonly ScoreColumn[];
  readonly asked: readonly (readonly boolean[])[];
}

class GroupStage {
  readonly #read: ReadScheme;
  readonly #cohort: Cohort;
  readonly #group: Group;
  readonly #columns: readonly ScoreColumn[];
  readonly #asked: readonly (readonly boolean[])[];
  readonly #complain: Complain;

  constructor(
    read: ReadScheme,
    cohort: Cohort,
    { group, columns, asked }: Gathered,
    complain: Complain,
  ) {
    this.#read = read;
    this.#cohort = cohort;
    this.#group = group;
    this.#columns = columns;
    this.#asked = asked;
    this.#complain = complain;
  }

  run(): AggregatedNode {
    const method = aggregationOf(this.#group, this.#read.scheme);
    if (method === 'sum') return { score: this.#sum(), weights: null, shares: null };
    if (method === 'minimum') return { score: this.#minimum(), weights: null, shares: null };
    const weighing = weighingOf(this.#group, this.#read.scheme);
    if (weighing.method === 'bod') return this.#benefitOfTheDoubt(weighing);
    const weights = this.#weights(weighing);
    if (weights === null) return { score: this.#nothing(), weights: null, shares: null };
    if (method === 'arithmetic' && this.#columns.every(({ exact }) => exact !== null)) {
      const mean = this.#exactMean(weights);
      if (mean !== null) return { score: mean, weights, shares: null };
    }
    if (method === 'geometric' || method === 'harmonic') this.#owesAboveZero(method);
    const values = this.#columns.map((column) => column.values);
    const score = { values: aggregateColumns(method, values, weights), exact: null };
    return { score, weights, shares: null };
  }

  #wrong(code: string, field: string, detail: string): void {
    this.#complain({ code, clause: this.#group.id, field, detail });
  }

  #nothing(): ScoreColumn {
    return { values: new Float64Array(this.#cohort.units.length).fill(Number.NaN), exact: null };
  }

  /** Without what is left out; then raised as if all that was asked had been as good. */
  #sum(): ScoreColumn {
    const { children } = this.#group;
    const pointsOf = (at: number) => children[at]!.points;
    const isExact = this.#columns.every(({ exact }) => exact !== null);
    if (!isExact) {
      const values = aggregateColumns(
        'sum',
        this.#columns.map((column) => column.values),
        null,
      );
      return { values, exact: null };
    }
    const exact = this.#cohort.units.map((_, unit) => {
      const here = this.#columns.flatMap(({ exact: own }, at) =>
        own![unit] === null || own![unit] === undefined ? [] : [at],
      );
      if (here.length === 0) return null;
      const sum = here.map((at) => this.#columns[at]!.exact![unit]!).reduce(plus);
      // Asked, but without a score.
      const raised = this.#columns.flatMap(({ exact: own }, at) =>
        own![unit] === null && this.#asked[at]![unit] ? [at] : [],
      );
      if (raised.length === 0 || [...here, ...raised].some((at) => pointsOf(at) === undefined)) {
        return sum;
      }
      const possible = here.map((at) => decimal(pointsOf(at)!)).reduce(plus);
      const all = raised.map((at) => decimal(pointsOf(at)!)).reduce(plus, possible);
      return over(times(sum, all), possible);
    });
    return columnOf(exact);
  }

  #minimum(): ScoreColumn {
    if (this.#columns.every(({ exact }) => exact !== null)) {
      const exact = this.#cohort.units.map((_, unit) =>
        this.#columns
          .map((column) => column.exact![unit]!)
          .filter((one) => one !== null)
          .reduce<Rational | null>(
            (least, one) => (least === null || compareRationals(one, least) < 0 ? one : least),
            null,
          ),
      );
      return columnOf(exact);
    }
    const values = aggregateColumns(
      'minimum',
      this.#columns.map((column) => column.values),
      null,
    );
    return { values, exact: null };
  }

  #exactMean({ rowOf, rows }: WeightTable): ScoreColumn | null {
    if (rows.some((row) => row.exact === null)) return null;
    const exact = this.#cohort.units.map((_, unit) => {
      let [sum, total] = [rational(0n), rational(0n)];
      for (const [at, weight] of rows[rowOf[unit]!]!.exact!.entries()) {
        const own = this.#columns[at]!.exact![unit] ?? null;
        if (own === null) continue;
        sum = plus(sum, times(weight, own));
        total = plus(total, weight);
      }
      return total.numerator === 0n ? null : over(sum, total);
    });
    return columnOf(exact);
  }

  #owesAboveZero(method: string): void {
    for (const [at, { values }] of this.#columns.entries()) {
      const unit = values.findIndex((value) => value <= 0);
      if (unit < 0) continue;
      const child = this.#group.children[at]!.id;
      const detail = `A ${method} mean needs scores above 0; ${child} gives ${values[unit]}.`;
      this.#wrong('score_not_above_zero', this.#cohort.units[unit]!, detail);
    }
  }

  #benefitOfTheDoubt(weighing: Weighing): AggregatedNode {
    const columns = this.#columns.map((column) => column.values);
    try {
      const found = benefitOfTheDoubt(columns, shareBounds(weighing, columns.length));
      const values = Float64Array.from(found, ({ score }) => 100 * score);
      const shares = found.map((one) => one.shares);
      return { score: { values, exact: null }, weights: null, shares };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#wrong('weights_unfit', this.#cohort.answer ?? '/', error.message);
      return { score: this.#nothing(), weights: null, shares: null };
    }
  }

  #weights(weighing: Weighing): WeightTable | null {
    try {
      if (weighing.method === 'given') return this.#given();
      if (weighing.method !== 'mean')
        return forAll(this.#cohort, this.#byMethod(weighing.method, weighing));
      const all = (weighing.of ?? []).map((method) => this.#byMethod(method, weighing));
      return forAll(this.#cohort, {
        values: meanWeights(all.map((one) => one.values)),
        exact: null,
      });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#wrong('weights_unfit', this.#cohort.answer ?? '/', error.message);
      return null;
    }
  }

  #byMethod(method: Weighing['method'], { comparisons = [] }: Weighing): Weights {
    const columns = this.#columns.map((column) => column.values);
    const n = columns.length;
    const same = rational(1n, BigInt(n));
    switch (method) {
      case 'equal':
        return { values: columns.map(() => 1 / n), exact: columns.map(() => same) };
      case 'ahp': {
        const numbers = numbersOf(comparisons.map((row) => row.map((one) => readRational(one)!)));
        return { values: ahpWeights(numbers).weights, exact: null };
      }
      case 'entropy':
        return { values: entropyWeights(columns), exact: null };
      case 'critic':
        return { values: criticWeights(columns), exact: null };
      case 'pca':
        return { values: principalComponents(columns).weights, exact: null };
      default: {
        const { rows } = this.#given();
        const sum = rows[0]!.values.reduce((total, one) => total + one, 0);
        return { values: [...rows[0]!.values].map((one) => one / sum), exact: null };
      }
    }
  }

  /** By type and stage: one row of weights for each combination of answers that occurs. */
  #given(): WeightTable {
    const formulas = this.#group.children.map(({ weight }) => this.#read.formulas.get(weight!)!);
    const rows: { values: Float64Array; exact: readonly Rational[] }[] = [];
    const known = new Map<string, number>();
    const names = [...new Set(formulas.flatMap((formula) => formula.names))];
    const rowOf = Int32Array.from(this.#cohort.units, (unit, at) => {
      const lookUp = this.#cohort.lookUp(at);
      const key = names.map((name) => String(lookUp(name))).join('\n');
      const found = known.get(key);
      if (found !== undefined) return found;
      const weights = formulas.map(({ compute }) => compute(lookUp) as Rational | null);
      if (weights.includes(null)) {
        throw new RangeError(`Weights of ${unit} depend on ${names.join(', ')}, not reported.`);
      }
      const exact = weights as readonly Rational[];
      known.set(key, rows.length);
      return rows.push({ values: Float64Array.from(exact, asNumber), exact }) - 1;
    });
    return { rowOf, rows };
  }
}

interface Weights {
  readonly values: readonly number[];
  readonly exact: readonly Rational[] | null;
}

function forAll({ units }: Cohort, { values, exact }: Weights): WeightTable {
  return {
    rowOf: new Int32Array(units.length),
    rows: [{ values: Float64Array.from(values), exact }],
  };
}

function columnOf(exact: readonly (Rational | null)[]): ScoreColumn {
  const values = Float64Array.from(exact, (own) => (own === null ? Number.NaN : asNumber(own)));
  return { values, exact };
}
