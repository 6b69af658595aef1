/**
 * Similarities of papers and reviewers over 25 topics, three each, with a fifth of chance; the
 * matrices of `../shared/reference/assignment`, whose optima other solvers found.
 */
export function similarities(papers: number, reviewers: number, seed: number): Float32Array {
  const chance = generator(seed);
  const topics = (count: number) =>
    Array.from({ length: count }, () => {
      const own = new Float64Array(25);
      for (let one = 0; one < 3; one++) {
        const topic = Math.trunc(chance() * 25);
        own[topic]! += chance();
      }
      const length = Math.hypot(...own) || 1;
      return own.map((part) => part / length);
    });
  const [ofPapers, ofReviewers] = [topics(papers), topics(reviewers)];
  const found = new Float32Array(papers * reviewers);
  for (const [paper, own] of ofPapers.entries()) {
    for (const [reviewer, other] of ofReviewers.entries()) {
      let alike = 0;
      for (let topic = 0; topic < 25; topic++) alike += own[topic]! * other[topic]!;
      found[paper * reviewers + reviewer] = Math.round(1e6 * (0.8 * alike + 0.2 * chance())) / 1e6;
    }
  }
  return found;
}

/** The generator of that folder, which is not quite the one of `chanceOf`. */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
