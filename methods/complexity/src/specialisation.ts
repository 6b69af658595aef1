import { type Matrix, sumsOf, transposed } from './matrix.ts';

export interface Specialisation {
  /** Σ s², from 1 ⁄ fields to 1 (all in one field). */
  readonly herfindahl: Float64Array;
  /** −Σ s log₂ s in bits, from 0 (all in one field). */
  readonly entropy: Float64Array;
  /** Σ |s − t|, from 0 (like all regions together) up to below 2. Half of it is the coefficient of specialisation. */
  readonly krugman: Float64Array;
  /** 1 ⁄ Σ s² ⁄ t, up to 1 (like all regions together). */
  readonly hachman: Float64Array;
  /** How unequally the region's volume lies over all fields, from 0 (equally) up to below 1. */
  readonly gini: Float64Array;
}

/**
 * How specialised each region is, by its shares s over fields and the shares t of all regions.
 *
 * A region without any field has no shares: NaN.
 *
 * @param matrix  Regions × fields, of any one unit.
 * @returns       Per region.
 * @example
 * specialisation(denseMatrix([[1, 1], [0, 2]])).krugman // → Float64Array.of(0.5, 0.5)
 *
 * Cost: O(n log n) for n cells. Source: Krugman, Geography and trade (1991); Hachman (1994);
 * Palan, Measurement of specialization (2010).
 */
export function specialisation(matrix: Matrix): Specialisation {
  const { ofRows, ofColumns, total } = sumsOf(matrix);
  const made = () => new Float64Array(matrix.rows).fill(Number.NaN);
  const [herfindahl, entropy, krugman, hachman] = [made(), made(), made(), made()];
  for (let row = 0; row < matrix.rows; row++) {
    if (ofRows[row] === 0) continue;
    let [squares, bits, apart, spread] = [0, 0, 1, 0];
    for (let cell = matrix.starts[row]!; cell < matrix.starts[row + 1]!; cell++) {
      const own = matrix.values[cell]! / ofRows[row]!;
      const all = ofColumns[matrix.at[cell]!]! / total;
      squares += own * own;
      bits -= own * Math.log2(own);
      // Fields the region lacks add their whole share; so the sum begins at 1.
      apart += Math.abs(own - all) - all;
      spread += (own * own) / all;
    }
    herfindahl[row] = squares;
    entropy[row] = bits;
    krugman[row] = apart;
    hachman[row] = 1 / spread;
  }
  return { herfindahl, entropy, krugman, hachman, gini: ginis(matrix) };
}

export interface Concentration {
  /** How unequally the field's volume lies over all regions, from 0 (equally) up to below 1. */
  readonly gini: Float64Array;
  /** The same beside the volume of the regions, from 0 (as all fields together) up to ½. */
  readonly locationalGini: Float64Array;
}

/**
 * How concentrated each field is in few regions. A field that is nowhere has no shares: NaN.
 *
 * @param matrix  Regions × fields, of any one unit.
 * @returns       Per field.
 * @example
 * concentration(denseMatrix([[2, 0], [0, 2]])).locationalGini // → Float64Array.of(0.25, 0.25)
 *
 * Cost: O(n log n) for n cells. Source: Krugman, Geography and trade (1991), app. D: half the area
 * between the diagonal and the curve of the field's shares over those of all fields, regions in
 * order of their quotients, whole area ½.
 */
export function concentration(matrix: Matrix): Concentration {
  const fields = transposed(matrix);
  const { ofRows, ofColumns, total } = sumsOf(fields);
  const locationalGini = new Float64Array(fields.rows).fill(Number.NaN);
  for (let field = 0; field < fields.rows; field++) {
    if (ofRows[field] === 0) continue;
    const shares = Array.from(
      { length: fields.starts[field + 1]! - fields.starts[field]! },
      (_, nth) => {
        const cell = fields.starts[field]! + nth;
        const own = fields.values[cell]! / ofRows[field]!;
        return { own, all: ofColumns[fields.at[cell]!]! / total };
      },
    ).sort((a, b) => a.own / a.all - b.own / b.all);
    // Regions without the field come first and leave the curve at 0.
    let [area, height] = [0, 0];
    for (const { own, all } of shares) {
      area += all * (height + own / 2);
      height += own;
    }
    locationalGini[field] = 0.5 - area;
  }
  return { gini: ginis(fields), locationalGini };
}

/** Gini's coefficient of each row over all its columns, those at zero too. */
function ginis(matrix: Matrix): Float64Array {
  const result = new Float64Array(matrix.rows).fill(Number.NaN);
  for (let row = 0; row < matrix.rows; row++) {
    const sorted = matrix.values.slice(matrix.starts[row], matrix.starts[row + 1]).sort();
    const zeros = matrix.columns - sorted.length;
    let [sum, weighted] = [0, 0];
    for (const [at, value] of sorted.entries()) {
      sum += value;
      weighted += (zeros + at + 1) * value;
    }
    const n = matrix.columns;
    if (sum > 0) result[row] = (2 * weighted) / (n * sum) - (n + 1) / n;
  }
  return result;
}
