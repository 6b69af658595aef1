import {
  canonicalText,
  checkShape,
  compareRationals,
  plus,
  type Rational,
  rational,
  readRational,
  sha256,
  writeRational,
} from '@yunhe/exact';
import { consistencyOf } from './ahp.ts';
import { type Formula, FormulaProblem, type Kind, readFormula } from './formula.ts';
import { decimal } from './number.ts';
import { MOST_PROBLEMS, type Problem } from './problem.ts';
import type {
  Aggregation,
  Group,
  Item,
  Measure,
  Node,
  Normalisation,
  Scheme,
  Weighing,
} from './scheme.ts';
import {
  aggregationOf,
  normalisationOf,
  onHundred,
  reachesZero,
  shareBounds,
  weighingOf,
} from './scheme-choices.ts';
import { schemeSchema } from './scheme-schema.ts';

/** A scheme that was found whole, with what reading it brought to light. */
export interface ReadScheme {
  readonly scheme: Scheme;
  /** SHA-256 of the scheme's canonical text. */
  readonly digest: string;
  readonly measures: ReadonlyMap<string, Measure>;
  /** Every node, a group before its children. */
  readonly nodes: readonly PlacedNode[];
  /** Formulas by their text. */
  readonly formulas: ReadonlyMap<string, Formula>;
}

export interface PlacedNode {
  readonly node: Node;
  /** Where it stands in `nodes`; −1 above the root. */
  readonly parent: number;
  readonly children: readonly number[];
  readonly field: string;
}

export type SchemeReading =
  | { readonly read: ReadScheme }
  | { readonly problems: readonly Problem[] };

const RESERVED = new Set(['and', 'or', 'not', 'if', 'min', 'max', 'reported', 'orZero']);
/** Combinations of answers for which weights are summed up front. */
const MOST_CASES = 1000;
const DEEPEST = 20;

/**
 * Reads a scheme: its shape by the published schema, then what a schema cannot say: names that are
 * declared, formulas that can be computed, weights and points that sum, and choices that cannot work
 * together, which are refused before any data is seen.
 *
 * @param json  A scheme as parsed JSON, from whomever.
 * @returns     `{ read }`, or `{ problems }`: every problem with its node and field, at most fifty.
 * @example readScheme({ format: 'yunhe-scheme-1' }).problems[0].detail // → 'lacks id'
 *
 * Cost: linear in the scheme, and in the combinations of answers on which weights depend.
 */
export function readScheme(json: unknown): SchemeReading {
  if (tooDeep(json)) {
    const detail = `is nested deeper than ${DEEPEST} levels`;
    return { problems: [{ code: 'wrong_shape', clause: null, field: 'root', detail }] };
  }
  const shape = checkShape(json, schemeSchema, schemeSchema);
  if (shape.length > 0) return { problems: shape };
  const check = new SchemeCheck(json as Scheme);
  if (check.problems.length > 0) return { problems: check.problems.slice(0, MOST_PROBLEMS) };
  const { scheme, measures, nodes, formulas } = check;
  return { read: { scheme, digest: sha256(canonicalText(scheme)), measures, nodes, formulas } };
}

function tooDeep(json: unknown): boolean {
  let level: unknown[] = [(json as { root?: unknown } | null)?.root];
  for (let depth = 0; depth <= DEEPEST; depth++) {
    level = level.flatMap((one) => {
      const children = (one as { children?: unknown } | null | undefined)?.children;
      return Array.isArray(children) ? children : [];
    });
    if (level.length === 0) return false;
  }
  return true;
}

/** Methods that take the weights of children. */
const weighted = new Set<Aggregation['method']>([
  'arithmetic',
  'geometric',
  'harmonic',
  'median',
  'copeland',
  'net-flow',
]);

/** Goes through a scheme of the right shape once and gathers all that does not hold. */
class SchemeCheck {
  readonly problems: Problem[] = [];
  readonly scheme: Scheme;
  readonly measures: ReadonlyMap<string, Measure>;
  readonly nodes: PlacedNode[] = [];
  readonly formulas = new Map<string, Formula>();
  #clause: string | null = null;
  #path = '';

  constructor(scheme: Scheme) {
    this.scheme = scheme;
    this.measures = new Map(scheme.measures.map((measure) => [measure.id, measure]));
    this.#place(scheme.root, -1, 'root');
    this.#names();
    // A group sums the weights of its children, so they are read before any group.
    for (const check of [this.#weight, this.#node]) {
      for (const { node, field } of this.nodes) {
        this.#clause = node.id;
        this.#path = field;
        check.call(this, node);
      }
    }
    this.#clause = null;
    this.#path = '';
    this.#grades();
    this.#uncertainty();
  }

  #place(node: Node, parent: number, field: string): number {
    const at = this.nodes.length;
    const children: number[] = [];
    this.nodes.push({ node, parent, children, field });
    if (node.kind === 'group') {
      for (const [index, child] of node.children.entries()) {
        children.push(this.#place(child, at, `${field}/children/${index}`));
      }
    }
    return at;
  }

  #wrong(code: string, field: string, detail: string): void {
    const path = this.#path === '' ? field : field === '' ? this.#path : `${this.#path}/${field}`;
    this.problems.push({ code, clause: this.#clause, field: path, detail });
  }

  #names(): void {
    const measures = this.scheme.measures.map(({ id }) => id);
    // Formulas of vetoes name nodes too; a measure of the same name is meant first.
    const nodes = this.nodes.map(({ node }) => node.id);
    for (const [at, id] of [...measures, ...nodes].entries()) {
      if (RESERVED.has(id)) this.#wrong('name_reserved', id, `Formulas use ${id} themselves.`);
      const list = at < measures.length ? measures : nodes;
      const place = at < measures.length ? at : at - measures.length;
      if (list.indexOf(id) < place) this.#wrong('name_twice', id, `${id} is declared twice.`);
    }
    for (const [
      at,
      { least, most, scorers, values, valueNames },
    ] of this.scheme.measures.entries()) {
      const field = `measures/${at}`;
      const bounds = least !== undefined && most !== undefined;
      if (bounds && compareRationals(decimal(least), decimal(most)) >= 0) {
        this.#wrong('range_empty', field, 'least lies below most.');
      }
      if (scorers === true && values !== undefined) {
        this.#wrong('wrong_shape', field, 'Scorers give numbers, no choices.');
      }
      if (valueNames !== undefined && valueNames.length !== values?.length) {
        this.#wrong('wrong_shape', `${field}/valueNames`, 'One name for each answer, in order.');
      }
    }
    this.#choice(this.scheme.within, 'within');
    this.#choice(this.scheme.missing?.by, 'missing/by');
  }

  #choice(name: string | undefined, field: string): void {
    if (name === undefined || this.measures.get(name)?.values !== undefined) return;
    this.#wrong('name_unknown', field, `${name} is no measure with a choice of answers.`);
  }

  readonly #kindOf = (name: string): Kind | undefined => {
    const measure = this.measures.get(name);
    if (measure === undefined || measure.scorers === true) return undefined;
    return measure.values === undefined ? 'number' : 'choice';
  };

  /** Formulas are kept by their text, since the same text means the same. */
  #formula(text: string | undefined, kind: Kind, field: string): Formula | null {
    if (text === undefined) return null;
    try {
      const formula = this.formulas.get(text) ?? readFormula(text, this.#kindOf);
      this.formulas.set(text, formula);
      if (formula.kind === kind) return formula;
      this.#wrong('formula_unfit', field, `"${text}" is a ${formula.kind}, a ${kind} is needed.`);
    } catch (error) {
      if (!(error instanceof FormulaProblem)) throw error;
      this.#wrong('formula_unreadable', field, `"${text.slice(0, 60)}" ${error.message}.`);
    }
    return null;
  }

  #weight({ weight }: Node): void {
    const formula = this.#formula(weight, 'number', 'weight');
    for (const name of formula?.names ?? []) this.#choice(name, 'weight');
  }

  #node(node: Node): void {
    this.#formula(node.applies, 'truth', 'applies');
    if (node.points !== undefined && decimal(node.points).numerator <= 0n) {
      this.#wrong('points_unfit', 'points', 'Points are above 0.');
    }
    if (node.kind === 'group') this.#group(node);
    else this.#item(node);
  }

  /** Gaps can be filled or left out only where the item has a number and others to be weighed by. */
  #gaps(item: Item, parent: Group): void {
    const { policy } = item.missing ?? this.scheme.missing ?? { policy: 'refuse' };
    const imputed = policy === 'mean' || policy === 'median' || policy === 'em';
    if (imputed && (item.kind === 'threshold' || item.kind === 'count')) {
      this.#wrong('combination_unfit', 'missing', `A ${item.kind} has no value to impute.`);
    }
    if (policy === 'zero' && item.kind === 'relative') {
      this.#wrong('combination_unfit', 'missing', 'Compared with others, 0 is no lack of points.');
    }
    if (policy !== 'renormalise' || aggregationOf(parent, this.scheme) !== 'sum') return;
    const lacking = parent.children.find(({ points }) => points === undefined);
    if (lacking === undefined) return;
    const detail = `A sum is raised by points; ${lacking.id} does not say its own.`;
    this.#wrong('points_missing', 'missing', detail);
  }

  #item(item: Item): void {
    this.#choice(item.missing?.by, 'missing/by');
    const parent = this.nodes.find(
      ({ node }) => 'children' in node && node.children.includes(item),
    );
    this.#gaps(item, parent!.node as Group);
    if ('of' in item && item.kind !== 'expert') this.#formula(item.of, 'number', 'of');
    switch (item.kind) {
      case 'threshold':
        this.#formula(item.holds, 'truth', 'holds');
        break;
      case 'bands':
        for (const [at, { least, above, points }] of item.bands.entries()) {
          const field = `bands/${at}`;
          if ((least === undefined) === (above === undefined)) {
            this.#wrong('wrong_shape', field, 'A band has either least or above.');
          }
          this.#formula(least, 'number', `${field}/least`);
          this.#formula(above, 'number', `${field}/above`);
          this.#withinPoints(points, item, `${field}/points`);
        }
        this.#withinPoints(item.otherwise, item, 'otherwise');
        break;
      case 'capped':
        this.#formula(item.full, 'number', 'full');
        if (item.points === undefined)
          this.#wrong('points_missing', 'points', 'What is full worth?');
        break;
      case 'between':
        if (compareRationals(decimal(item.from.at), decimal(item.to.at)) === 0) {
          this.#wrong('range_empty', 'to/at', 'The two points differ.');
        }
        break;
      case 'count':
        for (const [at, { of }] of item.counts.entries()) {
          this.#formula(of, 'number', `counts/${at}/of`);
        }
        break;
      case 'expert': {
        const measure = this.measures.get(item.of);
        if (measure?.scorers !== true) {
          this.#wrong('name_unknown', 'of', `${item.of} is no measure that scorers give.`);
        } else if (item.points !== undefined && (measure.least ?? measure.most) === undefined) {
          this.#wrong('points_unfit', 'points', `${item.of} needs least and most to be scaled.`);
        }
        break;
      }
      case 'relative': {
        if (item.points !== undefined) {
          this.#wrong('points_unfit', 'points', 'The normalisation says what the best gets.');
        }
        this.#normalisation(normalisationOf(item, this.scheme), 'normalise');
        break;
      }
      default:
    }
  }

  #withinPoints(points: string, { points: most }: Item, field: string): void {
    if (most === undefined || compareRationals(decimal(points), decimal(most)) <= 0) return;
    this.#wrong('points_unfit', field, `${points} is more than the item's ${most}.`);
  }

  #normalisation(normalisation: Normalisation, field: string): void {
    const { method } = normalisation;
    if (method === 'min-max' && (normalisation.from ?? 0) >= (normalisation.to ?? 100)) {
      this.#wrong('range_empty', field, 'from lies below to.');
    }
    if (method === 'goalposts') {
      const { low, high } = normalisation;
      if (compareRationals(decimal(low), decimal(high)) >= 0) {
        this.#wrong('range_empty', field, 'low lies below high.');
      }
    }
    if (method === 'z-score' && (normalisation.deviation ?? 1) <= 0) {
      this.#wrong('range_empty', field, 'The deviation is above 0.');
    }
  }

  #group(group: Group): void {
    const method = aggregationOf(group, this.scheme);
    const weighing = weighingOf(group, this.scheme);
    if (method === 'sum') this.#pointsSum(group);
    if (weighted.has(method)) this.#weights(group, weighing);
    else if (group.children.some(({ weight }) => weight !== undefined)) {
      this.#wrong('weight_unused', '', `By ${method} no weights count; leave them out.`);
    }
    if (method === 'geometric' || method === 'harmonic') this.#aboveZero(group, method);
    if (weighing.method === 'bod' && method !== 'arithmetic') {
      this.#wrong('combination_unfit', 'weigh', 'Benefit of the doubt weighs an arithmetic mean.');
    }
  }

  #pointsSum({ points, children }: Group): void {
    if (points === undefined) return;
    let sum = rational(0n);
    for (const child of children) {
      if (child.points === undefined) {
        this.#wrong('points_missing', 'points', `${child.id} does not say its points.`);
        return;
      }
      sum = plus(sum, decimal(child.points));
    }
    if (compareRationals(sum, decimal(points)) === 0) return;
    const all = children.map((child) => child.points).join(' + ');
    this.#wrong('points_do_not_sum', 'points', `${all} is not ${points}.`);
  }

  /** A mean that any zero pulls to zero, over scores of which some are zero by their making. */
  #aboveZero(group: Group, method: string): void {
    for (const child of group.children) {
      if (child.kind !== 'relative') continue;
      const normalisation = normalisationOf(child, this.scheme);
      if (!reachesZero(normalisation)) continue;
      this.#wrong(
        'combination_unfit',
        'aggregate',
        `A ${method} mean needs scores above 0; ${normalisation.method} of ${child.id} gives 0 or ` +
          'less. Take a range that begins above 0, or an arithmetic mean.',
      );
    }
  }

  #weights(group: Group, weighing: Weighing): void {
    const { method } = weighing;
    const field = 'weigh';
    const methods = method === 'mean' ? (weighing.of ?? []) : [method];
    if (methods.length === 0) this.#wrong('wrong_shape', field, 'The mean of which methods?');
    if (methods.includes('given')) this.#givenWeights(group, weighing.total);
    const depends = group.children.some(
      ({ weight }) => (this.formulas.get(weight ?? '')?.names.length ?? 0) > 0,
    );
    if (method === 'mean' && methods.includes('given') && depends) {
      const detail = 'Weights that differ by answer cannot be averaged with others.';
      this.#wrong('combination_unfit', field, detail);
    }
    if (methods.includes('ahp')) this.#comparisons(group, weighing, `${field}/comparisons`);
    if (method !== 'bod') return;
    const n = group.children.length;
    const { least, most } = shareBounds(weighing, n);
    if (n * least > 1 + 1e-9 || n * most < 1 - 1e-9 || least > most) {
      this.#wrong('range_empty', field, `${n} shares from ${least} to ${most} cannot sum to 1.`);
    }
  }

  #givenWeights({ children }: Group, total: string | undefined): void {
    const formulas = children.map(({ weight }) => this.formulas.get(weight ?? ''));
    const lacking = children.find(({ weight }) => weight === undefined);
    if (lacking !== undefined) {
      this.#wrong('weight_missing', 'children', `${lacking.id} has no weight.`);
    }
    if (formulas.some((formula) => formula === undefined)) return;
    for (const answers of this.#casesOf(formulas as readonly Formula[])) {
      const weights = (formulas as readonly Formula[]).map(
        ({ compute }) => compute((name) => answers.get(name) ?? null) as Rational | null,
      );
      const told = weights.map((one) => (one === null ? '?' : writeRational(one))).join(' + ');
      const when = [...answers].map(([name, answer]) => `${name} ${answer}`).join(', ');
      const where = when === '' ? '' : ` where ${when}`;
      if (weights.some((one) => one === null || one.numerator < 0n)) {
        this.#wrong('weight_unfit', 'children', `${told}: weights are 0 or above${where}.`);
        return;
      }
      const sum = (weights as readonly Rational[]).reduce(plus);
      const fits =
        total === 'any'
          ? sum.numerator > 0n
          : (total === undefined ? ['1', '100'] : [total]).some(
              (one) => compareRationals(sum, decimal(one)) === 0,
            );
      if (fits) continue;
      const owed = total === 'any' ? 'more than 0' : (total ?? '1 or 100');
      this.#wrong(
        'weights_do_not_sum',
        'children',
        `${told} is ${writeRational(sum)}, not ${owed}${where}.`,
      );
      return;
    }
  }

  /** Every combination of answers on which formulas depend. */
  #casesOf(formulas: readonly Formula[]): readonly ReadonlyMap<string, string>[] {
    const names = [...new Set(formulas.flatMap((formula) => formula.names))];
    let cases: ReadonlyMap<string, string>[] = [new Map()];
    for (const name of names) {
      const values = this.measures.get(name)?.values ?? [];
      cases = cases.flatMap((one) => values.map((value) => new Map([...one, [name, value]])));
      if (cases.length <= MOST_CASES) continue;
      this.#wrong('weight_unfit', 'children', `Weights depend on more than ${MOST_CASES} cases.`);
      return [];
    }
    return cases;
  }

  #comparisons(group: Group, { comparisons, mostInconsistent }: Weighing, field: string): void {
    const n = group.children.length;
    const square = comparisons?.length === n && comparisons.every((row) => row.length === n);
    if (comparisons === undefined || !square) {
      this.#wrong('comparisons_unfit', field, `Compare each of ${n} with each, in ${n} rows.`);
      return;
    }
    const told = consistencyOf(comparisons.map((row) => row.map((one) => readRational(one))));
    if ('detail' in told) this.#wrong('comparisons_unfit', field, told.detail);
    else if (told.ratio > (mostInconsistent ?? 0.1)) {
      this.#wrong(
        'comparisons_inconsistent',
        field,
        `The consistency ratio is ${told.ratio.toFixed(3)}, more than ${mostInconsistent ?? 0.1}.`,
      );
    }
  }

  #grades(): void {
    const { grades = [], vetoes = [] } = this.scheme;
    for (const [at, { least, above }] of grades.entries()) {
      const bounds = [least, above].filter((one) => one !== undefined);
      const last = at === grades.length - 1;
      if (bounds.length !== (last ? 0 : 1)) {
        const detail = last ? 'The last grade has no bound.' : 'A grade has either least or above.';
        this.#wrong('grades_unfit', `grades/${at}`, detail);
      }
      const before = grades[at - 1];
      const better = before?.least ?? before?.above;
      const own = least ?? above;
      if (better === undefined || own === undefined) continue;
      const order = compareRationals(decimal(own), decimal(better));
      // From 75 on and above 75 are two grades; the stricter stands first.
      if (order < 0 || (order === 0 && before?.above !== undefined && least !== undefined))
        continue;
      this.#wrong('grades_unfit', `grades/${at}`, 'Grades stand from best to worst.');
    }
    const known = new Set(grades.map(({ id }) => id));
    if (known.size < grades.length) this.#wrong('name_twice', 'grades', 'Two grades have one id.');
    const nodes = new Set(this.nodes.map(({ node }) => node.id));
    for (const [at, { id, when, grade }] of vetoes.entries()) {
      this.#clause = id;
      if (!known.has(grade))
        this.#wrong('name_unknown', `vetoes/${at}/grade`, `${grade} is no grade.`);
      try {
        const formula = readFormula(
          when,
          (name) => this.#kindOf(name) ?? (nodes.has(name) ? 'number' : undefined),
        );
        if (formula.kind === 'truth') this.formulas.set(`veto ${when}`, formula);
        else this.#wrong('formula_unfit', `vetoes/${at}/when`, `"${when}" is a ${formula.kind}.`);
      } catch (error) {
        if (!(error instanceof FormulaProblem)) throw error;
        this.#wrong(
          'formula_unreadable',
          `vetoes/${at}/when`,
          `"${when.slice(0, 60)}" ${error.message}.`,
        );
      }
    }
    this.#clause = null;
  }

  #uncertainty(): void {
    const { normalise = [], aggregate = [] } = this.scheme.uncertainty ?? {};
    for (const [at, one] of normalise.entries()) {
      this.#normalisation(one, `uncertainty/normalise/${at}`);
      if (this.scheme.grades !== undefined && !onHundred.has(one.method)) {
        const detail = `Grades are bound to one scale; ${one.method} gives another.`;
        this.#wrong('combination_unfit', `uncertainty/normalise/${at}`, detail);
      }
      const mean = aggregate.find((method) => method === 'geometric' || method === 'harmonic');
      if (mean === undefined || !reachesZero(one)) continue;
      this.#wrong(
        'combination_unfit',
        `uncertainty/normalise/${at}`,
        `${one.method} gives 0 or less, over which a ${mean} mean cannot be drawn.`,
      );
    }
  }
}
