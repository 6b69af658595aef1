import type { Check } from '../runtime/module.ts';
import { type Sql, sql } from '../runtime/sql.ts';

/** Counts offending rows and names a few of them. */
function counting(query: Sql): Sql {
  return sql`select count(*) as count, (array_agg(id::text))[1:5] as examples
    from (${query}) offending`;
}

export const governanceChecks: readonly Check[] = [
  {
    name: 'a charter in force was adopted by every founder',
    meaning: 'A charter is in force that a founder has not adopted as it stands.',
    query: counting(sql`select c.id from platforms.charter c
      cross join lateral jsonb_array_elements(c.founders) f
      where c.state = 'adopted' and not exists (select from platforms.charter_adoption a
        where a.charter_id = c.id and a.founder = f->>'key' and a.digest = c.digest)`),
  },
  {
    name: 'acts outside a mandate waited for their motion',
    meaning: 'An act says that a body approved it, and the motion was not carried.',
    query: counting(sql`select a.id from platforms.act a
      join platforms.motion m on m.id = a.motion_id
      where (a.state = 'approved') <> (m.state = 'carried')
        or (a.state = 'routed') <> (m.state = 'open')`),
  },
  {
    name: 'acts inside a mandate were within it',
    meaning: 'An act was made at once although its rule said no.',
    query: counting(sql`select a.id from platforms.act a
      join rules.v_decision d on d.id = a.decision_id
      where (a.state = 'made') <> (d.outcome = 'granted')`),
  },
  {
    name: 'no motion was carried without a quorum',
    meaning: 'A motion was closed against the clause that it names.',
    query: counting(sql`select id from platforms.motion
      where state = 'carried' and (result->>'outcome' <> 'carried'
        or (result->>'present')::int < (result->>'presentNeeded')::int)`),
  },
  {
    name: 'what is committed is held in the ledger',
    meaning: 'Acts and the ledger disagree on what is pending; the ledger is the evidence.',
    query: counting(sql`select a.id from platforms.act a
      join ledger.v_transaction t on t.id = a.transaction_id
      where (a.settled_as is null and a.state in ('made', 'routed', 'approved'))
        <> (t.settled_by_id is null)`),
  },
];
