/** SQL that answers replays: their progress, their sums, and their cases. */

import { holdsOffice } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { all, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import { membersOf } from './adoption-views.ts';
import type { Inputs, ReplayResult, ReplayRow, rulesContract } from './contract.ts';
import type { PlaceKey } from './store.ts';

type Contract = typeof rulesContract;

export interface ReplaySeen extends Omit<ReplayResult, 'groups' | 'may'> {
  readonly placeKey: PlaceKey;
  readonly cancelAsked: boolean;
}

const versionOf = (column: string): Sql => sql`(select jsonb_build_object('id', v.id,
  'ruleSetId', v.rule_set_id, 'number', v.number, 'state', v.state, 'nameZh', v.name_zh,
  'nameEn', v.name_en, 'documentNumber', v.document_number, 'grade', v.grade,
  'effectiveFrom', v.effective_from, 'effectiveUntil', v.effective_until,
  'publishedAt', v.published_at, 'sample', v.sample)
  from rules.version v where v.id = ${sql.raw(column)})`;

/** How many of each, and what those who gain would gain; `x` is a case. */
const sums = sql`count(*) filter (where x.change = 'gains')::int as gains,
  count(*) filter (where x.change = 'loses')::int as loses,
  count(*) filter (where x.change = 'same')::int as same,
  count(*) filter (where x.change = 'unclear')::int as unclear,
  coalesce(sum(x.difference) filter (where x.difference > 0), 0)::text as gained,
  coalesce(-sum(x.difference) filter (where x.difference < 0), 0)::text as lost`;

const columnsAt = (now: Date): Sql => sql`p.id, p.title,
  rules.place(p.region_code, p.compact_id) as place,
  jsonb_build_object('regionCode', p.region_code, 'compactId', p.compact_id) as place_key,
  ${versionOf('p.candidate_id')} as candidate, ${versionOf('p.base_id')} as base, p.source,
  p.asked, p.state, p.cancel_asked, p.started_by, p.created_at, p.started_at, p.finished_at,
  p.done, p.total,
  case when p.state = 'finished' then 100 when coalesce(p.total, 0) = 0 then 0
    else round(100.0 * least(p.done, p.total) / p.total, 1)::float8 end as percent,
  case when p.done > 0 and p.started_at is not null then round((p.done / greatest(0.001,
    extract(epoch from coalesce(p.finished_at, ${now}::timestamptz) - p.started_at)))::numeric
    )::float8 end as cases_per_second,
  p.failure, p.unit,
  (select to_jsonb(counted) from (select ${sums} from rules.replay_row x
    where x.replay_id = p.id) counted) as counts`;

const newestFirst: Order = {
  name: 'replays newest',
  columns: [
    { sql: sql`p.created_at`, type: 'timestamptz' },
    { sql: sql`p.id`, type: 'uuid' },
  ],
  descending: true,
};

/** Those of the places that the caller serves. */
function visible({ actor, now }: Context): Sql {
  if (actor.kind === 'system' || holdsOffice(actor, 'system_administrator')) return sql`true`;
  const regions = actor.offices.flatMap(({ office, regionCode }) =>
    office === 'region_officer' && regionCode !== null ? [regionCode] : [],
  );
  const compacts = actor.offices.flatMap(({ office, compactId }) =>
    office === 'secretariat' && compactId !== null ? [compactId] : [],
  );
  return sql`(rules.region_path(p.region_code) && ${regions}::text[]
    or p.compact_id = any(${compacts}::uuid[])
    or rules.region_path(p.region_code) && array(${membersOf(compacts, dayOf(now))}))`;
}

export async function replayPage(ctx: Context, asked: InputOf<Contract['listReplays']> & PageWish) {
  const { ruleSetId, state } = asked;
  const conditions: Sql[] = [visible(ctx)];
  if (state !== undefined) conditions.push(sql`p.state = any(${state}::text[])`);
  if (ruleSetId !== undefined) {
    conditions.push(sql`exists (select from rules.version v where v.id = p.candidate_id
      and v.rule_set_id = ${ruleSetId})`);
  }
  return await pageOfList<ReplaySeen>(
    ctx.tx,
    {
      order: newestFirst,
      columns: columnsAt(ctx.now),
      from: sql`rules.replay p`,
      where: all(conditions),
    },
    asked,
  );
}

/** Null where it does not exist or the caller may not see it: nobody can tell the two apart. */
export async function readSeenReplay(ctx: Context, id: string): Promise<ReplaySeen | null> {
  return await rowOrNull<ReplaySeen>(
    ctx.tx,
    sql`select ${columnsAt(ctx.now)} from rules.replay p
        where p.id = ${id} and ${visible(ctx)}`,
  );
}

const groupsAtMost = 500;

/** The same sums for each region, kind and band of size; those with most cases first. */
export async function replayGroups(tx: Tx, id: string): Promise<ReplayResult['groups']> {
  return await rows<ReplayResult['groups'][number]>(
    tx,
    sql`select by, grouped.key, jsonb_build_object('zh', coalesce(r.name_zh, grouped.key, ''),
          'en', coalesce(r.name_en, r.name_zh, grouped.key, '')) as label, gains, loses, same,
          unclear, gained, lost
        from (
          select 'region' as by, x.region as key, ${sums} from rules.replay_row x
            where x.replay_id = ${id} group by x.region
          union all select 'kind', x.kind, ${sums} from rules.replay_row x
            where x.replay_id = ${id} group by x.kind
          union all select 'size', x.size, ${sums} from rules.replay_row x
            where x.replay_id = ${id} group by x.size) grouped
        left join registry.v_region r on by = 'region' and r.code = grouped.key
        order by by, gains + loses + same + unclear desc, grouped.key limit ${groupsAtMost}`,
  );
}

const rowColumns = sql`x.number, x.name, x.organisation_id, x.decision_id, x.region, x.kind,
  x.size, x.change, x.base_outcome, x.candidate_outcome, x.base_amount::text as base_amount,
  x.candidate_amount::text as candidate_amount, x.difference::text as difference, x.problem`;

const rowOrders: Readonly<Record<'-stake' | 'number', Order>> = {
  '-stake': {
    name: 'replay rows -stake',
    columns: [
      { sql: sql`(-abs(coalesce(x.difference, 0)))`, type: 'numeric' },
      { sql: sql`x.number`, type: 'int' },
    ],
  },
  number: { name: 'replay rows number', columns: [{ sql: sql`x.number`, type: 'int' }] },
};

type RowsAsked = Omit<InputOf<Contract['listReplayRows']>, 'limit' | 'cursor'>;

function rowList(asked: RowsAsked): List {
  const { replayId, change, region, kind, size, sort = '-stake' } = asked;
  const conditions: Sql[] = [sql`x.replay_id = ${replayId}`];
  if (change !== undefined) conditions.push(sql`x.change = any(${change}::text[])`);
  if (region !== undefined) conditions.push(sql`x.region = any(${region}::text[])`);
  if (kind !== undefined) conditions.push(sql`x.kind = any(${kind}::text[])`);
  if (size !== undefined) conditions.push(sql`x.size = any(${size}::text[])`);
  return {
    order: rowOrders[sort],
    columns: rowColumns,
    from: sql`rules.replay_row x`,
    where: all(conditions),
  };
}

export async function replayRowPage(tx: Tx, asked: RowsAsked & PageWish) {
  return await pageOfList<ReplayRow>(tx, rowList(asked), asked);
}

export function everyReplayRow(tx: Tx, asked: Omit<RowsAsked, 'sort'>) {
  return everyRowOfList<ReplayRow>(tx, rowList({ ...asked, sort: 'number' }));
}

export interface CaseRow extends ReplayRow {
  readonly inputs: Inputs;
  /** The version by which it was decided; null for a case from a file. */
  readonly decidedBy: string | null;
  readonly on: string;
}

export async function readReplayRow(
  tx: Tx,
  replayId: string,
  number: number,
): Promise<CaseRow | null> {
  return await rowOrNull(
    tx,
    sql`select ${rowColumns}, x.inputs, d.version_id as decided_by,
          coalesce(d.on_day, (p.created_at at time zone 'Asia/Shanghai')::date) as "on"
        from rules.replay_row x join rules.replay p on p.id = x.replay_id left join rules.decision d on d.id = x.decision_id
        where x.replay_id = ${replayId} and x.number = ${number}`,
  );
}
