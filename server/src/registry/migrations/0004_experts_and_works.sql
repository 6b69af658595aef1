-- People who agreed to be shown, and nobody else.
create view registry.v_expert as
  select id, name_zh, name_en, title, orcid, fields, organisation_id, sample, updated_at
  from registry.person
  where consented_at is not null and consent_ended_at is null and erased_at is null;

-- Projects, papers and patents, to be found by their titles.
create view registry.v_collaboration as
  select id, kind, title, search, starts_on, sample from registry.collaboration;
