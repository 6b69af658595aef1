/** A result is asked for and computed beside the node; what cannot be computed is refused at once. */
import { evaluate, type Problem } from '@yunhe/evaluation';
import { canonicalText, sha256 } from '@yunhe/exact';
import { whoActs } from '../runtime/actor.ts';
import { hold } from '../runtime/hold.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, Job, JobContext, UseCase } from '../runtime/module.ts';
import { notFound, type Reason, Refusal } from '../runtime/refusal.ts';
import { unsettled, valueToUse } from './evidence-check.ts';
import { derivedConflict, tie } from './panel.ts';
import { assessedIn, declaredIn, expertOf, membersOf, scoresIn, seatsOf } from './panel-store.ts';
import type { resultContract } from './result-contract.ts';
import {
  endRun,
  findRun,
  insertResult,
  insertRun,
  lastResult,
  loadResult,
  openRuns,
  type RunFailure,
  type RunRow,
  type RunShown,
  shownRun,
  tellRun,
} from './result-store.ts';
import { computeBeside, type ResultAnswer } from './result-task.ts';
import { dataText, type ScoreOfUnit, type ValueOfUnit } from './round-data.ts';
import { keptRound, requireStep, seesAll, stakeOfRound, visibleRound } from './round-rights.ts';
import { codesFor } from './round-settings.ts';
import {
  evidenceOf,
  type ReportRow,
  type RoundRow,
  reportsOf,
  valuesOfReports,
} from './round-store.ts';
import { shownResult } from './show-result.ts';
import { schemeFor } from './show-round.ts';

type Contract = typeof resultContract;

export async function startResult(
  ctx: Context,
  { roundId }: Pick<InputOf<Contract['startResult']>, 'roundId'>,
): Promise<RunShown> {
  const round = await keptRound(ctx, roundId);
  requireStep(ctx, round, 'compute');
  return await ask(ctx, round, null);
}

/** The same for whoever has judged that a new result is due; `appealId` says of what it comes. */
export async function ask(
  ctx: Context,
  round: RoundRow,
  appealId: string | null,
): Promise<RunShown> {
  const { id: roundId, draws, seed } = round;
  const data = await dataOf(ctx, round);
  const last = await lastResult(ctx.tx, roundId);
  const before = last === null ? null : await loadResult(ctx.tx, last.id);
  if (
    appealId === null &&
    before?.data === data &&
    before.draws === draws &&
    before.seed === seed
  ) {
    const detail = 'Scheme, data and options are those of the last result; it would be the same.';
    throw new Refusal('result_would_be_the_same', detail, { stake: stakeOfRound(round) });
  }
  const run = { id: uuidv7(), roundId, appealId, data, draws, seed, startedBy: whoActs(ctx) };
  if (!(await insertRun(ctx.tx, run, ctx.now))) {
    const detail = 'A result of this round is being computed; wait for it.';
    throw new Refusal('result_is_being_computed', detail, { stake: stakeOfRound(round) });
  }
  await ctx.enqueue('platforms.compute_result', { runId: run.id });
  return await shownRun(ctx.tx, run.id);
}

/**
 * The data of a round as everybody computes with them.
 *
 * @throws Refusal values_unchecked, evaluation_not_possible with every clause that says no
 */
async function dataOf(ctx: Context, round: RoundRow): Promise<string> {
  const reports = await reportsOf(ctx.tx, round.id);
  const values = await checkedValues(ctx, round, reports);
  const { rows, text } = dataText(values, await heardScores(ctx, round, reports));
  const { read } = await schemeFor(ctx, round);
  const outcome = evaluate(read, rows);
  if (!('problems' in outcome)) return text;
  throw new Refusal('evaluation_not_possible', 'The scheme cannot be computed with these data.', {
    stake: stakeOfRound(round),
    reasons: outcome.problems.map(reasonFor),
  });
}

/** Screens call clauses and platforms by their names. */
function reasonFor({ code, clause, field, detail }: Problem): Reason {
  const params = { clause: clause ?? '', platform: field };
  const own = { code: `not_computed_${code}`, detail, params };
  return clause === null ? own : { ...own, rule: clause };
}

async function checkedValues(
  ctx: Context,
  round: RoundRow,
  reports: readonly ReportRow[],
): Promise<ValueOfUnit[]> {
  const ids = reports.map(({ id }) => id);
  const byId = new Map(reports.map((one) => [one.id, one]));
  const values = await valuesOfReports(ctx.tx, ids);
  const files = new Map((await evidenceOf(ctx.tx, ids)).map(({ id, digest }) => [id, digest]));
  const open = unsettled(values.filter(({ verdict }) => verdict === null));
  if (open.length > 0) {
    throw new Refusal('values_unchecked', `${open.length} values are not checked yet.`, {
      params: { count: open.length },
      stake: stakeOfRound(round),
    });
  }
  // What was returned and not reported again counts as not reported.
  return values.flatMap((one) => {
    const value = valueToUse(one);
    if (value === null) return [];
    const proofs = one.evidence.flatMap((id) => files.get(id) ?? []);
    const evidence = one.origin === 'yunhe' ? ['yunhe', ...proofs] : proofs;
    return [{ unit: byId.get(one.reportId)!.code!, measure: one.measure, value, evidence }];
  });
}

async function heardScores(
  ctx: Context,
  { id: roundId }: RoundRow,
  reports: readonly ReportRow[],
): Promise<ScoreOfUnit[]> {
  const scores = await scoresIn(ctx.tx, roundId);
  if (scores.length === 0) return [];
  const members = await membersOf(ctx.tx, roundId);
  const assessed = await assessedIn(ctx.tx, [roundId]);
  const tied = new Set([
    ...(await declaredIn(ctx.tx, [roundId])).map(({ memberId, reportId }) =>
      tie(memberId, reportId),
    ),
    ...(await seatsOf(ctx.tx, roundId))
      .filter(({ leftOutBy }) => leftOutBy !== null)
      .map(({ memberId, reportId }) => tie(memberId, reportId)),
    ...members.flatMap((member) =>
      assessed
        .filter((platform) => derivedConflict(expertOf(member), platform) !== null)
        .map((platform) => tie(member.id, platform.id)),
    ),
  ]);
  const scorers = codesFor(
    'S',
    members.map(({ id }) => id),
    (id) => sha256(`${roundId} ${id}`),
  );
  const units = new Map(reports.map(({ id, code }) => [id, code!]));
  return scores.map(({ memberId, reportId, measure, score }) => ({
    ...{ measure, score },
    unit: units.get(reportId)!,
    scorer: scorers.get(memberId)!,
    conflict: tied.has(tie(memberId, reportId)),
  }));
}

export const readResultRun: UseCase<Contract['readResultRun']> = async (ctx, { runId }) => {
  const run = await findRun(ctx.tx, runId);
  if (run === null) throw notFound('computation');
  const round = await visibleRound(ctx, run.roundId);
  if (!(await seesAll(ctx, round))) throw notFound('computation');
  return await shownRun(ctx.tx, runId);
};

// Beside the node ---------------------------------------------------------------------------------

/** Runs one that waits, or one whose process died; one that another process holds is left alone. */
export async function computeResult(ctx: JobContext, runId: string): Promise<void> {
  const letGo = await hold(ctx.database.pool, `platforms result ${runId}`);
  if (letGo === null) return;
  try {
    const run = await findRun(ctx.database.tx, runId);
    if (run === null || !['waiting', 'running'].includes(run.state)) return;
    const answer = await answerOf(ctx, run).catch((error) => failureOf(ctx, error));
    await keepAnswer(ctx, run, answer);
  } finally {
    await letGo();
  }
}

type Answered = ResultAnswer | { readonly failure: RunFailure };

async function answerOf(ctx: JobContext, run: RunRow): Promise<ResultAnswer> {
  const { tx } = ctx.database;
  const { document } = await schemeFor({ tx }, await roundOf(ctx, run));
  const { data, draws, seed } = run;
  // One write at a time, of the newest number: the thread tells more often than need be kept.
  let newest = 0;
  let writing: Promise<void> = Promise.resolve();
  let waits = false;
  const keep = (done: number) => {
    newest = done;
    if (waits) return;
    waits = true;
    writing = writing.then(async () => {
      waits = false;
      await tellRun(tx, run.id, newest);
    });
  };
  const answer = await computeBeside({ scheme: document, data, draws, seed }, keep);
  await writing;
  return answer;
}

async function roundOf(ctx: JobContext, { roundId }: RunRow): Promise<RoundRow> {
  return await ctx.transact(async (inner) => await visibleRound(inner, roundId));
}

function failureOf(ctx: JobContext, error: unknown): { readonly failure: RunFailure } {
  if (error instanceof Refusal) return { failure: { code: error.code, detail: error.message } };
  ctx.log.error({ error: error instanceof Error ? error.stack : String(error) }, 'a result failed');
  const detail = 'It stopped by a fault of the node; the log says more.';
  return { failure: { code: 'fault', detail } };
}

async function keepAnswer(ctx: JobContext, run: RunRow, answer: Answered): Promise<void> {
  await ctx.transact(async (inner) => {
    const { tx, now } = inner;
    if ('failure' in answer) return await endRun(tx, run.id, answer, now);
    if ('problems' in answer) {
      const { code, detail } = answer.problems[0]!;
      return await endRun(tx, run.id, { failure: { code, detail } }, now);
    }
    const { roundId, appealId, data, draws, seed, startedBy: computedBy } = run;
    const reports = new Map((await reportsOf(tx, roundId)).map(({ id, code }) => [code!, id]));
    const id = uuidv7();
    const number = ((await lastResult(tx, roundId))?.number ?? 0) + 1;
    const { report, digest } = answer;
    const result = { id, roundId, number, appealId, data, draws, seed, report, digest, computedBy };
    const units = answer.units.map((one) => ({ ...one, reportId: reports.get(one.unit)! }));
    await insertResult(tx, result, units, now);
    await endRun(tx, run.id, { resultId: id }, now);
    inner.announce({
      type: 'platforms.result_computed',
      subjectIds: [roundId, id],
      payload: { number, digest, units: units.length, draws, seed, by: computedBy.name },
    });
  });
}

export const recomputeResult: UseCase<Contract['recomputeResult']> = async (ctx, { resultId }) => {
  const { round, result } = await shownResult(ctx, resultId);
  const { document, digest: schemeDigest } = await schemeFor(ctx, round);
  const { data, draws, seed } = result;
  const answer = await computeBeside({ scheme: document, data, draws, seed });
  const digest = 'digest' in answer ? answer.digest : null;
  return {
    same: 'report' in answer && answer.report === result.report,
    ...{ digest, keptDigest: result.digest },
    schemeHolds: sha256(canonicalText(document)) === schemeDigest,
  };
};

async function resumeResults(ctx: JobContext): Promise<void> {
  for (const id of await openRuns(ctx.database.tx)) await computeResult(ctx, id);
}

export const resultJobs: readonly Job[] = [
  {
    name: 'platforms.compute_result',
    run: (ctx, { runId }) => computeResult(ctx, String(runId)),
  },
  { name: 'platforms.resume_results', every: '* * * * *', run: resumeResults },
];
