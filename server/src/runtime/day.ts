/** The day it is in China at an instant: validity, membership and deadlines are counted in days. */
export function dayOf(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
