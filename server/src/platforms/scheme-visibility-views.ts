/**
 * Who sees which scheme, as conditions of a query. What is published everyone sees; drafts are for
 * their keepers and auditors. Aliases: `s` a scheme, `v` a version of it.
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

export function schemeVisible(ctx: Context): Sql {
  return sql`(v.state <> 'draft' or ${keptByCaller(ctx)})`;
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

/** What only keepers see of a scheme, such as its previews, also where it is published. */
export async function schemeIsKept(ctx: Context, versionId: string): Promise<boolean> {
  const { kept } = await row<{ kept: boolean }>(
    ctx.tx,
    sql`select exists (select from platforms.scheme_version v
          join platforms.scheme s on s.id = v.scheme_id
          where v.id = ${versionId} and ${keptByCaller(ctx)}) as kept`,
  );
  return kept;
}
