/** SQL that writes rounds and self-reports, and reads what use cases need. */
import type { Who } from '../runtime/actor.ts';
import {
  columnsOf,
  execute,
  rowOrNull,
  rows,
  type Sql,
  settersOf,
  sql,
  type Tx,
} from '../runtime/sql.ts';
import type { Checked, Verdict } from './evidence-check.ts';
import type { Calendar, RoundState, Sharing } from './round.ts';
import type { RoundSource } from './round-sources.ts';

/** What its keepers choose before a round begins. */
export interface RoundSettings {
  readonly titleZh: string;
  readonly titleEn: string;
  readonly schemeVersionId: string;
  readonly dataFrom: string;
  readonly dataUntil: string;
  readonly calendar: Calendar;
  readonly sources: Readonly<Record<string, RoundSource>>;
  readonly sharing: Sharing;
  readonly seats: number;
  readonly mostLoad: number;
  readonly draws: number;
  readonly seed: number;
  readonly lowGrades: readonly string[] | null;
}

export interface RoundRow extends RoundSettings {
  readonly id: string;
  readonly keeperRegionCode: string | null;
  readonly keeperCompactId: string | null;
  readonly type: string;
  readonly state: RoundState;
  readonly sample: boolean;
  readonly revision: number;
}

const roundColumns = sql`id, title_zh, title_en, keeper_region_code, keeper_compact_id, type,
  scheme_version_id, data_from, data_until, calendar, sources, sharing, seats, most_load, draws,
  seed, low_grades, state, sample, revision`;

export async function loadRound(tx: Tx, id: string, lock = false): Promise<RoundRow | null> {
  return await rowOrNull<RoundRow>(
    tx,
    sql`select ${roundColumns} from platforms.round where id = ${id}
        ${lock ? sql`for update` : sql``}`,
  );
}

function valuesOf(one: RoundSettings): (readonly [string, Sql])[] {
  return [
    ['title_zh', sql`${one.titleZh}`],
    ['title_en', sql`${one.titleEn}`],
    ['scheme_version_id', sql`${one.schemeVersionId}`],
    ['data_from', sql`${one.dataFrom}`],
    ['data_until', sql`${one.dataUntil}`],
    ['calendar', sql`${JSON.stringify(one.calendar)}::jsonb`],
    ['sources', sql`${JSON.stringify(one.sources)}::jsonb`],
    ['sharing', sql`${one.sharing}`],
    ['seats', sql`${one.seats}`],
    ['most_load', sql`${one.mostLoad}`],
    ['draws', sql`${one.draws}`],
    ['seed', sql`${one.seed}`],
    ['low_grades', sql`${one.lowGrades}`],
  ];
}

export interface NewRound extends RoundSettings {
  readonly id: string;
  readonly keeperRegionCode: string | null;
  readonly keeperCompactId: string | null;
  readonly type: string;
  readonly sample: boolean;
}

export async function insertRound(tx: Tx, one: NewRound, by: Who, now: Date): Promise<void> {
  const values = valuesOf(one);
  await execute(
    tx,
    sql`insert into platforms.round (id, keeper_region_code, keeper_compact_id, type, sample,
          created_at, created_by, updated_at, ${columnsOf(values)})
        values (${one.id}, ${one.keeperRegionCode}, ${one.keeperCompactId}, ${one.type},
          ${one.sample}, ${now}, ${JSON.stringify(by)}::jsonb, ${now},
          ${sql.join(values.map(([, value]) => value))})`,
  );
}

export async function updateRound(
  tx: Tx,
  id: string,
  settings: RoundSettings,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`update platforms.round set ${settersOf(valuesOf(settings))}, updated_at = ${now},
          revision = revision + 1 where id = ${id}`,
  );
}

export type RoundEnd =
  | { readonly state: 'open' | 'published' }
  | { readonly state: 'cancelled'; readonly because: string };

export async function writeRoundState(tx: Tx, id: string, end: RoundEnd, now: Date): Promise<void> {
  const { state } = end;
  const because = 'because' in end ? end.because : null;
  await execute(
    tx,
    sql`update platforms.round set state = ${state}, updated_at = ${now}, revision = revision + 1,
          opened_at = case when ${state} = 'open' then ${now}::timestamptz else opened_at end,
          published_at = case when ${state} = 'published' then ${now}::timestamptz end,
          cancelled_at = case when ${state} = 'cancelled' then ${now}::timestamptz end,
          cancelled_because = ${because}
        where id = ${id}`,
  );
}

/** Platforms that take part: those that are new are added, those that are gone removed. */
export async function replacePlatforms(
  tx: Tx,
  roundId: string,
  reports: readonly { readonly id: string; readonly platformId: string }[],
  now: Date,
): Promise<void> {
  const ids = reports.map(({ platformId }) => platformId);
  await execute(
    tx,
    sql`delete from platforms.self_report
        where round_id = ${roundId} and platform_id <> all (${ids}::uuid[])`,
  );
  await execute(
    tx,
    sql`insert into platforms.self_report (id, round_id, platform_id, updated_at)
        select r.id, ${roundId}, r."platformId", ${now}
        from jsonb_to_recordset(${JSON.stringify(reports)}::jsonb) as r (id uuid, "platformId" uuid)
        on conflict (round_id, platform_id) do nothing`,
  );
}

export async function writeCodes(tx: Tx, codes: ReadonlyMap<string, string>): Promise<void> {
  const list = [...codes].map(([id, code]) => ({ id, code }));
  await execute(
    tx,
    sql`update platforms.self_report s set code = c.code
        from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as c (id uuid, code text)
        where s.id = c.id`,
  );
}

// Self-reports ------------------------------------------------------------------------------------

export interface ReportRow {
  readonly id: string;
  readonly roundId: string;
  readonly platformId: string;
  readonly code: string | null;
  readonly revision: number;
  readonly submittedAt: string | null;
  readonly agreedAt: string | null;
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly operatorId: string | null;
  readonly regionCodes: readonly string[];
  readonly fields: readonly string[];
  readonly journeyId: string;
}

const reportColumns = sql`s.id, s.round_id, s.platform_id, s.code, s.revision, s.submitted_at,
  s.agreed_at, p.name_zh, p.name_en, p.operator_id, p.region_codes, p.fields, p.journey_id`;

/** With `lock`, whoever changes it takes turns here. */
export async function loadReport(tx: Tx, id: string, lock = false): Promise<ReportRow | null> {
  return await rowOrNull<ReportRow>(
    tx,
    sql`select ${reportColumns} from platforms.self_report s
        join platforms.platform p on p.id = s.platform_id where s.id = ${id}
        ${lock ? sql`for update of s` : sql``}`,
  );
}

export async function reportsOf(tx: Tx, roundId: string): Promise<ReportRow[]> {
  return await rows<ReportRow>(
    tx,
    sql`select ${reportColumns} from platforms.self_report s
        join platforms.platform p on p.id = s.platform_id where s.round_id = ${roundId}
        order by p.sort_key, s.id`,
  );
}

export async function touchReport(
  tx: Tx,
  id: string,
  { submittedBy }: { readonly submittedBy?: Who },
  now: Date,
): Promise<void> {
  const sent = submittedBy === undefined ? null : JSON.stringify(submittedBy);
  await execute(
    tx,
    sql`update platforms.self_report set revision = revision + 1, updated_at = ${now},
          submitted_at = case when ${sent}::jsonb is null then submitted_at else ${now} end,
          submitted_by = coalesce(${sent}::jsonb, submitted_by)
        where id = ${id}`,
  );
}

export interface ValueRow extends Checked {
  readonly reportId: string;
  readonly origin: 'reported' | 'yunhe';
  readonly records: readonly {
    readonly kind: string;
    readonly id: string;
    readonly label: string;
  }[];
  readonly note: string | null;
  readonly evidence: readonly string[];
  readonly checkReason: string | null;
  readonly checkedBy: Who | null;
}

const valueColumns = sql`v.report_id, v.measure, v.value, v.origin, v.records, v.note, v.evidence,
  v.verdict, v.checked_value, v.check_reason, v.checked_by`;

export async function valuesOfReports(tx: Tx, reportIds: readonly string[]): Promise<ValueRow[]> {
  return await rows<ValueRow>(
    tx,
    sql`select ${valueColumns} from platforms.reported_value v
        where v.report_id = any (${reportIds}::uuid[]) order by v.report_id, v.measure`,
  );
}

export interface ValueGiven {
  readonly measure: string;
  readonly value: string;
  readonly origin: 'reported' | 'yunhe';
  readonly records: ValueRow['records'];
  readonly note: string | null;
  readonly evidence: readonly string[];
}

/** A value that is given again is unchecked again; one given empty is taken back. */
export async function writeValues(
  tx: Tx,
  reportId: string,
  given: readonly ValueGiven[],
): Promise<void> {
  const gone = given.filter(({ value }) => value === '').map(({ measure }) => measure);
  await execute(
    tx,
    sql`delete from platforms.reported_value
        where report_id = ${reportId} and measure = any (${gone}::text[])`,
  );
  const kept = given.filter(({ value }) => value !== '');
  await execute(
    tx,
    sql`insert into platforms.reported_value (report_id, measure, value, origin, records, note,
          evidence)
        select ${reportId}, g.measure, g.value, g.origin, g.records, g.note,
          array(select jsonb_array_elements_text(g.evidence)::uuid)
        from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as g (measure text, value text,
          origin text, records jsonb, note text, evidence jsonb)
        on conflict (report_id, measure) do update set value = excluded.value,
          origin = excluded.origin, records = excluded.records, note = excluded.note,
          evidence = excluded.evidence, verdict = null, checked_value = null, check_reason = null,
          checked_at = null, checked_by = null`,
  );
}

export async function writeCheck(
  tx: Tx,
  reportId: string,
  measures: readonly string[],
  check: {
    readonly verdict: Verdict;
    readonly value: string | null;
    readonly reason: string | null;
  },
  by: Who,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`update platforms.reported_value set verdict = ${check.verdict},
          checked_value = ${check.value}, check_reason = ${check.reason}, checked_at = ${now},
          checked_by = ${JSON.stringify(by)}::jsonb
        where report_id = ${reportId} and measure = any (${measures}::text[])`,
  );
}

// Evidence ----------------------------------------------------------------------------------------

export interface EvidenceRow {
  readonly id: string;
  readonly reportId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly digest: string;
}

export async function insertEvidence(tx: Tx, file: EvidenceRow, by: Who, now: Date): Promise<void> {
  await execute(
    tx,
    sql`insert into platforms.evidence_file (id, report_id, name, media_type, bytes, digest,
          sent_at, sent_by)
        values (${file.id}, ${file.reportId}, ${file.name}, ${file.mediaType}, ${file.bytes},
          ${file.digest}, ${now}, ${JSON.stringify(by)}::jsonb)`,
  );
}

export async function findEvidence(tx: Tx, id: string): Promise<EvidenceRow | null> {
  return await rowOrNull<EvidenceRow>(
    tx,
    sql`select id, report_id, name, media_type, bytes::int as bytes, digest
        from platforms.evidence_file where id = ${id}`,
  );
}

export async function evidenceOf(tx: Tx, reportIds: readonly string[]): Promise<EvidenceRow[]> {
  return await rows<EvidenceRow>(
    tx,
    sql`select id, report_id, name, media_type, bytes::int as bytes, digest
        from platforms.evidence_file where report_id = any (${reportIds}::uuid[])
        order by sent_at, id`,
  );
}
