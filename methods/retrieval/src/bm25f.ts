/**
 * The parts of BM25F, the sum over the terms of a query of
 * weight in the query × rarity × saturated(Σ over fields of occurrences × unit weight of the field).
 *
 * Source: Robertson & Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009),
 * equations 3.15 (saturation, query term weight) and 3.19–3.21 (fields).
 */

/** How much it tells that a term occurs: above 0 even for a term that stands everywhere. */
export function rarity(documents: number, documentsWithTerm: number): number {
  return Math.log(1 + (documents - documentsWithTerm + 0.5) / (documentsWithTerm + 0.5));
}

/** Lets repeated occurrences count less and less: 0 for none, 1 for one, towards `k` + 1 for many. */
export function saturated(occurrences: number, k: number): number {
  return (occurrences * (k + 1)) / (occurrences + k);
}

/** What one occurrence in a field counts, given the field's length relative to the average. */
export function unitWeight(weight: number, lengthNorm: number, relativeLength: number): number {
  return weight / (1 - lengthNorm + lengthNorm * relativeLength);
}
