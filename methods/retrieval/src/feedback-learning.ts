/** A pair that was answered, with what each part scored then. */
export interface Example<Part extends string = string> {
  /** Between 0 and 1; parts that were open or not asked are null or left out. */
  readonly scores: Readonly<Partial<Record<Part, number | null>>>;
  readonly answer: 'yes' | 'no';
  /** How much it counts, above 0; default 1. */
  readonly count?: number;
}

export interface LearningOptions {
  /** How strongly weights are held to their defaults: the ridge on their multiples. Default 20. */
  readonly hold?: number;
  /** How far a weight may leave its default, as a multiple and a fraction, above 1; default 2. */
  readonly most?: number;
  /** Rounds at most; default 500. */
  readonly rounds?: number;
}

export interface LearnedWeights<Part extends string = string> {
  readonly weights: Record<Part, number>;
  /** In how many examples each part was known. */
  readonly examples: Record<Part, number>;
  readonly yes: number;
  readonly no: number;
  /** The mean log loss of the examples under the defaults and under the learned weights, in nats. */
  readonly lossBefore: number;
  readonly lossAfter: number;
  readonly rounds: number;
  readonly converged: boolean;
}

/** From nothing fits to all fits, the odds of a "yes" change by e to this power. */
const reach = 8;
const tolerance = 1e-10;

/**
 * Learns weights from answers: a logistic regression of "yes" on the named scores, held to the
 * default weights by a ridge and kept within bounds around them.
 *
 * The log odds of a "yes" are a constant plus the sum over parts of weight times (score − ½), on a
 * scale where the defaults together reach 8. The ridge takes `hold` examples of evidence to let a
 * weight go far, and no weight leaves default ÷ `most` … default × `most`, so a few answers move
 * little and no number of them turns the ranking over. Without a "yes" or without a "no" there is
 * nothing to tell apart, and the defaults are returned. The same examples in any order give the same
 * weights up to rounding.
 *
 * @param given     Scores between 0 and 1 with their answers.
 * @param defaults  A weight for each part, each ≥ 0, not all 0. Parts of weight 0 stay so.
 * @param options   Hold, bounds and rounds; all have defaults.
 * @returns         Weights on the scale of the defaults, counts, losses, and whether it converged.
 * @throws RangeError if a score is not between 0 and 1, a count is not above 0, no weight is above
 *   0, or an option is out of its range.
 * @example
 * const defaults = { text: 60, money: 10 };
 * learnWeights([], defaults).weights // → { text: 60, money: 10 }
 * const no = { scores: { text: 0.8, money: 0 }, answer: 'no', count: 50 };
 * const yes = { scores: { text: 0.8, money: 1 }, answer: 'yes', count: 50 };
 * learnWeights([no, yes], defaults).weights.money > 15 // → true
 *
 * Cost: O(rounds × examples × parts). Source: ridge logistic regression; le Cessie & van Houwelingen
 * (1992); solved by projected coordinate Newton steps, the objective being convex.
 */
export function learnWeights<Part extends string>(
  given: readonly Example<Part>[],
  defaults: Readonly<Record<Part, number>>,
  options: LearningOptions = {},
): LearnedWeights<Part> {
  const { hold = 20, most = 2, rounds: roundsAtMost = 500 } = options;
  if (!(hold > 0)) throw new RangeError(`hold must be above 0, not ${hold}`);
  if (!(most > 1)) throw new RangeError(`most must be above 1, not ${most}`);
  const parts = Object.keys(defaults) as Part[];
  const total = parts.reduce((sum, part) => sum + defaults[part], 0);
  if (!(total > 0)) throw new RangeError('no weight is above 0');

  const rows = given.map((example) => rowOf(example, parts));
  const counted = (answer: 'yes' | 'no') =>
    given.reduce((sum, one) => sum + (one.answer === answer ? (one.count ?? 1) : 0), 0);
  const [yes, no] = [counted('yes'), counted('no')];

  // Multiples of the defaults are learned, so that one ridge holds great and small weights alike.
  const slopes = parts.map((part) => (reach * defaults[part]) / total);
  const multiples = parts.map(() => 1);
  const start = yes > 0 && no > 0 ? Math.log(yes / no) : 0;
  const model = { bias: start, multiples, slopes, rows };
  let rounds = 0;
  let converged = true;
  let lossBefore = 0;
  if (yes > 0 && no > 0) {
    converged = false;
    for (; rounds < roundsAtMost && Math.abs(stepBias(model)) > tolerance; rounds += 1);
    lossBefore = lossOf(model);
    for (rounds = 0; rounds < roundsAtMost && !converged; rounds += 1) {
      let moved = Math.abs(stepBias(model));
      for (const at of parts.keys()) moved = Math.max(moved, step(model, at, hold, most));
      converged = moved <= tolerance;
    }
  }
  const byPart = <Value>(value: (part: Part, at: number) => Value) =>
    Object.fromEntries(parts.map((part, at) => [part, value(part, at)])) as Record<Part, Value>;
  return {
    weights: byPart((part, at) => defaults[part] * (multiples[at] as number)),
    examples: byPart(
      (part) => given.filter(({ scores }) => (scores[part] ?? null) !== null).length,
    ),
    yes,
    no,
    lossBefore,
    lossAfter: yes > 0 && no > 0 ? lossOf(model) : 0,
    rounds,
    converged,
  };
}

interface Row {
  /** Score less ½ by part; 0 where nothing was known. */
  readonly centred: readonly number[];
  readonly yes: 0 | 1;
  readonly count: number;
}

interface Model {
  bias: number;
  readonly multiples: number[];
  readonly slopes: readonly number[];
  readonly rows: readonly Row[];
}

function rowOf<Part extends string>(example: Example<Part>, parts: readonly Part[]): Row {
  const count = example.count ?? 1;
  if (!(count > 0)) throw new RangeError(`an example counts above 0, not ${count}`);
  const centred = parts.map((part) => {
    const score = example.scores[part] ?? null;
    if (score === null) return 0;
    if (!(score >= 0 && score <= 1)) {
      throw new RangeError(`the score of ${part} must be between 0 and 1, not ${score}`);
    }
    return score - 0.5;
  });
  return { centred, yes: example.answer === 'yes' ? 1 : 0, count };
}

function chanceOf({ bias, multiples, slopes }: Model, row: Row): number {
  let odds = bias;
  for (const [at, centred] of row.centred.entries()) {
    odds += (slopes[at] as number) * (multiples[at] as number) * centred;
  }
  return 1 / (1 + Math.exp(-odds));
}

function lossOf(model: Model): number {
  let loss = 0;
  let counts = 0;
  for (const row of model.rows) {
    const chance = chanceOf(model, row);
    loss -= row.count * Math.log(Math.max(row.yes === 1 ? chance : 1 - chance, 1e-300));
    counts += row.count;
  }
  return loss / counts;
}

/** How the loss changes with one coefficient, and how fast that changes. */
function slopeOf(model: Model, factor: (row: Row) => number): { first: number; second: number } {
  let [first, second] = [0, 0];
  for (const row of model.rows) {
    const by = factor(row);
    if (by === 0) continue;
    const chance = chanceOf(model, row);
    first += row.count * (chance - row.yes) * by;
    second += row.count * chance * (1 - chance) * by * by;
  }
  return { first, second };
}

/** The constant is not held: how often people say yes is no matter of weights. */
function stepBias(model: Model): number {
  const { first, second } = slopeOf(model, () => 1);
  const by = bounded(first / second);
  model.bias -= by;
  return by;
}

function step(model: Model, at: number, hold: number, most: number): number {
  const slope = model.slopes[at] as number;
  if (slope === 0) return 0;
  const { first, second } = slopeOf(model, (row) => slope * (row.centred[at] as number));
  const before = model.multiples[at] as number;
  const wanted = before - bounded((first + hold * (before - 1)) / (second + hold));
  const after = Math.min(most, Math.max(1 / most, wanted));
  model.multiples[at] = after;
  return Math.abs(after - before);
}

/** A Newton step far from the minimum may overshoot; shorter ones still arrive. */
function bounded(by: number): number {
  return Math.min(1, Math.max(-1, by));
}
