/**
 * Who sees which agreement, as conditions of a query: no row that a person may not see leaves the
 * database. Aliases: `a` an agreement, `v` a version of it.
 */
import { holdsOffice } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import type { Context } from '../runtime/module.ts';
import { row, type Sql, sql } from '../runtime/sql.ts';

/**
 * The parties' officers and people, the region that began it, secretariats of a compact that one
 * of them is in, auditors; and everyone what is public and signed.
 */
export function agreementVisible(ctx: Context): Sql {
  const open = sql`(a.is_public and exists (select from outposts.agreement_version s
    where s.agreement_id = a.id and s.state = 'signed'))`;
  return sql`(${open} or ${agreementWithin(ctx)})`;
}

/** Of a public agreement, everyone sees what was signed and nobody else's drafts. */
export function versionVisible(ctx: Context): Sql {
  return sql`((a.is_public and v.state = 'signed') or ${agreementWithin(ctx)})`;
}

/** The caller belongs to the circle of an agreement. */
export function agreementWithin({ actor, now }: Context): Sql {
  if (holdsOffice(actor, 'audit_administrator')) return sql`true`;
  if (actor.kind === 'anonymous') return sql`false`;
  const organisations = actor.memberships.map(({ organisationId }) => organisationId);
  const officed = actor.offices.flatMap(({ office, regionCode }) =>
    office === 'region_officer' && regionCode !== null ? [regionCode] : [],
  );
  const served = actor.offices.flatMap(({ office, compactId }) =>
    office === 'secretariat' && compactId !== null ? [compactId] : [],
  );
  const day = dayOf(now);
  const regions = sql`select registry.v_regions_within(${officed}::text[] || array(
    select m.region_code from registry.v_compact_member m
    where m.compact_id = any (${served}::uuid[]) and m.starts_on <= ${day}::date
      and (m.ends_on is null or m.ends_on > ${day}::date)))`;
  const ofParty = sql`exists (select from outposts.party p
    join outposts.agreement_version of_party on of_party.id = p.version_id
    where of_party.agreement_id = a.id and (p.region_code in (${regions})
      or p.organisation_id = any (${organisations}::uuid[])))`;
  return sql`(a.compact_id = any (${served}::uuid[]) or a.begun_by_region in (${regions})
    or ${ofParty})`;
}

export async function agreementIsVisible(ctx: Context, agreementId: string): Promise<boolean> {
  const { visible } = await row<{ visible: boolean }>(
    ctx.tx,
    sql`select exists (select from outposts.agreement a
          where a.id = ${agreementId} and ${agreementVisible(ctx)}) as visible`,
  );
  return visible;
}

/** What only the circle knows of an agreement, such as its facts, also where its terms are public. */
export async function agreementIsWithin(ctx: Context, agreementId: string): Promise<boolean> {
  const { within } = await row<{ within: boolean }>(
    ctx.tx,
    sql`select exists (select from outposts.agreement a
          where a.id = ${agreementId} and ${agreementWithin(ctx)}) as within`,
  );
  return within;
}

export async function versionIsVisible(ctx: Context, versionId: string): Promise<boolean> {
  const { visible } = await row<{ visible: boolean }>(
    ctx.tx,
    sql`select exists (select from outposts.agreement_version v
          join outposts.agreement a on a.id = v.agreement_id
          where v.id = ${versionId} and ${versionVisible(ctx)}) as visible`,
  );
  return visible;
}
