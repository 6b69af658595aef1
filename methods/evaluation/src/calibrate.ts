import { inOrder } from './data-book.ts';
import { choleskyOf, type Matrix, matrixOf, solveBy } from './linear-algebra.ts';

/** What one scorer gave one item. */
export interface PanelScore {
  readonly item: string;
  readonly scorer: string;
  readonly score: number;
}

export interface Calibration {
  /** The grand mean, as generalised least squares estimate it. */
  readonly mean: number;
  readonly variances: {
    readonly items: number;
    readonly scorers: number;
    readonly residual: number;
  };
  /** In the order of their names. `leniency` above 0 scores higher than the panel. */
  readonly scorers: readonly {
    readonly scorer: string;
    readonly leniency: number;
    readonly scores: number;
  }[];
  readonly items: readonly {
    readonly item: string;
    /** The mean of what was given. */
    readonly plain: number;
    /** The mean of what was given less each scorer's leniency. */
    readonly calibrated: number;
    /** Drawn towards the grand mean as far as few scorers saw it. */
    readonly predicted: number;
  }[];
  /** Whether the search for the variances settled. */
  readonly converged: boolean;
  readonly iterations: number;
}

/**
 * Takes the severity of scorers off their scores: score = mean + item + scorer + residual, items and
 * scorers both random and crossed in any incomplete way, with variances by restricted maximum
 * likelihood. A scorer with few scores, or in a panel that differs by chance alone, is corrected
 * little.
 *
 * @param scores  Of each item and scorer at most one; two items and two scorers at least, and more
 *                scores than either, else severity cannot be told from quality.
 * @returns       In the units of the scores. Scores that are all equal give variances of 0.
 * @throws RangeError if there are too few scores, one is given twice or is no number.
 * @example
 * const scores = [['a', 'x', 1], ['a', 'y', 3], ['b', 'x', 2], ['b', 'y', 4], ['c', 'x', 5], ['c', 'y', 7]];
 * calibrateScorers(scores.map(([item, scorer, score]) => ({ item, scorer, score }))).scorers[1].leniency.toFixed(2) // → '1.00'
 *
 * Cost: some 150 factorisations of a matrix of the smaller side, O(min(items, scorers)³) each.
 * Source: Patterson & Thompson, Recovery of inter-block information (1971); Henderson's mixed model
 * equations; Nelder & Mead (1965) for the search.
 */
export function calibrateScorers(scores: readonly PanelScore[]): Calibration {
  const model = new CrossedModel(scores);
  const { at, settled, steps } = model.isConstant
    ? { at: [-20, -20] as const, settled: true, steps: 0 }
    : lowest((point) => model.deviance(point), [0, 0]);
  return model.calibration(at, settled, steps);
}

type Pair = readonly [number, number];

/** The larger side is eliminated by hand, since its part of the equations is diagonal. */
class CrossedModel {
  readonly #scores: readonly PanelScore[];
  readonly #items: readonly string[];
  readonly #scorers: readonly string[];
  readonly #itemOf: Int32Array;
  readonly #scorerOf: Int32Array;
  readonly #total: number;

  constructor(scores: readonly PanelScore[]) {
    this.#scores = scores;
    this.#items = [...new Set(scores.map(({ item }) => item))].sort(inOrder);
    this.#scorers = [...new Set(scores.map(({ scorer }) => scorer))].sort(inOrder);
    const pairs = new Set(scores.map(({ item, scorer }) => JSON.stringify([item, scorer])));
    if (pairs.size < scores.length) throw new RangeError('A scorer scored an item twice.');
    if (scores.some(({ score }) => !Number.isFinite(score))) {
      throw new RangeError('A score is no number.');
    }
    const [items, scorers] = [this.#items.length, this.#scorers.length];
    if (items < 2 || scorers < 2 || scores.length <= Math.max(items, scorers)) {
      throw new RangeError('Two items and two scorers are needed, and more scores than either.');
    }
    const itemAt = new Map(this.#items.map((item, at) => [item, at]));
    const scorerAt = new Map(this.#scorers.map((scorer, at) => [scorer, at]));
    this.#itemOf = Int32Array.from(scores, ({ item }) => itemAt.get(item)!);
    this.#scorerOf = Int32Array.from(scores, ({ scorer }) => scorerAt.get(scorer)!);
    this.#total = scores.reduce((sum, { score }) => sum + score ** 2, 0);
  }

  get isConstant(): boolean {
    return this.#scores.every(({ score }) => score === this.#scores[0]!.score);
  }

  /**
   * Solves for mean, items and scorers where the variances over that of the residual are given as
   * logarithms.
   */
  #solve([logItems, logScorers]: Pair) {
    const [large, small] = this.#sides();
    const ratioLarge = Math.exp(large === this.#itemOf ? logItems : logScorers);
    const ratioSmall = Math.exp(large === this.#itemOf ? logScorers : logItems);
    const [many, few] = this.#sizes();
    const counts = new Float64Array(many).fill(1 / ratioLarge);
    const sums = new Float64Array(many);
    // The mean stands before the smaller side.
    const p = few + 1;
    const beside: Matrix = matrixOf(many, p);
    const inner: Matrix = matrixOf(p, p);
    const right = new Float64Array(p);
    for (const [at, { score }] of this.#scores.entries()) {
      const [row, column] = [large[at]!, 1 + small[at]!];
      counts[row]!++;
      sums[row]! += score;
      beside[row]![0]!++;
      beside[row]![column]!++;
      inner[0]![0]!++;
      inner[0]![column]!++;
      inner[column]![0]!++;
      inner[column]![column]!++;
      right[0]! += score;
      right[column]! += score;
    }
    for (let at = 1; at < p; at++) inner[at]![at]! += 1 / ratioSmall;
    let logDeterminant = many * Math.log(ratioLarge) + few * Math.log(ratioSmall);
    for (let row = 0; row < many; row++) {
      logDeterminant += Math.log(counts[row]!);
      const own = beside[row]!;
      const filled = [...own.keys()].filter((at) => own[at] !== 0);
      for (const a of filled) {
        right[a]! -= (own[a]! * sums[row]!) / counts[row]!;
        for (const b of filled) inner[a]![b]! -= (own[a]! * own[b]!) / counts[row]!;
      }
    }
    const triangle = choleskyOf(inner);
    if (triangle === null) return null;
    const found = solveBy(triangle, right);
    for (const [at, row] of triangle.entries()) logDeterminant += 2 * Math.log(row[at]!);
    const outer = sums.map((sum, row) => {
      let left = sum;
      for (let at = 0; at < p; at++) left -= beside[row]![at]! * found[at]!;
      return left / counts[row]!;
    });
    let explained = 0;
    for (const [at, { score }] of this.#scores.entries()) {
      explained += score * (found[0]! + found[1 + small[at]!]! + outer[large[at]!]!);
    }
    const degrees = this.#scores.length - 1;
    const residual = Math.max((this.#total - explained) / degrees, 1e-300);
    const inside = found.subarray(1);
    const [ofItems, ofScorers] = large === this.#itemOf ? [outer, inside] : [inside, outer];
    return { mean: found[0]!, ofItems, ofScorers, residual, degrees, logDeterminant };
  }

  #sides(): readonly [Int32Array, Int32Array] {
    const itemsAreMore = this.#items.length >= this.#scorers.length;
    return itemsAreMore ? [this.#itemOf, this.#scorerOf] : [this.#scorerOf, this.#itemOf];
  }

  #sizes(): Pair {
    const [items, scorers] = [this.#items.length, this.#scorers.length];
    return [Math.max(items, scorers), Math.min(items, scorers)];
  }

  /** Minus twice the restricted likelihood, with the residual variance at its best. */
  deviance(logs: Pair): number {
    if (logs.some((one) => Math.abs(one) > 25)) return Infinity;
    const solution = this.#solve(logs);
    if (solution === null) return Infinity;
    const { residual, degrees, logDeterminant } = solution;
    return degrees * Math.log(residual) + logDeterminant;
  }

  calibration(at: Pair, converged: boolean, iterations: number): Calibration {
    const { mean, ofItems, ofScorers, residual } = this.#solve(at)!;
    const [items, scorers] = at.map((log) => (log < -15 ? 0 : residual * Math.exp(log)));
    const counts = new Float64Array(ofScorers.length);
    const plain = new Float64Array(ofItems.length);
    const calibrated = new Float64Array(ofItems.length);
    const seen = new Float64Array(ofItems.length);
    for (const [place, { score }] of this.#scores.entries()) {
      const [item, scorer] = [this.#itemOf[place]!, this.#scorerOf[place]!];
      counts[scorer]!++;
      seen[item]!++;
      plain[item]! += score;
      calibrated[item]! += score - ofScorers[scorer]!;
    }
    return {
      mean,
      variances: { items: items!, scorers: scorers!, residual: this.isConstant ? 0 : residual },
      scorers: this.#scorers.map((scorer, place) => ({
        scorer,
        leniency: ofScorers[place]!,
        scores: counts[place]!,
      })),
      items: this.#items.map((item, place) => ({
        item,
        plain: plain[place]! / seen[place]!,
        calibrated: calibrated[place]! / seen[place]!,
        predicted: mean + ofItems[place]!,
      })),
      converged,
      iterations,
    };
  }
}

const MOST_STEPS = 400;

/** Where a function of two numbers is lowest, by a triangle that walks downhill and shrinks. */
function lowest(
  value: (at: Pair) => number,
  start: Pair,
): { readonly at: Pair; readonly settled: boolean; readonly steps: number } {
  const corner = (at: Pair) => ({ at, height: value(at) });
  let corners = [start, [start[0] + 1, start[1]], [start[0], start[1] + 1]].map((at) =>
    corner(at as Pair),
  );
  for (let step = 1; step <= MOST_STEPS; step++) {
    corners.sort((a, b) => a.height - b.height);
    const [best, middle, worst] = corners as [Corner, Corner, Corner];
    const wide = Math.max(
      ...[middle, worst].flatMap(({ at }) => at.map((one, axis) => Math.abs(one - best.at[axis]!))),
    );
    if (wide < 1e-7) return { at: best.at, settled: true, steps: step };
    const away = (part: number): Pair => {
      const [x, y] = [0, 1].map((axis) => {
        const centre = (best.at[axis]! + middle.at[axis]!) / 2;
        return centre + part * (worst.at[axis]! - centre);
      });
      return [x!, y!];
    };
    let next = corner(away(-1));
    if (next.height < best.height) {
      const further = corner(away(-2));
      if (further.height < next.height) next = further;
    } else if (next.height >= middle.height) {
      const nearer = corner(away(next.height < worst.height ? -0.5 : 0.5));
      next = nearer.height < Math.min(next.height, worst.height) ? nearer : worst;
    }
    if (next !== worst) corners[2] = next;
    else {
      const halfway = ({ at }: Corner) =>
        corner([(at[0] + best.at[0]) / 2, (at[1] + best.at[1]) / 2]);
      corners = [best, halfway(middle), halfway(worst)];
    }
  }
  return { at: corners[0]!.at, settled: false, steps: MOST_STEPS };
}

interface Corner {
  readonly at: Pair;
  readonly height: number;
}
