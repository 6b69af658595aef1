/** Results are shown to everyone, and what follows of low grades begins. */

import { whoActs } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import { uuidv7 } from '../runtime/id.ts';
import { judged, reason } from '../runtime/judgement.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { expectRevision, type Reason } from '../runtime/refusal.ts';
import { daysToMend, lowGrades } from './intervention.ts';
import { insertIntervention } from './intervention-store.ts';
import type { resultContract } from './result-contract.ts';
import { lastResult, openRun, unitsIn } from './result-store.ts';
import type { Round } from './round-contract.ts';
import { keptRound, requireRound, requireStep, stakeOfRound } from './round-rights.ts';
import { writeRoundState } from './round-store.ts';
import { progressOf } from './round-views.ts';
import { roundAnswer, roundShown, schemeFor } from './show-round.ts';

type Contract = typeof resultContract;

export async function publishRound(
  ctx: Context,
  { roundId, revision }: InputOf<Contract['publishRound']>,
): Promise<Round> {
  const round = await keptRound(ctx, roundId);
  expectRevision(round, revision);
  requireStep(ctx, round, 'publish');
  const result = await lastResult(ctx.tx, roundId);
  const run = await openRun(ctx.tx, roundId);
  const appeals = (await progressOf(ctx.tx, roundId)).filter(({ openAppeals }) => openAppeals > 0);
  const reasons: Reason[] = [];
  if (result === null) {
    reasons.push(reason('no_result_yet', 'There is no result to publish.'));
  }
  if (run !== null && run.state !== 'failed') {
    reasons.push(reason('result_is_being_computed', 'A result is being computed; wait for it.'));
  }
  if (appeals.length > 0) {
    const detail = `Appeals of ${appeals.length} platforms are not decided.`;
    reasons.push(reason('appeals_are_open', detail, '', { count: appeals.length }));
  }
  requireRound('round_cannot_be_published', judged(reasons), round);
  await writeRoundState(ctx.tx, roundId, { state: 'published' }, ctx.now);
  const { read } = await schemeFor(ctx, round);
  const grades = (read.scheme.grades ?? []).map(({ id }) => id);
  const low = lowGrades(grades, round.lowGrades);
  const { keeper } = await roundShown(ctx, roundId);
  const dueOn = daysAfter(dayOf(ctx.now), daysToMend);
  const units = (await unitsIn(ctx.tx, roundId)).filter(({ resultId }) => resultId === result!.id);
  for (const { reportId, platform, grade } of units) {
    if (grade === null || !low.includes(grade)) continue;
    const id = uuidv7();
    const intervention = {
      ...{ id, platformId: platform.id, reportId, resultId: result!.id, subject: grade, dueOn },
      ...({ cause: 'low_grade', measures: [], sample: round.sample } as const),
      owner: keeper.nameZh ?? keeper.nameEn ?? keeper.id,
    };
    await insertIntervention(ctx.tx, intervention, whoActs(ctx), ctx.now);
    ctx.announce({
      type: 'platforms.intervention_opened',
      subjectIds: [id, platform.id, roundId],
      toRegion: round.keeperRegionCode,
      payload: { cause: 'low_grade', subject: grade, dueOn },
    });
  }
  ctx.announce({
    type: 'platforms.round_published',
    ...stakeOfRound(round),
    payload: { number: result!.number, digest: result!.digest, platforms: units.length },
  });
  return await roundAnswer(ctx, roundId);
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
