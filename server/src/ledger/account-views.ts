/** SQL that answers accounts and their entries. What a caller may not see is left out here. */
import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { all, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { Account, AccountSummary, Entry, ledgerContract, Unit } from './contract.ts';
import { visibleHolder } from './visibility-views.ts';

type Contract = typeof ledgerContract;

export async function everyUnit(tx: Tx): Promise<Unit[]> {
  return await rows<Unit>(
    tx,
    sql`select code, digits, kind, name_zh, name_en from ledger.unit
        order by kind = 'money' desc, code limit 1000`,
  );
}

// Accounts ------------------------------------------------------------------------------------

const columns = sql`a.id, h.owner, a.name_zh, a.name_en, a.purpose, a.guarded, a.sample, a.opened_at,
  coalesce((select jsonb_agg(jsonb_build_object('unit', ledger.unit_of(b.unit),
      'postedMinor', b.posted_minor::text, 'pendingInMinor', b.pending_in_minor::text,
      'pendingOutMinor', b.pending_out_minor::text) order by b.unit)
    from ledger.balance b where b.account_id = a.id), '[]') as balances`;
const from = sql`ledger.account a join ledger.v_holder h on h.account_id = a.id`;

const byOwner: Order = {
  name: 'accounts by owner',
  columns: [
    { sql: sql`a.sort_key`, type: 'text collate "C"' },
    { sql: sql`a.id`, type: 'uuid' },
  ],
};

type AccountFilter = Omit<InputOf<Contract['listAccounts']>, 'limit' | 'cursor'>;

function accountList(ctx: Context, asked: AccountFilter): List {
  const { q, ownerKind, region, organisationId, unit } = asked;
  const conditions: Sql[] = [visibleHolder(ctx)];
  if (q !== undefined && q.trim() !== '') {
    conditions.push(sql`strpos(lower(concat_ws(' ', h.owner ->> 'displayName',
      h.owner ->> 'nameEn', a.name_zh, a.name_en)), ${q.trim().toLowerCase()}) > 0`);
  }
  if (ownerKind !== undefined) {
    conditions.push(sql`h.owner ->> 'kind' = any(${ownerKind}::text[])`);
  }
  if (region !== undefined) {
    conditions.push(sql`h.region in (select registry.v_regions_within(${region}::text[]))`);
  }
  if (organisationId !== undefined) conditions.push(sql`h.organisation_id = ${organisationId}`);
  if (unit !== undefined) {
    conditions.push(sql`exists (select from ledger.balance b
      where b.account_id = a.id and b.unit = any(${unit}::text[]))`);
  }
  return { order: byOwner, columns, from, where: all(conditions) };
}

export async function accountPage(ctx: Context, asked: AccountFilter & PageWish) {
  return await pageOfList<AccountSummary>(ctx.tx, accountList(ctx, asked), asked);
}

export function everyAccount(ctx: Context, asked: AccountFilter, rowsAtMost: number) {
  return everyRowOfList<AccountSummary>(ctx.tx, accountList(ctx, asked), rowsAtMost);
}

/** The account, if the caller may see it. */
export async function readVisibleAccount(
  ctx: Context,
  accountId: string,
): Promise<Omit<Account, 'asOf'> | null> {
  return await rowOrNull(
    ctx.tx,
    sql`select ${columns}, (select count(distinct t.id)::int from ledger.pending_entry p
          join ledger.transaction t on t.id = p.transaction_id
          where p.account_id = a.id and not exists (select from ledger.transaction s
            where s.pending_id = t.id)) as pending
        from ${from} where a.id = ${accountId} and ${visibleHolder(ctx)}`,
  );
}

// Entries -------------------------------------------------------------------------------------

/** The owners of the other accounts of an entry's transaction. */
const others = sql`coalesce((select jsonb_agg(distinct o.owner) from (
    select distinct l.account_id from ledger.entry l
    where l.transaction_id = e.transaction_id and l.account_id <> e.account_id limit 5) other
  join ledger.v_holder o on o.account_id = other.account_id), '[]') as others`;

const entryColumns = sql`e.transaction_id, e.line, ledger.unit_of(e.unit) as unit,
  e.amount_minor::text as amount_minor, e.balance_minor::text as balance_minor, e.valid_on,
  e.recorded_at, t.description, t.sample, ${others}`;

const latestFirst: Order = {
  name: 'entries latest',
  columns: [
    { sql: sql`e.recorded_at`, type: 'timestamptz' },
    { sql: sql`e.ordinal`, type: 'bigint' },
    { sql: sql`e.unit`, type: 'text' },
  ],
  descending: true,
};

export type EntryFilter = Omit<InputOf<Contract['listEntries']>, 'limit' | 'cursor'>;

function entryList({ accountId, unit, from: since, until, knownAt }: EntryFilter): List {
  const conditions: Sql[] = [sql`e.account_id = ${accountId}`];
  if (unit !== undefined) conditions.push(sql`e.unit = any(${unit}::text[])`);
  if (since !== undefined) conditions.push(sql`e.valid_on >= ${since}`);
  if (until !== undefined) conditions.push(sql`e.valid_on < ${until}`);
  if (knownAt !== undefined) conditions.push(sql`e.recorded_at <= ${knownAt}::timestamptz`);
  return {
    order: latestFirst,
    columns: entryColumns,
    from: sql`ledger.entry e join ledger.transaction t on t.id = e.transaction_id`,
    where: all(conditions),
  };
}

export async function entryPage(tx: Tx, asked: EntryFilter & PageWish) {
  return await pageOfList<Entry>(tx, entryList(asked), asked);
}

/** In the order of recording, so that each balance follows from the one above it. */
export function everyEntry(tx: Tx, asked: EntryFilter, rowsAtMost: number) {
  const list = entryList(asked);
  const firstFirst = { ...latestFirst, name: 'entries in order', descending: false };
  return everyRowOfList<Entry>(tx, { ...list, order: firstFirst }, rowsAtMost);
}
