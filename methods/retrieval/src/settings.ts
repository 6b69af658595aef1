import type { Field } from './document.ts';

/** The constants of the ranking formula. */
export interface Settings {
  /** How much an occurrence in each field weighs, ≥ 0. */
  readonly weight: Readonly<Record<Field, number>>;
  /** How strongly the length of each field is discounted, 0 (not at all) to 1 (in proportion). */
  readonly lengthNorm: Readonly<Record<Field, number>>;
  /** How soon further occurrences in a document stop counting, > 0: the smaller the sooner. */
  readonly documentSaturation: number;
  /** The same for occurrences in the query. */
  readonly querySaturation: number;
}

/** Usual values of the literature; see README.md for how little the measured figures move. */
export const DEFAULT_SETTINGS: Settings = {
  weight: { title: 2, keywords: 2, text: 1 },
  lengthNorm: { title: 0.75, keywords: 0.75, text: 0.75 },
  documentSaturation: 1.2,
  querySaturation: 2,
};

/** Refuses constants for which the formula means nothing. */
export function checkSettings(settings: Settings): void {
  const weights = Object.values(settings.weight);
  if (!weights.every((weight) => weight >= 0) || !weights.some((weight) => weight > 0)) {
    throw new RangeError('each field weight must be at least 0 and one of them more');
  }
  if (!Object.values(settings.lengthNorm).every((norm) => norm >= 0 && norm <= 1)) {
    throw new RangeError('each length norm must lie between 0 and 1');
  }
  if (!(settings.documentSaturation > 0 && settings.querySaturation > 0)) {
    throw new RangeError('saturations must be positive');
  }
}
