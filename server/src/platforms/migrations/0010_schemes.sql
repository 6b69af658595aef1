-- Evaluation schemes and their versions -----------------------------------------------------------

-- Who keeps a scheme, as a reader sees it: a region or a compact.
create function platforms.keeper(region text, compact uuid) returns jsonb language sql stable as $$
  select jsonb_build_object('kind', 'region', 'id', r.code, 'nameZh', r.name_zh,
    'nameEn', r.name_en) from registry.v_region r where r.code = region
  union all
  select jsonb_build_object('kind', 'compact', 'id', c.id, 'nameZh', c.name_zh,
    'nameEn', c.name_en) from registry.v_compact c where c.id = compact
$$;

-- What stays the same from version to version: who keeps it, and for which types it is meant.
-- A scheme says how platforms are evaluated, or how a budget is split among them.
create table platforms.scheme (
  id                 uuid primary key,
  kind               text not null check (kind in ('evaluation', 'funding')),
  keeper_region_code text references registry.region (code),
  keeper_compact_id  uuid references registry.compact (id),
  -- Codes of types of platforms; none means that the scheme does not say.
  types              text[] not null default '{}',
  -- The shipped scheme that it was begun with.
  template           text,
  sample             boolean not null default false,
  created_at         timestamptz not null,
  revision           int not null default 1,
  check ((keeper_region_code is null) <> (keeper_compact_id is null))
);
create index scheme_newest on platforms.scheme (created_at desc, id desc);

create table platforms.scheme_version (
  id             uuid primary key,
  scheme_id      uuid not null references platforms.scheme (id) on delete cascade,
  number         int not null check (number > 0),
  state          text not null default 'draft' check (state in ('draft', 'published', 'withdrawn')),
  -- As it is computed with; a draft may be incomplete.
  document       jsonb not null,
  -- Data to try it on, as `unit,indicator,value` lines; empty where there are none.
  sample_data    text not null default '',
  -- Read out of the document, for lists.
  title_zh       text not null default '',
  title_en       text not null default '',
  sort_key       text collate "C" not null default '',
  source         text not null default '',
  grade          text,
  item_count     int not null default 0,
  -- SHA-256 of the canonical document, as the arithmetic says it; null while it cannot read it.
  digest         text,
  problem_count  int not null default 0,
  -- [{"id", "name"}]: whoever changed the draft.
  authors        jsonb not null default '[]',
  published_at   timestamptz,
  published_by   jsonb,
  withdrawn_at   timestamptz,
  withdrawn_by   jsonb,
  withdrawal_reason text,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  revision       int not null default 1,
  unique (scheme_id, number),
  check (state = 'draft' or (digest is not null and published_at is not null)),
  check ((state = 'withdrawn') = (withdrawn_at is not null))
);
-- One in the making at a time: two would not know of each other.
create unique index scheme_version_in_the_making on platforms.scheme_version (scheme_id)
  where state = 'draft';

-- What is published is what platforms are told they will be measured by: it does not change.
create function platforms.keep_published_scheme() returns trigger language plpgsql as $$
begin
  if old.state = 'draft' then return coalesce(new, old); end if;
  if tg_op = 'DELETE' then
    raise exception 'a published scheme is kept: %', old.id using errcode = 'insufficient_privilege';
  end if;
  if new.state = 'draft' or new.document is distinct from old.document
      or new.digest is distinct from old.digest or new.scheme_id <> old.scheme_id
      or new.number <> old.number or new.sample_data <> old.sample_data then
    raise exception 'a published scheme does not change: %', old.id
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger keep_published before update or delete on platforms.scheme_version
  for each row execute function platforms.keep_published_scheme();

-- The version that a round computes with, whatever becomes of the scheme.
create table platforms.scheme_freeze (
  round_id    uuid primary key,
  version_id  uuid not null references platforms.scheme_version (id),
  digest      text not null,
  frozen_at   timestamptz not null
);
create index scheme_freeze_version on platforms.scheme_freeze (version_id);
create trigger append_only before update or delete on platforms.scheme_freeze
  for each row execute function runtime.refuse_change();

-- Previews: a version tried on data, beside the node ----------------------------------------------

create table platforms.scheme_preview (
  id            uuid primary key,
  version_id    uuid not null references platforms.scheme_version (id) on delete cascade,
  state         text not null default 'waiting'
                  check (state in ('waiting', 'running', 'finished', 'failed')),
  -- Where the data came from: the version's sample, a file, or a round.
  source        text not null check (source in ('sample', 'file', 'round')),
  document      jsonb not null,
  digest        text not null,
  data          text not null,
  draws         int not null,
  seed          int not null,
  -- Draws of all cohorts together.
  done          int not null default 0,
  total         int not null,
  -- The bytes that `yunhe evaluate` prints for the same, and the SHA-256 of them.
  report        text,
  report_digest text,
  -- [{"code", "detail", "clause", "pointer"}] where the scheme or the data forbid it.
  problems      jsonb,
  failure       text,
  started_by    jsonb not null,
  created_at    timestamptz not null,
  finished_at   timestamptz,
  check (state <> 'finished' or report is not null or problems is not null)
);
create index scheme_preview_of_version
  on platforms.scheme_preview (version_id, created_at desc, id desc);
create index scheme_preview_open on platforms.scheme_preview (created_at)
  where state in ('waiting', 'running');

-- Budgets split by a formula -----------------------------------------------------------------------

create table platforms.funding_run (
  id            uuid primary key,
  version_id    uuid not null references platforms.scheme_version (id) on delete cascade,
  digest        text not null,
  title_zh      text not null,
  title_en      text not null,
  source        text not null check (source in ('sample', 'file', 'preview', 'round')),
  budget        text not null,
  document      jsonb not null,
  -- What it was computed from, as `unit,indicator,value` lines; and the bytes that came out.
  data          text not null,
  result        text not null,
  result_digest text not null,
  unit_count    int not null,
  computed_by   jsonb not null,
  created_at    timestamptz not null
);
create index funding_run_of_version on platforms.funding_run (version_id, created_at desc, id desc);

-- What others may read ----------------------------------------------------------------------------

-- Published versions alone: drafts are for those who make them.
create view platforms.v_scheme_version as
  select v.id, v.scheme_id, v.number, v.state, v.title_zh, v.title_en, v.source, v.grade, v.digest,
    v.document, s.types, s.keeper_region_code, s.keeper_compact_id, s.sample, v.published_at
  from platforms.scheme_version v join platforms.scheme s on s.id = v.scheme_id
  where v.state <> 'draft' and s.kind = 'evaluation';
