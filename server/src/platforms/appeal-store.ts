/** SQL that writes appeals, and reads what deciding them needs. */
import type { Who } from '../runtime/actor.ts';
import { execute, row, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { AppealGround, AppealState, Correction } from './appeal.ts';

export interface AppealRow {
  readonly id: string;
  readonly reportId: string;
  readonly roundId: string;
  readonly resultNumber: number;
  readonly clause: string;
  readonly ground: AppealGround;
  readonly reason: string;
  readonly evidence: readonly string[];
  readonly state: AppealState;
  readonly filedAt: string;
  readonly filedBy: Who;
  readonly decision: string | null;
  readonly correction: Correction | null;
  readonly decidedAt: string | null;
  readonly decidedBy: Who | null;
  readonly newResultNumber: number | null;
  readonly revision: number;
  readonly platform: {
    readonly id: string;
    readonly nameZh: string | null;
    readonly nameEn: string | null;
  };
  readonly operatorId: string | null;
}

const columns = sql`a.id, a.report_id, e.round_id, x.number as result_number, a.clause, a.ground,
  a.reason, a.evidence, a.state, a.filed_at, a.filed_by, a.decision, a.correction, a.decided_at,
  a.decided_by, a.revision, p.operator_id,
  (select n.number from platforms.result n where n.appeal_id = a.id order by n.number limit 1)
    as new_result_number,
  jsonb_build_object('id', p.id, 'nameZh', p.name_zh, 'nameEn', p.name_en) as platform`;
const from = sql`platforms.appeal a join platforms.self_report e on e.id = a.report_id
  join platforms.platform p on p.id = e.platform_id
  join platforms.result x on x.id = a.result_id`;

export async function loadAppeal(tx: Tx, id: string, lock = false): Promise<AppealRow | null> {
  return await rowOrNull<AppealRow>(
    tx,
    sql`select ${columns} from ${from} where a.id = ${id} ${lock ? sql`for update of a` : sql``}`,
  );
}

export async function appealsIn(tx: Tx, roundId: string): Promise<AppealRow[]> {
  return await rows<AppealRow>(
    tx,
    sql`select ${columns} from ${from} where e.round_id = ${roundId}
        order by a.filed_at desc, a.id desc limit 1000`,
  );
}

export async function openAppealsOf(tx: Tx, reportId: string): Promise<number> {
  const { count } = await row<{ count: number }>(
    tx,
    sql`select count(*)::int as count from platforms.appeal
        where report_id = ${reportId} and state = 'open'`,
  );
  return count;
}

/** @returns false where the clause is appealed to already. */
export async function insertAppeal(
  tx: Tx,
  one: {
    readonly id: string;
    readonly reportId: string;
    readonly resultId: string;
    readonly clause: string;
    readonly ground: AppealGround;
    readonly reason: string;
    readonly evidence: readonly string[];
  },
  by: Who,
  now: Date,
): Promise<boolean> {
  const written = await execute(
    tx,
    sql`insert into platforms.appeal (id, report_id, result_id, clause, ground, reason, evidence,
          filed_at, filed_by)
        values (${one.id}, ${one.reportId}, ${one.resultId}, ${one.clause}, ${one.ground},
          ${one.reason}, ${one.evidence}::uuid[], ${now}, ${JSON.stringify(by)}::jsonb)
        on conflict do nothing`,
  );
  return written > 0;
}

export async function writeDecision(
  tx: Tx,
  id: string,
  decision: {
    readonly state: Exclude<AppealState, 'open'>;
    readonly reason: string | null;
    readonly correction: Correction | null;
  },
  by: Who,
  now: Date,
): Promise<void> {
  const correction = decision.correction === null ? null : JSON.stringify(decision.correction);
  await execute(
    tx,
    sql`update platforms.appeal set state = ${decision.state}, decision = ${decision.reason},
          correction = ${correction}::jsonb, decided_at = ${now},
          decided_by = ${JSON.stringify(by)}::jsonb, revision = revision + 1
        where id = ${id}`,
  );
}

export interface ScorerRow {
  readonly memberId: string;
  readonly personId: string;
  readonly name: string;
}

/** Who scored a platform and is heard. */
export async function scorersOf(tx: Tx, reportId: string): Promise<ScorerRow[]> {
  return await rows<ScorerRow>(
    tx,
    sql`select m.id as member_id, m.person_id, m.name from platforms.panel_seat c
        join platforms.panel_member m on m.id = c.member_id
        where c.report_id = ${reportId} and c.left_out_by is null order by m.name, m.id`,
  );
}
