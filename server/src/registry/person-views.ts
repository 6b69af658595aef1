import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import { all, rowOrNull, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { Person } from './contract.ts';
import { asWritten } from './search-query.ts';

export type KnownPerson = Omit<Person, 'may'>;

export interface PersonFilter {
  readonly q?: string;
  readonly organisationId?: string;
  readonly sample?: boolean;
}

/** Whom the caller may see beside those who agreed: people of these organisations, or everyone. */
export type Sight = readonly string[] | 'everyone';

const consents = sql`(p.consented_at is not null and p.consent_ended_at is null)`;

const columns = sql`p.id, p.name_zh, p.name_en, p.orcid, p.title, p.fields, p.sample, p.revision,
  ${consents} as consents,
  case when o.id is null then null
    else json_build_object('id', o.id, 'displayName', o.display_name) end as organisation`;

const from = sql`registry.person p
  left join registry.organisation o on o.id = p.organisation_id`;

function seenBy(sight: Sight): Sql {
  return sight === 'everyone'
    ? sql`p.erased_at is null`
    : sql`p.erased_at is null
        and (${consents} or p.organisation_id = any(${sight}::uuid[]))`;
}

const byName: Order = {
  name: 'person',
  columns: [
    { sql: sql`p.sort_key`, type: 'text' },
    { sql: sql`p.id`, type: 'uuid' },
  ],
};

function personList({ q, organisationId, sample }: PersonFilter, sight: Sight): List {
  const conditions = [seenBy(sight)];
  const query = q === undefined ? null : asWritten(q);
  if (query !== null) conditions.push(sql`p.search @@ ${query}::tsquery`);
  if (organisationId !== undefined) conditions.push(sql`p.organisation_id = ${organisationId}`);
  if (sample !== undefined) conditions.push(sql`p.sample = ${sample}`);
  const narrow = { from: sql`registry.person p`, id: sql`p.id` };
  return { order: byName, columns, from, narrow, where: all(conditions) };
}

export function personPage(tx: Tx, asked: PersonFilter & PageWish, sight: Sight) {
  return pageOfList<KnownPerson>(tx, personList(asked, sight), asked);
}

export function everyPerson(tx: Tx, filter: PersonFilter, sight: Sight) {
  return everyRowOfList<KnownPerson>(tx, personList(filter, sight));
}

export async function readPersonSeenBy(
  tx: Tx,
  personId: string,
  sight: Sight,
): Promise<KnownPerson | null> {
  return await rowOrNull<KnownPerson>(
    tx,
    sql`select ${columns} from ${from} where p.id = ${personId} and ${seenBy(sight)}`,
  );
}
