/** One part of a fit, such as the field or the money, before it is weighed. */
export interface PartScore<Part extends string = string> {
  readonly part: Part;
  /** How well it fits, between 0 and 1; null where it was left open. */
  readonly score: number | null;
  /** False where the asking side asks nothing: the part does not count then. */
  readonly asked: boolean;
}

export interface WeighedPart<Part extends string = string> {
  readonly part: Part;
  readonly score: number | null;
  /** What it counted with: the score, the value of what is left open, or null if not asked. */
  readonly counted: number | null;
  /** Its share of the weights that count, 0 if not asked. */
  readonly weight: number;
}

export interface Fit<Part extends string = string> {
  /** Between 0 and 1. */
  readonly score: number;
  /** In the order they were given. */
  readonly parts: readonly WeighedPart<Part>[];
}

/**
 * Weighs named scores into one: the weighted mean of the parts that are asked for.
 *
 * A part that is asked and was left open counts with `openValue`, so that saying nothing is neither
 * as good as fitting nor as bad as not fitting. A part nobody asks for counts nothing, and the
 * others count for more. Where no weight is left the score is 0. Only the proportions of the
 * weights matter.
 *
 * @param scores     Each part once; scores between 0 and 1 or null. No unit.
 * @param weights    A weight ≥ 0 for each part; parts without one have weight 0. No unit.
 * @param openValue  Between 0 and 1; default 0.5.
 * @returns          The score between 0 and 1, and each part with what it counted and its weight.
 * @throws RangeError if a score or `openValue` is not between 0 and 1, a weight is negative or not
 *   finite, or a part is named twice.
 * @example
 * const text = { part: 'text', score: 0.75, asked: true };
 * const money = { part: 'money', score: null, asked: true };
 * fitOf([text, money], { text: 1, money: 1 }).score // → 0.625
 * fitOf([text, { ...money, asked: false }], { text: 3, money: 1 }).score // → 0.75
 * fitOf([], {}).score // → 0
 *
 * Cost: O(n). Source: the weighted arithmetic mean; simple additive weighting in Hwang & Yoon,
 * Multiple Attribute Decision Making (1981), 3.3.
 */
export function fitOf<Part extends string>(
  scores: readonly PartScore<Part>[],
  weights: Readonly<Partial<Record<Part, number>>>,
  openValue = 0.5,
): Fit<Part> {
  checkShare(openValue, 'the open value');
  const named = new Set(scores.map(({ part }) => part));
  if (named.size < scores.length) throw new RangeError('a part is named twice');
  const weightOf = ({ part, asked }: PartScore<Part>) => {
    const weight = weights[part] ?? 0;
    if (!(weight >= 0) || weight === Infinity) {
      throw new RangeError(`the weight of ${part} must be at least 0 and finite, not ${weight}`);
    }
    return asked ? weight : 0;
  };
  const given = scores.map(weightOf);
  const total = given.reduce((sum, weight) => sum + weight, 0);
  const parts = scores.map(({ part, score, asked }, at) => {
    if (score !== null) checkShare(score, `the score of ${part}`);
    const weight = total > 0 ? (given[at] as number) / total : 0;
    return { part, score, counted: asked ? (score ?? openValue) : null, weight };
  });
  const sum = parts.reduce((so, { counted, weight }) => so + (counted ?? 0) * weight, 0);
  // Rounding in the last place must not lift a perfect fit above 1.
  return { score: Math.min(1, sum), parts };
}

function checkShare(value: number, what: string): void {
  if (value >= 0 && value <= 1) return;
  throw new RangeError(`${what} must be between 0 and 1, not ${value}`);
}

export interface Shortfall<Part extends string = string> {
  /** The part that costs most; null where no part falls behind. */
  readonly part: Part | null;
  /** By how much that part gives less to the score, at least 0. */
  readonly costs: number;
  /** By how much the whole falls behind; negative where it leads. */
  readonly behind: number;
}

/**
 * Says which part costs a fit most against another: the one whose contribution (what it counted
 * times its weight) falls furthest behind.
 *
 * @param own    The fit that stands lower.
 * @param above  The fit it is compared with; parts it lacks contribute 0.
 * @returns      The part, ties to the earlier in `own`; null if no part falls behind.
 * @example
 * const near = [{ part: 'text', score: 0.9, asked: true }, { part: 'money', score: 1, asked: true }];
 * const far = [{ part: 'text', score: 0.9, asked: true }, { part: 'money', score: 0, asked: true }];
 * const weights = { text: 3, money: 1 };
 * shortfallOf(fitOf(far, weights), fitOf(near, weights)).part // → 'money'
 * shortfallOf(fitOf(near, weights), fitOf(near, weights)).part // → null
 *
 * Cost: O(n).
 */
export function shortfallOf<Part extends string>(
  own: Fit<Part>,
  above: Fit<Part>,
): Shortfall<Part> {
  const contribution = ({ counted, weight }: WeighedPart) => (counted ?? 0) * weight;
  const theirs = new Map(above.parts.map((part) => [part.part, contribution(part)]));
  let part: Part | null = null;
  let costs = 0;
  for (const one of own.parts) {
    const behind = (theirs.get(one.part) ?? 0) - contribution(one);
    // A difference in the last place of a sum is no reason.
    if (behind > Math.max(costs, 1e-12)) [part, costs] = [one.part, behind];
  }
  return { part, costs, behind: above.score - own.score };
}
