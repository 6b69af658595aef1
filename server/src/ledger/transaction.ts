/** What the ledger records: transactions of entries that balance in each unit. Pure. */
import { type Judgement, judged, reason } from '../runtime/judgement.ts';
import type { Reason } from '../runtime/refusal.ts';

/**
 * `posted`: its entries count. `pending`: its entries are held until another transaction posts or
 * voids it. `voided`: it gives up a pending one and has no entries of its own.
 */
export const transactionKinds = ['posted', 'pending', 'voided'] as const;
export type TransactionKind = (typeof transactionKinds)[number];

/** What became of a transaction that was pending once. */
export const transactionStates = ['posted', 'pending', 'voided'] as const;
export type TransactionState = (typeof transactionStates)[number];

export interface Both {
  readonly zh: string;
  readonly en: string;
}

export interface NewEntry {
  /** The account's id. */
  readonly account: string;
  /** Positive is a debit: the account holds more; negative a credit: it holds less. */
  readonly amountMinor: bigint;
  /** The code of a declared unit: `CNY`. */
  readonly unit: string;
}

/** What a transaction was derived from: a statement, a fact, a decision. */
export interface Source {
  /** The module and the thing: `outposts.statement`. */
  readonly kind: string;
  readonly id: string;
  /** Of its content at that time. */
  readonly digest?: string;
  readonly name?: Both;
}

export interface NewTransaction {
  /** The caller's: sent again with the same content, nothing happens a second time. */
  readonly key: string;
  /** Valid time: the day it is true of. */
  readonly validOn: string;
  readonly description: Both;
  readonly entries: readonly NewEntry[];
  /** Held until it is posted or voided. */
  readonly pending?: boolean;
  readonly journeyId?: string | null;
  readonly sources?: readonly Source[];
}

export const entriesAtMost = 1_000;
export const keyLength = { least: 8, most: 200 };
/** 10^16 yuan in fen: what an amount of the API can say. */
export const amountAtMost = 10n ** 18n - 1n;

/** What of each unit is left over; nothing where debit and credit are equal. */
export function restsOf(entries: readonly NewEntry[]): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { unit, amountMinor } of entries) {
    sums.set(unit, (sums.get(unit) ?? 0n) + amountMinor);
  }
  return new Map([...sums].filter(([, sum]) => sum !== 0n));
}

/** Whether it can be recorded; the database holds the same bounds. */
export function judgeTransaction({ key, entries }: NewTransaction): Judgement {
  const reasons: Reason[] = [];
  if (key.length < keyLength.least || key.length > keyLength.most) {
    const detail = `A key has ${keyLength.least} to ${keyLength.most} characters.`;
    reasons.push(reason('key_not_usable', detail, '/key', keyLength));
  }
  if (entries.length < 2 || entries.length > entriesAtMost) {
    const params = { least: 2, most: entriesAtMost, count: entries.length };
    const detail = `A transaction has 2 to ${entriesAtMost} entries, and not ${entries.length}.`;
    reasons.push(reason('entries_too_few_or_many', detail, '/entries', params));
  }
  for (const [at, { amountMinor }] of entries.entries()) {
    const pointer = `/entries/${at}/amountMinor`;
    if (amountMinor === 0n) {
      reasons.push(reason('amount_is_zero', 'An entry moves something.', pointer));
    } else if (amountMinor > amountAtMost || amountMinor < -amountAtMost) {
      const detail = 'An amount has at most 18 digits of minor units.';
      reasons.push(reason('amount_too_large', detail, pointer, { digits: 18 }));
    }
  }
  for (const [unit, rest] of restsOf(entries)) {
    const detail = `Debit and credit in ${unit} differ by ${rest} minor units; they must be equal.`;
    const params = { unit, restMinor: rest.toString() };
    reasons.push(reason('entries_do_not_balance', detail, '/entries', params));
  }
  return judged(reasons);
}
