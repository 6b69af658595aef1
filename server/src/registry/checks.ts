import type { Check } from '../runtime/module.ts';
import { type Sql, sql } from '../runtime/sql.ts';

/** Counts the rows of a query that selects `id`, with a few of them. */
function counting(offending: Sql): Sql {
  return sql`select count(*)::int as count,
      coalesce((array_agg(id::text order by id::text))[1:5], '{}') as examples
    from (${offending}) offending`;
}

export const checks: readonly Check[] = [
  {
    name: 'merges_have_no_cycle',
    meaning: 'A merged record leads to no living one; set its successor anew.',
    query: counting(sql`
      with recursive chain as (
        select id, merged_into_id, 1 as length from registry.organisation
          where status = 'merged'
        union all
        select c.id, o.merged_into_id, length + 1 from registry.organisation o
          join chain c on o.id = c.merged_into_id where length < 100)
      select id from registry.organisation where status = 'merged'
      except select id from chain where merged_into_id is null`),
  },
  {
    name: 'merged_organisations_hold_nothing',
    meaning: 'Something was left behind in a merge; give it to the successor.',
    query: counting(sql`
      select o.id from registry.organisation o where o.status = 'merged' and (
        exists (select from registry.identifier i where i.organisation_id = o.id)
        or exists (select from registry.organisation_name n where n.organisation_id = o.id)
        or exists (select from registry.participation p where p.organisation_id = o.id)
        or exists (select from registry.person p where p.organisation_id = o.id)
        or exists (select from registry.organisation b where b.parent_id = o.id))`),
  },
  {
    name: 'branches_have_no_cycle',
    meaning: 'An organisation is a branch of itself through others; take one parent away.',
    query: counting(sql`
      with recursive above as (
        select id, parent_id, 1 as height from registry.organisation where parent_id is not null
        union all
        select a.id, o.parent_id, height + 1 from registry.organisation o
          join above a on o.id = a.parent_id
          where o.parent_id is not null and height < 50)
      select distinct id from above where id = parent_id`),
  },
  {
    name: 'organisations_have_a_name',
    meaning: 'A record cannot be shown or sorted; give it a name or merge it.',
    query: counting(sql`
      select id from registry.organisation
      where btrim(display_name) = '' or sort_key = ''
        or display_name is distinct from coalesce(name_zh, name_en, display_name)`),
  },
  {
    name: 'organisations_can_be_found',
    meaning: 'A record has no search keys; save one of its names again.',
    query: counting(sql`
      select id from registry.organisation where search = '' or search_text = ''`),
  },
  {
    name: 'erased_people_are_forgotten',
    meaning: 'Something of a person stayed after the erasure; erase the person again.',
    query: counting(sql`
      select id from registry.person where erased_at is not null
        and (orcid is not null or title is not null or organisation_id is not null
          or sort_key <> '' or search <> '' or fields <> '{}')`),
  },
  {
    name: 'regions_end_in_living_ones',
    meaning: 'The successors of a region lead nowhere or in a circle; mend the register.',
    query: counting(sql`
      with recursive chain as (
        select code, successor_code, 1 as length from registry.region
          where successor_code is not null
        union all
        select c.code, r.successor_code, length + 1 from registry.region r
          join chain c on r.code = c.successor_code where length < 30)
      select code as id from registry.region where successor_code is not null
      except select code from chain where successor_code is null`),
  },
  {
    name: 'provinces_lie_in_themselves',
    meaning: 'Flows would be counted for a region that is no province; load the regions again.',
    query: counting(sql`
      select r.code as id from registry.region r join registry.region p on p.code = r.province_code
      where p.province_code <> p.code`),
  },
];
