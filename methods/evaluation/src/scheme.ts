/** An evaluation scheme as data; `scheme-schema.ts` publishes the same as JSON Schema. */

export interface Words {
  readonly zh: string;
  readonly en: string;
}

/**
 * A formula over measures: exact numbers, `+ - * / %`, comparisons, `and or not`, and the functions
 * `if`, `min`, `max`, `reported`, `orZero`. `formula.ts` tells what each answers.
 */
export type FormulaText = string;

export interface Scheme {
  readonly format: 'yunhe-scheme-1';
  readonly id: string;
  readonly version: number;
  readonly title: Words;
  readonly source: Source;
  readonly measures: readonly Measure[];
  /** A measure of choice: units are compared and ranked only with those of the same answer. */
  readonly within?: string;
  readonly missing?: Missing;
  readonly outliers?: Outliers;
  readonly normalise?: Normalisation;
  readonly weigh?: Weighing;
  readonly aggregate?: Aggregation;
  readonly root: Group;
  /** Digits after the point to which scores are rounded before they are graded and ranked. */
  readonly decimals: number;
  /** From the middle up as commerce does, or cut off. */
  readonly rounding?: 'half-up' | 'down';
  /** From best to worst; the last has no bound. */
  readonly grades?: readonly Grade[];
  readonly vetoes?: readonly Veto[];
  readonly uncertainty?: Uncertainty;
}

export interface Source {
  /** The document's number, or the name under which the practice is known. */
  readonly document: string;
  /** P seen at the issuer, M on mirrors that agree, S in the press, C computed, own: no source. */
  readonly grade: 'P' | 'M' | 'S' | 'C' | 'own';
  readonly note?: Words;
}

/** What is reported of a unit. */
export interface Measure {
  readonly id: string;
  readonly name: Words;
  readonly unit?: string;
  /** The answers of a choice; without them the measure is a number. */
  readonly values?: readonly string[];
  /** What the answers are called, one for each, in their order. */
  readonly valueNames?: readonly Words[];
  readonly least?: string;
  readonly most?: string;
  /** Many scorers each give a value. */
  readonly scorers?: boolean;
}

export interface Missing {
  /**
   * `refuse`: nothing is computed. `renormalise`: the others' weights are raised. `zero`: no points.
   * `mean`, `median`: of those who reported, in the same answer to `by`. `em`: expected from the
   * other indicators. All but the first are flagged.
   */
  readonly policy: 'refuse' | 'renormalise' | 'zero' | 'mean' | 'median' | 'em';
  readonly by?: string;
}

export interface Outliers {
  readonly method: 'keep' | 'winsorise' | 'log' | 'box-cox';
  /** A column is treated if its skew and its kurtosis both pass these bounds. */
  readonly skew?: number;
  readonly kurtosis?: number;
  /** At most so many values are winsorised. */
  readonly most?: number;
  /** What is done to the column as it was where winsorising does not suffice. */
  readonly otherwise?: 'keep' | 'log' | 'box-cox';
}

export type Normalisation =
  | { readonly method: 'min-max'; readonly from?: number; readonly to?: number }
  | { readonly method: 'z-score'; readonly mean?: number; readonly deviation?: number }
  | { readonly method: 'rank' }
  | { readonly method: 'percentile' }
  | { readonly method: 'distance-to-target'; readonly target: string }
  | { readonly method: 'goalposts'; readonly low: string; readonly high: string }
  | { readonly method: 'distance-to-reference'; readonly reference: 'mean' | 'median' | 'best' };

export interface Weighing {
  readonly method: 'given' | 'equal' | 'ahp' | 'entropy' | 'critic' | 'pca' | 'bod' | 'mean';
  /** Of `given`: what the weights of a group sum to, 1 or 100 if not said; `any` for relative ones. */
  readonly total?: string;
  /** Of `ahp`: how many times the row is as important as the column, `3` or `1/3`. */
  readonly comparisons?: readonly (readonly string[])[];
  /** Of `ahp`: judgements less consistent than this are refused; 0.1 if not said. */
  readonly mostInconsistent?: number;
  /** Of `bod`: each child's part of a unit's own score. */
  readonly leastShare?: number;
  readonly mostShare?: number;
  /** Of `bod`: no bounds at all, which calls nearly everyone the best where there are many. */
  readonly unbounded?: boolean;
  /** Of `mean`: the average of these. */
  readonly of?: readonly Weighing['method'][];
}

export interface Aggregation {
  readonly method:
    | 'sum'
    | 'arithmetic'
    | 'geometric'
    | 'harmonic'
    | 'median'
    | 'minimum'
    | 'copeland'
    | 'net-flow';
}

interface NodeBase {
  readonly id: string;
  readonly name: Words;
  /** Where the document says so. */
  readonly clause?: string;
  readonly text?: Words;
  /** A number, or a formula over measures of choice: by type of platform, by stage of life. */
  readonly weight?: FormulaText;
  /** The most it can give; where children are summed, theirs sum to it. */
  readonly points?: string;
  /** Only units for which this holds are asked. */
  readonly applies?: FormulaText;
}

export interface Group extends NodeBase {
  readonly kind: 'group';
  readonly weigh?: Weighing;
  readonly aggregate?: Aggregation;
  readonly children: readonly Node[];
}

interface ItemBase extends NodeBase {
  readonly missing?: Missing;
}

/** All points or none. */
export interface ThresholdItem extends ItemBase {
  readonly kind: 'threshold';
  readonly holds: FormulaText;
}

/** The points of the first band whose condition holds, from best to worst. */
export interface BandsItem extends ItemBase {
  readonly kind: 'bands';
  readonly of: FormulaText;
  readonly bands: readonly Band[];
  readonly otherwise: string;
}

export interface Band {
  /** From here on, or strictly above. */
  readonly least?: FormulaText;
  readonly above?: FormulaText;
  readonly points: string;
}

/** In proportion up to the full value, no more above it, none below 0. */
export interface CappedItem extends ItemBase {
  readonly kind: 'capped';
  readonly of: FormulaText;
  readonly full: FormulaText;
}

/** On the line between two named points, level outside them. */
export interface BetweenItem extends ItemBase {
  readonly kind: 'between';
  readonly of: FormulaText;
  readonly from: Point;
  readonly to: Point;
}

export interface Point {
  readonly at: string;
  readonly points: string;
}

/** So many points for each, up to the item's points. */
export interface CountItem extends ItemBase {
  readonly kind: 'count';
  readonly counts: readonly { readonly of: FormulaText; readonly each: string }[];
}

/** What scorers gave, those with a conflict of interest left out. */
export interface ExpertItem extends ItemBase {
  readonly kind: 'expert';
  readonly of: string;
  /** `trimmed` leaves out one highest and one lowest. */
  readonly combine: 'mean' | 'median' | 'trimmed';
  readonly leastScorers?: number;
  /** Each scorer's severity is taken off first, as a mixed model estimates it. */
  readonly calibrate?: boolean;
}

/** The value of a formula, held between 0 and the item's points. */
export interface FormulaItem extends ItemBase {
  readonly kind: 'formula';
  readonly of: FormulaText;
}

/** Scored by where a unit stands among the others. */
export interface RelativeItem extends ItemBase {
  readonly kind: 'relative';
  readonly of: FormulaText;
  readonly better: 'more' | 'less';
  readonly normalise?: Normalisation;
  readonly outliers?: Outliers;
}

export type Item =
  | ThresholdItem
  | BandsItem
  | CappedItem
  | BetweenItem
  | CountItem
  | ExpertItem
  | FormulaItem
  | RelativeItem;

export type Node = Group | Item;

export interface Grade {
  readonly id: string;
  readonly name: Words;
  /** From here on, compared with the rounded score; or strictly above. */
  readonly least?: string;
  readonly above?: string;
}

/** Whatever the score, the grade is this one. The formula may name nodes too. */
export interface Veto {
  readonly id: string;
  readonly name: Words;
  readonly clause?: string;
  readonly when: FormulaText;
  readonly grade: string;
}

/** What is drawn anew in every replication. */
export interface Uncertainty {
  /** Each weight times a factor from 1 − spread to 1 + spread. */
  readonly weights?: number;
  readonly normalise?: readonly Normalisation[];
  readonly aggregate?: readonly Aggregation['method'][];
  /** Imputed values are drawn around what was imputed. */
  readonly imputation?: boolean;
  /** Expert scores are drawn around their mean, as far as the panel disagrees. */
  readonly experts?: boolean;
}
