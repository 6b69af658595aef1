/**
 * Works out who calls. Every request pays for it, so the answer is remembered for a moment; a
 * change of what a person may do is known at once in the process that made it, and within that
 * moment in the others.
 */
import type { FastifyRequest } from 'fastify';
import { type Actor, anonymous } from '../runtime/actor.ts';
import type { JobContext } from '../runtime/module.ts';
import { tokenIn } from './cookie.ts';
import { idleLimit } from './session-time.ts';
import { callerByToken } from './views.ts';

const rememberedMilliseconds = 5_000;
const rememberedAtMost = 10_000;
/** Longer than a statement may run: by then a change has been committed or given up. */
const doubtMilliseconds = 60_000;

const remembered = new Map<string, { readonly actor: Actor; readonly at: number }>();
const doubted = new Map<string, number>();

export async function authenticate(request: FastifyRequest, node: JobContext): Promise<Actor> {
  const token = tokenIn(request.headers.cookie, node.settings);
  if (token === null) return anonymous;
  const now = node.now();
  const known = remembered.get(token);
  if (known !== undefined && isFresh(known.at, now) && !isDoubted(known.actor, now)) {
    return known.actor;
  }
  const caller = await callerByToken(node.database.tx, {
    token,
    now,
    idleSince: idleLimit(now),
    agent: request.headers['user-agent']?.slice(0, 300) ?? null,
    address: request.ip,
  });
  if (caller === null) {
    remembered.delete(token);
    return anonymous;
  }
  const { personId, name, memberships, sessionId } = caller;
  const offices = caller.offices.map(({ office, regionCode, compactId }) => ({
    office,
    regionCode,
    compactId,
  }));
  const actor: Actor = { kind: 'person', personId, name, memberships, offices, sessionId };
  if (remembered.size >= rememberedAtMost) remembered.clear();
  remembered.set(token, { actor, at: now.getTime() });
  return actor;
}

/**
 * Forgets what is remembered of a person, and remembers nothing new until the change that is on
 * its way must have come to its end: what is read before the commit would be stale after it.
 */
export function doubt(personId: string, now: Date): void {
  for (const [id, at] of doubted) {
    if (now.getTime() - at > doubtMilliseconds) doubted.delete(id);
  }
  doubted.set(personId, now.getTime());
}

function isFresh(at: number, now: Date): boolean {
  return Math.abs(now.getTime() - at) < rememberedMilliseconds;
}

function isDoubted(actor: Actor, now: Date): boolean {
  const at = doubted.get(actor.personId ?? '');
  return at !== undefined && Math.abs(now.getTime() - at) <= doubtMilliseconds;
}
