/** How long a session lives: seven days at most, and eight hours after it was last used. */
export const daysAtMost = 7;
export const idleHoursAtMost = 8;

export function endOfSession(startedAt: Date): Date {
  return new Date(startedAt.getTime() + daysAtMost * 24 * 3_600_000);
}

/** Sessions last seen before this instant are over. */
export function idleLimit(now: Date): Date {
  return new Date(now.getTime() - idleHoursAtMost * 3_600_000);
}
