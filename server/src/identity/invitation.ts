/** An invitation: open for fourteen days, to whoever holds its token. */
import type { invitationStates } from './contract.ts';

export const openDays = 14;

export function expiryOf(invitedAt: Date): Date {
  return new Date(invitedAt.getTime() + openDays * 24 * 3_600_000);
}

export function stateOf(
  invitation: {
    readonly acceptedAt: string | null;
    readonly revokedAt: string | null;
    readonly expiresAt: string;
  },
  now: Date,
): (typeof invitationStates)[number] {
  if (invitation.acceptedAt !== null) return 'accepted';
  if (invitation.revokedAt !== null) return 'revoked';
  return new Date(invitation.expiresAt) <= now ? 'expired' : 'open';
}

/** The token stands behind the #, where no server and no log sees it. */
export function linkOf(publicUrl: string, token: string): string {
  return new URL(`/invitation#${token}`, publicUrl).href;
}
