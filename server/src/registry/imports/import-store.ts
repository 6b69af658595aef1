/** Imports, their files, mappings and problems: what is written, and what the run reads. */
import { uuidv7 } from '../../runtime/id.ts';
import { execute, row, rowOrNull, rows, sql, type Tx } from '../../runtime/sql.ts';
import type { ImportFile, ImportState } from '../import-contract.ts';
import type { AffiliationCounts, RowProblem } from './import-kind.ts';

export async function insertFile(
  tx: Tx,
  file: Omit<ImportFile, 'uploadedAt'> & { readonly uploadedBy: string },
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into registry.import_file (id, name, bytes, digest, uploaded_by, uploaded_at)
        values (${file.id}, ${file.name}, ${file.bytes}, ${file.digest}, ${file.uploadedBy},
          ${now})`,
  );
}

export async function findFile(tx: Tx, id: string): Promise<ImportFile | null> {
  return await rowOrNull<ImportFile>(
    tx,
    sql`select id, name, bytes::int as bytes, digest, uploaded_at
        from registry.import_file where id = ${id}`,
  );
}

export interface NewImport {
  readonly id: string;
  readonly kind: string;
  readonly fileId: string;
  readonly sheet: string | null;
  readonly columns: Readonly<Record<string, string>>;
  readonly constants: Readonly<Record<string, string>>;
  readonly source: string;
  readonly statedOn: string | null;
  readonly dryRun: boolean;
  readonly startedBy: string;
  readonly startedById: string | null;
}

export async function insertImport(tx: Tx, one: NewImport, now: Date): Promise<void> {
  await execute(
    tx,
    sql`insert into registry.import (id, kind, file_id, sheet, columns, constants, source,
          stated_on, dry_run, started_by, started_by_id, created_at)
        values (${one.id}, ${one.kind}, ${one.fileId}, ${one.sheet},
          ${JSON.stringify(one.columns)}::jsonb, ${JSON.stringify(one.constants)}::jsonb,
          ${one.source}, ${one.statedOn}, ${one.dryRun}, ${one.startedBy}, ${one.startedById},
          ${now})`,
  );
}

export interface KeptImport extends NewImport {
  readonly fileName: string;
  readonly state: ImportState;
  readonly cancelAsked: boolean;
  readonly lastRow: number;
  readonly rowsRead: number;
}

export async function findImport(tx: Tx, id: string): Promise<KeptImport | null> {
  return await rowOrNull<KeptImport>(
    tx,
    sql`select i.id, i.kind, i.file_id, f.name as file_name, i.sheet, i.columns, i.constants,
          i.source, i.stated_on, i.dry_run, i.started_by, i.started_by_id, i.state,
          i.cancel_asked, i.last_row, i.rows_read
        from registry.import i join registry.import_file f on f.id = i.file_id
        where i.id = ${id}`,
  );
}

/** Imports that somebody has to take further: all, since a lock tells whether one does. */
export async function openImports(tx: Tx): Promise<{ id: string; state: ImportState }[]> {
  return await rows(
    tx,
    sql`select id, state from registry.import
        where state in ('waiting', 'running', 'undoing') order by id`,
  );
}

export async function beginImport(tx: Tx, id: string, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update registry.import set state = 'running', started_at = coalesce(started_at, ${now})
        where id = ${id} and state in ('waiting', 'running')`,
  );
}

export interface Progress {
  readonly lastRow: number;
  readonly progress: number;
  readonly rowsRead: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly affiliations: AffiliationCounts | null;
}

/** Adds what a batch did; false if somebody asked to stop. */
export async function addProgress(tx: Tx, id: string, more: Progress): Promise<boolean> {
  const { affiliations: a } = more;
  const kept = await row<{ cancelAsked: boolean }>(
    tx,
    sql`update registry.import set last_row = ${more.lastRow}, progress = ${more.progress},
          rows_read = rows_read + ${more.rowsRead}, created = created + ${more.created},
          changed = changed + ${more.changed}, unchanged = unchanged + ${more.unchanged},
          failed = failed + ${more.failed},
          certain = case when ${a === null} then certain
            else coalesce(certain, 0) + ${a?.certain ?? 0} end,
          to_review = case when ${a === null} then to_review
            else coalesce(to_review, 0) + ${a?.toReview ?? 0} end,
          none = case when ${a === null} then none else coalesce(none, 0) + ${a?.none ?? 0} end
        where id = ${id} returning cancel_asked`,
  );
  return !kept.cancelAsked;
}

export async function endImport(
  tx: Tx,
  id: string,
  how: {
    readonly state: 'finished' | 'failed' | 'cancelled';
    readonly failure: object | null;
    readonly now: Date;
  },
): Promise<{ created: number; changed: number; unchanged: number; failed: number } | null> {
  return await rowOrNull(
    tx,
    sql`update registry.import set state = ${how.state}, finished_at = ${how.now},
          failure = ${how.failure === null ? null : JSON.stringify(how.failure)}::jsonb,
          progress = case when ${how.state} = 'finished' then 1 else progress end,
          rows_total = case when ${how.state} = 'finished' then rows_read end
        where id = ${id} and state in ('waiting', 'running')
        returning created, changed, unchanged, failed`,
  );
}

export async function askToCancel(tx: Tx, id: string, now: Date): Promise<boolean> {
  // One that waits has nothing to stop.
  const ended = await execute(
    tx,
    sql`update registry.import set cancel_asked = true,
          state = case state when 'waiting' then 'cancelled' else state end,
          finished_at = case state when 'waiting' then ${now}::timestamptz end
        where id = ${id} and state in ('waiting', 'running')`,
  );
  return ended === 1;
}

export async function insertProblems(
  tx: Tx,
  importId: string,
  problems: readonly (RowProblem & { readonly row: number | null })[],
): Promise<void> {
  if (problems.length === 0) return;
  await execute(
    tx,
    sql`insert into registry.import_problem
          (import_id, row, column_name, gravity, code, detail, params, value)
        select ${importId}, row, "column", gravity, code, detail, coalesce(params, '{}'), value
        from jsonb_to_recordset(${JSON.stringify(problems)}::jsonb) as given
          (row int, "column" text, gravity text, code text, detail text, params jsonb, value text)`,
  );
}

export interface SavedMapping {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly constants: Readonly<Record<string, string>>;
}

export async function savedMappings(tx: Tx, kind: string | undefined): Promise<SavedMapping[]> {
  return await rows<SavedMapping>(
    tx,
    sql`select id, name, kind, columns, constants from registry.import_mapping
        where ${kind ?? null}::text is null or kind = ${kind ?? null}
        order by kind, name limit 500`,
  );
}

export async function saveMapping(
  tx: Tx,
  mapping: Omit<SavedMapping, 'id'>,
  by: { readonly savedBy: string; readonly now: Date },
): Promise<SavedMapping> {
  return await row<SavedMapping>(
    tx,
    sql`insert into registry.import_mapping (id, name, kind, columns, constants, saved_by, saved_at)
        values (${uuidv7()}, ${mapping.name}, ${mapping.kind},
          ${JSON.stringify(mapping.columns)}::jsonb, ${JSON.stringify(mapping.constants)}::jsonb,
          ${by.savedBy}, ${by.now})
        on conflict (kind, name) do update set columns = excluded.columns,
          constants = excluded.constants, saved_by = excluded.saved_by,
          saved_at = excluded.saved_at
        returning id, name, kind, columns, constants`,
  );
}

export async function deleteMapping(tx: Tx, id: string): Promise<boolean> {
  return (await execute(tx, sql`delete from registry.import_mapping where id = ${id}`)) === 1;
}
