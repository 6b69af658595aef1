-- What a table names with nothing but zeros: it has no cell, and yet was told.
alter table observatory.series
  add column zero_regions text[] not null default '{}',
  add column zero_fields  text[] not null default '{}';
