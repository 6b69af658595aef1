/** SQL that answers screens. Whatever a person may not see is left out here, in the query. */
import type { Actor } from '../runtime/actor.ts';
import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { all, row, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { contract, NeedOrder, TechnologyOrder } from './contract.ts';
import { fields as knownFields } from './fields.ts';
import type { rankingContract } from './ranking-contract.ts';
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
import { needVisible, organisationsOf, technologyVisible } from './visibility-views.ts';

/** Ties are broken by the record. */
const technologyId = { sql: sql`t.id`, type: 'uuid' };
const needId = { sql: sql`n.id`, type: 'uuid' };
const introductionId = { sql: sql`i.id`, type: 'uuid' };

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
    conditions.push(
      sql`owner.region_code in (select registry.v_regions_within(${region}::text[]))`,
    );
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

// Technologies ------------------------------------------------------------------------------------

const technologyOrders: Readonly<Record<TechnologyOrder, Order>> = {
  '-updatedAt': {
    name: 'technologies -updatedAt',
    columns: [{ sql: sql`t.updated_at`, type: 'timestamptz' }, technologyId],
    descending: true,
  },
  expiresOn: {
    name: 'technologies expiresOn',
    columns: [{ sql: sql`coalesce(t.expires_on, ${far})`, type: 'date' }, technologyId],
  },
  title: {
    name: 'technologies title',
    columns: [{ sql: sql`t.sort_key`, type: 'text' }, technologyId],
  },
  '-maturity': {
    name: 'technologies -maturity',
    columns: [{ sql: sql`coalesce(t.maturity, 0)`, type: 'int' }, technologyId],
    descending: true,
  },
};

type TechnologyFilters = Omit<InputOf<typeof contract.listTechnologies>, 'limit' | 'cursor'>;

function technologyList(ctx: Context, filters: TechnologyFilters): List {
  const conditions = recordConditions('t', filters, ctx.actor);
  if (filters.maturity !== undefined) conditions.push(sql`t.maturity >= ${filters.maturity}`);
  return {
    columns: technologyColumns,
    from: technologies,
    narrow: {
      from: asksOwner(filters) ? technologies : sql`matching.technology t`,
      id: technologyId.sql,
    },
    where: all([technologyVisible(ctx.actor), ...conditions]),
    order: technologyOrders[filters.sort ?? '-updatedAt'],
  };
}

export function technologiesPage(ctx: Context, wish: TechnologyFilters & PageWish) {
  return pageOfList<TechnologyRow>(ctx.tx, technologyList(ctx, wish), wish);
}

export function everyTechnology(ctx: Context, filters: TechnologyFilters, rowsAtMost: number) {
  return everyRowOfList<TechnologyRow>(ctx.tx, technologyList(ctx, filters), rowsAtMost);
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

const needOrders: Readonly<Record<NeedOrder, Order>> = {
  '-updatedAt': {
    name: 'needs -updatedAt',
    columns: [{ sql: sql`n.updated_at`, type: 'timestamptz' }, needId],
    descending: true,
  },
  expiresOn: {
    name: 'needs expiresOn',
    columns: [{ sql: sql`coalesce(n.expires_on, ${far})`, type: 'date' }, needId],
  },
  title: {
    name: 'needs title',
    columns: [{ sql: sql`n.sort_key`, type: 'text' }, needId],
  },
  deadline: {
    name: 'needs deadline',
    columns: [{ sql: sql`coalesce(n.deadline, ${far})`, type: 'date' }, needId],
  },
};

type NeedFilters = Omit<InputOf<typeof contract.listNeeds>, 'limit' | 'cursor'>;

function needList(ctx: Context, filters: NeedFilters): List {
  const conditions = recordConditions('n', filters, ctx.actor);
  if (filters.maturity !== undefined) {
    conditions.push(sql`coalesce(n.least_maturity, 1) <= ${filters.maturity}`);
  }
  return {
    columns: needColumns,
    from: needs,
    narrow: {
      from: asksOwner(filters) ? needs : sql`matching.need n`,
      id: needId.sql,
    },
    where: all([needVisible(ctx.actor, ctx.now), ...conditions]),
    order: needOrders[filters.sort ?? '-updatedAt'],
  };
}

export function needsPage(ctx: Context, wish: NeedFilters & PageWish) {
  return pageOfList<NeedRow>(ctx.tx, needList(ctx, wish), wish);
}

export function everyNeed(ctx: Context, filters: NeedFilters, rowsAtMost: number) {
  return everyRowOfList<NeedRow>(ctx.tx, needList(ctx, filters), rowsAtMost);
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
  InputOf<typeof rankingContract.matchesOfNeed>,
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

/** Of these records those that the list with such filters would show; not one's own. */
export async function listedAmong(
  ctx: Context,
  kind: RecordKind,
  ids: readonly string[],
  filters: CandidateFilters & { readonly q?: string; readonly organisationId?: string },
): Promise<string[]> {
  const wish = { ...filters, state: ['published' as const] };
  const { from, where } = kind === 'need' ? needList(ctx, wish) : technologyList(ctx, wish);
  const column = (name: string) => sql.raw(`${kind === 'need' ? 'n' : 't'}.${name}`);
  const found = await rows<{ id: string }>(
    ctx.tx,
    sql`select ${column('id')} as id from ${from}
        where ${column('id')} = any (${ids}::uuid[])
          and not ${column('organisation_id')} = any (${organisationsOf(ctx.actor)}::uuid[])
          and ${where}`,
  );
  return found.map(({ id }) => id);
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

const introductionOrders: Readonly<Record<NonNullable<IntroductionWish['sort']>, Order>> = {
  '-askedAt': {
    name: 'introductions -askedAt',
    columns: [{ sql: sql`i.asked_at`, type: 'timestamptz' }, introductionId],
    descending: true,
  },
  answerDueAt: {
    name: 'introductions answerDueAt',
    columns: [{ sql: sql`i.answer_due_at`, type: 'timestamptz' }, introductionId],
  },
};

/** An introduction is seen by its two sides alone. */
export function introductionVisible(actor: Actor): Sql {
  if (actor.kind === 'system') return sql`true`;
  const ours = organisationsOf(actor);
  return sql`(i.asker_id = any (${ours}::uuid[]) or i.asked_id = any (${ours}::uuid[]))`;
}

function introductionList(ctx: Context, filters: IntroductionFilters): List {
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
    narrow: {
      from: sql`matching.introduction i`,
      id: introductionId.sql,
    },
    where: all([introductionVisible(ctx.actor), ...conditions]),
    order: introductionOrders[filters.sort ?? '-askedAt'],
  };
}

export function introductionsPage(ctx: Context, wish: IntroductionWish) {
  return pageOfList<IntroductionRow>(ctx.tx, introductionList(ctx, wish), wish);
}

export function everyIntroduction(ctx: Context, filters: IntroductionFilters, rowsAtMost: number) {
  return everyRowOfList<IntroductionRow>(ctx.tx, introductionList(ctx, filters), rowsAtMost);
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

export const inboxLinesAtMost = 20;
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
    sql`select count(*) as count from matching.introduction i
          left join matching.deal d on d.introduction_id = i.id
        where ${where}`,
  );
  return { items, count: Number(counted.count) };
}

/** An introduction with a meeting of which this holds. */
function meets(condition: Sql): Sql {
  return sql`exists (select from matching.meeting p where p.introduction_id = i.id
    and ${condition})`;
}

export async function introductionsWaiting(ctx: Context) {
  const ours = organisationsOf(ctx.actor);
  const isOurs = (column: string) => sql`${sql.raw(column)} = any (${ours}::uuid[])`;
  const asked = isOurs('i.asked_id');
  const asker = isOurs('i.asker_id');
  const part = sql`(${asked} or ${asker})`;
  const talking = sql`i.state = 'accepted' and ${part}`;
  const since = new Date(ctx.now.getTime() - answeredWithinDays * 86_400_000);
  const offered = meets(sql`p.state = 'proposed'`);
  const ahead = meets(sql`p.state = 'arranged' and p.ends_at > ${ctx.now}`);
  return {
    toAnswer: await waiting(ctx, sql`i.state = 'asked' and ${asked}`, sql`i.answer_due_at`),
    toPick: await waiting(
      ctx,
      sql`${talking} and ${meets(sql`p.state = 'proposed' and not ${isOurs('p.proposed_by_id')}`)}`,
      sql`i.answered_at`,
    ),
    toMeet: await waiting(ctx, sql`${talking} and ${ahead}`, sql`i.outcome_due_at`),
    toConclude: await waiting(
      ctx,
      sql`${talking} and not ${offered} and not ${ahead}`,
      sql`i.outcome_due_at`,
    ),
    toConfirm: await waiting(
      ctx,
      sql`${part} and ((d.state = 'recorded' and not ${isOurs('d.recorded_by_id')})
        or (d.state = 'disputed' and ${isOurs('d.recorded_by_id')}))`,
      sql`d.recorded_at`,
    ),
    answered: await waiting(
      ctx,
      sql`i.state in ('accepted', 'declined') and i.answered_at >= ${since} and ${asker}`,
      sql`i.answered_at desc`,
    ),
  };
}

export interface RecordLine
  extends Pick<RecordRow, 'id' | 'updatedAt' | 'organisationId' | 'revision'> {
  readonly kind: RecordKind;
  readonly title: string;
  readonly state: string;
  readonly expiresOn: string | null;
}

async function lines(ctx: Context, where: Sql, order: Sql): Promise<Listed<RecordLine>> {
  const found = await rows<RecordLine & { count: bigint }>(
    ctx.tx,
    sql`select *, count(*) over () as count from (
          select 'technology' as kind, id, title, state, expires_on, updated_at, organisation_id,
            revision
          from matching.technology
          union all
          select 'need', id, title, state, expires_on, updated_at, organisation_id, revision
          from matching.need) record
        where organisation_id = any (${organisationsOf(ctx.actor)}::uuid[]) and ${where}
        order by ${order}, id limit ${inboxLinesAtMost}`,
  );
  const count = Number(found[0]?.count ?? 0n);
  return { items: found.map(({ count: _count, ...line }) => line), count };
}

export async function recordsWaiting(ctx: Context) {
  const soon = daysLater(today(ctx.now), expiringWithinDays);
  // What expired unnoticed can still be renewed with one click.
  const lately = daysLater(today(ctx.now), -3 * expiringWithinDays);
  return {
    expiring: await lines(
      ctx,
      sql`((state = 'published' and expires_on <= ${soon}::date)
        or (state = 'expired' and expires_on >= ${lately}::date))`,
      sql`expires_on`,
    ),
    drafts: await lines(ctx, sql`state = 'draft'`, sql`updated_at desc`),
    toMend: await lines(ctx, sql`state = 'on_hold'`, sql`updated_at desc`),
  };
}
