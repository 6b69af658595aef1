import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import { entryPage, everyUnit, readVisibleAccount } from './account-views.ts';
import { balancesAsOf } from './balance-views.ts';
import type { Account, ledgerContract } from './contract.ts';

type Contract = typeof ledgerContract;

/** @throws Refusal not_found where there is none that the caller may see. */
export async function visibleAccount(
  ctx: Context,
  accountId: string,
): Promise<Omit<Account, 'asOf'>> {
  const account = await readVisibleAccount(ctx, accountId);
  if (account === null) throw notFound('account');
  return account;
}

export const readAccount: UseCase<Contract['readAccount']> = async (ctx, input) => {
  const account = await visibleAccount(ctx, input.accountId);
  return { ...account, asOf: await asOf(ctx, input) };
};

async function asOf(
  ctx: Context,
  { accountId, on, knownAt }: InputOf<Contract['readAccount']>,
): Promise<Account['asOf']> {
  if (on === undefined && knownAt === undefined) return null;
  const instant = knownAt === undefined ? undefined : new Date(knownAt);
  const held = await balancesAsOf(ctx.tx, accountId, { on, knownAt: instant });
  const units = new Map((await everyUnit(ctx.tx)).map((unit) => [unit.code, unit]));
  return {
    on: on ?? null,
    knownAt: instant?.toISOString() ?? null,
    balances: held.map(({ unit, postedMinor }) => ({
      unit: units.get(unit)!,
      postedMinor: postedMinor.toString(),
    })),
  };
}

export const listEntries: UseCase<Contract['listEntries']> = async (ctx, input) => {
  await visibleAccount(ctx, input.accountId);
  return await entryPage(ctx.tx, input);
};
