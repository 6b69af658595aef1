/** Measures a network in a thread beside the node, and keeps how far it is and what came out. */
import { createHash } from 'node:crypto';
import { canonicalText, sha256 } from '@yunhe/exact';
import { scopeOf } from '../registry/index.ts';
import { hold } from '../runtime/hold.ts';
import type { Context, JobContext } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import { beside, type Progress } from './analysis-task.ts';
import type { ActorMeasures, NetworkFigures, NetworkInput } from './network.ts';
import { networkMethod } from './network.ts';
import { apartKinds, type NetworkAsked } from './network-contract.ts';
import {
  collaborationsOf,
  endNetwork,
  findNetwork,
  flowLinksOf,
  insertActors,
  insertLinks,
  type KeptNetwork,
  type NetworkEnd,
  type NewActor,
  organisationsOf,
  type ReadActor,
  type ReadLink,
  tellDone,
} from './network-store.ts';

const linksAtMost = 1_000_000;

/** Runs one that waits, or one whose process died; one that another process holds is left alone. */
export async function runNetwork(ctx: JobContext, id: string): Promise<void> {
  const letGo = await hold(ctx.database.pool, `observatory network ${id}`);
  if (letGo === null) return;
  try {
    const network = await findNetwork(ctx.database.tx, id);
    if (network === null || !['waiting', 'running'].includes(network.state)) return;
    await measure(ctx, network).catch(async (error: unknown) => {
      const failure = failureOf(ctx, error);
      await ctx.transact(({ tx, now }) => endNetwork(tx, id, { failure }, now));
    });
  } finally {
    await letGo();
  }
}

export function failureOf(ctx: JobContext, error: unknown) {
  if (error instanceof Refusal) return { code: error.code, detail: error.message };
  const text = error instanceof Error ? error.stack : String(error);
  ctx.log.error({ error: text }, 'a network was not measured');
  return { code: 'fault', detail: 'It stopped by a fault of the node; the log says more.' };
}

async function measure(ctx: JobContext, { id, asked }: KeptNetwork): Promise<void> {
  const read = await ctx.transact((inner) => gatherNetwork(inner, asked));
  // One write at a time, of the newest number.
  let newest: Progress | null = null;
  let writing: Promise<void> | null = null;
  const write = async () => {
    for (let told = null as Progress | null; told !== newest; ) {
      told = newest;
      if (told !== null) await tellDone(ctx.database.tx, id, told.done, told.total);
    }
    writing = null;
  };
  const figures = await beside('network', read.input, (progress) => {
    newest = progress;
    writing ??= write().catch(() => {});
  });
  await writing;
  await ctx.transact(async (inner) => {
    const { tx, now, announce } = inner;
    const end = endOf(read, figures);
    if (!(await endNetwork(tx, id, end, now))) return;
    await keepActors(inner, id, read.actors, asked, figures.measures);
    await keepLinks(inner, id, read);
    const { inputsDigest, resultDigest } = end;
    const payload = { actors: read.actors.length, inputsDigest, resultDigest };
    announce({ type: 'observatory.network_measured', subjectIds: [id], payload });
  });
}

export interface Gathered {
  readonly actors: readonly ReadActor[];
  readonly regions: readonly string[];
  readonly input: NetworkInput;
  readonly pairsLeftOut: number;
}

/** What the records say now, by numbers. */
export async function gatherNetwork(ctx: Context, asked: NetworkAsked): Promise<Gathered> {
  const scope = await scopeOf(ctx, asked);
  const { actors, links, pairsLeftOut } = await (asked.of === 'flows'
    ? gatherFlows(ctx, asked, scope)
    : gatherCollaborations(ctx, asked, scope));
  const numbers = new Map(actors.map(({ id }, at) => [id, at]));
  const within = links.filter(({ source, target }) => numbers.has(source) && numbers.has(target));
  if (within.length > linksAtMost) {
    const params = { limit: linksAtMost, links: within.length };
    throw new Refusal(
      'network_too_large',
      `A network has at most ${linksAtMost} links a year; this one has ${within.length}.`,
      { params },
    );
  }
  const { regions, regionOf } = regionsOf(actors);
  return {
    actors,
    regions,
    pairsLeftOut,
    input: {
      regionOf,
      sources: Int32Array.from(within, ({ source }) => numbers.get(source)!),
      targets: Int32Array.from(within, ({ target }) => numbers.get(target)!),
      weights: Float64Array.from(within, ({ weight }) => weight),
      years: Int32Array.from(within, ({ year }) => year),
      directed: asked.of === 'flows',
      windowYears: asked.windowYears,
    },
  };
}

/** Regions in the order of their codes, and for every actor the number of its own. */
export function regionsOf(actors: readonly ReadActor[]) {
  const regions = [...new Set(actors.flatMap(({ region }) => region ?? []))].sort();
  const regionAt = new Map(regions.map((code, at) => [code, at]));
  const regionOf = Int32Array.from(actors, ({ region }) => regionAt.get(region ?? '') ?? -1);
  return { regions, regionOf };
}

interface Read {
  readonly actors: readonly ReadActor[];
  readonly links: readonly ReadLink[];
  readonly pairsLeftOut: number;
}

async function gatherCollaborations(
  { tx }: Context,
  asked: NetworkAsked,
  scope: readonly string[] | undefined,
): Promise<Read> {
  const actors = await organisationsOf(tx, asked, scope);
  return { actors, links: await collaborationsOf(tx, asked), pairsLeftOut: 0 };
}

async function gatherFlows(
  { tx }: Context,
  asked: NetworkAsked,
  scope: readonly string[] | undefined,
): Promise<Read> {
  const { links, pairsLeftOut } = await flowLinksOf(tx, asked, scope);
  const codes = [...new Set(links.flatMap(({ source, target }) => [source, target]))].sort();
  return {
    actors: codes.map((code) => ({ id: code, kind: null, region: code })),
    links,
    pairsLeftOut,
  };
}

/** Of the actors and links, which is all that is measured. */
export function inputsDigestOf({ actors, input }: Gathered): string {
  const inputs = createHash('sha256').update(
    canonicalText(actors.map(({ id, kind, region }) => [id, kind, region])),
  );
  for (const list of [input.sources, input.targets, input.weights, input.years]) {
    inputs.update(list);
  }
  return inputs.digest('hex');
}

export function endOf(gathered: Gathered, figures: NetworkFigures) {
  const { regions, pairsLeftOut } = gathered;
  const { measures, caveats, ...told } = figures;
  const leftOut = pairsLeftOut > 0 ? [{ code: 'few_organisations', count: pairsLeftOut }] : [];
  const result = { ...told, caveats: [...caveats, ...leftOut], regionCodes: regions };
  const measured = createHash('sha256');
  for (const values of Object.values(measures)) if (values !== null) measured.update(values);
  return {
    result: { method: networkMethod, ...result },
    inputsDigest: inputsDigestOf(gathered),
    resultDigest: sha256(canonicalText([networkMethod, result, measured.digest('hex')])),
  } satisfies NetworkEnd;
}

const actorsAtOnce = 5_000;

async function keepActors(
  { tx }: Context,
  id: string,
  actors: readonly ReadActor[],
  { of }: NetworkAsked,
  measures: ActorMeasures,
): Promise<void> {
  for (let from = 0; from < actors.length; from += actorsAtOnce) {
    const some = actors.slice(from, from + actorsAtOnce);
    await insertActors(
      tx,
      id,
      some.map((actor, nth) => actorRow(actor, from + nth, of, measures)),
    );
  }
}

function actorRow(
  actor: ReadActor,
  at: number,
  of: NetworkAsked['of'],
  measures: ActorMeasures,
): NewActor {
  const known = (values: Float64Array | null) =>
    values === null || Number.isNaN(values[at]) ? null : values[at]!;
  return {
    at,
    organisationId: of === 'flows' ? null : actor.id,
    kind: actor.kind,
    regionCode: actor.region,
    apart: apartKinds[measures.apart[at]! - 1] ?? null,
    degree: measures.degree[at]!,
    strength: measures.strength[at]!,
    core: measures.core[at]!,
    betweenness: measures.betweenness[at]!,
    betweennessLow: known(measures.betweennessLow),
    betweennessHigh: known(measures.betweennessHigh),
    pageRank: measures.pageRank[at]!,
    constraintIndex: known(measures.constraint),
    community: measures.community[at]!,
    coordinator: measures.coordinator[at]!,
    itinerant: measures.itinerant[at]!,
    gatekeeper: measures.gatekeeper[at]!,
    representative: measures.representative[at]!,
    liaison: measures.liaison[at]!,
    across: measures.across[at]!,
    x: known(measures.x),
    y: known(measures.y),
  };
}

async function keepLinks({ tx }: Context, id: string, { input }: Gathered): Promise<void> {
  for (const year of new Set(input.years)) {
    const ofYear = (_: number, at: number) => input.years[at] === year;
    await insertLinks(tx, id, year, {
      sources: [...input.sources.filter(ofYear)],
      targets: [...input.targets.filter(ofYear)],
      weights: [...input.weights.filter(ofYear)],
    });
  }
}
