import type { Check } from '../runtime/module.ts';
import { type Sql, sql } from '../runtime/sql.ts';
import { recomputeSample } from './recompute-sample.ts';

/** Counts offending rows and names a few of them. */
function counting(query: Sql): Sql {
  return sql`select count(*) as count, (array_agg(id::text))[1:5] as examples
    from (${query}) offending`;
}

export const checks: readonly Check[] = [
  {
    name: 'decisions run again give the same bytes',
    meaning:
      'One of a sample came out differently by the same engine; it was changed, or the engine.',
    query: recomputeSample,
  },
  {
    name: 'decisions are as they were written',
    meaning: 'The record of a decision is not what its digest says; compare it with a backup.',
    query: counting(sql`select id from rules.decision
      where digest <> encode(sha256(convert_to(record, 'UTF8')), 'hex')`),
  },
  {
    name: 'decisions stand on what was published',
    meaning: 'The version is not what it was when it was decided by; its content was changed.',
    query: counting(sql`select d.id from rules.decision d join rules.version v
      on v.id = d.version_id
      where d.content_digest <> v.content_digest or v.published_at is null
        or v.rule_set_id <> d.rule_set_id`),
  },
  {
    name: 'signatures of adoptions hold',
    meaning: 'A place signed another content than the version has; ask its officer.',
    query: counting(sql`select a.id from rules.adoption a join rules.version v
      on v.id = a.version_id
      where a.content_digest <> v.content_digest or v.rule_set_id <> a.rule_set_id`),
  },
  {
    name: 'models are as they were sent',
    meaning: 'The text of a model is not what its digest says; compare it with a backup.',
    query: counting(sql`select id from rules.version
      where model is not null
        and model_digest <> encode(sha256(convert_to(model, 'UTF8')), 'hex')`),
  },
  {
    name: 'nobody reviewed what they wrote',
    meaning: 'A version was published that no second person looked at.',
    query: counting(sql`select v.id from rules.version v, jsonb_array_elements(v.authors) author
      where v.reviewed_by_id is not null and author ->> 'id' = v.reviewed_by_id::text`),
  },
  {
    name: 'every decision and every no is told in the log',
    meaning: 'A decision and the log disagree; the log is the evidence.',
    query: counting(sql`select d.id from rules.decision d
      where not exists (select from runtime.event e where e.type = 'rules.decided'
          and d.id = any (e.subject_ids))
        or d.outcome = 'refused' and not exists (select from runtime.event e
          where e.type = 'rules.refused' and d.id = any (e.subject_ids))`),
  },
  {
    name: 'finished replays have all their cases',
    meaning: 'A replay says that it is finished and has lost cases; run it again.',
    query: counting(sql`select p.id from rules.replay p
      where p.state = 'finished' and p.done <> (select count(*) from rules.replay_row x
        where x.replay_id = p.id)`),
  },
];
