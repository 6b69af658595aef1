-- A version is reviewed by somebody who is not among its authors before it is published. Versions
-- that were published before this say nothing of a review.
alter table platforms.scheme_version
  add column reviewed_at timestamptz,
  add column reviewed_by jsonb,
  drop constraint scheme_version_state_check,
  drop constraint scheme_version_check,
  add check (state in ('draft', 'reviewed', 'published', 'withdrawn')),
  add check (state <> 'reviewed' or (digest is not null and reviewed_at is not null)),
  add check (state in ('draft', 'reviewed') or (digest is not null and published_at is not null));

-- One in the making at a time: two would not know of each other.
drop index platforms.scheme_version_in_the_making;
create unique index scheme_version_in_the_making on platforms.scheme_version (scheme_id)
  where state in ('draft', 'reviewed');

-- What was reviewed and published is what platforms are told they will be measured by: it does
-- not change. A reviewed version may be discarded or made a draft again.
create or replace function platforms.keep_published_scheme() returns trigger language plpgsql as $$
begin
  if old.state = 'draft' then return coalesce(new, old); end if;
  if tg_op = 'DELETE' then
    if old.state = 'reviewed' then return old; end if;
    raise exception 'a published scheme is kept: %', old.id using errcode = 'insufficient_privilege';
  end if;
  if (new.state in ('draft', 'reviewed') and old.state <> 'reviewed')
      or new.document is distinct from old.document
      or new.digest is distinct from old.digest or new.scheme_id <> old.scheme_id
      or new.number <> old.number or new.sample_data <> old.sample_data then
    raise exception 'a published scheme does not change: %', old.id
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create or replace view platforms.v_scheme_version as
  select v.id, v.scheme_id, v.number, v.state, v.title_zh, v.title_en, v.source, v.grade, v.digest,
    v.document, s.types, s.keeper_region_code, s.keeper_compact_id, s.sample, v.published_at
  from platforms.scheme_version v join platforms.scheme s on s.id = v.scheme_id
  where v.state in ('published', 'withdrawn') and s.kind = 'evaluation';
