/** A self-report as one caller sees it. */
import { dayOf } from '../runtime/day.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { lastResult } from './result-store.ts';
import { roundMay } from './round.ts';
import type { Report, roundContract } from './round-contract.ts';
import { visibleReport } from './round-rights.ts';
import { measuresOf } from './round-settings.ts';
import { evidenceOf, valuesOfReports } from './round-store.ts';
import { submissionOf } from './round-views.ts';
import { roundShown, schemeFor } from './show-round.ts';

type Contract = typeof roundContract;

export const readReport: UseCase<Contract['readReport']> = async (ctx, { reportId }) =>
  await reportAnswer(ctx, reportId);

export async function reportAnswer(ctx: Context, reportId: string): Promise<Report> {
  const { round, report, standing } = await visibleReport(ctx, reportId);
  const { read } = await schemeFor(ctx, round);
  const values = await valuesOfReports(ctx.tx, [reportId]);
  const files = await evidenceOf(ctx.tx, [reportId]);
  const today = dayOf(ctx.now);
  const own = standing.own('editor');
  const hasResult = (await lastResult(ctx.tx, round.id)) !== null;
  const appealing =
    own && hasResult && report.agreedAt === null && roundMay(round, 'appeal', today);
  const { id, platformId, nameZh, nameEn, code, submittedAt, agreedAt, revision } = report;
  return {
    ...{ id, code, submittedAt, agreedAt, revision },
    round: await roundShown(ctx, round.id),
    platform: { id: platformId, nameZh, nameEn },
    measures: measuresOf(read, round.sources),
    values: values.map(({ reportId: _of, ...value }) => ({
      ...value,
      records: [...value.records],
      evidence: [...value.evidence],
    })),
    files: files.map(({ reportId: _of, ...file }) => file),
    submittedBy: await submissionOf(ctx.tx, reportId),
    may: {
      report: own && roundMay(round, 'report', today),
      answer:
        own &&
        values.some(({ verdict }) => verdict === 'returned') &&
        roundMay(round, 'answer', today),
      check: standing.keeper && roundMay(round, 'check', today),
      appeal: appealing,
      agree: appealing,
    },
  };
}
