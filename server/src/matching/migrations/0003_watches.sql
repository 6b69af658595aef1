-- Kept needs and searches that tell their owner when something new fits -------------------------

create table matching.watch (
  id            uuid primary key,
  -- Persons are identity's; a plain id here.
  person_id     uuid not null,
  name          text not null,
  basis         text not null check (basis in ('list', 'words', 'record')),
  find          text not null check (find in ('technology', 'need')),
  q             text,
  filters       jsonb not null default '{}',
  need_id       uuid references matching.need (id) on delete cascade,
  technology_id uuid references matching.technology (id) on delete cascade,
  rhythm        text not null check (rhythm in ('now', 'daily', 'weekly', 'never')),
  by_mail       boolean not null,
  created_at    timestamptz not null,
  -- Only what is published after this event is new to it.
  since         bigint not null,
  revision      int not null default 1,
  updated_at    timestamptz not null,
  check ((basis = 'record') = (num_nonnulls(need_id, technology_id) = 1)),
  check (basis <> 'words' or q is not null)
);
create index watch_person on matching.watch (person_id, created_at, id);
create index watch_need on matching.watch (need_id) where need_id is not null;
create index watch_technology on matching.watch (technology_id) where technology_id is not null;

-- One mail, or what would have been one: what was told to one person at one time.
create table matching.digest (
  id        uuid primary key,
  person_id uuid not null,
  told_at   timestamptz not null,
  mailed_at timestamptz
);
create index digest_waiting on matching.digest (told_at) where mailed_at is null;

-- What was found: once for each watch and record, however often the job runs.
create table matching.find (
  watch_id      uuid not null references matching.watch (id) on delete cascade,
  record_id     uuid not null,
  technology_id uuid references matching.technology (id) on delete cascade,
  need_id       uuid references matching.need (id) on delete cascade,
  found_at      timestamptz not null,
  told_at       timestamptz,
  digest_id     uuid references matching.digest (id),
  seen_at       timestamptz,
  primary key (watch_id, record_id),
  check (num_nonnulls(technology_id, need_id) = 1),
  check (record_id = coalesce(technology_id, need_id)),
  check (seen_at is null or told_at is not null)
);
create index find_untold on matching.find (watch_id, found_at) where told_at is null;
create index find_unseen on matching.find (watch_id) where told_at is not null and seen_at is null;
create index find_told on matching.find (watch_id, told_at, record_id) where told_at is not null;
create index find_digest on matching.find (digest_id) where digest_id is not null;
create index find_technology on matching.find (technology_id) where technology_id is not null;
create index find_need on matching.find (need_id) where need_id is not null;

-- How far the log was read for new records: one row, from the first look on. A migration leaves no
-- rows behind, so that a backup can be restored into a database that was only migrated.
create table matching.lookout (
  is_one   boolean primary key default true check (is_one),
  sequence bigint not null
);
