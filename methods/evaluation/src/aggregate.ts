import type { Aggregation } from './scheme.ts';
import type { WeightTable } from './stages.ts';

/**
 * One column out of many, unit by unit; what a unit lacks is left out and the other weights count
 * for more. A unit that lacks all has NaN.
 *
 * @param weights  Needed by all methods but `sum` and `minimum`; 0 or above.
 */
export function aggregateColumns(
  method: Aggregation['method'],
  columns: readonly Float64Array[],
  weights: WeightTable | null,
): Float64Array {
  const n = columns[0]!.length;
  const result = new Float64Array(n);
  if (method === 'copeland' || method === 'net-flow') {
    return outranking(columns, weights!, method === 'copeland');
  }
  if (method === 'median') {
    for (let unit = 0; unit < n; unit++) result[unit] = medianAt(unit, columns, weights!);
    return result;
  }
  const equal = new Float64Array(columns.length).fill(1);
  for (let unit = 0; unit < n; unit++) {
    const row = weights === null ? equal : weights.rows[weights.rowOf[unit]!]!.values;
    let [sum, total, least] = [0, 0, Infinity];
    for (let at = 0; at < columns.length; at++) {
      const value = columns[at]![unit]!;
      if (Number.isNaN(value)) continue;
      const weight = row[at]!;
      total += weight;
      if (method === 'geometric') sum += weight * Math.log(value);
      else if (method === 'harmonic') sum += weight / value;
      else sum += weight * value;
      if (value < least) least = value;
    }
    if (total === 0) result[unit] = Number.NaN;
    else if (method === 'sum') result[unit] = sum;
    else if (method === 'minimum') result[unit] = least;
    else if (method === 'geometric') result[unit] = Math.exp(sum / total);
    else if (method === 'harmonic') result[unit] = total / sum;
    else result[unit] = sum / total;
  }
  return result;
}

/** Half of the weight lies at it or below; between two values where exactly half does. */
export function medianAt(
  unit: number,
  columns: readonly Float64Array[],
  { rowOf, rows }: WeightTable,
): number {
  const row = rows[rowOf[unit]!]!.values;
  const here = columns
    .map((column, at) => ({ value: column[unit]!, weight: row[at]! }))
    .filter(({ value, weight }) => !Number.isNaN(value) && weight > 0)
    .sort((a, b) => a.value - b.value);
  const half = here.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let below = 0;
  for (const [at, { value, weight }] of here.entries()) {
    below += weight;
    if (Math.abs(below - half) <= 1e-12 * half) return (value + here[at + 1]!.value) / 2;
    if (below > half) return value;
  }
  return Number.NaN;
}

/**
 * Each unit against each other: by Copeland how many it beats by the majority of the weight, less
 * how many beat it; by net flow the part of the weight by which it beats each, less the part by
 * which it is beaten, summed. A child in which two are equal, or that either lacks, counts for none.
 *
 * Source: Copeland (1951); Brans & Vincke, PROMETHEE (1985), with the usual criterion; OECD & JRC
 * Handbook (2008), 6.2.
 */
function outranking(
  columns: readonly Float64Array[],
  { rowOf, rows }: WeightTable,
  byMajority: boolean,
): Float64Array {
  const n = columns[0]!.length;
  const score = new Float64Array(n);
  for (let a = 0; a < n; a++) {
    const row = rows[rowOf[a]!]!.values;
    let all = 0;
    for (const weight of row) all += weight;
    for (let b = a + 1; b < n; b++) {
      let margin = 0;
      for (let at = 0; at < columns.length; at++) {
        const [x, y] = [columns[at]![a]!, columns[at]![b]!];
        if (x > y) margin += row[at]!;
        else if (x < y) margin -= row[at]!;
      }
      const clear = Math.abs(margin) < 1e-12 * all ? 0 : margin;
      const won = byMajority ? Math.sign(clear) : clear / all;
      score[a]! += won;
      score[b]! -= won;
    }
  }
  return score;
}
