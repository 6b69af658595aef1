import { answersFor, territoryOf } from '../registry/index.ts';
import { type Actor, hasRole, isMember } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import type { ledgerContract, Owner, Transaction } from './contract.ts';
import { provenanceOf } from './provenance.ts';
import { readVisibleTransaction, type TransactionRow } from './transaction-views.ts';

type Contract = typeof ledgerContract;

/** A region acts by its own officer, an organisation by its managers. */
export async function actsFor(ctx: Context, { kind, id }: Pick<Owner, 'kind' | 'id'>) {
  if (kind === 'organisation') return hasRole(ctx.actor, id, 'manager');
  const { regionCodes } = await territoryOf(ctx.tx, id, dayOf(ctx.now));
  return answersFor(ctx.actor, { regionCodes, compactIds: [] });
}

/** A member of one of the parties, who may know of it without acting for anyone. */
export function isOfParty(actor: Actor, { entries }: TransactionRow): boolean {
  return entries.some(
    ({ account: { owner } }) => owner.kind === 'organisation' && isMember(actor, owner.id),
  );
}

export interface Standing {
  readonly row: TransactionRow;
  /** The parties that the caller acts for. */
  readonly actsForSome: boolean;
  readonly isProposer: boolean;
}

/** @throws Refusal not_found where it touches no account that the caller may see. */
export async function visibleTransaction(ctx: Context, transactionId: string): Promise<Standing> {
  const row = await readVisibleTransaction(ctx, transactionId);
  if (row === null) throw notFound('transaction');
  const owners = new Map(row.entries.map(({ account: { owner } }) => [owner.id, owner]));
  let actsForSome = false;
  for (const owner of owners.values()) actsForSome ||= await actsFor(ctx, owner);
  const isProposer = row.actor.id !== null && row.actor.id === ctx.actor.personId;
  return { row, actsForSome, isProposer };
}

export function shown({ row, actsForSome, isProposer }: Standing): Transaction {
  const { organisationId: _organisation, ...transaction } = row;
  const open = row.state === 'pending' && actsForSome;
  return { ...transaction, may: { post: open && !isProposer, void: open } };
}

export const readTransaction: UseCase<Contract['readTransaction']> = async (ctx, input) =>
  shown(await visibleTransaction(ctx, input.transactionId));

export const readProvenance: UseCase<Contract['readProvenance']> = async (ctx, input) => {
  const { row } = await visibleTransaction(ctx, input.transactionId);
  const text = `${JSON.stringify(provenanceOf(row), null, 2)}\n`;
  return {
    filename: `provenance-${row.id}.json`,
    mediaType: 'application/json; charset=utf-8',
    bytes: (async function* () {
      yield Buffer.from(text);
    })(),
  };
};
