import { likenessOf, type Sketch } from './fit-twins.ts';

/**
 * Lets the reasons for "no" of one asker weigh on what follows: each reason that speaks of a part
 * lifts its weight by a quarter of what it was, up to twice.
 *
 * @param weights  Weights by part, each ≥ 0. No unit.
 * @param counts   How often a part was given as the reason; parts without a count stay.
 * @param step     What one reason adds, as a share of the weight; default 0.25.
 * @param most     The bound, as a multiple of the weight; default 2.
 * @returns        New weights for the same parts.
 * @example weightsAfterRefusals({ text: 50, money: 8 }, { money: 2 }) // → { text: 50, money: 12 }
 * @example weightsAfterRefusals({ money: 8 }, { money: 99 }) // → { money: 16 }
 * @example weightsAfterRefusals({ money: 8 }, {}) // → { money: 8 }
 *
 * Cost: O(n). Source: ours; bounded, so that a few clicks cannot turn a ranking over.
 */
export function weightsAfterRefusals<Part extends string>(
  weights: Readonly<Record<Part, number>>,
  counts: Readonly<Partial<Record<Part, number>>>,
  step = 0.25,
  most = 2,
): Record<Part, number> {
  const after: Record<Part, number> = { ...weights };
  for (const part of Object.keys(weights) as Part[]) {
    after[part] = weights[part] * Math.min(most, 1 + step * (counts[part] ?? 0));
  }
  return after;
}

/** Something that was answered before, with what it says. */
export interface Answered {
  readonly id: string;
  readonly sketch: Sketch;
  readonly answer: 'yes' | 'no';
}

export interface FeedbackChange {
  readonly likeId: string;
  /** Between 0 and 1. */
  readonly likeness: number;
  /** What to add to a score: below 0 for what is like a "no", above for what is like a "yes". */
  readonly change: number;
}

/**
 * What earlier answers change about a candidate: it is moved by the one it is most like, down after
 * a "no" and up after a "yes", in proportion to how much more than loosely alike they are.
 *
 * @param sketch    The candidate.
 * @param answered  What was answered before; ties in likeness to the earlier.
 * @param from      Likeness up to which nothing follows, below 1; default 0.2.
 * @param strength  The change at likeness 1; default 0.3.
 * @returns         The change, between −strength and +strength, or null where nothing follows.
 * @throws RangeError if `from` is not between 0 and 1.
 * @example
 * const no = { id: 'n', sketch: sketchOf(['a', 'b', 'c', 'd']), answer: 'no' };
 * feedbackChange(sketchOf(['a', 'b', 'c', 'd']), [no]) // → { likeId: 'n', likeness: 1, change: -0.3 }
 * feedbackChange(sketchOf(['x']), [no]) // → null
 *
 * Cost: O(answers × sketch). Source: the idea of Rocchio (1971), with one witness that can be shown.
 */
export function feedbackChange(
  sketch: Sketch,
  answered: readonly Answered[],
  from = 0.2,
  strength = 0.3,
): FeedbackChange | null {
  if (!(from >= 0 && from < 1)) throw new RangeError(`from must be between 0 and 1, not ${from}`);
  let nearest: Answered | null = null;
  let likeness = from;
  for (const one of answered) {
    const found = likenessOf(sketch, one.sketch);
    if (found > likeness) [nearest, likeness] = [one, found];
  }
  if (nearest === null) return null;
  const size = (strength * (likeness - from)) / (1 - from);
  return { likeId: nearest.id, likeness, change: nearest.answer === 'no' ? -size : size };
}
