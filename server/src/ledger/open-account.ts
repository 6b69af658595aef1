import { sortKey } from '../registry/index.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import { type AccountRow, insertAccount, readOwner } from './store.ts';
import type { Both } from './transaction.ts';
import { currencies, declareUnit } from './unit.ts';

/** A region, or an organisation: an enterprise, a platform, a fund. */
export type AccountOwner =
  | { readonly regionCode: string; readonly organisationId?: undefined }
  | { readonly organisationId: string; readonly regionCode?: undefined };

export interface NewAccount {
  readonly owner: AccountOwner;
  /** What the owner keeps it for, in the words of the module that asks: `settlement`. */
  readonly purpose: string;
  readonly name: Both;
  /** Holds nothing less than zero, payments that wait counted. */
  readonly guarded?: boolean;
  readonly sample?: boolean;
}

export type Account = AccountRow;

/**
 * The account that the owner keeps for the purpose, opened if there is none. An organisation that
 * was merged has its successor's.
 *
 * @throws Refusal owner_not_known
 */
export async function openAccount(ctx: Context, wanted: NewAccount): Promise<Account> {
  const { owner, purpose, name, guarded = false, sample = false } = wanted;
  const regionCode = owner.regionCode ?? null;
  const named = { regionCode, organisationId: owner.organisationId ?? null };
  const known = await readOwner(ctx.tx, named);
  if (known === null) {
    throw new Refusal('owner_not_known', 'There is no such region or organisation.', {
      params: { owner: regionCode ?? named.organisationId ?? '' },
    });
  }
  for (const currency of currencies) await declareUnit(ctx, currency);
  const { isNew, ...account } = await insertAccount(
    ctx.tx,
    {
      id: uuidv7(),
      regionCode,
      organisationId: known.successorId,
      purpose,
      nameZh: name.zh,
      nameEn: name.en,
      sortKey: sortKey(`${known.displayName} ${name.zh}`),
      guarded,
      sample,
    },
    ctx.now,
  );
  if (isNew) {
    ctx.announce({
      type: 'ledger.account_opened',
      subjectIds: [account.id],
      organisationId: account.organisationId,
      payload: { regionCode, purpose, guarded },
    });
  }
  return account;
}
