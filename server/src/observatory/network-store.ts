/** SQL of measured networks: what is read to measure them, and what is kept. */
import { execute, row, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import { anybody, type FlowsAsked, flowParts } from './flow-views.ts';
import type { NetworkAsked } from './network-contract.ts';

export interface KeptNetwork {
  readonly id: string;
  readonly asked: NetworkAsked;
  readonly state: string;
}

export interface NewNetwork {
  readonly id: string;
  readonly asked: NetworkAsked;
  readonly askedDigest: string;
  readonly madeBy: { readonly id: string | null; readonly name: string };
  readonly sample: boolean;
}

export async function insertNetwork(tx: Tx, network: NewNetwork, now: Date): Promise<void> {
  const { id, asked, askedDigest, madeBy, sample } = network;
  await execute(
    tx,
    sql`insert into observatory.network (id, asked, asked_digest, made_by_id, made_by, made_at,
          sample)
        values (${id}, ${JSON.stringify(asked)}::jsonb, ${askedDigest}, ${madeBy.id},
          ${madeBy.name}, ${now}, ${sample})`,
  );
}

export async function findNetwork(
  tx: Tx,
  id: string,
): Promise<(KeptNetwork & { readonly madeById: string | null }) | null> {
  return await rowOrNull(
    tx,
    sql`select id, asked, state, made_by_id from observatory.network where id = ${id}`,
  );
}

export async function deleteNetwork(tx: Tx, id: string): Promise<void> {
  await execute(tx, sql`delete from observatory.network where id = ${id}`);
}

/** What waits, and what a process that died left behind. */
export async function openNetworks(tx: Tx): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    sql`select id from observatory.network where state in ('waiting', 'running')
        order by made_at limit 100`,
  );
  return found.map(({ id }) => id);
}

export async function tellDone(tx: Tx, id: string, done: number, total: number): Promise<void> {
  await execute(
    tx,
    sql`update observatory.network set state = 'running', done = ${done}, total = ${total}
        where id = ${id} and state in ('waiting', 'running')`,
  );
}

// What is measured ---------------------------------------------------------------------------------

export interface ReadActor {
  readonly id: string;
  readonly kind: string | null;
  readonly region: string | null;
}

export interface ReadLink {
  readonly source: string;
  readonly target: string;
  readonly year: number;
  readonly weight: number;
}

function organisationsAsked({ kind }: NetworkAsked, scope: readonly string[] | undefined): Sql {
  const ofKind = kind === undefined ? sql`true` : sql`o.kind = any(${kind}::text[])`;
  const inScope = scope === undefined ? sql`true` : sql`o.region_code = any(${scope}::text[])`;
  return sql`o.merged_into_id is null and ${ofKind} and ${inScope}`;
}

function yearsAsked(year: Sql, { fromYear, toYear }: NetworkAsked): Sql {
  if (fromYear === undefined && toYear === undefined) return sql`true`;
  return sql`${year} between ${fromYear ?? 1} and ${toYear ?? 9999}`;
}

export async function countActors(
  tx: Tx,
  asked: NetworkAsked,
  scope: readonly string[] | undefined,
): Promise<number> {
  const from =
    asked.of === 'flows'
      ? sql`${flowParts(flowsAsked(asked, scope), anybody)} f`
      : sql`registry.v_organisation o where ${organisationsAsked(asked, scope)}`;
  const { count } = await row<{ count: number }>(
    tx,
    sql`select count(*)::int as count from ${from}`,
  );
  return count;
}

/** Organisations that stand for themselves, in the order of their ids. */
export async function organisationsOf(
  tx: Tx,
  asked: NetworkAsked,
  scope: readonly string[] | undefined,
): Promise<ReadActor[]> {
  return await rows<ReadActor>(
    tx,
    sql`select o.id, o.kind, r.province_code as region
        from registry.v_organisation o left join registry.v_region r on r.code = o.region_code
        where ${organisationsAsked(asked, scope)} order by o.id`,
  );
}

export async function collaborationsOf(tx: Tx, asked: NetworkAsked): Promise<ReadLink[]> {
  const { collaborationKind } = asked;
  const ofKind =
    collaborationKind === undefined ? sql`true` : sql`p.kind = any(${collaborationKind}::text[])`;
  return await rows<ReadLink>(
    tx,
    sql`select p.a_id as source, p.b_id as target, p.year, sum(p.count)::int as weight
        from registry.v_pair p where ${ofKind} and ${yearsAsked(sql`p.year`, asked)}
        group by 1, 2, 3 order by 3, 1, 2`,
  );
}

function flowsAsked(
  { flowKind, fromYear, toYear }: NetworkAsked,
  within: readonly string[] | undefined,
): FlowsAsked {
  return { kinds: flowKind, fromYear, toYear, within };
}

/** Of the parts that are told to anybody, and how many pairs of regions have others. */
export async function flowLinksOf(
  tx: Tx,
  asked: NetworkAsked,
  scope: readonly string[] | undefined,
): Promise<{ readonly links: ReadLink[]; readonly pairsLeftOut: number }> {
  const found = await rows<ReadLink & { readonly told: boolean }>(
    tx,
    sql`select p.from_region as source, p.to_region as target, p.year,
          sum(p.count)::int as weight, p.told
        from ${flowParts(flowsAsked(asked, scope), anybody)} p
        group by 1, 2, 3, 5 order by 3, 1, 2`,
  );
  const few = found.filter(({ told }) => !told);
  return {
    links: found.filter(({ told }) => told).map(({ told: _told, ...link }) => link),
    pairsLeftOut: new Set(few.map(({ source, target }) => `${source} ${target}`)).size,
  };
}

// What is kept -------------------------------------------------------------------------------------

export interface NewActor {
  readonly at: number;
  readonly organisationId: string | null;
  readonly kind: string | null;
  readonly regionCode: string | null;
  readonly apart: string | null;
  readonly degree: number;
  readonly strength: number;
  readonly core: number;
  readonly betweenness: number;
  readonly betweennessLow: number | null;
  readonly betweennessHigh: number | null;
  readonly pageRank: number;
  readonly constraintIndex: number | null;
  readonly community: number;
  readonly coordinator: number;
  readonly itinerant: number;
  readonly gatekeeper: number;
  readonly representative: number;
  readonly liaison: number;
  readonly across: number;
  readonly x: number | null;
  readonly y: number | null;
}

export async function insertActors(
  tx: Tx,
  networkId: string,
  actors: readonly NewActor[],
): Promise<void> {
  await execute(
    tx,
    sql`insert into observatory.network_actor (network_id, at, organisation_id, kind, region_code,
          apart, degree, strength, core, betweenness, betweenness_low, betweenness_high, page_rank,
          constraint_index, community, coordinator, itinerant, gatekeeper, representative, liaison,
          across, x, y)
        select ${networkId}, at, "organisationId", kind, "regionCode", apart, degree, strength, core,
          betweenness, "betweennessLow", "betweennessHigh", "pageRank", "constraintIndex", community,
          coordinator, itinerant, gatekeeper, representative, liaison, across, x, y
        from jsonb_to_recordset(${JSON.stringify(actors)}::jsonb) as actor (at int,
          "organisationId" uuid, kind text, "regionCode" text, apart text, degree int,
          strength float8, core int, betweenness float8, "betweennessLow" float8,
          "betweennessHigh" float8, "pageRank" float8, "constraintIndex" float8, community int,
          coordinator float8, itinerant float8, gatekeeper float8, representative float8,
          liaison float8, across float8, x real, y real)`,
  );
}

export interface LinksOfYear {
  readonly sources: readonly number[];
  readonly targets: readonly number[];
  readonly weights: readonly number[];
}

export async function insertLinks(
  tx: Tx,
  networkId: string,
  year: number,
  { sources, targets, weights }: LinksOfYear,
): Promise<void> {
  await execute(
    tx,
    sql`insert into observatory.network_links (network_id, year, sources, targets, weights)
        values (${networkId}, ${year}, ${sources}::int[], ${targets}::int[], ${weights}::float8[])`,
  );
}

export type NetworkEnd =
  | { readonly result: object; readonly inputsDigest: string; readonly resultDigest: string }
  | { readonly failure: { readonly code: string; readonly detail: string } };

/** False where somebody else ended or removed it before. */
export async function endNetwork(tx: Tx, id: string, end: NetworkEnd, now: Date): Promise<boolean> {
  const [state, result, inputs, digest, failure] =
    'result' in end
      ? ['finished', JSON.stringify(end.result), end.inputsDigest, end.resultDigest, null]
      : ['failed', null, null, null, JSON.stringify(end.failure)];
  const ended = await execute(
    tx,
    sql`update observatory.network set state = ${state}, result = ${result}::jsonb,
          inputs_digest = ${inputs}, result_digest = ${digest}, failure = ${failure}::jsonb,
          finished_at = ${now}, done = case when ${state} = 'finished' then total else done end
        where id = ${id} and state in ('waiting', 'running')`,
  );
  return ended > 0;
}

// Measured again -----------------------------------------------------------------------------------

export interface NewRecomputation {
  readonly id: string;
  readonly networkId: string;
  readonly madeBy: { readonly id: string | null; readonly name: string };
}

export async function insertRecomputation(
  tx: Tx,
  { id, networkId, madeBy }: NewRecomputation,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into observatory.network_recomputation (id, network_id, made_by_id, made_by, made_at)
        values (${id}, ${networkId}, ${madeBy.id}, ${madeBy.name}, ${now})`,
  );
}

export interface KeptRecomputation {
  readonly id: string;
  readonly networkId: string;
  readonly asked: NetworkAsked;
  readonly inputsDigest: string;
  readonly resultDigest: string;
  readonly pairsLeftOut: number;
}

/** Null for one that ended already. */
export async function openRecomputation(tx: Tx, id: string): Promise<KeptRecomputation | null> {
  return await rowOrNull<KeptRecomputation>(
    tx,
    sql`select r.id, r.network_id, n.asked, n.inputs_digest, n.result_digest,
          coalesce((select (c ->> 'count')::int from jsonb_array_elements(n.result -> 'caveats') c
            where c ->> 'code' = 'few_organisations'), 0) as pairs_left_out
        from observatory.network_recomputation r join observatory.network n on n.id = r.network_id
        where r.id = ${id} and r.state in ('waiting', 'running')`,
  );
}

export async function openRecomputations(tx: Tx): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    sql`select id from observatory.network_recomputation where state in ('waiting', 'running')
        order by made_at limit 100`,
  );
  return found.map(({ id }) => id);
}

/** In the order of their numbers, which is that in which they were digested. */
export async function keptActorsOf(tx: Tx, networkId: string): Promise<ReadActor[]> {
  return await rows<ReadActor>(
    tx,
    sql`select coalesce(organisation_id::text, region_code) as id, kind, region_code as region
        from observatory.network_actor where network_id = ${networkId} order by at`,
  );
}

export async function keptLinksOf(
  tx: Tx,
  networkId: string,
): Promise<(LinksOfYear & { readonly year: number })[]> {
  return await rows(
    tx,
    sql`select year, sources, targets, weights from observatory.network_links
        where network_id = ${networkId} order by year`,
  );
}

export type Verdict =
  | { readonly sameInputs: boolean; readonly sameResult: boolean; readonly sameToday: boolean }
  | { readonly failure: { readonly code: string; readonly detail: string } };

export async function endRecomputation(
  tx: Tx,
  id: string,
  verdict: Verdict,
  now: Date,
): Promise<boolean> {
  const [state, told, failure] =
    'failure' in verdict
      ? ['failed', null, JSON.stringify(verdict.failure)]
      : ['finished', verdict, null];
  const ended = await execute(
    tx,
    sql`update observatory.network_recomputation set state = ${state},
          same_inputs = ${told?.sameInputs ?? null}, same_result = ${told?.sameResult ?? null},
          same_today = ${told?.sameToday ?? null}, failure = ${failure}::jsonb, finished_at = ${now}
        where id = ${id} and state in ('waiting', 'running')`,
  );
  return ended > 0;
}
