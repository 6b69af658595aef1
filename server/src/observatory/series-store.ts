/** SQL of series: kept once, never changed, counted from what other modules show. */
import { type List, type Order, type PageWish, pageOfList } from '../runtime/keyset.ts';
import { execute, row, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { SeriesSummary } from './contract.ts';
import type { SeriesCell } from './series.ts';
import { organisationsAtLeast } from './shapes.ts';

export interface CountedCell extends SeriesCell {
  readonly organisations: number | null;
}

export interface NewSeries
  extends Pick<SeriesSummary, 'id' | 'origin' | 'title' | 'unit' | 'source' | 'on' | 'digest'> {
  readonly sourceUrl: string | null;
  readonly licence: string | null;
  readonly madeBy: { readonly id: string | null; readonly name: string };
  readonly sample: boolean;
  readonly cells: readonly CountedCell[];
  /** Named with nothing but zeros. */
  readonly zeros?: Zeros;
  readonly fields: readonly FieldWords[];
}

export interface Zeros {
  readonly regions: readonly string[];
  readonly fields: readonly string[];
}

export interface FieldWords {
  readonly field: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

export async function insertSeries(tx: Tx, series: NewSeries, now: Date): Promise<void> {
  const { id, madeBy, zeros = { regions: [], fields: [] } } = series;
  await execute(
    tx,
    sql`insert into observatory.series (id, origin, title, unit, source, source_url, licence, on_day,
          digest, made_by_id, made_by, made_at, sample, zero_regions, zero_fields)
        values (${id}, ${series.origin}, ${series.title}, ${series.unit}, ${series.source},
          ${series.sourceUrl}, ${series.licence}, ${series.on}, ${series.digest}, ${madeBy.id},
          ${madeBy.name}, ${now}, ${series.sample}, ${zeros.regions}::text[],
          ${zeros.fields}::text[])`,
  );
  await execute(
    tx,
    sql`with cell as (
          select *, coalesce(organisations, ${organisationsAtLeast}) >= ${organisationsAtLeast} as told
          from jsonb_to_recordset(${JSON.stringify(series.cells)}::jsonb)
            as cell (region text, field text, value numeric, organisations int))
        insert into observatory.series_cell (series_id, region_code, field, value, organisations,
          quotient)
        select ${id}, region, field, value, organisations,
          case when told then value * sum(value) over (partition by told)
            / (sum(value) over (partition by told, region)
              * sum(value) over (partition by told, field)) end
        from cell`,
  );
  await execute(
    tx,
    sql`insert into observatory.series_field (series_id, field, name_zh, name_en)
        select ${id}, field, "nameZh", "nameEn"
        from jsonb_to_recordset(${JSON.stringify(series.fields)}::jsonb)
          as told (field text, "nameZh" text, "nameEn" text)`,
  );
}

export async function deleteSeries(tx: Tx, id: string): Promise<void> {
  await execute(tx, sql`delete from observatory.series where id = ${id}`);
}

const columns = sql`s.id, s.origin, s.title, s.unit, s.source, s.source_url, s.licence,
  s.on_day as "on", c.regions, c.fields, c.cells, s.digest, s.made_by, s.made_at, s.sample`;
const tables = sql`observatory.series s join lateral (
  select count(distinct x.region_code)::int as regions, count(distinct x.field)::int as fields,
    count(*)::int as cells
  from observatory.series_cell x where x.series_id = s.id) c on true`;

type Kept = Omit<SeriesSummary, 'english'>;

const inEnglish = {
  imported: null,
  organisations: { title: 'Organisations by industry', unit: 'organisations' },
  technologies: { title: 'Technologies on offer by field', unit: 'technologies' },
} as const;

function inBothTongues(kept: Kept): SeriesSummary {
  const said = inEnglish[kept.origin];
  if (said === null) return { ...kept, english: null };
  const { title, unit } = said;
  const source = 'Records of this node';
  return { ...kept, english: { title: `${title} ${kept.on}`, unit, source } };
}

const newestFirst: Order = {
  name: 'series newest',
  columns: [
    { sql: sql`s.made_at`, type: 'timestamptz' },
    { sql: sql`s.id`, type: 'uuid' },
  ],
  descending: true,
};

export async function seriesPage(tx: Tx, regionCode: string | undefined, wish: PageWish) {
  const where =
    regionCode === undefined
      ? sql`true`
      : sql`exists (select from observatory.series_cell x
            where x.series_id = s.id and x.region_code = ${regionCode})`;
  const list: List = { order: newestFirst, columns, from: tables, where };
  const page = await pageOfList<Kept>(tx, list, wish);
  return { ...page, items: page.items.map(inBothTongues) };
}

export async function findSeries(tx: Tx, id: string): Promise<SeriesSummary | null> {
  const kept = await rowOrNull<Kept>(tx, sql`select ${columns} from ${tables} where s.id = ${id}`);
  return kept && inBothTongues(kept);
}

/** In the order of regions and fields by their codes, which is that of the digest. */
export async function cellsOf(tx: Tx, id: string): Promise<CountedCell[]> {
  return await rows<CountedCell>(
    tx,
    sql`select region_code as region, field, value::float8 as value, organisations
        from observatory.series_cell where series_id = ${id}
        order by region_code collate "C", field collate "C"`,
  );
}

export async function zerosOf(tx: Tx, id: string): Promise<Zeros> {
  return await row<Zeros>(
    tx,
    sql`select zero_regions as regions, zero_fields as fields from observatory.series
        where id = ${id}`,
  );
}

export async function wordsOf(tx: Tx, id: string): Promise<FieldWords[]> {
  return await rows<FieldWords>(
    tx,
    sql`select field, name_zh, name_en from observatory.series_field where series_id = ${id}`,
  );
}

/** Organisations that stand for themselves, by the fields that they name. */
export async function countOrganisations(tx: Tx): Promise<CountedCell[]> {
  return await rows<CountedCell>(
    tx,
    sql`select r.province_code as region, field, count(*)::int as value,
          count(*)::int as organisations
        from registry.v_organisation o join registry.v_region r on r.code = o.region_code
          cross join lateral unnest(o.fields) as field
        where o.merged_into_id is null and btrim(field) <> ''
        group by 1, 2 order by r.province_code collate "C", field collate "C"`,
  );
}

/** Technologies that are on offer, by field. */
export async function countTechnologies(tx: Tx): Promise<CountedCell[]> {
  return await rows<CountedCell>(
    tx,
    sql`select t.province_code as region, field, count(*)::int as value,
          count(distinct t.organisation_id)::int as organisations
        from matching.v_technology t cross join lateral unnest(t.fields) as field
        where t.state = 'published' and t.province_code is not null
        group by 1, 2 order by t.province_code collate "C", field collate "C"`,
  );
}

export interface RegionNames {
  readonly code: string;
  readonly nameZh: string | null;
  readonly nameEn: string | null;
}

/** Regions of the first level, to read what people call them. */
export async function firstLevel(tx: Tx): Promise<RegionNames[]> {
  return await rows<RegionNames>(
    tx,
    sql`select code, name_zh, name_en from registry.v_region where province_code = code`,
  );
}

export interface Partner {
  readonly id: string;
  readonly field: string;
  readonly region: string;
  readonly nameZh: string | null;
  readonly nameEn: string | null;
}

const partnersEach = 5;

/** Organisations of some regions in some fields, a few of each, those with the most offers first. */
export async function partnersIn(
  tx: Tx,
  regions: readonly string[],
  fields: readonly string[],
): Promise<Partner[]> {
  return await rows<Partner>(
    tx,
    sql`select id, field, region, name_zh, name_en from (
          select o.id, x.field, r.province_code as region,
            coalesce(o.name_zh, o.display_name) as name_zh,
            coalesce(o.name_en, o.display_name) as name_en,
            row_number() over (partition by r.province_code, x.field
              order by x.offers desc, o.sort_key, o.id) as nth
          from (
            select organisation_id, field, count(*) as offers
            from matching.v_technology cross join lateral unnest(fields) as field
            where state = 'published' and field = any(${fields}::text[]) group by 1, 2
            union
            select id, field, 0 from registry.v_organisation cross join lateral unnest(fields) as field
            where merged_into_id is null and field = any(${fields}::text[])) x
          join registry.v_organisation o on o.id = x.organisation_id and o.merged_into_id is null
          join registry.v_region r on r.code = o.region_code
          where r.province_code = any(${regions}::text[])) ranked
        where nth <= ${partnersEach}
        order by region, field, nth`,
  );
}

export async function makerOf(tx: Tx, id: string): Promise<string | null> {
  const found = await rowOrNull<{ madeById: string | null }>(
    tx,
    sql`select made_by_id from observatory.series where id = ${id}`,
  );
  return found?.madeById ?? null;
}
