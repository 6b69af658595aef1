-- Sector chains as data; versions do not change.
create table observatory.chain (
  id         uuid primary key,
  code       text not null unique check (code ~ '^[a-z][a-z0-9-]{0,39}$'),
  -- That of the newest version.
  revision   int not null,
  created_at timestamptz not null,
  sample     boolean not null default false
);

create table observatory.chain_version (
  chain_id   uuid not null references observatory.chain (id),
  number     int not null check (number > 0),
  model      jsonb not null,
  -- SHA-256 of the model as it is kept.
  digest     text not null,
  note       text,
  made_by_id uuid,
  made_by    text not null,
  made_at    timestamptz not null,
  primary key (chain_id, number)
);
create trigger append_only before update or delete on observatory.chain_version
  for each row execute function runtime.refuse_change();
