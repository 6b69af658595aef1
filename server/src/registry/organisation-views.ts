import {
  everyRowOfList,
  type Keyset,
  keyset,
  type List,
  type Order,
  type PageWish,
  pageOfList,
  totalOfList,
} from '../runtime/keyset.ts';
import type { InputOf } from '../runtime/module.ts';
import type { PageOf } from '../runtime/paging.ts';
import { all, row, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { Organisation, OrganisationSummary, registryContract } from './contract.ts';
import { type Keyed, regionRef } from './region-views.ts';
import type { Favours } from './search-query.ts';

type Asked = InputOf<typeof registryContract.listOrganisations>;
export interface OrganisationFilter extends Pick<Asked, 'kind' | 'status' | 'parentId' | 'sample'> {
  /** Codes of regions, with all that lies in them. */
  readonly scope?: readonly string[] | undefined;
}

/** Columns of a summary; `o` is the organisation, `r` its region, `p` its province. */
export const summaryColumns = sql`o.id, o.kind, o.status, o.display_name, o.name_zh, o.name_en,
  ${regionRef('r')} as region, ${regionRef('p')} as province, o.city, o.fields, o.parent_id,
  o.prominence, o.sample`;

export const summaryJoins = sql`left join registry.region r on r.code = o.region_code
  left join registry.region p on p.code = r.province_code`;

export function inScope(scope: readonly string[] | undefined): Sql[] {
  return scope === undefined ? [] : [sql`o.region_code = any(${scope}::text[])`];
}

export function organisationFits(filter: OrganisationFilter): Sql {
  const { kind, scope, status, parentId, sample } = filter;
  const conditions: Sql[] = [
    status === undefined ? sql`o.status <> 'merged'` : sql`o.status = any(${status}::text[])`,
    ...inScope(scope),
  ];
  if (kind !== undefined) conditions.push(sql`o.kind = any(${kind}::text[])`);
  if (parentId !== undefined) conditions.push(sql`o.parent_id = ${parentId}`);
  if (sample !== undefined) conditions.push(sql`o.sample = ${sample}`);
  return all(conditions);
}

const byName: Order = {
  name: 'organisation name',
  columns: [
    { sql: sql`o.sort_key`, type: 'text' },
    { sql: sql`o.id`, type: 'uuid' },
  ],
};

const byNewest: Order = {
  name: 'organisation newest',
  columns: [{ sql: sql`o.id`, type: 'uuid' }],
  descending: true,
};

const orders = { name: byName, newest: byNewest };

const matches = (query: string) => sql`o.search @@ ${query}::tsquery`;
/** The same in a form that no index serves, for reading in an order until enough is found. */
const matchesRow = (query: string) => sql`coalesce(o.search @@ ${query}::tsquery, false)`;

export interface OrganisationsAsked {
  readonly filter: OrganisationFilter;
  /** The text of a `tsquery`; null asks for no name. */
  readonly query: string | null;
}

function organisationList({ filter, query }: OrganisationsAsked, order: Order): List {
  const fits = organisationFits(filter);
  return {
    order,
    columns: summaryColumns,
    from: sql`registry.organisation o ${summaryJoins}`,
    narrow: { from: sql`registry.organisation o`, id: sql`o.id` },
    where: query === null ? fits : sql`${matches(query)} and ${fits}`,
    whereOfRow: query === null ? fits : sql`${matchesRow(query)} and ${fits}`,
  };
}

type InOrder = OrganisationsAsked & { readonly sort: keyof typeof orders };

export function organisationsInOrder(tx: Tx, asked: InOrder, wish: PageWish) {
  const list = organisationList(asked, orders[asked.sort]);
  return pageOfList<OrganisationSummary>(tx, list, wish);
}

export function everyOrganisation(tx: Tx, asked: InOrder) {
  return everyRowOfList<OrganisationSummary>(tx, organisationList(asked, orders[asked.sort]));
}

export async function countOrganisations(tx: Tx, asked: OrganisationsAsked) {
  return await totalOfList(tx, organisationList(asked, byName));
}

/** The texts of `tsquery`s: what is found, and what of it comes first. */
export interface Ranking extends Favours {
  readonly query: string;
}

const lastTier = 2;

const tierOf = (favours: Favours) => sql`case when ${matches(favours.whole)} then 0
  when ${matches(favours.beginning)} then 1 else ${lastTier}::int end`;

const byRelevance = (tier: Sql): Order => ({
  name: 'organisation relevance',
  columns: [
    { sql: tier, type: 'int' },
    { sql: sql`(-o.prominence)`, type: 'int' },
    { sql: sql`o.sort_key`, type: 'text' },
    { sql: sql`o.id`, type: 'uuid' },
  ],
});

/** The best hits first: by whole name and beginning, then by prominence, then by name. */
export async function organisationsByRelevance(
  tx: Tx,
  { filter, ranking }: { readonly filter: OrganisationFilter; readonly ranking: Ranking },
  wish: PageWish,
): Promise<PageOf<OrganisationSummary>> {
  const list = organisationList({ filter, query: ranking.query }, byRelevance(tierOf(ranking)));
  return await pageOfList<OrganisationSummary>(tx, list, wish, async (total) => {
    const paging = keyset(byRelevance(sql`o.tier`), wish);
    const favoured = await favouredIn(tx, ranking, filter);
    const found = await rows<Keyed<OrganisationSummary>>(
      tx,
      sql`with hit as materialized (
            ${prominentHits(ranking, organisationFits(filter), favoured, paging)}),
          best as (select o.*, ${paging.key} as page_key from hit o where ${paging.where}
            order by ${paging.orderBy} limit ${paging.take})
          select ${summaryColumns}, b.page_key
          from best b join registry.organisation o on o.id = b.id ${summaryJoins}
          order by ${relevanceOf(paging)}`,
    );
    return paging.page(found, total);
  });
}

/** The outer order must be the inner one, whichever way the page is read. */
function relevanceOf({ way }: Keyset): Sql {
  return sql`b.tier ${way}, (-b.prominence) ${way}, b.sort_key ${way}, b.id ${way}`;
}

const favouredAtMost = 500;

/** What comes first among thousands: names that begin so, unless these are thousands too. */
async function favouredIn(tx: Tx, ranking: Ranking, filter: OrganisationFilter): Promise<string> {
  const beginning = await countOrganisations(tx, { filter, query: ranking.beginning });
  const few = beginning !== null && beginning <= favouredAtMost;
  return few ? ranking.beginning : ranking.whole;
}

/** Where thousands match, the most prominent are read from their index until the page is full. */
function prominentHits(ranking: Ranking, fits: Sql, favoured: string, paging: Keyset): Sql {
  const { way, cursor } = paging;
  const columns = [sql`(-o.prominence)`, sql`o.sort_key`, sql`o.id`];
  // A constant in the comparison would keep the index from being entered at the cursor.
  const beyond =
    cursor?.values[0] === lastTier
      ? paging.beyond(columns, 1)
      : paging.beyond([sql`${lastTier}::int`, ...columns]);
  return sql`(select o.id, o.prominence, o.sort_key, ${tierOf(ranking)} as tier
      from registry.organisation o
      where ${matches(favoured)} and ${matchesRow(ranking.query)} and ${fits})
    union all
    (select o.id, o.prominence, o.sort_key, ${lastTier}::int as tier from registry.organisation o
      where ${matchesRow(ranking.query)} and not ${matchesRow(favoured)} and ${fits}
        and ${beyond}
      order by ${sql.join(columns.map((column) => sql`${column} ${way}`))}
      limit ${paging.take})`;
}

/** Whether a word of some name begins so. */
export async function isInNames(tx: Tx, word: string): Promise<boolean> {
  const { found } = await row<{ found: boolean }>(
    tx,
    sql`select exists (select from registry.organisation o
          where o.search @@ (quote_literal(${word}::text) || ':*')::tsquery) as found`,
  );
  return found;
}

/** Words of names that look like this one, the likest first. */
export async function wordsLike(tx: Tx, word: string): Promise<string[]> {
  const found = await rows<{ text: string }>(
    tx,
    sql`select text from registry.word where text % ${word}
        order by similarity(text, ${word}) desc, text limit 40`,
  );
  return found.map((one) => one.text);
}

/** The organisation that a merged one lives on in; the id itself where it was not merged. */
export async function successorOf(tx: Tx, organisationId: string): Promise<string | null> {
  const found = await rowOrNull<{ id: string }>(
    tx,
    sql`with recursive chain as (
          select id, merged_into_id from registry.organisation where id = ${organisationId}
          union
          select o.id, o.merged_into_id from registry.organisation o
            join chain c on o.id = c.merged_into_id)
        select id from chain where merged_into_id is null`,
  );
  return found?.id ?? null;
}

export async function holderOf(tx: Tx, scheme: string, value: string): Promise<string | null> {
  const found = await rowOrNull<{ organisationId: string }>(
    tx,
    sql`select organisation_id from registry.identifier
        where scheme = ${scheme} and value = ${value}`,
  );
  return found?.organisationId ?? null;
}

const ref = (alias: string) => sql`json_build_object('id', ${sql.raw(alias)}.id,
  'displayName', ${sql.raw(alias)}.display_name)`;

export type OrganisationRecord = Omit<Organisation, 'may' | 'mergedFrom'> & {
  readonly regionCode: string | null;
};

export async function readOrganisationRecord(
  tx: Tx,
  organisationId: string,
): Promise<OrganisationRecord | null> {
  return await rowOrNull<OrganisationRecord>(
    tx,
    sql`with recursive merged as (
          select m.id, m.display_name, m.updated_at from registry.organisation m
            where m.merged_into_id = ${organisationId}
          union
          select m.id, m.display_name, m.updated_at from registry.organisation m
            join merged a on m.merged_into_id = a.id)
        select ${summaryColumns}, o.region_code, o.website, o.established, o.latitude, o.longitude,
          o.provenance, o.revision, o.created_at, o.updated_at,
          coalesce((select json_agg(json_build_object('id', n.id, 'text', n.text, 'lang', n.lang,
              'kind', n.kind, 'source', n.source, 'statedOn', n.stated_on)
              order by n.kind = 'former', n.kind, n.lang, n.text)
            from registry.organisation_name n where n.organisation_id = o.id), '[]') as names,
          coalesce((select json_agg(json_build_object('scheme', i.scheme, 'value', i.value,
              'source', i.source, 'statedOn', i.stated_on) order by i.scheme, i.value)
            from registry.identifier i where i.organisation_id = o.id), '[]') as identifiers,
          coalesce((select json_agg(json_build_object('kind', l.kind, 'to', ${ref('t')},
              'source', l.source, 'statedOn', l.stated_on) order by l.kind, t.sort_key)
            from registry.relation l join registry.organisation t on t.id = l.to_id
            where l.from_id = o.id), '[]') as relations,
          (select ${ref('u')} from registry.organisation u where u.id = o.parent_id) as parent,
          (select count(*)::int from registry.organisation b
            where b.parent_id = o.id and b.status <> 'merged') as branch_count,
          (select count(distinct collaboration_id)::int from registry.participation
            where organisation_id = o.id) as collaboration_count,
          coalesce((select json_agg(json_build_object('id', id, 'displayName', display_name,
              'mergedAt', to_char(updated_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
              order by updated_at) from merged), '[]') as absorbed
        from registry.organisation o ${summaryJoins}
        where o.id = ${organisationId}`,
  );
}

export async function readName(
  tx: Tx,
  organisationId: string,
): Promise<{ id: string; displayName: string } | null> {
  return await rowOrNull(
    tx,
    sql`select id, display_name from registry.organisation where id = ${organisationId}`,
  );
}

export interface NamedOrganisation extends OrganisationSummary {
  readonly searchText: string;
}

/** Organisations that match a query, with their names, for comparing them one by one. */
export async function namesakes(
  tx: Tx,
  query: string,
  limit: number,
): Promise<NamedOrganisation[]> {
  return await rows<NamedOrganisation>(
    tx,
    sql`select ${summaryColumns}, o.search_text
        from registry.organisation o ${summaryJoins}
        where ${matches(query)} and o.status <> 'merged' limit ${limit}`,
  );
}

/** All names of an organisation, folded; none where there is no such organisation. */
export async function namesOf(tx: Tx, organisationId: string): Promise<string[]> {
  const found = await rowOrNull<{ searchText: string }>(
    tx,
    sql`select search_text from registry.organisation where id = ${organisationId}`,
  );
  return found?.searchText.split('\n') ?? [];
}
