/** SQL that says whose accounts a caller may see. */
import { type Actor, holdsOffice } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import type { Context } from '../runtime/module.ts';
import { type Sql, sql } from '../runtime/sql.ts';

/**
 * Accounts of one's own organisations, and those in the regions and compacts one serves; auditors
 * see all. `h` is the account's row of `ledger.v_holder`.
 */
export function visibleHolder({ actor, now }: Pick<Context, 'actor' | 'now'>): Sql {
  if (actor.kind === 'system' || holdsOffice(actor, 'audit_administrator')) return sql`true`;
  const ours = actor.memberships.map(({ organisationId }) => organisationId);
  return sql`(h.organisation_id = any(${ours}::uuid[])
    or h.region in (${servedRegions(actor, dayOf(now))}))`;
}

function servedRegions(actor: Actor, day: string): Sql {
  const own = actor.offices.flatMap(({ office, regionCode }) =>
    office === 'region_officer' && regionCode !== null ? [regionCode] : [],
  );
  const compacts = actor.offices.flatMap(({ office, compactId }) =>
    office === 'secretariat' && compactId !== null ? [compactId] : [],
  );
  const members = sql`select m.region_code from registry.v_compact_member m
    where m.compact_id = any(${compacts}::uuid[]) and m.starts_on <= ${day}::date
      and (m.ends_on is null or m.ends_on > ${day}::date)`;
  return sql`select registry.v_regions_within(${own}::text[] || array(${members}))`;
}
