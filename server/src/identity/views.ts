/** SQL that answers screens and other modules. */
import type { Membership, Office, OfficeName } from '../runtime/actor.ts';
import { type Event, eventColumns } from '../runtime/event.ts';
import { type Order, type PageWish, pageOfList } from '../runtime/keyset.ts';
import type { PageOf } from '../runtime/paging.ts';
import { all, row, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type {
  Account,
  DemoAccount,
  invitationStates,
  Locale,
  LoggedEvent,
  Member,
  OwnSession,
} from './contract.ts';
import { invitationColumns, type StoredInvitation } from './store.ts';

/** `person` names its table: a bare `person_id` would be that of the memberships themselves. */
const membershipsOf = (person: Sql) => sql`
  coalesce((select jsonb_agg(jsonb_build_object('organisationId', m.organisation_id,
      'role', m.role) order by m.since, m.organisation_id)
    from identity.membership m where m.person_id = ${person}), '[]')`;

/** As above, and the same role in what was merged into the organisation: old ids stay in use. */
const rolesOf = (person: Sql) => sql`
  coalesce((select jsonb_agg(jsonb_build_object('organisationId', m.organisation_id,
      'role', m.role) order by m.since, m.organisation_id)
    from identity.v_membership m where m.person_id = ${person}), '[]')`;

const officesOf = (person: Sql) => sql`
  coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'office', o.office,
      'regionCode', o.region_code, 'compactId', o.compact_id, 'since', o.since) order by o.since, o.id)
    from identity.office o where o.person_id = ${person}), '[]')`;

// Who calls ----------------------------------------------------------------------------------

export interface Caller {
  readonly personId: string;
  readonly name: string;
  readonly sessionId: string;
  readonly memberships: readonly Membership[];
  readonly offices: readonly Office[];
}

/**
 * The caller behind a session token, in one statement: null where the session is over or the
 * person suspended. Once a minute it also notes that the session is in use, and from where.
 */
export async function callerByToken(
  tx: Tx,
  about: {
    readonly token: string;
    readonly now: Date;
    readonly idleSince: Date;
    readonly agent: string | null;
    readonly address: string | null;
  },
): Promise<Caller | null> {
  const { token, now, idleSince, agent, address } = about;
  return await rowOrNull<Caller>(
    tx,
    sql`with found as (
          select s.id, s.person_id, p.name, s.agent is null
              or s.last_seen_at < ${now}::timestamptz - interval '1 minute' as stale
          from identity.session s join identity.person p on p.id = s.person_id
          where s.token = ${token} and s.expires_at > ${now} and s.last_seen_at > ${idleSince}
            and p.suspended_at is null),
        touched as (
          update identity.session set last_seen_at = ${now}, agent = ${agent ?? ''},
            address = ${address}
          where id in (select id from found where stale))
        select f.id as session_id, f.person_id, f.name,
          ${rolesOf(sql`f.person_id`)} as memberships,
          ${officesOf(sql`f.person_id`)} as offices
        from found f`,
  );
}

export interface SignedIn {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
  readonly endsAt: string;
  readonly memberships: Membership[];
  readonly offices: Office[];
}

export async function signedIn(tx: Tx, sessionId: string): Promise<SignedIn> {
  return await row<SignedIn>(
    tx,
    sql`select p.id, p.name, p.email, p.locale, s.expires_at as ends_at,
          ${membershipsOf(sql`p.id`)} as memberships, ${officesOf(sql`p.id`)} as offices
        from identity.session s join identity.person p on p.id = s.person_id
        where s.id = ${sessionId}`,
  );
}

export interface PersonWithRights extends Omit<SignedIn, 'endsAt'> {}

/** Of these people those who are not suspended, with what they may do. */
export async function peopleWithRights(
  tx: Tx,
  ids: readonly string[],
): Promise<PersonWithRights[]> {
  return await rows<PersonWithRights>(
    tx,
    sql`select p.id, p.name, p.email, p.locale, ${rolesOf(sql`p.id`)} as memberships,
          ${officesOf(sql`p.id`)} as offices
        from identity.person p
        where p.id = any (${ids}::uuid[]) and p.suspended_at is null`,
  );
}

export async function sessionsOf(
  tx: Tx,
  personId: string,
  about: { readonly now: Date; readonly idleSince: Date; readonly currentId: string | undefined },
): Promise<OwnSession[]> {
  return await rows<OwnSession>(
    tx,
    sql`select id, started_at, last_seen_at, expires_at as ends_at, nullif(agent, '') as agent,
          address, id is not distinct from ${about.currentId ?? null}::uuid as current
        from identity.session
        where person_id = ${personId} and expires_at > ${about.now}
          and last_seen_at > ${about.idleSince}
        order by last_seen_at desc, id limit 100`,
  );
}

export async function demoAccountsOf(tx: Tx): Promise<DemoAccount[]> {
  return await rows<DemoAccount>(
    tx,
    sql`select p.id as person_id, p.name, p.demo as part, ${membershipsOf(sql`p.id`)} as memberships,
          ${officesOf(sql`p.id`)} as offices
        from identity.person p where p.demo is not null and p.suspended_at is null
        order by p.created_at, p.id limit 100`,
  );
}

// Lists --------------------------------------------------------------------------------------

/** Chinese names by their sounds, on any database. */
const byName = (list: string): Order => ({
  name: list,
  columns: [
    { sql: sql`p.name collate "zh-Hans-x-icu"`, type: 'text' },
    { sql: sql`p.id`, type: 'uuid' },
  ],
});

const newestInvitation: Order = {
  name: 'invitations',
  columns: [{ sql: sql`id`, type: 'uuid' }],
  descending: true,
};

const newestEvent: Order = {
  name: 'events',
  columns: [{ sql: sql`sequence`, type: 'bigint' }],
  descending: true,
};

export async function membersOf(
  tx: Tx,
  organisationId: string,
  request: PageWish & { readonly mayChange: boolean },
): Promise<PageOf<Member>> {
  const list = {
    order: byName('members'),
    columns: sql`p.id as person_id, p.name, p.email, m.role, m.since,
      p.suspended_at is not null as suspended, ${request.mayChange}::boolean as may_change`,
    from: sql`identity.membership m join identity.person p on p.id = m.person_id`,
    where: sql`m.organisation_id = ${organisationId}`,
  };
  return await pageOfList<Member>(tx, list, request);
}

export async function memberOf(
  tx: Tx,
  organisationId: string,
  personId: string,
): Promise<Omit<Member, 'mayChange'>> {
  return await row(
    tx,
    sql`select p.id as person_id, p.name, p.email, m.role, m.since,
          p.suspended_at is not null as suspended
        from identity.membership m join identity.person p on p.id = m.person_id
        where m.organisation_id = ${organisationId} and p.id = ${personId}`,
  );
}

const accountColumns = sql`p.id, p.name, p.email, p.locale, p.created_at, p.last_signed_in_at,
  p.suspended_at, p.suspended_because, ${membershipsOf(sql`p.id`)} as memberships,
  ${officesOf(sql`p.id`)} as offices`;

export async function accountsOf(
  tx: Tx,
  request: PageWish & {
    readonly q?: string | undefined;
    readonly suspended?: boolean | undefined;
    readonly office?: OfficeName | undefined;
    readonly organisationId?: string | undefined;
  },
): Promise<PageOf<Account>> {
  const { q, suspended, office, organisationId } = request;
  const where: Sql[] = [];
  if (q !== undefined && q.trim() !== '') {
    const part = `%${q
      .trim()
      .toLowerCase()
      .replace(/[\\%_]/g, '\\$&')}%`;
    where.push(sql`(lower(p.name) || ' ' || p.email) like ${part}`);
  }
  if (suspended !== undefined) where.push(sql`(p.suspended_at is not null) = ${suspended}`);
  if (office !== undefined) {
    where.push(sql`exists (select 1 from identity.office o
      where o.person_id = p.id and o.office = ${office})`);
  }
  if (organisationId !== undefined) {
    where.push(sql`exists (select 1 from identity.membership m
      where m.person_id = p.id and m.organisation_id = ${organisationId})`);
  }
  const from = sql`identity.person p`;
  const list = { order: byName('people'), columns: accountColumns, from, where: all(where) };
  return await pageOfList<Account>(tx, list, request);
}

export async function accountOf(tx: Tx, personId: string): Promise<Account | null> {
  return await rowOrNull<Account>(
    tx,
    sql`select ${accountColumns} from identity.person p where p.id = ${personId}`,
  );
}

export async function invitationsOf(
  tx: Tx,
  now: Date,
  request: PageWish & {
    readonly organisationId?: string | undefined;
    readonly state?: readonly (typeof invitationStates)[number][] | undefined;
  },
): Promise<PageOf<StoredInvitation>> {
  const { organisationId, state } = request;
  const where: Sql[] = [];
  if (organisationId !== undefined) where.push(sql`organisation_id = ${organisationId}`);
  if (state !== undefined && state.length > 0) {
    where.push(sql`case when accepted_at is not null then 'accepted'
      when revoked_at is not null then 'revoked'
      when expires_at <= ${now} then 'expired' else 'open' end = any(${[...state]})`);
  }
  const list = {
    order: newestInvitation,
    columns: invitationColumns,
    from: sql`identity.invitation`,
    where: all(where),
  };
  return await pageOfList<StoredInvitation>(tx, list, request);
}

// The event log ------------------------------------------------------------------------------

export interface EventFilter {
  readonly type?: readonly string[] | undefined;
  readonly capability?: string | undefined;
  readonly actorId?: string | undefined;
  readonly organisationId?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly journeyId?: string | undefined;
  readonly fromRegion?: string | undefined;
  readonly toRegion?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

function conditionsOf(filter: EventFilter): Sql[] {
  const where: Sql[] = [];
  const { type, capability, actorId, organisationId, subjectId, journeyId } = filter;
  const { fromRegion, toRegion, since, until } = filter;
  if (type !== undefined && type.length > 0) where.push(sql`type = any(${[...type]})`);
  if (capability !== undefined) where.push(sql`capability = ${capability}`);
  if (actorId !== undefined) where.push(sql`actor_id = ${actorId}`);
  if (organisationId !== undefined) where.push(sql`organisation_id = ${organisationId}`);
  if (subjectId !== undefined) where.push(sql`subject_ids @> array[${subjectId}::uuid]`);
  if (journeyId !== undefined) where.push(sql`journey_id = ${journeyId}`);
  if (fromRegion !== undefined) where.push(sql`from_region = ${fromRegion}`);
  if (toRegion !== undefined) where.push(sql`to_region = ${toRegion}`);
  if (since !== undefined) where.push(sql`at >= ${since}::timestamptz`);
  if (until !== undefined) where.push(sql`at < ${until}::timestamptz`);
  return where;
}

/** Sequence numbers stay far below 2^53. */
const logged = (event: Event): LoggedEvent => ({ ...event, sequence: Number(event.sequence) });

export async function eventsOf(
  tx: Tx,
  request: PageWish & EventFilter,
): Promise<PageOf<LoggedEvent>> {
  const list = {
    order: newestEvent,
    columns: eventColumns,
    from: sql`runtime.event`,
    where: all(conditionsOf(request)),
  };
  const page = await pageOfList<Event>(tx, list, request);
  return { ...page, items: page.items.map(logged) };
}

const exportedAtOnce = 1_000;

/** Every event that the filter lets through, oldest first, a thousand at a time. */
export async function* eachEvent(tx: Tx, filter: EventFilter): AsyncGenerator<LoggedEvent> {
  const where = conditionsOf(filter);
  let last = 0n;
  for (;;) {
    const some = await rows<Event>(
      tx,
      sql`select ${eventColumns} from runtime.event
          where ${all([...where, sql`sequence > ${last}`])}
          order by sequence limit ${exportedAtOnce}`,
    );
    for (const event of some) yield logged(event);
    if (some.length < exportedAtOnce) return;
    last = some.at(-1)!.sequence;
  }
}
