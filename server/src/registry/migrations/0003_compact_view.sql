-- Names of compacts, for modules that speak of them.
create view registry.v_compact as
  select id, name_zh, name_en, sample from registry.compact;
