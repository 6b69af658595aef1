/**
 * What passes from one stage to the next. Every stage is a function of the one before, so that each
 * can be shown, and run again after a choice in the scheme was changed.
 */
import type { Rational } from '@yunhe/exact';
import type { PanelScore } from './calibrate.ts';
import type { Value } from './formula.ts';
import type { Scale } from './normalise.ts';
import type { Problem } from './problem.ts';
import type { Grade, Item } from './scheme.ts';
import type { Treatment } from './treat.ts';

/** Units that are compared with each other, in the order of their names. */
export interface Cohort {
  /** Their answer to what the scheme compares within; null if it compares all. */
  readonly answer: string | null;
  readonly units: readonly string[];
  /** What was reported of a unit, by measure. */
  readonly lookUp: (unit: number) => (measure: string) => Value;
  readonly evidenceOf: (unit: number, measure: string) => string | null;
}

/** One item over the units of a cohort; all arrays are one entry a unit. */
export interface MeasuredItem {
  readonly item: Item;
  /** Its place among the nodes. */
  readonly node: number;
  /** Whether the unit is asked. */
  readonly asked: readonly boolean[];
  /** What the formula gives; null where it is not known. */
  readonly exact: readonly (Rational | null)[];
  /** The same in binary; NaN where it is not known. */
  readonly values: Float64Array;
  /** How far the value may lie from the true one: the panel's disagreement. */
  readonly spread: Float64Array;
  /** Of a panel's item what each scorer gave who was heard. */
  readonly heard: readonly PanelScore[];
}

export interface ImputedItem extends MeasuredItem {
  readonly imputed: readonly boolean[];
}

export interface TreatedItem extends ImputedItem {
  readonly treatment: Treatment | null;
  readonly treated: Float64Array;
}

/** Scores of a node; NaN and null where the unit has none. */
export interface ScoreColumn {
  readonly values: Float64Array;
  /** Null for the whole column where it is not computed exactly. */
  readonly exact: readonly (Rational | null)[] | null;
}

export interface ScoredItem extends TreatedItem {
  readonly scale: Scale | null;
  readonly score: ScoreColumn;
}

/** Weights of a group's children; units whose answers give them the same weights share a row. */
export interface WeightTable {
  readonly rowOf: Int32Array;
  readonly rows: readonly {
    readonly values: Float64Array;
    readonly exact: readonly Rational[] | null;
  }[];
}

export interface AggregatedNode {
  readonly score: ScoreColumn;
  /** Of groups that weigh their children. */
  readonly weights: WeightTable | null;
  /** Of groups by benefit of the doubt: for each unit, what each child carries of its score. */
  readonly shares: readonly (readonly number[])[] | null;
}

export interface Graded {
  /** Rounded as the scheme says; null for a unit without any score. */
  readonly score: Rational | null;
  readonly place: number | null;
  readonly grade: Grade | null;
  /** The grade by the score alone. */
  readonly gradeByScore: Grade | null;
  readonly vetoes: readonly string[];
}

export interface Stages {
  readonly cohort: Cohort;
  readonly items: readonly ScoredItem[];
  /** In the order of the scheme's nodes. */
  readonly nodes: readonly AggregatedNode[];
  readonly graded: readonly Graded[];
}

/** Gathers what cannot be computed; a stage goes on, so that all is told at once. */
export type Complain = (problem: Problem) => void;
