/** SQL that answers the screens of barriers, their files and flows. */
import { dayOf } from '../runtime/day.ts';
import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { all, row, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import { clockOf } from './barrier-file.ts';
import type {
  BarrierFile,
  BarrierFileSummary,
  BarrierSummary,
  Flows,
  observatoryContract,
  Setback,
} from './contract.ts';
import { organisationsAtLeast } from './shapes.ts';

type Contract = typeof observatoryContract;
type BarrierWish = InputOf<Contract['readBarrierMatrix']>;

/** Regions that belong to the compacts on a day. */
export async function membersOf(
  tx: Tx,
  compactIds: readonly string[],
  day: string,
): Promise<string[]> {
  const found = await rows<{ code: string }>(
    tx,
    sql`select distinct region_code as code from registry.v_compact_member
        where compact_id = any(${compactIds}::uuid[]) and starts_on <= ${day}::date
          and (ends_on is null or ends_on > ${day}::date)`,
  );
  return found.map(({ code }) => code);
}

function region(code: Sql): Sql {
  return sql`(select jsonb_build_object('code', x.code, 'nameZh', r.name_zh, 'nameEn', r.name_en)
    from (select ${code} as code) x left join registry.v_region r on r.code = x.code
    where x.code is not null)`;
}

/** Of a table of setbacks called `s`. */
function wished(wish: BarrierWish): Sql[] {
  const { fromRegion, toRegion, capability, kind, since, until, across } = wish;
  const conditions: Sql[] = [];
  if (fromRegion !== undefined) conditions.push(sql`s.from_region = ${fromRegion}`);
  if (toRegion !== undefined) conditions.push(sql`s.to_region = ${toRegion}`);
  if (capability !== undefined) conditions.push(sql`s.capability = any(${capability}::text[])`);
  if (kind !== undefined) conditions.push(sql`s.kind = any(${kind}::text[])`);
  if (since !== undefined) conditions.push(sql`s.at >= ${startOf(since)}`);
  if (until !== undefined) conditions.push(sql`s.at < ${startOf(until)} + interval '1 day'`);
  if (across === true) conditions.push(sql`s.from_region <> s.to_region`);
  return conditions;
}

function startOf(day: string): Sql {
  return sql`(${day}::date::timestamp at time zone 'Asia/Shanghai')`;
}

/** Figures about few organisations are for those alone who answer for one of the regions. */
function shown(served: readonly string[] | null): Sql {
  if (served === null) return sql`true`;
  return sql`(g.organisations >= ${organisationsAtLeast}
    or g.from_region = any(${served}::text[]) or g.to_region = any(${served}::text[]))`;
}

function measured(served: readonly string[] | null): Sql {
  const told = (figure: string) => sql`case when ${shown(served)} then ${sql.raw(figure)} end`;
  return sql`jsonb_build_object('count', ${told('g.count')},
    'organisations', ${told('g.organisations')}, 'lately', ${told('g.lately')},
    'before', ${told('g.before')}, 'suppressed', not ${shown(served)},
    'amounts', case when ${shown(served)} then g.amounts else '[]' end)`;
}

/** The barriers with their figures, those of `where` counted alone. */
function counted(now: Date, where: Sql): Sql {
  const behind = sql`observatory.barrier_setback bs join observatory.setback s using (sequence)`;
  const days = (count: number) => sql`${now}::timestamptz - interval '${sql.raw(`${count}`)} days'`;
  return sql`(
    select b.id, b.from_region, b.to_region, b.capability, b.reason, b.rule, b.version_id,
      n.count, n.organisations, n.lately, n.before, n.last_at,
      (select coalesce(jsonb_agg(to_jsonb(a) order by a.unit), '[]') from (
        select s.unit, sum(s.amount_minor)::text as "amountMinor" from ${behind}
        where bs.barrier_id = n.barrier_id and s.unit is not null and ${where}
        group by s.unit) a) as amounts
    from (
      select bs.barrier_id, count(*)::int as count, max(s.at) as last_at,
        count(distinct s.organisation_id)::int as organisations,
        (count(*) filter (where s.at >= ${days(90)}))::int as lately,
        (count(*) filter (where s.at < ${days(90)} and s.at >= ${days(180)}))::int as before
      from ${behind} where ${where} group by bs.barrier_id) n
    join observatory.barrier b on b.id = n.barrier_id)`;
}

const openFile = sql`(select f.id from observatory.barrier_file f
  where f.barrier_id = g.id and f.state <> 'closed')`;

const groupFacts = sql`g.id, ${region(sql`g.from_region`)} as "from",
  ${region(sql`g.to_region`)} as "to", g.capability, g.reason, g.rule, g.version_id, g.last_at`;

function barrierList(
  ctx: Context,
  wish: BarrierWish & { readonly sort?: string },
  served: readonly string[] | null,
): List {
  const columns = sql`${groupFacts}, ${measured(served)} as measured, ${openFile} as file_id`;
  const { reason } = wish;
  // What may not be told is not told by its place in the list either.
  const count = sql`case when ${shown(served)} then g.count else 0 end`;
  const first =
    wish.sort === '-lastAt'
      ? { sql: sql`g.last_at`, type: 'timestamptz' }
      : { sql: count, type: 'int' };
  const order: Order = {
    name: `barriers ${wish.sort ?? '-count'}`,
    columns: [first, { sql: sql`g.id`, type: 'uuid' }],
    descending: true,
  };
  return {
    order,
    columns,
    from: sql`${counted(ctx.now, all(wished(wish)))} g`,
    where: reason === undefined ? sql`true` : sql`g.reason = ${reason}`,
  };
}

export async function barrierPage(
  ctx: Context,
  wish: BarrierWish & PageWish & { readonly sort?: string },
  served: readonly string[] | null,
) {
  return await pageOfList<BarrierSummary>(ctx.tx, barrierList(ctx, wish, served), wish);
}

export function everyBarrier(
  ctx: Context,
  wish: BarrierWish,
  served: readonly string[] | null,
  atMost: number,
) {
  return everyRowOfList<BarrierSummary>(ctx.tx, barrierList(ctx, wish, served), atMost);
}

export interface BarrierKey {
  readonly id: string;
  readonly fromRegion: string | null;
  readonly toRegion: string | null;
}

export async function findBarrier(tx: Tx, id: string): Promise<BarrierKey | null> {
  return await rowOrNull<BarrierKey>(
    tx,
    sql`select id, from_region, to_region from observatory.barrier where id = ${id}`,
  );
}

export async function barrierSummary(
  ctx: Context,
  id: string,
  served: readonly string[] | null,
): Promise<BarrierSummary> {
  return await row<BarrierSummary>(
    ctx.tx,
    sql`select ${groupFacts}, ${measured(served)} as measured, ${openFile} as file_id
        from ${counted(ctx.now, sql`bs.barrier_id = ${id}`)} g`,
  );
}

/** By month in Beijing and by kind, the last 24 months. */
export async function barrierHistory(ctx: Context, id: string) {
  const behind = sql`observatory.barrier_setback bs join observatory.setback s using (sequence)
    where bs.barrier_id = ${id} and s.at >= ${ctx.now}::timestamptz - interval '24 months'`;
  const months = await rows<{ month: string; count: number }>(
    ctx.tx,
    sql`select to_char(s.at at time zone 'Asia/Shanghai', 'YYYY-MM') as month,
          count(*)::int as count from ${behind} group by 1 order by 1`,
  );
  const kinds = await rows<{ kind: Setback['kind']; count: number }>(
    ctx.tx,
    sql`select s.kind, count(*)::int as count from ${behind} group by 1 order by 2 desc, 1`,
  );
  return { months, kinds };
}

export interface PairRow {
  readonly from: string;
  readonly to: string;
  readonly count: number | null;
  readonly suppressed: boolean;
}

export async function barrierPairs(
  ctx: Context,
  wish: BarrierWish,
  served: readonly string[] | null,
): Promise<PairRow[]> {
  const { reason } = wish;
  const named =
    reason === undefined
      ? sql`true`
      : sql`exists (select from observatory.barrier_setback bs
          join observatory.barrier b on b.id = bs.barrier_id
          where bs.sequence = s.sequence and b.reason = ${reason})`;
  return await rows<PairRow>(
    ctx.tx,
    sql`select g.from_region as "from", g.to_region as "to",
          case when ${shown(served)} then g.count end as count,
          not ${shown(served)} as suppressed
        from (select s.from_region, s.to_region, count(*)::int as count,
            count(distinct s.organisation_id)::int as organisations
          from observatory.setback s
          where s.from_region is not null and ${named} and ${all(wished(wish))}
          group by 1, 2) g
        order by 1, 2`,
  );
}

export async function regionsNamed(tx: Tx, codes: readonly string[]): Promise<Flows['regions']> {
  return await rows<Flows['regions'][number]>(
    tx,
    sql`select x.code, r.name_zh, r.name_en from unnest(${codes}::text[]) x (code)
        left join registry.v_region r on r.code = x.code order by x.code`,
  );
}

// The records behind ------------------------------------------------------------------------------

type SetbackWish = Omit<InputOf<Contract['listSetbacks']>, 'limit' | 'cursor'>;

const newestFirst: Order = {
  name: 'setbacks newest',
  columns: [{ sql: sql`s.sequence`, type: 'bigint' }],
  descending: true,
};

/** One's own organisations' and those of the regions one serves. */
function setbackList(
  { actor }: Context,
  wish: SetbackWish,
  served: readonly string[] | null,
): List {
  const ours = actor.memberships.map(({ organisationId }) => organisationId);
  const conditions = wished(wish);
  if (served !== null) {
    conditions.push(sql`(s.organisation_id = any(${ours}::uuid[])
      or s.from_region = any(${served}::text[]) or s.to_region = any(${served}::text[]))`);
  }
  const { barrierId, reason } = wish;
  if (barrierId !== undefined || reason !== undefined) {
    conditions.push(sql`exists (select from observatory.barrier_setback bs
      join observatory.barrier b on b.id = bs.barrier_id where bs.sequence = s.sequence
        and b.id = coalesce(${barrierId ?? null}::uuid, b.id)
        and b.reason = coalesce(${reason ?? null}::text, b.reason))`);
  }
  return {
    order: newestFirst,
    columns: sql`s.sequence::text as sequence, s.at, s.capability, s.event_type, s.kind,
      ${region(sql`s.from_region`)} as "from", ${region(sql`s.to_region`)} as "to",
      (select jsonb_build_object('id', o.id, 'nameZh', coalesce(o.name_zh, o.display_name),
        'nameEn', coalesce(o.name_en, o.display_name)) from registry.v_organisation o
        where o.id = s.organisation_id) as organisation,
      (select jsonb_agg(jsonb_build_object('code', b.reason, 'rule', b.rule) order by b.reason)
        from observatory.barrier_setback bs join observatory.barrier b on b.id = bs.barrier_id
        where bs.sequence = s.sequence) as reasons,
      case when s.unit is not null then jsonb_build_object('amountMinor', s.amount_minor::text,
        'unit', s.unit) end as amount, s.journey_id, s.subject_ids[1] as subject_id`,
    from: sql`observatory.setback s`,
    where: all(conditions),
  };
}

export async function setbackPage(
  ctx: Context,
  wish: SetbackWish & PageWish,
  served: readonly string[] | null,
) {
  return await pageOfList<Setback>(ctx.tx, setbackList(ctx, wish, served), wish);
}

export function everySetback(
  ctx: Context,
  wish: SetbackWish,
  served: readonly string[] | null,
  atMost: number,
) {
  return everyRowOfList<Setback>(ctx.tx, setbackList(ctx, wish, served), atMost);
}

// Files -------------------------------------------------------------------------------------------

type FileRow = Omit<BarrierFileSummary, 'dueOn' | 'overdue'>;

const fileColumns = sql`f.id, f.title,
  (select to_jsonb(facts) from (select b.id, ${region(sql`b.from_region`)} as "from",
    ${region(sql`b.to_region`)} as "to", b.capability, b.reason, b.rule,
    b.version_id as "versionId") facts) as barrier,
  jsonb_build_object('regionCode', f.owner_region_code, 'compactId', f.owner_compact_id,
    'nameZh', coalesce(r.name_zh, c.name_zh), 'nameEn', coalesce(r.name_en, c.name_en)) as owner,
  f.state, f.opened_on, f.clarify_due_on, f.redress_due_on, f.outcome, f.closed_at, f.revision`;

const fileTables = sql`observatory.barrier_file f
  join observatory.barrier b on b.id = f.barrier_id
  left join registry.v_region r on r.code = f.owner_region_code
  left join registry.v_compact c on c.id = f.owner_compact_id`;

/** Open ones by their clock, then closed ones. */
const dueFirst: Order = {
  name: 'barrier files due',
  columns: [
    { sql: sql`(f.state = 'closed')`, type: 'boolean' },
    {
      sql: sql`(case when f.state = 'opened' then f.clarify_due_on else f.redress_due_on end)`,
      type: 'date',
    },
    { sql: sql`f.id`, type: 'uuid' },
  ],
};

type FileWish = Omit<InputOf<Contract['listBarrierFiles']>, 'limit' | 'cursor'>;

function fileList({ now }: Context, { state, regionCode, overdue }: FileWish): List {
  const conditions: Sql[] = [];
  if (state !== undefined) conditions.push(sql`f.state = any(${state}::text[])`);
  if (regionCode !== undefined) {
    conditions.push(sql`${regionCode} in (f.owner_region_code, b.from_region, b.to_region)`);
  }
  if (overdue === true) {
    conditions.push(sql`f.state <> 'closed' and ${dayOf(now)}::date >
      case when f.state = 'opened' then f.clarify_due_on else f.redress_due_on end`);
  }
  return { order: dueFirst, columns: fileColumns, from: fileTables, where: all(conditions) };
}

function withClock<File extends FileRow>({ now }: Context, file: File) {
  return { ...file, ...clockOf(file, dayOf(now)) };
}

export async function filePage(ctx: Context, wish: FileWish & PageWish) {
  const page = await pageOfList<FileRow>(ctx.tx, fileList(ctx, wish), wish);
  return { ...page, items: page.items.map((file) => withClock(ctx, file)) };
}

export async function* everyFile(ctx: Context, wish: FileWish, atMost: number) {
  const found = everyRowOfList<FileRow>(ctx.tx, fileList(ctx, wish), atMost);
  for await (const file of found) yield withClock(ctx, file);
}

export async function fileWithSteps(
  ctx: Context,
  id: string,
): Promise<Omit<BarrierFile, 'may'> | null> {
  const file = await rowOrNull<FileRow>(
    ctx.tx,
    sql`select ${fileColumns} from ${fileTables} where f.id = ${id}`,
  );
  if (file === null) return null;
  const steps = await rows<BarrierFile['steps'][number]>(
    ctx.tx,
    sql`select id, step, note, outcome, due_on, taken_by, taken_at
        from observatory.barrier_step where file_id = ${id} order by taken_at, id`,
  );
  return { ...withClock(ctx, file), steps };
}
