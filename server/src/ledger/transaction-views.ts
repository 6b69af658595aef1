/** SQL that answers transactions. What a caller may not see is left out here. */
import { type List, type Order, type PageWish, pageOfList } from '../runtime/keyset.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { all, rowOrNull, type Sql, sql } from '../runtime/sql.ts';
import type { ledgerContract, Transaction, TransactionSummary } from './contract.ts';
import { visibleHolder } from './visibility-views.ts';

/** The owners on one side, up to five. */
function side(compare: '<' | '>'): Sql {
  return sql`coalesce((select jsonb_agg(distinct o.owner) from (
      select distinct l.account_id from ledger.v_line l
      where l.transaction_id = t.id and l.amount_minor ${sql.raw(compare)} 0 limit 5) found
    join ledger.v_holder o on o.account_id = found.account_id), '[]')`;
}

const columns = sql`t.id, t.kind, case when t.kind = 'pending' then coalesce(s.kind, 'pending')
    else t.kind end as state, t.valid_on, t.recorded_at, t.description, t.sample,
  coalesce((select jsonb_agg(jsonb_build_object('unit', ledger.unit_of(m.unit),
      'amountMinor', m.amount::text) order by m.unit) from (
        select l.unit, sum(l.amount_minor) as amount from ledger.v_line l
        where l.transaction_id = t.id and l.amount_minor > 0 group by l.unit) m), '[]') as moved,
  ${side('<')} as "from", ${side('>')} as "to"`;

const from = sql`ledger.transaction t left join ledger.transaction s on s.pending_id = t.id`;

/** It touches an account that the caller may see. */
function visible(ctx: Context): Sql {
  return sql`exists (select from ledger.v_line l join ledger.v_holder h
      on h.account_id = l.account_id
    where l.transaction_id = t.id and ${visibleHolder(ctx)})`;
}

const latestFirst: Order = {
  name: 'transactions latest',
  columns: [
    { sql: sql`t.recorded_at`, type: 'timestamptz' },
    { sql: sql`t.id`, type: 'uuid' },
  ],
  descending: true,
};

type Filter = Omit<InputOf<(typeof ledgerContract)['listTransactions']>, 'limit' | 'cursor'>;

function transactionList(ctx: Context, asked: Filter): List {
  const { state, accountId, journeyId, from: since, until } = asked;
  // What was posted stands for what was pending, and what was voided for what voided it.
  const conditions: Sql[] = [
    sql`t.kind <> 'voided' and s.kind is distinct from 'posted'`,
    visible(ctx),
  ];
  if (state !== undefined) {
    conditions.push(sql`coalesce(s.kind, t.kind) = any(${state}::text[])`);
  }
  if (accountId !== undefined) {
    conditions.push(sql`exists (select from ledger.v_line l
      where l.transaction_id = t.id and l.account_id = ${accountId})`);
  }
  if (journeyId !== undefined) conditions.push(sql`t.journey_id = ${journeyId}`);
  if (since !== undefined) conditions.push(sql`t.valid_on >= ${since}`);
  if (until !== undefined) conditions.push(sql`t.valid_on < ${until}`);
  return { order: latestFirst, columns, from, where: all(conditions) };
}

export async function transactionPage(ctx: Context, asked: Filter & PageWish) {
  return await pageOfList<TransactionSummary>(ctx.tx, transactionList(ctx, asked), asked);
}

export type TransactionRow = Omit<Transaction, 'may'> & { readonly organisationId: string | null };

/** The transaction, if it touches an account that the caller may see. */
export async function readVisibleTransaction(
  ctx: Context,
  transactionId: string,
): Promise<TransactionRow | null> {
  return await rowOrNull<TransactionRow>(
    ctx.tx,
    sql`select ${columns}, t.key, t.sources, t.journey_id, t.organisation_id,
          jsonb_build_object('id', t.actor_id, 'name', t.actor_name) as actor,
          encode(t.digest, 'hex') as digest, t.pending_id, s.id as settled_by_id,
          (select jsonb_build_object('sequence', e.sequence::text, 'hash', encode(e.hash, 'hex'))
            from runtime.event e where e.type = 'ledger.recorded'
              and e.subject_ids @> array[t.batch_id] and e.subject_ids[1] = t.batch_id) as event,
          (select jsonb_agg(jsonb_build_object('line', l.line, 'account', jsonb_build_object(
              'id', a.id, 'owner', h.owner, 'nameZh', a.name_zh, 'nameEn', a.name_en),
              'accountId', case when ${visibleHolder(ctx)} then a.id end,
              'unit', ledger.unit_of(l.unit), 'amountMinor', l.amount_minor::text)
              order by l.line)
            from ledger.v_line l join ledger.account a on a.id = l.account_id
            join ledger.v_holder h on h.account_id = a.id
            where l.transaction_id = t.id) as entries
        from ${from} where t.id = ${transactionId} and ${visible(ctx)}`,
  );
}
