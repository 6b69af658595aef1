import type { UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import { doubt } from './authenticate.ts';
import type { endOwnSession as endOne, signOut as endThis } from './contract.ts';
import { endCurrentSession, withoutSession } from './session.ts';
import { deleteSessions } from './store.ts';

export const signOut: UseCase<typeof endThis> = async (ctx) => {
  const { personId } = ctx.actor;
  if (personId !== null) {
    await endCurrentSession(ctx);
    ctx.announce({ type: 'identity.signed_out', subjectIds: [personId] });
  }
  return await withoutSession(ctx);
};

export const endOwnSession: UseCase<typeof endOne> = async (ctx, { sessionId }) => {
  const personId = ctx.actor.personId!;
  const ended = await deleteSessions(ctx.tx, personId, { id: sessionId });
  if (ended === 0) throw notFound('session');
  doubt(personId, ctx.now);
  ctx.announce({ type: 'identity.session_ended', subjectIds: [personId] });
  return null;
};
