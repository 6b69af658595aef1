import type { Check } from '../runtime/module.ts';
import { type Sql, sql } from '../runtime/sql.ts';

/** Counts offending rows and names a few of them. */
function counting(query: Sql): Sql {
  return sql`select count(*) as count, (array_agg(id::text))[1:5] as examples
    from (${query}) offending`;
}

const published = sql`
  select id, journey_id, 'technology' as kind, state, expires_on from matching.technology
  union all
  select id, journey_id, 'need', state, expires_on from matching.need`;

export const checks: readonly Check[] = [
  {
    name: 'published records have begun a journey',
    meaning: 'A record left its draft without a publication in the event log; look at its owner.',
    query: counting(sql`select r.id from (${published}) r
      where r.state <> 'draft' and not exists (
        select 1 from runtime.event e where e.journey_id = r.journey_id
          and e.type = 'matching.' || r.kind || '_published')`),
  },
  {
    name: 'introductions stand in a journey of one of their sides',
    meaning: 'An introduction would be missing from the timeline of what it is about.',
    query: counting(sql`select i.id from matching.introduction i
      where not exists (select 1 from (${published}) r
        where r.journey_id = i.journey_id and r.id in (i.need_id, i.technology_id))`),
  },
  {
    name: 'answered introductions have an answer time',
    meaning: 'Somebody answered and nobody knows when; compare with the event log.',
    query: counting(sql`select id from matching.introduction
      where (state in ('accepted', 'declined', 'concluded')) <> (answered_at is not null)
        or answered_at < asked_at`),
  },
  {
    name: 'one pair has one open introduction',
    meaning: 'Two requests of the same pair wait at once; withdraw the later one.',
    query: counting(sql`select min(id::text) as id from matching.introduction
      where state in ('asked', 'accepted')
      group by need_id, technology_id, least(asker_id, asked_id), greatest(asker_id, asked_id)
      having count(*) > 1`),
  },
  {
    name: 'each state of an introduction is told in the log',
    meaning: 'A record and the log disagree; the log is the evidence.',
    query: counting(sql`select i.id from matching.introduction i
      where not exists (select 1 from runtime.event e
        where e.journey_id = i.journey_id and e.payload ->> 'introductionId' = i.id::text
          and e.type = 'matching.introduction_'
            || case i.state when 'asked' then 'requested' else i.state end)`),
  },
  {
    name: 'both sides of an introduction own what it is about',
    meaning: 'Somebody asks for a record of a third organisation.',
    query: counting(sql`select i.id from matching.introduction i
      left join matching.need n on n.id = i.need_id
      left join matching.technology t on t.id = i.technology_id
      where n.organisation_id not in (i.asker_id, i.asked_id)
        or t.organisation_id not in (i.asker_id, i.asked_id)
        or n.organisation_id = t.organisation_id`),
  },
];
