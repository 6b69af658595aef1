/** SQL that answers outposts, their teams and what was done with them. */
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
import type { Outpost, outpostContract, Team } from './outpost-contract.ts';

type Contract = typeof outpostContract;
type Asked = Omit<InputOf<Contract['listOutposts']>, 'limit' | 'cursor'>;

/** As the database knows it; where it is drawn is worked out from it. */
export type OutpostAnswer = Omit<Outpost, 'at' | 'homeAt' | 'state' | 'may'>;

function columnsOn(day: string): Sql {
  const counting = (condition: Sql) => sql`(select count(*)::int from outposts.team t
    where t.outpost_id = o.id and ${condition})`;
  return sql`o.id, o.name_zh, o.name_en, o.kind, o.opened_on, o.closed_on,
    outposts.place(o.home_region, null) as home, outposts.place(o.host_region, null) as host,
    outposts.place(null, o.operator_id) as operator, o.space_square_metres, o.activities_at_home,
    o.activities_there, o.address, o.latitude, o.longitude, o.note, o.sample, o.created_at,
    o.updated_at, o.revision,
    case when o.source_document is not null then jsonb_build_object('document', o.source_document,
      'grade', o.source_grade, 'url', o.source_url) end as source,
    ${counting(sql`t.admitted_on <= ${day}::date and (t.left_on is null or t.left_on > ${day}::date)`)}
      as teams_there,
    ${counting(sql`true`)} as teams_admitted,
    ${counting(sql`t.ending in ('landed_at_home', 'stayed_at_host', 'landed_elsewhere')`)}
      as teams_graduated`;
}

const id = { sql: sql`o.id`, type: 'uuid' };
const orders: Readonly<Record<NonNullable<Asked['sort']>, Order>> = {
  name: { name: 'outposts name', columns: [{ sql: sql`o.sort_key`, type: 'text' }, id] },
  '-openedOn': {
    name: 'outposts -openedOn',
    columns: [{ sql: sql`coalesce(o.opened_on, '0001-01-01'::date)`, type: 'date' }, id],
    descending: true,
  },
  '-space': {
    name: 'outposts -space',
    columns: [{ sql: sql`coalesce(o.space_square_metres, 0)`, type: 'int' }, id],
    descending: true,
  },
  '-teams': {
    name: 'outposts -teams',
    columns: [
      {
        sql: sql`(select count(*) from outposts.team t where t.outpost_id = o.id)`,
        type: 'bigint',
      },
      id,
    ],
    descending: true,
  },
};

/** As `stateOn` in outpost.ts has it. */
function stateIs(states: readonly string[], day: string): Sql {
  return sql`(case when o.closed_on <= ${day}::date then 'closed'
    when o.opened_on <= ${day}::date then 'operating' else 'planned' end) = any(${states}::text[])`;
}

function listOf(ctx: Context, asked: Asked): List {
  const { q, kind, state, home, host, activity, operatorId, sort = 'name' } = asked;
  const day = dayOf(ctx.now);
  const conditions: Sql[] = [];
  const words = q?.trim().toLowerCase() ?? '';
  if (words !== '') {
    conditions.push(sql`strpos(lower(concat_ws(' ', o.name_zh, o.name_en, o.sort_key, o.address)),
      ${words}) > 0`);
  }
  if (kind !== undefined) conditions.push(sql`o.kind = any(${kind}::text[])`);
  if (state !== undefined) conditions.push(stateIs(state, day));
  if (home !== undefined) {
    conditions.push(sql`o.home_region in (select registry.v_regions_within(${home}::text[]))`);
  }
  if (host !== undefined) {
    conditions.push(sql`o.host_region in (select registry.v_regions_within(${host}::text[]))`);
  }
  if (activity !== undefined) conditions.push(sql`o.activities_there && ${activity}::text[]`);
  if (operatorId !== undefined) conditions.push(sql`o.operator_id = ${operatorId}`);
  return {
    order: orders[sort],
    columns: columnsOn(day),
    from: sql`outposts.outpost o`,
    where: all(conditions),
  };
}

export async function outpostPage(ctx: Context, asked: Asked & PageWish) {
  return await pageOfList<OutpostAnswer>(ctx.tx, listOf(ctx, asked), asked);
}

export function everyOutpost(ctx: Context, asked: Asked, rowsAtMost: number) {
  return everyRowOfList<OutpostAnswer>(ctx.tx, listOf(ctx, asked), rowsAtMost);
}

export async function readOutpostRow(ctx: Context, outpostId: string) {
  return await rowOrNull<OutpostAnswer>(
    ctx.tx,
    sql`select ${columnsOn(dayOf(ctx.now))} from outposts.outpost o where o.id = ${outpostId}`,
  );
}

export async function countOutposts(ctx: Context, asked: Asked): Promise<number> {
  const { from, where } = listOf(ctx, asked);
  const { count } = await row<{ count: number }>(
    ctx.tx,
    sql`select count(*)::int as count from ${from} where ${where}`,
  );
  return count;
}

// Teams -------------------------------------------------------------------------------------------

const teamColumns = sql`t.id, t.outpost_id, outposts.place(null, t.organisation_id) as organisation,
  t.name_zh, t.name_en, t.field, t.admitted_on, t.left_on, t.ending, t.note, t.sample, t.revision`;

const teamsNewestFirst: Order = {
  name: 'teams newest',
  columns: [
    { sql: sql`t.admitted_on`, type: 'date' },
    { sql: sql`t.id`, type: 'uuid' },
  ],
  descending: true,
};

type TeamsAsked = Omit<InputOf<Contract['listTeams']>, 'limit' | 'cursor'>;

function teamList(ctx: Context, { outpostId, there, ending }: TeamsAsked): List {
  const day = dayOf(ctx.now);
  const conditions: Sql[] = [sql`t.outpost_id = ${outpostId}`];
  if (there !== undefined) {
    conditions.push(sql`(t.admitted_on <= ${day}::date
      and (t.left_on is null or t.left_on > ${day}::date)) = ${there}`);
  }
  if (ending !== undefined) conditions.push(sql`t.ending = any(${ending}::text[])`);
  return {
    order: teamsNewestFirst,
    columns: teamColumns,
    from: sql`outposts.team t`,
    where: all(conditions),
  };
}

export async function teamPage(ctx: Context, asked: TeamsAsked & PageWish) {
  return await pageOfList<Team>(ctx.tx, teamList(ctx, asked), asked);
}

export function everyTeam(ctx: Context, asked: TeamsAsked, rowsAtMost: number) {
  return everyRowOfList<Team>(ctx.tx, teamList(ctx, asked), rowsAtMost);
}

export async function readTeam(tx: Tx, teamId: string): Promise<Team | null> {
  return await rowOrNull<Team>(
    tx,
    sql`select ${teamColumns} from outposts.team t where t.id = ${teamId}`,
  );
}

// History -----------------------------------------------------------------------------------------

export interface LoggedStep {
  readonly at: string;
  readonly by: string;
  readonly type: string;
  readonly payload: { readonly changes?: Readonly<Record<string, readonly [unknown, unknown]>> };
}

/** What the event log says of a record, the latest first. */
export async function loggedStepsOf(tx: Tx, subjectId: string, limit: number) {
  return await rows<LoggedStep>(
    tx,
    sql`select at, actor_name as by, type, payload from runtime.event
        where subject_ids @> array[${subjectId}::uuid] and capability = 'outposts'
        order by sequence desc limit ${limit}`,
  );
}
