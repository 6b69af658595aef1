/** SQL that answers moves. */
import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { all, rowOrNull, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { TaxBefore } from './move.ts';
import type { Move, MoveSummary, moveContract } from './move-contract.ts';

type Asked = Omit<InputOf<(typeof moveContract)['listMoves']>, 'limit' | 'cursor'>;

const columns = sql`m.id, m.kind, outposts.place(null, m.organisation_id) as organisation,
  m.name_zh, m.name_en, m.extent, m.led_by, outposts.place(m.from_region, null) as "from",
  outposts.place(m.to_region, null) as "to", case when o.id is not null then jsonb_build_object(
    'id', o.id, 'nameZh', o.name_zh, 'nameEn', o.name_en) end as outpost, m.agreement_id,
  m.listed_on, m.moved_on, m.registered_on, m.producing_on, m.deregistered_on, m.sample`;
const from = sql`outposts.move m left join outposts.outpost o on o.id = m.outpost_id`;

const newestFirst: Order = {
  name: 'moves newest',
  columns: [
    { sql: sql`m.moved_on`, type: 'date' },
    { sql: sql`m.id`, type: 'uuid' },
  ],
  descending: true,
};

function listOf(asked: Asked): List {
  const { q, kind, extent, ledBy, from: left, to: reached } = asked;
  const { outpostId, agreementId, movedFrom, movedUntil } = asked;
  const conditions: Sql[] = [];
  const words = q?.trim().toLowerCase() ?? '';
  if (words !== '') {
    conditions.push(sql`strpos(lower(concat_ws(' ', m.name_zh, m.name_en, m.sort_key)), ${words})
      > 0`);
  }
  if (kind !== undefined) conditions.push(sql`m.kind = any(${kind}::text[])`);
  if (extent !== undefined) conditions.push(sql`m.extent = any(${extent}::text[])`);
  if (ledBy !== undefined) conditions.push(sql`m.led_by = any(${ledBy}::text[])`);
  if (left !== undefined) {
    conditions.push(sql`m.from_region in (select registry.v_regions_within(${left}::text[]))`);
  }
  if (reached !== undefined) {
    conditions.push(sql`m.to_region in (select registry.v_regions_within(${reached}::text[]))`);
  }
  if (outpostId !== undefined) conditions.push(sql`m.outpost_id = ${outpostId}`);
  if (agreementId !== undefined) conditions.push(sql`m.agreement_id = ${agreementId}`);
  if (movedFrom !== undefined) conditions.push(sql`m.moved_on >= ${movedFrom}`);
  if (movedUntil !== undefined) conditions.push(sql`m.moved_on < ${movedUntil}`);
  return { order: newestFirst, columns, from, where: all(conditions) };
}

export async function movePage(ctx: Context, asked: Asked & PageWish) {
  return await pageOfList<MoveSummary>(ctx.tx, listOf(asked), asked);
}

export function everyMove(ctx: Context, asked: Asked, rowsAtMost: number) {
  return everyRowOfList<MoveSummary>(ctx.tx, listOf(asked), rowsAtMost);
}

export type MoveAnswer = Omit<Move, 'taxesBefore' | 'average' | 'may'> & {
  readonly taxesBefore: TaxBefore[];
};

export async function readMoveRow(tx: Tx, moveId: string): Promise<MoveAnswer | null> {
  return await rowOrNull<MoveAnswer>(
    tx,
    sql`select ${columns}, m.taxes_before, m.note, m.created_at, m.updated_at, m.revision
        from ${from} where m.id = ${moveId}`,
  );
}
