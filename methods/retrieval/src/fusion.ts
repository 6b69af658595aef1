/** How the ranking by words and the ranking by meaning become one. */
export interface FusionSettings {
  /** How much meaning counts where words count 1, ≥ 0. */
  readonly meaningWeight: number;
  /**
   * The share of the query's words that the best hit must have for its score to count in full. A
   * query in a language that the documents are not written in falls short of it, so that the few
   * names both have in common do not drown the meaning.
   */
  readonly coverage: number;
  /** The best hits by words, so many of them, move the query's meaning towards theirs. */
  readonly feedbackDocuments: number;
  /** How far: 1 counts them as much as the query itself, ≥ 0. */
  readonly feedbackWeight: number;
  /** A document without a word of the query is a hit from this cosine on. */
  readonly leastMeaning: number;
}

/**
 * One setting for every collection. It was chosen on Cranfield and on half of the ChinaXiv papers;
 * README.md reports the other half, NPL and CSL, and how flat the optimum is.
 */
export const DEFAULT_FUSION: FusionSettings = {
  meaningWeight: 0.75,
  coverage: 0.3,
  feedbackDocuments: 5,
  feedbackWeight: 0.5,
  leastMeaning: 0.2,
};

/** How well the text of a document answers a query, each part between 0 and 1. */
export interface TextScores {
  /** The words both write, by BM25F: 1 for the best hit of a query whose words are well covered. */
  readonly words: number;
  /** What both are about, as the corpus has taught it: words that keep the same company. */
  readonly meaning: number;
  /** Both together; the ranking unless `rescore` says otherwise. */
  readonly text: number;
}

/** What a score by words is divided by; above 0. */
export function fullScore(best: number, reach: number, { coverage }: FusionSettings): number {
  return Math.max(best, coverage * reach, Number.MIN_VALUE);
}

export function fused(words: number, cosine: number, weight: number): TextScores {
  const meaning = Math.min(1, Math.max(0, cosine));
  return { words, meaning, text: (words + weight * meaning) / (1 + weight) };
}

/** Refuses numbers for which the fusion means nothing. */
export function checkFusion(settings: FusionSettings): void {
  for (const [name, value] of Object.entries(settings)) {
    if (!(value >= 0 && value < Infinity)) throw new RangeError(`${name} must be at least 0`);
  }
}
