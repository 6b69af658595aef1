/** SQL that writes results and the computations that give them, and reads what verbs need. */
import type { Improvement } from '@yunhe/evaluation';
import type { Who } from '../runtime/actor.ts';
import { execute, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { UnitKept } from './result.ts';

export interface RunRow {
  readonly id: string;
  readonly roundId: string;
  readonly state: 'waiting' | 'running' | 'finished' | 'failed';
  readonly appealId: string | null;
  readonly data: string;
  readonly draws: number;
  readonly seed: number;
  readonly startedBy: Who;
}

export interface RunFailure {
  readonly code: string;
  readonly detail: string;
}

export interface RunShown {
  readonly id: string;
  readonly state: RunRow['state'];
  readonly done: number;
  readonly draws: number;
  readonly failure: RunFailure | null;
  readonly startedAt: string;
}

const shownColumns = sql`id, state, done, draws, failure, started_at`;

/** @returns false where another one is under way. */
export async function insertRun(tx: Tx, run: Omit<RunRow, 'state'>, now: Date): Promise<boolean> {
  const written = await execute(
    tx,
    sql`insert into platforms.result_run (id, round_id, appeal_id, data, draws, seed, started_by,
          started_at)
        values (${run.id}, ${run.roundId}, ${run.appealId}, ${run.data}, ${run.draws}, ${run.seed},
          ${JSON.stringify(run.startedBy)}::jsonb, ${now})
        on conflict do nothing`,
  );
  return written > 0;
}

export async function findRun(tx: Tx, id: string): Promise<RunRow | null> {
  return await rowOrNull<RunRow>(
    tx,
    sql`select id, round_id, state, appeal_id, data, draws, seed, started_by
        from platforms.result_run where id = ${id}`,
  );
}

export async function shownRun(tx: Tx, id: string): Promise<RunShown> {
  return (await rowOrNull<RunShown>(
    tx,
    sql`select ${shownColumns} from platforms.result_run where id = ${id}`,
  ))!;
}

/** The one that is under way or failed last: what a screen has to say something about. */
export async function openRun(tx: Tx, roundId: string): Promise<RunShown | null> {
  return await rowOrNull<RunShown>(
    tx,
    sql`select ${shownColumns} from (select * from platforms.result_run
          where round_id = ${roundId} order by started_at desc, id desc limit 1) last
        where state <> 'finished'`,
  );
}

/** What waits, and what a process that died left behind. */
export async function openRuns(tx: Tx): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    sql`select id from platforms.result_run where state in ('waiting', 'running')
        order by started_at limit 100`,
  );
  return found.map(({ id }) => id);
}

export async function tellRun(tx: Tx, id: string, done: number): Promise<void> {
  await execute(
    tx,
    sql`update platforms.result_run set state = 'running', done = greatest(done, ${done}::int)
        where id = ${id} and state in ('waiting', 'running')`,
  );
}

export async function endRun(
  tx: Tx,
  id: string,
  end: { readonly resultId: string } | { readonly failure: RunFailure },
  now: Date,
): Promise<void> {
  const [state, resultId, failure] =
    'resultId' in end
      ? ['finished', end.resultId, null]
      : ['failed', null, JSON.stringify(end.failure)];
  await execute(
    tx,
    sql`update platforms.result_run set state = ${state}, result_id = ${resultId}::uuid,
          failure = ${failure}::jsonb, finished_at = ${now},
          done = case when ${state} = 'finished' then draws else done end
        where id = ${id}`,
  );
}

// Results -----------------------------------------------------------------------------------------

export interface ResultHead {
  readonly id: string;
  readonly roundId: string;
  readonly number: number;
  readonly appealId: string | null;
  readonly draws: number;
  readonly seed: number;
  readonly digest: string;
  readonly computedAt: string;
  readonly computedBy: Who;
}

export interface ResultRow extends ResultHead {
  readonly data: string;
  readonly report: string;
}

const headColumns = sql`id, round_id, number, appeal_id, draws, seed, digest, computed_at,
  computed_by`;

export async function resultHeads(tx: Tx, roundId: string): Promise<ResultHead[]> {
  return await rows<ResultHead>(
    tx,
    sql`select ${headColumns} from platforms.result where round_id = ${roundId} order by number`,
  );
}

export async function lastResult(tx: Tx, roundId: string): Promise<ResultHead | null> {
  return await rowOrNull<ResultHead>(
    tx,
    sql`select ${headColumns} from platforms.result where round_id = ${roundId}
        order by number desc limit 1`,
  );
}

export async function loadResult(tx: Tx, id: string): Promise<ResultRow | null> {
  return await rowOrNull<ResultRow>(
    tx,
    sql`select ${headColumns}, data, report from platforms.result where id = ${id}`,
  );
}

export interface UnitToKeep extends UnitKept {
  readonly reportId: string;
  readonly improvements: readonly Improvement[];
}

export async function insertResult(
  tx: Tx,
  result: Omit<ResultRow, 'computedAt'>,
  units: readonly UnitToKeep[],
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into platforms.result (id, round_id, number, appeal_id, data, draws, seed, report,
          digest, computed_at, computed_by)
        values (${result.id}, ${result.roundId}, ${result.number}, ${result.appealId},
          ${result.data}, ${result.draws}, ${result.seed}, ${result.report}, ${result.digest},
          ${now}, ${JSON.stringify(result.computedBy)}::jsonb)`,
  );
  await execute(
    tx,
    sql`insert into platforms.result_unit (result_id, report_id, within, score, place, of, grade,
          low5, high95, grades, improvements)
        select ${result.id}, u."reportId", u.within, u.score, u.place, u.of, u.grade, u.low5,
          u.high95, u.grades, u.improvements
        from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as u ("reportId" uuid, within text,
          score text, place int, of int, grade text, low5 int, high95 int, grades jsonb,
          improvements jsonb)`,
  );
}

export interface UnitRow extends Omit<UnitKept, 'unit'> {
  readonly resultId: string;
  readonly reportId: string;
  readonly code: string;
  readonly platform: {
    readonly id: string;
    readonly nameZh: string | null;
    readonly nameEn: string | null;
  };
  readonly improvements: readonly Improvement[];
}

/** Of all results of a round, or of one platform in them. */
export async function unitsIn(
  tx: Tx,
  roundId: string,
  reportId: string | null = null,
): Promise<UnitRow[]> {
  return await rows<UnitRow>(
    tx,
    sql`select u.result_id, u.report_id, e.code, u.within, u.score, u.place, u.of, u.grade, u.low5,
          u.high95, u.grades, u.improvements,
          jsonb_build_object('id', p.id, 'nameZh', p.name_zh, 'nameEn', p.name_en) as platform
        from platforms.result_unit u join platforms.result x on x.id = u.result_id
        join platforms.self_report e on e.id = u.report_id
        join platforms.platform p on p.id = e.platform_id
        where x.round_id = ${roundId} and (${reportId}::uuid is null or u.report_id = ${reportId})
        order by x.number, u.within, u.place, p.sort_key`,
  );
}

export async function writeAgreed(tx: Tx, reportId: string, by: Who, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update platforms.self_report set agreed_at = ${now}, revision = revision + 1,
          agreed_by = ${JSON.stringify(by)}::jsonb where id = ${reportId}`,
  );
}
