import type { Check } from '../../runtime/module.ts';
import { type Sql, sql } from '../../runtime/sql.ts';

function counting(offending: Sql): Sql {
  return sql`select count(*)::int as count,
      coalesce((array_agg(id::text order by id::text))[1:5], '{}') as examples
    from (${offending}) offending`;
}

export const importChecks: readonly Check[] = [
  {
    name: 'imports_come_to_an_end',
    meaning: 'An import is open and nobody works on it; start the node, which takes it up again.',
    query: counting(sql`
      select i.id from registry.import i
      where i.state in ('waiting', 'running', 'undoing') and i.created_at < now() - interval '1 hour'
        and not exists (select from pg_locks l where l.locktype = 'advisory' and l.objsubid = 1
          and (l.classid::bigint << 32 | l.objid::bigint)
            = hashtextextended('registry import ' || i.id, 0))`),
  },
  {
    name: 'import_counts_add_up',
    meaning:
      'Rows of an import are in no count; import the file again, which changes nothing else.',
    query: counting(sql`
      select id from registry.import
      where rows_read <> created + changed + unchanged + failed`),
  },
  {
    name: 'decided_texts_reached_their_papers',
    meaning: 'A paper lacks the organisation that was decided for its text; decide the text again.',
    query: counting(sql`
      with recursive line as (
        select a.id as affiliation_id, a.organisation_id as id
          from registry.affiliation a where a.decision = 'organisation'
        union
        select l.affiliation_id, o.merged_into_id from line l
          join registry.organisation o on o.id = l.id where o.merged_into_id is not null)
      select distinct m.affiliation_id as id from registry.affiliation_mention m
      where m.affiliation_id in (select affiliation_id from line)
        and not exists (select from registry.participation p join line l
          on l.affiliation_id = m.affiliation_id and l.id = p.organisation_id
          where p.collaboration_id = m.collaboration_id)`),
  },
];
