/**
 * Normalised discounted cumulative gain of the first ten: 1 for the best order there is, 0 without
 * any relevant document. Source: Järvelin & Kekäläinen, ACM TOIS 20 (2002) 422–446, log2(rank + 1).
 */
export function ndcgAt10(ranking: readonly string[], gains: ReadonlyMap<string, number>): number {
  const discounted = (list: readonly number[]) =>
    list.slice(0, 10).reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0);
  const best = discounted([...gains.values()].sort((a, b) => b - a));
  return best === 0 ? 0 : discounted(ranking.map((id) => gains.get(id) ?? 0)) / best;
}

/** One over the rank of the one right answer; 0 if it is not there. */
export function reciprocalRank(ranking: readonly string[], right: string): number {
  const at = ranking.indexOf(right);
  return at < 0 ? 0 : 1 / (at + 1);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
