-- Who worked with whom how often, for modules that measure networks; year 0 where it is not known.
create view registry.v_pair as
  select a_id, b_id, kind, year, count from registry.pair;

-- Where the strongest organisations of the network are drawn, within a circle of radius 1: worked
-- out once for all who look, after the network was counted.
create table registry.network_place (
  organisation_id uuid primary key,
  x               real not null,
  y               real not null
);
