create schema identity;

-- People and their ways in -------------------------------------------------------------------
-- person, credential, session and verification carry what better-auth asks of its tables (it
-- calls them user, account, session and verification); oidc.ts maps the names.

create table identity.person (
  id                uuid primary key,
  name              text not null check (name ~ '\S' and length(name) <= 120),
  email             text not null unique check (email = lower(email)),
  email_verified    boolean not null default false,
  image             text,
  locale            text not null default 'zh-CN' check (locale in ('zh-CN', 'en')),
  -- Made by the demo, and in demo mode open to anyone to act as: what the account is for there,
  -- {"zh", "en"}. Null for everyone else.
  demo              jsonb,
  suspended_at      timestamptz,
  suspended_because text,
  last_signed_in_at timestamptz,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  check ((suspended_at is null) = (suspended_because is null))
);
create index person_search on identity.person
  using gin ((lower(name) || ' ' || email) gin_trgm_ops);

create table identity.credential (
  id                       uuid primary key,
  person_id                uuid not null references identity.person on delete cascade,
  provider_id              text not null,
  account_id               text not null,
  -- scrypt, with its salt; null where another provider vouches for the person.
  password                 text,
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamptz,
  refresh_token_expires_at timestamptz,
  scope                    text,
  created_at               timestamptz not null,
  updated_at               timestamptz not null,
  unique (provider_id, account_id),
  check ((provider_id = 'credential') = (password is not null))
);
create index credential_person on identity.credential (person_id);

create table identity.session (
  id           uuid primary key,
  person_id    uuid not null references identity.person on delete cascade,
  token        text not null unique,
  started_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null,
  agent        text,
  address      text
);
create index session_person on identity.session (person_id);
create index session_end on identity.session (expires_at);

create table identity.verification (
  id         uuid primary key,
  identifier text not null,
  value      text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_identifier on identity.verification (identifier);

-- Failed sign-ins by a digest of the email, whether there is such an account or not. The last
-- ten instants are all that the lock-out needs.
create table identity.sign_in_failure (
  email_digest text primary key,
  failed_at    timestamptz[] not null default '{}',
  updated_at   timestamptz not null
);

-- What people may do -------------------------------------------------------------------------

create table identity.membership (
  person_id       uuid not null references identity.person on delete cascade,
  organisation_id uuid not null,
  role            text not null check (role in ('viewer', 'editor', 'manager')),
  since           timestamptz not null,
  primary key (person_id, organisation_id)
);
create index membership_organisation on identity.membership (organisation_id);

create table identity.office (
  id          uuid primary key,
  person_id   uuid not null references identity.person on delete cascade,
  office      text not null check (office in
    ('region_officer', 'secretariat', 'system_administrator', 'audit_administrator')),
  region_code text,
  compact_id  uuid,
  since       timestamptz not null,
  check ((office = 'region_officer') = (region_code is not null)),
  check ((office = 'secretariat') = (compact_id is not null)),
  unique nulls not distinct (person_id, office, region_code, compact_id)
);
-- Who keeps the node does not keep its audit: nobody holds both administrator offices.
create unique index office_duties_separate on identity.office (person_id)
  where office in ('system_administrator', 'audit_administrator');

create table identity.invitation (
  id              uuid primary key,
  email           text not null check (email = lower(email)),
  organisation_id uuid,
  role            text check (role in ('viewer', 'editor', 'manager')),
  office          text check (office in
    ('region_officer', 'secretariat', 'system_administrator', 'audit_administrator')),
  region_code     text,
  compact_id      uuid,
  token_digest    text not null unique,
  invited_by      uuid references identity.person,
  invited_by_name text not null,
  invited_at      timestamptz not null,
  expires_at      timestamptz not null,
  accepted_at     timestamptz,
  accepted_by     uuid references identity.person,
  revoked_at      timestamptz,
  check ((organisation_id is null) = (role is null)),
  check ((organisation_id is null) <> (office is null)),
  check ((accepted_at is null) = (accepted_by is null)),
  check (accepted_at is null or revoked_at is null)
);
create index invitation_organisation on identity.invitation (organisation_id, id);
-- Inviting again renews: one open invitation for the same thing.
create unique index invitation_once on identity.invitation
  (email, organisation_id, office, region_code, compact_id) nulls not distinct
  where accepted_at is null and revoked_at is null;

-- What other modules may read ----------------------------------------------------------------

create view identity.v_person as
  select id, name, suspended_at is not null as suspended from identity.person;

create view identity.v_membership as
  select person_id, organisation_id, role, since from identity.membership;

create view identity.v_office as
  select person_id, office, region_code, compact_id, since from identity.office;
