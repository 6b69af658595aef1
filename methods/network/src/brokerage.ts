import type { Graph } from './graph.ts';
import { countGroups, type Groups } from './groups.ts';

/** By whose group passes something to whose; `brokerage` says which is which. */
export const brokerRoles = [
  'coordinator',
  'itinerant',
  'gatekeeper',
  'representative',
  'liaison',
] as const;
export type BrokerRole = (typeof brokerRoles)[number];

/** How often each node takes each role; one count a node. */
export type Brokerage = Readonly<Record<BrokerRole, Float64Array>>;

/**
 * How often each node stands between two others that are not linked, by the groups (regions) of
 * the three: somebody passes something to the broker, the broker passes it on.
 *
 * `coordinator`: all of one group. `itinerant`: the two are of one group, the broker of another.
 * `gatekeeper`: from another group into the broker's own. `representative`: out of the own group.
 * `liaison`: three groups. Only pairs count where the first has no link to the last; ordered
 * pairs, so that in an undirected network each pair counts twice. Triples with a node of no group
 * are left aside.
 *
 * @param groupOf  one group a node.
 * @throws RangeError if there is not one whole number a node.
 * @example
 * const path = createGraph({ nodeCount: 3, sources: [0, 1], targets: [1, 2], directed: true });
 * brokerage(path, [0, 1, 1]).gatekeeper[1] // → 1
 * brokerage(path, [0, 1, 0]).itinerant[1] // → 1
 *
 * Cost: O(sum of the squares of the degrees) at most. Source: Gould & Fernandez (1989), without
 * their weights.
 */
export function brokerage(graph: Graph, groupOf: Groups): Brokerage {
  const { nodeCount, out, in: reached } = graph;
  const groupCount = countGroups(nodeCount, groupOf);
  const roles = Object.fromEntries(
    brokerRoles.map((role) => [role, new Float64Array(nodeCount)]),
  ) as Record<BrokerRole, Float64Array>;
  const receives = new Uint8Array(nodeCount);
  const comes = new Float64Array(groupCount);
  const goes = new Float64Array(groupCount);

  for (let broker = 0; broker < nodeCount; broker++) {
    const own = groupOf[broker]!;
    const [begin, end] = [out.offsets[broker]!, out.offsets[broker + 1]!];
    const [beginIn, endIn] = [reached.offsets[broker]!, reached.offsets[broker + 1]!];
    if (own < 0 || begin === end || beginIn === endIn) continue;
    const take = (first: number, last: number, count: number) => {
      roles[roleOf(groupOf[first]!, own, groupOf[last]!)][broker]! += count;
    };
    comes.fill(0);
    goes.fill(0);
    for (let at = begin; at < end; at++) {
      receives[out.targets[at]!] = 1;
      if (groupOf[out.targets[at]!]! >= 0) goes[groupOf[out.targets[at]!]!]!++;
    }
    for (let at = beginIn; at < endIn; at++) {
      if (groupOf[reached.targets[at]!]! >= 0) comes[groupOf[reached.targets[at]!]!]!++;
    }
    addAll(comes, goes, own, (role, count) => {
      roles[role][broker]! += count;
    });
    // Of all ways from those who give to those who receive, those who are the same or are linked.
    for (let at = beginIn; at < endIn; at++) {
      const first = reached.targets[at]!;
      if (groupOf[first]! < 0) continue;
      if (receives[first] === 1) take(first, first, -1);
      for (let next = out.offsets[first]!; next < out.offsets[first + 1]!; next++) {
        const last = out.targets[next]!;
        if (receives[last] === 1 && groupOf[last]! >= 0) take(first, last, -1);
      }
    }
    for (let at = begin; at < end; at++) receives[out.targets[at]!] = 0;
  }
  return roles;
}

function roleOf(first: number, own: number, last: number): BrokerRole {
  if (first === own) return last === own ? 'coordinator' : 'representative';
  if (last === own) return 'gatekeeper';
  return first === last ? 'itinerant' : 'liaison';
}

/** All ways from somebody who gives to somebody who receives, by their groups. */
function addAll(
  comes: Float64Array,
  goes: Float64Array,
  own: number,
  add: (role: BrokerRole, count: number) => void,
): void {
  let [foreignComes, foreignGoes, returning] = [0, 0, 0];
  for (let group = 0; group < comes.length; group++) {
    if (group === own) continue;
    foreignComes += comes[group]!;
    foreignGoes += goes[group]!;
    returning += comes[group]! * goes[group]!;
  }
  add('coordinator', comes[own]! * goes[own]!);
  add('representative', comes[own]! * foreignGoes);
  add('gatekeeper', foreignComes * goes[own]!);
  add('itinerant', returning);
  add('liaison', foreignComes * foreignGoes - returning);
}
