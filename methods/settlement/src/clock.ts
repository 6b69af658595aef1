import type { FactBook } from './fact-book.ts';
import type { Terms } from './terms.ts';

export type Start =
  /** Without a clock every clause counts from its first fact. */
  | { readonly kind: 'none' }
  | { readonly kind: 'year'; readonly year: number; readonly day: string }
  | { readonly kind: 'missing'; readonly events: readonly string[] };

/** The latest day on which an event was reported, or null. */
export function dayOf(book: FactBook, event: string): string | null {
  let latest: string | null = null;
  for (const { day } of book.events.get(event) ?? []) {
    if (day !== null && (latest === null || day > latest)) latest = day;
  }
  return latest;
}

export function startOf({ clock }: Terms, book: FactBook): Start {
  if (clock === undefined) return { kind: 'none' };
  const days = clock.latestOf.map((event) => ({ event, day: dayOf(book, event) }));
  const events = days.filter(({ day }) => day === null).map(({ event }) => event);
  if (events.length > 0) return { kind: 'missing', events };
  const day = days
    .map((one) => one.day!)
    .sort()
    .at(-1)!;
  return { kind: 'year', year: Number(day.slice(0, 4)) + (clock.yearOne === 'next' ? 1 : 0), day };
}
