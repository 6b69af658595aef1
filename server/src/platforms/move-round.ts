/** What is to come is given more time, or begins once nobody waits before it. */
import { dayOf } from '../runtime/day.ts';
import { judged, reason } from '../runtime/judgement.ts';
import type { UseCase } from '../runtime/module.ts';
import { expectRevision } from '../runtime/refusal.ts';
import { type Calendar, endedOn, judgeEnd, judgeMove, phaseOn } from './round.ts';
import type { roundContract } from './round-contract.ts';
import { keptRound, requireRound, stakeOfRound } from './round-rights.ts';
import { type RoundRow, updateRound } from './round-store.ts';
import { waitingIn } from './round-views.ts';
import { roundAnswer, schemeFor } from './show-round.ts';

type Contract = typeof roundContract;

export const moveRound: UseCase<Contract['moveRound']> = async (ctx, input) => {
  const round = await keptRound(ctx, input.roundId);
  expectRevision(round, input.revision);
  const open = round.state === 'open';
  const notOpen = [
    reason('round_is_not_open', `The round is ${round.state}.`, '', { state: round.state }),
  ];
  requireRound('round_step_refused', judged(open ? [] : notOpen), round);
  const judgement = judgeMove(round.calendar, input.calendar, dayOf(ctx.now));
  requireRound('calendar_not_valid', judgement, round);
  await updateRound(ctx.tx, round.id, { ...round, calendar: input.calendar }, ctx.now);
  const changes = movedDays(round.calendar, input.calendar);
  ctx.announce({
    type: 'platforms.round_moved',
    ...stakeOfRound(round),
    payload: { reason: input.reason, changes },
  });
  return await roundAnswer(ctx, round.id);
};

function movedDays(before: Calendar, after: Calendar) {
  return Object.fromEntries(
    Object.entries(after).flatMap(([phase, day]) => {
      const was = before[phase as keyof Calendar];
      return was === day ? [] : [[phase, [was, day]]];
    }),
  );
}

export const endPhase: UseCase<Contract['endPhase']> = async (ctx, { roundId, revision }) => {
  const round: RoundRow = await keptRound(ctx, roundId);
  expectRevision(round, revision);
  const today = dayOf(ctx.now);
  const { read } = await schemeFor(ctx, round);
  const scored = read.scheme.measures.some(({ scorers }) => scorers === true);
  const waiting = await waitingIn(ctx.tx, roundId, scored);
  requireRound('phase_cannot_end', judgeEnd(round, waiting, today), round);
  const calendar = endedOn(round.calendar, today);
  await updateRound(ctx.tx, roundId, { ...round, calendar }, ctx.now);
  ctx.announce({
    type: 'platforms.round_phase_ended',
    ...stakeOfRound(round),
    payload: { phase: phaseOn(round.calendar, today), next: phaseOn(calendar, today) },
  });
  return await roundAnswer(ctx, roundId);
};
