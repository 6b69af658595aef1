import type { Network } from 'yunhe/registry/contract';
import { organisationKinds } from 'yunhe/registry/contract';
import { colours } from '../ui/theme.ts';
import type { ColourBy } from './network-filters.ts';

const kinds: readonly string[] = organisationKinds;
const others = '#9aa5a5';

/** The colour of each group; with many regions the small ones share one colour. */
export function groupColours(
  { nodes }: Pick<Network, 'nodes'>,
  by: ColourBy,
): ReadonlyMap<string, string> {
  const sizes = new Map<string, number>();
  for (const node of nodes) {
    const group = groupOf(node, by);
    sizes.set(group, (sizes.get(group) ?? 0) + 1);
  }
  // Kinds keep their colour whatever is filtered; regions are coloured by how many are shown.
  const order: string[] =
    by === 'kind'
      ? organisationKinds.filter((kind) => sizes.has(kind))
      : [...sizes].sort(([, a], [, b]) => b - a).map(([code]) => code);
  return new Map(
    order.map((group, at) => {
      const place = by === 'kind' ? kinds.indexOf(group) : at;
      return [group, group === '' ? others : (colours.series[place] ?? others)] as const;
    }),
  );
}

export function groupOf(node: Network['nodes'][number], by: ColourBy): string {
  return by === 'kind' ? node.kind : (node.provinceCode ?? '');
}

export { others as colourOfOthers };
