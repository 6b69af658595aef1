-- Nothing is worked out from cells about fewer than three organisations: what stands beside the
-- other cells would else tell them by subtraction, and a digest of few small numbers by trying.
alter table observatory.series_cell alter column quotient drop not null;
alter table observatory.series_cell disable trigger keep_cells;
update observatory.series_cell c set quotient = told.quotient
from (
  select series_id, region_code, field,
    case when organisations is null or organisations >= 3 then
      value * sum(value) filter (where organisations is null or organisations >= 3)
          over (partition by series_id)
        / (sum(value) filter (where organisations is null or organisations >= 3)
            over (partition by series_id, region_code)
          * sum(value) filter (where organisations is null or organisations >= 3)
            over (partition by series_id, field)) end as quotient
  from observatory.series_cell) told
where (told.series_id, told.region_code, told.field) = (c.series_id, c.region_code, c.field)
  and exists (select from observatory.series s where s.id = c.series_id and s.origin <> 'imported');
alter table observatory.series_cell enable trigger keep_cells;

update observatory.series s set digest = (
  select encode(sha256(convert_to(coalesce(string_agg(
      concat(c.region_code, E'\t', c.field, E'\t', c.value::float8::text, E'\n'), ''
      order by c.region_code collate "C", c.field collate "C"), ''), 'UTF8')), 'hex')
  from observatory.series_cell c where c.series_id = s.id and c.organisations >= 3)
where s.origin <> 'imported';
comment on column observatory.series.digest is
  'SHA-256 of the cells that may be told, in their order: whoever has the same gets the same figures.';
