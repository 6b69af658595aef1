/** A kind of import: how a row of its files is read, and how read rows enter the registry. */
import type { Context, JobContext } from '../../runtime/module.ts';
import type { TableKind } from '../../runtime/sheets/index.ts';
import type { ProblemGravity } from '../import-contract.ts';

export interface ImportColumn {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly required: boolean;
  /** Closed lists name their words here. */
  readonly words?: readonly string[];
  /** What the column is called in files, beside its name and titles; in lower case. */
  readonly alsoCalled?: readonly string[];
}

/** A row as it stands in the file. */
export interface SourceRow {
  readonly row: number;
  /** By the names of the kind's columns; empty cells are absent. */
  readonly cells: Readonly<Record<string, string>>;
  /** What the line of a JSON Lines file holds; undefined for tables. */
  readonly value: unknown;
}

export interface RowProblem {
  readonly column: string | null;
  readonly gravity: ProblemGravity;
  readonly code: string;
  readonly detail: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly value?: string;
}

/** What became of reading a row; without an item the row is left out. */
export interface RowRead<Item> {
  readonly item: Item | null;
  readonly problems: readonly RowProblem[];
}

export interface ReadItem<Item> {
  readonly row: number;
  readonly item: Item;
}

export type Outcome = 'created' | 'changed' | 'unchanged' | 'failed';

export interface RowResult {
  readonly row: number;
  readonly outcome: Outcome;
  readonly problems: readonly RowProblem[];
}

/** One import as the appliers see it. */
export interface Run {
  readonly importId: string;
  readonly source: string;
  readonly statedOn: string | null;
  /** The day it is. */
  readonly today: string;
  readonly dryRun: boolean;
}

export interface AffiliationCounts {
  readonly certain: number;
  readonly toReview: number;
  readonly none: number;
}

export interface Applier<Item> {
  /**
   * Sees every row once, in order and before it is applied; after a restart also those that were
   * applied before. What it answers leaves the row out.
   */
  meet?(item: ReadItem<Item>): RowProblem | null;
  /** Writes a batch within the transaction of `ctx`; answers every row. */
  apply(ctx: Context, batch: readonly ReadItem<Item>[]): Promise<readonly RowResult[]>;
  /** What can only be done when all rows are there; what it answers is added to the problems. */
  finish?(ctx: JobContext): Promise<readonly (RowProblem & { readonly row: number })[]>;
  /** How many affiliations were resolved since the last question. */
  affiliations?(): AffiliationCounts;
}

export interface ImportKind<Item = unknown> {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly files: readonly TableKind[];
  /** Where its facts are from, for kinds whose format belongs to one source. */
  readonly source: string | null;
  /** Empty where the format of a line is fixed. */
  readonly columns: readonly ImportColumn[];
  /** Groups of columns of which a row needs at least one. */
  readonly oneOf?: readonly (readonly string[])[];
  readonly rowsPerBatch?: number;
  /** Gathers what reading and applying need, such as the regions. */
  readonly begin: (ctx: JobContext, run: Run) => Promise<Reader<Item>>;
}

export interface Reader<Item> {
  readonly read: (row: SourceRow) => RowRead<Item>;
  readonly applier: Applier<Item>;
}

/** Takes the type of the items off, so that kinds of all items stand in one list. */
export function importKind<Item>(kind: ImportKind<Item>): ImportKind {
  return kind as unknown as ImportKind;
}

/** A row that cannot be taken. */
export function wrong(
  column: string | null,
  code: string,
  detail: string,
  more: Pick<RowProblem, 'params' | 'value'> = {},
): RowProblem {
  return { column, gravity: 'error', code, detail, ...more };
}

/** A part of a row that cannot be taken. */
export function doubtful(
  column: string | null,
  code: string,
  detail: string,
  more: Pick<RowProblem, 'params' | 'value'> = {},
): RowProblem {
  return { column, gravity: 'warning', code, detail, ...more };
}
