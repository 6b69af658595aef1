/** SQL of what stands in the links of a chain. */
import { type List, type Order, type PageWish, pageOfList } from '../runtime/keyset.ts';
import { rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { LinkRecord, LinkRecordKind } from './chain-contract.ts';

/** A link with all that it is known by: fields in every form, keywords in lower case. */
export interface LinkTies {
  readonly key: string;
  readonly fields: readonly string[];
  readonly keywords: readonly string[];
}

export interface Counted {
  readonly link: string;
  readonly region: string;
  readonly count: number;
  readonly behind: number;
}

const provinceMembers = (regions: readonly string[]) => sql`any(${regions}::text[])`;

function tied(links: readonly LinkTies[]): Sql {
  return sql`jsonb_to_recordset(${JSON.stringify(links)}::jsonb)
    as l (key text, fields text[], keywords text[])`;
}

/** Organisations in the fields of each link. */
function organisationsIn(links: readonly LinkTies[], regions: readonly string[]): Sql {
  return sql`select distinct l.key as link, r.province_code as region, o.id,
      o.id as organisation_id, o.display_name as title
    from ${tied(links)} cross join lateral unnest(l.fields) as told (field)
    join (select o.id, o.display_name, o.region_code, unnest(o.fields) as field
      from registry.v_organisation o where o.merged_into_id is null) o on o.field = told.field
    join registry.v_region r on r.code = o.region_code
    where r.province_code = ${provinceMembers(regions)}`;
}

/** By its keywords where the link has any, else by its fields. `x` is a record, `w` its words. */
const standsIn = sql`case when cardinality(l.keywords) > 0
  then exists (select from unnest(l.keywords) k (word) where strpos(w.words, k.word) > 0)
  else x.fields && l.fields end`;

function technologiesIn(links: readonly LinkTies[], regions: readonly string[]): Sql {
  return sql`select l.key as link, x.province_code as region, x.id, x.organisation_id, x.title
    from matching.v_technology x join matching.v_technology_words w using (id)
    join ${tied(links)} on ${standsIn}
    where x.state = 'published' and x.province_code = ${provinceMembers(regions)}`;
}

/** Needs that all of the compact may know of. */
function needsIn(links: readonly LinkTies[], regions: readonly string[], compactId: string): Sql {
  return sql`select l.key as link, x.province_code as region, x.id, x.organisation_id, x.title,
      x.state, x.visibility
    from matching.v_need x join matching.v_need_words w using (id)
    join ${tied(links)} on ${standsIn}
    where x.province_code = ${provinceMembers(regions)}
      and (x.visibility = 'public' or (x.visibility = 'compact' and w.compact_id = ${compactId}))`;
}

function perRegion(found: Sql): Sql {
  return sql`select link, region, count(distinct id)::int as count,
      count(distinct organisation_id)::int as behind
    from (${found}) found group by 1, 2`;
}

export async function countOrganisationsIn(
  tx: Tx,
  links: readonly LinkTies[],
  regions: readonly string[],
): Promise<Counted[]> {
  return await rows<Counted>(tx, perRegion(organisationsIn(links, regions)));
}

export async function countTechnologiesIn(
  tx: Tx,
  links: readonly LinkTies[],
  regions: readonly string[],
): Promise<Counted[]> {
  return await rows<Counted>(tx, perRegion(technologiesIn(links, regions)));
}

export interface CountedNeeds extends Counted {
  /** Open, or answered by somebody inside or outside the compact. */
  readonly what: 'open' | 'inside' | 'outside';
}

export async function countNeedsIn(
  tx: Tx,
  links: readonly LinkTies[],
  regions: readonly string[],
  compactId: string,
): Promise<CountedNeeds[]> {
  return await rows<CountedNeeds>(
    tx,
    sql`with need as (${needsIn(links, regions, compactId)}),
        told as (
          select link, region, id, organisation_id, 'open' as what from need
          where state = 'published'
          union
          select need.link, need.region, need.id, need.organisation_id,
            case when i.giver_province_code = ${provinceMembers(regions)} then 'inside'
              else 'outside' end
          from need join matching.v_introduction i on i.need_id = need.id
          where i.state in ('accepted', 'concluded') and i.giver_province_code is not null)
        select link, region, what, count(distinct id)::int as count,
          count(distinct organisation_id)::int as behind
        from told group by 1, 2, 3`,
  );
}

const byTitle: Order = {
  name: 'records of a link',
  columns: [
    { sql: sql`found.title`, type: 'text' },
    { sql: sql`found.id`, type: 'uuid' },
  ],
};

/** Those of regions whose figures may be told; of needs those that everybody may read. */
export async function linkRecordPage(
  tx: Tx,
  link: LinkTies,
  asked: {
    readonly kind: LinkRecordKind;
    readonly regions: readonly string[];
    readonly compactId: string;
  },
  wish: PageWish,
) {
  const { kind, regions, compactId } = asked;
  const found = {
    organisations: () => organisationsIn([link], regions),
    technologies: () => technologiesIn([link], regions),
    needs: () => sql`select * from (${needsIn([link], regions, compactId)}) need
      where state = 'published' and visibility = 'public'`,
  }[kind]();
  const list: List = {
    order: byTitle,
    columns: sql`found.id, found.title,
      jsonb_build_object('code', r.code, 'nameZh', r.name_zh, 'nameEn', r.name_en) as region,
      jsonb_build_object('id', o.id, 'nameZh', coalesce(o.name_zh, o.display_name),
        'nameEn', coalesce(o.name_en, o.display_name)) as organisation`,
    from: sql`(${found}) found join registry.v_region r on r.code = found.region
      join registry.v_organisation o on o.id = found.organisation_id`,
    where: sql`true`,
  };
  return await pageOfList<LinkRecord>(tx, list, wish);
}
