import type { Levels } from './levels.ts';
import { crossProducts, type Square } from './normal-equations.ts';

/** What the covariance is made of: regressors without effects, and how far the flows are off. */
export interface Scores {
  readonly outcome: Float64Array;
  readonly mean: Float64Array;
  readonly columns: readonly Float64Array[];
}

/** White's covariance, times n ⁄ (n − parameters). */
export function robustCovariance(bread: Square, scores: Scores, parameters: number): Square {
  const { outcome, mean, columns } = scores;
  const n = outcome.length;
  const squares = outcome.map((flow, row) => (flow - mean[row]!) ** 2);
  return sandwich(
    bread,
    crossProducts(columns, squares),
    n > parameters ? n / (n - parameters) : NaN,
  );
}

/** The same where all rows of a cluster may err together. */
export function clusteredCovariance(
  bread: Square,
  { outcome, mean, columns }: Scores,
  parameters: number,
  clusters: Levels,
  effects: readonly Levels[],
): Square {
  const sums = columns.map((column) => {
    const ofCluster = new Float64Array(clusters.count);
    for (let row = 0; row < column.length; row++) {
      ofCluster[clusters.of[row]!]! += column[row]! * (outcome[row]! - mean[row]!);
    }
    return ofCluster;
  });
  const n = outcome.length;
  const used = parameters - nestedParameters(effects, clusters);
  const groups = clusters.count;
  const isFree = n > used && groups > 1;
  const factor = isFree ? (groups / (groups - 1)) * ((n - 1) / (n - used)) : NaN;
  return sandwich(bread, crossProducts(sums), factor);
}

/** How many parameters of the effects the clusters already allow for. */
function nestedParameters(effects: readonly Levels[], clusters: Levels): number {
  const nested = effects.filter((effect) => isNested(effect, clusters));
  const levels = nested.reduce((sum, { count }) => sum + count, 0);
  if (nested.length === 0) return 0;
  // One a nested effect stays counted: for the constant, and for what was counted once already.
  return levels - nested.length;
}

/** Whether all rows of every level are in one cluster. */
function isNested({ of, count }: Levels, clusters: Levels): boolean {
  const cluster = new Int32Array(count).fill(-1);
  for (let row = 0; row < of.length; row++) {
    const known = cluster[of[row]!]!;
    if (known !== -1 && known !== clusters.of[row]) return false;
    cluster[of[row]!] = clusters.of[row]!;
  }
  return true;
}

function sandwich(bread: Square, meat: Square, factor: number): Square {
  const product = (a: Square, b: Square) =>
    a.map((row) =>
      Float64Array.from(row, (_, column) =>
        row.reduce((sum, value, at) => sum + value * b[at]![column]!, 0),
      ),
    );
  return product(product(bread, meat), bread).map((row) => row.map((value) => value * factor));
}
