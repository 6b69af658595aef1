-- What was given to anybody, as it was given: figures under a licence.
create table observatory.dataset (
  id                    uuid primary key,
  subject               text not null check (subject in ('series', 'barriers', 'flows', 'report')),
  -- The series or the report that it was made from, which may be gone by now.
  subject_id            uuid,
  title_zh              text not null check (title_zh ~ '\S'),
  title_en              text not null check (title_en ~ '\S'),
  description_zh        text not null,
  description_en        text not null,
  source                text not null,
  licence               text not null
                          check (licence in ('CC-BY-4.0', 'CC0-1.0', 'ODC-By-1.0', 'PDDL-1.0')),
  -- Who gives it: a region or a compact.
  publisher_region_code text references registry.region (code),
  publisher_compact_id  uuid references registry.compact (id),
  regions               text[] not null,
  -- The period that it speaks of, half open.
  starts_on             date not null,
  ends_on               date not null,
  -- The table; a withdrawn one has none.
  content               text,
  rows                  int not null,
  suppressed            int not null,
  digest                text not null,
  published_by_id       uuid,
  published_by          text not null,
  issued_at             timestamptz not null,
  modified_at           timestamptz not null,
  withdrawn_because     text,
  revision              int not null default 1,
  sample                boolean not null default false,
  check ((publisher_region_code is null) <> (publisher_compact_id is null)),
  check ((content is null) = (withdrawn_because is not null)),
  check (starts_on < ends_on)
);
create index dataset_newest on observatory.dataset (issued_at desc, id desc);

-- Whoever cited it finds what was cited, or that it was withdrawn: never something else.
create function observatory.keep_dataset() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.content is not null and new.content is null
    and (to_jsonb(old) - '{content,withdrawn_because,modified_at,revision}'::text[])
      = (to_jsonb(new) - '{content,withdrawn_because,modified_at,revision}'::text[]) then
    return new;
  end if;
  raise exception 'open data does not change: %', old.id using errcode = 'insufficient_privilege';
end $$;
create trigger keep_dataset before update or delete on observatory.dataset
  for each row execute function observatory.keep_dataset();
