import type { UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import type { actAs as act, demoAccounts as list } from './contract.ts';
import { startSession } from './session.ts';
import { personById } from './store.ts';
import { demoAccountsOf } from './views.ts';

export const demoAccounts: UseCase<typeof list> = async (ctx) => {
  if (!ctx.settings.demo) throw notFound('demo');
  return { items: await demoAccountsOf(ctx.tx) };
};

/** Only accounts that the demo made: on a demo node, real people still need their password. */
export const actAs: UseCase<typeof act> = async (ctx, { personId }) => {
  if (!ctx.settings.demo) throw notFound('demo');
  const person = await personById(ctx.tx, personId);
  if (person === null || !person.demo || person.suspendedAt !== null) {
    throw notFound('demo account');
  }
  return await startSession(ctx, person, 'demo');
};
