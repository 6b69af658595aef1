-- Periods and statements --------------------------------------------------------------------------

-- A closed year takes no more facts. Years close in their order, so the last one says it for all
-- before it; what is found to be wrong later is corrected by a difference.
create table outposts.period (
  agreement_id   uuid not null references outposts.agreement (id),
  year           int not null check (year between 1900 and 2200),
  -- The version that rules the year, also for its later differences.
  version_id     uuid not null references outposts.agreement_version (id),
  -- What still was open then; whoever closed it knew.
  unconfirmed    int not null check (unconfirmed >= 0),
  disputed       int not null check (disputed >= 0),
  closed_at      timestamptz not null,
  closed_by_id   uuid,
  closed_by_name text not null,
  primary key (agreement_id, year)
);
create trigger append_only before update or delete on outposts.period
  for each row execute function runtime.refuse_change();

-- What the terms say of a year by the facts known then. Number 0 is issued when the year closes,
-- the next ones after corrections; each of these tells what it changes.
create table outposts.statement (
  id                uuid primary key,
  agreement_id      uuid not null,
  year              int not null,
  number            int not null check (number >= 0),
  version_id        uuid not null references outposts.agreement_version (id),
  -- The year that was open then: differences belong to a later period.
  issued_in         int not null check (issued_in > year),
  -- Three texts as they are downloaded. `content` is the whole statement; `difference` what it
  -- changes against the number before, null for number 0.
  facts             text not null,
  content           text not null,
  difference        text,
  -- Of the whole statement, and of what is accepted: the difference where there is one.
  content_digest    text not null,
  digest            text not null unique,
  -- How many of its lines one place owes another.
  owed_lines        int not null check (owed_lines >= 0),
  -- For lists: [{"payer", "receiver", "unit", "kind", "amount"}] between parties, and how many
  -- points are left open.
  sums              jsonb not null,
  open_points       int not null check (open_points >= 0),
  sample            boolean not null default false,
  issued_at         timestamptz not null,
  issued_by_id      uuid,
  issued_by_name    text not null,
  unique (agreement_id, year, number),
  foreign key (agreement_id, year) references outposts.period (agreement_id, year),
  check ((number = 0) = (difference is null)),
  check (number > 0 or digest = content_digest)
);
create index statement_newest on outposts.statement (issued_at desc, id desc);
create trigger append_only before update or delete on outposts.statement
  for each row execute function runtime.refuse_change();

create table outposts.acceptance (
  statement_id uuid not null references outposts.statement (id),
  -- The party's id in the terms.
  party        text not null,
  -- What was on the screen of whoever accepted.
  digest       text not null,
  person_id    uuid,
  person_name  text not null,
  accepted_at  timestamptz not null,
  primary key (statement_id, party)
);
create trigger append_only before update or delete on outposts.acceptance
  for each row execute function runtime.refuse_change();

-- A party says that a line is wrong. The line waits until a difference answers, or it is taken back.
create table outposts.objection (
  id           uuid primary key,
  statement_id uuid not null references outposts.statement (id),
  party        text not null,
  -- From 1; all lines where it is null.
  line         int check (line > 0),
  reason       text not null,
  note         text,
  raised_at    timestamptz not null,
  raised_by_id uuid,
  raised_by_name text not null,
  withdrawn_at timestamptz,
  answered_by  uuid references outposts.statement (id),
  check (withdrawn_at is null or answered_by is null)
);
create index objection_statement on outposts.objection (statement_id);
create unique index objection_open on outposts.objection (statement_id, party, coalesce(line, 0))
  where withdrawn_at is null and answered_by is null;

create function outposts.keep_objection() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.withdrawn_at is not null or old.answered_by is not null
    or row (new.statement_id, new.party, new.line, new.reason, new.note)
      is distinct from row (old.statement_id, old.party, old.line, old.reason, old.note) then
    raise exception 'an objection is taken back or answered, not rewritten: %', old.id
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger keep_objection before update or delete on outposts.objection
  for each row execute function outposts.keep_objection();

-- What a line of a statement that all parties accepted makes one place owe another. A line that is
-- disputed waits; a line of a difference that takes back turns payer and receiver round.
create table outposts.obligation (
  statement_id          uuid not null references outposts.statement (id),
  -- The line's number from 1.
  line                  int not null check (line > 0),
  payer_region          text references registry.region (code),
  payer_organisation    uuid references registry.organisation (id),
  receiver_region       text references registry.region (code),
  receiver_organisation uuid references registry.organisation (id),
  unit                  text not null,
  kind                  text not null check (kind in ('money', 'statistic', 'voucher')),
  digits                int not null check (digits between 0 and 12),
  amount_minor          bigint not null check (amount_minor > 0),
  -- Held in the ledger until it is paid; statistics are never paid.
  transaction_id        uuid references ledger.transaction (id),
  booked_at             timestamptz not null,
  primary key (statement_id, line),
  check (num_nonnulls(payer_region, payer_organisation) = 1),
  check (num_nonnulls(receiver_region, receiver_organisation) = 1),
  check ((kind = 'statistic') = (transaction_id is null))
);
create unique index obligation_transaction on outposts.obligation (transaction_id);
create trigger append_only before update or delete on outposts.obligation
  for each row execute function runtime.refuse_change();

-- Netting -----------------------------------------------------------------------------------------

-- Statements of a compact, or of one agreement, set off against each other.
create table outposts.netting (
  id               uuid primary key,
  compact_id       uuid references registry.compact (id),
  agreement_id     uuid references outposts.agreement (id),
  state            text not null default 'proposed'
                     check (state in ('proposed', 'agreed', 'paid', 'voided')),
  -- Who pays whom, as the arithmetic wrote it, and the statements it was made of.
  content          text not null,
  statements       text not null,
  digest           text not null,
  -- The places that pay or receive; each has to agree.
  places           text[] not null,
  sample           boolean not null default false,
  proposed_at      timestamptz not null,
  proposed_by_id   uuid,
  proposed_by_name text not null,
  agreed_at        timestamptz,
  paid_at          timestamptz,
  voided_at        timestamptz,
  voided_by_name   text,
  void_reason      text,
  void_note        text,
  check (num_nonnulls(compact_id, agreement_id) = 1),
  check ((state = 'voided') = (voided_at is not null)),
  check ((state = 'paid') = (paid_at is not null))
);
create index netting_newest on outposts.netting (proposed_at desc, id desc);
create index netting_compact on outposts.netting (compact_id);
create index netting_agreement on outposts.netting (agreement_id);

create function outposts.keep_netting() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state in ('paid', 'voided')
    or row (new.content, new.statements, new.digest, new.places)
      is distinct from row (old.content, old.statements, old.digest, old.places) then
    raise exception 'a netting is kept as it was proposed: %', old.id
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger keep_netting before update or delete on outposts.netting
  for each row execute function outposts.keep_netting();

create table outposts.netted_obligation (
  netting_id   uuid not null references outposts.netting (id),
  statement_id uuid not null,
  line         int not null,
  -- False once the netting was voided: what is owed may be netted again.
  is_live      boolean not null default true,
  primary key (netting_id, statement_id, line),
  foreign key (statement_id, line) references outposts.obligation (statement_id, line)
);
-- Nothing is paid twice.
create unique index netted_once on outposts.netted_obligation (statement_id, line) where is_live;

create table outposts.netting_consent (
  netting_id  uuid not null references outposts.netting (id),
  -- `region:130000` or `organisation:…`.
  place       text not null,
  digest      text not null,
  person_id   uuid,
  person_name text not null,
  agreed_at   timestamptz not null,
  primary key (netting_id, place)
);
create trigger append_only before update or delete on outposts.netting_consent
  for each row execute function runtime.refuse_change();

-- The transfers of a netting that are paid; those of statistics are not among them.
create table outposts.payment (
  netting_id     uuid not null references outposts.netting (id),
  -- The transfer's number from 1.
  number         int not null check (number > 0),
  payer          text not null,
  receiver       text not null,
  unit           text not null,
  amount         text not null,
  paid_on        date,
  reference      text,
  marked_at      timestamptz,
  marked_by_id   uuid,
  marked_by_name text,
  primary key (netting_id, number),
  check ((paid_on is null) = (marked_at is null))
);
create index payment_open on outposts.payment (netting_id) where paid_on is null;

create function outposts.keep_payment() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.paid_on is not null
    or row (new.payer, new.receiver, new.unit, new.amount)
      is distinct from row (old.payer, old.receiver, old.unit, old.amount) then
    raise exception 'a payment is marked once and not changed: % %', old.netting_id, old.number
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger keep_payment before update or delete on outposts.payment
  for each row execute function outposts.keep_payment();

-- What a reader is told ---------------------------------------------------------------------------

-- `region:130000` or `organisation:…`, as netting names places.
create function outposts.place_key(region text, organisation uuid) returns text
language sql immutable as $$
  select coalesce('region:' || region, 'organisation:' || organisation)
$$;

create function outposts.place_of_key(key text) returns jsonb language sql stable as $$
  select case when key like 'region:%' then outposts.place(substr(key, 8), null)
    else outposts.place(null, substr(key, 14)::uuid) end
$$;

-- `accepted` as long as a line of it waits for a dispute or for a netting.
create function outposts.statement_state(statement uuid) returns text language sql stable as $$
  select case
    when (select count(*) from outposts.acceptance a where a.statement_id = s.id)
        < (select count(*) from outposts.party p where p.version_id = s.version_id) then 'issued'
    when s.owed_lines > 0 and netted.paid = s.owed_lines then 'paid'
    when s.owed_lines > 0 and netted.live = s.owed_lines then 'netted'
    else 'accepted'
  end
  from outposts.statement s, lateral (
    select count(*) as live, count(*) filter (where n.state = 'paid') as paid
    from outposts.netted_obligation e join outposts.netting n on n.id = e.netting_id
    where e.statement_id = s.id and e.is_live) netted
  where s.id = statement
$$;

-- What others may read ----------------------------------------------------------------------------

create view outposts.v_statement as
  select id, agreement_id, year, number, version_id, issued_in, content_digest, digest, issued_at,
    sample, outposts.statement_state(id) as state
  from outposts.statement;

create view outposts.v_obligation as
  select o.*, s.agreement_id, s.year from outposts.obligation o
  join outposts.statement s on s.id = o.statement_id;

create view outposts.v_netting as
  select id, compact_id, agreement_id, state, digest, places, proposed_at, agreed_at, paid_at,
    voided_at, sample
  from outposts.netting;
