-- Introductions go on after their answer: a clock for the outcome, and a way back with a reason ----

alter table matching.introduction
  add column outcome_due_at    timestamptz,
  add column withdrawn_because text check (withdrawn_because in ('priorities_changed',
    'no_capacity', 'other_side_silent', 'solved_elsewhere', 'asked_by_mistake'));

-- What was accepted may be withdrawn or lapse too: then it was answered all the same.
do $$
declare
  stale text;
  dropped int := 0;
begin
  for stale in
    select conname from pg_constraint
    where conrelid = 'matching.introduction'::regclass and contype = 'c'
      and (pg_get_constraintdef(oid) ~ 'state .*= \(answered_at IS NOT NULL\)'
        or pg_get_constraintdef(oid) ~ 'state .*= \(asked_contact IS NOT NULL\)'
        or pg_get_constraintdef(oid) ~ '^CHECK \(\(lapsed_because = ANY')
  loop
    execute format('alter table matching.introduction drop constraint %I', stale);
    dropped := dropped + 1;
  end loop;
  if dropped <> 3 then
    raise exception 'Three conditions were to be replaced, % were found.', dropped;
  end if;
end $$;

alter table matching.introduction
  add constraint introduction_answer_time
    check (state in ('withdrawn', 'lapsed')
      or (state in ('accepted', 'declined', 'concluded')) = (answered_at is not null)),
  add constraint introduction_asked_contact
    check (state in ('withdrawn', 'lapsed')
      or (state in ('accepted', 'concluded')) = (asked_contact is not null)),
  add constraint introduction_lapse_cause
    check (lapsed_because in ('not_answered', 'record_withdrawn', 'need_fulfilled', 'no_outcome')),
  add constraint introduction_withdrawal
    check (withdrawn_because is null or state = 'withdrawn');

-- Whoever has been talking gets the whole time from now on.
update matching.introduction set outcome_due_at = now() + interval '90 days'
where state = 'accepted';

alter table matching.introduction add constraint introduction_outcome_due
  check (state <> 'accepted' or outcome_due_at is not null);

create index introduction_outcome_due_at on matching.introduction (outcome_due_at)
  where state = 'accepted';

-- Meetings --------------------------------------------------------------------------------------

create table matching.meeting (
  id                uuid primary key,
  introduction_id   uuid not null references matching.introduction (id),
  state             text not null default 'proposed'
                      check (state in ('proposed', 'arranged', 'cancelled', 'lapsed')),
  -- The organisation whose slots stand; the other side picks.
  proposed_by_id    uuid not null references registry.organisation (id),
  proposed_at       timestamptz not null,
  pick_due_at       timestamptz not null,
  slots             timestamptz[] not null check (cardinality(slots) between 1 and 8),
  duration_minutes  int not null check (duration_minutes between 15 and 480),
  place             text,
  link              text,
  note              text,
  -- Of the slot that was picked last; a calendar keeps them of a meeting that is off.
  starts_at         timestamptz,
  ends_at           timestamptz,
  -- SEQUENCE of RFC 5545: one more at each change of what stands in calendars.
  sequence          int not null default 0,
  cancelled_because text check (cancelled_because in ('time_not_suitable', 'person_not_available',
                      'no_longer_needed', 'introduction_ended')),
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  check (place is not null or link is not null),
  check ((starts_at is null) = (ends_at is null)),
  check (ends_at > starts_at),
  check (state <> 'arranged' or starts_at is not null),
  check ((state = 'cancelled') = (cancelled_because is not null))
);
create index meeting_introduction on matching.meeting (introduction_id, created_at);
-- The offers that wait; of one introduction one at most.
create unique index meeting_proposed on matching.meeting (introduction_id)
  where state = 'proposed';
create index meeting_pick_due on matching.meeting (pick_due_at) where state = 'proposed';

-- Contracts -------------------------------------------------------------------------------------

create table matching.deal (
  id                  uuid primary key,
  introduction_id     uuid not null unique references matching.introduction (id),
  state               text not null default 'recorded'
                        check (state in ('recorded', 'confirmed', 'disputed', 'retracted')),
  -- Null where it was recorded before kinds were asked for.
  kind                text check (kind in ('development', 'transfer', 'licence', 'consulting',
                        'service')),
  amount_minor        numeric(30, 0) not null check (amount_minor >= 0),
  currency            text not null check (currency ~ '^[A-Z]{3}$'),
  signed_on           date not null,
  -- The side that said so last; the other confirms.
  recorded_by_id      uuid not null references registry.organisation (id),
  recorded_at         timestamptz not null,
  confirmed_at        timestamptz,
  dispute_reasons     text[] not null default '{}',
  dispute_note        text,
  registration_number text,
  registration_office text,
  registered_on       date,
  revision            int not null default 1,
  updated_at          timestamptz not null,
  check ((state = 'confirmed') = (confirmed_at is not null)),
  check (state <> 'confirmed' or kind is not null),
  check (state <> 'disputed' or cardinality(dispute_reasons) > 0),
  check ((registered_on is null) = (registration_number is null)),
  check ((registered_on is null) = (registration_office is null)),
  check (registered_on is null or (state = 'confirmed' and registered_on >= signed_on))
);
create index deal_signed on matching.deal (signed_on, id);

-- Contracts that outcomes told of so far; the log says which side did.
insert into matching.deal (id, introduction_id, amount_minor, currency, signed_on, recorded_by_id,
  recorded_at, updated_at)
select gen_random_uuid(), i.id, i.outcome_amount_minor, i.outcome_currency, i.outcome_signed_on,
  coalesce((select e.organisation_id from runtime.event e
    where e.journey_id = i.journey_id and e.type = 'matching.introduction_concluded'
      and e.payload ->> 'introductionId' = i.id::text
    order by e.sequence desc limit 1), i.asker_id),
  i.concluded_at, i.concluded_at
from matching.introduction i
where i.outcome = 'contract_signed';

drop view matching.v_introduction;

alter table matching.introduction
  drop column outcome_amount_minor,
  drop column outcome_currency,
  drop column outcome_signed_on;

-- What other modules may read -------------------------------------------------------------------

-- The giver is the side of the technology, the taker the side of the need: the way technology goes.
create view matching.v_introduction as
  select i.id, i.journey_id, i.need_id, i.technology_id, i.state, i.asked_at, i.answered_at,
    i.asker_id, i.asked_id, i.decline_reasons, i.withdrawn_because, i.lapsed_because, i.outcome,
    i.outcome_reasons, i.concluded_at, i.sample, i.giver_id,
    case when i.giver_id = i.asker_id then i.asked_id else i.asker_id end as taker_id,
    g.province_code as giver_province_code, t.province_code as taker_province_code
  from (
    select x.*,
      coalesce(
        (select organisation_id from matching.technology where id = x.technology_id),
        (select case when n.organisation_id = x.asker_id then x.asked_id else x.asker_id end
         from matching.need n where n.id = x.need_id)) as giver_id
    from matching.introduction x
  ) i
  join matching.v_owner g on g.id = i.giver_id
  join matching.v_owner t
    on t.id = case when i.giver_id = i.asker_id then i.asked_id else i.asker_id end;

-- Contracts with the way the technology goes. Flows count those that both sides confirmed.
create view matching.v_deal as
  select d.id, d.introduction_id, i.journey_id, d.state, d.kind, d.amount_minor, d.currency,
    d.signed_on, d.confirmed_at, d.registered_on, i.giver_id, i.taker_id, i.giver_province_code,
    i.taker_province_code, i.sample
  from matching.deal d join matching.v_introduction i on i.id = d.introduction_id;

do $$
begin
  if exists (select from matching.introduction i
    where (i.outcome = 'contract_signed') <> exists (
      select from matching.deal d where d.introduction_id = i.id)) then
    raise exception 'A signed contract was lost, or one was found that nobody signed.';
  end if;
end $$;
