import { type Design, rowsWhere, within } from './design.ts';
import { freedomOf } from './freedom.ts';
import { rectified } from './rectifier.ts';
import { strongParts } from './strong-parts.ts';

export interface Separation {
  /** 1 for each row that is separated, else 0. */
  readonly isSeparated: Uint8Array;
  /** Whether all such rows were found; not so only where very much is free. */
  readonly isComplete: boolean;
}

/**
 * Finds the zeros that a Poisson model would fit perfectly: some mix of regressors and effects is 0
 * on all positive flows, nowhere negative on the zeros, and positive on these. The estimate of that
 * mix would go to infinity; without these rows it exists.
 *
 * First go levels without any positive flow. What remains free is then little: mixes of regressors
 * that vanish on the positive flows, and shifts between parts of the network of positive flows that
 * do not hang together. With shifts alone, the answer is which links lead from one strongly
 * connected set of parts to another; else the iterative rectifier finds it. With more than two
 * effects, free directions are found by drawing them.
 *
 * @returns One flag a row. Without effects, a constant must be among the regressors if it is meant.
 * @throws RangeError if a flow is negative or not finite, or lengths differ; it names the row.
 * @example
 * const outcome = Float64Array.of(0, 0, 1, 2);
 * const [one, dummy] = [Float64Array.of(1, 1, 1, 1), Float64Array.of(1, 0, 0, 0)];
 * separation({ outcome, regressors: [one, dummy], effects: [] }).isSeparated
 * // → Uint8Array.of(1, 0, 0, 0)
 *
 * Cost: O(rows) a step; about as much as one step of the estimation where nothing is separated.
 * Source: Correia, Guimarães & Zylkin, Verifying the existence of maximum likelihood estimates for
 * generalized linear models (2019), §3 and the iterative rectifier of §4.
 */
export function separation(design: Design): Separation {
  check(design);
  const { outcome } = design;
  const isSeparated = new Uint8Array(outcome.length);
  let isComplete = true;
  for (;;) {
    withoutEmptyLevels(design, isSeparated);
    const rows = rowsWhere(isSeparated, 0);
    const found = separatedAmong(within(design, rows));
    isComplete &&= found.isComplete;
    for (const at of found.rows) isSeparated[rows[at]!] = 1;
    if (found.rows.length === 0) return { isSeparated, isComplete };
  }
}

function check({ outcome, regressors, effects }: Design): void {
  const wrong = outcome.findIndex((flow) => !(flow >= 0 && flow < Infinity));
  if (wrong >= 0) throw new RangeError(`Row ${wrong}: ${outcome[wrong]} is no flow ≥ 0.`);
  for (const values of [...regressors, ...effects.map(({ of }) => of)]) {
    if (values.length !== outcome.length) {
      throw new RangeError(`A column has ${values.length} rows, not ${outcome.length}.`);
    }
  }
  for (const values of regressors) {
    const row = values.findIndex((value) => !Number.isFinite(value));
    if (row >= 0) throw new RangeError(`Row ${row}: ${values[row]} is no number.`);
  }
}

/** Flags the rows of levels whose flows are all zero, until there is no such level. */
function withoutEmptyLevels({ outcome, effects }: Design, isSeparated: Uint8Array): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (const { of, count } of effects) {
      const hasFlow = new Uint8Array(count);
      for (let row = 0; row < of.length; row++) if (outcome[row]! > 0) hasFlow[of[row]!] = 1;
      for (let row = 0; row < of.length; row++) {
        if (hasFlow[of[row]!] === 1 || isSeparated[row] === 1) continue;
        isSeparated[row] = 1;
        changed = true;
      }
    }
  }
}

function separatedAmong(design: Design): { rows: readonly number[]; isComplete: boolean } {
  const isZero = new Uint8Array(design.outcome.length);
  for (let row = 0; row < isZero.length; row++) isZero[row] = design.outcome[row]! > 0 ? 0 : 1;
  const zeros = rowsWhere(isZero, 1);
  if (zeros.length === 0) return { rows: [], isComplete: true };
  const freedom = freedomOf(design, rowsWhere(isZero, 0), zeros);
  if (freedom === null) return { rows: [], isComplete: false };
  const { mixes, from, to, parts } = freedom;
  if (mixes.length === 0) {
    if (parts < 2) return { rows: [], isComplete: true };
    const part = strongParts(parts, from, to);
    const rows = [...zeros].filter((_, at) => part[from[at]!] !== part[to[at]!]);
    return { rows, isComplete: true };
  }
  const found = rectified(freedom, zeros.length);
  if (found === null) return { rows: [], isComplete: false };
  return { rows: [...zeros].filter((_, at) => found[at] === 1), isComplete: true };
}
