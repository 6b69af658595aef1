-- Charters ----------------------------------------------------------------------------------------

-- Bodies with their quorum and majority, and the rule by which mandates are checked. A version is
-- in force from a day on, once every founder has adopted it.
create table platforms.charter (
  id          uuid primary key,
  platform_id uuid not null references platforms.platform (id),
  number      int not null check (number > 0),
  state       text not null check (state in ('proposed', 'adopted', 'withdrawn')),
  content     jsonb not null,
  -- SHA-256 of the canonical content: what founders adopt.
  digest      text not null,
  -- [{"key", "regionCode", "organisationId"}]: who had founded the platform when it was proposed.
  founders    jsonb not null,
  -- Half-open, in days; cut where a later version follows.
  starts_on   date not null,
  ends_on     date,
  proposed_by jsonb not null,
  proposed_at timestamptz not null,
  adopted_at  timestamptz,
  sample      boolean not null default false,
  unique (platform_id, number),
  check (ends_on is null or starts_on < ends_on),
  check ((state = 'adopted') = (adopted_at is not null)),
  constraint charters_do_not_overlap exclude using gist (platform_id with =,
    daterange(starts_on, ends_on) with &&) where (state = 'adopted')
);
-- One in the making at a time: two would not know of each other.
create unique index charter_in_the_making on platforms.charter (platform_id)
  where state = 'proposed';

-- What founders read and adopted does not change any more.
create function platforms.keep_charter() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.content is distinct from old.content
      or new.digest is distinct from old.digest or new.founders is distinct from old.founders
      or (old.state = 'adopted' and (new.state <> 'adopted'
        or new.starts_on is distinct from old.starts_on
        or coalesce(new.ends_on, 'infinity') > coalesce(old.ends_on, 'infinity'))) then
    raise exception 'a charter does not change: %', old.id
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger keep_charter before update or delete on platforms.charter
  for each row execute function platforms.keep_charter();

create table platforms.charter_adoption (
  charter_id  uuid not null references platforms.charter (id),
  -- The founder's region code or organisation id.
  founder     text not null,
  person_id   uuid,
  person_name text not null,
  -- What was on the screen of whoever adopted.
  digest      text not null,
  adopted_at  timestamptz not null,
  primary key (charter_id, founder)
);
create trigger append_only before update or delete on platforms.charter_adoption
  for each row execute function runtime.refuse_change();

-- Who sits in a body, with how many votes, from when until when.
create table platforms.seat (
  id          uuid primary key,
  platform_id uuid not null references platforms.platform (id),
  body        text not null,
  person_id   uuid not null,
  person_name text not null,
  votes       int not null check (votes between 0 and 100),
  is_chair    boolean not null default false,
  -- Half-open.
  starts_on   date not null,
  ends_on     date,
  given_by    jsonb not null,
  created_at  timestamptz not null,
  sample      boolean not null default false,
  revision    int not null default 1,
  check (ends_on is null or starts_on < ends_on),
  constraint seat_is_held_once exclude using gist (platform_id with =, body with =,
    person_id with =, daterange(starts_on, ends_on) with &&),
  constraint one_chair_at_a_time exclude using gist (platform_id with =, body with =,
    daterange(starts_on, ends_on) with &&) where (is_chair)
);
create index seat_person on platforms.seat (person_id);

-- Meetings ----------------------------------------------------------------------------------------

create table platforms.meeting (
  id          uuid primary key,
  platform_id uuid not null references platforms.platform (id),
  body        text not null,
  number      int not null,
  state       text not null check (state in ('called', 'held', 'cancelled')),
  called_for  timestamptz not null,
  place       text,
  agenda      text,
  minutes     text,
  -- Of the bodies' names, seats and motions as they were when it ended.
  closed_at   timestamptz,
  called_by   jsonb not null,
  created_at  timestamptz not null,
  sample      boolean not null default false,
  revision    int not null default 1,
  unique (platform_id, body, number),
  check ((state = 'held') = (minutes is not null and closed_at is not null))
);

create table platforms.attendance (
  meeting_id uuid not null references platforms.meeting (id),
  seat_id    uuid not null references platforms.seat (id),
  primary key (meeting_id, seat_id)
);

-- Motions -----------------------------------------------------------------------------------------

create table platforms.motion (
  id          uuid primary key,
  platform_id uuid not null references platforms.platform (id),
  charter_id  uuid not null references platforms.charter (id),
  body        text not null,
  kind        text not null check (kind in ('act', 'budget', 'other')),
  title       text not null,
  note        text,
  -- Why it is here: what the mandate said, as codes and sentences.
  reasons     jsonb not null default '[]',
  meeting_id  uuid references platforms.meeting (id),
  state       text not null check (state in ('open', 'carried', 'defeated', 'undecided',
                'withdrawn')),
  closes_at   timestamptz not null,
  -- The count, with the quorum, the majority and the clause, once it is closed.
  result      jsonb,
  raised_by   jsonb not null,
  raised_at   timestamptz not null,
  decided_at  timestamptz,
  sample      boolean not null default false,
  check ((state = 'open') = (decided_at is null)),
  check (state in ('open', 'withdrawn') or result is not null)
);
create index motion_of_platform on platforms.motion (platform_id, raised_at desc, id desc);
create index motion_open on platforms.motion (closes_at) where state = 'open';

create table platforms.vote (
  motion_id uuid not null references platforms.motion (id),
  seat_id   uuid not null references platforms.seat (id),
  choice    text not null check (choice in ('for', 'against', 'abstain')),
  note      text,
  cast_at   timestamptz not null,
  primary key (motion_id, seat_id)
);
create trigger append_only before update or delete on platforms.vote
  for each row execute function runtime.refuse_change();

create table platforms.conflict (
  motion_id   uuid not null references platforms.motion (id),
  seat_id     uuid not null references platforms.seat (id),
  ground      text not null,
  declared_by jsonb not null,
  declared_at timestamptz not null,
  primary key (motion_id, seat_id)
);
create trigger append_only before update or delete on platforms.conflict
  for each row execute function runtime.refuse_change();

-- Budgets -----------------------------------------------------------------------------------------

create table platforms.budget (
  id          uuid primary key,
  platform_id uuid not null references platforms.platform (id),
  year        int not null check (year between 1900 and 2200),
  number      int not null,
  -- [{"heading", "nameZh", "nameEn", "amountMinor"}]
  lines       jsonb not null,
  state       text not null check (state in ('proposed', 'in_force', 'replaced', 'rejected')),
  motion_id   uuid not null references platforms.motion (id),
  proposed_at timestamptz not null,
  decided_at  timestamptz,
  sample      boolean not null default false,
  unique (platform_id, year, number)
);
create unique index budget_in_force on platforms.budget (platform_id, year)
  where state = 'in_force';
create unique index budget_in_the_making on platforms.budget (platform_id, year)
  where state = 'proposed';

-- Where a heading of a year stands in the ledger: what is left of it, and what was spent.
create table platforms.budget_heading (
  platform_id     uuid not null references platforms.platform (id),
  year            int not null,
  heading         text not null,
  name_zh         text not null,
  name_en         text not null,
  account_id      uuid not null,
  spent_id        uuid not null,
  primary key (platform_id, year, heading)
);

-- Acts --------------------------------------------------------------------------------------------

-- What somebody with a mandate did, or asked for where the mandate did not reach.
create table platforms.act (
  id              uuid primary key,
  platform_id     uuid not null references platforms.platform (id),
  charter_id      uuid not null references platforms.charter (id),
  seat_id         uuid not null references platforms.seat (id),
  body            text not null,
  kind            text not null check (kind in ('hire', 'pay', 'buy', 'sign', 'transfer')),
  subject         text not null,
  title           text not null,
  note            text,
  amount_minor    bigint not null check (amount_minor >= 0),
  counterparty    text,
  organisation_id uuid references registry.organisation (id),
  year            int not null,
  heading         text,
  -- made: inside the mandate; routed: waits for a motion; then approved, rejected or lapsed.
  state           text not null check (state in ('made', 'routed', 'approved', 'rejected',
                    'lapsed')),
  decision_id     uuid not null,
  -- What the mandate's rule answered: who decides, by which clause, and why.
  answer          jsonb not null,
  motion_id       uuid references platforms.motion (id),
  -- The commitment in the ledger, pending until it is paid or released.
  transaction_id  uuid,
  settled_as      text check (settled_as in ('paid', 'released')),
  settled_minor   bigint,
  settled_at      timestamptz,
  acted_by        jsonb not null,
  acted_at        timestamptz not null,
  sample          boolean not null default false,
  revision        int not null default 1,
  check ((state = 'made') = (motion_id is null)),
  check ((settled_as is null) = (settled_at is null))
);
create index act_of_platform on platforms.act (platform_id, acted_at desc, id desc);
create index act_of_mandate on platforms.act (platform_id, body, kind, year) where state = 'made';
create unique index act_of_motion on platforms.act (motion_id) where motion_id is not null;

-- What others may read ----------------------------------------------------------------------------

create view platforms.v_charter as
  select id, platform_id, number, content, digest, starts_on, ends_on, adopted_at
  from platforms.charter where state = 'adopted';

create view platforms.v_act as
  select id, platform_id, body, kind, subject, amount_minor, year, state, decision_id, acted_at,
    sample
  from platforms.act;
