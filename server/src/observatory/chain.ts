/** What a chain must hold beside its shape, and where its links are drawn. */
import type { Reason } from '../runtime/refusal.ts';
import { type ChainModel, stages } from './chain-model.ts';

/** Everything that stands against it; none where the chain can be kept. */
export function judgeChain({ links, edges }: ChainModel): Reason[] {
  const stageOf = new Map(links.map(({ key, stage }) => [key, stages.indexOf(stage)]));
  const reasons: Reason[] = [];
  const against = (code: string, pointer: string, detail: string, params: Reason['params']) =>
    reasons.push({ code, detail, pointer, ...(params === undefined ? {} : { params }) });
  for (const [at, { key, industries, patents, names, keywords }] of links.entries()) {
    const here = `/links/${at}`;
    if (links.findIndex((one) => one.key === key) < at) {
      against('link_told_twice', here, `There is another link ${key}.`, { link: key });
    }
    if (industries.length + patents.length + names.length + keywords.length === 0) {
      against('link_without_field', here, `Nothing can stand in ${key}.`, { link: key });
    }
  }
  const told = new Set<string>();
  for (const [at, [from, to]] of edges.entries()) {
    const here = `/edges/${at}`;
    const params = { from, to };
    const [start, end] = [stageOf.get(from), stageOf.get(to)];
    if (start === undefined || end === undefined) {
      against('edge_names_no_link', here, `${from} or ${to} is no link.`, params);
    } else if (from === to) {
      against('edge_to_itself', here, `${from} leads to itself.`, params);
    } else if (start > end) {
      against('edge_goes_upstream', here, `${from} stands below ${to}.`, params);
    }
    const pair = `${from} ${to}`;
    if (told.has(pair)) against('edge_told_twice', here, `${from} to ${to} again.`, params);
    told.add(pair);
  }
  if (reasons.length === 0 && layersOf({ links, edges }) === null) {
    against('chain_goes_round', '/edges', 'Some links lead back to themselves.', undefined);
  }
  return reasons;
}

/**
 * In which column each link is drawn: after all that lead to it, and after the stages before its
 * own; from 0 on.
 *
 * @returns null where links go round.
 * Cost: O(links · edges).
 */
export function layersOf({
  links,
  edges,
}: Pick<ChainModel, 'links' | 'edges'>): Map<string, number> | null {
  const layers = new Map<string, number>();
  let first = 0;
  for (const stage of stages) {
    const here = links.filter((link) => link.stage === stage);
    for (const { key } of here) layers.set(key, first);
    const within = edges.filter((edge) => edge.every((key) => here.some((one) => one.key === key)));
    let moved = true;
    for (let round = 0; moved; round++) {
      if (round > here.length) return null;
      moved = false;
      for (const [from, to] of within) {
        if (layers.get(to)! > layers.get(from)!) continue;
        layers.set(to, layers.get(from)! + 1);
        moved = true;
      }
    }
    first = Math.max(first - 1, ...here.map(({ key }) => layers.get(key)!)) + 1;
  }
  return layers;
}
