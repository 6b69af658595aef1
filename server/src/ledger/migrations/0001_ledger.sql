create schema if not exists ledger;

-- What is counted ---------------------------------------------------------------------------------

create table ledger.unit (
  code    text primary key,
  digits  int not null check (digits between 0 and 12),
  kind    text not null check (kind in ('money', 'statistic', 'voucher')),
  name_zh text not null,
  name_en text not null
);

-- Who holds it ------------------------------------------------------------------------------------

create table ledger.account (
  id              uuid primary key,
  region_code     text references registry.region (code),
  organisation_id uuid references registry.organisation (id),
  -- What the owner keeps it for; one owner has one account for a purpose.
  purpose         text not null,
  name_zh         text not null,
  name_en         text not null,
  -- Owner and name in pinyin and lower case, so that lists are in the order a reader expects.
  sort_key        text collate "C" not null,
  -- Holds nothing less than zero, payments that wait counted.
  guarded         boolean not null default false,
  sample          boolean not null default false,
  opened_at       timestamptz not null,
  check ((region_code is null) <> (organisation_id is null))
);
create unique index account_of_owner on ledger.account
  (coalesce(region_code, organisation_id::text), purpose);
create index account_region on ledger.account (region_code) where region_code is not null;
create index account_sort on ledger.account (sort_key, id);

-- What an account holds now, kept in the transaction of the entries. Everything in it can be
-- worked out from them again, and `verify` does.
create table ledger.balance (
  account_id        uuid not null references ledger.account (id),
  unit              text not null references ledger.unit (code),
  guarded           boolean not null,
  posted_minor      bigint not null default 0,
  pending_in_minor  bigint not null default 0 check (pending_in_minor >= 0),
  pending_out_minor bigint not null default 0 check (pending_out_minor >= 0),
  -- How many entries were posted, and when the last transaction touched it.
  entries           bigint not null default 0,
  recorded_at       timestamptz not null default '-infinity',
  primary key (account_id, unit),
  constraint account_not_overdrawn check (not guarded or posted_minor >= pending_out_minor)
) with (fillfactor = 50);

-- What was recorded -------------------------------------------------------------------------------

create table ledger.transaction (
  id              uuid primary key,
  -- Those recorded together: one event of the log tells of them, by a digest over theirs.
  batch_id        uuid not null,
  position        int not null,
  -- The caller's: the same key is recorded once. Nobody reads a list in its order, so it is
  -- compared by bytes and not by the order of a language.
  key             text collate "C" not null unique,
  kind            text not null check (kind in ('posted', 'pending', 'voided')),
  -- The pending transaction that this one posts or voids; it can be done once.
  pending_id      uuid references ledger.transaction (id),
  -- Valid time: the day it is true of. Recorded time: when the ledger learned of it.
  valid_on        date not null,
  recorded_at     timestamptz not null,
  -- {"zh", "en"}.
  description     jsonb not null,
  journey_id      uuid,
  -- [{"kind", "id", "digest"?, "nameZh"?, "nameEn"?}]: what it was derived from.
  sources         jsonb not null,
  actor_id        uuid,
  actor_name      text not null,
  organisation_id uuid,
  sample          boolean not null default false,
  -- Of what was asked for: `ledger.content_digest`.
  digest          bytea not null,
  check ((kind = 'voided') <= (pending_id is not null)),
  check ((kind = 'pending') <= (pending_id is null))
);
create unique index transaction_settled on ledger.transaction (pending_id)
  where pending_id is not null;
create index transaction_journey on ledger.transaction (journey_id) where journey_id is not null;

-- Positive is a debit: the account holds more; negative a credit: it holds less.
create table ledger.entry (
  -- A transaction's, which `entries_balance` requires of all entries of a statement at once;
  -- as none is ever removed, that is as good as a foreign key, which asks for each.
  transaction_id uuid not null,
  line           int not null,
  account_id     uuid not null,
  unit           text not null,
  amount_minor   bigint not null check (amount_minor <> 0),
  valid_on       date not null,
  recorded_at    timestamptz not null,
  -- The entries of an account in a unit are numbered as they were recorded, and each says what
  -- the account held after it.
  ordinal        bigint not null,
  balance_minor  bigint not null,
  primary key (transaction_id, line)
);
create unique index entry_recorded on ledger.entry (account_id, unit, recorded_at, ordinal)
  include (balance_minor);
create index entry_valid on ledger.entry (account_id, unit, valid_on, recorded_at)
  include (amount_minor);

-- What will be entries once their transaction is posted.
create table ledger.pending_entry (
  transaction_id uuid not null references ledger.transaction (id),
  line           int not null,
  account_id     uuid not null,
  unit           text not null,
  amount_minor   bigint not null check (amount_minor <> 0),
  primary key (transaction_id, line)
);
create index pending_entry_account on ledger.pending_entry (account_id, unit, transaction_id);

-- Nothing is changed or removed -------------------------------------------------------------------

create trigger append_only before update or delete on ledger.transaction
  for each row execute function runtime.refuse_change();
create trigger append_only before update or delete on ledger.entry
  for each row execute function runtime.refuse_change();
create trigger append_only before update or delete on ledger.pending_entry
  for each row execute function runtime.refuse_change();
create trigger append_only_whole before truncate on ledger.transaction
  for each statement execute function runtime.refuse_change();
create trigger append_only_whole before truncate on ledger.entry
  for each statement execute function runtime.refuse_change();
create trigger append_only_whole before truncate on ledger.pending_entry
  for each statement execute function runtime.refuse_change();
create trigger kept before delete on ledger.balance
  for each row execute function runtime.refuse_change();

revoke update, delete, truncate on ledger.entry, ledger.pending_entry from public, current_user;
revoke delete, truncate on ledger.transaction, ledger.balance from public, current_user;

-- Debit and credit are equal ----------------------------------------------------------------------

-- All entries of a transaction are written by one statement, and balance in each unit by then.
-- The transaction is there, too.
create function ledger.refuse_unbalanced() returns trigger language plpgsql as $$
declare
  off record;
begin
  select sums.transaction_id, sums.unit, sums.rest into off from (
    select transaction_id, unit, sum(amount_minor) as rest from added group by transaction_id, unit
  ) sums left join ledger.transaction t on t.id = sums.transaction_id
  where sums.rest <> 0 or t.id is null limit 1;
  if not found then return null; end if;
  if off.rest = 0 then
    raise exception 'there is no transaction %', off.transaction_id
      using errcode = 'foreign_key_violation', constraint = 'entries_of_transaction';
  end if;
  raise exception 'the entries of % in % do not sum to zero but to %',
    off.transaction_id, off.unit, off.rest
    using errcode = 'check_violation', constraint = 'entries_balance';
end $$;
create trigger entries_balance after insert on ledger.entry referencing new table as added
  for each statement execute function ledger.refuse_unbalanced();
create trigger entries_balance after insert on ledger.pending_entry referencing new table as added
  for each statement execute function ledger.refuse_unbalanced();

-- Recording ---------------------------------------------------------------------------------------

-- Of what a transaction says, not of who said it when: a repeated request has the same.
-- Entries are [[account, unit, amount as text], …] in their order.
create function ledger.content_digest(key text, kind text, pending_id uuid, valid_on date,
  description jsonb, journey_id uuid, sources jsonb, entries jsonb) returns bytea
language sql stable parallel safe as $$
  select sha256(convert_to(jsonb_build_array(key, kind, pending_id::text, valid_on::text,
    description, journey_id::text, sources, entries)::text, 'UTF8'))
$$;

-- What is given to `ledger.record`, as rows in its order.
create function ledger.given_transactions(given jsonb)
returns table (id uuid, key text, kind text, pending_id uuid, valid_on date, description jsonb,
  journey_id uuid, sources jsonb, entries jsonb, place int)
language sql stable parallel safe as $$
  select g.id, g.key, g.kind, g.pending_id, g.valid_on, g.description, g.journey_id, g.sources,
    g.entries, g.place::int
  from rows from (jsonb_to_recordset(given) as (id uuid, key text, kind text, "pendingId" uuid,
      "validOn" date, description jsonb, "journeyId" uuid, sources jsonb, entries jsonb))
    with ordinality as g (id, key, kind, pending_id, valid_on, description, journey_id, sources,
      entries, place)
$$;

-- Locks the balances that the entries touch, opening those that are new, in one order for
-- everyone, so that nobody waits in a circle. Answers when the last of them was touched.
create function ledger.lock_balances(given jsonb) returns timestamptz language plpgsql as $$
declare
  wanted int;
  found int;
  touched_at timestamptz;
  missing record;
begin
  for attempt in 1..2 loop
    with touched as (
      select distinct (e.entry ->> 0)::uuid as account_id, e.entry ->> 1 as unit
      from jsonb_array_elements(given) as g (one), jsonb_array_elements(g.one -> 'entries')
        as e (entry)
    ), locked as (
      select b.recorded_at from touched join ledger.balance b using (account_id, unit)
      order by b.account_id, b.unit for update of b
    )
    select (select count(*) from touched), count(*), max(recorded_at)
      into wanted, found, touched_at from locked;
    if wanted = found then return touched_at; end if;

    select e.entry ->> 0 as account_id, e.entry ->> 1 as unit, a.id is null as no_account
      into missing
      from jsonb_array_elements(given) as g (one)
      cross join jsonb_array_elements(g.one -> 'entries') as e (entry)
      left join ledger.account a on a.id = (e.entry ->> 0)::uuid
      left join ledger.unit u on u.code = e.entry ->> 1
      where a.id is null or u.code is null limit 1;
    if missing.no_account then
      raise exception 'there is no account %', missing.account_id
        using errcode = 'foreign_key_violation', constraint = 'account_known',
          detail = missing.account_id;
    elsif missing.unit is not null then
      raise exception 'the unit % is not declared', missing.unit
        using errcode = 'foreign_key_violation', constraint = 'unit_declared',
          detail = missing.unit;
    end if;
    insert into ledger.balance (account_id, unit, guarded)
      select distinct a.id, e.entry ->> 1, a.guarded
      from jsonb_array_elements(given) as g (one)
      cross join jsonb_array_elements(g.one -> 'entries') as e (entry)
      join ledger.account a on a.id = (e.entry ->> 0)::uuid
      order by 1, 2
      on conflict do nothing;
  end loop;
end $$;

-- Records transactions, each as a whole and all in one go. `given` is a list of
-- {"id", "key", "kind", "pendingId", "validOn", "description", "journeyId", "sources", "entries"}
-- with entries as above. Answers one row for each, with its position in the list:
--   recorded     now
--   repeated     before, by the same key with the same content; it has no second effect
--   key_reused   before, by the same key with another content
--   settled      the pending transaction that it posts or voids was posted or voided before
-- Plans are made once and go by index, whether one is given or two thousand.
create function ledger.record(given jsonb, batch uuid, actor uuid, actor_called text,
  organisation uuid, is_sample boolean, now timestamptz)
returns table (place int, id uuid, outcome text, recorded_at timestamptz, digest text)
language plpgsql set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  moment timestamptz := greatest(now, ledger.lock_balances(given));
  answered int;
begin
  return query
  with asked as (
    select g.*, ledger.content_digest(g.key, g.kind, g.pending_id, g.valid_on, g.description,
      g.journey_id, g.sources, g.entries) as digest
    from ledger.given_transactions(given) g
  ), fresh as (
    insert into ledger.transaction (id, batch_id, position, key, kind, pending_id, valid_on,
      recorded_at, description, journey_id, sources, actor_id, actor_name, organisation_id,
      sample, digest)
    select id, batch, place, key, kind, pending_id, valid_on, moment, description, journey_id,
      sources, actor, actor_called, organisation, is_sample, digest
    -- In one order for everyone: who waits for a key holds none that sorts behind it.
    from asked order by key collate "C", place
    on conflict do nothing returning id
  ), recorded as (
    -- Said so that it is answered from a table in memory, and not by a search for each.
    select * from asked where (id in (select id from fresh)) is true
  ), line as (
    select r.place, r.id as transaction_id, r.kind, r.pending_id is not null as settles,
      r.valid_on, e.line, (e.entry ->> 0)::uuid as account_id, e.entry ->> 1 as unit,
      (e.entry ->> 2)::bigint as amount_minor
    from recorded r cross join jsonb_array_elements(r.entries) with ordinality as e (entry, line)
  ), posted as (
    insert into ledger.entry (transaction_id, line, account_id, unit, amount_minor, valid_on,
      recorded_at, ordinal, balance_minor)
    select l.transaction_id, l.line, l.account_id, l.unit, l.amount_minor, l.valid_on, moment,
      b.entries + row_number() over one_by_one,
      b.posted_minor + sum(l.amount_minor) over one_by_one
    from line l join ledger.balance b using (account_id, unit)
    where l.kind = 'posted'
    window one_by_one as (partition by l.account_id, l.unit order by l.place, l.line)
  ), change as (
    select account_id, unit,
      count(*) filter (where kind = 'posted') as entries,
      coalesce(sum(amount_minor) filter (where kind = 'posted'), 0) as posted,
      coalesce(sum(case when settles then -1 else 1 end * greatest(amount_minor, 0))
        filter (where settles or kind = 'pending'), 0) as pending_in,
      coalesce(sum(case when settles then -1 else 1 end * greatest(-amount_minor, 0))
        filter (where settles or kind = 'pending'), 0) as pending_out
    from line group by account_id, unit
  ), changed as (
    update ledger.balance b set posted_minor = b.posted_minor + c.posted,
      pending_in_minor = b.pending_in_minor + c.pending_in,
      pending_out_minor = b.pending_out_minor + c.pending_out,
      entries = b.entries + c.entries, recorded_at = moment
    from change c where b.account_id = c.account_id and b.unit = c.unit
  )
  select place, id, 'recorded', moment, encode(digest, 'hex') from recorded;
  get diagnostics answered = row_count;

  if given @? '$[*].kind ? (@ == "pending")' then
    insert into ledger.pending_entry (transaction_id, line, account_id, unit, amount_minor)
    select t.id, e.line, (e.entry ->> 0)::uuid, e.entry ->> 1, (e.entry ->> 2)::bigint
    from ledger.given_transactions(given) g
    join ledger.transaction t on t.id = g.id
    cross join jsonb_array_elements(g.entries) with ordinality as e (entry, line)
    where t.kind = 'pending';
  end if;

  if answered < jsonb_array_length(given) then
    return query
    select g.place, t.id, case
        when t.id is null then 'settled'
        when t.digest = ledger.content_digest(g.key, g.kind, g.pending_id, g.valid_on,
          g.description, g.journey_id, g.sources, g.entries) then 'repeated'
        else 'key_reused' end,
      t.recorded_at, encode(t.digest, 'hex')
    from ledger.given_transactions(given) g left join ledger.transaction t on t.key = g.key
    where t.id is distinct from g.id;
  end if;
end $$;

-- The same for one, as a transaction of the database by itself in one round trip: what is new is
-- told to the event log. The commit does not wait for the disk; the caller does, before it answers.
create function ledger.record_alone(given jsonb, actor uuid, actor_called text, organisation uuid,
  is_sample boolean, now timestamptz)
returns table (place int, id uuid, outcome text, recorded_at timestamptz, digest text)
language plpgsql as $$
#variable_conflict use_variable
declare
  one jsonb := given -> 0;
  unwaiting text := set_config('synchronous_commit', 'off', true);
begin
  select r.* into place, id, outcome, recorded_at, digest
    from ledger.record(given, (one ->> 'id')::uuid, actor, actor_called, organisation,
      is_sample, now) r;
  if outcome = 'recorded' then
    insert into runtime.event (at, actor_id, actor_name, organisation_id, type, subject_ids,
      journey_id, payload)
    values (now, actor, actor_called, organisation, 'ledger.recorded', array[id],
      (one ->> 'journeyId')::uuid, jsonb_build_object('kind', one -> 'kind', 'transactions', 1,
        'digest', encode(sha256(decode(digest, 'hex')), 'hex')));
  end if;
  return next;
end $$;

-- What other modules may read ---------------------------------------------------------------------

create view ledger.v_account as
  select id, region_code, organisation_id, purpose, name_zh, name_en, sample from ledger.account;

create view ledger.v_balance as
  select account_id, unit, posted_minor, pending_in_minor, pending_out_minor, recorded_at
  from ledger.balance;

create view ledger.v_transaction as
  select t.id, t.key, t.kind, t.pending_id, t.valid_on, t.recorded_at, t.description, t.journey_id,
    t.sources, t.sample, s.id as settled_by_id, s.kind as settled_as
  from ledger.transaction t left join ledger.transaction s on s.pending_id = t.id;

create view ledger.v_entry as
  select transaction_id, line, account_id, unit, amount_minor, valid_on, recorded_at, balance_minor
  from ledger.entry;

create view ledger.v_pending_entry as
  select transaction_id, line, account_id, unit, amount_minor from ledger.pending_entry;

-- The regions and all that lie in them.
create function ledger.regions_within(regions text[]) returns setof text language sql stable as $$
  with recursive down as (
    select r.code from registry.v_region r where r.code = any (regions)
    union
    select r.code from down join registry.v_region r on r.parent_code = down.code
  )
  select code from down
$$;

-- Who an account belongs to now: a merged organisation is its successor. `region` is where the
-- owner is, whose officers may see it.
create view ledger.v_holder as
  select a.id as account_id, coalesce(o.merged_into_id, o.id) as organisation_id,
    coalesce(a.region_code, s.region_code) as region,
    case when a.region_code is not null
      then jsonb_build_object('kind', 'region', 'id', r.code, 'displayName',
        coalesce(r.name_zh, r.name_en), 'nameZh', r.name_zh, 'nameEn', r.name_en)
      else jsonb_build_object('kind', 'organisation', 'id', s.id, 'displayName', s.display_name,
        'nameZh', s.name_zh, 'nameEn', s.name_en) end as owner
  from ledger.account a
  left join registry.v_region r on r.code = a.region_code
  left join registry.v_organisation o on o.id = a.organisation_id
  left join registry.v_organisation s on s.id = coalesce(o.merged_into_id, o.id);

-- A unit as a screen needs it to write an amount.
create function ledger.unit_of(unit text) returns jsonb language sql stable as $$
  select jsonb_build_object('code', u.code, 'digits', u.digits, 'kind', u.kind,
    'nameZh', u.name_zh, 'nameEn', u.name_en) from ledger.unit u where u.code = unit
$$;

-- The lines of a transaction, posted or held; of one that voids, those of what it gave up.
create view ledger.v_line as
  select transaction_id, line, account_id, unit, amount_minor, balance_minor from ledger.entry
  union all
  select transaction_id, line, account_id, unit, amount_minor, null from ledger.pending_entry
  union all
  select t.id, e.line, e.account_id, e.unit, e.amount_minor, null
  from ledger.transaction t join ledger.pending_entry e on e.transaction_id = t.pending_id
  where t.kind = 'voided';
