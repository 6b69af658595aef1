-- Facts -------------------------------------------------------------------------------------------

-- Never overwritten: a correction or a reversal is another row of the same identity.
create table outposts.fact (
  id               uuid primary key,
  agreement_id     uuid not null references outposts.agreement (id),
  -- What the arithmetic takes for the same fact.
  identity         text not null,
  revision         int not null check (revision >= 0),
  kind             text not null check (kind in ('report', 'correction', 'reversal')),
  period           text not null,
  year             int not null check (year between 1900 and 2200),
  party            text not null,
  measure          text not null,
  -- A decimal or a fraction, written in one way.
  amount           text not null,
  unit             text not null,
  source           text not null default '',
  evidence         text not null default '',
  evidence_url     text,
  -- Columns that the terms declare.
  columns          jsonb not null default '{}',
  -- Why it was corrected or reversed.
  reason           text,
  -- The party that says so; to say it is to confirm it.
  reported_for     text not null,
  reported_by_id   uuid,
  reported_by_name text not null,
  reported_at      timestamptz not null,
  origin           text not null check (origin in ('form', 'file', 'move')),
  move_id          uuid references outposts.move (id),
  sample           boolean not null default false,
  -- Of two who correct the same fact at once, one is told that the other was first.
  unique (agreement_id, identity, revision),
  check (revision > 0 or kind = 'report'),
  check ((kind = 'report') = (reason is null)),
  check ((origin = 'move') = (move_id is not null))
);
create index fact_by_year on outposts.fact (agreement_id, year, period, party, measure, id);
create index fact_of_move on outposts.fact (move_id) where move_id is not null;
create trigger append_only before update or delete on outposts.fact
  for each row execute function runtime.refuse_change();

create table outposts.confirmation (
  fact_id           uuid not null references outposts.fact (id),
  party             text not null,
  confirmed_by_id   uuid,
  confirmed_by_name text not null,
  confirmed_at      timestamptz not null,
  primary key (fact_id, party)
);
create trigger append_only before update or delete on outposts.confirmation
  for each row execute function runtime.refuse_change();

-- Files that prove facts, and files of facts. They lie in the data folder under their id.
create table outposts.file (
  id               uuid primary key,
  agreement_id     uuid not null references outposts.agreement (id),
  purpose          text not null check (purpose in ('evidence', 'facts')),
  name             text not null,
  media_type       text not null,
  bytes            bigint not null,
  -- SHA-256 of the bytes.
  digest           text not null,
  uploaded_by_id   uuid,
  uploaded_by_name text not null,
  uploaded_at      timestamptz not null
);
create index file_of_agreement on outposts.file (agreement_id, uploaded_at desc);
create trigger append_only before update or delete on outposts.file
  for each row execute function runtime.refuse_change();

create table outposts.fact_file (
  fact_id uuid not null references outposts.fact (id),
  file_id uuid not null references outposts.file (id),
  primary key (fact_id, file_id)
);
create trigger append_only before update or delete on outposts.fact_file
  for each row execute function runtime.refuse_change();

-- Disputes ----------------------------------------------------------------------------------------

create table outposts.dispute (
  id               uuid primary key,
  agreement_id     uuid not null references outposts.agreement (id),
  -- The fact as it stood: what corrects it is another one.
  fact_id          uuid not null references outposts.fact (id),
  ground           text not null,
  note             text not null,
  raised_for       text not null,
  raised_by_id     uuid,
  raised_by_name   text not null,
  raised_at        timestamptz not null,
  answer_due_on    date not null,
  answer           text check (answer in ('accepted', 'maintained')),
  answer_note      text,
  answered_for     text,
  answered_by_name text,
  answered_at      timestamptz,
  -- Who ruled that it is right; what it is about stays paused until it is mended.
  upheld_by_name   text,
  upheld_note      text,
  upheld_at        timestamptz,
  outcome          text check (outcome in ('withdrawn', 'corrected', 'dismissed')),
  outcome_note     text,
  resolved_by_name text,
  resolved_at      timestamptz,
  -- The day on which it was told that nobody had answered in time.
  overdue_told_on  date,
  sample           boolean not null default false,
  revision         int not null default 1,
  check ((answer is null) = (answered_at is null)),
  check ((outcome is null) = (resolved_at is null))
);
create index dispute_newest on outposts.dispute (agreement_id, raised_at desc, id desc);
create index dispute_of_fact on outposts.dispute (fact_id);
-- One dispute about a fact at a time.
create unique index dispute_open on outposts.dispute (fact_id) where resolved_at is null;

-- What was disputed stays what it was, and what was resolved stays resolved.
create function outposts.keep_dispute() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.resolved_at is not null
      or (new.fact_id, new.raised_for, new.raised_at, new.ground, new.note)
        is distinct from (old.fact_id, old.raised_for, old.raised_at, old.ground, old.note)
      or (old.answered_at is not null and new.answered_at is distinct from old.answered_at) then
    raise exception 'a dispute is answered and resolved, not rewritten: %', old.id
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger keep_dispute before update or delete on outposts.dispute
  for each row execute function outposts.keep_dispute();

-- What stands -------------------------------------------------------------------------------------

-- Facts as they stood at an instant: of each the latest revision, with who had confirmed it and
-- who disputed it; those that had been reversed are left out.
create function outposts.facts_at(agreement uuid, instant timestamptz)
returns table (fact_id uuid, confirmed_by text[], disputed_by text[])
language sql stable as $$
  select f.id,
    array(select distinct party from (
      select f.reported_for as party
      union all select c.party from outposts.confirmation c
        where c.fact_id = f.id and c.confirmed_at <= instant) said order by party),
    array(select d.raised_for from outposts.dispute d
      where d.fact_id = f.id and d.raised_at <= instant
        and (d.resolved_at is null or d.resolved_at > instant))
  from (
    select distinct on (identity) * from outposts.fact
    where agreement_id = agreement and reported_at <= instant
    order by identity, revision desc) f
  where f.kind <> 'reversal'
$$;
