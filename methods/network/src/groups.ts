/** The group (region) of each node, from 0; a negative number for a node of no group. */
export type Groups = ArrayLike<number>;

/** One more than the highest group. */
export function countGroups(nodeCount: number, groupOf: Groups): number {
  if (groupOf.length !== nodeCount) {
    throw new RangeError(`There are ${nodeCount} nodes and ${groupOf.length} groups.`);
  }
  let count = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (!Number.isInteger(groupOf[node])) {
      throw new RangeError(`The group of node ${node} is ${groupOf[node]}, not a whole number.`);
    }
    count = Math.max(count, groupOf[node]! + 1);
  }
  return count;
}
