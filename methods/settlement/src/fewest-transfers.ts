export interface Balance {
  readonly party: string;
  /** Above 0 is owed to the party, below 0 owed by it. */
  readonly minor: bigint;
}

interface Payment {
  readonly payer: string;
  readonly receiver: string;
  readonly minor: bigint;
}

/** All subsets of so many parties are looked at, 4,096 of them. */
const MOST_SEARCHED = 12;

/**
 * Transfers that bring all balances, which sum to 0, to 0. A group of k parties whose balances sum
 * to 0 needs at most k − 1 transfers, so the more such groups, the fewer transfers.
 */
export function settlePositions(balances: readonly Balance[]): readonly Payment[] {
  const open = balances.filter(({ minor }) => minor !== 0n);
  if (open.length === 0) return [];
  const groups = open.length <= MOST_SEARCHED ? mostGroups(open) : oppositesFirst(open);
  return groups.flatMap(settleGroup);
}

/** The partition into the most groups that sum to 0, by dynamic programming over the subsets. */
function mostGroups(open: readonly Balance[]): readonly (readonly Balance[])[] {
  const all = 2 ** open.length - 1;
  const sums = new Array<bigint>(all + 1).fill(0n);
  const counts = new Int8Array(all + 1);
  const last = new Int8Array(all + 1);
  for (let subset = 1; subset <= all; subset++) {
    const lowest = 31 - Math.clz32(subset & -subset);
    sums[subset] = sums[subset & (subset - 1)]! + open[lowest]!.minor;
    let best = -1;
    for (let at = 0; at < open.length; at++) {
      if ((subset & (1 << at)) === 0) continue;
      const count = counts[subset ^ (1 << at)]!;
      if (count <= best) continue;
      best = count;
      last[subset] = at;
    }
    counts[subset] = best + (sums[subset] === 0n ? 1 : 0);
  }
  const groups: Balance[][] = [];
  for (let subset = all; subset > 0; subset ^= 1 << last[subset]!) {
    if (sums[subset] === 0n) groups.push([]);
    groups.at(-1)!.push(open[last[subset]!]!);
  }
  return groups;
}

/** Pairs that cancel each other need one transfer; the rest is one group. */
function oppositesFirst(open: readonly Balance[]): readonly (readonly Balance[])[] {
  const waiting = new Map<bigint, Balance[]>();
  const groups: Balance[][] = [];
  for (const balance of open) {
    const opposite = waiting.get(-balance.minor)?.pop();
    if (opposite !== undefined) groups.push([opposite, balance]);
    else waiting.set(balance.minor, [...(waiting.get(balance.minor) ?? []), balance]);
  }
  const rest = [...waiting.values()].flat();
  return rest.length === 0 ? groups : [...groups, rest];
}

/** The largest debtor pays the largest creditor; each transfer brings one of them to 0. */
function settleGroup(group: readonly Balance[]): readonly Payment[] {
  const bySize = (a: Balance, b: Balance) => (a.minor < b.minor ? 1 : a.minor > b.minor ? -1 : 0);
  const creditors = group.filter(({ minor }) => minor > 0n).sort(bySize);
  const debtors = group
    .filter(({ minor }) => minor < 0n)
    .map(({ party, minor }) => ({ party, minor: -minor }))
    .sort(bySize);
  const payments: Payment[] = [];
  let [owed, owing] = [creditors[0]?.minor ?? 0n, debtors[0]?.minor ?? 0n];
  for (let [c, d] = [0, 0]; c < creditors.length && d < debtors.length; ) {
    const minor = owed < owing ? owed : owing;
    payments.push({ payer: debtors[d]!.party, receiver: creditors[c]!.party, minor });
    owed -= minor;
    owing -= minor;
    if (owed === 0n) owed = creditors[++c]?.minor ?? 0n;
    if (owing === 0n) owing = debtors[++d]?.minor ?? 0n;
  }
  return payments;
}
