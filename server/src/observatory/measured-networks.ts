/** Networks are asked for, measured beside the node, and read as they were measured. */
import { canonicalText, sha256 } from '@yunhe/exact';
import { scopeOf } from '../registry/index.ts';
import { holdsOffice, whoActs } from '../runtime/actor.ts';
import { uuidv7 } from '../runtime/id.ts';
import { cells, type Heading, listFile, rowsAtMost } from '../runtime/list-file.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import { organisationsAtLeast } from './contract.ts';
import { networkMethod } from './network.ts';
import type {
  DrawnNetwork,
  MeasuredNetwork,
  NetworkActor,
  NetworkAsked,
  NetworkSummary,
  networkContract,
} from './network-contract.ts';
import {
  countActors,
  deleteNetwork,
  findNetwork,
  insertNetwork,
  insertRecomputation,
} from './network-store.ts';
import {
  actorPage,
  actorsDrawn,
  actorsNamed,
  earlierOf,
  everyActor,
  type KeptFigures,
  keptFigures,
  linksDrawn,
  networkPage,
  networkSummary,
  recomputedOf,
} from './network-views.ts';
import { regionsServed } from './rights.ts';
import { regionsNamed } from './views.ts';

type Contract = typeof networkContract;

const actorsAtMost = 100_000;

export async function measureNetwork(
  ctx: Context,
  asked: NetworkAsked,
  { sample = false }: { readonly sample?: boolean } = {},
): Promise<NetworkSummary> {
  const { fromYear, toYear } = asked;
  if (fromYear !== undefined && toYear !== undefined && fromYear > toYear) {
    const params = { fromYear, toYear };
    throw new Refusal('years_out_of_order', `${fromYear} lies after ${toYear}.`, { params });
  }
  const count = await countActors(ctx.tx, asked, await scopeOf(ctx, asked));
  if (count === 0) throw new Refusal('nothing_to_measure', 'No record fits what was asked for.');
  if (asked.of === 'collaborations' && count > actorsAtMost) {
    throw new Refusal(
      'network_too_large',
      `A network has at most ${actorsAtMost} organisations; this one has ${count}.`,
      { params: { limit: actorsAtMost, count } },
    );
  }
  const id = uuidv7();
  const askedDigest = sha256(canonicalText(asked));
  await insertNetwork(ctx.tx, { id, asked, askedDigest, madeBy: whoActs(ctx), sample }, ctx.now);
  await ctx.enqueue('observatory.measure_network', { networkId: id });
  return await summaryOf(ctx, id);
}

export const repeatNetwork: UseCase<Contract['repeatNetwork']> = async (ctx, { networkId }) => {
  const found = await findNetwork(ctx.tx, networkId);
  if (found === null) throw notFound('network');
  return await measureNetwork(ctx, found.asked);
};

/** One that waits already is enough. */
export const recomputeNetwork: UseCase<Contract['recomputeNetwork']> = async (
  ctx,
  { networkId },
) => {
  const { state } = await summaryOf(ctx, networkId);
  if (state !== 'finished') {
    throw new Refusal('network_not_finished', 'It has not been measured to the end.');
  }
  const last = await recomputedOf(ctx.tx, networkId);
  if (last?.state === 'waiting' || last?.state === 'running') return last;
  const id = uuidv7();
  await insertRecomputation(ctx.tx, { id, networkId, madeBy: whoActs(ctx) }, ctx.now);
  await ctx.enqueue('observatory.recompute_network', { recomputationId: id });
  return (await recomputedOf(ctx.tx, networkId))!;
};

async function summaryOf({ tx }: Context, id: string): Promise<NetworkSummary> {
  const summary = await networkSummary(tx, id);
  if (summary === null) throw notFound('network');
  return summary;
}

export const listNetworks: UseCase<Contract['listNetworks']> = (ctx, input) =>
  networkPage(ctx.tx, input);

export const readMeasuredNetwork: UseCase<Contract['readMeasuredNetwork']> = async (
  ctx,
  { networkId: id },
) => {
  const summary = await summaryOf(ctx, id);
  const kept = await keptFigures(ctx.tx, id);
  const { method = networkMethod } = kept ?? {};
  return {
    ...summary,
    method: { ...method, inputsDigest: summary.inputsDigest ?? '' },
    earlier: await earlierOf(ctx.tx, id),
    recomputed: await recomputedOf(ctx.tx, id),
    figures: kept === null ? null : await figuresOf(ctx, id, summary.asked, kept),
    may: { remove: await mayRemove(ctx, id), repeat: mayMeasure(ctx) },
  };
};

function mayMeasure({ actor }: Context): boolean {
  return (['region_officer', 'secretariat', 'system_administrator'] as const).some((office) =>
    holdsOffice(actor, office),
  );
}

async function figuresOf(
  ctx: Context,
  id: string,
  { of }: NetworkAsked,
  { summary, caveats, windows, regions, regionCodes, newLinks }: KeptFigures,
): Promise<MeasuredNetwork['figures']> {
  const served = await regionsServed(ctx);
  const names = new Map(
    (await regionsNamed(ctx.tx, regionCodes)).map((region) => [region.code, region]),
  );
  const ends = newLinks.flatMap(({ source, target }) => [source, target]);
  const actors = await actorsNamed(ctx.tx, id, ends);
  return {
    summary,
    caveats: [...caveats],
    windows: [...windows],
    openness: regions.map(({ region, ...ties }) => {
      const code = regionCodes[region]!;
      const few = of === 'collaborations' && ties.linked < organisationsAtLeast;
      const suppressed = few && !(served === null || served.includes(code));
      return { region: names.get(code)!, ...(suppressed ? untold : ties), suppressed };
    }),
    newLinks: newLinks.map(({ source, target, gain, pairsJoined }) => ({
      first: actors.get(source)!,
      second: actors.get(target)!,
      gain,
      pairsJoined,
    })),
  };
}

const untold = {
  ...{ actors: null, linked: null, inside: null, outside: null },
  ...{ openness: null, eiIndex: null, opennessByChance: null },
} as const;

/** Whoever asked for it, and those who administer the node. */
async function mayRemove({ tx, actor }: Context, id: string): Promise<boolean> {
  if (holdsOffice(actor, 'system_administrator')) return true;
  return actor.personId !== null && (await findNetwork(tx, id))?.madeById === actor.personId;
}

export const removeNetwork: UseCase<Contract['removeNetwork']> = async (ctx, { networkId: id }) => {
  const { askedDigest, resultDigest } = await summaryOf(ctx, id);
  if (!(await mayRemove(ctx, id))) throw notAllowed('Whoever asked for a network removes it.');
  await deleteNetwork(ctx.tx, id);
  const payload = { askedDigest, resultDigest };
  ctx.announce({ type: 'observatory.network_removed', subjectIds: [id], payload });
  return { removed: true };
};

export const listNetworkActors: UseCase<Contract['listNetworkActors']> = async (
  ctx,
  { networkId, ...wish },
) => {
  await summaryOf(ctx, networkId);
  return await actorPage(ctx.tx, networkId, wish);
};

// The picture --------------------------------------------------------------------------------------

const nodesUnlessTold = 500;

export const drawNetwork: UseCase<Contract['drawNetwork']> = async (ctx, input) => {
  const { networkId: id, nodes: wanted = nodesUnlessTold } = input;
  const { asked } = await summaryOf(ctx, id);
  const actors = await actorsDrawn(ctx.tx, id, wanted);
  const years =
    input.toYear === undefined
      ? null
      : { fromYear: input.toYear - asked.windowYears + 1, toYear: input.toYear };
  const links = addedUp(
    new Map(actors.map(({ at }, place) => [at, place])),
    await linksDrawn(ctx.tx, id, years),
  );
  const strength = new Float64Array(actors.length);
  for (const [a, b, weight] of links) for (const end of [a, b]) strength[end]! += weight;
  const shown = actors.flatMap((_, place) => (strength[place]! > 0 ? [place] : []));
  const placeOf = new Map(shown.map((place, nth) => [place, nth]));
  const codes = [...new Set(shown.flatMap((place) => actors[place]!.regionCode ?? []))];
  return {
    places: shown.flatMap((place) => [actors[place]!.x, actors[place]!.y]),
    nodes: shown.map((place): DrawnNetwork['nodes'][number] => {
      const { at: _at, x: _x, y: _y, ...actor } = actors[place]!;
      return { ...actor, strength: strength[place]! };
    }),
    links: links.flatMap(([a, b, weight]) => [placeOf.get(a)!, placeOf.get(b)!, weight]),
    regions: await regionsNamed(ctx.tx, codes),
  };
};

type Line = readonly [a: number, b: number, weight: number];

/** Links of several years between the same two become one, whichever way they go. */
function addedUp(
  placeOf: ReadonlyMap<number, number>,
  years: Awaited<ReturnType<typeof linksDrawn>>,
): Line[] {
  const weights = new Map<number, number>();
  const size = placeOf.size;
  for (const { sources, targets, weights: given } of years) {
    for (const [at, source] of sources.entries()) {
      const [a, b] = [placeOf.get(source), placeOf.get(targets[at]!)];
      if (a === undefined || b === undefined || a === b) continue;
      const key = Math.min(a, b) * size + Math.max(a, b);
      weights.set(key, (weights.get(key) ?? 0) + given[at]!);
    }
  }
  return [...weights].map(([key, weight]) => [Math.floor(key / size), key % size, weight]);
}

// As a file ----------------------------------------------------------------------------------------

const headings: readonly Heading[] = [
  ['name', '名称', 'Name'],
  ['organisationId', '机构编号', 'Organisation'],
  ['kind', '类型', 'Kind'],
  ['region', '地区', 'Region'],
  ['strength', '合作强度', 'Strength', 'number'],
  ['degree', '合作对象数', 'Degree', 'number'],
  ['core', 'k核', 'k-core', 'number'],
  ['betweenness', '中介中心度', 'Betweenness', 'number'],
  ['betweennessLow', '中介中心度下限', 'Betweenness, low', 'number'],
  ['betweennessHigh', '中介中心度上限', 'Betweenness, high', 'number'],
  ['pageRank', 'PageRank', 'PageRank', 'number'],
  ['constraint', '约束度', 'Constraint', 'number'],
  ['community', '社群', 'Community', 'number'],
  ['across', '跨地区居间次数', 'Between regions', 'number'],
  ['coordinator', '本地协调', 'Coordinator', 'number'],
  ['itinerant', '外来顾问', 'Itinerant', 'number'],
  ['gatekeeper', '引入把关', 'Gatekeeper', 'number'],
  ['representative', '对外代表', 'Representative', 'number'],
  ['liaison', '多地联络', 'Liaison', 'number'],
  ['apart', '游离状态', 'Apart'],
];

export const exportNetworkActors: UseCase<Contract['exportNetworkActors']> = async (ctx, input) => {
  const { networkId, format: _format, lang = 'zh', ...wish } = input;
  await summaryOf(ctx, networkId);
  const named = (one: NetworkActor['organisation'] | NetworkActor['region']) =>
    (lang === 'zh' ? one?.nameZh : one?.nameEn) ?? one?.nameZh ?? null;
  const row = ({ organisation, region, roles, at: _at, ...measured }: NetworkActor) => ({
    name: named(organisation) ?? named(region),
    organisationId: organisation?.id ?? null,
    region: region?.code ?? null,
    ...measured,
    ...roles,
  });
  const found = everyActor(ctx.tx, networkId, wish, rowsAtMost);
  return listFile(ctx, input, ['网络主体', 'network-actors'], headings, cells(found, row));
};
