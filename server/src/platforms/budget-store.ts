/** SQL of budgets: what is proposed, and what the ledger says of each heading. */
import { execute, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { BudgetLine } from './budget.ts';

export interface BudgetRow {
  readonly id: string;
  readonly platformId: string;
  readonly year: number;
  readonly number: number;
  readonly lines: readonly BudgetLine[];
  readonly motionId: string;
  readonly proposedAt: string;
  readonly sample: boolean;
}

const columns = sql`id, platform_id, year, number, lines, motion_id, proposed_at, sample`;

export async function proposedBudget(
  tx: Tx,
  platformId: string,
  year: number,
): Promise<BudgetRow | null> {
  return await rowOrNull(
    tx,
    sql`select ${columns} from platforms.budget where platform_id = ${platformId}
          and year = ${year} and state = 'proposed'`,
  );
}

export async function budgetOfMotion(tx: Tx, motionId: string): Promise<BudgetRow | null> {
  return await rowOrNull(
    tx,
    sql`select ${columns} from platforms.budget where motion_id = ${motionId}`,
  );
}

export async function budgetYears(tx: Tx, platformId: string): Promise<number[]> {
  const found = await rows<{ year: number }>(
    tx,
    sql`select distinct year from platforms.budget where platform_id = ${platformId}
        order by year desc`,
  );
  return found.map(({ year }) => year);
}

export async function insertBudget(
  tx: Tx,
  one: Omit<BudgetRow, 'number' | 'proposedAt'>,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into platforms.budget (id, platform_id, year, number, lines, state, motion_id,
          proposed_at, sample)
        select ${one.id}, ${one.platformId}, ${one.year}, coalesce(max(number), 0) + 1,
          ${JSON.stringify(one.lines)}::jsonb, 'proposed', ${one.motionId}, ${now}, ${one.sample}
        from platforms.budget where platform_id = ${one.platformId} and year = ${one.year}`,
  );
}

export async function markBudget(
  tx: Tx,
  { id, platformId, year }: BudgetRow,
  state: 'in_force' | 'rejected',
  now: Date,
): Promise<void> {
  if (state === 'in_force') {
    await execute(
      tx,
      sql`update platforms.budget set state = 'replaced' where platform_id = ${platformId}
            and year = ${year} and state = 'in_force'`,
    );
  }
  await execute(
    tx,
    sql`update platforms.budget set state = ${state}, decided_at = ${now} where id = ${id}`,
  );
}

export interface HeadingRow {
  readonly heading: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly accountId: string;
  readonly spentId: string;
  /** Fen: what is left of the budget and not committed, what is committed, what was spent. */
  readonly availableMinor: bigint;
  readonly pendingMinor: bigint;
  readonly actualMinor: bigint;
  /** Of what is committed, what waits for a motion. */
  readonly reservedMinor: bigint;
}

/** What the ledger holds of each heading of a year, in the order of the budget in force. */
export async function headingsOf(tx: Tx, platformId: string, year: number): Promise<HeadingRow[]> {
  return await rows<HeadingRow>(
    tx,
    sql`select h.heading, h.name_zh, h.name_en, h.account_id, h.spent_id,
          coalesce(b.posted_minor - b.pending_out_minor, 0) as available_minor,
          coalesce(b.pending_out_minor, 0) as pending_minor,
          coalesce(s.posted_minor, 0) as actual_minor,
          (select coalesce(sum(a.amount_minor), 0)::bigint from platforms.act a
            where a.platform_id = h.platform_id and a.year = h.year and a.heading = h.heading
              and a.state = 'routed') as reserved_minor
        from platforms.budget_heading h
        left join ledger.v_balance b on b.account_id = h.account_id and b.unit = 'CNY'
        left join ledger.v_balance s on s.account_id = h.spent_id and s.unit = 'CNY'
        where h.platform_id = ${platformId} and h.year = ${year}
        order by (select min(l.at) from platforms.budget g
            cross join jsonb_array_elements(g.lines) with ordinality l (line, at)
            where g.platform_id = h.platform_id and g.year = h.year and g.state = 'in_force'
              and l.line->>'heading' = h.heading) nulls last, h.heading`,
  );
}

export async function keepHeading(
  tx: Tx,
  about: { readonly platformId: string; readonly year: number },
  one: Pick<HeadingRow, 'heading' | 'nameZh' | 'nameEn' | 'accountId' | 'spentId'>,
): Promise<void> {
  await execute(
    tx,
    sql`insert into platforms.budget_heading (platform_id, year, heading, name_zh, name_en,
          account_id, spent_id)
        values (${about.platformId}, ${about.year}, ${one.heading}, ${one.nameZh},
          ${one.nameEn}, ${one.accountId}, ${one.spentId})
        on conflict (platform_id, year, heading)
        do update set name_zh = excluded.name_zh, name_en = excluded.name_en`,
  );
}
