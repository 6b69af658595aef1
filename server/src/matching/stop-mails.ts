/** The link in every mail: it ends mail to one person, and needs no sign-in. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context, InputOf } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import type { watchContract } from './watch-contract.ts';
import { muteWatches } from './watch-store.ts';

/** It opens nothing but this one door, so it need not end. */
export function stopTokenOf(secret: string, personId: string): string {
  const mark = createHmac('sha256', secret).update(`stop mails to ${personId}`).digest('base64url');
  return `${personId}.${mark}`;
}

/** For whom the link was made; null where nobody made it here. */
export function personOfToken(secret: string, token: string): string | null {
  const personId = token.slice(0, 36);
  const [given, made] = [Buffer.from(token), Buffer.from(stopTokenOf(secret, personId))];
  return given.length === made.length && timingSafeEqual(given, made) ? personId : null;
}

export async function stopMails(
  ctx: Context,
  { token }: InputOf<typeof watchContract.stopMails>,
): Promise<null> {
  const personId = personOfToken(ctx.settings.secret, token);
  if (personId === null) {
    throw new Refusal('link_not_valid', 'This link was not made here, or not all of it came.');
  }
  await muteWatches(ctx.tx, personId, ctx.now);
  return null;
}
