-- What was to be expected between regions, kept as it was worked out: with all that it was worked
-- out from, so that it can be worked out again.
create table observatory.expected_flows (
  id            uuid primary key,
  -- What was asked for, and the SHA-256 of it: the same question has the same.
  asked         jsonb not null,
  asked_digest  text not null,
  inputs        jsonb not null,
  inputs_digest text not null,
  method        jsonb not null,
  result        jsonb not null,
  result_digest text not null,
  made_by_id    uuid,
  made_by       text not null,
  made_at       timestamptz not null,
  sample        boolean not null default false
);
create index expected_flows_newest on observatory.expected_flows (made_at desc, id desc);

create function observatory.keep_expected_flows() returns trigger language plpgsql as $$
begin
  raise exception 'kept figures do not change: %', old.id using errcode = 'insufficient_privilege';
end $$;
create trigger keep_expected_flows before update on observatory.expected_flows
  for each row execute function observatory.keep_expected_flows();

-- A kept network, measured again from what was kept with it.
create table observatory.network_recomputation (
  id          uuid primary key,
  network_id  uuid not null references observatory.network (id) on delete cascade,
  state       text not null default 'waiting'
                check (state in ('waiting', 'running', 'finished', 'failed')),
  -- Whether what was kept still has its digest, whether the same came out of it, and whether the
  -- records of the day give the same inputs.
  same_inputs boolean,
  same_result boolean,
  same_today  boolean,
  failure     jsonb,
  made_by_id  uuid,
  made_by     text not null,
  made_at     timestamptz not null,
  finished_at timestamptz,
  check ((state = 'finished') = (same_inputs is not null and same_result is not null
    and same_today is not null)),
  check ((state = 'failed') = (failure is not null))
);
create index network_recomputation_newest
  on observatory.network_recomputation (network_id, made_at desc, id desc);
create index network_recomputation_open
  on observatory.network_recomputation (made_at) where state in ('waiting', 'running');
