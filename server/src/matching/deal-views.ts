/** SQL that lists contracts; one is seen by its two sides alone. */
import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { all, rowOrNull, type Sql, sql } from '../runtime/sql.ts';
import type { contract } from './contract.ts';
import { type DealRow, dealColumns } from './deal-store.ts';
import { introductions } from './store.ts';
import { introductionVisible } from './views.ts';

type DealFilters = Omit<InputOf<typeof contract.listDeals>, 'limit' | 'cursor'>;

const dealId = { sql: sql`d.id`, type: 'uuid' };

const orders: Readonly<Record<NonNullable<DealFilters['sort']>, Order>> = {
  '-signedOn': {
    name: 'deals -signedOn',
    columns: [{ sql: sql`d.signed_on`, type: 'date' }, dealId],
    descending: true,
  },
  '-amountMinor': {
    name: 'deals -amountMinor',
    columns: [{ sql: sql`d.amount_minor`, type: 'numeric' }, dealId],
    descending: true,
  },
};

function dealList(ctx: Context, filters: DealFilters): List {
  const { organisationId, state, kind, registered, signedFrom, signedTo } = filters;
  const conditions: Sql[] = [sql`d.id is not null`, introductionVisible(ctx.actor)];
  if (organisationId !== undefined) {
    conditions.push(sql`${organisationId}::uuid in (i.asker_id, i.asked_id)`);
  }
  if (state !== undefined && state.length > 0) {
    conditions.push(sql`d.state = any (${state}::text[])`);
  }
  if (kind !== undefined && kind.length > 0) conditions.push(sql`d.kind = any (${kind}::text[])`);
  if (registered !== undefined) {
    conditions.push(sql`(d.registered_on is not null) = ${registered}`);
  }
  if (signedFrom !== undefined) conditions.push(sql`d.signed_on >= ${signedFrom}::date`);
  if (signedTo !== undefined) conditions.push(sql`d.signed_on <= ${signedTo}::date`);
  return {
    columns: dealColumns,
    from: introductions,
    narrow: {
      from: sql`matching.deal d join matching.introduction i on i.id = d.introduction_id`,
      id: dealId.sql,
    },
    where: all(conditions),
    order: orders[filters.sort ?? '-signedOn'],
  };
}

export function dealsPage(ctx: Context, wish: DealFilters & PageWish) {
  return pageOfList<DealRow>(ctx.tx, dealList(ctx, wish), wish);
}

export function everyDeal(ctx: Context, filters: DealFilters, rowsAtMost: number) {
  return everyRowOfList<DealRow>(ctx.tx, dealList(ctx, filters), rowsAtMost);
}

export async function visibleDeal(ctx: Context, id: string): Promise<DealRow | null> {
  return await rowOrNull<DealRow>(
    ctx.tx,
    sql`select ${dealColumns} from ${introductions}
        where d.id = ${id} and ${introductionVisible(ctx.actor)}`,
  );
}
