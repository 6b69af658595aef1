create schema if not exists runtime;

create extension if not exists pg_trgm with schema public;
create extension if not exists btree_gist with schema public;

-- The event log ------------------------------------------------------------------------------

create table runtime.event (
  sequence        bigint primary key,
  at              timestamptz not null,
  actor_id        uuid,
  actor_name      text not null,
  organisation_id uuid,
  capability      text not null generated always as (split_part(type, '.', 1)) stored,
  type            text not null check (type ~ '^[a-z]+\.[a-z_]+$'),
  subject_ids     uuid[] not null default '{}',
  journey_id      uuid,
  from_region     text,
  to_region       text,
  amount_minor    numeric(30, 0),
  unit            text,
  payload         jsonb not null default '{}',
  request_id      text,
  previous_hash   bytea not null,
  hash            bytea not null
);

create index event_journey on runtime.event (journey_id, sequence) where journey_id is not null;
create index event_organisation on runtime.event (organisation_id, sequence);
create index event_actor on runtime.event (actor_id, sequence);
create index event_type on runtime.event (type, sequence);
create index event_subject on runtime.event using gin (subject_ids);
create index event_flow on runtime.event (from_region, to_region, at) where from_region is not null;

-- The text that is hashed names every column, each null apart from an empty text. Instants are
-- counted in microseconds, so neither time zone nor version of the database changes it.
create function runtime.event_digest(e runtime.event) returns bytea
language sql immutable parallel safe as $$
  select sha256(e.previous_hash || convert_to(jsonb_build_array(
    e.sequence::text, (extract(epoch from e.at) * 1000000)::bigint::text, e.actor_id::text,
    e.actor_name, e.organisation_id::text, e.type, to_jsonb(e.subject_ids::text[]),
    e.journey_id::text, e.from_region, e.to_region, e.amount_minor::text, e.unit, e.payload,
    e.request_id)::text, 'UTF8'))
$$;

create function runtime.link_event() returns trigger language plpgsql as $$
declare
  last record;
begin
  perform pg_advisory_xact_lock(hashtext('runtime.event'));
  select sequence, hash into last from runtime.event order by sequence desc limit 1;
  new.sequence := coalesce(last.sequence, 0) + 1;
  new.previous_hash := coalesce(last.hash, sha256('yunhe'::bytea));
  new.hash := runtime.event_digest(new);
  return new;
end $$;

create trigger link before insert on runtime.event
  for each row execute function runtime.link_event();

create function runtime.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % is refused', tg_table_schema || '.' || tg_table_name, tg_op
    using errcode = 'insufficient_privilege';
end $$;

create trigger append_only before update or delete on runtime.event
  for each row execute function runtime.refuse_change();
create trigger append_only_whole before truncate on runtime.event
  for each statement execute function runtime.refuse_change();

create function runtime.verify_chain(out events int, out head text, out broken_at bigint)
language sql stable as $$
  select count(*)::int,
         encode((array_agg(hash order by sequence desc))[1], 'hex'),
         min(sequence) filter (where not holds)
  from (
    select e.sequence, e.hash,
           e.hash = runtime.event_digest(e)
           and e.previous_hash = coalesce(lag(e.hash) over w, sha256('yunhe'::bytea))
           and e.sequence = coalesce(lag(e.sequence) over w, 0) + 1 as holds
    from runtime.event e
    window w as (order by e.sequence)
  ) linked
$$;

-- What later modules and their jobs have read of it ------------------------------------------

create table runtime.event_reader (
  name     text primary key,
  sequence bigint not null,
  failures int not null default 0,
  failed_because text
);

-- Requests that may be repeated safely -------------------------------------------------------

create table runtime.idempotent_request (
  caller       text not null,
  key          text not null,
  operation    text not null,
  digest       text not null,
  status       int,
  reply        jsonb,
  headers      jsonb not null default '{}',
  leased_until timestamptz not null,
  created_at   timestamptz not null,
  primary key (caller, key)
);
create index idempotent_request_age on runtime.idempotent_request (created_at);

-- Backups that were made, so that `doctor` can say how old the last one is -------------------

create table runtime.backup (
  made_at  timestamptz primary key,
  file     text not null,
  bytes    bigint not null,
  head     text
);
