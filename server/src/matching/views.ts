/** SQL that answers screens. Whatever a person may not see is left out here, in the query. */
import { sortKey } from '../registry/index.ts';
import type { Actor } from '../runtime/actor.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { type PageOf, pageOf, readCursor } from '../runtime/paging.ts';
import { all, row, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { contract, NeedOrder, TechnologyOrder } from './contract.ts';
import { fields as knownFields } from './fields.ts';
import { type Order, orderBy, seek } from './keyset.ts';
import { daysLater, expiringWithinDays, type RecordKind, today } from './record.ts';
import { searchQuery } from './search-text.ts';
import {
  type IntroductionRow,
  introductionColumns,
  introductions,
  type NeedRow,
  needColumns,
  needs,
  type RecordRow,
  type TechnologyRow,
  technologies,
  technologyColumns,
} from './store.ts';
import { needVisible, organisationsOf, technologyVisible } from './visibility.ts';

const totalExactUpTo = 10_000;

interface ListOf<Row> {
  readonly columns: Sql;
  readonly from: Sql;
  /** The same without what only the columns need. */
  readonly narrow: Sql;
  readonly id: Sql;
  readonly where: Sql;
  readonly order: Order<Row>;
}

interface PageWish {
  readonly limit?: number;
  readonly cursor?: string;
}

/**
 * Columns that cost something are read for the rows of the page alone. `total` is exact up to
 * 10,000 and null above: counting all would cost more than the page.
 */
async function page<Row extends { readonly id: string }>(
  tx: Tx,
  list: ListOf<Row>,
  wish: PageWish,
  counted: boolean,
): Promise<PageOf<Row>> {
  const limit = wish.limit ?? 20;
  const cursor = readCursor(wish.cursor, list.order.name);
  const fetched = await rows<Row>(
    tx,
    sql`select ${list.columns} from ${list.from}
        where ${list.id} in (
          select ${list.id} from ${list.narrow}
          where ${list.where} and ${seek(list.order, list.id, cursor)}
          ${orderBy(list.order, list.id, cursor)} limit ${limit + 1})
        ${orderBy(list.order, list.id, cursor)}`,
  );
  const total = counted ? await countUpTo(tx, list.narrow, list.where) : null;
  return pageOf(fetched, {
    order: list.order.name,
    limit,
    cursor,
    total,
    keyOf: (one) => [list.order.of(one), one.id],
  });
}

async function countUpTo(tx: Tx, from: Sql, where: Sql): Promise<number | null> {
  const { count } = await row<{ count: bigint }>(
    tx,
    sql`select count(*) as count from (
          select 1 from ${from} where ${where} limit ${totalExactUpTo + 1}) counted`,
  );
  return count > totalExactUpTo ? null : Number(count);
}

/** All rows of a list in its order, a thousand at a time: what an export streams. */
async function* everyRow<Row extends { readonly id: string }>(
  tx: Tx,
  list: ListOf<Row>,
  rowsAtMost: number,
): AsyncGenerator<Row> {
  let cursor: string | null = null;
  let given = 0;
  do {
    const limit = Math.min(1_000, rowsAtMost - given);
    const next: PageOf<Row> = await page(
      tx,
      list,
      { limit, ...(cursor === null ? {} : { cursor }) },
      false,
    );
    yield* next.items;
    given += next.items.length;
    cursor = next.next;
  } while (cursor !== null && given < rowsAtMost);
}

// Filters that technologies and needs share -------------------------------------------------------

interface RecordFilters {
  readonly q?: string;
  readonly region?: readonly string[];
  readonly field?: readonly string[];
  readonly kind?: readonly string[];
  readonly organisationId?: string;
  readonly mine?: boolean;
  readonly state?: readonly string[];
}

/** A section finds what is filed under its divisions too. */
function fieldsWithin(codes: readonly string[]): string[] {
  return knownFields
    .filter((field) => codes.includes(field.code) || codes.includes(field.parentCode ?? ''))
    .map((field) => field.code);
}

/** Whether the owner's place or kind decides. */
function asksOwner({ region, kind }: RecordFilters): boolean {
  return (region?.length ?? 0) > 0 || (kind?.length ?? 0) > 0;
}

function recordConditions(alias: 't' | 'n', filters: RecordFilters, actor: Actor): Sql[] {
  const column = (name: string) => sql.raw(`${alias}.${name}`);
  const { q, region, field, kind, organisationId, mine, state } = filters;
  const conditions: Sql[] = [];
  if (q !== undefined && q.trim() !== '') {
    const query = searchQuery(q);
    conditions.push(query === null ? sql`false` : sql`${column('search')} @@ ${query}::tsquery`);
  }
  if (region !== undefined && region.length > 0) {
    conditions.push(sql`owner.region_code in (select matching.regions_within(${region}::text[]))`);
  }
  if (field !== undefined && field.length > 0) {
    conditions.push(sql`${column('fields')} && ${fieldsWithin(field)}::text[]`);
  }
  if (kind !== undefined && kind.length > 0) {
    conditions.push(sql`owner.kind = any (${kind}::text[])`);
  }
  if (organisationId !== undefined) {
    conditions.push(sql`${column('organisation_id')} = ${organisationId}`);
  }
  if (mine === true) {
    conditions.push(sql`${column('organisation_id')} = any (${organisationsOf(actor)}::uuid[])`);
  }
  if (state !== undefined && state.length > 0) {
    conditions.push(sql`${column('state')} = any (${state}::text[])`);
  } else if (mine !== true) {
    conditions.push(sql`${column('state')} = 'published'`);
  }
  return conditions;
}

const far = sql.raw(`'9999-12-31'::date`);
const farDay = '9999-12-31';

// Technologies ------------------------------------------------------------------------------------

const technologyOrders: Readonly<Record<TechnologyOrder, Order<TechnologyRow>>> = {
  '-updatedAt': {
    name: 'technologies -updatedAt',
    key: sql`t.updated_at`,
    type: 'timestamptz',
    descending: true,
    of: (one) => one.updatedAt,
  },
  expiresOn: {
    name: 'technologies expiresOn',
    key: sql`coalesce(t.expires_on, ${far})`,
    type: 'date',
    of: (one) => one.expiresOn ?? farDay,
  },
  title: {
    name: 'technologies title',
    key: sql`t.sort_key`,
    type: 'text',
    of: (one) => sortKey(one.title),
  },
  '-maturity': {
    name: 'technologies -maturity',
    key: sql`coalesce(t.maturity, 0)`,
    type: 'int',
    descending: true,
    of: (one) => one.maturity ?? 0,
  },
};

type TechnologyFilters = Omit<InputOf<typeof contract.listTechnologies>, 'limit' | 'cursor'>;

function technologyList(ctx: Context, filters: TechnologyFilters): ListOf<TechnologyRow> {
  const conditions = recordConditions('t', filters, ctx.actor);
  if (filters.maturity !== undefined) conditions.push(sql`t.maturity >= ${filters.maturity}`);
  return {
    columns: technologyColumns,
    from: technologies,
    narrow: asksOwner(filters) ? technologies : sql`matching.technology t`,
    id: sql`t.id`,
    where: all([technologyVisible(ctx.actor), ...conditions]),
    order: technologyOrders[filters.sort ?? '-updatedAt'],
  };
}

export function technologiesPage(ctx: Context, wish: TechnologyFilters & PageWish) {
  return page(ctx.tx, technologyList(ctx, wish), wish, true);
}

export function everyTechnology(ctx: Context, filters: TechnologyFilters, rowsAtMost: number) {
  return everyRow(ctx.tx, technologyList(ctx, filters), rowsAtMost);
}

/** Null where it does not exist or the actor may not see it: nobody can tell the two apart. */
export async function visibleTechnology(ctx: Context, id: string): Promise<TechnologyRow | null> {
  return await rowOrNull<TechnologyRow>(
    ctx.tx,
    sql`select ${technologyColumns} from ${technologies}
        where t.id = ${id} and ${technologyVisible(ctx.actor)}`,
  );
}

// Needs -------------------------------------------------------------------------------------------

const needOrders: Readonly<Record<NeedOrder, Order<NeedRow>>> = {
  '-updatedAt': {
    name: 'needs -updatedAt',
    key: sql`n.updated_at`,
    type: 'timestamptz',
    descending: true,
    of: (one) => one.updatedAt,
  },
  expiresOn: {
    name: 'needs expiresOn',
    key: sql`coalesce(n.expires_on, ${far})`,
    type: 'date',
    of: (one) => one.expiresOn ?? farDay,
  },
  title: {
    name: 'needs title',
    key: sql`n.sort_key`,
    type: 'text',
    of: (one) => sortKey(one.title),
  },
  deadline: {
    name: 'needs deadline',
    key: sql`coalesce(n.deadline, ${far})`,
    type: 'date',
    of: (one) => one.deadline ?? farDay,
  },
};

type NeedFilters = Omit<InputOf<typeof contract.listNeeds>, 'limit' | 'cursor'>;

function needList(ctx: Context, filters: NeedFilters): ListOf<NeedRow> {
  const conditions = recordConditions('n', filters, ctx.actor);
  if (filters.maturity !== undefined) {
    conditions.push(sql`coalesce(n.least_maturity, 1) <= ${filters.maturity}`);
  }
  return {
    columns: needColumns,
    from: needs,
    narrow: asksOwner(filters) ? needs : sql`matching.need n`,
    id: sql`n.id`,
    where: all([needVisible(ctx.actor, ctx.now), ...conditions]),
    order: needOrders[filters.sort ?? '-updatedAt'],
  };
}

export function needsPage(ctx: Context, wish: NeedFilters & PageWish) {
  return page(ctx.tx, needList(ctx, wish), wish, true);
}

export function everyNeed(ctx: Context, filters: NeedFilters, rowsAtMost: number) {
  return everyRow(ctx.tx, needList(ctx, filters), rowsAtMost);
}

export async function visibleNeed(ctx: Context, id: string): Promise<NeedRow | null> {
  return await rowOrNull<NeedRow>(
    ctx.tx,
    sql`select ${needColumns} from ${needs}
        where n.id = ${id} and ${needVisible(ctx.actor, ctx.now)}`,
  );
}

// Candidates of a match ---------------------------------------------------------------------------

export type CandidateFilters = Pick<
  InputOf<typeof contract.matchesOfNeed>,
  'region' | 'field' | 'kind' | 'maturity'
>;

/** Of these technologies those that may be shown as a match; not one's own. */
export async function technologiesAmong(
  ctx: Context,
  ids: readonly string[],
  notOf: readonly string[],
  filters: CandidateFilters,
): Promise<TechnologyRow[]> {
  const { where } = technologyList(ctx, { ...filters, state: ['published'] });
  return await rows<TechnologyRow>(
    ctx.tx,
    sql`select ${technologyColumns} from ${technologies}
        where t.id = any (${ids}::uuid[]) and not t.organisation_id = any (${notOf}::uuid[])
          and t.expires_on >= ${today(ctx.now)}::date and ${where}`,
  );
}

export async function needsAmong(
  ctx: Context,
  ids: readonly string[],
  notOf: readonly string[],
  filters: CandidateFilters,
): Promise<NeedRow[]> {
  const { where } = needList(ctx, { ...filters, state: ['published'] });
  return await rows<NeedRow>(
    ctx.tx,
    sql`select ${needColumns} from ${needs}
        where n.id = any (${ids}::uuid[]) and not n.organisation_id = any (${notOf}::uuid[])
          and n.expires_on >= ${today(ctx.now)}::date and ${where}`,
  );
}

export interface KnownIntroduction {
  readonly id: string;
  readonly state: IntroductionRow['state'];
  readonly otherId: string;
}

/** The latest introduction between a record and each of the others, for one organisation. */
export async function introductionsWith(
  tx: Tx,
  about: { readonly kind: RecordKind; readonly id: string; readonly organisationId: string },
  otherIds: readonly string[],
): Promise<Map<string, KnownIntroduction>> {
  const own = sql.raw(about.kind === 'need' ? 'need_id' : 'technology_id');
  const other = sql.raw(about.kind === 'need' ? 'technology_id' : 'need_id');
  const found = await rows<KnownIntroduction>(
    tx,
    sql`select distinct on (${other}) id, state, ${other} as other_id
        from matching.introduction
        where ${own} = ${about.id} and ${other} = any (${otherIds}::uuid[])
          and ${about.organisationId}::uuid in (asker_id, asked_id)
        order by ${other}, asked_at desc`,
  );
  return new Map(found.map((one) => [one.otherId, one]));
}

// Introductions -----------------------------------------------------------------------------------

type IntroductionWish = InputOf<typeof contract.listIntroductions>;
type IntroductionFilters = Omit<IntroductionWish, 'limit' | 'cursor'>;

const introductionOrders: Readonly<
  Record<NonNullable<IntroductionWish['sort']>, Order<IntroductionRow>>
> = {
  '-askedAt': {
    name: 'introductions -askedAt',
    key: sql`i.asked_at`,
    type: 'timestamptz',
    descending: true,
    of: (one) => one.askedAt,
  },
  answerDueAt: {
    name: 'introductions answerDueAt',
    key: sql`i.answer_due_at`,
    type: 'timestamptz',
    of: (one) => one.answerDueAt,
  },
};

/** An introduction is seen by its two sides alone. */
function introductionVisible(actor: Actor): Sql {
  if (actor.kind === 'system') return sql`true`;
  const ours = organisationsOf(actor);
  return sql`(i.asker_id = any (${ours}::uuid[]) or i.asked_id = any (${ours}::uuid[]))`;
}

function introductionList(ctx: Context, filters: IntroductionFilters): ListOf<IntroductionRow> {
  const { side, state, organisationId, needId, technologyId } = filters;
  const ours = organisationId === undefined ? organisationsOf(ctx.actor) : [organisationId];
  const on = (one: 'asker' | 'asked') => sql`${sql.raw(`i.${one}_id`)} = any (${ours}::uuid[])`;
  const conditions: Sql[] = [];
  if (side !== undefined) conditions.push(on(side));
  else if (organisationId !== undefined) conditions.push(sql`(${on('asker')} or ${on('asked')})`);
  if (state !== undefined && state.length > 0) {
    conditions.push(sql`i.state = any (${state}::text[])`);
  }
  if (needId !== undefined) conditions.push(sql`i.need_id = ${needId}`);
  if (technologyId !== undefined) conditions.push(sql`i.technology_id = ${technologyId}`);
  return {
    columns: introductionColumns,
    from: introductions,
    narrow: sql`matching.introduction i`,
    id: sql`i.id`,
    where: all([introductionVisible(ctx.actor), ...conditions]),
    order: introductionOrders[filters.sort ?? '-askedAt'],
  };
}

export function introductionsPage(ctx: Context, wish: IntroductionWish) {
  return page(ctx.tx, introductionList(ctx, wish), wish, true);
}

export function everyIntroduction(ctx: Context, filters: IntroductionFilters, rowsAtMost: number) {
  return everyRow(ctx.tx, introductionList(ctx, filters), rowsAtMost);
}

export async function visibleIntroduction(
  ctx: Context,
  id: string,
): Promise<IntroductionRow | null> {
  return await rowOrNull<IntroductionRow>(
    ctx.tx,
    sql`select ${introductionColumns} from ${introductions}
        where i.id = ${id} and ${introductionVisible(ctx.actor)}`,
  );
}

// The inbox ---------------------------------------------------------------------------------------

const inboxLinesAtMost = 20;
const answeredWithinDays = 30;

export interface Listed<Row> {
  readonly items: Row[];
  readonly count: number;
}

async function waiting(ctx: Context, where: Sql, order: Sql): Promise<Listed<IntroductionRow>> {
  const items = await rows<IntroductionRow>(
    ctx.tx,
    sql`select ${introductionColumns} from ${introductions}
        where ${where} order by ${order}, i.id limit ${inboxLinesAtMost}`,
  );
  const counted = await row<{ count: bigint }>(
    ctx.tx,
    sql`select count(*) as count from matching.introduction i where ${where}`,
  );
  return { items, count: Number(counted.count) };
}

export async function introductionsWaiting(ctx: Context) {
  const ours = organisationsOf(ctx.actor);
  const asked = sql`i.asked_id = any (${ours}::uuid[])`;
  const asker = sql`i.asker_id = any (${ours}::uuid[])`;
  const since = new Date(ctx.now.getTime() - answeredWithinDays * 86_400_000);
  return {
    toAnswer: await waiting(ctx, sql`i.state = 'asked' and ${asked}`, sql`i.answer_due_at`),
    toConclude: await waiting(
      ctx,
      sql`i.state = 'accepted' and (${asked} or ${asker})`,
      sql`i.answered_at`,
    ),
    answered: await waiting(
      ctx,
      sql`i.state in ('accepted', 'declined') and i.answered_at >= ${since} and ${asker}`,
      sql`i.answered_at desc`,
    ),
  };
}

export interface RecordLine extends Pick<RecordRow, 'id' | 'updatedAt' | 'organisationId'> {
  readonly kind: RecordKind;
  readonly title: string;
  readonly state: string;
  readonly expiresOn: string | null;
}

async function lines(ctx: Context, where: Sql, order: Sql): Promise<Listed<RecordLine>> {
  const found = await rows<RecordLine & { count: bigint }>(
    ctx.tx,
    sql`select *, count(*) over () as count from (
          select 'technology' as kind, id, title, state, expires_on, updated_at, organisation_id
          from matching.technology
          union all
          select 'need', id, title, state, expires_on, updated_at, organisation_id
          from matching.need) record
        where organisation_id = any (${organisationsOf(ctx.actor)}::uuid[]) and ${where}
        order by ${order}, id limit ${inboxLinesAtMost}`,
  );
  const count = Number(found[0]?.count ?? 0n);
  return { items: found.map(({ count: _count, ...line }) => line), count };
}

export async function recordsWaiting(ctx: Context) {
  const soon = daysLater(today(ctx.now), expiringWithinDays);
  return {
    expiring: await lines(
      ctx,
      sql`state = 'published' and expires_on <= ${soon}::date`,
      sql`expires_on`,
    ),
    drafts: await lines(ctx, sql`state = 'draft'`, sql`updated_at desc`),
  };
}
