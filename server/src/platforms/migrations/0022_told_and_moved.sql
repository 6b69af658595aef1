-- Types are said in other words, seats end with a reason, meetings are moved and called off,
-- commitments are paid in part, and whoever must attend or decide is told.

alter table platforms.type add column revision int not null default 1;

alter table platforms.seat
  -- Why it ends on another day than was said when it was given.
  add column end_note text;

alter table platforms.meeting
  add column duration_minutes int not null default 120
    check (duration_minutes between 15 and 1440),
  -- What it was called for before it was last moved, and why it was moved or cancelled.
  add column moved_from timestamptz,
  add column change_note text,
  add column changed_at timestamptz,
  add check (state <> 'cancelled' or change_note is not null);
update platforms.meeting set changed_at = coalesce(closed_at, created_at);
alter table platforms.meeting
  alter column duration_minutes drop default,
  alter column changed_at set not null;
create index meeting_called on platforms.meeting (called_for) where state <> 'held';

-- What was paid of an act so far; the rest stays committed until it is settled.
alter table platforms.act
  add column paid_minor bigint not null default 0
    check (paid_minor between 0 and amount_minor);
update platforms.act set paid_minor = coalesce(settled_minor, 0);
alter table platforms.act drop column settled_minor;

do $$ begin
  if exists (select from platforms.act where settled_as = 'released' and paid_minor <> 0) then
    raise exception 'what was released was not paid';
  end if;
end $$;

-- Whom mail is to tell of what they must attend or decide; a node that sends no mail keeps none.
create table platforms.notice (
  id         uuid primary key,
  person_id  uuid not null,
  kind       text not null check (kind in ('meeting', 'motion', 'charter', 'seat')),
  -- Of the meeting, the motion, the charter or the seat.
  subject_id uuid not null,
  made_at    timestamptz not null,
  mailed_at  timestamptz
);
