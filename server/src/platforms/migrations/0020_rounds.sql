-- Rounds of evaluation ----------------------------------------------------------------------------

create table platforms.round (
  id                 uuid primary key,
  title_zh           text not null,
  title_en           text not null,
  -- Who makes it: a region's department or the secretariat of a compact.
  keeper_region_code text references registry.region (code),
  keeper_compact_id  uuid references registry.compact (id),
  type               text not null references platforms.type (code),
  scheme_version_id  uuid not null references platforms.scheme_version (id),
  -- What is evaluated happened in these days; half-open.
  data_from          date not null,
  data_until         date not null,
  -- The day on which each phase begins.
  calendar           jsonb not null,
  -- {"measure": "source"}: what Yunhe itself counts.
  sources            jsonb not null default '{}',
  sharing            text not null check (sharing in ('coded', 'after_publication')),
  seats              int not null check (seats between 1 and 20),
  most_load          int not null check (most_load between 1 and 500),
  draws              int not null check (draws between 0 and 100000),
  seed               int not null check (seed >= 0),
  -- Null: the last grade of the scheme.
  low_grades         text[],
  state              text not null default 'draft'
                       check (state in ('draft', 'open', 'published', 'cancelled')),
  sample             boolean not null default false,
  revision           int not null default 1,
  created_at         timestamptz not null,
  created_by         jsonb not null,
  updated_at         timestamptz not null,
  opened_at          timestamptz,
  published_at       timestamptz,
  cancelled_at       timestamptz,
  cancelled_because  text,
  check ((keeper_region_code is null) <> (keeper_compact_id is null)),
  check (data_from < data_until),
  check (state not in ('open', 'published') or opened_at is not null),
  check ((state = 'published') = (published_at is not null)),
  check ((state = 'cancelled') = (cancelled_at is not null and cancelled_because is not null))
);
create index round_newest on platforms.round (created_at desc, id desc);

-- The scheme of an open round is frozen, and what is over does not begin again.
create function platforms.keep_round() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and row (new.scheme_version_id, new.type, new.sources, new.seats)
      is distinct from row (old.scheme_version_id, old.type, old.sources, old.seats) then
    raise exception 'what an open round computes with does not change: %', old.id
      using errcode = 'insufficient_privilege';
  end if;
  if old.state in ('published', 'cancelled') and new.state <> old.state then
    raise exception 'a round that is over does not begin again: %', old.id
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger keep_round before update on platforms.round
  for each row execute function platforms.keep_round();

-- One platform in one round, and what it reports of itself.
create table platforms.self_report (
  id            uuid primary key,
  round_id      uuid not null references platforms.round (id) on delete cascade,
  platform_id   uuid not null references platforms.platform (id),
  -- By what it is called in the data, where names would tell whose they are; given at opening.
  code          text,
  revision      int not null default 1,
  submitted_at  timestamptz,
  submitted_by  jsonb,
  -- It says that the result is right; then its time to appeal is over.
  agreed_at     timestamptz,
  agreed_by     jsonb,
  updated_at    timestamptz not null,
  unique (round_id, platform_id),
  unique (round_id, code)
);
create index self_report_platform on platforms.self_report (platform_id);

create table platforms.evidence_file (
  id         uuid primary key,
  report_id  uuid not null references platforms.self_report (id),
  name       text not null,
  media_type text not null,
  bytes      bigint not null check (bytes > 0),
  digest     text not null,
  sent_at    timestamptz not null,
  sent_by    jsonb not null
);
create index evidence_file_report on platforms.evidence_file (report_id);
create trigger append_only before update or delete on platforms.evidence_file
  for each row execute function runtime.refuse_change();

create table platforms.reported_value (
  report_id     uuid not null references platforms.self_report (id),
  measure       text not null,
  value         text not null,
  origin        text not null check (origin in ('reported', 'yunhe')),
  -- [{"kind", "id", "label"}]: what Yunhe counted.
  records       jsonb not null default '[]',
  note          text,
  evidence      uuid[] not null default '{}',
  verdict       text check (verdict in ('accepted', 'corrected', 'returned')),
  checked_value text,
  check_reason  text,
  checked_at    timestamptz,
  checked_by    jsonb,
  primary key (report_id, measure),
  check ((verdict is null) = (checked_at is null)),
  check ((verdict = 'corrected') = (checked_value is not null)),
  check (verdict not in ('corrected', 'returned') or check_reason is not null)
);

-- Panels ------------------------------------------------------------------------------------------

create table platforms.panel_member (
  id              uuid primary key,
  round_id        uuid not null references platforms.round (id) on delete cascade,
  person_id       uuid not null,
  name            text not null,
  -- Where the person belongs beside their memberships, for conflicts of interest.
  organisation_id uuid references registry.organisation (id),
  fields          text[] not null default '{}',
  added_at        timestamptz not null,
  unique (round_id, person_id)
);
create index panel_member_person on platforms.panel_member (person_id);

create table platforms.panel_conflict (
  member_id   uuid not null references platforms.panel_member (id) on delete cascade,
  report_id   uuid not null references platforms.self_report (id),
  note        text not null,
  declared_at timestamptz not null,
  declared_by jsonb not null,
  primary key (member_id, report_id)
);

create table platforms.panel_seat (
  member_id   uuid not null references platforms.panel_member (id),
  report_id   uuid not null references platforms.self_report (id),
  assigned_at timestamptz not null,
  -- Every measure is scored, and the expert says so.
  done_at     timestamptz,
  -- An appeal that was upheld: the scores are kept and not heard.
  left_out_by uuid,
  revision    int not null default 1,
  primary key (member_id, report_id)
);
create index panel_seat_report on platforms.panel_seat (report_id);

create table platforms.panel_score (
  member_id uuid not null,
  report_id uuid not null,
  measure   text not null,
  score     text not null,
  comment   text,
  scored_at timestamptz not null,
  primary key (member_id, report_id, measure),
  foreign key (member_id, report_id) references platforms.panel_seat (member_id, report_id)
);

-- Results -----------------------------------------------------------------------------------------

-- What `yunhe evaluate` makes of the frozen scheme and the data; a later one leaves it as it is.
create table platforms.result (
  id          uuid primary key,
  round_id    uuid not null references platforms.round (id),
  number      int not null check (number > 0),
  -- Null for the first; the appeal that the next ones came of, or null where data was mended.
  appeal_id   uuid,
  data        text not null,
  draws       int not null,
  seed        int not null,
  report      text not null,
  -- SHA-256 of the report's bytes.
  digest      text not null,
  computed_at timestamptz not null,
  computed_by jsonb not null,
  unique (round_id, number)
);
create trigger append_only before update or delete on platforms.result
  for each row execute function runtime.refuse_change();

create table platforms.result_unit (
  result_id    uuid not null references platforms.result (id),
  report_id    uuid not null references platforms.self_report (id),
  -- The answer within which it was compared.
  within       text,
  score        text,
  place        int,
  of           int not null,
  grade        text,
  -- Places that 5 % and 95 % of the replications do not pass; null where nothing was drawn.
  low5         int,
  high95       int,
  grades       jsonb not null default '{}',
  improvements jsonb not null default '[]',
  primary key (result_id, report_id)
);
create index result_unit_report on platforms.result_unit (report_id);
create trigger append_only before update or delete on platforms.result_unit
  for each row execute function runtime.refuse_change();

-- A computation beside the node, and how far it is.
create table platforms.result_run (
  id          uuid primary key,
  round_id    uuid not null references platforms.round (id),
  state       text not null default 'waiting'
                check (state in ('waiting', 'running', 'finished', 'failed')),
  appeal_id   uuid,
  data        text not null,
  draws       int not null,
  seed        int not null,
  done        int not null default 0,
  result_id   uuid references platforms.result (id),
  -- {"code", "detail"}
  failure     jsonb,
  started_by  jsonb not null,
  started_at  timestamptz not null,
  finished_at timestamptz,
  check ((state = 'finished') = (result_id is not null)),
  check ((state = 'failed') = (failure is not null))
);
-- One at a time: the next one begins from what this one found.
create unique index result_run_one on platforms.result_run (round_id)
  where state in ('waiting', 'running');

-- Appeals -----------------------------------------------------------------------------------------

create table platforms.appeal (
  id          uuid primary key,
  report_id   uuid not null references platforms.self_report (id),
  result_id   uuid not null references platforms.result (id),
  -- The node of the scheme.
  clause      text not null,
  ground      text not null,
  reason      text not null,
  evidence    uuid[] not null default '{}',
  state       text not null default 'open'
                check (state in ('open', 'upheld', 'dismissed', 'withdrawn')),
  filed_at    timestamptz not null,
  filed_by    jsonb not null,
  decision    text,
  -- {"measure", "value"} or {"leaveOut"}
  correction  jsonb,
  decided_at  timestamptz,
  decided_by  jsonb,
  revision    int not null default 1,
  check ((state = 'open') = (decided_at is null)),
  check ((state = 'upheld') = (correction is not null))
);
create index appeal_report on platforms.appeal (report_id);
create unique index appeal_open on platforms.appeal (report_id, clause) where state = 'open';

create function platforms.keep_appeal() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state <> 'open'
    or row (new.report_id, new.result_id, new.clause, new.ground, new.reason, new.evidence)
      is distinct from
      row (old.report_id, old.result_id, old.clause, old.ground, old.reason, old.evidence) then
    raise exception 'an appeal is decided or withdrawn, not rewritten: %', old.id
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger keep_appeal before update or delete on platforms.appeal
  for each row execute function platforms.keep_appeal();

-- Interventions -----------------------------------------------------------------------------------

create table platforms.intervention (
  id          uuid primary key,
  platform_id uuid not null references platforms.platform (id),
  report_id   uuid not null references platforms.self_report (id),
  result_id   uuid not null references platforms.result (id),
  cause       text not null check (cause in ('low_grade', 'missed_target')),
  -- The grade, or the target that was missed.
  subject     text not null,
  owner       text not null,
  measures    text[] not null default '{}',
  due_on      date not null,
  state       text not null default 'open' check (state in ('open', 'closed')),
  outcome     text,
  note        text,
  -- On which due day its being overdue was told.
  told_due_on date,
  opened_at   timestamptz not null,
  opened_by   jsonb not null,
  closed_at   timestamptz,
  closed_by   jsonb,
  sample      boolean not null default false,
  revision    int not null default 1,
  check ((state = 'closed') = (closed_at is not null and outcome is not null and note is not null))
);
create index intervention_platform on platforms.intervention (platform_id);
create unique index intervention_once on platforms.intervention (report_id, cause, subject);

create table platforms.intervention_step (
  id              uuid primary key,
  intervention_id uuid not null references platforms.intervention (id),
  text            text not null,
  written_at      timestamptz not null,
  written_by      jsonb not null
);
create index intervention_step_of on platforms.intervention_step (intervention_id, written_at);
create trigger append_only before update or delete on platforms.intervention_step
  for each row execute function runtime.refuse_change();

create function platforms.keep_intervention() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state = 'closed' then
    raise exception 'an intervention stays, and is closed once: %', old.id
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger keep_intervention before update or delete on platforms.intervention
  for each row execute function platforms.keep_intervention();

-- What others may read ----------------------------------------------------------------------------

-- The last result of each published round: what platforms are known by.
create view platforms.v_result as
  select x.id as result_id, x.round_id, s.platform_id, r.type, r.scheme_version_id,
    f.digest as scheme_digest, r.title_zh as round_zh, r.title_en as round_en, r.data_from, r.data_until,
    u.within, u.score, u.place, u.of, u.grade, u.low5, u.high95, u.grades, x.digest,
    r.published_at, r.sample
  from platforms.round r
  join platforms.scheme_freeze f on f.round_id = r.id
  join lateral (select id, round_id, digest from platforms.result
    where round_id = r.id order by number desc limit 1) x on true
  join platforms.result_unit u on u.result_id = x.id
  join platforms.self_report s on s.id = u.report_id
  where r.state = 'published';
