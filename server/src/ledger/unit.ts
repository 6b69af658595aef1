/** What the ledger counts in: money of ISO 4217, statistics for assessment, vouchers. */
import { currencyOf } from '@yunhe/exact';
import type { Context } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import { insertUnit, type UnitRow } from './store.ts';

export type Unit = UnitRow;

const currencyNames: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  CNY: ['人民币', 'yuan renminbi'],
  EUR: ['欧元', 'euro'],
  JPY: ['日元', 'yen'],
};

/** Every currency that has its digits in `@yunhe/exact`. */
export const currencies: readonly Unit[] = Object.entries(currencyNames).map(
  ([code, [nameZh, nameEn]]) => ({
    code,
    digits: currencyOf(code)!.digits,
    kind: 'money',
    nameZh,
    nameEn,
  }),
);

/**
 * Declares a unit, or finds it declared the same way before. Money needs no declaration.
 *
 * @throws Refusal unit_declared_otherwise if the code stands for other digits or another kind.
 */
export async function declareUnit(ctx: Context, unit: Unit): Promise<Unit> {
  const known = await insertUnit(ctx.tx, unit);
  if (known.digits !== unit.digits || known.kind !== unit.kind) {
    throw new Refusal(
      'unit_declared_otherwise',
      `${unit.code} is declared with ${known.digits} decimals as ${known.kind}; take another code.`,
      { params: { unit: unit.code, digits: known.digits, kind: known.kind } },
    );
  }
  return known;
}
