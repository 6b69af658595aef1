/** SQL that writes periods, statements, acceptances and obligations, and reads what a verb needs. */
import type { Who } from '../runtime/actor.ts';
import { execute, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { ObjectionReason } from './statement.ts';
import type { Obligation, StatementText } from './statement-text.ts';

// Periods -----------------------------------------------------------------------------------------

export interface ClosedPeriod {
  readonly year: number;
  readonly versionId: string;
}

/** In the order of the years. */
export async function closedPeriods(tx: Tx, agreementId: string): Promise<ClosedPeriod[]> {
  return await rows(
    tx,
    sql`select year, version_id from outposts.period
        where agreement_id = ${agreementId} order by year`,
  );
}

export async function insertPeriod(
  tx: Tx,
  one: ClosedPeriod & {
    readonly agreementId: string;
    readonly unconfirmed: number;
    readonly disputed: number;
  },
  by: Who,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into outposts.period (agreement_id, year, version_id, unconfirmed, disputed,
          closed_at, closed_by_id, closed_by_name)
        values (${one.agreementId}, ${one.year}, ${one.versionId}, ${one.unconfirmed},
          ${one.disputed}, ${now}, ${by.id}, ${by.name})`,
  );
}

// Statements --------------------------------------------------------------------------------------

export interface NewStatement extends StatementText {
  readonly id: string;
  readonly agreementId: string;
  readonly year: number;
  readonly number: number;
  readonly versionId: string;
  readonly issuedIn: number;
  readonly owedLines: number;
  readonly sums: object;
  readonly openPoints: number;
  readonly sample: boolean;
}

export async function insertStatement(
  tx: Tx,
  one: NewStatement,
  by: Who,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into outposts.statement (id, agreement_id, year, number, version_id, issued_in,
          facts, content, difference, content_digest, digest, owed_lines, sums, open_points,
          sample, issued_at, issued_by_id, issued_by_name)
        values (${one.id}, ${one.agreementId}, ${one.year}, ${one.number}, ${one.versionId},
          ${one.issuedIn}, ${one.facts}, ${one.content}, ${one.difference}, ${one.contentDigest},
          ${one.digest}, ${one.owedLines}, ${JSON.stringify(one.sums)}::jsonb, ${one.openPoints},
          ${one.sample}, ${now}, ${by.id}, ${by.name})`,
  );
}

/** A statement with the texts that were issued. */
export interface StatementRow extends StatementText {
  readonly id: string;
  readonly agreementId: string;
  readonly year: number;
  readonly number: number;
  readonly versionId: string;
  readonly sample: boolean;
}

const texts = sql`s.id, s.agreement_id, s.year, s.number, s.version_id, s.facts, s.content,
  s.difference, s.content_digest, s.digest, s.sample`;

export async function findStatement(tx: Tx, id: string): Promise<StatementRow | null> {
  return await rowOrNull(tx, sql`select ${texts} from outposts.statement s where s.id = ${id}`);
}

/** The one that a difference follows. */
export async function statementBefore(
  tx: Tx,
  { agreementId, year, number }: Pick<StatementRow, 'agreementId' | 'year' | 'number'>,
): Promise<StatementRow | null> {
  return await rowOrNull(
    tx,
    sql`select ${texts} from outposts.statement s where s.agreement_id = ${agreementId}
        and s.year = ${year} and s.number = ${number - 1}`,
  );
}

/** Of each closed year the statement that stands, by the order of the years. */
export async function lastStatements(tx: Tx, agreementId: string): Promise<StatementRow[]> {
  return await rows(
    tx,
    sql`select distinct on (s.year) ${texts} from outposts.statement s
        where s.agreement_id = ${agreementId} order by s.year, s.number desc`,
  );
}

/** Statements that all parties have accepted and of which lines are not booked. */
export async function statementsToBook(tx: Tx, agreementId: string): Promise<StatementRow[]> {
  return await rows(
    tx,
    sql`select ${texts} from outposts.statement s
        where s.agreement_id = ${agreementId} and outposts.statement_state(s.id) <> 'issued'
          and s.owed_lines > (select count(*) from outposts.obligation o
            where o.statement_id = s.id)
        order by s.year, s.number`,
  );
}

// Acceptances and objections ----------------------------------------------------------------------

/** Whether it was written: a party accepts once. */
export async function insertAcceptance(
  tx: Tx,
  one: { readonly statementId: string; readonly party: string; readonly digest: string },
  by: Who,
  now: Date,
): Promise<boolean> {
  const written = await execute(
    tx,
    sql`insert into outposts.acceptance
          (statement_id, party, digest, person_id, person_name, accepted_at)
        values (${one.statementId}, ${one.party}, ${one.digest}, ${by.id}, ${by.name}, ${now})
        on conflict do nothing`,
  );
  return written === 1;
}

export interface ObjectionRow {
  readonly id: string;
  readonly statementId: string;
  readonly party: string;
  readonly withdrawnAt: string | null;
  readonly answeredBy: string | null;
}

export async function findObjection(tx: Tx, id: string): Promise<ObjectionRow | null> {
  return await rowOrNull(
    tx,
    sql`select id, statement_id, party, withdrawn_at, answered_by from outposts.objection
        where id = ${id}`,
  );
}

/** Whether it was written: a party objects to a line once at a time. */
export async function insertObjection(
  tx: Tx,
  one: {
    readonly id: string;
    readonly statementId: string;
    readonly party: string;
    readonly line: number | null;
    readonly reason: ObjectionReason;
    readonly note: string | null;
  },
  by: Who,
  now: Date,
): Promise<boolean> {
  const written = await execute(
    tx,
    sql`insert into outposts.objection (id, statement_id, party, line, reason, note, raised_at,
          raised_by_id, raised_by_name)
        values (${one.id}, ${one.statementId}, ${one.party}, ${one.line}, ${one.reason},
          ${one.note}, ${now}, ${by.id}, ${by.name})
        on conflict do nothing`,
  );
  return written === 1;
}

export async function writeWithdrawal(tx: Tx, id: string, now: Date): Promise<void> {
  await execute(tx, sql`update outposts.objection set withdrawn_at = ${now} where id = ${id}`);
}

/** A difference answers what was objected to in the statements of its year. */
export async function answerObjections(
  tx: Tx,
  { id, agreementId, year }: Pick<NewStatement, 'id' | 'agreementId' | 'year'>,
): Promise<void> {
  await execute(
    tx,
    sql`update outposts.objection o set answered_by = ${id} from outposts.statement s
        where s.id = o.statement_id and s.agreement_id = ${agreementId} and s.year = ${year}
          and s.id <> ${id} and o.withdrawn_at is null and o.answered_by is null`,
  );
}

/** What makes lines of a statement wait, as the arithmetic names facts. */
export async function pausesOf(
  tx: Tx,
  { id, agreementId }: Pick<StatementRow, 'id' | 'agreementId'>,
) {
  const disputed = await rows<{ key: string }>(
    tx,
    sql`select f.period || '/' || f.party || '/' || f.measure
          || case when f.source = '' then '' else '/' || f.source end as key
        from outposts.dispute d join outposts.fact f on f.id = d.fact_id
        where d.agreement_id = ${agreementId} and d.resolved_at is null`,
  );
  const objected = await rows<{ line: number | null }>(
    tx,
    sql`select line from outposts.objection where statement_id = ${id}
          and withdrawn_at is null and answered_by is null`,
  );
  return {
    disputedFacts: new Set(disputed.map(({ key }) => key)),
    objectedLines: new Set(objected.map(({ line }) => line)),
  };
}

// Obligations -------------------------------------------------------------------------------------

export async function bookedLines(tx: Tx, statementId: string): Promise<ReadonlySet<number>> {
  const found = await rows<{ line: number }>(
    tx,
    sql`select line from outposts.obligation where statement_id = ${statementId}`,
  );
  return new Set(found.map(({ line }) => line));
}

export interface BookedObligation extends Obligation {
  readonly transactionId: string | null;
}

export async function insertObligations(
  tx: Tx,
  statementId: string,
  booked: readonly BookedObligation[],
  now: Date,
): Promise<void> {
  const list = booked.map(({ line, payer, receiver, unit, amountMinor, transactionId }) => ({
    ...{ line, transactionId, unit: unit.code, kind: unit.kind, digits: unit.digits },
    amountMinor: amountMinor.toString(),
    payerRegion: idIn(payer, 'region'),
    payerOrganisation: idIn(payer, 'organisation'),
    receiverRegion: idIn(receiver, 'region'),
    receiverOrganisation: idIn(receiver, 'organisation'),
  }));
  await execute(
    tx,
    sql`insert into outposts.obligation (statement_id, line, payer_region, payer_organisation,
          receiver_region, receiver_organisation, unit, kind, digits, amount_minor, transaction_id,
          booked_at)
        select ${statementId}, o.line, o."payerRegion", o."payerOrganisation", o."receiverRegion",
          o."receiverOrganisation", o.unit, o.kind, o.digits, o."amountMinor", o."transactionId",
          ${now}
        from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as o (line int,
          "payerRegion" text, "payerOrganisation" uuid, "receiverRegion" text,
          "receiverOrganisation" uuid, unit text, kind text, digits int, "amountMinor" bigint,
          "transactionId" uuid)`,
  );
}

/** The id in `region:130000` where it is of that kind. */
export function idIn(place: string, kind: 'region' | 'organisation'): string | null {
  return place.startsWith(`${kind}:`) ? place.slice(kind.length + 1) : null;
}
