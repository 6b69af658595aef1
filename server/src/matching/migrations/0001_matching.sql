create schema if not exists matching;

-- Regions as this module asks about them --------------------------------------------------------

-- The region and those it lies in, the smallest first.
create function matching.region_path(region text) returns text[] language sql stable as $$
  with recursive up as (
    select r.code, r.parent_code, 1 as step from registry.v_region r where r.code = region
    union all
    select r.code, r.parent_code, up.step + 1
    from up join registry.v_region r on r.code = up.parent_code where up.step < 9
  )
  select coalesce(array_agg(code order by step), '{}') from up
$$;

-- The regions and all that lie in them.
create function matching.regions_within(regions text[]) returns setof text language sql stable as $$
  with recursive down as (
    select r.code from registry.v_region r where r.code = any (regions)
    union
    select r.code from down join registry.v_region r on r.parent_code = down.code
  )
  select code from down
$$;

-- Organisations as rows of matching show them; one that was merged shows its successor.
create view matching.v_owner as
  select o.id, s.kind, s.region_code, here.province_code,
    jsonb_build_object('id', s.id, 'name', s.display_name, 'nameZh', s.name_zh,
      'nameEn', s.name_en, 'kind', s.kind, 'regionCode', s.region_code,
      'regions', coalesce((
        select jsonb_agg(jsonb_build_object('code', r.code, 'nameZh', r.name_zh,
                 'nameEn', r.name_en) order by p.place)
        from unnest(matching.region_path(s.region_code)) with ordinality p(code, place)
        join registry.v_region r on r.code = p.code), '[]')) as owner
  from registry.v_organisation o
  join registry.v_organisation s on s.id = coalesce(o.merged_into_id, o.id)
  left join registry.v_region here on here.code = s.region_code;

-- Technologies ----------------------------------------------------------------------------------

create table matching.technology (
  id                  uuid primary key,
  organisation_id     uuid not null references registry.organisation (id),
  state               text not null default 'draft'
                        check (state in ('draft', 'published', 'withdrawn', 'expired')),
  title               text not null default '',
  -- Pinyin and lower case, so that titles are in the order a reader expects on any database.
  sort_key            text collate "C" not null default '',
  -- Terms of title, text and keywords; made by the application.
  search              tsvector not null default '',
  summary             text,
  keywords            text[] not null default '{}',
  fields              text[] not null default '{}',
  maturity            smallint check (maturity between 1 and 9),
  ip_position         text check (ip_position in ('patent_granted', 'patent_pending', 'know_how',
                        'software_copyright', 'none')),
  price_modes         text[],
  price_minimum_minor numeric(30, 0) check (price_minimum_minor >= 0),
  price_maximum_minor numeric(30, 0) check (price_maximum_minor >= price_minimum_minor),
  price_currency      text,
  languages           text[] not null default '{}',
  source              text,
  contact             jsonb,
  expires_on          date,
  journey_id          uuid unique,
  published_at        timestamptz,
  withdrawn_because   text,
  withdrawn_note      text,
  sample              boolean not null default false,
  revision            int not null default 1,
  created_at          timestamptz not null,
  updated_at          timestamptz not null,
  check ((state = 'draft') = (journey_id is null)),
  check ((state = 'draft') = (published_at is null)),
  check (state = 'draft' or expires_on is not null),
  check ((state = 'withdrawn') = (withdrawn_because is not null)),
  check (coalesce(price_minimum_minor, price_maximum_minor) is null or price_currency is not null)
);
create index technology_organisation on matching.technology (organisation_id, state);
create index technology_latest on matching.technology (updated_at, id);
create index technology_title on matching.technology (sort_key, id);
create index technology_expiry on matching.technology (expires_on) where state = 'published';
create index technology_search on matching.technology using gin (search);

-- Needs -----------------------------------------------------------------------------------------

create table matching.need (
  id                   uuid primary key,
  organisation_id      uuid not null references registry.organisation (id),
  state                text not null default 'draft'
                         check (state in ('draft', 'published', 'withdrawn', 'expired',
                           'fulfilled')),
  title                text not null default '',
  sort_key             text collate "C" not null default '',
  search               tsvector not null default '',
  problem              text,
  targets              text,
  keywords             text[] not null default '{}',
  fields               text[] not null default '{}',
  least_maturity       smallint check (least_maturity between 1 and 9),
  has_budget           boolean not null default false,
  budget_minimum_minor numeric(30, 0) check (budget_minimum_minor >= 0),
  budget_maximum_minor numeric(30, 0) check (budget_maximum_minor >= budget_minimum_minor),
  budget_currency      text,
  deadline             date,
  -- Codes of regions a solution may come from; none means anywhere.
  region_scope         text[] not null default '{}',
  visibility           text not null default 'public'
                         check (visibility in ('public', 'compact', 'named')),
  compact_id           uuid references registry.compact (id),
  languages            text[] not null default '{}',
  source               text,
  contact              jsonb,
  expires_on           date,
  journey_id           uuid unique,
  published_at         timestamptz,
  withdrawn_because    text,
  withdrawn_note       text,
  fulfilled_note       text,
  sample               boolean not null default false,
  revision             int not null default 1,
  created_at           timestamptz not null,
  updated_at           timestamptz not null,
  check ((state = 'draft') = (journey_id is null)),
  check ((state = 'draft') = (published_at is null)),
  check (state = 'draft' or expires_on is not null),
  check (state = 'draft' or visibility <> 'compact' or compact_id is not null),
  check ((state = 'withdrawn') = (withdrawn_because is not null)),
  check (coalesce(budget_minimum_minor, budget_maximum_minor) is null
    or budget_currency is not null)
);
create index need_organisation on matching.need (organisation_id, state);
create index need_latest on matching.need (updated_at, id);
create index need_title on matching.need (sort_key, id);
create index need_expiry on matching.need (expires_on) where state = 'published';
create index need_search on matching.need using gin (search);

-- The organisations that may see a need whose visibility is "named".
create table matching.need_audience (
  need_id         uuid not null references matching.need (id) on delete cascade,
  organisation_id uuid not null references registry.organisation (id),
  primary key (need_id, organisation_id)
);
create index need_audience_organisation on matching.need_audience (organisation_id);

-- Introductions ---------------------------------------------------------------------------------

create table matching.introduction (
  id                   uuid primary key,
  journey_id           uuid not null,
  need_id              uuid references matching.need (id),
  technology_id        uuid references matching.technology (id),
  asker_id             uuid not null references registry.organisation (id),
  asked_id             uuid not null references registry.organisation (id),
  state                text not null default 'asked'
                         check (state in ('asked', 'accepted', 'declined', 'withdrawn', 'lapsed',
                           'concluded')),
  message              text not null,
  note                 text,
  asker_contact        jsonb not null,
  asked_contact        jsonb,
  asked_at             timestamptz not null,
  answer_due_at        timestamptz not null,
  answered_at          timestamptz,
  decline_reasons      text[] not null default '{}',
  lapsed_because       text check (lapsed_because in ('not_answered', 'record_withdrawn',
                         'need_fulfilled')),
  outcome              text check (outcome in ('contract_signed', 'talks_ended')),
  outcome_amount_minor numeric(30, 0) check (outcome_amount_minor >= 0),
  outcome_currency     text,
  outcome_signed_on    date,
  outcome_reasons      text[] not null default '{}',
  concluded_at         timestamptz,
  sample               boolean not null default false,
  revision             int not null default 1,
  updated_at           timestamptz not null,
  check (need_id is not null or technology_id is not null),
  check (asker_id <> asked_id),
  check ((state in ('accepted', 'declined', 'concluded')) = (answered_at is not null)),
  check ((state in ('accepted', 'concluded')) = (asked_contact is not null)),
  check ((state = 'declined') = (cardinality(decline_reasons) > 0)),
  check ((state = 'lapsed') = (lapsed_because is not null)),
  check ((state = 'concluded') = (outcome is not null)),
  check ((state = 'concluded') = (concluded_at is not null)),
  check ((outcome_amount_minor is null) = (outcome_currency is null))
);

-- Between one pair of organisations about the same thing, only one is open at a time, whoever asked.
create unique index introduction_open on matching.introduction
  (need_id, technology_id, least(asker_id, asked_id), greatest(asker_id, asked_id))
  nulls not distinct where state in ('asked', 'accepted');
create index introduction_asker on matching.introduction (asker_id, asked_at);
create index introduction_asked on matching.introduction (asked_id, asked_at);
create index introduction_need on matching.introduction (need_id);
create index introduction_technology on matching.introduction (technology_id);
create index introduction_journey on matching.introduction (journey_id);
create index introduction_due on matching.introduction (answer_due_at) where state = 'asked';

-- What other modules may read -------------------------------------------------------------------

create view matching.v_technology as
  select t.id, t.organisation_id, t.state, t.title, t.fields, t.maturity, t.journey_id,
    t.published_at, t.expires_on, t.sample, o.province_code
  from matching.technology t join matching.v_owner o on o.id = t.organisation_id
  where t.state <> 'draft';

create view matching.v_need as
  select n.id, n.organisation_id, n.state, n.title, n.fields, n.least_maturity, n.journey_id,
    n.published_at, n.deadline, n.expires_on, n.visibility, n.sample, o.province_code
  from matching.need n join matching.v_owner o on o.id = n.organisation_id
  where n.state <> 'draft';

-- The giver is the side of the technology, the taker the side of the need: the way technology goes.
create view matching.v_introduction as
  select i.id, i.journey_id, i.need_id, i.technology_id, i.state, i.asked_at, i.answered_at,
    i.asker_id, i.asked_id, i.decline_reasons, i.lapsed_because, i.outcome, i.outcome_amount_minor,
    i.outcome_currency, i.outcome_signed_on, i.sample, i.giver_id, i.taker_id,
    g.province_code as giver_province_code, t.province_code as taker_province_code
  from (
    select x.*, case when p.giver_id = x.asker_id then x.asked_id else x.asker_id end as taker_id,
      p.giver_id
    from matching.introduction x
    cross join lateral (
      select coalesce(
        (select organisation_id from matching.technology where id = x.technology_id),
        (select case when n.organisation_id = x.asker_id then x.asked_id else x.asker_id end
         from matching.need n where n.id = x.need_id)) as giver_id) p
  ) i
  join matching.v_owner g on g.id = i.giver_id
  join matching.v_owner t on t.id = i.taker_id;
