/** Checkers accept what was reported, correct it, or return it with a reason. */
import { whoActs } from '../runtime/actor.ts';
import { reason } from '../runtime/judgement.ts';
import type { UseCase } from '../runtime/module.ts';
import { expectRevision, Refusal } from '../runtime/refusal.ts';
import { judgeCheck } from './evidence-check.ts';
import type { roundContract } from './round-contract.ts';
import { reasonOf, rowProblems } from './round-data.ts';
import { keptReport, requireRound, requireStep, stakeOfReport } from './round-rights.ts';
import { touchReport, valuesOfReports, writeCheck } from './round-store.ts';
import { reportAnswer } from './show-report.ts';
import { schemeFor } from './show-round.ts';

type Contract = typeof roundContract;

export const checkValue: UseCase<Contract['checkValue']> = async (ctx, input) => {
  const found = await keptReport(ctx, input.reportId);
  const { round, report } = found;
  expectRevision(report, input.revision);
  requireStep(ctx, round, 'check');
  const { measure, verdict, value = null, reason: why = null } = input;
  const values = await valuesOfReports(ctx.tx, [report.id]);
  const meant = values
    .filter((one) => (measure === undefined ? one.verdict === null : one.measure === measure))
    .map((one) => one.measure);
  const check = { verdict, value, reason: why };
  requireRound('check_not_valid', judgeCheck(check), round);
  if (meant.length === 0 || (measure === undefined && verdict !== 'accepted')) {
    const detail =
      measure === undefined
        ? 'Only unchecked values are accepted all at once.'
        : `${measure} was not reported.`;
    throw new Refusal('check_not_valid', detail, {
      reasons: [reason('value_not_reported', detail, '/measure', { measure: measure ?? '' })],
    });
  }
  if (value !== null) {
    const { read } = await schemeFor(ctx, round);
    const [problem] = rowProblems(read, [{ measure: meant[0]!, value }]);
    if (problem !== undefined) {
      const reasons = [reasonOf(problem, '/value')];
      throw new Refusal('values_not_valid', problem.detail, { reasons });
    }
  }
  await writeCheck(ctx.tx, report.id, meant, check, whoActs(ctx), ctx.now);
  await touchReport(ctx.tx, report.id, {}, ctx.now);
  ctx.announce({
    type: 'platforms.values_checked',
    ...stakeOfReport(found),
    payload: { verdict, measures: meant },
  });
  return await reportAnswer(ctx, report.id);
};
