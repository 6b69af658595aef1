import type { Check } from '../runtime/module.ts';
import { sql } from '../runtime/sql.ts';

export const checks: readonly Check[] = [
  {
    name: 'nobody keeps both the node and its audit',
    meaning: 'One person is system and audit administrator; take one of the offices back.',
    query: sql`select count(*)::int as count, (array_agg(person_id::text))[1:5] as examples
      from (select person_id from identity.office
            where office in ('system_administrator', 'audit_administrator')
            group by person_id having count(distinct office) > 1) held`,
  },
  {
    name: 'an accepted invitation gave what it offered',
    meaning:
      'An invitation was accepted, and neither the log nor the tables know the person by it.',
    query: sql`select count(*)::int as count, (array_agg(i.id::text))[1:5] as examples
      from identity.invitation i
      where i.accepted_at is not null and not exists (
        select 1 from runtime.event e
        where e.type = 'identity.invitation_accepted' and e.subject_ids @> array[i.id, i.accepted_by])`,
  },
  {
    name: 'a suspended person has no session',
    meaning: 'Somebody who is suspended is still signed in; end the sessions of the person.',
    query: sql`select count(*)::int as count, (array_agg(s.id::text))[1:5] as examples
      from identity.session s join identity.person p on p.id = s.person_id
      where p.suspended_at is not null`,
  },
  {
    name: 'an organisation with members has a manager',
    meaning: 'Nobody can invite or change members there; have an administrator make a manager.',
    query: sql`select count(*)::int as count, (array_agg(organisation_id::text))[1:5] as examples
      from (select organisation_id from identity.membership
            group by organisation_id having not bool_or(role = 'manager')) without`,
  },
];
