/** SQL that writes, and reads what a verb needs. */
import { sortKey } from '../registry/index.ts';
import { execute, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { Running } from './clock.ts';
import type { Owner } from './contract.ts';
import type { LapseCause, Outcome, OutcomeKind, WithdrawalReason } from './introduction.ts';
import type { Meeting } from './meeting.ts';
import type { NeedState, NeedText, NeedWithdrawalReason } from './need.ts';
import type { Contact, UnpublishedState } from './record.ts';
import type { Quality } from './review.ts';
import { searchLexemes } from './search-text.ts';
import type { TechnologyState, TechnologyText, TechnologyWithdrawalReason } from './technology.ts';

export interface RecordRow {
  readonly id: string;
  readonly organisationId: string;
  readonly organisation: Owner;
  /** The province of its organisation: what flows are counted by. */
  readonly province: string | null;
  readonly journeyId: string | null;
  readonly sample: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly publishedAt: string | null;
  readonly reviewId: string | null;
  /** Null where it was published without a review, or is not published yet. */
  readonly quality: Quality | null;
  readonly changedSinceReview: boolean;
  readonly revision: number;
}

export interface TechnologyRow extends RecordRow, TechnologyText {
  readonly state: TechnologyState;
  readonly withdrawnBecause: TechnologyWithdrawalReason | null;
}

export interface NeedRow extends RecordRow, NeedText {
  readonly state: NeedState;
  readonly withdrawnBecause: NeedWithdrawalReason | null;
}

const recordColumns = (alias: string) =>
  sql.raw(
    ['id', 'organisation_id', 'state', 'title', 'keywords', 'fields', 'languages', 'source']
      .concat(['contact', 'expires_on', 'journey_id', 'sample', 'created_at', 'updated_at'])
      .concat(['published_at', 'withdrawn_because', 'revision'])
      .concat(['review_id', 'quality', 'changed_since_review'])
      .map((column) => `${alias}.${column}`)
      .concat(['owner.owner as organisation', 'owner.province_code as province'])
      .join(', '),
  );

export const technologyColumns = sql`${recordColumns('t')},
  t.summary, t.maturity, t.ip_position,
  case when t.price_modes is not null then jsonb_build_object('modes', t.price_modes,
    'minimumMinor', t.price_minimum_minor::text, 'maximumMinor', t.price_maximum_minor::text,
    'currency', t.price_currency) end as price`;

export const technologies = sql`matching.technology t
  join matching.v_owner owner on owner.id = t.organisation_id`;

export const needColumns = sql`${recordColumns('n')},
  n.problem, n.targets, n.least_maturity, n.deadline, n.region_scope, n.visibility, n.compact_id,
  case when n.has_budget then jsonb_build_object('minimumMinor', n.budget_minimum_minor::text,
    'maximumMinor', n.budget_maximum_minor::text, 'currency', n.budget_currency) end as budget,
  array(select a.organisation_id::text from matching.need_audience a where a.need_id = n.id
        order by 1) as named_organisation_ids`;

export const needs = sql`matching.need n
  join matching.v_owner owner on owner.id = n.organisation_id`;

/** `update` before a change; `share` to keep it from changing until the transaction ends. */
export type Lock = 'update' | 'share';

function locking(lock: Lock | undefined, alias: string): Sql {
  return lock === undefined ? sql`` : sql.raw(`for ${lock} of ${alias}`);
}

// Technologies ------------------------------------------------------------------------------------

export async function loadTechnology(tx: Tx, id: string, lock?: Lock) {
  return await rowOrNull<TechnologyRow>(
    tx,
    sql`select ${technologyColumns} from ${technologies}
        where t.id = ${id} ${locking(lock, 't')}`,
  );
}

export interface NewRecord {
  readonly id: string;
  readonly organisationId: string;
  readonly now: Date;
  readonly sample: boolean;
}

export async function insertTechnology(tx: Tx, record: NewRecord, text: TechnologyText) {
  await execute(
    tx,
    sql`insert into matching.technology (id, organisation_id, sample, created_at, updated_at)
        values (${record.id}, ${record.organisationId}, ${record.sample}, ${record.now},
          ${record.now})`,
  );
  await writeTechnologyText(tx, record.id, text);
}

async function writeTechnologyText(tx: Tx, id: string, text: TechnologyText) {
  const words = [text.title, text.summary, ...text.keywords, text.source];
  await execute(
    tx,
    sql`update matching.technology set title = ${text.title},
          sort_key = ${sortKey(text.title)}, search = array_to_tsvector(${searchLexemes(words)}::text[]),
          summary = ${text.summary}, keywords = ${text.keywords}, fields = ${text.fields},
          maturity = ${text.maturity}, ip_position = ${text.ipPosition},
          price_modes = ${text.price?.modes ?? null},
          price_minimum_minor = ${text.price?.minimumMinor ?? null},
          price_maximum_minor = ${text.price?.maximumMinor ?? null},
          price_currency = ${text.price?.currency ?? null}, languages = ${text.languages},
          source = ${text.source}, contact = ${json(text.contact)}, expires_on = ${text.expiresOn}
        where id = ${id}`,
  );
}

export async function updateTechnology(tx: Tx, id: string, text: TechnologyText, now: Date) {
  await writeTechnologyText(tx, id, text);
  await touch(tx, 'technology', id, now);
}

// Needs -------------------------------------------------------------------------------------------

export async function loadNeed(tx: Tx, id: string, lock?: Lock) {
  return await rowOrNull<NeedRow>(
    tx,
    sql`select ${needColumns} from ${needs} where n.id = ${id} ${locking(lock, 'n')}`,
  );
}

export async function insertNeed(tx: Tx, record: NewRecord, text: NeedText) {
  await execute(
    tx,
    sql`insert into matching.need (id, organisation_id, sample, created_at, updated_at)
        values (${record.id}, ${record.organisationId}, ${record.sample}, ${record.now},
          ${record.now})`,
  );
  await writeNeedText(tx, record.id, text);
}

async function writeNeedText(tx: Tx, id: string, text: NeedText) {
  const words = [text.title, text.problem, text.targets, ...text.keywords, text.source];
  await execute(
    tx,
    sql`update matching.need set title = ${text.title}, sort_key = ${sortKey(text.title)},
          search = array_to_tsvector(${searchLexemes(words)}::text[]), problem = ${text.problem}, targets = ${text.targets},
          keywords = ${text.keywords}, fields = ${text.fields},
          least_maturity = ${text.leastMaturity}, has_budget = ${text.budget !== null},
          budget_minimum_minor = ${text.budget?.minimumMinor ?? null},
          budget_maximum_minor = ${text.budget?.maximumMinor ?? null},
          budget_currency = ${text.budget?.currency ?? null}, deadline = ${text.deadline},
          region_scope = ${text.regionScope}, visibility = ${text.visibility},
          compact_id = ${text.compactId}, languages = ${text.languages}, source = ${text.source},
          contact = ${json(text.contact)}, expires_on = ${text.expiresOn}
        where id = ${id}`,
  );
  await execute(tx, sql`delete from matching.need_audience where need_id = ${id}`);
  await execute(
    tx,
    sql`insert into matching.need_audience (need_id, organisation_id)
        select ${id}, one from unnest(${text.namedOrganisationIds}::uuid[]) one
        on conflict do nothing`,
  );
}

export async function updateNeed(tx: Tx, id: string, text: NeedText, now: Date) {
  await writeNeedText(tx, id, text);
  await touch(tx, 'need', id, now);
}

// Both --------------------------------------------------------------------------------------------

export type RecordTable = 'technology' | 'need';

const table = (name: RecordTable) => sql.raw(`matching.${name}`);

async function touch(tx: Tx, name: RecordTable, id: string, now: Date) {
  await execute(
    tx,
    sql`update ${table(name)} set revision = revision + 1, updated_at = ${now} where id = ${id}`,
  );
}

export async function markPublished(
  tx: Tx,
  name: RecordTable,
  id: string,
  about: {
    readonly journeyId: string;
    readonly expiresOn: string;
    readonly quality: Quality | null;
    readonly now: Date;
  },
) {
  await execute(
    tx,
    sql`update ${table(name)} set state = 'published', journey_id = ${about.journeyId},
          published_at = ${about.now}, expires_on = ${about.expiresOn},
          quality = ${about.quality} where id = ${id}`,
  );
  await touch(tx, name, id, about.now);
}

/** Moves it to and fro before it is published. */
export async function markUnpublished(
  tx: Tx,
  name: RecordTable,
  id: string,
  about: {
    readonly state: UnpublishedState;
    readonly journeyId: string;
    readonly reviewId: string;
    readonly now: Date;
  },
) {
  await execute(
    tx,
    sql`update ${table(name)} set state = ${about.state}, journey_id = ${about.journeyId},
          review_id = ${about.reviewId} where id = ${id}`,
  );
  await touch(tx, name, id, about.now);
}

/** What its reviewers read is no longer what stands there. */
export async function markChangedSinceReview(tx: Tx, name: RecordTable, id: string) {
  await execute(
    tx,
    sql`update ${table(name)} set changed_since_review = true
        where id = ${id} and quality is not null`,
  );
}

export async function markRenewed(tx: Tx, name: RecordTable, id: string, until: string, now: Date) {
  await execute(
    tx,
    sql`update ${table(name)} set state = 'published', expires_on = ${until} where id = ${id}`,
  );
  await touch(tx, name, id, now);
}

export async function markWithdrawn(
  tx: Tx,
  name: RecordTable,
  id: string,
  about: { readonly because: string; readonly note: string | null; readonly now: Date },
) {
  await execute(
    tx,
    sql`update ${table(name)} set state = 'withdrawn', withdrawn_because = ${about.because},
          withdrawn_note = ${about.note} where id = ${id}`,
  );
  await touch(tx, name, id, about.now);
}

export async function markFulfilled(tx: Tx, id: string, note: string | null, now: Date) {
  await execute(
    tx,
    sql`update matching.need set state = 'fulfilled', fulfilled_note = ${note} where id = ${id}`,
  );
  await touch(tx, 'need', id, now);
}

export async function deleteDraft(tx: Tx, name: RecordTable, id: string) {
  await execute(tx, sql`delete from ${table(name)} where id = ${id} and state = 'draft'`);
}

export interface ExpiredRow {
  readonly id: string;
  readonly organisationId: string;
  readonly journeyId: string;
  readonly province: string | null;
}

/** Marks some whose last day has passed; answers them. Two processes at once do not wait. */
export async function expireSome(tx: Tx, name: RecordTable, today: string, now: Date) {
  return await rows<ExpiredRow>(
    tx,
    sql`with due as (
          select id from ${table(name)} where state = 'published' and expires_on < ${today}::date
          order by expires_on limit 200 for update skip locked)
        update ${table(name)} r set state = 'expired', revision = revision + 1,
          updated_at = ${now}
        from due, matching.v_owner o where r.id = due.id and o.id = r.organisation_id
        returning r.id, r.organisation_id, r.journey_id, o.province_code as province`,
  );
}

export interface Organisation {
  readonly id: string;
  readonly status: string;
  readonly sample: boolean;
  readonly province: string | null;
}

export async function loadOrganisation(tx: Tx, id: string): Promise<Organisation | null> {
  return await rowOrNull<Organisation>(
    tx,
    sql`select o.id, o.status, o.sample, owner.province_code as province
        from registry.v_organisation o join matching.v_owner owner on owner.id = o.id
        where o.id = ${id}`,
  );
}

/** What a need names and the registry does not know. */
export async function findUnknown(
  tx: Tx,
  named: Pick<NeedText, 'regionScope' | 'namedOrganisationIds' | 'compactId'>,
): Promise<{ regions: string[]; organisations: string[]; compact: boolean }> {
  const regions = await rows<{ code: string }>(
    tx,
    sql`select code from unnest(${named.regionScope}::text[]) code
        where not exists (select 1 from registry.v_region r where r.code = code.code)`,
  );
  const organisations = await rows<{ id: string }>(
    tx,
    sql`select id from unnest(${named.namedOrganisationIds}::uuid[]) id
        where not exists (select 1 from registry.v_organisation o where o.id = id.id)`,
  );
  const compact = await rowOrNull<{ found: boolean }>(
    tx,
    sql`select exists (select 1 from registry.v_compact_member
          where compact_id = ${named.compactId}::uuid) as found`,
  );
  return {
    regions: regions.map((one) => one.code),
    organisations: organisations.map((one) => one.id),
    compact: named.compactId !== null && compact?.found !== true,
  };
}

// Introductions -----------------------------------------------------------------------------------

export interface AboutRow {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly organisationId: string;
  readonly contact: Contact | null;
}

export interface IntroductionRow extends Running {
  readonly id: string;
  readonly journeyId: string;
  readonly askedId: string;
  readonly asker: Owner;
  readonly asked: Owner;
  readonly askerProvince: string | null;
  readonly askedProvince: string | null;
  readonly need: AboutRow | null;
  readonly technology: AboutRow | null;
  /** What the need would pay, else what the technology would cost. */
  readonly stakeMinor: string | null;
  readonly stakeCurrency: string | null;
  readonly message: string;
  readonly note: string | null;
  readonly askerContact: Contact;
  readonly askedContact: Contact | null;
  readonly answeredAt: string | null;
  readonly declineReasons: Outcome['reasons'];
  readonly withdrawnBecause: WithdrawalReason | null;
  readonly lapsedBecause: LapseCause | null;
  readonly outcome: OutcomeKind | null;
  readonly outcomeReasons: Outcome['reasons'];
  /** The latest. */
  readonly meeting: (Meeting & { readonly id: string }) | null;
  readonly deal: (NonNullable<Running['deal']> & { readonly id: string }) | null;
  readonly sample: boolean;
  readonly revision: number;
}

const aboutColumn = (alias: string) =>
  sql.raw(`case when ${alias}.id is not null then jsonb_build_object('id', ${alias}.id,
    'title', ${alias}.title, 'state', ${alias}.state,
    'organisationId', ${alias}.organisation_id, 'contact', ${alias}.contact) end`);

export const introductionColumns = sql`i.id, i.journey_id, i.asker_id, i.asked_id, i.state,
  i.message, i.note, i.asker_contact, i.asked_contact, i.asked_at, i.answer_due_at, i.answered_at,
  i.decline_reasons, i.withdrawn_because, i.lapsed_because, i.outcome, i.outcome_due_at,
  i.outcome_reasons, i.sample, i.revision, asker.owner as asker, asked.owner as asked,
  asker.province_code as asker_province, asked.province_code as asked_province,
  ${aboutColumn('n')} as need, ${aboutColumn('t')} as technology,
  coalesce(n.budget_maximum_minor, n.budget_minimum_minor, t.price_minimum_minor,
    t.price_maximum_minor) as stake_minor,
  case when coalesce(n.budget_maximum_minor, n.budget_minimum_minor) is not null
    then n.budget_currency else t.price_currency end as stake_currency,
  case when m.id is not null then jsonb_build_object('id', m.id, 'state', m.state,
    'proposedById', m.proposed_by_id, 'proposedAt', m.proposed_at, 'pickDueAt', m.pick_due_at,
    'startsAt', m.starts_at, 'endsAt', m.ends_at) end as meeting,
  case when d.id is not null then jsonb_build_object('id', d.id, 'state', d.state,
    'recordedById', d.recorded_by_id, 'recordedAt', d.recorded_at) end as deal`;

export const introductions = sql`matching.introduction i
  join matching.v_owner asker on asker.id = i.asker_id
  join matching.v_owner asked on asked.id = i.asked_id
  left join matching.need n on n.id = i.need_id
  left join matching.technology t on t.id = i.technology_id
  left join matching.deal d on d.introduction_id = i.id
  left join lateral (select * from matching.meeting latest where latest.introduction_id = i.id
    order by latest.created_at desc, latest.id desc limit 1) m on true`;

/** Locks first and reads then: what hangs on the row may have changed while the lock was waited for. */
export async function loadIntroduction(tx: Tx, id: string, lock?: 'update') {
  if (lock !== undefined) {
    await rows(tx, sql`select id from matching.introduction where id = ${id} for update`);
  }
  return await rowOrNull<IntroductionRow>(
    tx,
    sql`select ${introductionColumns} from ${introductions} where i.id = ${id}`,
  );
}

export interface Pair {
  readonly needId: string | null;
  readonly technologyId: string | null;
  readonly askerId: string;
  readonly askedId: string;
}

export async function findOpenIntroduction(tx: Tx, pair: Pair): Promise<string | null> {
  const found = await rowOrNull<{ id: string }>(
    tx,
    sql`select id from matching.introduction
        where need_id is not distinct from ${pair.needId}::uuid
          and technology_id is not distinct from ${pair.technologyId}::uuid
          and least(asker_id, asked_id)
            = least(${pair.askerId}::uuid, ${pair.askedId}::uuid)
          and greatest(asker_id, asked_id)
            = greatest(${pair.askerId}::uuid, ${pair.askedId}::uuid)
          and state in ('asked', 'accepted')`,
  );
  return found?.id ?? null;
}

/** False where another request of the same pair came first: the index lets one open at a time. */
export async function insertIntroduction(
  tx: Tx,
  pair: Pair,
  about: {
    readonly id: string;
    readonly journeyId: string;
    readonly message: string;
    readonly askerContact: Contact;
    readonly askedAt: Date;
    readonly answerDueAt: Date;
    readonly sample: boolean;
  },
): Promise<boolean> {
  const inserted = await execute(
    tx,
    sql`insert into matching.introduction (id, journey_id, need_id, technology_id, asker_id,
          asked_id, message, asker_contact, asked_at, answer_due_at, sample, updated_at)
        values (${about.id}, ${about.journeyId}, ${pair.needId}, ${pair.technologyId},
          ${pair.askerId}, ${pair.askedId}, ${about.message}, ${json(about.askerContact)},
          ${about.askedAt}, ${about.answerDueAt}, ${about.sample}, ${about.askedAt})
        on conflict do nothing`,
  );
  return inserted === 1;
}

async function changeIntroduction(tx: Tx, id: string, now: Date, changes: Sql) {
  await execute(
    tx,
    sql`update matching.introduction set ${changes}, revision = revision + 1, updated_at = ${now}
        where id = ${id}`,
  );
}

export async function markAccepted(
  tx: Tx,
  id: string,
  about: {
    readonly contact: Contact;
    readonly note: string | null;
    readonly now: Date;
    readonly outcomeDueAt: Date;
  },
) {
  await changeIntroduction(
    tx,
    id,
    about.now,
    sql`state = 'accepted', answered_at = ${about.now}, note = ${about.note},
        asked_contact = ${json(about.contact)}, outcome_due_at = ${about.outcomeDueAt}`,
  );
}

export async function markDeclined(
  tx: Tx,
  id: string,
  about: { readonly reasons: readonly string[]; readonly note: string | null; readonly now: Date },
) {
  await changeIntroduction(
    tx,
    id,
    about.now,
    sql`state = 'declined', answered_at = ${about.now}, note = ${about.note},
        decline_reasons = ${about.reasons}`,
  );
}

export async function markIntroductionWithdrawn(
  tx: Tx,
  id: string,
  about: {
    readonly because: WithdrawalReason;
    readonly note: string | null;
    readonly now: Date;
  },
) {
  await changeIntroduction(
    tx,
    id,
    about.now,
    sql`state = 'withdrawn', withdrawn_because = ${about.because},
        note = coalesce(${about.note}, note)`,
  );
}

export async function markConcluded(
  tx: Tx,
  id: string,
  { outcome, reasons }: Pick<Outcome, 'outcome' | 'reasons'>,
  note: string | null,
  now: Date,
) {
  await changeIntroduction(
    tx,
    id,
    now,
    sql`state = 'concluded', concluded_at = ${now}, note = coalesce(${note}, note),
        outcome = ${outcome}, outcome_reasons = ${reasons}`,
  );
}

/** The talks go on: what came of them is asked for later. */
export async function postponeOutcome(tx: Tx, id: string, outcomeDueAt: Date, now: Date) {
  await changeIntroduction(tx, id, now, sql`outcome_due_at = ${outcomeDueAt}`);
}

/** Requests that nobody answered in time, locked; those another process holds are passed over. */
export async function lockOverdue(tx: Tx, now: Date): Promise<IntroductionRow[]> {
  return await rows<IntroductionRow>(
    tx,
    sql`select ${introductionColumns} from ${introductions}
        where i.state = 'asked' and i.answer_due_at <= ${now}
        order by i.answer_due_at limit 200 for update of i skip locked`,
  );
}

/** Accepted ones of which nobody said in time what came; no meeting is ahead. Locked. */
export async function lockWithoutOutcome(tx: Tx, now: Date): Promise<IntroductionRow[]> {
  return await rows<IntroductionRow>(
    tx,
    sql`select ${introductionColumns} from ${introductions}
        where i.state = 'accepted' and i.outcome_due_at <= ${now}
          and not exists (select from matching.meeting open where open.introduction_id = i.id
            and (open.state = 'proposed' or (open.state = 'arranged' and open.ends_at > ${now})))
        order by i.outcome_due_at limit 200 for update of i skip locked`,
  );
}

/** Unanswered requests about a record, locked. */
export async function lockAskedAbout(
  tx: Tx,
  name: RecordTable,
  id: string,
): Promise<IntroductionRow[]> {
  return await rows<IntroductionRow>(
    tx,
    sql`select ${introductionColumns} from ${introductions}
        where i.state = 'asked' and ${sql.raw(`i.${name}_id`)} = ${id}
        order by i.id for update of i`,
  );
}

export async function markLapsed(tx: Tx, id: string, because: LapseCause, now: Date) {
  await changeIntroduction(tx, id, now, sql`state = 'lapsed', lapsed_because = ${because}`);
}

function json(value: object | null): Sql {
  return value === null ? sql`null::jsonb` : sql`${JSON.stringify(value)}::jsonb`;
}
