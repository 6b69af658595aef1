/** SQL that answers what accounts hold: now from their balance, earlier from an index. */
import { rows, sql, type Tx } from '../runtime/sql.ts';

export interface BalanceRow {
  readonly unit: string;
  readonly postedMinor: bigint;
  readonly pendingInMinor: bigint;
  readonly pendingOutMinor: bigint;
}

/** What an account holds now, in each unit that it ever held. */
export async function balancesOf(tx: Tx, accountId: string): Promise<BalanceRow[]> {
  return await rows<BalanceRow>(
    tx,
    sql`select unit, posted_minor, pending_in_minor, pending_out_minor from ledger.balance
        where account_id = ${accountId} order by unit`,
  );
}

export interface AsOf {
  /** Valid time: what is true of a later day does not count. */
  readonly on?: string | undefined;
  /** Recorded time: what the ledger learned after this instant does not count. */
  readonly knownAt?: Date | undefined;
}

export interface BalanceAsOf {
  readonly unit: string;
  readonly postedMinor: bigint;
}

/**
 * What an account held on a day, as it was known at an instant: what it held after the last entry
 * known by then, less what those entries say of later days.
 */
export async function balancesAsOf(
  tx: Tx,
  accountId: string,
  { on, knownAt }: AsOf,
): Promise<BalanceAsOf[]> {
  const instant = knownAt?.toISOString() ?? 'infinity';
  const day = on ?? 'infinity';
  return await rows<BalanceAsOf>(
    tx,
    sql`select b.unit, coalesce((select e.balance_minor from ledger.entry e
            where e.account_id = b.account_id and e.unit = b.unit
              and e.recorded_at <= ${instant}::timestamptz
            order by e.recorded_at desc, e.ordinal desc limit 1), 0)
          - coalesce((select sum(e.amount_minor)::bigint from ledger.entry e
            where e.account_id = b.account_id and e.unit = b.unit and e.valid_on > ${day}::date
              and e.recorded_at <= ${instant}::timestamptz), 0) as posted_minor
        from ledger.balance b where b.account_id = ${accountId} order by b.unit`,
  );
}
