/**
 * Which rule holds where, on a day: a pure function of adoptions. The nearest place decides, and
 * two that are equally near and disagree are shown as a conflict, never settled in silence.
 */

export interface AdoptionPeriod {
  readonly id: string;
  readonly versionId: string;
  /** A region's code or a compact's id. */
  readonly placeId: string;
  /** Half-open, in days. */
  readonly startsOn: string;
  readonly endsOn: string | null;
  /** The period of the version itself. */
  readonly effectiveFrom: string | null;
  readonly effectiveUntil: string | null;
  /** The day on which the version was withdrawn; it holds before. */
  readonly withdrawnOn: string | null;
}

export interface Membership {
  readonly compactId: string;
  readonly regionCode: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** Places from the nearest to the farthest; those on one rung are equally near. */
export type Ladder = readonly (readonly string[])[];

export type Standing = 'holds' | 'overridden' | 'conflicts';

export interface HoldingRule<One extends AdoptionPeriod> {
  /** Null where nobody adopted any, or where two that are equally near contradict. */
  readonly versionId: string | null;
  readonly conflict: boolean;
  /** Every adoption that reaches there on the day, the nearest first. */
  readonly adoptions: readonly { readonly standing: Standing; readonly adoption: One }[];
}

function isWithin(day: string, from: string | null, until: string | null): boolean {
  return (from === null || from <= day) && (until === null || day < until);
}

/**
 * The region itself, then the compacts that it is a member of on the day, then the region it
 * lies in and the compacts of that, and so on.
 *
 * @param path  The region and those it lies in, the nearest first.
 */
export function ladderOf(
  path: readonly string[],
  memberships: readonly Membership[],
  day: string,
): Ladder {
  const seen = new Set<string>();
  const rungs: string[][] = [];
  for (const code of path) {
    rungs.push([code]);
    const compacts = memberships
      .filter((one) => one.regionCode === code && isWithin(day, one.startsOn, one.endsOn))
      .map((one) => one.compactId)
      .filter((id) => !seen.has(id));
    for (const id of compacts) seen.add(id);
    if (compacts.length > 0) rungs.push([...new Set(compacts)].sort());
  }
  return rungs;
}

export function isInForce(adoption: AdoptionPeriod, day: string): boolean {
  return (
    isWithin(day, adoption.startsOn, adoption.endsOn) &&
    isWithin(day, adoption.effectiveFrom, adoption.effectiveUntil) &&
    isWithin(day, null, adoption.withdrawnOn)
  );
}

/** Judges the adoptions of one rule set for the places of a ladder on a day. */
export function holdingOn<One extends AdoptionPeriod>(
  adoptions: readonly One[],
  ladder: Ladder,
  day: string,
): HoldingRule<One> {
  const rungs = ladder
    .map((places) => adoptions.filter((one) => places.includes(one.placeId) && isInForce(one, day)))
    .filter((rung) => rung.length > 0);
  const [nearest = [], ...farther] = rungs;
  const versions = new Set(nearest.map((one) => one.versionId));
  const conflict = versions.size > 1;
  return {
    versionId: versions.size === 1 ? nearest[0]!.versionId : null,
    conflict,
    adoptions: [
      ...inOrder(nearest).map((adoption) => ({
        standing: conflict ? ('conflicts' as const) : ('holds' as const),
        adoption,
      })),
      ...farther
        .flatMap(inOrder)
        .map((adoption) => ({ standing: 'overridden' as const, adoption })),
    ],
  };
}

/** By id, so that the same adoptions give the same answer in whatever order they came. */
function inOrder<One extends AdoptionPeriod>(rung: readonly One[]): One[] {
  return rung.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
