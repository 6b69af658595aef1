import type { Check } from '../runtime/module.ts';
import { type Sql, sql } from '../runtime/sql.ts';

/** Counts offending rows and names a few of them. */
function counting(query: Sql): Sql {
  return sql`select count(*) as count, (array_agg(id::text))[1:5] as examples
    from (${query}) offending`;
}

export const agreementChecks: readonly Check[] = [
  {
    name: 'signatures of agreements hold',
    meaning: 'A party signed other terms than the version has; ask its officer.',
    query: counting(sql`select v.id from outposts.signature g
      join outposts.agreement_version v on v.id = g.version_id
      where g.round = v.round and v.state in ('in_review', 'signed')
        and g.terms_digest is distinct from v.terms_digest`),
  },
  {
    name: 'what is signed is signed by every party',
    meaning: 'A version counts as signed though a party of its terms has not signed it.',
    query: counting(sql`select distinct v.id from outposts.agreement_version v,
        jsonb_array_elements(v.terms -> 'parties') named
      where v.state = 'signed' and not exists (select from outposts.signature g
        where g.version_id = v.id and g.round = v.round and g.party = named ->> 'id')`),
  },
];
