/** A need or a search that is kept, and tells its owner when something new fits. */

/**
 * What a watch looks at. `list`: everything new that the list with these words and filters shows.
 * `words`: what comes among the first matches for these words. `record`: what comes among the
 * first matches of one's own need or technology.
 */
export const watchBases = ['list', 'words', 'record'] as const;
export type WatchBasis = (typeof watchBases)[number];

/** When its owner is told; `never` keeps the search and is silent. */
export const rhythms = ['now', 'daily', 'weekly', 'never'] as const;
export type Rhythm = (typeof rhythms)[number];

/** Among how many of the best matches a new record has to come to be worth a word. */
export const firstMatches = 10;
export const watchesAtMost = 50;
export const watchNameLettersAtMost = 120;

const day = 24 * 3_600_000;
/** Digests are made up at eight in the morning in Beijing, all year midnight in Greenwich. */
const eightInBeijing = 0;
/** The fifth of January 1970 was a Monday. */
const aMonday = 4 * day;

/**
 * What was found up to this instant is told now; what came later waits for the next digest.
 * Null: it is not told at all.
 */
export function tellUpTo(rhythm: Rhythm, now: Date): Date | null {
  const at = now.getTime();
  switch (rhythm) {
    case 'now':
      return now;
    case 'daily':
      return new Date(latest(at, eightInBeijing, day));
    case 'weekly':
      return new Date(latest(at, eightInBeijing + aMonday, 7 * day));
    case 'never':
      return null;
  }
}

/** The latest instant of a row of them, each `every` after the other, that is not after `at`. */
function latest(at: number, start: number, every: number): number {
  return start + Math.floor((at - start) / every) * every;
}
