/**
 * How well a technology that is ready to a level meets a need that can absorb it from a level on.
 *
 * Enough is 1 whatever is above; each level that is missing takes 0.3, so that three missing leave
 * 0.1 and more leave nothing. The step is a choice, not a measurement.
 *
 * @param offered  Technology readiness level of what is offered.
 * @param least    The least level that helps.
 * @returns        Between 0 and 1.
 * @example maturityFit(6, 5) // → 1
 * @example maturityFit(4, 5) // → 0.7
 * @example maturityFit(1, 9) // → 0
 *
 * Cost: O(1). Source: ours, on the readiness levels 1 to 9 of ISO 16290.
 */
export function maturityFit(offered: number, least: number): number {
  const missing = Math.max(0, least - offered);
  return Math.max(0, (10 - 3 * missing) / 10);
}

/**
 * How well a budget meets a price: 1 where it covers it, falling in a straight line to 0 where it
 * covers half or less. A price of 0 is always covered.
 *
 * @param budgetMinor  What is there, in minor units of the currency of both.
 * @param priceMinor   What is asked, in the same.
 * @returns            Between 0 and 1, in steps of a thousandth.
 * @throws RangeError if an amount is negative.
 * @example moneyFit(100n, 80n) // → 1
 * @example moneyFit(75n, 100n) // → 0.5
 * @example moneyFit(50n, 100n) // → 0
 * @example moneyFit(-1n, 100n) // → throws RangeError
 *
 * Cost: O(1). Source: ours: at half the price a bargain is out of reach.
 */
export function moneyFit(budgetMinor: bigint, priceMinor: bigint): number {
  if (budgetMinor < 0n || priceMinor < 0n) throw new RangeError('an amount is not below zero');
  if (budgetMinor >= priceMinor) return 1;
  const beyondHalf = 2n * budgetMinor - priceMinor;
  // Whole numbers until the last step: an amount is no floating-point number.
  return beyondHalf <= 0n ? 0 : Number((1_000n * beyondHalf) / priceMinor) / 1_000;
}

/**
 * How well the time until a deadline covers what a technology still has to grow.
 *
 * A day that has passed is 0; where nothing is missing any day that is left is enough; else the
 * days that are left over the days it needs, at most 1.
 *
 * @param daysLeft       Whole days until the deadline; 0 is the day itself, negative has passed.
 * @param levelsMissing  Readiness levels that are missing, ≥ 0.
 * @param daysALevel     How long a level takes; default 180.
 * @returns              Between 0 and 1.
 * @throws RangeError if `levelsMissing` is negative or `daysALevel` is not above 0.
 * @example deadlineFit(90, 1) // → 0.5
 * @example deadlineFit(0, 0) // → 1
 * @example deadlineFit(-1, 0) // → 0
 *
 * Cost: O(1). Source: ours; half a year a level is a choice that can be given.
 */
export function deadlineFit(daysLeft: number, levelsMissing: number, daysALevel = 180): number {
  if (!(levelsMissing >= 0)) throw new RangeError(`levels missing: ${levelsMissing} is below 0`);
  if (!(daysALevel > 0)) throw new RangeError(`days a level: ${daysALevel} is not above 0`);
  if (daysLeft < 0) return 0;
  return levelsMissing === 0 ? 1 : Math.min(1, daysLeft / (levelsMissing * daysALevel));
}
