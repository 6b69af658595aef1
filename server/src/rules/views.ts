/** SQL that answers the catalogue of rules. What a caller may not see is left out in the query. */

import { dayOf } from '../runtime/day.ts';
import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { all, rowOrNull, rows, type Sql, sql } from '../runtime/sql.ts';
import type { RuleSetSummary, rulesContract, VersionSummary } from './contract.ts';
import { seesDrafts } from './rights.ts';
import { type PlaceKey, versionSummary } from './store.ts';

type Asked = Omit<InputOf<(typeof rulesContract)['listRuleSets']>, 'limit' | 'cursor'>;

export interface RuleSetRow extends RuleSetSummary {
  readonly keeperKey: PlaceKey;
}

const shown = sql`v.state in ('published', 'withdrawn')`;
/** `v` is a version. */
function visible(ctx: Context): Sql {
  return seesDrafts(ctx.actor) ? sql`true` : shown;
}

function columnsOn(day: string): Sql {
  return sql`s.id, rules.place(s.keeper_region_code, s.keeper_compact_id) as keeper,
    jsonb_build_object('regionCode', s.keeper_region_code, 'compactId', s.keeper_compact_id)
      as keeper_key,
    ${versionSummary} as latest,
    coalesce((select jsonb_agg(jsonb_build_object('place',
          rules.place(a.region_code, a.compact_id), 'versionId', a.version_id,
          'number', held.number, 'startsOn', a.starts_on) order by a.starts_on, a.id)
        from rules.adoption a join rules.version held on held.id = a.version_id
        where a.rule_set_id = s.id and ${adoptedOn(day)}), '[]') as adopted_by,
    s.sample`;
}

function adoptedOn(day: string): Sql {
  return sql`a.starts_on <= ${day}::date and (a.ends_on is null or a.ends_on > ${day}::date)`;
}

/** The version that stands for its set: a published one, else one in the making, else the last. */
function fromOf(ctx: Context, states?: readonly string[]): Sql {
  const wanted = states === undefined ? sql`true` : sql`v.state = any(${states}::text[])`;
  return sql`rules.rule_set s join lateral (
    select * from rules.version v where v.rule_set_id = s.id and ${visible(ctx)} and ${wanted}
    order by (v.state = 'published') desc, (v.state <> 'withdrawn') desc, v.number desc
    limit 1) v on true`;
}

const orders: Readonly<Record<'name' | '-publishedAt', Order>> = {
  name: {
    name: 'rule sets name',
    columns: [
      { sql: sql`v.sort_key`, type: 'text' },
      { sql: sql`s.id`, type: 'uuid' },
    ],
  },
  '-publishedAt': {
    name: 'rule sets -publishedAt',
    columns: [
      { sql: sql`coalesce(v.published_at, v.created_at)`, type: 'timestamptz' },
      { sql: sql`s.id`, type: 'uuid' },
    ],
    descending: true,
  },
};

function listOf(ctx: Context, { q, grade, state, region, sort = 'name' }: Asked): List {
  const day = dayOf(ctx.now);
  const conditions: Sql[] = [];
  if (q !== undefined && q.trim() !== '') {
    conditions.push(sql`strpos(lower(concat_ws(' ', v.name_zh, v.name_en, v.sort_key,
      v.document_number, v.issuer)), ${q.trim().toLowerCase()}) > 0`);
  }
  if (grade !== undefined) conditions.push(sql`v.grade = any(${grade}::text[])`);
  if (region !== undefined) {
    conditions.push(sql`exists (select from rules.adoption a where a.rule_set_id = s.id
      and a.region_code = any(${region}::text[]) and ${adoptedOn(day)})`);
  }
  return {
    order: orders[sort],
    columns: columnsOn(day),
    from: fromOf(ctx, state),
    where: all(conditions),
  };
}

export async function ruleSetPage(ctx: Context, asked: Asked & PageWish) {
  return await pageOfList<RuleSetRow>(ctx.tx, listOf(ctx, asked), asked);
}

export function everyRuleSet(ctx: Context, asked: Asked) {
  return everyRowOfList<RuleSetRow>(ctx.tx, listOf(ctx, asked), 50_000);
}

export async function readRuleSetSummary(ctx: Context, id: string): Promise<RuleSetRow | null> {
  return await rowOrNull<RuleSetRow>(
    ctx.tx,
    sql`select ${columnsOn(dayOf(ctx.now))} from ${fromOf(ctx)} where s.id = ${id}`,
  );
}

export async function versionSummaries(ctx: Context, ruleSetId: string): Promise<VersionSummary[]> {
  const found = await rows<{ version: VersionSummary }>(
    ctx.tx,
    sql`select ${versionSummary} as version from rules.version v
        where v.rule_set_id = ${ruleSetId} and ${visible(ctx)} order by v.number desc`,
  );
  return found.map(({ version }) => version);
}
