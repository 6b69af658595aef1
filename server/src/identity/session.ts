/** Starts and shows sessions: what every way of signing in ends with. */
import { withHeaders } from '../runtime/headers.ts';
import type { Context } from '../runtime/module.ts';
import { doubt } from './authenticate.ts';
import type { Session } from './contract.ts';
import { cookieOf, endedCookie } from './cookie.ts';
import { endOfSession } from './session-time.ts';
import { deleteSessions, insertSession } from './store.ts';
import { newToken } from './token.ts';
import { signedIn } from './views.ts';

/** What the caller of a session sees; null for one that is not signed in. */
export async function showSession(ctx: Context, sessionId: string | null): Promise<Session> {
  const { demo, oidc } = ctx.settings;
  const offers = { demo, oidc: oidc !== null };
  if (sessionId === null) {
    return { person: null, memberships: [], offices: [], endsAt: null, ...offers };
  }
  const found = await signedIn(ctx.tx, sessionId);
  const { id, name, email, locale, memberships, offices, endsAt } = found;
  return { person: { id, name, email, locale }, memberships, offices, endsAt, ...offers };
}

/** Signs a person in. The session that the caller may have had in this browser ends. */
export async function startSession(
  ctx: Context,
  person: { readonly id: string; readonly name: string },
  way: 'password' | 'invitation' | 'demo',
): Promise<Session> {
  await endCurrentSession(ctx);
  const token = newToken();
  const sessionId = await insertSession(ctx.tx, {
    personId: person.id,
    token,
    startedAt: ctx.now,
    expiresAt: endOfSession(ctx.now),
  });
  const by = { personId: person.id, name: person.name };
  ctx.announce({ type: 'identity.signed_in', by, subjectIds: [person.id], payload: { way } });
  const session = await showSession(ctx, sessionId);
  return withHeaders(session, { 'set-cookie': cookieOf(ctx.settings, token), ...unkept });
}

export async function endCurrentSession(ctx: Context): Promise<void> {
  const { personId, sessionId } = ctx.actor;
  if (personId === null || sessionId === undefined) return;
  await deleteSessions(ctx.tx, personId, { id: sessionId });
  doubt(personId, ctx.now);
}

export async function withoutSession(ctx: Context): Promise<Session> {
  const nobody = await showSession(ctx, null);
  return withHeaders(nobody, { 'set-cookie': endedCookie(ctx.settings), ...unkept });
}

/** No cache between keeps who somebody is. */
export const unkept = { 'cache-control': 'no-store' };
