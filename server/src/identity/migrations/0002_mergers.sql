-- An organisation that was merged keeps its id on what was written under it. Its people join the
-- successor, and who has a role there has it for the old id too.
create table identity.merger (
  organisation_id uuid primary key,
  into_id         uuid not null check (into_id <> organisation_id)
);
create index merger_into on identity.merger (into_id);

create or replace view identity.v_membership as
  select person_id, organisation_id, role, since from identity.membership
  union all
  select m.person_id, g.organisation_id, m.role, m.since
  from identity.membership m join identity.merger g on g.into_id = m.organisation_id;
