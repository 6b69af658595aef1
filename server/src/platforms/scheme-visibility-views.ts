/**
 * Who sees which scheme, as conditions of a query. What is published everyone sees; drafts are for
 * their keepers, for officers of the regions of the compact that keeps them, and for auditors.
 * Aliases: `s` a scheme, `v` a version of it.
 */
import { holdsOffice } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import type { Context } from '../runtime/module.ts';
import { row, type Sql, sql } from '../runtime/sql.ts';

/** The caller is among those who keep the scheme. */
export function keptByCaller({ actor, now }: Context): Sql {
  if (holdsOffice(actor, 'audit_administrator')) return sql`true`;
  if (actor.kind === 'anonymous' || actor.offices.length === 0) return sql`false`;
  const officed = actor.offices.flatMap(({ office, regionCode }) =>
    office === 'region_officer' && regionCode !== null ? [regionCode] : [],
  );
  const served = actor.offices.flatMap(({ office, compactId }) =>
    office === 'secretariat' && compactId !== null ? [compactId] : [],
  );
  const day = dayOf(now);
  return sql`(s.keeper_compact_id = any (${served}::uuid[])
    or s.keeper_region_code in (select registry.v_regions_within(${officed}::text[] || array(
      select m.region_code from registry.v_compact_member m
      where m.compact_id = any (${served}::uuid[]) and m.starts_on <= ${day}::date
        and (m.ends_on is null or m.ends_on > ${day}::date)))))`;
}

/** The caller keeps the scheme, or serves a region of the compact that keeps it. */
export function madeWithCaller(ctx: Context): Sql {
  const officed = ctx.actor.offices.flatMap(({ office, regionCode }) =>
    office === 'region_officer' && regionCode !== null ? [regionCode] : [],
  );
  if (officed.length === 0) return keptByCaller(ctx);
  const day = dayOf(ctx.now);
  return sql`(${keptByCaller(ctx)} or exists (select from registry.v_compact_member m
    where m.compact_id = s.keeper_compact_id and m.starts_on <= ${day}::date
      and (m.ends_on is null or m.ends_on > ${day}::date)
      and m.region_code in (select registry.v_regions_within(${officed}::text[]))))`;
}

export function schemeVisible(ctx: Context): Sql {
  return sql`(v.state in ('published', 'withdrawn') or ${madeWithCaller(ctx)})`;
}

export async function schemeVersionIsVisible(ctx: Context, versionId: string): Promise<boolean> {
  const { visible } = await row<{ visible: boolean }>(
    ctx.tx,
    sql`select exists (select from platforms.scheme_version v
          join platforms.scheme s on s.id = v.scheme_id
          where v.id = ${versionId} and ${schemeVisible(ctx)}) as visible`,
  );
  return visible;
}

/** What only its makers see of a scheme, such as its previews, also where it is published. */
export async function schemeIsShared(ctx: Context, versionId: string): Promise<boolean> {
  const { shared } = await row<{ shared: boolean }>(
    ctx.tx,
    sql`select exists (select from platforms.scheme_version v
          join platforms.scheme s on s.id = v.scheme_id
          where v.id = ${versionId} and ${madeWithCaller(ctx)}) as shared`,
  );
  return shared;
}
