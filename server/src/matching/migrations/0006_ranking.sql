-- The weights that were learned. None is changed: what was ranked by an earlier one can be redone.
create table matching.ranking (
  version       int primary key check (version > 0),
  method        text not null,
  -- Points by part; in how many answers each part was known.
  points        jsonb not null,
  examples      jsonb not null,
  yes           int not null check (yes >= 0),
  no            int not null check (no >= 0),
  -- Of the published texts, and of the answers it was learned from.
  corpus_digest text not null,
  inputs_digest text not null,
  learned_at    timestamptz not null
);
create index ranking_inputs on matching.ranking (inputs_digest);

-- What the owner of a need wants its matches ranked by.
create table matching.need_weights (
  need_id  uuid primary key references matching.need (id) on delete cascade,
  points   jsonb not null,
  kept_at  timestamptz not null
);

-- "Not this, because …": said by one side of what it was shown.
create table matching.feedback (
  id              uuid primary key,
  need_id         uuid not null references matching.need (id),
  technology_id   uuid not null references matching.technology (id),
  -- Who said so: the owner of the need or of the technology.
  organisation_id uuid not null references registry.organisation (id),
  reasons         text[] not null check (cardinality(reasons) > 0),
  note            text,
  -- What the two scored when it was said, by part; null where a part was open.
  scores          jsonb not null,
  ranking_version int not null,
  corpus_digest   text not null,
  given_at        timestamptz not null,
  taken_back_at   timestamptz,
  check (taken_back_at >= given_at)
);
create unique index feedback_standing on matching.feedback
  (need_id, technology_id, organisation_id) where taken_back_at is null;
create index feedback_technology on matching.feedback (technology_id);

-- How an introduction came to be: enough to work its score out again.
create table matching.match_run (
  introduction_id uuid primary key references matching.introduction (id),
  at              timestamptz not null,
  -- Null where the technology was not among the first hundred.
  rank            int check (rank > 0),
  score           double precision not null check (score between 0 and 1),
  -- Each part with its score, and the points it was weighed by.
  parts           jsonb not null,
  points          jsonb not null,
  -- What likeness to earlier answers added.
  change          double precision not null default 0,
  ranking_version int not null,
  corpus_digest   text not null
);

-- What other modules may read -------------------------------------------------------------------

create view matching.v_feedback as
  select f.id, f.need_id, f.technology_id, f.organisation_id, f.reasons, f.given_at,
    f.taken_back_at, n.province_code as need_province_code, t.province_code as technology_province_code
  from matching.feedback f
  join matching.v_need n on n.id = f.need_id
  join matching.v_technology t on t.id = f.technology_id;
