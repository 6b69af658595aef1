import type { InputOf } from '../runtime/module.ts';
import { all, row, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { Network, RegionMatrix, registryContract } from './contract.ts';
import { inScope } from './organisation-views.ts';
import { membersOn, regionRef } from './region-views.ts';

type NetworkAsked = InputOf<typeof registryContract.readNetwork>;
type MatrixAsked = InputOf<typeof registryContract.readRegionMatrix>;

/** Conditions on counted pairs; undated ones stand under year 0 and fall to no year. */
function counted(
  alias: string,
  asked: Pick<NetworkAsked, 'collaborationKind' | 'fromYear' | 'toYear'>,
): Sql[] {
  const { collaborationKind, fromYear, toYear } = asked;
  const column = (name: string) => sql.raw(`${alias}.${name}`);
  const conditions: Sql[] = [];
  if (collaborationKind !== undefined) {
    conditions.push(sql`${column('kind')} = any(${collaborationKind}::text[])`);
  }
  if (fromYear !== undefined) conditions.push(sql`${column('year')} >= ${fromYear}`);
  if (toYear !== undefined) conditions.push(sql`${column('year')} between 1 and ${toYear}`);
  return conditions;
}

function shown(asked: NetworkAsked, scope: readonly string[] | undefined): Sql | null {
  const { kind } = asked;
  const conditions = inScope(scope);
  if (kind !== undefined) conditions.push(sql`o.kind = any(${kind}::text[])`);
  return conditions.length === 0 ? null : all(conditions);
}

type Unweighted = Omit<Network['nodes'][number], 'degree' | 'strength'>;
/** The places of its ends among the chosen, the earlier first, and its weight. */
type Line = readonly [a: number, b: number, weight: number];

interface NetworkRow {
  readonly nodes: Unweighted[] | null;
  readonly edges: Line[] | null;
  readonly nodesFound: number;
  readonly edgesFound: number;
}

/**
 * The organisations with the most collaborations that fit, and the strongest edges between them.
 * Strength is summed from both ends of the pairs, and only pairs of the chosen are put together:
 * there are many more pairs than anyone can look at.
 */
export async function readNetworkGraph(
  tx: Tx,
  asked: NetworkAsked,
  scope: readonly string[] | undefined,
): Promise<Omit<Network, 'provinces'>> {
  const { minWeight = 1, nodes = 1000, edges = 10_000 } = asked;
  const among = shown(asked, scope);
  const members =
    among === null
      ? sql`select a_id, b_id, count from registry.pair p where ${all(counted('p', asked))}`
      : sql`select p.a_id, p.b_id, p.count from registry.pair p
          join member ma on ma.id = p.a_id join member mb on mb.id = p.b_id
          where ${all(counted('p', asked))}`;
  const found = await row<NetworkRow>(
    tx,
    sql`with member as materialized (
          select id from registry.organisation o where ${among ?? sql`false`}),
        fit as ${sql.raw(among === null ? 'not materialized' : 'materialized')} (${members}),
        strength as materialized (
          select id, sum(weight) as weight from (
            select a_id as id, sum(count) as weight from fit group by a_id
            union all
            select b_id, sum(count) from fit group by b_id) ends
          group by id),
        node as materialized (
          select id, row_number() over (order by weight desc, id) - 1 as at
          from strength order by weight desc, id limit ${nodes}),
        edge as materialized (
          select least(a.at, b.at)::int as a, greatest(a.at, b.at)::int as b,
            sum(f.count)::int as weight
          from fit f join node a on a.id = f.a_id join node b on b.id = f.b_id
          group by 1, 2 having sum(f.count) >= ${minWeight}),
        line as materialized (
          select a, b, weight from edge order by weight desc, a, b limit ${edges})
        select
          (select json_agg(json_build_object('id', o.id, 'displayName', o.display_name,
              'nameZh', o.name_zh, 'nameEn', o.name_en, 'kind', o.kind,
              'provinceCode', r.province_code, 'x', l.x, 'y', l.y) order by n.at)
            from node n join registry.organisation o on o.id = n.id
              left join registry.network_place l on l.organisation_id = n.id
              left join registry.region r on r.code = o.region_code) as nodes,
          (select json_agg(json_build_array(a, b, weight)) from line) as edges,
          (select count(*)::int from strength) as nodes_found,
          (select count(*)::int from edge) as edges_found`,
  );
  const { nodesFound, edgesFound } = found;
  return { ...connected(found.nodes ?? [], found.edges ?? []), nodesFound, edgesFound };
}

/** Leaves out whom no edge touches, and counts for the others what touches them. */
function connected(
  chosen: readonly Unweighted[],
  lines: readonly Line[],
): Pick<Network, 'nodes' | 'edges'> {
  const degree = new Uint32Array(chosen.length);
  const strength = new Uint32Array(chosen.length);
  for (const [a, b, weight] of lines) {
    for (const end of [a, b]) {
      degree[end]! += 1;
      strength[end]! += weight;
    }
  }
  const position = new Int32Array(chosen.length).fill(-1);
  const nodes: Network['nodes'] = [];
  chosen.forEach((node, at) => {
    if (degree[at] === 0) return;
    position[at] = nodes.push({ ...node, degree: degree[at]!, strength: strength[at]! }) - 1;
  });
  const edges = lines.map(([a, b, weight]) => ({ a: position[a]!, b: position[b]!, weight }));
  return { nodes, edges };
}

export async function readRegionRefs(
  tx: Tx,
  codes: readonly string[],
): Promise<Network['provinces']> {
  const { refs } = await row<{ refs: Network['provinces'] }>(
    tx,
    sql`select coalesce(json_agg(${regionRef('r')} order by r.code), '[]') as refs
        from registry.region r where r.code = any(${codes}::text[])`,
  );
  return refs;
}

/** Which provinces the matrix is about: those named, those of a compact, or the busiest. */
export async function chooseProvinces(
  tx: Tx,
  asked: MatrixAsked,
  today: string,
): Promise<string[]> {
  const { region, compactId, top = 20 } = asked;
  const chosen =
    region !== undefined
      ? sql`select province_code as code from registry.region where code = any(${region}::text[])`
      : compactId !== undefined
        ? sql`select province_code as code from registry.region
            where code in (${membersOn(compactId, today)})`
        : sql`select code from (
            select a_code as code, count from registry.region_pair p
              where ${all(counted('p', asked))}
            union all
            select b_code, count from registry.region_pair p
              where a_code <> b_code and ${all(counted('p', asked))}) ends
          group by code order by sum(count) desc, code limit ${top}`;
  const { codes } = await row<{ codes: string[] }>(
    tx,
    sql`select array(select distinct code from (${chosen}) chosen order by code) as codes`,
  );
  return codes;
}

export async function readMatrixCells(
  tx: Tx,
  codes: readonly string[],
  asked: MatrixAsked,
): Promise<RegionMatrix['cells']> {
  const conditions = [
    sql`p.a_code = any(${codes}::text[])`,
    sql`p.b_code = any(${codes}::text[])`,
    ...counted('p', asked),
  ];
  const { cells } = await row<{ cells: RegionMatrix['cells'] }>(
    tx,
    sql`with one as (
          select a_code, b_code, currency, sum(count)::int as count,
            sum(amount_minor) as amount_minor
          from registry.region_pair p where ${all(conditions)}
          group by a_code, b_code, currency)
        select coalesce(json_agg(cell), '[]') as cells from (
          select json_build_object(
            'a', array_position(${codes}::text[], a_code) - 1,
            'b', array_position(${codes}::text[], b_code) - 1,
            'count', sum(count)::int,
            'money', coalesce(json_agg(json_build_object('currency', currency,
              'amountMinor', amount_minor::text) order by currency)
              filter (where currency <> ''), '[]')) as cell
          from one group by a_code, b_code order by a_code, b_code) cells`,
  );
  return cells;
}
