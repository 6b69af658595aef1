-- The regions and all that lie in them: once, for all who ask who serves or stands where.
create function registry.v_regions_within(regions text[]) returns setof text
language sql stable as $$
  with recursive down as (
    select r.code from registry.region r where r.code = any (regions)
    union
    select r.code from down join registry.region r on r.parent_code = down.code
  )
  select code from down
$$;
