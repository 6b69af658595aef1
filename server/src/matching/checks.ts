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
      where not matching.is_unpublished(r.state) and not exists (
        select 1 from runtime.event e where e.journey_id = r.journey_id
          and e.type = 'matching.' || r.kind || '_published')`),
  },
  {
    name: 'what is under review has its open round, and nothing else has one',
    meaning: 'A record waits for nobody, or somebody is asked about what is no longer waiting.',
    query: counting(sql`select r.id from (
        select id, state, review_id from matching.technology
        union all select id, state, review_id from matching.need) r
      full join (select * from matching.review where state in ('submitted', 'approved')) open
        on open.record_id = r.id
      where coalesce(r.state in ('submitted', 'approved'), false) <> (open.id is not null)
        or (open.id is not null and (open.state <> r.state or open.id <> r.review_id))`),
  },
  {
    name: 'a verdict is what its scores come to',
    meaning: 'A total does not add up, or a zero was published; compare with the event log.',
    query: counting(sql`select id from matching.review
      where scores is not null and (total <> (select sum(value::int)
          from jsonb_each_text(scores)) or (state = 'published') <> (total >= 10
            and not exists (select 1 from jsonb_each_text(scores) where value = '0')))`),
  },
  {
    name: 'what a review found stands on what it published',
    meaning: 'A published record claims a quality that no review gave it.',
    query: counting(sql`select r.id from (
        select id, quality from matching.technology union all select id, quality from matching.need) r
      where r.quality is not null and not exists (select 1 from matching.review v
        where v.record_id = r.id and v.state = 'published' and v.verdict = r.quality)`),
  },
  {
    name: 'a "no" of a review or of time carries its reason',
    meaning: 'A refusal cannot be counted as a barrier, since nobody can say why it was.',
    query: counting(sql`select sequence as id from runtime.event
      where type in ('matching.need_returned', 'matching.technology_returned',
          'matching.need_on_hold', 'matching.technology_on_hold', 'matching.need_rejected',
          'matching.technology_rejected')
        and coalesce(jsonb_array_length(payload -> 'reasons'), 0) = 0`),
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
      where (state in ('accepted', 'declined', 'concluded') and answered_at is null)
        or (state = 'asked' and answered_at is not null) or answered_at < asked_at`),
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
    name: 'a signed contract has its facts, and nothing else has',
    meaning: 'An outcome and its contract disagree; the log is the evidence.',
    query: counting(sql`select i.id from matching.introduction i
      left join matching.deal d on d.introduction_id = i.id
      where (i.outcome = 'contract_signed' and (d.id is null or d.state = 'retracted'))
        or (d.id is not null and d.state <> 'retracted' and i.outcome <> 'contract_signed')
        or (d.id is not null and i.outcome is null)`),
  },
  {
    name: 'contracts are confirmed by the side that did not record them',
    meaning: 'Somebody confirmed what they recorded themselves; do not count it.',
    query: counting(sql`select d.id from matching.deal d
      join matching.introduction i on i.id = d.introduction_id
      where d.recorded_by_id not in (i.asker_id, i.asked_id)
        or (d.state = 'confirmed' and not exists (select from runtime.event e
          where e.journey_id = i.journey_id and e.type = 'matching.deal_confirmed'
            and e.payload ->> 'dealId' = d.id::text
            and e.organisation_id <> d.recorded_by_id
            and e.amount_minor = d.amount_minor and e.unit = d.currency))`),
  },
  {
    name: 'a meeting stands in an introduction that goes on',
    meaning: 'Somebody waits for a meeting to which nobody comes; call it off.',
    query: counting(sql`select m.id from matching.meeting m
      join matching.introduction i on i.id = m.introduction_id
      where (m.state = 'proposed' and i.state <> 'accepted')
        or m.proposed_by_id not in (i.asker_id, i.asked_id)`),
  },
  {
    name: 'each state of a meeting is told in the log',
    meaning: 'A meeting and the log disagree; the log is the evidence.',
    query: counting(sql`select m.id from matching.meeting m
      join matching.introduction i on i.id = m.introduction_id
      where not exists (select from runtime.event e
        where e.journey_id = i.journey_id and e.payload ->> 'meetingId' = m.id::text
          and e.type = 'matching.meeting_' || m.state)`),
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
