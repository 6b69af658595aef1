import type { Check } from '../runtime/module.ts';
import { type Sql, sql } from '../runtime/sql.ts';

/** Counts offending rows and names a few of them. */
function counting(query: Sql): Sql {
  return sql`select count(*) as count, (array_agg(id::text))[1:5] as examples
    from (${query}) offending`;
}

export const outpostChecks: readonly Check[] = [
  {
    name: 'revisions of facts follow each other',
    meaning: 'A revision of a fact is missing; compare it with a backup.',
    query: counting(sql`select f.id from outposts.fact f
      where f.revision > 0 and not exists (select from outposts.fact b
        where b.agreement_id = f.agreement_id and b.identity = f.identity
          and b.revision = f.revision - 1)`),
  },
  {
    name: 'facts are of parties that the terms name',
    meaning: 'A fact speaks of a party that no signed version of its agreement has.',
    query: counting(sql`select f.id from outposts.fact f
      where not exists (select from outposts.agreement_version v
        join outposts.party p on p.version_id = v.id
        where v.agreement_id = f.agreement_id and v.state = 'signed' and p.party = f.party)`),
  },
  {
    name: 'disputes end with the fact they are about',
    meaning: 'A dispute is open about a fact that was corrected or taken back since.',
    query: counting(sql`select d.id from outposts.dispute d
      join outposts.fact f on f.id = d.fact_id
      where d.resolved_at is null and exists (select from outposts.fact l
        where l.agreement_id = f.agreement_id and l.identity = f.identity
          and l.revision > f.revision)`),
  },
  {
    name: 'every fact is told in the log',
    meaning: 'A fact and the log disagree; the log is the evidence.',
    query: counting(sql`select f.id from outposts.fact f
      where not exists (select from runtime.event e where e.subject_ids @> array[f.id]
        and e.type in ('outposts.facts_reported', 'outposts.fact_corrected',
          'outposts.fact_reversed'))`),
  },
];
