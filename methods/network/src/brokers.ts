import { type Brokerage, type BrokerRole, brokerRoles } from './brokerage.ts';

export interface Broker {
  readonly node: number;
  /** 1 for the first; those that stand between equally often share the better rank. */
  readonly rank: number;
  /** How often it stands between two of whom at least one is of another group than its own. */
  readonly across: number;
  /** The role it takes most often across groups; ties go to the earlier in `brokerRoles`. */
  readonly role: BrokerRole;
}

/**
 * Who stands most often between groups (regions): nodes by all their roles but that of coordinator.
 *
 * @returns  At most `best` nodes, none that never stands across; ties by number. The list may end
 *           within a tie.
 * @example
 * const path = createGraph({ nodeCount: 3, sources: [0, 1], targets: [1, 2] });
 * brokers(brokerage(path, [0, 1, 1])).map(({ node, rank, across, role }) => [node, rank, across, role])
 *   // → [[1, 1, 2, 'gatekeeper']]
 *
 * Cost: O(nodes × log nodes).
 */
export function brokers(brokerage: Brokerage, best = 20): readonly Broker[] {
  const roles = brokerRoles.filter((role) => role !== 'coordinator');
  const across = brokerage.coordinator.map((_, node) =>
    roles.reduce((sum, role) => sum + brokerage[role][node]!, 0),
  );
  const order = Uint32Array.from(across.keys())
    .filter((node) => across[node]! > 0)
    .sort((a, b) => across[b]! - across[a]! || a - b)
    .slice(0, best);
  let rank = 0;
  return Array.from(order, (node, place) => {
    if (place === 0 || across[node] !== across[order[place - 1]!]) rank = place + 1;
    const role = roles.reduce((most, one) =>
      brokerage[one][node]! > brokerage[most][node]! ? one : most,
    );
    return { node, rank, across: across[node]!, role };
  });
}
