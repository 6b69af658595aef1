import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import type { InputOf } from '../runtime/module.ts';
import type { PageOf } from '../runtime/paging.ts';
import { all, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type {
  Collaboration,
  CollaborationSummary,
  OrganisationSummary,
  Partner,
  registryContract,
} from './contract.ts';
import { inScope, summaryColumns, summaryJoins } from './organisation-views.ts';
import { regionRef } from './region-views.ts';
import { asWritten } from './search-query.ts';

type Asked = Omit<InputOf<typeof registryContract.listCollaborations>, 'limit' | 'cursor'>;

const columns = sql`c.id, c.kind, c.source, c.source_key, c.title, c.starts_on, c.ends_on,
  c.amount_minor, c.currency, c.sample,
  (select count(distinct organisation_id)::int from registry.participation n
    where n.collaboration_id = c.id) as participant_count`;

const undated = sql`coalesce(c.starts_on, date '0001-01-01')`;

const orders: Readonly<Record<'newest' | 'title', Order>> = {
  newest: {
    name: 'collaboration newest',
    columns: [
      { sql: undated, type: 'date' },
      { sql: sql`c.id`, type: 'uuid' },
    ],
    descending: true,
  },
  title: {
    name: 'collaboration title',
    columns: [
      { sql: sql`c.sort_key`, type: 'text' },
      { sql: sql`c.id`, type: 'uuid' },
    ],
  },
};

/** Years of the first day of a collaboration. */
export function inYears(alias: string, fromYear?: number, toYear?: number): Sql[] {
  const startsOn = sql.raw(`${alias}.starts_on`);
  return [
    ...(fromYear === undefined ? [] : [sql`${startsOn} >= make_date(${fromYear}, 1, 1)`]),
    ...(toYear === undefined ? [] : [sql`${startsOn} < make_date(${toYear + 1}, 1, 1)`]),
  ];
}

const tookPart = (organisationId: string) =>
  sql`c.id in (select collaboration_id from registry.participation
    where organisation_id = ${organisationId})`;

/** Somebody took part in each of these; one scope twice means two within it. */
export type Scopes = readonly (readonly string[])[];

/**
 * How organisations are asked about: whom they worked with is gathered first, or each
 * collaboration is asked in its turn, which the `offset` keeps the planner from turning round.
 * A merged organisation has given its collaborations away; saying so lets an index answer.
 */
type Way = 'gathered' | 'in turn';

function tookPartIn(scope: readonly string[], least: 1 | 2, way: Way): Sql {
  const within = sql`from registry.participation p
    join registry.organisation o on o.id = p.organisation_id
    where o.region_code = any(${scope}::text[]) and o.status <> 'merged'`;
  const enough = least === 1 ? sql`` : sql`group by 1 having count(distinct o.id) > 1`;
  return way === 'gathered'
    ? sql`c.id in (select p.collaboration_id ${within} ${enough})`
    : sql`exists (select p.collaboration_id ${within} and p.collaboration_id = c.id
        ${enough} offset 0)`;
}

function fits(asked: Asked, scopes: Scopes, way: Way): Sql {
  const { q, kind, organisationId, partnerId, sample } = asked;
  const conditions = inYears('c', asked.fromYear, asked.toYear);
  if (q !== undefined && q.trim() !== '') {
    const query = asWritten(q);
    conditions.push(query === null ? sql`false` : sql`c.search @@ ${query}::tsquery`);
  }
  if (kind !== undefined) conditions.push(sql`c.kind = any(${kind}::text[])`);
  if (organisationId !== undefined) conditions.push(tookPart(organisationId));
  if (partnerId !== undefined) conditions.push(tookPart(partnerId));
  if (sample !== undefined) conditions.push(sql`c.sample = ${sample}`);
  const [first, second] = scopes;
  const twice = first !== undefined && second !== undefined && first.join() === second.join();
  if (twice) conditions.push(tookPartIn(first, 2, way));
  else for (const scope of scopes) conditions.push(tookPartIn(scope, 1, way));
  return all(conditions);
}

function collaborationList(asked: Asked, scopes: Scopes): List {
  return {
    order: orders[asked.sort ?? 'newest'],
    columns,
    from: sql`registry.collaboration c`,
    narrow: { from: sql`registry.collaboration c`, id: sql`c.id` },
    where: fits(asked, scopes, 'gathered'),
    whereOfRow: fits(asked, scopes, 'in turn'),
  };
}

export function collaborationPage(tx: Tx, asked: Asked & PageWish, scopes: Scopes) {
  return pageOfList<CollaborationSummary>(tx, collaborationList(asked, scopes), asked);
}

export function everyCollaboration(tx: Tx, asked: Asked, scopes: Scopes) {
  return everyRowOfList<CollaborationSummary>(tx, collaborationList(asked, scopes));
}

export async function readCollaborationRecord(
  tx: Tx,
  collaborationId: string,
): Promise<Collaboration | null> {
  return await rowOrNull<Collaboration>(
    tx,
    sql`select ${columns},
          coalesce((select json_agg(json_build_object(
              'organisation', json_build_object('id', o.id, 'displayName', o.display_name,
                'region', ${regionRef('r')}),
              'role', p.role, 'amountMinor', p.amount_minor::text, 'confidence', p.confidence)
              order by p.role <> 'coordinator', o.sort_key, o.id, p.role)
            from registry.participation p join registry.organisation o on o.id = p.organisation_id
              left join registry.region r on r.code = o.region_code
            where p.collaboration_id = c.id), '[]') as participations
        from registry.collaboration c where c.id = ${collaborationId}`,
  );
}

/** The collaboration that a source knows by this key, or null. */
export async function findBySource(
  tx: Tx,
  source: string,
  sourceKey: string,
): Promise<{ id: string; title: string | null } | null> {
  return await rowOrNull(
    tx,
    sql`select id, title from registry.collaboration
        where source = ${source} and source_key = ${sourceKey}`,
  );
}

export interface Participant {
  readonly id: string;
  readonly regionCode: string | null;
}

/** Those of the organisations that are in the registry and not merged. */
export async function participantsAmong(
  tx: Tx,
  organisationIds: readonly string[],
): Promise<Participant[]> {
  return await rows<Participant>(
    tx,
    sql`select id, region_code from registry.organisation
        where id = any(${organisationIds}::uuid[]) and status <> 'merged'`,
  );
}

const byCount: Order = {
  name: 'partner',
  columns: [
    { sql: sql`(-t.count)`, type: 'int' },
    { sql: sql`o.sort_key`, type: 'text' },
    { sql: sql`o.id`, type: 'uuid' },
  ],
};

type PartnerRow = OrganisationSummary & Omit<Partner, 'organisation'>;

export async function partnerPage(
  tx: Tx,
  input: InputOf<typeof registryContract.listPartners>,
  scope: readonly string[] | undefined,
): Promise<PageOf<Partner>> {
  const { organisationId, kind, collaborationKind } = input;
  const conditions: Sql[] = [sql`o.status <> 'merged'`, ...inScope(scope)];
  if (kind !== undefined) conditions.push(sql`o.kind = any(${kind}::text[])`);
  const ofKind =
    collaborationKind === undefined ? sql`true` : sql`c.kind = any(${collaborationKind}::text[])`;
  const list: List = {
    order: byCount,
    columns: sql`${summaryColumns}, t.count, t.first_year, t.last_year`,
    from: sql`(select d.partner_id, count(*)::int as count,
          min(extract(year from c.starts_on))::int as first_year,
          max(extract(year from c.starts_on))::int as last_year
        from (select distinct mine.collaboration_id, other.organisation_id as partner_id
            from registry.participation mine join registry.participation other
              on other.collaboration_id = mine.collaboration_id
              and other.organisation_id <> mine.organisation_id
            where mine.organisation_id = ${organisationId}) d
          join registry.collaboration c on c.id = d.collaboration_id
        where ${ofKind} group by d.partner_id) t
      join registry.organisation o on o.id = t.partner_id ${summaryJoins}`,
    where: all(conditions),
  };
  const page = await pageOfList<PartnerRow>(tx, list, input);
  const items = page.items.map(({ count, firstYear, lastYear, ...organisation }) => ({
    organisation,
    count,
    firstYear,
    lastYear,
  }));
  return { ...page, items };
}
