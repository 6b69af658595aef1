create schema if not exists outposts;

-- What stands in several answers -----------------------------------------------------------------

-- The regions and all that lie in them.
create function outposts.regions_within(regions text[]) returns setof text language sql stable as $$
  with recursive down as (
    select r.code from registry.v_region r where r.code = any (regions)
    union
    select r.code from down join registry.v_region r on r.parent_code = down.code
  )
  select code from down
$$;

-- A region or an organisation, whichever is given, as a reader sees it.
create function outposts.place(region text, organisation uuid) returns jsonb
language sql stable as $$
  select jsonb_build_object('kind', 'region', 'id', r.code, 'nameZh', r.name_zh,
    'nameEn', r.name_en) from registry.v_region r where r.code = region
  union all
  select jsonb_build_object('kind', 'organisation', 'id', o.id, 'nameZh',
    coalesce(o.name_zh, o.display_name), 'nameEn', o.name_en)
  from registry.v_organisation o where o.id = organisation
$$;

-- Agreements and their versions -------------------------------------------------------------------

-- What stays the same from version to version. All else is said by terms.
create table outposts.agreement (
  id                uuid primary key,
  -- Whose officers began it; they write until it is sent to the other parties.
  begun_by_region   text not null references registry.region (code),
  -- Whose secretariat nets it with the others of the compact.
  compact_id        uuid references registry.compact (id),
  is_public         boolean not null default false,
  journey_id        uuid not null unique,
  sample            boolean not null default false,
  created_at        timestamptz not null,
  revision          int not null default 1
);
create index agreement_newest on outposts.agreement (created_at desc, id desc);
create index agreement_compact on outposts.agreement (compact_id);
create index agreement_begun_by on outposts.agreement (begun_by_region);

create table outposts.agreement_version (
  id             uuid primary key,
  agreement_id   uuid not null references outposts.agreement (id) on delete cascade,
  number         int not null check (number > 0),
  state          text not null default 'draft'
                   check (state in ('draft', 'simulated', 'in_review', 'signed', 'withdrawn')),
  -- The published form it was begun with.
  template       text,
  -- Read out of the terms, for lists.
  title_zh       text not null default '',
  title_en       text not null default '',
  sort_key       text collate "C" not null default '',
  document       text not null default '',
  grade          text,
  -- As they are computed with; a draft may be incomplete.
  terms          jsonb not null,
  -- SHA-256 of the canonical terms, as the arithmetic says it; null while it cannot read them.
  terms_digest   text,
  -- How many things stand against sending it, when it was saved.
  problem_count  int not null default 0,
  -- Half-open, in days: the years of the terms, cut where a later version follows.
  starts_on      date,
  ends_on        date,
  -- How often it was sent for review: signatures belong to one round.
  round          int not null default 0,
  -- [{"id", "name"}]: whoever changed the draft.
  authors        jsonb not null default '[]',
  simulated_at   timestamptz,
  sent_at        timestamptz,
  signed_at      timestamptz,
  withdrawn_at   timestamptz,
  -- Why it was last returned or withdrawn: a code, and words.
  return_reason  text,
  return_note    text,
  returned_by    text,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  revision       int not null default 1,
  unique (agreement_id, number),
  check (ends_on is null or starts_on < ends_on),
  check ((state = 'signed') = (signed_at is not null)),
  check (state not in ('in_review', 'signed') or (terms_digest is not null and starts_on is not null)),
  -- On any day one version rules, and no other.
  constraint versions_do_not_overlap exclude using gist (agreement_id with =,
    daterange(starts_on, ends_on) with &&) where (state = 'signed')
);
-- One in the making at a time: two would not know of each other.
create unique index agreement_version_in_the_making on outposts.agreement_version (agreement_id)
  where state in ('draft', 'simulated', 'in_review');

-- What is under review or signed is what people read: its terms do not change any more. The period
-- of a signed version may be cut short by the version that follows.
create function outposts.keep_signed() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.state in ('in_review', 'signed', 'withdrawn') then
      raise exception 'a version that was sent is kept: %', old.id
        using errcode = 'insufficient_privilege';
    end if;
    return old;
  end if;
  if old.state in ('in_review', 'signed') and (new.terms is distinct from old.terms
      or new.terms_digest is distinct from old.terms_digest
      or new.starts_on is distinct from old.starts_on) then
    raise exception 'terms under review or signed do not change: %', old.id
      using errcode = 'insufficient_privilege';
  end if;
  if old.state = 'signed' and (new.state <> 'signed'
      or coalesce(new.ends_on, 'infinity') > coalesce(old.ends_on, 'infinity')) then
    raise exception 'a signed version is not unsigned or prolonged: %', old.id
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger keep_signed before update or delete on outposts.agreement_version
  for each row execute function outposts.keep_signed();

-- Who a party of the terms is: a region, or an organisation where the form has one.
create table outposts.party (
  version_id      uuid not null references outposts.agreement_version (id) on delete cascade,
  -- The party's id in the terms.
  party           text not null,
  region_code     text references registry.region (code),
  organisation_id uuid references registry.organisation (id),
  primary key (version_id, party),
  check (num_nonnulls(region_code, organisation_id) = 1)
);
create index party_region on outposts.party (region_code);
create index party_organisation on outposts.party (organisation_id);

create function outposts.keep_parties() returns trigger language plpgsql as $$
begin
  if exists (select from outposts.agreement_version v
      where v.id = coalesce(new.version_id, old.version_id)
        and v.state in ('in_review', 'signed')) then
    raise exception 'the parties of what is under review or signed do not change'
      using errcode = 'insufficient_privilege';
  end if;
  return coalesce(new, old);
end $$;
create trigger keep_parties before insert or update or delete on outposts.party
  for each row execute function outposts.keep_parties();

create table outposts.signature (
  version_id   uuid not null references outposts.agreement_version (id),
  round        int not null,
  party        text not null,
  person_id    uuid,
  person_name  text not null,
  -- {"office", "place": {"kind", "id", "nameZh", "nameEn"}}: as what the person signed.
  office       jsonb not null,
  -- What was on the screen of whoever signed.
  terms_digest text not null,
  signed_at    timestamptz not null,
  primary key (version_id, round, party)
);
create trigger append_only before update or delete on outposts.signature
  for each row execute function runtime.refuse_change();

-- Simulations -------------------------------------------------------------------------------------

create table outposts.simulation (
  id            uuid primary key,
  agreement_id  uuid not null references outposts.agreement (id) on delete cascade,
  -- The version whose terms come first of the alternatives.
  version_id    uuid not null references outposts.agreement_version (id) on delete cascade,
  terms_digest  text not null,
  state         text not null default 'waiting'
                  check (state in ('waiting', 'running', 'finished', 'failed')),
  -- {"alternatives": [{"name", "terms"}], "scenario", "draws", "seed"}, and the SHA-256 of it.
  asked         jsonb not null,
  asked_digest  text not null,
  done          int not null default 0,
  total         int not null,
  -- What came out, and the SHA-256 of its canonical text: the same asked gives the same.
  result        jsonb,
  result_digest text,
  failure       jsonb,
  started_by    jsonb not null,
  created_at    timestamptz not null,
  finished_at   timestamptz,
  check ((state = 'finished') = (result is not null))
);
create index simulation_of_agreement on outposts.simulation (agreement_id, created_at desc, id desc);
create index simulation_open on outposts.simulation (created_at)
  where state in ('waiting', 'running');

-- The state of an agreement on a day, by all its versions. Without a signed version it is that of
-- the one in the making.
create function outposts.agreement_state(agreement uuid, day date) returns text
language sql stable as $$
  select case
    when count(*) filter (where v.state = 'signed') = 0 then
      coalesce(max(v.state) filter (where v.state <> 'withdrawn'), 'withdrawn')
    when min(v.starts_on) filter (where v.state = 'signed') > day then 'signed'
    when count(*) filter (where v.state = 'signed' and coalesce(v.ends_on, 'infinity') > day) = 0
      then 'ended'
    when count(*) filter (where v.state = 'signed' and v.starts_on <= day) > 1 then 'amended'
    else 'running'
  end
  from outposts.agreement_version v where v.agreement_id = agreement
$$;

-- What others may read ----------------------------------------------------------------------------

create view outposts.v_agreement as
  select id, begun_by_region, compact_id, is_public, journey_id, sample, created_at
  from outposts.agreement;

-- Signed versions alone: drafts are for their parties.
create view outposts.v_agreement_version as
  select id, agreement_id, number, title_zh, title_en, document, grade, template, terms,
    terms_digest, starts_on, ends_on, signed_at
  from outposts.agreement_version where state = 'signed';

create view outposts.v_party as
  select v.agreement_id, p.version_id, p.party, p.region_code, p.organisation_id
  from outposts.party p join outposts.agreement_version v on v.id = p.version_id
  where v.state = 'signed';
