/**
 * When an account rests from wrong passwords. It is judged by the digest of the email and not by
 * the account, so an unknown email locks like a known one and nobody learns which is which.
 */

export const failuresAtMost = 10;
export const failureWindowMinutes = 15;
export const lockMinutes = 15;

const minute = 60_000;

/**
 * Until when no sign-in is taken: fifteen minutes from the tenth failure within fifteen minutes.
 *
 * @param failedAt  Instants of failures in order, the latest ten at most.
 * @returns         null where sign-in is open.
 */
export function lockedUntil(failedAt: readonly Date[], now: Date): Date | null {
  const last = failedAt.at(-1);
  const first = failedAt.at(-failuresAtMost);
  if (last === undefined || first === undefined) return null;
  if (last.getTime() - first.getTime() > failureWindowMinutes * minute) return null;
  const until = new Date(last.getTime() + lockMinutes * minute);
  return now < until ? until : null;
}

/** The failures to remember after one more; a lock that has ended starts from nothing. */
export function withFailure(failedAt: readonly Date[], now: Date): Date[] {
  const recent = failedAt.filter(
    (at) => now.getTime() - at.getTime() <= failureWindowMinutes * minute,
  );
  const before = recent.length < failuresAtMost ? recent : [];
  return [...before, now];
}
