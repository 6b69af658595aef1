-- The round whose data a preview was tried on, and the evaluation whose grades a split counts;
-- those made before say only of what kind it was.
alter table platforms.scheme_preview add column round_id uuid;
alter table platforms.funding_run
  add column preview_id uuid references platforms.scheme_preview (id) on delete set null,
  add column round_id uuid;
