create schema if not exists platforms;

-- What stands in several answers -----------------------------------------------------------------

-- The outermost region that a region lies in, below its country; itself where there is none.
create function platforms.province_of(region text) returns text language sql stable as $$
  with recursive up as (
    select r.code, r.parent_code, 1 as step from registry.v_region r where r.code = region
    union all
    select r.code, r.parent_code, up.step + 1
    from up join registry.v_region r on r.code = up.parent_code where up.step < 9
  )
  select coalesce((select code from up order by parent_code is null, step desc limit 1), region)
$$;

-- A region or an organisation, whichever is given, as a reader sees it.
create function platforms.place(region text, organisation uuid) returns jsonb
language sql stable as $$
  select jsonb_build_object('kind', 'region', 'id', r.code, 'nameZh', r.name_zh,
    'nameEn', r.name_en) from registry.v_region r where r.code = region
  union all
  select jsonb_build_object('kind', 'organisation', 'id', o.id, 'nameZh',
    coalesce(o.name_zh, o.display_name), 'nameEn', o.name_en)
  from registry.v_organisation o where o.id = organisation
$$;

-- Platforms ---------------------------------------------------------------------------------------

-- Types are data: a secretariat adds to them, and schemes of evaluation are made for them.
create table platforms.type (
  code       text primary key check (code ~ '^[a-z][a-z_]{1,38}[a-z]$'),
  name_zh    text not null,
  name_en    text not null,
  note       text,
  created_at timestamptz not null
);

create table platforms.platform (
  id           uuid primary key,
  name_zh      text,
  name_en      text,
  -- Pinyin and lower case, so that lists are in the order a reader expects on any database.
  sort_key     text collate "C" not null,
  type         text not null references platforms.type (code),
  stage        text not null check (stage in ('planned', 'under_construction', 'running',
                 'reorganised', 'closed')),
  fields       text[] not null default '{}',
  -- Where it stands; the first is its seat.
  region_codes text[] not null check (cardinality(region_codes) > 0),
  operator_id  uuid references registry.organisation (id),
  -- [{"name", "quantity", "note"}]
  facilities   jsonb not null default '[]',
  address      text,
  note         text,
  -- Half-open.
  opened_on    date,
  closed_on    date,
  journey_id   uuid not null unique,
  sample       boolean not null default false,
  revision     int not null default 1,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  check (name_zh is not null or name_en is not null),
  check ((stage = 'closed') = (closed_on is not null)),
  check (closed_on is null or opened_on is null or opened_on < closed_on)
);
create index platform_by_name on platforms.platform (sort_key, id);
create index platform_regions on platforms.platform using gin (region_codes);
create index platform_operator on platforms.platform (operator_id);

-- Who founded it, and what each brings.
create table platforms.founder (
  platform_id     uuid not null references platforms.platform (id),
  position        int not null,
  region_code     text references registry.region (code),
  organisation_id uuid references registry.organisation (id),
  -- [{"kind", "amount", "note"}]: amounts as decimal texts, in the unit of their kind.
  contributions   jsonb not null default '[]',
  primary key (platform_id, position),
  check (num_nonnulls(region_code, organisation_id) = 1)
);
create unique index founder_once on platforms.founder
  (platform_id, coalesce(region_code, organisation_id::text));

-- What others may read ----------------------------------------------------------------------------

create view platforms.v_platform as
  select id, name_zh, name_en, type, stage, fields, region_codes, operator_id, opened_on, closed_on,
    journey_id, sample,
    array(select coalesce(f.region_code, o.region_code) from platforms.founder f
      left join registry.v_organisation o on o.id = f.organisation_id
      where f.platform_id = p.id order by f.position) as founder_regions
  from platforms.platform p;

create view platforms.v_type as select code, name_zh, name_en from platforms.type;
