-- What a compact did in a year, written from the records; one that is made again is another.
create table observatory.yearly_report (
  id              uuid primary key,
  compact_id      uuid not null references registry.compact (id),
  year            int not null check (year between 2000 and 2999),
  number          int not null check (number >= 1),
  state           text not null
                    check (state in ('waiting', 'working', 'draft', 'published', 'failed')),
  -- Sections that are written, of all.
  done            int not null default 0,
  steps           int not null check (done <= steps),
  content         text,
  digest          text,
  made_at         timestamptz,
  asked_by_id     uuid,
  asked_by        text not null,
  asked_at        timestamptz not null,
  published_by    text,
  published_at    timestamptz,
  revision        int not null default 1,
  sample          boolean not null default false,
  unique (compact_id, year, number),
  check ((content is null) = (state in ('waiting', 'working', 'failed'))),
  check ((content is null) = (digest is null) and (content is null) = (made_at is null)),
  check ((state = 'published') = (published_at is not null))
);
create index yearly_report_newest on observatory.yearly_report (asked_at desc, id desc);

create function observatory.keep_yearly_report() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (old.content is null
    or (new.content, new.digest, new.made_at) = (old.content, old.digest, old.made_at)
      and old.published_at is null) then
    return new;
  end if;
  raise exception 'a report does not change: %', old.id using errcode = 'insufficient_privilege';
end $$;
create trigger keep_yearly_report before update or delete on observatory.yearly_report
  for each row execute function observatory.keep_yearly_report();
