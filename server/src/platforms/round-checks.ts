import type { Check } from '../runtime/module.ts';
import { type Sql, sql } from '../runtime/sql.ts';

/** Counts offending rows and names a few of them. */
function counting(query: Sql): Sql {
  return sql`select count(*) as count, (array_agg(id::text))[1:5] as examples
    from (${query}) offending`;
}

export const roundChecks: readonly Check[] = [
  {
    name: 'reports of results are what was computed',
    meaning: 'The bytes of a result are no longer those of its digest; compare it with a backup.',
    query: counting(sql`select id from platforms.result
      where digest <> encode(sha256(convert_to(report, 'UTF8')), 'hex')`),
  },
  {
    name: 'results have every platform of their round',
    meaning: 'A platform takes part in a round and is missing in its result.',
    query: counting(sql`select x.id from platforms.result x
      where (select count(*) from platforms.self_report e where e.round_id = x.round_id)
        <> (select count(*) from platforms.result_unit u where u.result_id = x.id)`),
  },
  {
    name: 'open rounds compute with a frozen scheme',
    meaning: 'A round has begun and its scheme is not frozen; what it is measured by could change.',
    query: counting(sql`select r.id from platforms.round r
      where r.state in ('open', 'published') and not exists (
        select from platforms.scheme_freeze f
        where f.round_id = r.id and f.version_id = r.scheme_version_id)`),
  },
  {
    name: 'published rounds have no open appeal',
    meaning: 'A round was published before an appeal was decided.',
    query: counting(sql`select a.id from platforms.appeal a
      join platforms.self_report e on e.id = a.report_id
      join platforms.round r on r.id = e.round_id
      where r.state = 'published' and a.state = 'open'`),
  },
  {
    name: 'upheld appeals were followed by a result',
    meaning: 'An appeal was upheld and nobody computed again; start the computation of its round.',
    query: counting(sql`select a.id from platforms.appeal a
      join platforms.self_report e on e.id = a.report_id
      where a.state = 'upheld'
        and not exists (select from platforms.result x where x.appeal_id = a.id)
        and not exists (select from platforms.result_run n where n.appeal_id = a.id
          and n.state in ('waiting', 'running'))`),
  },
  {
    name: 'nobody decided on an appeal to their own scores',
    meaning: 'Who scored a platform decided on its appeal.',
    query: counting(sql`select a.id from platforms.appeal a
      join platforms.panel_seat c on c.report_id = a.report_id
      join platforms.panel_member m on m.id = c.member_id
      where a.state in ('upheld', 'dismissed') and a.decided_by ->> 'id' = m.person_id::text`),
  },
];
