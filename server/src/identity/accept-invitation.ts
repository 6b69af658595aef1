import { withHeaders } from '../runtime/headers.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import { doubt } from './authenticate.ts';
import type { acceptInvitation as accept, readInvitation as read } from './contract.ts';
import { checkOffice } from './grant-office.ts';
import { stateOf } from './invitation.ts';
import { notOpen } from './invite.ts';
import { hashPassword } from './password.ts';
import { showSession, startSession, unkept } from './session.ts';
import {
  holdInvitation,
  holdPerson,
  insertOffice,
  insertPerson,
  markAccepted,
  officesOf,
  personByEmail,
  type StoredInvitation,
  writeMembership,
  writePassword,
} from './store.ts';
import { digestOf } from './token.ts';

export const readInvitation: UseCase<typeof read> = async (ctx, { token }) => {
  const invitation = await openInvitation(ctx, token);
  const { email, membership, office, invitedBy, expiresAt } = invitation;
  const hasAccount = (await personByEmail(ctx.tx, email)) !== null;
  return { email, membership, office, invitedBy, expiresAt, hasAccount };
};

/**
 * Makes the account where there is none. Who has one proves it by being signed in to it: the
 * link alone must not open somebody's account.
 */
export const acceptInvitation: UseCase<typeof accept> = async (ctx, input) => {
  const invitation = await openInvitation(ctx, input.token);
  const known = await personByEmail(ctx.tx, invitation.email);
  if (known !== null && known.id !== ctx.actor.personId) {
    throw new Refusal(
      'sign_in_to_accept',
      `${invitation.email} has an account here: sign in to it and open the link again.`,
    );
  }
  const { id: personId, name } = known ?? (await makeAccount(ctx, invitation, input));
  await take(ctx, invitation, personId);
  await markAccepted(ctx.tx, invitation.id, personId, ctx.now);
  doubt(personId, ctx.now);
  ctx.announce({
    type: 'identity.invitation_accepted',
    by: { personId, name },
    subjectIds: [invitation.id, personId],
    organisationId: invitation.membership?.organisationId,
    payload: {
      role: invitation.membership?.role ?? null,
      office: invitation.office?.office ?? null,
    },
  });
  if (known === null) return await startSession(ctx, { id: personId, name }, 'invitation');
  return withHeaders(await showSession(ctx, ctx.actor.sessionId ?? null), unkept);
};

/** A token that never was and one that has ended look alike. */
async function openInvitation(ctx: Context, token: string): Promise<StoredInvitation> {
  const invitation = await holdInvitation(ctx.tx, { tokenDigest: digestOf(token) });
  const state = invitation === null ? 'unknown' : stateOf(invitation, ctx.now);
  if (invitation === null || state !== 'open') throw notOpen(state);
  return invitation;
}

async function makeAccount(
  ctx: Context,
  invitation: StoredInvitation,
  given: { readonly name?: string; readonly password?: string; readonly locale?: 'zh-CN' | 'en' },
): Promise<{ id: string; name: string }> {
  const { name, password, locale = 'zh-CN' } = given;
  if (name === undefined || password === undefined) {
    throw new Refusal('name_and_password_needed', 'A new account needs a name and a password.');
  }
  const { email } = invitation;
  const person = { name, email, locale, demo: null, emailVerified: true };
  const personId = await insertPerson(ctx.tx, person, ctx.now);
  if (personId === null) {
    throw new Refusal('sign_in_to_accept', `${email} has just got an account: sign in to it.`);
  }
  await writePassword(ctx.tx, personId, await hashPassword(password), ctx.now);
  return { id: personId, name };
}

async function take(ctx: Context, invitation: StoredInvitation, personId: string): Promise<void> {
  await holdPerson(ctx.tx, personId);
  const { membership, office } = invitation;
  if (membership !== null) await writeMembership(ctx.tx, personId, membership, ctx.now);
  if (office !== null) {
    checkOffice(office, await officesOf(ctx.tx, personId));
    await insertOffice(ctx.tx, personId, office, ctx.now);
  }
}
