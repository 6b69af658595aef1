-- How much of each field there is in each region, as somebody said or as the node counted it.
create table observatory.series (
  id         uuid primary key,
  origin     text not null check (origin in ('imported', 'organisations', 'technologies')),
  title      text not null,
  unit       text not null,
  source     text not null,
  source_url text,
  licence    text,
  -- The day that the figures speak of.
  on_day     date not null,
  -- SHA-256 of the cells in their order: whoever has the same cells gets the same figures.
  digest     text not null,
  made_by_id uuid,
  made_by    text not null,
  made_at    timestamptz not null,
  sample     boolean not null default false
);
create index series_newest on observatory.series (made_at desc, id desc);

create table observatory.series_cell (
  series_id   uuid not null references observatory.series (id) on delete cascade,
  region_code text not null,
  field       text not null,
  value       numeric not null check (value > 0),
  -- How many organisations stand behind it, where the node counted them itself.
  organisations int,
  primary key (series_id, region_code, field)
);

-- Words for fields that have a code.
create table observatory.series_field (
  series_id uuid not null references observatory.series (id) on delete cascade,
  field     text not null,
  name_zh   text not null,
  name_en   text not null,
  primary key (series_id, field)
);

create function observatory.keep_cells() returns trigger language plpgsql as $$
begin
  raise exception 'the figures of a series do not change: %', old.series_id
    using errcode = 'insufficient_privilege';
end $$;
create trigger keep_cells before update on observatory.series_cell
  for each row execute function observatory.keep_cells();
