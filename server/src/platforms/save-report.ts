/** A platform reports: kept while it is written, sent when it is whole. */
import { whoActs } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import { reason } from '../runtime/judgement.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { expectRevision, type Reason, Refusal } from '../runtime/refusal.ts';
import { roundMay } from './round.ts';
import type { Report, roundContract } from './round-contract.ts';
import { reasonOf, rowProblems } from './round-data.ts';
import { type InRound, ownReport, requireStep, stakeOfReport } from './round-rights.ts';
import { isOwed, measuresOf } from './round-settings.ts';
import {
  evidenceOf,
  touchReport,
  type ValueGiven,
  type ValueRow,
  valuesOfReports,
  writeValues,
} from './round-store.ts';
import { reportAnswer } from './show-report.ts';
import { schemeFor } from './show-round.ts';

type Contract = typeof roundContract;

export async function saveReport(
  ctx: Context,
  input: InputOf<Contract['saveReport']>,
): Promise<Report> {
  const found = await ownReport(ctx, input.reportId);
  expectRevision(found.report, input.revision);
  await keepValues(ctx, found, input.values);
  return await reportAnswer(ctx, input.reportId);
}

type Sent = InputOf<Contract['saveReport']>['values'];

/** What was given beside a value before stays unless it is given again. */
export async function keepValues(ctx: Context, found: InRound, sent: Sent): Promise<void> {
  const { round, report } = found;
  const before = await valuesOfReports(ctx.tx, [report.id]);
  requireOpenFor(
    ctx,
    found,
    before,
    sent.map(({ measure }) => measure),
  );
  await requireValues(ctx, found, sent);
  await requireEvidence(ctx, found, sent);
  const known = new Map(before.map((one) => [one.measure, one]));
  const given = sent.map(({ measure, value, note, evidence }): ValueGiven => {
    const old = known.get(measure);
    return {
      measure,
      value: value.trim(),
      origin: 'reported',
      records: [],
      note: note === undefined ? (old?.note ?? null) : note,
      evidence: evidence ?? old?.evidence ?? [],
    };
  });
  await writeValues(ctx.tx, report.id, given);
  await touchReport(ctx.tx, report.id, {}, ctx.now);
  ctx.announce({
    type: 'platforms.values_reported',
    ...stakeOfReport({ round, report }),
    payload: { measures: given.map(({ measure }) => measure) },
  });
}

/**
 * While it reports, everything; while it is checked, what was returned.
 *
 * @throws Refusal round_step_refused
 */
export function requireOpenFor(
  ctx: Context,
  { round }: InRound,
  values: readonly ValueRow[],
  measures: readonly string[],
): void {
  if (roundMay(round, 'report', dayOf(ctx.now))) return;
  const returned = new Set(
    values.filter(({ verdict }) => verdict === 'returned').map(({ measure }) => measure),
  );
  const answers = measures.length > 0 && measures.every((one) => returned.has(one));
  requireStep(ctx, round, answers ? 'answer' : 'report');
}

/** @throws Refusal values_not_valid with every value that the scheme does not take */
async function requireValues(ctx: Context, { round }: InRound, sent: Sent): Promise<void> {
  const { read } = await schemeFor(ctx, round);
  const problems = rowProblems(read, sent);
  if (problems.length === 0) return;
  throw new Refusal('values_not_valid', problems[0]!.detail, {
    reasons: problems.map((problem): Reason => {
      const { row, column } = problem;
      const pointer = `/values/${row - 1}/${column === 'value' ? 'value' : 'measure'}`;
      return { ...reasonOf(problem, pointer), rule: sent[row - 1]!.measure };
    }),
  });
}

/** @throws Refusal evidence_not_known */
async function requireEvidence(ctx: Context, { report }: InRound, sent: Sent): Promise<void> {
  const own = new Set((await evidenceOf(ctx.tx, [report.id])).map(({ id }) => id));
  const reasons = sent.flatMap(({ evidence = [] }, at) =>
    evidence
      .filter((id) => !own.has(id))
      .map((id) => {
        const detail = `The report has no file ${id}.`;
        return reason('evidence_not_known', detail, `/values/${at}/evidence`, { id });
      }),
  );
  if (reasons.length === 0) return;
  throw new Refusal('evidence_not_known', reasons[0]!.detail, { reasons });
}

export const submitReport: UseCase<Contract['submitReport']> = async (ctx, input) => {
  const found = await ownReport(ctx, input.reportId);
  const { round, report } = found;
  expectRevision(report, input.revision);
  requireStep(ctx, round, 'answer');
  const values = await valuesOfReports(ctx.tx, [report.id]);
  const { read } = await schemeFor(ctx, round);
  const measures = measuresOf(read, round.sources);
  const given = new Set(values.map(({ measure }) => measure));
  const reasons = measures
    .filter((one) => isOwed(read, one) && !given.has(one.id))
    .map(({ id, name, clauses: [clause] }) => ({
      ...reason('value_not_reported', `${name.en} is not reported.`, `/${id}`, { measure: id }),
      rule: clause!.id,
    }));
  const chosen = new Set(measures.filter(({ choices }) => choices.length > 0).map(({ id }) => id));
  for (const { measure, origin, evidence } of values) {
    if (origin === 'yunhe' || chosen.has(measure) || evidence.length > 0) continue;
    const detail = `${measure} has no evidence.`;
    reasons.push({
      ...reason('evidence_missing', detail, `/${measure}`, { measure }),
      rule: measure,
    });
  }
  if (reasons.length > 0) {
    throw new Refusal('report_not_whole', 'The report is not whole yet.', {
      reasons,
      stake: stakeOfReport(found),
    });
  }
  await touchReport(ctx.tx, report.id, { submittedBy: whoActs(ctx) }, ctx.now);
  ctx.announce({ type: 'platforms.report_submitted', ...stakeOfReport(found) });
  return await reportAnswer(ctx, report.id);
};
