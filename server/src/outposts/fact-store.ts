/** SQL that writes facts, confirmations and disputes, and reads what a verb needs of them. */
import type { Who } from '../runtime/actor.ts';
import { execute, row, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { DisputeOutcome } from './dispute.ts';
import type { FactContent, FactKind, FactOrigin } from './fact.ts';

// Agreements, as facts need them ------------------------------------------------------------------

export interface SignedTerms {
  readonly id: string;
  readonly number: number;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly terms: unknown;
}

/** Versions that all parties signed, the first first. */
export async function signedTerms(tx: Tx, agreementId: string): Promise<SignedTerms[]> {
  return await rows(
    tx,
    sql`select id, number, starts_on, ends_on, terms from outposts.agreement_version
        where agreement_id = ${agreementId} and state = 'signed' order by starts_on`,
  );
}

export interface AgreementKey {
  readonly id: string;
  readonly compactId: string | null;
  readonly journeyId: string;
  readonly sample: boolean;
}

export async function readAgreementKey(tx: Tx, id: string): Promise<AgreementKey | null> {
  return await rowOrNull(
    tx,
    sql`select id, compact_id, journey_id, sample from outposts.agreement where id = ${id}`,
  );
}

// Facts -------------------------------------------------------------------------------------------

export interface NewFact extends FactContent {
  readonly id: string;
  readonly agreementId: string;
  readonly identity: string;
  readonly revision: number;
  readonly kind: FactKind;
  readonly year: number;
  readonly evidenceUrl: string | null;
  readonly reason: string | null;
  readonly reportedFor: string;
  readonly origin: FactOrigin;
  readonly moveId: string | null;
  readonly fileIds: readonly string[];
  readonly sample: boolean;
}

export async function insertFacts(
  tx: Tx,
  facts: readonly NewFact[],
  by: Who,
  now: Date,
): Promise<void> {
  const list = JSON.stringify(facts);
  await execute(
    tx,
    sql`insert into outposts.fact (id, agreement_id, identity, revision, kind, period, year, party,
          measure, amount, unit, source, evidence, evidence_url, columns, reason, reported_for,
          reported_by_id, reported_by_name, reported_at, origin, move_id, sample)
        select f.id, f."agreementId", f.identity, f.revision, f.kind, f.period, f.year, f.party,
          f.measure, f.amount, f.unit, f.source, f.evidence, f."evidenceUrl", f.columns, f.reason,
          f."reportedFor", ${by.id}::uuid, ${by.name}, ${now}, f.origin, f."moveId", f.sample
        from jsonb_to_recordset(${list}::jsonb) as f (id uuid, "agreementId" uuid, identity text,
          revision int, kind text, period text, year int, party text, measure text, amount text,
          unit text, source text, evidence text, "evidenceUrl" text, columns jsonb, reason text,
          "reportedFor" text, origin text, "moveId" uuid, sample boolean)`,
  );
  await execute(
    tx,
    sql`insert into outposts.fact_file (fact_id, file_id)
        select f.id, file.id::uuid
        from jsonb_to_recordset(${list}::jsonb) as f (id uuid, "fileIds" jsonb)
        cross join lateral jsonb_array_elements_text(f."fileIds") as file (id)`,
  );
}

export interface FactRecord extends FactContent {
  readonly id: string;
  readonly agreementId: string;
  readonly identity: string;
  readonly revision: number;
  readonly kind: FactKind;
  readonly year: number;
  readonly evidenceUrl: string | null;
  readonly reportedFor: string;
  readonly isLatest: boolean;
  readonly confirmedBy: string[];
  /** The dispute that pauses it. */
  readonly disputeId: string | null;
  readonly sample: boolean;
}

const factRecord = sql`f.id, f.agreement_id, f.identity, f.revision, f.kind, f.period, f.year,
  f.party, f.measure, f.amount, f.unit, f.source, f.evidence, f.evidence_url, f.columns,
  f.reported_for, f.sample,
  not exists (select from outposts.fact l where l.agreement_id = f.agreement_id
    and l.identity = f.identity and l.revision > f.revision) as is_latest,
  array(select f.reported_for union select c.party from outposts.confirmation c
    where c.fact_id = f.id order by 1) as confirmed_by,
  (select d.id from outposts.dispute d where d.fact_id = f.id and d.resolved_at is null)
    as dispute_id`;

/** Read after the agreement was locked, since whoever writes facts of it takes turns there. */
export async function findFact(tx: Tx, id: string): Promise<FactRecord | null> {
  return await rowOrNull(tx, sql`select ${factRecord} from outposts.fact f where f.id = ${id}`);
}

export async function agreementOfFact(tx: Tx, id: string): Promise<string | null> {
  const found = await rowOrNull<{ agreementId: string }>(
    tx,
    sql`select agreement_id from outposts.fact where id = ${id}`,
  );
  return found?.agreementId ?? null;
}

/** The last revision of each fact that stands or was reversed: what comes next follows it. */
export async function latestRevisions(
  tx: Tx,
  agreementId: string,
): Promise<ReadonlyMap<string, number>> {
  const found = await rows<{ identity: string; revision: number }>(
    tx,
    sql`select identity, max(revision) as revision from outposts.fact
        where agreement_id = ${agreementId} group by identity`,
  );
  return new Map(found.map(({ identity, revision }) => [identity, revision]));
}

export async function countFacts(tx: Tx, agreementId: string): Promise<number> {
  const { count } = await row<{ count: number }>(
    tx,
    sql`select count(*)::int as count from outposts.fact where agreement_id = ${agreementId}`,
  );
  return count;
}

export async function insertConfirmations(
  tx: Tx,
  factIds: readonly string[],
  party: string,
  by: Who,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into outposts.confirmation (fact_id, party, confirmed_by_id, confirmed_by_name,
          confirmed_at)
        select id, ${party}, ${by.id}::uuid, ${by.name}, ${now}
        from unnest(${factIds}::uuid[]) as given (id) on conflict do nothing`,
  );
}

// Files -------------------------------------------------------------------------------------------

export interface KeptFile {
  readonly id: string;
  readonly agreementId: string;
  readonly purpose: 'evidence' | 'facts';
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly digest: string;
}

export async function insertAgreementFile(
  tx: Tx,
  file: KeptFile,
  by: Who,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into outposts.file (id, agreement_id, purpose, name, media_type, bytes, digest,
          uploaded_by_id, uploaded_by_name, uploaded_at)
        values (${file.id}, ${file.agreementId}, ${file.purpose}, ${file.name}, ${file.mediaType},
          ${file.bytes}, ${file.digest}, ${by.id}, ${by.name}, ${now})`,
  );
}

export async function findAgreementFile(tx: Tx, id: string): Promise<KeptFile | null> {
  return await rowOrNull(
    tx,
    sql`select id, agreement_id, purpose, name, media_type, bytes::int, digest
        from outposts.file where id = ${id}`,
  );
}

/** Of the files, those that are evidence of the agreement. */
export async function evidenceAmong(
  tx: Tx,
  agreementId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await rows<{ id: string }>(
    tx,
    sql`select id from outposts.file where agreement_id = ${agreementId}
        and purpose = 'evidence' and id = any (${ids}::uuid[])`,
  );
  return new Set(found.map(({ id }) => id));
}

// Disputes ----------------------------------------------------------------------------------------

export interface DisputeRecord {
  readonly id: string;
  readonly agreementId: string;
  readonly factId: string;
  readonly raisedFor: string;
  readonly answerDueOn: string;
  readonly answeredAt: string | null;
  readonly upheldAt: string | null;
  readonly resolvedAt: string | null;
  readonly revision: number;
  /** Who reported the fact. */
  readonly reportedFor: string;
}

export async function findDispute(tx: Tx, id: string): Promise<DisputeRecord | null> {
  return await rowOrNull(
    tx,
    sql`select d.id, d.agreement_id, d.fact_id, d.raised_for, d.answer_due_on, d.answered_at,
          d.upheld_at, d.resolved_at, d.revision, f.reported_for
        from outposts.dispute d join outposts.fact f on f.id = d.fact_id
        where d.id = ${id}`,
  );
}

export interface NewDispute {
  readonly id: string;
  readonly agreementId: string;
  readonly factId: string;
  readonly ground: string;
  readonly note: string;
  readonly raisedFor: string;
  readonly answerDueOn: string;
  readonly sample: boolean;
}

/** Whether it was written: about the same thing there is one open dispute at a time. */
export async function insertDispute(tx: Tx, one: NewDispute, by: Who, now: Date): Promise<boolean> {
  const written = await execute(
    tx,
    sql`insert into outposts.dispute (id, agreement_id, fact_id, ground, note, raised_for,
          raised_by_id, raised_by_name, raised_at, answer_due_on, sample)
        values (${one.id}, ${one.agreementId}, ${one.factId}, ${one.ground}, ${one.note},
          ${one.raisedFor}, ${by.id}, ${by.name}, ${now}, ${one.answerDueOn}, ${one.sample})
        on conflict do nothing`,
  );
  return written === 1;
}

export async function writeAnswer(
  tx: Tx,
  id: string,
  said: { readonly answer: string; readonly note: string; readonly answeredFor: string },
  by: Who,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`update outposts.dispute set answer = ${said.answer}, answer_note = ${said.note},
          answered_for = ${said.answeredFor}, answered_by_name = ${by.name}, answered_at = ${now},
          revision = revision + 1
        where id = ${id}`,
  );
}

export async function writeUpheld(
  tx: Tx,
  id: string,
  note: string,
  by: Who,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`update outposts.dispute set upheld_note = ${note}, upheld_by_name = ${by.name},
          upheld_at = ${now}, revision = revision + 1 where id = ${id}`,
  );
}

export async function writeOutcome(
  tx: Tx,
  id: string,
  said: { readonly outcome: DisputeOutcome; readonly note: string | null },
  by: Who,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`update outposts.dispute set outcome = ${said.outcome}, outcome_note = ${said.note},
          resolved_by_name = ${by.name}, resolved_at = ${now}, revision = revision + 1
        where id = ${id}`,
  );
}

export interface OverdueDispute {
  readonly id: string;
  readonly agreementId: string;
  readonly journeyId: string;
  readonly answerDueOn: string;
}

/** Disputes that nobody answered in time and of which nobody was told yet. */
export async function lockOverdueDisputes(tx: Tx, today: string): Promise<OverdueDispute[]> {
  return await rows(
    tx,
    sql`select d.id, d.agreement_id, a.journey_id, d.answer_due_on
        from outposts.dispute d join outposts.agreement a on a.id = d.agreement_id
        where d.resolved_at is null and d.answered_at is null and d.overdue_told_on is null
          and d.answer_due_on < ${today}::date
        order by d.id limit 100 for update of d skip locked`,
  );
}

export async function markOverdueTold(tx: Tx, ids: readonly string[], today: string) {
  await execute(
    tx,
    sql`update outposts.dispute set overdue_told_on = ${today} where id = any (${ids}::uuid[])`,
  );
}
