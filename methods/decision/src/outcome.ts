/** What an engine answers, and what it says of how it came to it. All of it can be kept as JSON. */
import type { Value } from './feel/value.ts';

/** A value as JSON; numbers that binary floating point cannot hold exactly are strings. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json };

export interface Outcome {
  /** By decision name, in the order of the model; of a service, its output decisions. */
  readonly results: ReadonlyMap<string, Value>;
  /** Decisions in the order in which they were decided; empty unless asked for. */
  readonly trace: readonly DecisionTrace[];
  /** Why something is null, or could not be computed; in the order met. */
  readonly problems: readonly Problem[];
}

export interface DecisionTrace {
  readonly id: string | null;
  readonly name: string;
  /** What the decision could read: its inputs and required decisions. */
  readonly inputs: readonly { readonly name: string; readonly value: Json }[];
  readonly tables: readonly TableTrace[];
  readonly result: Json;
}

export interface TableTrace {
  readonly id: string | null;
  readonly hitPolicy: string;
  /** One a column: what the tests were applied to. */
  readonly inputs: readonly { readonly label: string; readonly value: Json }[];
  /** Rules that matched, in the order of the table, from 1. */
  readonly matched: readonly MatchedRule[];
  /** True where no rule matched and the default answers stand. */
  readonly byDefault: boolean;
  readonly result: Json;
}

export interface MatchedRule {
  readonly rule: number;
  readonly id: string | null;
  readonly outputs: readonly { readonly label: string; readonly value: Json }[];
  readonly annotations: readonly string[];
}

export type ProblemCode =
  /** An input that a decision needs was not given. */
  | 'input_missing'
  /** A value is not of the declared type. */
  | 'type_mismatch'
  /** A value is outside the values that are allowed. */
  | 'value_not_allowed'
  /** An operation or function got values it is not defined for. */
  | 'undefined_result'
  | 'unknown_name'
  | 'unknown_function'
  /** No rule of a table matched and there is no default. */
  | 'no_rule_matched'
  /** Several rules matched where the hit policy allows one answer. */
  | 'rules_overlap'
  | 'number_out_of_range'
  | 'external_function_declined'
  /** A bound on steps, depth, length or patterns was reached; what follows is null. */
  | 'limit_reached'
  | 'syntax_error'
  | 'requirement_cycle'
  | 'element_without_logic'
  | 'unknown_type';

/** Where in the model something stands: the element, and within a table the column and rule. */
export interface Site {
  readonly elementId: string | null;
  readonly element: string;
  /** Label or expression of the column. */
  readonly column?: string;
  /** From 1. */
  readonly rule?: number;
  readonly line?: number;
}

export interface Problem extends Site {
  readonly code: ProblemCode;
  readonly message: string;
}

export interface Limits {
  /** Steps of evaluation of one call: an operation, a call, an element of a list. */
  readonly steps: number;
  /** Nested calls. */
  readonly depth: number;
  /** Elements of a list. */
  readonly listLength: number;
  /** Elements of a value at every depth. */
  readonly size: number;
  /** Code units of a string. */
  readonly stringLength: number;
}

export const DEFAULT_LIMITS: Limits = {
  steps: 10_000_000,
  depth: 256,
  listLength: 1_000_000,
  size: 5_000_000,
  stringLength: 1_000_000,
};
