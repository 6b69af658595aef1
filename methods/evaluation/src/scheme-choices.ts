/** What a scheme chooses where a node does not choose itself, and what that implies. */
import type { Aggregation, Group, Normalisation, Scheme, Weighing } from './scheme.ts';

export function aggregationOf({ aggregate }: Group, scheme: Scheme): Aggregation['method'] {
  return (aggregate ?? scheme.aggregate ?? { method: 'arithmetic' }).method;
}

export function weighingOf({ weigh }: Group, scheme: Scheme): Weighing {
  return weigh ?? scheme.weigh ?? { method: 'given' };
}

export function normalisationOf(
  { normalise }: { readonly normalise?: Normalisation },
  scheme: Scheme,
): Normalisation {
  return normalise ?? scheme.normalise ?? { method: 'min-max' };
}

/** Some unit gets 0 or less by the way the method is made. */
export function reachesZero(normalisation: Normalisation): boolean {
  switch (normalisation.method) {
    case 'min-max':
      return Math.min(normalisation.from ?? 0, normalisation.to ?? 100) <= 0;
    case 'z-score':
      return (normalisation.mean ?? 0) <= 0;
    case 'percentile':
    case 'distance-to-target':
      return true;
    default:
      return false;
  }
}

/** Normalisations from 0 to 100, so that grades can be told under any of them. */
export const onHundred = new Set<Normalisation['method']>([
  'min-max',
  'percentile',
  'distance-to-target',
  'goalposts',
]);

/** The parts of its own score that a child may have, by the scheme or by how many there are. */
export function shareBounds(
  { leastShare, mostShare, unbounded }: Weighing,
  children: number,
): { readonly least: number; readonly most: number } {
  if (unbounded === true) return { least: 0, most: 1 };
  return {
    least: leastShare ?? 1 / (2 * children),
    most: mostShare ?? Math.min(1, 2 / children),
  };
}
