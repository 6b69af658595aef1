import type { Unit } from '@yunhe/exact';
import type { Words } from './terms.ts';

/** What is wrong with terms or facts, where, and by which clause it matters. */
export interface Problem {
  readonly code: string;
  /** The clause's id; null where the whole is meant. */
  readonly clause: string | null;
  /** `clauses/0/splits/1/parts` of terms, `row 7, amount` of facts. */
  readonly field: string;
  readonly detail: string;
}

/** One step of a computation. */
export interface Step {
  readonly step: string;
  /** A decimal or a fraction. */
  readonly value: string;
  readonly unit?: string;
  /** The keys of the facts it was read from. */
  readonly facts?: readonly string[];
}

export interface Line {
  readonly period: string;
  readonly payer: string;
  /** The payer itself for the part it keeps. */
  readonly receiver: string;
  readonly measure: string;
  readonly unit: string;
  readonly amount: string;
  readonly clause: string;
  readonly steps: readonly Step[];
}

export interface Total {
  readonly party: string;
  readonly unit: string;
  /** To others. */
  readonly paid: string;
  /** From others. */
  readonly received: string;
  /** Of its own. */
  readonly kept: string;
}

/** What the terms or the facts leave open. */
export interface Open {
  readonly clause: string;
  readonly code: string;
  readonly period: string | null;
  readonly what: Words;
  readonly shortfall: string | null;
  readonly unit: string | null;
}

export interface Statement {
  readonly terms: { readonly id: string; readonly version: number; readonly digest: string };
  readonly facts: string;
  /** The year asked for, or null for all. */
  readonly period: string | null;
  /** What the lines count, by code: statistics are shared out and never paid. */
  readonly units: readonly Unit[];
  readonly lines: readonly Line[];
  readonly totals: readonly Total[];
  readonly undefined: readonly Open[];
  readonly covered: boolean;
  readonly reasons: readonly Problem[];
  /** SHA-256 of all that stands before, in canonical form. */
  readonly digest: string;
}
