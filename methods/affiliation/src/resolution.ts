import type { Evidence } from './evidence.ts';

export type Candidate = {
  readonly organisationId: string;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
};

export type Resolution = {
  /** The likeliest first; at most eight. */
  readonly candidates: readonly Candidate[];
  /** The region that the text names, or that of a certain organisation. */
  readonly regionCode?: string;
  readonly postcode?: string;
  /** True if the first candidate may be taken without asking a person, or if none was decided. */
  readonly certain: boolean;
};

/** From this confidence on a resolution is certain. Tuned on a sample that is not the reference. */
export const CERTAIN_FROM = 0.8;
