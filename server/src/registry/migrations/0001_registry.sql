create schema if not exists registry;

-- Regions -------------------------------------------------------------------------------------
-- Codes are GB/T 2260 (six digits), ISO 3166-1 alpha-2 (countries), ISO 3166-2 or NUTS. A code
-- that was abolished stays, with the day it ended and its successor.

create table registry.region (
  code           text primary key,
  scheme         text not null check (scheme in ('gbt2260', 'iso3166-1', 'iso3166-2', 'nuts')),
  level          text not null check (level in ('country', 'province', 'prefecture', 'county')),
  parent_code    text references registry.region (code),
  -- The province it lies in, or the country where that has none: what flows are counted by.
  province_code  text not null references registry.region (code),
  name_zh        text,
  name_en        text,
  -- ISO 3166-2, for regions that have a code of their own there too.
  iso3166        text unique,
  -- Names in lower case and pinyin, a line each; made by the application.
  search_text    text not null default '',
  valid_from     date,
  valid_until    date,
  successor_code text references registry.region (code),
  latitude       double precision,
  longitude      double precision,
  check (name_zh is not null or name_en is not null),
  check (valid_until is null or valid_from is null or valid_from < valid_until)
);
create index region_parent on registry.region (parent_code);
create index region_province on registry.region (province_code);
create index region_successor on registry.region (successor_code)
  where successor_code is not null;

create table registry.compact (
  id         uuid primary key,
  name_zh    text not null,
  name_en    text not null,
  created_at timestamptz not null,
  revision   int not null default 1,
  sample     boolean not null default false
);

-- A region is in a compact over half-open periods that do not overlap.
create table registry.compact_member (
  compact_id  uuid not null references registry.compact (id),
  region_code text not null references registry.region (code),
  starts_on   date not null,
  ends_on     date,
  check (ends_on is null or starts_on < ends_on),
  exclude using gist (compact_id with =, region_code with =,
    daterange(starts_on, ends_on) with &&)
);

-- Organisations -------------------------------------------------------------------------------

create table registry.organisation (
  id             uuid primary key,
  kind           text not null check (kind in ('government', 'enterprise', 'university',
                   'research_institute', 'platform', 'fund', 'service_agency', 'other')),
  status         text not null default 'active'
                   check (status in ('active', 'inactive', 'withdrawn', 'merged')),
  merged_into_id uuid references registry.organisation (id),
  -- The organisation of which this one is a branch.
  parent_id      uuid references registry.organisation (id),
  name_zh        text,
  name_en        text,
  -- What lists show and sort by: the Chinese name, else the English one.
  display_name   text not null,
  -- Pinyin and lower case, so that lists are in the order a reader expects on any database.
  sort_key       text collate "C" not null,
  region_code    text references registry.region (code),
  city           text,
  latitude       double precision,
  longitude      double precision,
  established    int,
  website        text,
  -- GB/T 4754 or other field codes and words as stated.
  fields         text[] not null default '{}',
  -- All names as words, Chinese bigrams, pinyin and initials; made by the application.
  search         tsvector not null default '',
  -- All names without dots and accents, a line each, for telling how alike two are.
  search_text    text not null default '',
  -- In how many collaborations it took part: orders equal search hits. Counted by a job.
  prominence     int not null default 0,
  -- For each single-valued attribute: {"source", "statedOn", "importId"}.
  provenance     jsonb not null default '{}',
  sample         boolean not null default false,
  revision       int not null default 1,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  check ((status = 'merged') = (merged_into_id is not null)),
  check (merged_into_id <> id),
  check (parent_id <> id)
);
create index organisation_search on registry.organisation using gin (search)
  with (fastupdate = off);
create index organisation_prominence on registry.organisation ((-prominence), sort_key, id);
create index organisation_sort on registry.organisation (sort_key, id)
  where status <> 'merged';
create index organisation_region on registry.organisation (region_code, kind, sort_key, id)
  where status <> 'merged';
create index organisation_kind on registry.organisation (kind, sort_key, id)
  where status <> 'merged';
create index organisation_parent on registry.organisation (parent_id) where parent_id is not null;
create index organisation_merged on registry.organisation (merged_into_id)
  where merged_into_id is not null;

-- Words and syllable pairs that occur in names: what a mistyped word may have meant.
create table registry.word (text text primary key);
create index word_trigrams on registry.word using gin (text gin_trgm_ops);

-- Facts of which there may be many carry their provenance in their own row.

create table registry.organisation_name (
  id              uuid primary key,
  organisation_id uuid not null references registry.organisation (id),
  text            text not null,
  lang            text,
  kind            text not null check (kind in ('label', 'alias', 'acronym', 'former')),
  source          text not null,
  stated_on       date,
  import_id       uuid,
  unique (organisation_id, text, kind)
);

create table registry.identifier (
  scheme          text not null,
  value           text not null,
  organisation_id uuid not null references registry.organisation (id),
  source          text not null,
  stated_on       date,
  import_id       uuid,
  primary key (scheme, value)
);
create index identifier_organisation on registry.identifier (organisation_id);

-- Links other than branch and merge: predecessor, successor, related, child as others state them.
create table registry.relation (
  from_id   uuid not null references registry.organisation (id),
  to_id     uuid not null references registry.organisation (id),
  kind      text not null check (kind in ('parent', 'child', 'related', 'predecessor', 'successor')),
  source    text not null,
  stated_on date,
  import_id uuid,
  primary key (from_id, to_id, kind)
);
create index relation_to on registry.relation (to_id);

-- People: as little as the work needs -----------------------------------------------------------

create table registry.person (
  id                uuid primary key,
  name_zh           text,
  name_en           text,
  sort_key          text collate "C" not null,
  search            tsvector not null default '',
  orcid             text unique,
  organisation_id   uuid references registry.organisation (id),
  title             text,
  fields            text[] not null default '{}',
  -- Shown to others only while consent stands.
  consented_at      timestamptz,
  consent_ended_at  timestamptz,
  -- From then on nothing but the id is known.
  erased_at         timestamptz,
  source            text not null,
  sample            boolean not null default false,
  revision          int not null default 1,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  check ((erased_at is null) = (name_zh is not null or name_en is not null))
);
create index person_organisation on registry.person (organisation_id);
create index person_sort on registry.person (sort_key, id);
create index person_search on registry.person using gin (search);

-- Collaborations: who took part, in what role, with what money, when -----------------------------

create table registry.collaboration (
  id           uuid primary key,
  kind         text not null check (kind in ('project', 'paper', 'patent')),
  -- The same work in the same source is one collaboration, however often it is imported.
  source       text not null,
  source_key   text not null,
  title        text,
  -- The title in pinyin and lower case, and as words and Chinese pairs; made by the application.
  sort_key     text collate "C" not null,
  search       tsvector not null,
  starts_on    date,
  ends_on      date,
  amount_minor numeric(30, 0),
  currency     text,
  import_id    uuid,
  sample       boolean not null default false,
  created_at   timestamptz not null,
  unique (source, source_key),
  check ((amount_minor is null) = (currency is null))
);
create index collaboration_newest
  on registry.collaboration ((coalesce(starts_on, date '0001-01-01')), id);
create index collaboration_kind
  on registry.collaboration (kind, (coalesce(starts_on, date '0001-01-01')), id);
create index collaboration_sort on registry.collaboration (sort_key, id);
create index collaboration_search on registry.collaboration using gin (search)
  with (fastupdate = off);

create table registry.participation (
  collaboration_id uuid not null references registry.collaboration (id),
  organisation_id  uuid not null references registry.organisation (id),
  role             text not null default 'participant'
                     check (role in ('coordinator', 'participant', 'partner', 'third_party',
                       'author', 'applicant', 'funder')),
  amount_minor     numeric(30, 0),
  -- How sure the link to the organisation is, where it was read from free text.
  confidence       real check (confidence between 0 and 1),
  primary key (collaboration_id, organisation_id, role)
);
create index participation_organisation on registry.participation (organisation_id);

-- The network, counted from participations by a job ----------------------------------------------

-- How many collaborations of a kind and year two organisations have in common; a before b.
-- Year 0 stands for those without a date. A copy of what participations say, made as a whole:
-- keys that hold it to the truth would cost more than counting it.
create table registry.pair (
  a_id  uuid not null,
  b_id  uuid not null,
  kind  text not null,
  year  int not null,
  count int not null check (count > 0),
  check (a_id < b_id)
);
create index pair_organisations on registry.pair (a_id, b_id);

-- The same between provinces, with the money of each currency ('' where none is stated); a ≤ b.
create table registry.region_pair (
  a_code       text not null references registry.region (code),
  b_code       text not null references registry.region (code),
  kind         text not null,
  year         int not null,
  currency     text not null,
  count        int not null check (count > 0),
  amount_minor numeric(30, 0) not null,
  primary key (a_code, b_code, kind, year, currency)
);

-- Whoever writes participations leaves a mark; the job counts anew where it finds one.
create table registry.network_mark (
  id bigint generated always as identity primary key
);
create function registry.mark_network() returns trigger language plpgsql as $$
begin
  insert into registry.network_mark default values;
  return null;
end $$;
create trigger participation_marks_network
  after insert or update or delete on registry.participation
  for each statement execute function registry.mark_network();

-- What other modules may read --------------------------------------------------------------------

create view registry.v_organisation as
  select id, kind, status, merged_into_id, parent_id, name_zh, name_en, display_name, sort_key,
    region_code, city, fields, sample
  from registry.organisation;

create view registry.v_region as
  select code, scheme, level, parent_code, province_code, name_zh, name_en, valid_from, valid_until
  from registry.region;

create view registry.v_compact_member as
  select compact_id, region_code, starts_on, ends_on from registry.compact_member;

create view registry.v_participation as
  select p.collaboration_id, p.organisation_id, p.role, p.amount_minor, c.kind, c.starts_on,
    c.ends_on, c.currency
  from registry.participation p join registry.collaboration c on c.id = p.collaboration_id;
