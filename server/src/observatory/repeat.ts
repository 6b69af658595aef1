/** Whether something new in a region would repeat what a neighbour has. */

export const plans = ['platform', 'fund', 'park'] as const;
export type Plan = (typeof plans)[number];

/** From this location quotient on a region is strong in a field: more than its size would give. */
export const strongFrom = 1;

export const strengths = ['quotient', 'platforms'] as const;
export type Strength = (typeof strengths)[number];

/** Figures of one region in the field; null is what is not known or may not be told. */
export interface FieldStanding {
  readonly quotient: number | null;
  readonly platforms: number | null;
}

/** What makes a region strong in the field: its share of it, or platforms that stand there. */
export function strengthsOf({ quotient, platforms }: FieldStanding): Strength[] {
  return strengths.filter((one) =>
    one === 'quotient' ? quotient !== null && quotient >= strongFrom : (platforms ?? 0) > 0,
  );
}

export const verdicts = ['repeats', 'doubles', 'open', 'unknown'] as const;
/**
 * `repeats`: a neighbour is strong where the region is not. `doubles`: both are, and more of it
 * widens the overlap. `open`: no neighbour is strong. `unknown`: nothing is known of the field.
 */
export type Verdict = (typeof verdicts)[number];

export function verdictOf(
  here: FieldStanding | null,
  neighbours: readonly FieldStanding[],
): Verdict {
  const isStrong = (one: FieldStanding) => strengthsOf(one).length > 0;
  if (neighbours.some(isStrong)) return here !== null && isStrong(here) ? 'doubles' : 'repeats';
  const known = [here, ...neighbours].some((one) => one !== null && one.quotient !== null);
  return known ? 'open' : 'unknown';
}
