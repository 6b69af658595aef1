/** What other modules ask of balances and entries. */
import type { Context } from '../runtime/module.ts';
import {
  type AsOf,
  type BalanceAsOf,
  type BalanceRow,
  balancesAsOf,
  balancesOf,
} from './balance-views.ts';

type Reading = Pick<Context, 'tx'>;

const nothing = { postedMinor: 0n, pendingInMinor: 0n, pendingOutMinor: 0n };

/** What the account holds now in a unit, and what waits to come in and go out. */
export async function balanceOf(
  ctx: Reading,
  accountId: string,
  unit: string,
): Promise<BalanceRow> {
  const found = await balancesOf(ctx.tx, accountId);
  return found.find((one) => one.unit === unit) ?? { unit, ...nothing };
}

/** What the account held in a unit on a day, as it was known at an instant. */
export async function balanceAsOf(
  ctx: Reading,
  accountId: string,
  unit: string,
  asOf: AsOf,
): Promise<BalanceAsOf> {
  const found = await balancesAsOf(ctx.tx, accountId, asOf);
  return found.find((one) => one.unit === unit) ?? { unit, postedMinor: 0n };
}
