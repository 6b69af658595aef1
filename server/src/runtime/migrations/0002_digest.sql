-- It reads settings of the database, as all that writes JSON does, so it is stable and no more; and
-- as such it becomes part of whatever calls it, instead of a query of its own for each event.
alter function runtime.event_digest(runtime.event) stable;
