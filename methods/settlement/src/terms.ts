/** The terms of an agreement as data; `terms-schema.ts` publishes the same as JSON Schema. */

export interface Words {
  readonly zh: string;
  readonly en: string;
}

export interface Terms {
  readonly format: 'yunhe-terms-1';
  readonly id: string;
  readonly version: number;
  readonly title: Words;
  readonly source: Source;
  /** The years this version rules, both ends included; an absent end is open. */
  readonly inForce?: YearRange;
  readonly parties: readonly Party[];
  /** Units beyond CNY, EUR and JPY. */
  readonly units?: readonly DeclaredUnit[];
  readonly measures: readonly Measure[];
  /** Columns the facts have beyond those every agreement has. */
  readonly columns?: readonly { readonly name: string; readonly meaning: Words }[];
  readonly clock?: Clock;
  readonly coverage?: readonly Condition[];
  readonly clauses: readonly Clause[];
}

export interface Source {
  /** The document's number, or the name under which the practice was reported. */
  readonly document: string;
  /** P seen at the issuer, M on mirrors that agree, S in the press, C computed, own: no source. */
  readonly grade: 'P' | 'M' | 'S' | 'C' | 'own';
  readonly note?: Words;
}

export interface YearRange {
  readonly from?: number;
  readonly to?: number;
}

export interface Party {
  readonly id: string;
  readonly role: string;
  readonly name: Words;
  /** The last year in which a merged or dissolved party can pay or receive. */
  readonly endedIn?: number;
  readonly successor?: string;
}

export interface DeclaredUnit {
  readonly code: string;
  readonly digits: number;
  readonly kind: 'money' | 'statistic' | 'voucher';
}

export interface Measure {
  readonly id: string;
  readonly name: Words;
  /** A unit's code; `event` for what happened on a day, `rate` for a number without unit. */
  readonly unit: string;
  /** The measure that this one is taken off. */
  readonly refundOf?: string;
}

/** Year one holds, or follows, the latest of the events. */
export interface Clock {
  readonly latestOf: readonly string[];
  readonly yearOne: 'same' | 'next';
}

interface ConditionBase {
  readonly id: string;
  readonly text?: Words;
}

/** The average of measures over the years before an event passes a threshold. */
export interface AverageCondition extends ConditionBase {
  readonly kind: 'average';
  readonly measures: readonly PeriodMeasure[];
  readonly party: string;
  readonly before: string;
  readonly years: number;
  readonly threshold: string;
  readonly inclusive: boolean;
}

/** Something happened, and those named confirmed it. */
export interface EventCondition extends ConditionBase {
  readonly kind: 'event';
  readonly event: string;
  readonly confirmedBy?: readonly string[];
}

export type Condition = AverageCondition | EventCondition;

export interface PeriodMeasure extends YearRange {
  readonly measure: string;
}

export interface Base {
  /** What the statement's lines call it. */
  readonly id: string;
  readonly name: Words;
  /** In whose place the facts are counted. */
  readonly party: string;
  readonly measures: readonly PeriodMeasure[];
  /** Who must have confirmed every fact that is counted. */
  readonly confirmedBy?: readonly string[];
}

interface ClauseBase {
  readonly id: string;
  readonly text?: Words;
}

export interface Part {
  readonly party: string;
  /** `50 %`, `0.5` or `1/2`. */
  readonly share: string;
}

/** Which slice of the base is split how: by year of the agreement, by tier, by source. */
export interface Split {
  readonly years?: YearRange;
  /** Facts of this source alone. */
  readonly source?: string;
  /** The slice of the year's base from here … */
  readonly above?: string;
  /** … up to here; no end if absent. */
  readonly upTo?: string;
  readonly parts: readonly Part[];
}

/** The splits of an earlier version: a cap remembers what they gave. */
export interface EarlierSplits {
  /** The last year in which they held. */
  readonly through: number;
  readonly splits: readonly Split[];
}

export interface Cap {
  readonly party: string;
  readonly per: 'year' | 'agreement';
  readonly amount?: string;
  /** The sum of the measures over the years before an event, in the party's own place. */
  readonly sumBefore?: {
    readonly event: string;
    readonly years: number;
    readonly measures: readonly PeriodMeasure[];
  };
  /** What a year's cap cuts off is due in later years, as far as their caps leave room. */
  readonly carryForward?: boolean;
}

export interface ShareClause extends ClauseBase {
  readonly kind: 'share';
  readonly base: Base;
  readonly payer: string;
  readonly splits: readonly Split[];
  /** Where the clause was amended: what held before, for the years before. */
  readonly earlier?: readonly EarlierSplits[];
  readonly cap?: Cap;
  readonly floor?: { readonly party: string; readonly amount: string };
  /** The last splits go on for so many years if the agreement's cap was not reached. */
  readonly extension?: { readonly years: number };
  /** Who takes what rounding leaves over; by default the largest remainders. */
  readonly restTo?: string;
}

/** A fixed part of what was invested, every year. */
export interface YieldClause extends ClauseBase {
  readonly kind: 'yield';
  readonly base: Base;
  readonly payer: string;
  readonly receiver: string;
  readonly rate: string;
  readonly years?: YearRange;
}

/** A payment that is due once, in the year of an event. */
export interface OneOffClause extends ClauseBase {
  readonly kind: 'one-off';
  readonly on: string;
  readonly payer: string;
  readonly receiver: string;
  readonly unit: string;
  /** Fixed by the terms, or a share of what was measured by the year of the event. */
  readonly amount?: string;
  readonly of?: Base & { readonly share: string };
}

/** A split among places by weights over factors, as the published rule on branches has it. */
export interface FormulaClause extends ClauseBase {
  readonly kind: 'formula';
  readonly base: Base;
  readonly payer: string;
  readonly parts: readonly FormulaPart[];
  readonly factors: readonly { readonly measure: string; readonly weight: string }[];
  readonly factorYears: 'same' | 'previous';
  /**
   * Each site's own rate. The base is split first, every part taxed at its rate, and the sum of
   * the taxes split again.
   */
  readonly rate?: string;
  /** From the year of this event a branch has no part. */
  readonly dropsOut?: string;
}

export interface FormulaPart {
  readonly id: string;
  readonly share: string;
  /** One place; without it the part is split among the branches by the factors. */
  readonly receiver?: string;
  /** What the rule leaves open about this part. */
  readonly open?: Words;
}

/** What the rule does not say: shown, never computed. */
export interface OpenClause extends ClauseBase {
  readonly kind: 'open';
  readonly what: Words;
  readonly when: 'always' | 'cap-not-reached';
  /** The share clause whose cap is meant. */
  readonly of?: string;
}

export type Clause = ShareClause | YieldClause | OneOffClause | FormulaClause | OpenClause;
