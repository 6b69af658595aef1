/**
 * Who sees which record, as conditions of a query: no row that a person may not see leaves the
 * database. Aliases: `t` a technology, `n` a need, `i` an introduction.
 */
import type { Actor } from '../runtime/actor.ts';
import { type Sql, sql } from '../runtime/sql.ts';
import { today } from './record.ts';

export function organisationsOf(actor: Actor): string[] {
  return actor.memberships.map((membership) => membership.organisationId);
}

/** Both sides of an introduction go on seeing what it was about after it was taken back. */
function partOf(column: string, actor: Actor): Sql {
  const ours = organisationsOf(actor);
  return sql`exists (select 1 from matching.introduction i where ${sql.raw(column)}
    and (i.asker_id = any (${ours}::uuid[]) or i.asked_id = any (${ours}::uuid[])))`;
}

export function technologyVisible(actor: Actor): Sql {
  if (actor.kind === 'system') return sql`true`;
  return sql`(t.state = 'published' or t.organisation_id = any (${organisationsOf(actor)}::uuid[])
    or (t.state <> 'draft' and ${partOf('i.technology_id = t.id', actor)}))`;
}

export function needVisible(actor: Actor, now: Date): Sql {
  if (actor.kind === 'system') return sql`true`;
  const ours = organisationsOf(actor);
  return sql`(n.organisation_id = any (${ours}::uuid[])
    or (n.state = 'published' and (n.visibility = 'public'
      or (n.visibility = 'compact' and n.compact_id in (${compactsOf(actor, now)}))
      or (n.visibility = 'named' and exists (select 1 from matching.need_audience a
            where a.need_id = n.id and a.organisation_id = any (${ours}::uuid[])))))
    or (n.state <> 'draft' and ${partOf('i.need_id = n.id', actor)}))`;
}

/** The compacts that the actor's organisations and regions are in today, and those it serves. */
function compactsOf(actor: Actor, now: Date): Sql {
  const day = today(now);
  const served = actor.offices.flatMap((office) =>
    office.office === 'secretariat' && office.compactId !== null ? [office.compactId] : [],
  );
  return sql`select m.compact_id from registry.v_compact_member m
    where m.starts_on <= ${day}::date and (m.ends_on is null or m.ends_on > ${day}::date)
      and m.region_code in (${regionsOf(actor)})
    union all select unnest(${served}::uuid[])`;
}

/** The regions of the actor's organisations and offices, each with those it lies in. */
function regionsOf(actor: Actor): Sql {
  const officed = actor.offices.flatMap((office) =>
    office.office === 'region_officer' && office.regionCode !== null ? [office.regionCode] : [],
  );
  return sql`select unnest(matching.region_path(here.code)) from (
    select o.region_code as code from registry.v_organisation o
    where o.id = any (${organisationsOf(actor)}::uuid[])
    union select unnest(${officed}::text[])) here`;
}
