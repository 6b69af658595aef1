/** A netting as the arithmetic writes it. Pure. */
import { type NettedStatement, type Netting, net, type Transfer } from '@yunhe/settlement';
import { fileOf } from './statement-text.ts';

/** Texts as they are downloaded: what was set off, and what came of it. */
export interface NettingText {
  readonly statements: string;
  readonly content: string;
  readonly digest: string;
  /** Every place that owes or is owed, in money, vouchers or statistics. */
  readonly places: readonly string[];
  readonly transfers: readonly PaidTransfer[];
}

/** Its number is the place in the netting, from 1. */
export interface PaidTransfer extends Transfer {
  readonly number: number;
}

/** Nets lines between places; the order of the statements has no influence. */
export function writeNetting(statements: readonly NettedStatement[]): NettingText {
  const ordered = [...statements].sort((a, b) => (a.digest < b.digest ? -1 : 1));
  const netting = net(ordered);
  return {
    statements: fileOf(ordered),
    content: fileOf(netting),
    digest: netting.digest,
    places: [...new Set(netting.positions.map(({ party }) => party))].sort(),
    transfers: transfersToPay(netting),
  };
}

/** Statistics are set off to say whose they are; nobody pays them. */
export function transfersToPay({ transfers }: Pick<Netting, 'transfers'>): readonly PaidTransfer[] {
  return transfers
    .map((transfer, at) => ({ ...transfer, number: at + 1 }))
    .filter(({ kind }) => kind !== 'statistic');
}
