/**
 * Which links of a chain are supplied inside a compact, which have too much, and which depend on
 * others. Counts in, judgement out:
 *
 * - **Supply** of a link: organisations of the compact's regions that work in one of its industries,
 *   and technologies that they have on offer.
 * - **Demand**: needs that organisations of the compact have published.
 * - **Answered from outside** (or inside): needs for which an introduction to somebody outside (or
 *   inside) the compact was accepted.
 */

export const chainGapMethod = {
  name: 'chain-gaps',
  version: '1',
  parameters: {
    /** So many times its share of the chain's demand, and a link has more supply than it needs. */
    surplusFrom: 2,
    /** With fewer needs in the whole chain nothing is said about surplus. */
    needsAtLeast: 3,
    /** With fewer organisations a link has no surplus, and is told to hang by few. */
    organisationsAtLeast: 3,
  },
} as const;

export interface LinkCounts {
  readonly organisations: number;
  readonly technologies: number;
  readonly needs: number;
  readonly answeredInside: number;
  readonly answeredOutside: number;
}

export const linkStates = ['missing', 'outside', 'thin', 'supplied', 'surplus'] as const;
/**
 * `missing`: no supply inside, and nobody has answered a need. `outside`: needs were answered from
 * outside alone, whatever supply there is. `thin`: fewer than three organisations supply it.
 * `surplus`: its share of the chain's organisations is at least twice its share of the needs.
 * `supplied`: all else.
 */
export type LinkState = (typeof linkStates)[number];

/**
 * The share of the chain's organisations that stand in the link over the share of its needs; null
 * where the chain has too few needs to say, or no organisation. A link without needs counts as half
 * a need: else every such link would have infinitely too much.
 *
 * @example surplusOf({ organisations: 6, needs: 1 }, { organisations: 12, needs: 4 }) // → 2
 */
export function surplusOf(
  link: Pick<LinkCounts, 'organisations' | 'needs'>,
  chain: Pick<LinkCounts, 'organisations' | 'needs'>,
): number | null {
  const { needsAtLeast } = chainGapMethod.parameters;
  if (chain.needs < needsAtLeast || chain.organisations === 0) return null;
  const demand = Math.max(link.needs, 0.5) / chain.needs;
  return link.organisations / chain.organisations / demand;
}

export function stateOf(link: LinkCounts, surplus: number | null): LinkState {
  const { surplusFrom, organisationsAtLeast } = chainGapMethod.parameters;
  const { organisations, technologies, answeredInside, answeredOutside } = link;
  if (answeredOutside > 0 && answeredInside === 0) return 'outside';
  if (organisations + technologies + answeredInside === 0) return 'missing';
  if (organisations < organisationsAtLeast) return 'thin';
  return surplus !== null && surplus >= surplusFrom ? 'surplus' : 'supplied';
}

/** A count that may be told, and whether more stands behind it that may not. */
export interface Tally {
  readonly count: number;
  readonly more: boolean;
}

export interface Cell {
  readonly count: number;
  /** Organisations that stand behind the count. */
  readonly behind: number;
  /** Whether the reader answers for the region. */
  readonly served: boolean;
}

/** Null for what too few stand behind to be told. */
export function toldOf({ count, behind, served }: Cell): number | null {
  const isTold = served || count === 0 || behind >= chainGapMethod.parameters.organisationsAtLeast;
  return isTold ? count : null;
}

/** The sum of what may be told: the untold part cannot be worked out from it. */
export function tallyOf(cells: readonly Cell[]): Tally {
  const told = cells.map(toldOf);
  return {
    count: told.reduce<number>((sum, one) => sum + (one ?? 0), 0),
    more: told.includes(null),
  };
}
