import { type Order, pageOfList } from '../../runtime/keyset.ts';
import type { InputOf } from '../../runtime/module.ts';
import type { PageOf } from '../../runtime/paging.ts';
import { all, rowOrNull, type Sql, sql, type Tx } from '../../runtime/sql.ts';
import type { Affiliation, Import, ImportProblem, importContract } from '../import-contract.ts';

type Contract = typeof importContract;

const columns = (now: Date) => sql`i.id, i.kind,
  json_build_object('id', f.id, 'name', f.name) as file, i.source, i.stated_on, i.dry_run,
  i.state, i.started_by, i.created_at, i.started_at, i.finished_at, i.rows_read, i.rows_total,
  round((i.progress * 100)::numeric, 1)::float8 as percent,
  case when i.state = 'running' and i.progress > 0.01 then round((
    extract(epoch from ${now}::timestamptz - i.started_at) * (1 - i.progress) / i.progress
    )::numeric)::float8 end as seconds_left,
  i.created, i.changed, i.unchanged, i.failed,
  (select json_build_object(
      'error', count(*) filter (where p.gravity = 'error'),
      'warning', count(*) filter (where p.gravity = 'warning'),
      'kept', count(*) filter (where p.gravity = 'kept'))
    from registry.import_problem p where p.import_id = i.id) as problems,
  i.failure,
  case when i.undone_at is null then null else json_build_object('at',
    to_char(i.undone_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'takenBack', i.taken_back, 'kept', i.kept) end as undone,
  case when i.certain is null then null else json_build_object(
    'certain', i.certain, 'toReview', i.to_review, 'none', i.none) end as affiliations,
  json_build_object('cancel', i.state in ('waiting', 'running') and not i.cancel_asked,
    'undo', i.state in ('finished', 'failed', 'cancelled') and not i.dry_run
      and i.created + i.changed > 0) as may`;

const from = sql`registry.import i join registry.import_file f on f.id = i.file_id`;

const byNewest: Order = {
  name: 'import newest',
  columns: [
    { sql: sql`i.created_at`, type: 'timestamptz' },
    { sql: sql`i.id`, type: 'uuid' },
  ],
  descending: true,
};

export async function readOneImport(tx: Tx, id: string, now: Date): Promise<Import | null> {
  return await rowOrNull<Import>(tx, sql`select ${columns(now)} from ${from} where i.id = ${id}`);
}

export async function importPage(
  tx: Tx,
  asked: InputOf<Contract['listImports']>,
  now: Date,
): Promise<PageOf<Import>> {
  const { kind, state } = asked;
  const fits: Sql = all([
    ...(kind === undefined ? [] : [sql`i.kind = any(${kind}::text[])`]),
    ...(state === undefined ? [] : [sql`i.state = any(${state}::text[])`]),
  ]);
  const list = { order: byNewest, columns: columns(now), from, where: fits };
  return await pageOfList<Import>(tx, list, asked);
}

const inOrderOfFile: Order = {
  name: 'import problems',
  columns: [
    { sql: sql`coalesce(p.row, 0)`, type: 'int' },
    { sql: sql`p.sequence`, type: 'bigint' },
  ],
};

export async function problemPage(
  tx: Tx,
  asked: InputOf<Contract['listImportProblems']>,
): Promise<PageOf<ImportProblem>> {
  const { importId, gravity } = asked;
  const fits = all([
    sql`p.import_id = ${importId}`,
    ...(gravity === undefined ? [] : [sql`p.gravity = any(${gravity}::text[])`]),
  ]);
  const list = {
    order: inOrderOfFile,
    columns: sql`p.row, p.column_name as "column", p.gravity, p.code, p.detail, p.params, p.value`,
    from: sql`registry.import_problem p`,
    where: fits,
  };
  return await pageOfList<ImportProblem>(tx, list, asked);
}

const byPapers: Order = {
  name: 'affiliation papers',
  columns: [
    { sql: sql`a.paper_count`, type: 'int' },
    { sql: sql`a.id`, type: 'uuid' },
  ],
  descending: true,
};

const organisationRef = sql`json_build_object('id', o.id, 'displayName', o.display_name)`;

const affiliationColumns = sql`a.id, a.text, a.paper_count, a.decision, a.decided_by, a.decided_at,
  (select ${organisationRef} from registry.organisation o where o.id = a.organisation_id)
    as organisation,
  coalesce((select json_agg(json_build_object('organisation', ${organisationRef},
      'confidence', (c.value ->> 'confidence')::float8) order by c.ordinality)
    from jsonb_array_elements(a.candidates) with ordinality c
    join registry.organisation o on o.id = (c.value ->> 'organisationId')::uuid), '[]')
    as candidates,
  coalesce((select json_agg(json_build_object('id', m.id, 'title', m.title))
    from (select c.id, c.title from registry.affiliation_mention am
      join registry.collaboration c on c.id = am.collaboration_id
      where am.affiliation_id = a.id order by c.id limit 3) m), '[]') as papers`;

export async function readAffiliation(tx: Tx, id: string): Promise<Affiliation | null> {
  return await rowOrNull<Affiliation>(
    tx,
    sql`select ${affiliationColumns} from registry.affiliation a where a.id = ${id}`,
  );
}

export async function affiliationPage(
  tx: Tx,
  asked: InputOf<Contract['listAffiliations']>,
): Promise<PageOf<Affiliation>> {
  const { q, decided, withCandidates } = asked;
  const fits = all([
    decided === true ? sql`a.decision is not null` : sql`a.decision is null`,
    ...(q === undefined ? [] : [sql`strpos(lower(a.text), lower(${q})) > 0`]),
    ...(withCandidates === undefined
      ? []
      : [sql`(jsonb_array_length(a.candidates) > 0) = ${withCandidates}`]),
  ]);
  const from = sql`registry.affiliation a`;
  const narrow = { from, id: sql`a.id` };
  const list = { order: byPapers, columns: affiliationColumns, from, narrow, where: fits };
  return await pageOfList<Affiliation>(tx, list, asked);
}
