/**
 * Degree and coefficients of a primitive polynomial, then the first direction numbers, from the
 * second dimension on.
 *
 * Source: Joe & Kuo, Constructing Sobol sequences with better two-dimensional projections (2008),
 * new-joe-kuo-6.
 */
const DIRECTIONS: readonly (readonly [number, number, readonly number[]])[] = [
  [1, 0, [1]],
  [2, 1, [1, 3]],
  [3, 1, [1, 3, 1]],
  [3, 2, [1, 1, 1]],
  [4, 1, [1, 1, 3, 3]],
  [4, 4, [1, 3, 5, 13]],
  [5, 2, [1, 1, 5, 5, 17]],
  [5, 4, [1, 1, 5, 5, 5]],
  [5, 7, [1, 1, 7, 11, 19]],
  [5, 11, [1, 1, 5, 1, 1]],
  [5, 13, [1, 1, 1, 3, 11]],
  [5, 14, [1, 3, 5, 5, 31]],
  [6, 1, [1, 3, 3, 9, 7, 49]],
  [6, 13, [1, 1, 1, 15, 21, 21]],
  [6, 16, [1, 3, 1, 13, 27, 49]],
  [6, 19, [1, 1, 1, 15, 7, 5]],
  [6, 22, [1, 3, 1, 15, 13, 25]],
  [6, 25, [1, 1, 5, 5, 19, 61]],
  [7, 1, [1, 3, 7, 11, 23, 15, 103]],
  [7, 4, [1, 3, 7, 13, 13, 15, 69]],
];

const BITS = 32;

/** How many dimensions the sequence has. */
export const SOBOL_DIMENSIONS = DIRECTIONS.length + 1;

/** Points that fill the unit cube evenly; the first is the corner 0. */
export class SobolSequence {
  readonly #directions: readonly Uint32Array[];
  readonly #state: Uint32Array;
  #at = 0;

  constructor(dimensions: number) {
    if (dimensions < 1 || dimensions > SOBOL_DIMENSIONS) {
      throw new RangeError(`The sequence has 1 to ${SOBOL_DIMENSIONS} dimensions.`);
    }
    this.#directions = Array.from({ length: dimensions }, (_, at) => directionsOf(at));
    this.#state = new Uint32Array(dimensions);
  }

  /** Writes the next point. */
  next(point: Float64Array): void {
    for (let at = 0; at < this.#state.length; at++) point[at] = this.#state[at]! / 2 ** BITS;
    this.#at++;
    const changed = 31 - Math.clz32(this.#at & -this.#at);
    for (let at = 0; at < this.#state.length; at++) {
      this.#state[at]! ^= this.#directions[at]![changed]!;
    }
  }
}

function directionsOf(dimension: number): Uint32Array {
  const directions = new Uint32Array(BITS);
  if (dimension === 0) {
    for (let at = 0; at < BITS; at++) directions[at] = 2 ** (BITS - 1 - at);
    return directions;
  }
  const [degree, coefficients, first] = DIRECTIONS[dimension - 1]!;
  for (let at = 0; at < BITS; at++) {
    if (at < degree) {
      directions[at] = first[at]! * 2 ** (BITS - 1 - at);
      continue;
    }
    let value = directions[at - degree]! ^ (directions[at - degree]! >>> degree);
    for (let back = 1; back < degree; back++) {
      if ((coefficients >>> (degree - 1 - back)) & 1) value ^= directions[at - back]!;
    }
    directions[at] = value;
  }
  return directions;
}
