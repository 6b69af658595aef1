export interface Coupling {
  /** How alike the levels are, from 0 (one is 0) to 1 (all the same); NaN if all are 0. */
  readonly coupling: number;
  /** The weighted mean of the levels. */
  readonly development: number;
  /** √(coupling · development): 1 only if all are alike and high. */
  readonly coordination: number;
  /** From 1 (extreme disorder, 极度失调) by tenths of coordination to 10 (优质协调). */
  readonly grade: number;
}

/**
 * Coupling and coordination degrees (耦合协调度) of two or more systems.
 *
 * Where all levels are 0 there is nothing to couple: coupling is NaN, coordination 0.
 *
 * @param levels   Two or more, each from 0 to 1.
 * @param weights  One a level, ≥ 0, not all 0; alike unless told.
 * @throws RangeError if there are fewer than two levels, one is outside 0 to 1, or the weights do
 *   not fit.
 * @example
 * couplingCoordination([0.5, 0.5])
 * // → { coupling: 1, development: 0.5, coordination: Math.SQRT1_2, grade: 8 }
 *
 * Cost: O(n). Source: 廖重斌, 环境与经济协调发展的定量评判及其分类体系 (1999), with the root
 * of as many as there are systems.
 */
export function couplingCoordination(
  levels: readonly number[],
  weights: readonly number[] = levels.map(() => 1),
): Coupling {
  if (levels.length < 2) throw new RangeError('Coupling needs two systems or more.');
  if (!levels.every((level) => level >= 0 && level <= 1)) {
    throw new RangeError(`The levels ${levels.join(', ')} are not all from 0 to 1.`);
  }
  const heaviness = weights.reduce((sum, one) => sum + one, 0);
  const isWeighed = weights.length === levels.length && weights.every((one) => one >= 0);
  if (!isWeighed || !(heaviness > 0)) throw new RangeError('The weights do not fit the levels.');
  const sum = levels.reduce((all, one) => all + one, 0);
  const product = levels.reduce((all, one) => all * one, 1);
  const coupling =
    sum === 0 ? Number.NaN : Math.min(1, (levels.length * product ** (1 / levels.length)) / sum);
  const development =
    levels.reduce((all, one, at) => all + one * (weights[at] ?? 0), 0) / heaviness;
  const coordination = sum === 0 ? 0 : Math.sqrt(coupling * development);
  return {
    coupling,
    development,
    coordination,
    grade: Math.min(10, Math.floor(coordination * 10 + 1e-9) + 1),
  };
}
