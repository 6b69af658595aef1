/**
 * Splits a whole amount by weights so that the parts add up to it exactly.
 *
 * Each part gets its share without the fraction; the units left over go one each to the largest
 * fractions, ties to the earlier part, or all of them to one flagged part where an agreement says
 * so. A negative amount is split like the positive one and the signs are turned: a reversal undoes
 * the split it reverses. A weight of 0 gets 0, unless it is the flagged part.
 *
 * @param totalMinor  Amount in minor units of one unit of account; may be negative.
 * @param weights     One weight a part, n ≥ 1, each ≥ 0, not all 0. No unit.
 * @param restTo      The index of the part that takes what the division leaves over.
 * @returns           n parts in minor units in the order of `weights`; their sum is `totalMinor`.
 * @throws RangeError if there is no weight, one is negative, all are 0, or `restTo` names no part.
 * @example allocate(100n, [1n, 1n, 1n]) // → [34n, 33n, 33n]
 * @example allocate(-100n, [1n, 1n, 1n]) // → [-34n, -33n, -33n]
 * @example allocate(100n, [1n, 1n, 1n], 2) // → [33n, 33n, 34n]
 * @example allocate(100n, [0n]) // → throws RangeError
 *
 * Cost: O(n log n). Source: largest-remainder (Hamilton) apportionment; Balinski & Young, Fair
 * Representation (2001), ch. 3.
 */
export function allocate(
  totalMinor: bigint,
  weights: readonly bigint[],
  restTo?: number,
): readonly bigint[] {
  let sum = 0n;
  for (const weight of weights) {
    if (weight < 0n) throw new RangeError(`A weight is negative: ${weight}.`);
    sum += weight;
  }
  if (sum === 0n)
    throw new RangeError('No weight is above 0, so nothing says who gets the amount.');
  if (totalMinor < 0n) return allocate(-totalMinor, weights, restTo).map((part) => -part);
  const parts = weights.map((weight) => (totalMinor * weight) / sum);
  let left = totalMinor;
  for (const part of parts) left -= part;
  if (restTo !== undefined) {
    if (parts[restTo] === undefined) throw new RangeError(`There is no part ${restTo}.`);
    parts[restTo] += left;
    return parts;
  }
  if (left === 0n) return parts;
  const remainders = weights.map((weight, at) => ({ at, rest: (totalMinor * weight) % sum }));
  remainders.sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
  for (const { at } of remainders.slice(0, Number(left))) parts[at]! += 1n;
  return parts;
}
