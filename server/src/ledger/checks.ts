/** Everything worked out again from what was recorded. */
import type { Check } from '../runtime/module.ts';
import { type Sql, sql } from '../runtime/sql.ts';

/** Counts offending rows and names a few of them. */
function counting(query: Sql): Sql {
  return sql`select count(*) as count, (array_agg(id::text))[1:5] as examples
    from (${query}) offending`;
}

/** The entries of a transaction, whichever of the two tables they stand in. */
const entries = sql`(select transaction_id, line, account_id, unit, amount_minor from ledger.entry
  union all
  select transaction_id, line, account_id, unit, amount_minor from ledger.pending_entry)`;

/** The pending transactions that nobody posted or voided. */
const waiting = sql`select t.id from ledger.transaction t where t.kind = 'pending'
  and not exists (select from ledger.transaction s where s.pending_id = t.id)`;

export const checks: readonly Check[] = [
  {
    name: 'debit and credit are equal in every transaction and unit',
    meaning: 'Entries were changed behind the ledger; compare them with a backup.',
    query: counting(sql`select transaction_id as id from ${entries} e
      group by transaction_id, unit having sum(amount_minor) <> 0`),
  },
  {
    name: 'transactions have their entries',
    meaning: 'A transaction lost its entries, or a voided one has some; compare with a backup.',
    query: counting(sql`select t.id from ledger.transaction t
      where (t.kind = 'posted') <> exists (select from ledger.entry e
          where e.transaction_id = t.id)
        or (t.kind = 'pending') <> exists (select from ledger.pending_entry e
          where e.transaction_id = t.id)`),
  },
  {
    name: 'balances are what the entries add up to',
    meaning: 'A balance was changed behind the ledger; the entries are the truth.',
    query: counting(sql`select b.account_id as id from ledger.balance b
      left join (select account_id, unit, sum(amount_minor) as posted, count(*) as entries
        from ledger.entry group by account_id, unit) e using (account_id, unit)
      left join (select account_id, unit, sum(greatest(amount_minor, 0)) as pending_in,
          sum(greatest(-amount_minor, 0)) as pending_out
        from ledger.pending_entry where transaction_id in (${waiting})
        group by account_id, unit) p using (account_id, unit)
      where b.posted_minor <> coalesce(e.posted, 0) or b.entries <> coalesce(e.entries, 0)
        or b.pending_in_minor <> coalesce(p.pending_in, 0)
        or b.pending_out_minor <> coalesce(p.pending_out, 0)
        or b.guarded and b.posted_minor < b.pending_out_minor`),
  },
  {
    name: 'entries of an account follow one another',
    meaning: 'An entry does not go on from the one before it; the order or an amount was changed.',
    query: counting(sql`select transaction_id as id from (
        select transaction_id, ordinal, balance_minor, amount_minor, recorded_at,
          coalesce(lag(ordinal) over w, 0) as ordinal_before,
          coalesce(lag(balance_minor) over w, 0) as balance_before,
          coalesce(lag(recorded_at) over w, '-infinity') as recorded_before
        from ledger.entry window w as (partition by account_id, unit order by ordinal)) linked
      where ordinal <> ordinal_before + 1 or balance_minor <> balance_before + amount_minor
        or recorded_at < recorded_before`),
  },
  {
    name: 'entries have their transaction and its days',
    meaning: 'An entry has no transaction, or another day or instant; compare with a backup.',
    query: counting(sql`select e.transaction_id as id from ledger.entry e
      left join ledger.transaction t on t.id = e.transaction_id
      where t.id is null or e.valid_on <> t.valid_on or e.recorded_at <> t.recorded_at`),
  },
  {
    name: 'pending transactions are posted as they were proposed',
    meaning: 'What was posted differs from what was pending; compare both with a backup.',
    query: counting(sql`select s.id from ledger.transaction s
      join ledger.transaction t on t.id = s.pending_id
      where t.kind <> 'pending' or s.kind = 'posted' and exists (
        (select line, account_id, unit, amount_minor from ledger.entry
          where transaction_id = s.id)
        except
        (select line, account_id, unit, amount_minor from ledger.pending_entry
          where transaction_id = t.id))`),
  },
  {
    name: 'transactions are as they were recorded',
    meaning: 'What a transaction says is not what its digest says; compare it with a backup.',
    query: counting(sql`select t.id from ledger.transaction t
      left join (select transaction_id, jsonb_agg(jsonb_build_array(account_id, unit,
          amount_minor::text) order by line) as told from ${entries} e group by 1) e
        on e.transaction_id = case when t.kind = 'voided' then t.pending_id else t.id end
      where t.digest is distinct from ledger.content_digest(t.key, t.kind, t.pending_id,
        t.valid_on, t.description, t.journey_id, t.sources, e.told)`),
  },
  {
    name: 'every transaction is told in the log',
    meaning: 'The ledger and the log disagree; the log, which is chained, is the evidence.',
    query: counting(sql`select coalesce(b.batch_id, (told.subject_ids)[1]) as id
      from (select batch_id, count(*) as transactions,
          encode(sha256(string_agg(digest, ''::bytea order by position)), 'hex') as digest
        from ledger.transaction group by batch_id) b
      full join (select subject_ids, payload from runtime.event
        where type = 'ledger.recorded') told on (told.subject_ids)[1] = b.batch_id
      where b.digest is distinct from told.payload ->> 'digest'
        or b.transactions is distinct from (told.payload ->> 'transactions')::bigint`),
  },
];
