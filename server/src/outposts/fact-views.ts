/** SQL that answers facts, what stands of them, and disputes about them. */
import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { all, row, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { StandingFact } from './fact.ts';
import type { Dispute, factContract, ReportedFact } from './fact-contract.ts';

type Contract = typeof factContract;

/** Facts of an agreement as they stood at an instant, in the order of period, party and measure. */
export async function standingFacts(
  tx: Tx,
  agreementId: string,
  instant: Date,
): Promise<StandingFact[]> {
  return await rows<StandingFact>(
    tx,
    sql`select f.id, f.identity, f.revision, f.year, f.period, f.party, f.measure, f.amount, f.unit,
          f.source, f.evidence, f.columns, f.reported_at, s.confirmed_by, s.disputed_by
        from outposts.facts_at(${agreementId}, ${instant}) s
        join outposts.fact f on f.id = s.fact_id
        order by f.period collate "C", f.party collate "C", f.measure collate "C",
          f.source collate "C"`,
  );
}

/** The last year that was closed; those before it are closed with it. */
export async function closedThrough(tx: Tx, agreementId: string): Promise<number | null> {
  const { year } = await row<{ year: number | null }>(
    tx,
    sql`select max(year) as year from outposts.period where agreement_id = ${agreementId}`,
  );
  return year;
}

// Lists -------------------------------------------------------------------------------------------

/** As the database knows it; its state and the caller's rights are worked out from it. */
export type FactAnswer = Omit<ReportedFact, 'state' | 'key' | 'wanted' | 'clauses' | 'may'> & {
  readonly isLatest: boolean;
  readonly latestKind: ReportedFact['kind'];
};

const latest = sql`(select l.kind from outposts.fact l where l.agreement_id = f.agreement_id
  and l.identity = f.identity order by l.revision desc limit 1)`;
const isLatest = sql`not exists (select from outposts.fact l where l.agreement_id = f.agreement_id
  and l.identity = f.identity and l.revision > f.revision)`;
const openDispute = sql`select d.id from outposts.dispute d
  where d.fact_id = f.id and d.resolved_at is null`;

const columns = sql`f.id, f.agreement_id, f.kind, f.revision, f.period, f.year, f.party, f.measure,
  f.amount, f.unit, f.source, f.evidence, f.evidence_url, f.columns, f.reason, f.reported_for,
  f.reported_by_name as reported_by, f.reported_at, f.origin, f.move_id, f.sample,
  ${isLatest} as is_latest, ${latest} as latest_kind,
  (select jsonb_agg(jsonb_build_object('party', said.party, 'by', said.name, 'at', said.at)
      order by said.at, said.party) from (
    select f.reported_for as party, f.reported_by_name as name, f.reported_at as at
    union all select c.party, c.confirmed_by_name, c.confirmed_at
    from outposts.confirmation c where c.fact_id = f.id and c.party <> f.reported_for) said)
    as confirmations,
  (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'bytes', e.bytes,
      'mediaType', e.media_type, 'digest', e.digest) order by e.id), '[]')
    from outposts.fact_file g join outposts.file e on e.id = g.file_id where g.fact_id = f.id)
    as files,
  (${openDispute}) as dispute_id`;

type Asked = Omit<InputOf<Contract['listFacts']>, 'limit' | 'cursor'>;

const orders: Readonly<Record<NonNullable<Asked['sort']>, Order>> = {
  period: {
    name: 'facts period',
    columns: [
      { sql: sql`f.year`, type: 'int' },
      { sql: sql`f.period`, type: 'text' },
      { sql: sql`f.party`, type: 'text' },
      { sql: sql`f.measure`, type: 'text' },
      { sql: sql`f.id`, type: 'uuid' },
    ],
  },
  '-reportedAt': {
    name: 'facts -reportedAt',
    columns: [
      { sql: sql`f.reported_at`, type: 'timestamptz' },
      { sql: sql`f.id`, type: 'uuid' },
    ],
    descending: true,
  },
};

function listOf(asked: Asked): List {
  const { agreementId, year, party, measure, reportedBy, all: withOld = false } = asked;
  const { waiting, disputed, sort = 'period' } = asked;
  const conditions: Sql[] = [sql`f.agreement_id = ${agreementId}`];
  if (!withOld) conditions.push(sql`f.kind <> 'reversal' and ${isLatest}`);
  if (year !== undefined) conditions.push(sql`f.year = any(${year}::int[])`);
  if (party !== undefined) conditions.push(sql`f.party = any(${party}::text[])`);
  if (measure !== undefined) conditions.push(sql`f.measure = any(${measure}::text[])`);
  if (reportedBy !== undefined) conditions.push(sql`f.reported_for = any(${reportedBy}::text[])`);
  if (waiting !== undefined) {
    conditions.push(sql`f.reported_for <> ${waiting} and not exists (
      select from outposts.confirmation c where c.fact_id = f.id and c.party = ${waiting})
      and f.kind <> 'reversal' and ${isLatest}`);
  }
  if (disputed !== undefined) conditions.push(sql`exists (${openDispute}) = ${disputed}`);
  return {
    order: orders[sort],
    columns,
    from: sql`outposts.fact f`,
    where: all(conditions),
  };
}

export async function factPage(ctx: Context, asked: Asked & PageWish) {
  return await pageOfList<FactAnswer>(ctx.tx, listOf(asked), asked);
}

export function everyFact(ctx: Context, asked: Asked, rowsAtMost: number) {
  return everyRowOfList<FactAnswer>(ctx.tx, listOf(asked), rowsAtMost);
}

export async function readFactRow(tx: Tx, id: string): Promise<FactAnswer | null> {
  return await rowOrNull(tx, sql`select ${columns} from outposts.fact f where f.id = ${id}`);
}

/** The same fact from its first report on, the latest first. */
export async function revisionsOf(tx: Tx, id: string): Promise<FactAnswer[]> {
  return await rows(
    tx,
    sql`select ${columns} from outposts.fact f join outposts.fact one on one.id = ${id}
          and one.agreement_id = f.agreement_id and one.identity = f.identity
        order by f.revision desc`,
  );
}

/** Years in which facts stand or stood, the latest first. */
export async function yearsOfFacts(tx: Tx, agreementId: string): Promise<number[]> {
  const found = await rows<{ year: number }>(
    tx,
    sql`select distinct year from outposts.fact where agreement_id = ${agreementId}
        order by year desc`,
  );
  return found.map(({ year }) => year);
}

// Disputes ----------------------------------------------------------------------------------------

export type DisputeAnswer = Omit<Dispute, 'state' | 'overdue' | 'may'> & {
  readonly factReportedFor: string;
};

const disputeColumns = sql`d.id, d.agreement_id, d.fact_id, d.ground, d.note, d.raised_for,
  d.raised_by_name as raised_by, d.raised_at, d.answer_due_on, d.answer, d.answer_note,
  d.answered_for, d.answered_by_name as answered_by, d.answered_at, d.upheld_note,
  d.upheld_by_name as upheld_by, d.upheld_at, d.outcome, d.outcome_note,
  d.resolved_by_name as resolved_by, d.resolved_at, d.sample, d.revision,
  f.reported_for as fact_reported_for,
  jsonb_build_object('period', f.period, 'party', f.party, 'measure', f.measure,
    'amount', f.amount, 'unit', f.unit, 'source', f.source) as fact`;
const disputes = sql`outposts.dispute d join outposts.fact f on f.id = d.fact_id`;

export async function disputePage(
  ctx: Context,
  asked: Omit<InputOf<Contract['listDisputes']>, 'limit' | 'cursor'> & PageWish,
) {
  const { agreementId, open } = asked;
  const conditions: Sql[] = [sql`d.agreement_id = ${agreementId}`];
  if (open !== undefined) conditions.push(sql`(d.resolved_at is null) = ${open}`);
  const list: List = {
    order: {
      name: 'disputes newest',
      columns: [
        { sql: sql`d.raised_at`, type: 'timestamptz' },
        { sql: sql`d.id`, type: 'uuid' },
      ],
      descending: true,
    },
    columns: disputeColumns,
    from: disputes,
    where: all(conditions),
  };
  return await pageOfList<DisputeAnswer>(ctx.tx, list, asked);
}

export async function readDisputeRow(tx: Tx, id: string): Promise<DisputeAnswer | null> {
  return await rowOrNull(tx, sql`select ${disputeColumns} from ${disputes} where d.id = ${id}`);
}

/** All disputes about a fact in any of its revisions, the latest first. */
export async function disputesAbout(tx: Tx, factId: string): Promise<DisputeAnswer[]> {
  return await rows(
    tx,
    sql`select ${disputeColumns} from ${disputes}
        join outposts.fact one on one.id = ${factId} and one.agreement_id = f.agreement_id
          and one.identity = f.identity
        order by d.raised_at desc, d.id desc`,
  );
}
