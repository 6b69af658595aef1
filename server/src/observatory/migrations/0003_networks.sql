-- Who works with whom, measured once and kept as it was measured -----------------------------------

create table observatory.network (
  id            uuid primary key,
  -- What was asked for, and the SHA-256 of it: the same question has the same.
  asked         jsonb not null,
  asked_digest  text not null,
  state         text not null default 'waiting'
                  check (state in ('waiting', 'running', 'finished', 'failed')),
  done          int not null default 0,
  total         int not null default 1,
  -- Of the actors and links that were read, and of all that was worked out from them.
  inputs_digest text,
  result        jsonb,
  result_digest text,
  failure       jsonb,
  made_by_id    uuid,
  made_by       text not null,
  made_at       timestamptz not null,
  finished_at   timestamptz,
  sample        boolean not null default false,
  check ((state = 'finished') = (result is not null)),
  check ((state = 'failed') = (failure is not null))
);
create index network_newest on observatory.network (made_at desc, id desc);
create index network_asked on observatory.network (asked_digest, made_at desc);
create index network_open on observatory.network (made_at) where state in ('waiting', 'running');

-- Organisations, or regions where the network is one of flows, with their measures.
create table observatory.network_actor (
  network_id       uuid not null references observatory.network (id) on delete cascade,
  at               int not null,
  organisation_id  uuid,
  kind             text,
  region_code      text,
  apart            text check (apart in ('unlinked', 'detached', 'inward')),
  degree           int not null,
  strength         float8 not null,
  core             int not null,
  betweenness      float8 not null,
  -- Where it was sampled: the exact value lies between these.
  betweenness_low  float8,
  betweenness_high float8,
  page_rank        float8 not null,
  -- Null for whom it is not defined.
  constraint_index float8,
  community        int not null,
  coordinator      float8 not null,
  itinerant        float8 not null,
  gatekeeper       float8 not null,
  representative   float8 not null,
  liaison          float8 not null,
  -- How often it stands between regions: all roles but that of coordinator.
  across           float8 not null,
  -- Where it is drawn; null for those who are not.
  x                real,
  y                real,
  primary key (network_id, at)
);

-- Links of a year by the numbers of their actors; year 0 where it is not known.
create table observatory.network_links (
  network_id uuid not null references observatory.network (id) on delete cascade,
  year       int not null,
  sources    int[] not null,
  targets    int[] not null,
  weights    float8[] not null,
  primary key (network_id, year)
);

-- Whose flow it was, so that figures about few are not told -----------------------------------------

alter table observatory.flow add column organisation_id uuid;
alter table observatory.flow disable trigger append_only;
update observatory.flow f set organisation_id = e.organisation_id
  from runtime.event e where e.sequence = f.sequence;
alter table observatory.flow enable trigger append_only;
