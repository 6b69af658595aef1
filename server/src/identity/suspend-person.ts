import type { UseCase } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { doubt } from './authenticate.ts';
import type { reinstatePerson as reinstate, suspendPerson as suspend } from './contract.ts';
import { checkAnotherKeeps } from './grant-office.ts';
import { deleteSessions, holdPerson, writeSuspension } from './store.ts';
import { accountOf } from './views.ts';

export const suspendPerson: UseCase<typeof suspend> = async (ctx, { personId, reason }) => {
  const person = await holdPerson(ctx.tx, personId);
  if (person === null) throw notFound('person');
  if (personId === ctx.actor.personId) {
    throw new Refusal('not_yourself', 'Nobody suspends the own account.');
  }
  if (person.suspendedAt !== null) {
    throw new Refusal('already_suspended', `${person.name} is suspended already.`);
  }
  await checkAnotherKeeps(ctx, personId);
  await writeSuspension(ctx.tx, personId, { at: ctx.now, because: reason });
  await deleteSessions(ctx.tx, personId);
  doubt(personId, ctx.now);
  ctx.announce({
    type: 'identity.person_suspended',
    subjectIds: [personId],
    payload: { reason },
  });
  return (await accountOf(ctx.tx, personId))!;
};

export const reinstatePerson: UseCase<typeof reinstate> = async (ctx, { personId, reason }) => {
  const person = await holdPerson(ctx.tx, personId);
  if (person === null) throw notFound('person');
  if (person.suspendedAt === null) {
    throw new Refusal('not_suspended', `${person.name} is not suspended.`);
  }
  await writeSuspension(ctx.tx, personId, null);
  doubt(personId, ctx.now);
  ctx.announce({
    type: 'identity.person_reinstated',
    subjectIds: [personId],
    payload: { reason },
  });
  return (await accountOf(ctx.tx, personId))!;
};
