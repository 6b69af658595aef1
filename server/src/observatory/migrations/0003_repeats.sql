-- Cells never change, so their location quotient stands beside them: the share of the field in the
-- region over its share in all regions of the series.
alter table observatory.series_cell add column quotient double precision;
alter table observatory.series_cell disable trigger keep_cells;
update observatory.series_cell c set quotient = told.quotient
from (
  select series_id, region_code, field,
    value * sum(value) over (partition by series_id)
      / (sum(value) over (partition by series_id, region_code)
        * sum(value) over (partition by series_id, field)) as quotient
  from observatory.series_cell) told
where (told.series_id, told.region_code, told.field) = (c.series_id, c.region_code, c.field);
alter table observatory.series_cell enable trigger keep_cells;
alter table observatory.series_cell alter column quotient set not null;
create index series_cell_field on observatory.series_cell (field, series_id);

-- What other modules may read ---------------------------------------------------------------------

-- How strong regions of the first level are in a field; cells about fewer than three organisations
-- are not told.
create view observatory.v_field_strength as
  select c.series_id, s.title, s.unit, s.source, s.on_day, s.made_at, s.sample,
    c.region_code, c.field, c.value, c.quotient
  from observatory.series_cell c join observatory.series s on s.id = c.series_id
  where coalesce(c.organisations, 3) >= 3;

-- Who would repeat whom: for a region, the other regions of its compacts that are strong in a field,
-- by the newest series that tells of it. Over half-open days, as compacts have their members.
create view observatory.v_repeat as
  select m.compact_id, here.province_code as region_code, there.province_code as neighbour_code,
    greatest(m.starts_on, n.starts_on) as starts_on, least(m.ends_on, n.ends_on) as ends_on,
    f.field, f.quotient, f.series_id
  from registry.v_compact_member m
  join registry.v_compact_member n on n.compact_id = m.compact_id
  join registry.v_region here on here.code = m.region_code
  join registry.v_region there on there.code = n.region_code
  join observatory.v_field_strength f on f.region_code = there.province_code
  where here.province_code <> there.province_code
    and f.quotient >= 1
    and f.series_id = (select s.id from observatory.series_cell x
      join observatory.series s on s.id = x.series_id
      where x.field = f.field order by s.made_at desc, s.id desc limit 1);
