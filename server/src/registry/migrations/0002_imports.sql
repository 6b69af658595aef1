-- Files lie in the data folder under their id; nothing is read from the name a sender gave.
create table registry.import_file (
  id          uuid primary key,
  name        text not null,
  bytes       bigint not null,
  digest      text not null,
  uploaded_by text not null,
  uploaded_at timestamptz not null
);

create table registry.import_mapping (
  id         uuid primary key,
  name       text not null,
  kind       text not null,
  columns    jsonb not null,
  constants  jsonb not null default '{}',
  saved_by   text not null,
  saved_at   timestamptz not null,
  unique (kind, name)
);

create table registry.import (
  id             uuid primary key,
  kind           text not null,
  file_id        uuid not null references registry.import_file (id),
  sheet          text,
  columns        jsonb not null,
  constants      jsonb not null,
  source         text not null,
  stated_on      date,
  dry_run        boolean not null,
  state          text not null default 'waiting' check (state in ('waiting', 'running', 'finished',
                   'failed', 'cancelled', 'undoing', 'undone')),
  cancel_asked   boolean not null default false,
  started_by     text not null,
  started_by_id  uuid,
  created_at     timestamptz not null,
  started_at     timestamptz,
  finished_at    timestamptz,
  -- The last row of the last batch that was committed: where it goes on after a restart.
  last_row       int not null default 0,
  rows_read      int not null default 0,
  rows_total     int,
  progress       real not null default 0,
  created        int not null default 0,
  changed        int not null default 0,
  unchanged      int not null default 0,
  failed         int not null default 0,
  -- Affiliations by how sure they are, for kinds with free text.
  certain        int,
  to_review      int,
  none           int,
  failure        jsonb,
  undone_at      timestamptz,
  taken_back     int,
  kept           int,
  check (state not in ('finished', 'failed', 'cancelled', 'undone') or finished_at is not null)
);
create index import_created on registry.import (created_at desc, id desc);
create index import_open on registry.import (state)
  where state in ('waiting', 'running', 'undoing');

create table registry.import_problem (
  import_id   uuid not null references registry.import (id),
  sequence    bigint generated always as identity,
  row         int,
  column_name text,
  gravity     text not null check (gravity in ('error', 'warning', 'kept')),
  code        text not null,
  detail      text not null,
  params      jsonb not null default '{}',
  value       text,
  primary key (import_id, sequence)
);

-- What an import did to an organisation, so that it can be taken back: `before` holds the
-- attributes it replaced, each with its provenance; `revision` is what it left behind.
create table registry.import_change (
  import_id       uuid not null references registry.import (id),
  organisation_id uuid not null,
  created         boolean not null,
  before          jsonb not null default '{}',
  revision        int not null,
  primary key (import_id, organisation_id)
);

-- Participations are taken back by the import that wrote them.
alter table registry.participation add column import_id uuid;

-- Under which key a source knows an organisation that has no identifier in the file.
create table registry.source_key (
  source          text not null,
  key             text not null,
  organisation_id uuid not null references registry.organisation (id),
  import_id       uuid,
  primary key (source, key)
);
create index source_key_organisation on registry.source_key (organisation_id);

-- A text that stands for an organisation in papers and is not certain, or was decided by a person.
create table registry.affiliation (
  id              uuid primary key,
  -- The text folded: one decision holds for all ways of printing it.
  key             text not null unique,
  text            text not null,
  -- [{"organisationId", "confidence"}], the likeliest first.
  candidates      jsonb not null default '[]',
  paper_count     int not null default 0,
  decision        text check (decision in ('organisation', 'none')),
  organisation_id uuid references registry.organisation (id),
  decided_by      text,
  decided_at      timestamptz,
  created_at      timestamptz not null,
  check ((coalesce(decision, '') = 'organisation') = (organisation_id is not null)),
  check ((decision is null) = (decided_at is null))
);
create index affiliation_waiting on registry.affiliation (paper_count desc, id)
  where decision is null;
create index affiliation_organisation on registry.affiliation (organisation_id)
  where organisation_id is not null;

-- The papers that carry such a text.
create table registry.affiliation_mention (
  affiliation_id   uuid not null references registry.affiliation (id),
  collaboration_id uuid not null references registry.collaboration (id),
  primary key (affiliation_id, collaboration_id)
);
create index affiliation_mention_collaboration
  on registry.affiliation_mention (collaboration_id);
