create schema if not exists observatory;

-- A "no" of any capability, as the event log tells it -------------------------------------------

create table observatory.setback (
  -- That of the event: gathering twice keeps it once.
  sequence        bigint primary key,
  at              timestamptz not null,
  capability      text not null,
  event_type      text not null,
  kind            text not null
                    check (kind in ('refused', 'declined', 'held', 'expired', 'lapsed', 'disputed')),
  -- Regions of the first level; the same twice where it happened inside one.
  from_region     text,
  to_region       text,
  organisation_id uuid,
  subject_ids     uuid[] not null,
  journey_id      uuid,
  amount_minor    numeric(30, 0),
  unit            text,
  check ((amount_minor is null) = (unit is null)),
  check ((from_region is null) = (to_region is null))
);
create index setback_pair on observatory.setback (from_region, to_region, at);
create index setback_organisation on observatory.setback (organisation_id, sequence);

-- What stands between two regions: all that was stopped for one reason by one rule ---------------

create table observatory.barrier (
  id          uuid primary key,
  from_region text,
  to_region   text,
  capability  text not null,
  reason      text not null,
  -- As the refusal named it: document and version.
  rule        text,
  -- The version that said no, where it is one of the common rules.
  version_id  uuid
);

create table observatory.barrier_setback (
  barrier_id uuid not null references observatory.barrier (id),
  sequence   bigint not null references observatory.setback (sequence),
  primary key (barrier_id, sequence)
);
create index barrier_setback_sequence on observatory.barrier_setback (sequence);

create trigger append_only before update or delete on observatory.setback
  for each row execute function runtime.refuse_change();
create trigger append_only before update or delete on observatory.barrier_setback
  for each row execute function runtime.refuse_change();

-- Somebody takes a barrier up --------------------------------------------------------------------

create table observatory.barrier_file (
  id                 uuid primary key,
  barrier_id         uuid not null references observatory.barrier (id),
  title              text not null,
  -- Whose officers see to it: a region or a compact.
  owner_region_code  text references registry.region (code),
  owner_compact_id   uuid references registry.compact (id),
  state              text not null check (state in ('opened', 'clarified', 'closed')),
  opened_on          date not null,
  clarify_due_on     date not null,
  redress_due_on     date not null,
  outcome            text check (outcome in ('removed', 'eased', 'kept', 'no_barrier')),
  closed_at          timestamptz,
  revision           int not null default 1,
  check ((owner_region_code is null) <> (owner_compact_id is null)),
  check ((state = 'closed') = (outcome is not null)),
  check ((state = 'closed') = (closed_at is not null)),
  check (opened_on < clarify_due_on and clarify_due_on <= redress_due_on)
);
-- Two files about one barrier would each wait for the other.
create unique index barrier_file_open on observatory.barrier_file (barrier_id)
  where state <> 'closed';
create index barrier_file_due on observatory.barrier_file (redress_due_on) where state <> 'closed';

-- What was done about it, each step with its words: no file closes silently.
create table observatory.barrier_step (
  id          uuid primary key,
  file_id     uuid not null references observatory.barrier_file (id),
  step        text not null
                check (step in ('opened', 'clarified', 'measure', 'extended', 'closed', 'reopened')),
  note        text not null check (note ~ '\S'),
  outcome     text,
  due_on      date,
  taken_by_id uuid,
  taken_by    text not null,
  taken_at    timestamptz not null
);
create index barrier_step_file on observatory.barrier_step (file_id, taken_at, id);
create trigger append_only before update or delete on observatory.barrier_step
  for each row execute function runtime.refuse_change();

-- What went from one region to another -----------------------------------------------------------

create table observatory.flow (
  sequence    bigint primary key,
  at          timestamptz not null,
  kind        text not null
                check (kind in ('talent', 'technology', 'capital', 'services', 'data')),
  event_type  text not null,
  from_region text not null,
  to_region   text not null,
  amount_minor numeric(30, 0),
  unit        text
);
create index flow_pair on observatory.flow (kind, from_region, to_region, at);
create trigger append_only before update or delete on observatory.flow
  for each row execute function runtime.refuse_change();
