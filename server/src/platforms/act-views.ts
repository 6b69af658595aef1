/** SQL that answers acts, and what was done by mandates. */
import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import type { InputOf } from '../runtime/module.ts';
import { all, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { ActKind } from './act.ts';
import type { Act, actContract } from './act-contract.ts';

export type ActAnswer = Omit<Act, 'may'>;
type Asked = Omit<InputOf<(typeof actContract)['listActs']>, 'limit' | 'cursor'>;

const columns = sql`a.id, a.platform_id, a.body, a.kind, a.subject, a.title, a.note,
  a.amount_minor::text as amount_minor, a.counterparty,
  platforms.place(null, a.organisation_id) as organisation, a.year, a.heading, a.state, a.answer,
  a.decision_id, a.motion_id, a.transaction_id, a.acted_by, a.acted_at, a.sample, a.revision,
  a.paid_minor::text as paid_minor,
  case when a.settled_as is not null then jsonb_build_object('as', a.settled_as, 'at', to_char(a.settled_at at time zone 'UTC',
      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as settled`;

const newest: Order = {
  name: 'acts newest',
  columns: [
    { sql: sql`a.acted_at`, type: 'timestamptz' },
    { sql: sql`a.id`, type: 'uuid' },
  ],
  descending: true,
};

function listOf({ platformId, state, kind, year }: Asked): List {
  const conditions = [sql`a.platform_id = ${platformId}`];
  if (state !== undefined) conditions.push(sql`a.state = any(${state}::text[])`);
  if (kind !== undefined) conditions.push(sql`a.kind = any(${kind}::text[])`);
  if (year !== undefined) conditions.push(sql`a.year = ${year}`);
  return { order: newest, columns, from: sql`platforms.act a`, where: all(conditions) };
}

export async function actPage(tx: Tx, asked: Asked & PageWish) {
  return await pageOfList<ActAnswer>(tx, listOf(asked), asked);
}

export function everyAct(tx: Tx, asked: Asked, rowsAtMost: number) {
  return everyRowOfList<ActAnswer>(tx, listOf(asked), rowsAtMost);
}

export async function readActRow(tx: Tx, id: string): Promise<ActAnswer | null> {
  return await rowOrNull(tx, sql`select ${columns} from platforms.act a where a.id = ${id}`);
}

/** What each body did in a year by its mandate, kind by kind. */
export async function mandatesUsed(tx: Tx, platformId: string, year: number) {
  return await rows<{ body: string; kind: ActKind; count: number; amountMinor: string }>(
    tx,
    sql`select body, kind, count(*)::int as count, sum(amount_minor)::text as amount_minor
        from platforms.act
        where platform_id = ${platformId} and year = ${year} and state = 'made'
        group by body, kind order by body, kind`,
  );
}
