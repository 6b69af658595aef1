import { canonicalText, sha256 } from '@yunhe/exact';
import { inOrder } from './data-book.ts';
import { told, writeFixed } from './number.ts';
import type { PlacedNode, ReadScheme } from './read-scheme.ts';
import type { Group, Item } from './scheme.ts';
import { aggregationOf, normalisationOf, weighingOf } from './scheme-choices.ts';
import type { ScoredItem, Stages } from './stages.ts';

/** One step of a computation. */
export interface Step {
  readonly step: string;
  /** An exact number, or twelve digits of one. */
  readonly value: string;
  /** The measure or node it is about. */
  readonly of?: string;
  readonly weight?: string;
  /** By what the value can be seen. */
  readonly evidence?: string;
}

export interface NodeScore {
  readonly node: string;
  /** Empty where the unit has none. */
  readonly score: string;
  readonly steps: readonly Step[];
}

export interface UnitScore {
  readonly unit: string;
  /** The answer within which it is compared. */
  readonly within: string | null;
  readonly score: string | null;
  /** From 1; equal scores share the better place. */
  readonly place: number | null;
  readonly of: number;
  readonly grade: string | null;
  readonly gradeByScore: string | null;
  readonly vetoes: readonly string[];
  /** What was filled in, left out or counted as nothing: `policy item`. */
  readonly flags: readonly string[];
  /** In the order of the scheme. */
  readonly nodes: readonly NodeScore[];
}

/** What was done to one item over all units that are compared. */
export interface ColumnReport {
  readonly node: string;
  readonly within: string | null;
  readonly reported: number;
  readonly imputed: number;
  readonly treatment: string;
  readonly winsorised: number;
  /** What the normalisation read off the units. */
  readonly scale: Readonly<Record<string, string>>;
}

export interface Evaluation {
  readonly format: 'yunhe-evaluation-1';
  readonly scheme: { readonly id: string; readonly version: number; readonly digest: string };
  readonly data: string;
  readonly units: readonly UnitScore[];
  readonly columns: readonly ColumnReport[];
  /** SHA-256 of all that stands before, in canonical form. */
  readonly digest: string;
}

/** Writes the stages as a document whose bytes anyone can compute again. */
export function writeEvaluation(
  read: ReadScheme,
  data: string,
  stages: readonly Stages[],
): Evaluation {
  const { id, version } = read.scheme;
  const content = {
    format: 'yunhe-evaluation-1' as const,
    scheme: { id, version, digest: read.digest },
    data,
    units: stages.flatMap((one) => new Writing(read, one).units()),
    columns: stages.flatMap(columnsOf),
  };
  return { ...content, digest: sha256(canonicalText(content)) };
}

function columnsOf({ cohort, items }: Stages): readonly ColumnReport[] {
  return items.map(({ item, exact, imputed, treatment, scale }) => {
    const filled = imputed.filter(Boolean).length;
    return {
      node: item.id,
      within: cohort.answer,
      reported: exact.filter((one) => one !== null).length - filled,
      imputed: filled,
      treatment: treatment?.method ?? 'keep',
      winsorised: treatment?.winsorised ?? 0,
      scale: Object.fromEntries(
        Object.entries(scale?.read ?? {}).map(([name, value]) => [name, told(value, null)]),
      ),
    };
  });
}

class Writing {
  readonly #read: ReadScheme;
  readonly #stages: Stages;
  readonly #itemAt: ReadonlyMap<number, ScoredItem>;

  constructor(read: ReadScheme, stages: Stages) {
    this.#read = read;
    this.#stages = stages;
    this.#itemAt = new Map(stages.items.map((one) => [one.node, one]));
  }

  units(): readonly UnitScore[] {
    const { cohort, graded } = this.#stages;
    const { decimals } = this.#read.scheme;
    return cohort.units
      .map((unit, at): UnitScore => {
        const { score, place, grade, gradeByScore, vetoes } = graded[at]!;
        return {
          unit,
          within: cohort.answer,
          score: score === null ? null : writeFixed(score, decimals),
          place,
          of: cohort.units.length,
          grade: grade?.id ?? null,
          gradeByScore: gradeByScore?.id ?? null,
          vetoes,
          flags: this.#flags(at),
          nodes: this.#read.nodes.map((placed, place) => this.#node(placed, place, at)),
        };
      })
      .sort((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || inOrder(a.unit, b.unit));
  }

  #flags(unit: number): readonly string[] {
    return this.#stages.items.flatMap(({ item, asked, imputed, exact }) => {
      if (!asked[unit] || (exact[unit] !== null && !imputed[unit])) return [];
      const { policy } = item.missing ?? this.#read.scheme.missing ?? { policy: 'refuse' };
      return [`${policy} ${item.id}`];
    });
  }

  #scoreOf(place: number, unit: number): string {
    const { values, exact } = this.#stages.nodes[place]!.score;
    return told(values[unit]!, exact?.[unit] ?? null);
  }

  #node({ node, children }: PlacedNode, place: number, unit: number): NodeScore {
    const steps =
      node.kind === 'group'
        ? this.#groupSteps(node, children, place, unit)
        : this.#itemSteps(node, this.#itemAt.get(place)!, unit);
    return { node: node.id, score: this.#scoreOf(place, unit), steps };
  }

  #itemSteps(item: Item, column: ScoredItem, unit: number): readonly Step[] {
    if (!column.asked[unit]) return [{ step: 'not-asked', value: '' }];
    const steps: Step[] = this.#reported(item, unit);
    // Compared in binary, a relative value is shown so, and not as the fraction it may be.
    const exact = item.kind === 'relative' ? null : (column.exact[unit] ?? null);
    const value = told(column.values[unit]!, exact);
    if (value === '') steps.push({ step: 'not-reported', value: '' });
    else steps.push({ step: column.imputed[unit] ? 'imputed' : 'value', value });
    const treated = column.treated[unit]!;
    if (treated !== column.values[unit] && !Number.isNaN(treated)) {
      steps.push({ step: column.treatment!.method, value: told(treated, null) });
    }
    if (item.kind === 'relative') {
      const { method } = normalisationOf(item, this.#read.scheme);
      steps.push({ step: method, value: this.#scoreOf(column.node, unit) });
    } else if (item.points !== undefined) {
      steps.push({ step: 'of-points', value: item.points });
    }
    return steps;
  }

  /** What was reported for the formulas of an item, with its evidence. */
  #reported(item: Item, unit: number): Step[] {
    const { cohort } = this.#stages;
    const names = new Set(formulasOf(item).flatMap((text) => this.#read.formulas.get(text)!.names));
    return [...names].map((name) => {
      const value = cohort.lookUp(unit)(name);
      const text = value === null ? '' : typeof value === 'object' ? told(0, value) : String(value);
      const evidence = cohort.evidenceOf(unit, name);
      return {
        step: 'reported',
        of: name,
        value: text,
        ...(evidence === null ? {} : { evidence }),
      };
    });
  }

  #groupSteps(
    group: Group,
    children: readonly number[],
    place: number,
    unit: number,
  ): readonly Step[] {
    const { weights, shares } = this.#stages.nodes[place]!;
    const row = weights?.rows[weights.rowOf[unit]!];
    const steps = children.map((child, at): Step => {
      const own = { step: 'child', of: group.children[at]!.id, value: this.#scoreOf(child, unit) };
      if (shares !== null) return { ...own, weight: told(shares[unit]![at]!, null) };
      return row === undefined
        ? own
        : { ...own, weight: told(row.values[at]!, row.exact?.[at] ?? null) };
    });
    const method = aggregationOf(group, this.#read.scheme);
    const by =
      weights === null && shares === null ? '' : weighingOf(group, this.#read.scheme).method;
    const step = by === '' ? method : `${method} by ${by}`;
    return [...steps, { step, value: this.#scoreOf(place, unit) }];
  }
}

function formulasOf(item: Item): readonly string[] {
  const own = item.applies === undefined ? [] : [item.applies];
  switch (item.kind) {
    case 'threshold':
      return [...own, item.holds];
    case 'count':
      return [...own, ...item.counts.map(({ of }) => of)];
    case 'expert':
      return own;
    case 'bands':
      return [...own, item.of, ...item.bands.map(({ least, above }) => (least ?? above)!)];
    case 'capped':
      return [...own, item.of, item.full];
    default:
      return [...own, item.of];
  }
}
