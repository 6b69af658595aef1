-- What is not published passes a review of its own organisation and one from outside ------------

-- The states in which a record is its owner's and the reviewers' alone.
create function matching.is_unpublished(state text) returns boolean language sql immutable as $$
  select state in ('draft', 'submitted', 'approved', 'on_hold', 'rejected')
$$;

-- The journey begins with the first submission, so that what a review said belongs to it.
alter table matching.technology
  drop constraint technology_state_check,
  drop constraint technology_check1,
  drop constraint technology_check2,
  drop constraint technology_check3,
  add constraint technology_state_check check (state in ('draft', 'submitted', 'approved',
    'on_hold', 'rejected', 'published', 'withdrawn', 'expired')),
  add constraint technology_published_check
    check (matching.is_unpublished(state) = (published_at is null)),
  add constraint technology_journey_check check (state = 'draft' or journey_id is not null),
  add constraint technology_expires_check
    check (matching.is_unpublished(state) or expires_on is not null),
  -- The last review there was, and what it said of what is published; null is "not reviewed".
  add column review_id uuid,
  add column quality text check (quality in ('excellent', 'good', 'sufficient')),
  add column changed_since_review boolean not null default false,
  add constraint technology_reviewed_check
    check (quality is null or not matching.is_unpublished(state));

alter table matching.need
  drop constraint need_state_check,
  drop constraint need_check1,
  drop constraint need_check2,
  drop constraint need_check3,
  drop constraint need_check4,
  add constraint need_state_check check (state in ('draft', 'submitted', 'approved', 'on_hold',
    'rejected', 'published', 'withdrawn', 'expired', 'fulfilled')),
  add constraint need_published_check
    check (matching.is_unpublished(state) = (published_at is null)),
  add constraint need_journey_check check (state = 'draft' or journey_id is not null),
  add constraint need_expires_check
    check (matching.is_unpublished(state) or expires_on is not null),
  add constraint need_compact_check check (matching.is_unpublished(state)
    or visibility <> 'compact' or compact_id is not null),
  add column review_id uuid,
  add column quality text check (quality in ('excellent', 'good', 'sufficient')),
  add column changed_since_review boolean not null default false,
  add constraint need_reviewed_check
    check (quality is null or not matching.is_unpublished(state));

create or replace view matching.v_technology as
  select t.id, t.organisation_id, t.state, t.title, t.fields, t.maturity, t.journey_id,
    t.published_at, t.expires_on, t.sample, o.province_code, t.quality
  from matching.technology t join matching.v_owner o on o.id = t.organisation_id
  where not matching.is_unpublished(t.state);

create or replace view matching.v_need as
  select n.id, n.organisation_id, n.state, n.title, n.fields, n.least_maturity, n.journey_id,
    n.published_at, n.deadline, n.expires_on, n.visibility, n.sample, o.province_code, n.quality
  from matching.need n join matching.v_owner o on o.id = n.organisation_id
  where not matching.is_unpublished(n.state);

-- One row a round: what was submitted, who looked at it, what they said.
create table matching.review (
  id                uuid primary key,
  technology_id     uuid references matching.technology (id) on delete cascade,
  need_id           uuid references matching.need (id) on delete cascade,
  record_id         uuid not null generated always as (coalesce(technology_id, need_id)) stored,
  organisation_id   uuid not null references registry.organisation (id),
  round             int not null check (round >= 1),
  state             text not null default 'submitted'
                      check (state in ('submitted', 'approved', 'returned', 'recalled',
                        'published', 'on_hold', 'rejected')),
  title             text not null,
  -- The text as it was submitted, without its contact: what a verdict speaks of.
  submitted_text    jsonb not null,
  author_id         uuid,
  author_name       text not null,
  submitted_at      timestamptz not null,
  -- The review of the own organisation: approved or returned.
  insider_id        uuid,
  insider_name      text,
  insider_note      text,
  looked_at         timestamptz,
  -- Codes of what it falls short in, where it was returned, put on hold or rejected.
  reasons           text[] not null default '{}',
  -- The review from outside.
  outsider_id       uuid,
  outsider_name     text,
  outsider_region   text,
  scores            jsonb,
  comments          jsonb not null default '{}',
  total             smallint check (total between 0 and 20),
  verdict           text check (verdict in ('excellent', 'good', 'sufficient', 'on_hold',
                      'rejected')),
  decided_at        timestamptz,
  sample            boolean not null default false,
  revision          int not null default 1,
  updated_at        timestamptz not null,
  check ((technology_id is null) <> (need_id is null)),
  check ((verdict is null) = (decided_at is null)),
  check ((verdict is null) = (scores is null)),
  check ((verdict is null) = (total is null)),
  check ((state in ('published', 'on_hold', 'rejected')) = (verdict is not null)),
  check (state not in ('returned', 'on_hold', 'rejected') or cardinality(reasons) > 0),
  check (state not in ('approved', 'returned') or looked_at is not null),
  unique (record_id, round)
);
-- Of one record one round is open.
create unique index review_open on matching.review (record_id)
  where state in ('submitted', 'approved');
create index review_organisation on matching.review (organisation_id, submitted_at, id);
create index review_state on matching.review (state, submitted_at, id);
create index review_latest on matching.review (submitted_at, id);
