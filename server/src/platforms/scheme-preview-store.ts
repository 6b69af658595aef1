/** SQL that writes previews of schemes, and reads what running and showing them needs. */
import type { Who } from '../runtime/actor.ts';
import { type List, type Order, type PageWish, pageOfList } from '../runtime/keyset.ts';
import { execute, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { SchemeDocument, SchemeProblem } from './scheme-contract.ts';
import type { PreviewSource } from './scheme-preview.ts';
import type { PreviewSummary } from './scheme-preview-contract.ts';

export interface NewPreview {
  readonly id: string;
  readonly versionId: string;
  readonly source: PreviewSource;
  readonly roundId: string | null;
  readonly document: SchemeDocument;
  readonly digest: string;
  readonly data: string;
  readonly draws: number;
  readonly seed: number;
  readonly total: number;
  readonly startedBy: Who;
}

export async function insertPreview(tx: Tx, one: NewPreview, now: Date): Promise<void> {
  await execute(
    tx,
    sql`insert into platforms.scheme_preview (id, version_id, source, round_id, document, digest, data,
          draws, seed, total, started_by, created_at)
        values (${one.id}, ${one.versionId}, ${one.source}, ${one.roundId},
          ${JSON.stringify(one.document)}::jsonb, ${one.digest}, ${one.data}, ${one.draws}, ${one.seed}, ${one.total},
          ${JSON.stringify(one.startedBy)}::jsonb, ${now})`,
  );
}

const facts: Sql = sql`p.id, p.version_id, v.scheme_id, p.document -> 'title' as title, p.state,
  p.source, p.round_id, p.draws, p.seed, p.done, p.total,
  p.digest, p.digest is not distinct from v.digest as current, p.report_digest, p.started_by,
  p.created_at, p.finished_at`;
const from: Sql = sql`platforms.scheme_preview p
  join platforms.scheme_version v on v.id = p.version_id`;

const newestFirst: Order = {
  name: 'previews newest',
  columns: [
    { sql: sql`p.created_at`, type: 'timestamptz' },
    { sql: sql`p.id`, type: 'uuid' },
  ],
  descending: true,
};

export async function previewPage(tx: Tx, versionId: string, wish: PageWish) {
  const where = sql`p.version_id = ${versionId}`;
  const list: List = { order: newestFirst, columns: facts, from, where };
  return await pageOfList<PreviewSummary>(tx, list, wish);
}

/** Of every scheme that the condition lets through; `s` is the scheme. */
export async function previewsWhere(
  tx: Tx,
  seen: Sql,
  { state, ...wish }: PageWish & { readonly state?: readonly string[] },
) {
  const wanted = state === undefined ? sql`true` : sql`p.state = any (${state}::text[])`;
  const list: List = {
    order: newestFirst,
    columns: facts,
    from: sql`${from} join platforms.scheme s on s.id = v.scheme_id`,
    where: sql`${seen} and ${wanted}`,
  };
  return await pageOfList<PreviewSummary>(tx, list, wish);
}

export interface KeptPreview extends PreviewSummary {
  readonly document: SchemeDocument;
  readonly data: string;
  readonly report: string | null;
  readonly problems: SchemeProblem[] | null;
  readonly failure: 'limit_reached' | 'fault' | null;
}

export async function loadPreview(tx: Tx, id: string): Promise<KeptPreview | null> {
  return await rowOrNull<KeptPreview>(
    tx,
    sql`select ${facts}, p.document, p.data, p.report, p.problems, p.failure
        from ${from} where p.id = ${id}`,
  );
}

/** What waits, and what a process that died left behind. */
export async function openPreviews(tx: Tx): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    sql`select id from platforms.scheme_preview where state in ('waiting', 'running')
        order by created_at limit 100`,
  );
  return found.map(({ id }) => id);
}

export async function tellPreview(tx: Tx, id: string, done: number, total: number): Promise<void> {
  await execute(
    tx,
    sql`update platforms.scheme_preview set state = 'running', done = greatest(done, ${done}::int),
          total = ${total}
        where id = ${id} and state in ('waiting', 'running')`,
  );
}

export type PreviewEnd =
  | { readonly report: string; readonly digest: string }
  | { readonly problems: readonly SchemeProblem[] }
  | { readonly failure: 'limit_reached' | 'fault' };

/** One that somebody else ended before stays as it is. */
export async function endPreview(tx: Tx, id: string, end: PreviewEnd, now: Date): Promise<void> {
  const report = 'report' in end ? end.report : null;
  const digest = 'report' in end ? end.digest : null;
  const problems = 'problems' in end ? JSON.stringify(end.problems) : null;
  const failure = 'failure' in end ? end.failure : null;
  await execute(
    tx,
    sql`update platforms.scheme_preview set report = ${report}, report_digest = ${digest},
          problems = ${problems}::jsonb, failure = ${failure}, finished_at = ${now},
          state = ${failure === null ? 'finished' : 'failed'},
          done = case when ${report}::text is null then done else total end
        where id = ${id} and state in ('waiting', 'running')`,
  );
}
