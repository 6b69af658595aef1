/** SQL that answers lists and pages of schemes. What a caller may not see is left out in the query. */
import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { all, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { SchemeSummary, schemeContract, VersionOfScheme } from './scheme-contract.ts';
import type { KeeperKey } from './scheme-store.ts';
import { madeWithCaller, schemeVisible } from './scheme-visibility-views.ts';

type Asked = Omit<InputOf<(typeof schemeContract)['listSchemes']>, 'limit' | 'cursor'>;

/** What lists and references show of a version; `v` is the version. */
const versionFacts = sql`jsonb_build_object('id', v.id, 'schemeId', v.scheme_id,
  'number', v.number, 'state', v.state, 'title', jsonb_build_object('zh', v.title_zh,
    'en', v.title_en), 'source', v.source, 'grade', v.grade, 'itemCount', v.item_count,
  'digest', v.digest, 'problemCount', v.problem_count, 'publishedAt', v.published_at,
  'frozenFor', (select count(*) from platforms.scheme_freeze f where f.version_id = v.id))`;

function columnsFor(ctx: Context): Sql {
  return sql`s.id, s.kind, platforms.keeper(s.keeper_region_code, s.keeper_compact_id) as keeper, s.types,
    s.template, ${versionFacts} as version,
    v.state in ('published', 'withdrawn') and ${madeWithCaller(ctx)} and exists (select from platforms.scheme_version d
      where d.scheme_id = s.id and d.state in ('draft', 'reviewed')) as renewing,
    s.sample, s.created_at`;
}

/** The version that stands for its scheme: the newest published one, else the one in the making. */
function fromFor(ctx: Context, states?: readonly string[]): Sql {
  const wanted = states === undefined ? sql`true` : sql`v.state = any (${states}::text[])`;
  return sql`platforms.scheme s join lateral (
    select * from platforms.scheme_version v
    where v.scheme_id = s.id and ${schemeVisible(ctx)} and ${wanted}
    order by (v.state = 'published') desc, (v.state in ('draft', 'reviewed')) desc, v.number desc
    limit 1) v on true`;
}

const orders: Readonly<Record<NonNullable<Asked['sort']>, Order>> = {
  title: {
    name: 'schemes title',
    columns: [
      { sql: sql`v.sort_key`, type: 'text' },
      { sql: sql`s.id`, type: 'uuid' },
    ],
  },
  '-createdAt': {
    name: 'schemes newest',
    columns: [
      { sql: sql`s.created_at`, type: 'timestamptz' },
      { sql: sql`s.id`, type: 'uuid' },
    ],
    descending: true,
  },
};

function listFor(ctx: Context, asked: Asked): List {
  const { q, kind, type, state, grade, region, compactId, sort = 'title' } = asked;
  const conditions: Sql[] = [];
  if (q !== undefined && q.trim() !== '') {
    conditions.push(sql`strpos(lower(concat_ws(' ', v.title_zh, v.title_en, v.sort_key, v.source)),
      ${q.trim().toLowerCase()}) > 0`);
  }
  if (kind !== undefined) conditions.push(sql`s.kind = ${kind}`);
  if (type !== undefined) conditions.push(sql`s.types && ${type}::text[]`);
  if (grade !== undefined) conditions.push(sql`v.grade = any (${grade}::text[])`);
  if (region !== undefined) {
    conditions.push(sql`s.keeper_region_code in
      (select registry.v_regions_within(${region}::text[]))`);
  }
  if (compactId !== undefined) conditions.push(sql`s.keeper_compact_id = ${compactId}`);
  return {
    order: orders[sort],
    columns: columnsFor(ctx),
    from: fromFor(ctx, state),
    where: all(conditions),
  };
}

export async function schemePage(ctx: Context, asked: Asked & PageWish) {
  return await pageOfList<SchemeSummary>(ctx.tx, listFor(ctx, asked), asked);
}

export function everyScheme(ctx: Context, asked: Asked, rowsAtMost: number) {
  return everyRowOfList<SchemeSummary>(ctx.tx, listFor(ctx, asked), rowsAtMost);
}

export interface SchemeShown extends SchemeSummary {
  readonly keeperKey: KeeperKey;
}

export async function readSchemeSummary(ctx: Context, id: string): Promise<SchemeShown | null> {
  return await rowOrNull<SchemeShown>(
    ctx.tx,
    sql`select ${columnsFor(ctx)}, jsonb_build_object('regionCode', s.keeper_region_code,
          'compactId', s.keeper_compact_id) as keeper_key
        from ${fromFor(ctx)} where s.id = ${id}`,
  );
}

/** Those that the caller may see, the newest first. */
export async function versionsOfScheme(ctx: Context, id: string): Promise<VersionOfScheme[]> {
  const found = await rows<{ version: VersionOfScheme }>(
    ctx.tx,
    sql`select ${versionFacts} as version
        from platforms.scheme_version v join platforms.scheme s on s.id = v.scheme_id
        where s.id = ${id} and ${schemeVisible(ctx)} order by v.number desc`,
  );
  return found.map(({ version }) => version);
}

export async function schemeVersionFacts(tx: Tx, versionId: string): Promise<VersionOfScheme> {
  const found = await rowOrNull<{ version: VersionOfScheme }>(
    tx,
    sql`select ${versionFacts} as version from platforms.scheme_version v
        where v.id = ${versionId}`,
  );
  if (found === null) throw new Error(`The version ${versionId} was there a moment ago.`);
  return found.version;
}
