/** What people change of their own account. */
import type { UseCase } from '../runtime/module.ts';
import { doubt } from './authenticate.ts';
import type { changeLocale as locale, changePassword as password } from './contract.ts';
import { hashPassword } from './password.ts';
import { showSession } from './session.ts';
import { checkPassword } from './sign-in.ts';
import { deleteSessions, personById, writeLocale, writePassword } from './store.ts';

export const changePassword: UseCase<typeof password> = async (ctx, input) => {
  const { currentPassword, newPassword } = input;
  const personId = ctx.actor.personId!;
  const { email } = (await personById(ctx.tx, personId))!;
  await checkPassword(ctx, email, currentPassword, 'current_password_wrong');

  await writePassword(ctx.tx, personId, await hashPassword(newPassword), ctx.now);
  const { sessionId } = ctx.actor;
  const others = sessionId === undefined ? {} : { exceptId: sessionId };
  const sessionsEnded = await deleteSessions(ctx.tx, personId, others);
  doubt(personId, ctx.now);
  ctx.announce({
    type: 'identity.password_changed',
    subjectIds: [personId],
    payload: { sessionsEnded },
  });
  return { sessionsEnded };
};

export const changeLocale: UseCase<typeof locale> = async (ctx, input) => {
  await writeLocale(ctx.tx, ctx.actor.personId!, input.locale);
  return await showSession(ctx, ctx.actor.sessionId ?? null);
};
