/** What the side that offers technology learns from every "no" that came back to it. */

/** How an answer came: to a request, or at the end of the talks. */
export const noSteps = ['declined', 'talks_ended'] as const;
export type NoStep = (typeof noSteps)[number];

/**
 * A comparison is shown from this many organisations on each side and answers on. Below that,
 * somebody who knows some of the answers could work out the others.
 */
export const othersAtLeast = 5;
export const answersAtLeast = 20;

export interface ComparisonGroup {
  /** Other organisations whose technologies were answered. */
  readonly owners: number;
  /** Organisations that gave the answers. */
  readonly answerers: number;
  readonly answers: number;
}

export function mayCompare({ owners, answerers, answers }: ComparisonGroup): boolean {
  return owners >= othersAtLeast && answerers >= othersAtLeast && answers >= answersAtLeast;
}

/**
 * The first day of the quarter of `today`: comparisons count what came before it. A figure that
 * moved with each new answer would tell that answer to whoever looks every day.
 */
export function comparedBefore(today: string): string {
  const month = Math.ceil(Number(today.slice(5, 7)) / 3) * 3 - 2;
  return `${today.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
}
