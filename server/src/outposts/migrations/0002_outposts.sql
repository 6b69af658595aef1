-- The region and those it lies in, the nearest first.
create function outposts.region_path(region text) returns text[] language sql stable as $$
  with recursive up as (
    select r.code, r.parent_code, 1 as step from registry.v_region r where r.code = region
    union all
    select r.code, r.parent_code, up.step + 1
    from up join registry.v_region r on r.code = up.parent_code where up.step < 9
  )
  select coalesce(array_agg(code order by step), '{}') from up
$$;

-- Outposts ----------------------------------------------------------------------------------------

create table outposts.outpost (
  id                  uuid primary key,
  name_zh             text,
  name_en             text,
  -- Pinyin and lower case, so that lists are in the order a reader expects on any database.
  sort_key            text collate "C" not null,
  kind                text not null
                        check (kind in ('research_there', 'business_there', 'both_ways')),
  home_region         text not null references registry.region (code),
  host_region         text not null references registry.region (code),
  operator_id         uuid references registry.organisation (id),
  space_square_metres int check (space_square_metres > 0),
  address             text,
  latitude            double precision check (latitude between -90 and 90),
  longitude           double precision check (longitude between -180 and 180),
  activities_at_home  text[] not null default '{}',
  activities_there    text[] not null default '{}',
  note                text,
  -- Half-open; planned while it has not opened.
  opened_on           date,
  closed_on           date,
  -- Where it is known from: a document or a name, how it was seen, and an address.
  source_document     text,
  source_grade        text check (source_grade in ('P', 'M', 'S', 'C')),
  source_url          text,
  sample              boolean not null default false,
  revision            int not null default 1,
  created_at          timestamptz not null,
  updated_at          timestamptz not null,
  check (name_zh is not null or name_en is not null),
  check (home_region <> host_region),
  check ((latitude is null) = (longitude is null)),
  check (closed_on is null or opened_on < closed_on),
  check ((source_document is null) = (source_grade is null))
);
create index outpost_by_name on outposts.outpost (sort_key, id);
create index outpost_home on outposts.outpost (home_region);
create index outpost_host on outposts.outpost (host_region);
create index outpost_operator on outposts.outpost (operator_id);

create table outposts.team (
  id              uuid primary key,
  outpost_id      uuid not null references outposts.outpost (id),
  organisation_id uuid references registry.organisation (id),
  name_zh         text,
  name_en         text,
  field           text,
  -- Half-open.
  admitted_on     date not null,
  left_on         date,
  ending          text check (ending in ('landed_at_home', 'stayed_at_host', 'landed_elsewhere',
                    'left', 'dissolved')),
  note            text,
  sample          boolean not null default false,
  revision        int not null default 1,
  created_at      timestamptz not null,
  check (organisation_id is not null or name_zh is not null or name_en is not null),
  check (left_on is null or admitted_on < left_on),
  check ((left_on is null) = (ending is null)),
  -- One organisation is in an outpost once at a time.
  constraint team_is_there_once exclude using gist (outpost_id with =, organisation_id with =,
    daterange(admitted_on, left_on) with &&)
);
create index team_newest on outposts.team (outpost_id, admitted_on desc, id desc);
create index team_organisation on outposts.team (organisation_id);

-- Moves -------------------------------------------------------------------------------------------

create table outposts.move (
  id              uuid primary key,
  kind            text not null check (kind in ('enterprise', 'project')),
  -- The enterprise that moves, or that carries the project.
  organisation_id uuid references registry.organisation (id),
  name_zh         text,
  name_en         text,
  sort_key        text collate "C" not null,
  extent          text not null check (extent in ('whole', 'partial')),
  led_by          text not null check (led_by in ('government', 'market')),
  from_region     text not null references registry.region (code),
  to_region       text not null references registry.region (code),
  -- The outpost that it came through, and the agreement that counts it.
  outpost_id      uuid references outposts.outpost (id),
  agreement_id    uuid references outposts.agreement (id),
  -- Entered in the list of moves led by government.
  listed_on       date,
  moved_on        date not null,
  registered_on   date,
  producing_on    date,
  deregistered_on date,
  -- [{"year", "tax", "amount", "unit"}]: what was paid before the move, amounts as decimal texts.
  taxes_before    jsonb not null default '[]',
  note            text,
  sample          boolean not null default false,
  revision        int not null default 1,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  check (organisation_id is not null or name_zh is not null or name_en is not null),
  check (kind = 'project' or organisation_id is not null),
  check (from_region <> to_region),
  check (listed_on is null or led_by = 'government'),
  check (producing_on is null or producing_on >= registered_on),
  check (deregistered_on is null or deregistered_on >= moved_on)
);
create index move_newest on outposts.move (moved_on desc, id desc);
create index move_from on outposts.move (from_region, moved_on desc);
create index move_to on outposts.move (to_region, moved_on desc);
create index move_organisation on outposts.move (organisation_id);
create index move_outpost on outposts.move (outpost_id);
create index move_agreement on outposts.move (agreement_id);

-- What others may read ----------------------------------------------------------------------------

create view outposts.v_outpost as
  select id, name_zh, name_en, kind, home_region, host_region, operator_id, space_square_metres,
    activities_at_home, activities_there, opened_on, closed_on, sample
  from outposts.outpost;

create view outposts.v_team as
  select t.id, t.outpost_id, t.organisation_id, t.field, t.admitted_on, t.left_on, t.ending,
    o.home_region, o.host_region, t.sample
  from outposts.team t join outposts.outpost o on o.id = t.outpost_id;

create view outposts.v_move as
  select id, kind, organisation_id, extent, led_by, from_region, to_region, outpost_id,
    agreement_id, listed_on, moved_on, registered_on, producing_on, deregistered_on, sample
  from outposts.move;
