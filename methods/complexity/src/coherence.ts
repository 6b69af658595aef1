import { type Matrix, transposed } from './matrix.ts';
import type { Relatedness } from './relatedness.ts';

/**
 * How coherent each region is: the mean relatedness between two of its fields.
 *
 * A region with fewer than two fields has no pair: NaN.
 *
 * @param presences  Regions × fields; what is told counts as present, whatever its value.
 * @param near       Of the same fields.
 * @returns          Per region, in the measure of `near`.
 * @throws RangeError if the fields differ in number.
 * @example
 * const has = denseMatrix([[1, 1], [1, 0]]);
 * coherence(has, relatedness(has)) // → Float64Array.of(0.5, NaN)
 *
 * Cost: the sum of the squares of how many fields the regions have. Source: Teece et al.,
 * Understanding corporate coherence (1994).
 */
export function coherence(presences: Matrix, near: Relatedness): Float64Array {
  if (near.fields !== presences.columns) {
    throw new RangeError(`${near.fields} fields are related, but ${presences.columns} are told.`);
  }
  const byField = transposed(presences);
  const { starts, at } = presences;
  const row = new Float64Array(near.fields);
  const sums = new Float64Array(presences.rows);
  for (let field = 0; field < near.fields; field++) {
    if (byField.starts[field] === byField.starts[field + 1]) continue;
    near.row(field, row);
    for (let mine = byField.starts[field]!; mine < byField.starts[field + 1]!; mine++) {
      const region = byField.at[mine]!;
      let sum = 0;
      for (let cell = starts[region]!; cell < starts[region + 1]!; cell++) sum += row[at[cell]!]!;
      sums[region]! += sum;
    }
  }
  return sums.map((sum, region) => {
    const fields = starts[region + 1]! - starts[region]!;
    return fields < 2 ? Number.NaN : sum / (fields * (fields - 1));
  });
}
