-- Recording from lists of plain values instead of JSON: what belongs together is named by its place
-- in them, so nothing has to be looked up twice.
--   holdings       `accounts` and `units`: each account and unit once, in the order of locking
--   lines          `places` (which transaction), `numbers` (which line of it), `holdings`, `amounts`
drop function ledger.record_alone(jsonb, uuid, text, uuid, boolean, timestamptz);
drop function ledger.record(jsonb, uuid, uuid, text, uuid, boolean, timestamptz);
drop function ledger.lock_balances(jsonb);
drop function ledger.given_transactions(jsonb);

-- Opens the balances that are not there yet.
create function ledger.open_balances(accounts uuid[], units text[]) returns void
language plpgsql as $$
declare
  missing record;
begin
  select h.account_id, h.unit, a.id is null as no_account into missing
    from unnest(accounts, units) as h (account_id, unit)
    left join ledger.account a on a.id = h.account_id
    left join ledger.unit u on u.code = h.unit
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
    select a.id, h.unit, a.guarded
    from unnest(accounts, units) with ordinality as h (account_id, unit, place)
    join ledger.account a on a.id = h.account_id order by h.place
    on conflict do nothing;
end $$;

-- Records transactions, each as a whole and all in one go. Answers one row for each, with its place
-- in the list:
--   recorded     now
--   repeated     before, by the same key with the same content; it has no second effect
--   key_reused   before, by the same key with another content
--   settled      the pending transaction that it posts or voids was posted or voided before
-- Plans are made once and go by index, whether one is given or two thousand.
create function ledger.record(ids uuid[], keys text[], kinds text[], pending_ids uuid[],
  valid_days date[], descriptions jsonb, journeys uuid[], derived_from jsonb,
  accounts uuid[], units text[], places int[], numbers int[], holdings int[], amounts bigint[],
  batch uuid, actor uuid, actor_called text, organisation uuid, is_sample boolean, now timestamptz)
returns table (place int, id uuid, outcome text, recorded_at timestamptz, digest text)
language plpgsql set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  moment timestamptz;
  posted_before bigint[];
  entries_before bigint[];
  digests bytea[];
  answered int;
begin
  loop
    select array_agg(b.posted_minor), array_agg(b.entries), greatest(now, max(b.recorded_at))
      into posted_before, entries_before, moment
    from (
      select b.posted_minor, b.entries, b.recorded_at
      from unnest(accounts, units) with ordinality as h (account_id, unit, place)
      join ledger.balance b using (account_id, unit) order by h.place for update of b
    ) b;
    exit when cardinality(posted_before) = cardinality(accounts);
    perform ledger.open_balances(accounts, units);
  end loop;

  select array_agg(ledger.content_digest(keys[l.place], kinds[l.place], pending_ids[l.place],
      valid_days[l.place], descriptions -> l.place - 1, journeys[l.place], derived_from -> l.place - 1,
      l.entries) order by l.place) into digests
  from (
    select place, jsonb_agg(jsonb_build_array(accounts[holding], units[holding], amount::text)
        order by number) as entries
    from unnest(places, numbers, holdings, amounts) as l (place, number, holding, amount)
    group by place
  ) l;

  return query
  with fresh as (
    insert into ledger.transaction (id, batch_id, position, key, kind, pending_id, valid_on,
      recorded_at, description, journey_id, sources, actor_id, actor_name, organisation_id,
      sample, digest)
    select ids[g.place], batch, g.place, g.key, kinds[g.place], pending_ids[g.place],
      valid_days[g.place], moment, descriptions -> g.place::int - 1, journeys[g.place],
      derived_from -> g.place::int - 1, actor, actor_called, organisation, is_sample, digests[g.place]
    -- In one order for everyone: who waits for a key holds none that sorts behind it.
    from unnest(keys) with ordinality as g (key, place) order by g.key collate "C", g.place
    on conflict do nothing returning position as place
  ), line as (
    select l.*, kinds[l.place] as kind, pending_ids[l.place] is not null as settles
    from unnest(places, numbers, holdings, amounts) as l (place, number, holding, amount)
    -- Said so that it is answered from a table in memory, and not by a search for each.
    where (l.place in (select place from fresh)) is true
  ), posted as (
    insert into ledger.entry (transaction_id, line, account_id, unit, amount_minor, valid_on,
      recorded_at, ordinal, balance_minor)
    select ids[l.place], l.number, accounts[l.holding], units[l.holding], l.amount,
      valid_days[l.place], moment,
      entries_before[l.holding] + row_number() over one_by_one,
      posted_before[l.holding] + sum(l.amount) over one_by_one
    from line l where l.kind = 'posted'
    window one_by_one as (partition by l.holding order by l.place, l.number)
  ), change as (
    select holding,
      count(*) filter (where kind = 'posted') as entries,
      coalesce(sum(amount) filter (where kind = 'posted'), 0) as posted,
      coalesce(sum(case when settles then -1 else 1 end * greatest(amount, 0))
        filter (where settles or kind = 'pending'), 0) as pending_in,
      coalesce(sum(case when settles then -1 else 1 end * greatest(-amount, 0))
        filter (where settles or kind = 'pending'), 0) as pending_out
    from line group by holding
  ), changed as (
    update ledger.balance b set posted_minor = b.posted_minor + c.posted,
      pending_in_minor = b.pending_in_minor + c.pending_in,
      pending_out_minor = b.pending_out_minor + c.pending_out,
      entries = b.entries + c.entries, recorded_at = moment
    from change c where b.account_id = accounts[c.holding] and b.unit = units[c.holding]
  )
  select place, ids[place], 'recorded', moment, encode(digests[place], 'hex') from fresh;
  get diagnostics answered = row_count;

  if 'pending' = any (kinds) then
    insert into ledger.pending_entry (transaction_id, line, account_id, unit, amount_minor)
    select t.id, l.number, accounts[l.holding], units[l.holding], l.amount
    from unnest(places, numbers, holdings, amounts) as l (place, number, holding, amount)
    join ledger.transaction t on t.id = ids[l.place]
    where t.kind = 'pending';
  end if;

  if answered < cardinality(ids) then
    return query
    select g.place::int, t.id, case
        when t.id is null then 'settled'
        when t.digest = digests[g.place] then 'repeated'
        else 'key_reused' end,
      t.recorded_at, encode(t.digest, 'hex')
    from unnest(keys) with ordinality as g (key, place)
    left join ledger.transaction t on t.key = g.key
    where t.id is distinct from ids[g.place];
  end if;
end $$;

-- The same for one that is posted at once, by a few small statements whose plans start quickly.
-- Each line names its account and unit; `locking` says in which order they are locked. `alone` it is
-- a transaction of the database by itself in one round trip: what is new is told to the event log,
-- and the commit does not wait for the disk; the caller does, before it answers.
create function ledger.record_one(id uuid, key text, valid_on date, description jsonb,
  journey_id uuid, sources jsonb, accounts uuid[], units text[], amounts bigint[], locking int[],
  alone boolean, actor uuid, actor_called text, organisation uuid, is_sample boolean,
  now timestamptz, out place int, out recorded_id uuid, out outcome text,
  out recorded_at timestamptz, out digest text)
language plpgsql as $$
#variable_conflict use_variable
declare
  line int;
  told jsonb := '[]';
  content bytea;
  earlier record;
  held record;
  since timestamptz;
  ordinals bigint[];
  balances bigint[];
begin
  for line in 1..cardinality(amounts) loop
    told := told
      || jsonb_build_array(jsonb_build_array(accounts[line], units[line], amounts[line]::text));
  end loop;
  content := ledger.content_digest(key, 'posted', null, valid_on, description, journey_id, sources,
    told);
  place := 1;
  digest := encode(content, 'hex');

  select t.id, t.recorded_at, t.digest into earlier from ledger.transaction t where t.key = key;
  if found then
    -- Whoever recorded it may be waiting for the disk still; with this note our commit waits, too.
    perform pg_logical_emit_message(true, 'yunhe', '');
    recorded_id := earlier.id;
    recorded_at := earlier.recorded_at;
    outcome := case when earlier.digest = content then 'repeated' else 'key_reused' end;
    return;
  end if;

  recorded_id := id;
  recorded_at := now;
  foreach line in array locking loop
    loop
      update ledger.balance b set posted_minor = b.posted_minor + amounts[line],
        entries = b.entries + 1, recorded_at = greatest(b.recorded_at, recorded_at)
      where b.account_id = accounts[line] and b.unit = units[line]
      returning b.posted_minor, b.entries, b.recorded_at into held;
      exit when found;
      perform ledger.open_balances(accounts, units);
    end loop;
    ordinals[line] := held.entries;
    balances[line] := held.posted_minor;
    recorded_at := held.recorded_at;
    since := coalesce(since, recorded_at);
  end loop;
  if since < recorded_at then
    update ledger.balance b set recorded_at = recorded_at
    from unnest(accounts, units) as h (account_id, unit)
    where b.account_id = h.account_id and b.unit = h.unit;
  end if;

  insert into ledger.transaction (id, batch_id, position, key, kind, valid_on, recorded_at,
    description, journey_id, sources, actor_id, actor_name, organisation_id, sample, digest)
  values (id, id, 1, key, 'posted', valid_on, recorded_at, description, journey_id, sources,
    actor, actor_called, organisation, is_sample, content)
  on conflict do nothing;
  if not found then
    raise exception 'the key % was recorded meanwhile', key using errcode = 'serialization_failure';
  end if;
  insert into ledger.entry (transaction_id, line, account_id, unit, amount_minor, valid_on,
    recorded_at, ordinal, balance_minor)
  select id, e.line, e.account_id, e.unit, e.amount, valid_on, recorded_at, e.ordinal, e.balance
  from unnest(accounts, units, amounts, ordinals, balances) with ordinality
    as e (account_id, unit, amount, ordinal, balance, line);
  outcome := 'recorded';

  if alone then
    perform set_config('synchronous_commit', 'off', true);
    insert into runtime.event (at, actor_id, actor_name, organisation_id, type, subject_ids,
      journey_id, payload)
    values (now, actor, actor_called, organisation, 'ledger.recorded', array[id], journey_id,
      jsonb_build_object('kind', 'posted', 'transactions', 1,
        'digest', encode(sha256(content), 'hex')));
  end if;
end $$;
