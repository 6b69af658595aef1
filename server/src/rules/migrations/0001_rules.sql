create schema if not exists rules;

-- What stands in several answers -----------------------------------------------------------------

-- The region and those it lies in, the nearest first.
create function rules.region_path(region text) returns text[] language sql stable as $$
  with recursive up as (
    select r.code, r.parent_code, 1 as step from registry.v_region r where r.code = region
    union all
    select r.code, r.parent_code, up.step + 1
    from up join registry.v_region r on r.code = up.parent_code where up.step < 9
  )
  select coalesce(array_agg(code order by step), '{}') from up
$$;

-- The regions and all that lie in them.
create function rules.regions_within(regions text[]) returns setof text language sql stable as $$
  with recursive down as (
    select r.code from registry.v_region r where r.code = any (regions)
    union
    select r.code from down join registry.v_region r on r.parent_code = down.code
  )
  select code from down
$$;

-- A region or a compact, whichever is given, as a reader sees it.
create function rules.place(region text, compact uuid) returns jsonb language sql stable as $$
  select jsonb_build_object('kind', 'region', 'id', r.code, 'nameZh', r.name_zh,
    'nameEn', r.name_en) from registry.v_region r where r.code = region
  union all
  select jsonb_build_object('kind', 'compact', 'id', c.id, 'nameZh', c.name_zh,
    'nameEn', c.name_en) from registry.v_compact c where c.id = compact
$$;

-- Organisations as decisions show them; one that was merged shows its successor.
create view rules.v_subject as
  select o.id, s.region_code, s.kind, jsonb_build_object('id', s.id,
    'displayName', s.display_name, 'nameZh', s.name_zh, 'nameEn', s.name_en, 'kind', s.kind,
    'region', case when r.code is null then null else jsonb_build_object('code', r.code,
      'nameZh', r.name_zh, 'nameEn', r.name_en) end) as organisation
  from registry.v_organisation o
  join registry.v_organisation s on s.id = coalesce(o.merged_into_id, o.id)
  left join registry.v_region r on r.code = s.region_code;

-- Rule sets and their versions --------------------------------------------------------------------

-- What stays the same from version to version: who keeps it. All else is said by versions.
create table rules.rule_set (
  id                 uuid primary key,
  keeper_region_code text references registry.region (code),
  keeper_compact_id  uuid references registry.compact (id),
  sample             boolean not null default false,
  created_at         timestamptz not null,
  check ((keeper_region_code is null) <> (keeper_compact_id is null))
);

create table rules.version (
  id                uuid primary key,
  rule_set_id       uuid not null references rules.rule_set (id) on delete cascade,
  number            int not null check (number > 0),
  state             text not null default 'draft'
                      check (state in ('draft', 'reviewed', 'published', 'withdrawn')),
  name_zh           text not null default '',
  name_en           text not null default '',
  -- Pinyin and lower case, so that lists are in the order a reader expects on any database.
  sort_key          text collate "C" not null default '',
  document_number   text,
  -- Seen at the issuer, on mirrors that agree, second hand, or computed.
  grade             text check (grade in ('P', 'M', 'S', 'C')),
  issuer            text,
  source_url        text,
  text_zh           text not null default '',
  text_en           text not null default '',
  limits_zh         text not null default '',
  limits_en         text not null default '',
  words             jsonb not null default '{}',
  cases             jsonb not null default '[]',
  declared_gaps     jsonb not null default '[]',
  outcome           jsonb,
  effective_from    date,
  effective_until   date,
  -- DMN as it was sent.
  model             text,
  model_digest      text,
  -- Of all that an adoption signs.
  content_digest    text not null,
  -- [{"id", "name"}]: whoever changed the draft; none of them may review it.
  authors           jsonb not null default '[]',
  reviewed_by_id    uuid,
  reviewed_by_name  text,
  reviewed_at       timestamptz,
  review_note       text,
  published_by_id   uuid,
  published_by_name text,
  published_at      timestamptz,
  withdrawn_by_id   uuid,
  withdrawn_by_name text,
  withdrawn_at      timestamptz,
  withdrawn_because text check (withdrawn_because in ('replaced', 'document_repealed',
                      'error_found', 'entered_by_mistake')),
  withdrawal_note   text,
  sample            boolean not null default false,
  revision          int not null default 1,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  unique (rule_set_id, number),
  check ((model is null) = (model_digest is null)),
  check (effective_until is null or effective_from < effective_until),
  check ((state in ('published', 'withdrawn')) = (published_at is not null)),
  check ((state = 'withdrawn') = (withdrawn_at is not null))
);
-- One draft at a time: two would not know of each other.
create unique index version_in_the_making on rules.version (rule_set_id)
  where state in ('draft', 'reviewed');

-- What was published does not change; only its state does.
create function rules.keep_published() returns trigger language plpgsql as $$
begin
  if old.state in ('published', 'withdrawn') and (new.content_digest <> old.content_digest
      or new.model is distinct from old.model or new.state not in ('published', 'withdrawn')) then
    raise exception 'a published version does not change: %', old.id
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger keep_published before update on rules.version
  for each row execute function rules.keep_published();

-- Adoption ----------------------------------------------------------------------------------------

create table rules.adoption (
  id             uuid primary key,
  rule_set_id    uuid not null references rules.rule_set (id),
  version_id     uuid not null references rules.version (id),
  region_code    text references registry.region (code),
  compact_id     uuid references registry.compact (id),
  starts_on      date not null,
  ends_on        date,
  signed_by_id   uuid,
  signed_by_name text not null,
  signed_at      timestamptz not null,
  -- The digest of the version's content that was signed.
  content_digest text not null,
  -- {"nameZh", "nameEn", "email", "phone", "url"}: where to turn.
  office         jsonb not null,
  sample         boolean not null default false,
  revision       int not null default 1,
  check ((region_code is null) <> (compact_id is null)),
  check (ends_on is null or starts_on < ends_on),
  -- One place has one version of a rule at a time; contradictions arise only between places.
  exclude using gist (rule_set_id with =, (coalesce(region_code, compact_id::text)) with =,
    daterange(starts_on, ends_on) with &&)
);
create index adoption_version on rules.adoption (version_id);
create index adoption_region on rules.adoption (region_code);
create index adoption_compact on rules.adoption (compact_id);

-- Decisions ---------------------------------------------------------------------------------------

create table rules.decision (
  id              uuid primary key,
  organisation_id uuid not null references registry.organisation (id),
  -- Where it was when it was decided.
  region_code     text references registry.region (code),
  rule_set_id     uuid not null references rules.rule_set (id),
  version_id      uuid not null references rules.version (id),
  content_digest  text not null,
  -- Null where an officer decided by a version that nobody had adopted there.
  adoption_id     uuid references rules.adoption (id),
  on_day          date not null,
  decision_name   text not null,
  outcome         text check (outcome in ('granted', 'refused', 'undetermined')),
  amount          numeric,
  unit            text,
  inputs          jsonb not null,
  evidence        jsonb not null default '[]',
  -- Inputs, results, problems and trace as canonical text; its SHA-256 beside it.
  record          text not null,
  digest          text not null,
  engine_version  text not null,
  journey_id      uuid,
  decided_by_id   uuid,
  decided_by_name text not null,
  decided_at      timestamptz not null,
  sample          boolean not null default false,
  check ((amount is null) = (unit is null))
);
create index decision_newest on rules.decision (decided_at desc, id desc);
create index decision_organisation on rules.decision (organisation_id, decided_at desc);
create index decision_region on rules.decision (region_code, decided_at desc);
create index decision_rule_set on rules.decision (rule_set_id, on_day);

create trigger append_only before update or delete on rules.decision
  for each row execute function runtime.refuse_change();

-- Replays -----------------------------------------------------------------------------------------

create table rules.case_file (
  id          uuid primary key,
  name        text not null,
  bytes       bigint not null,
  uploaded_by text not null,
  uploaded_at timestamptz not null
);

create table rules.replay (
  id            uuid primary key,
  title         text not null,
  region_code   text references registry.region (code),
  compact_id    uuid references registry.compact (id),
  candidate_id  uuid not null references rules.version (id),
  base_id       uuid references rules.version (id),
  source        text not null check (source in ('decisions', 'file')),
  -- As it was asked for.
  asked         jsonb not null,
  state         text not null default 'waiting'
                  check (state in ('waiting', 'running', 'finished', 'failed', 'cancelled')),
  cancel_asked  boolean not null default false,
  started_by    text not null,
  started_by_id uuid,
  created_at    timestamptz not null,
  started_at    timestamptz,
  finished_at   timestamptz,
  done          int not null default 0,
  total         int,
  failure       jsonb,
  unit          text,
  check ((region_code is null) <> (compact_id is null))
);
create index replay_created on rules.replay (created_at desc, id desc);

create table rules.replay_row (
  replay_id         uuid not null references rules.replay (id) on delete cascade,
  number            int not null,
  name              text,
  organisation_id   uuid,
  decision_id       uuid,
  region            text,
  kind              text,
  size              text,
  change            text not null check (change in ('gains', 'loses', 'same', 'unclear')),
  base_outcome      text,
  candidate_outcome text,
  base_amount       numeric,
  candidate_amount  numeric,
  -- Won where positive, lost where negative.
  difference        numeric,
  problem           text,
  inputs            jsonb not null,
  primary key (replay_id, number)
);
create index replay_row_stake on rules.replay_row
  (replay_id, (-abs(coalesce(difference, 0))), number);

-- What other modules may read --------------------------------------------------------------------

create view rules.v_version as
  select id, rule_set_id, number, state, name_zh, name_en, document_number, grade, effective_from,
    effective_until, content_digest, sample
  from rules.version;

create view rules.v_adoption as
  select id, rule_set_id, version_id, region_code, compact_id, starts_on, ends_on, content_digest
  from rules.adoption;

create view rules.v_decision as
  select id, organisation_id, region_code, rule_set_id, version_id, on_day, outcome, amount, unit,
    journey_id, decided_at, digest, sample
  from rules.decision;
