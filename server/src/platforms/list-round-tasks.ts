/** What the caller has to do in open rounds, and in what follows of published ones. */
import { holdsOffice } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { openMendings } from './intervention-views.ts';
import { phaseOn } from './round.ts';
import type { RoundTask, roundContract } from './round-contract.ts';
import { keepsRound, visibleRound } from './round-rights.ts';
import type { RoundRow } from './round-store.ts';
import { lastDayOf, type TaskKind, taskOfExpert, taskOfOperator } from './round-task.ts';
import { isOwn, type TaskGround, taskGrounds } from './round-views.ts';

type Contract = typeof roundContract;

export const listRoundTasks: UseCase<Contract['listRoundTasks']> = async (ctx) => {
  const grounds = Map.groupBy(await taskGrounds(ctx), ({ roundId }) => roundId);
  const items: RoundTask[] = [];
  for (const [roundId, own] of grounds) {
    const round = await visibleRound(ctx, roundId);
    items.push(...tasksIn(ctx, round, own, await keepsRound(ctx, round)));
  }
  items.push(...(await mendingTasks(ctx)));
  return { items: items.sort((a, b) => ((a.until ?? '9') < (b.until ?? '9') ? -1 : 1)) };
};

function tasksIn(
  ctx: Context,
  round: RoundRow,
  grounds: readonly TaskGround[],
  keeper: boolean,
): RoundTask[] {
  const phase = phaseOn(round.calendar, dayOf(ctx.now));
  if (phase === null) return [];
  const { id: roundId, titleZh, titleEn, sample, calendar } = round;
  const about = { roundId, titleZh, titleEn, sample, interventionId: null };
  const until = lastDayOf(calendar, phase);
  const each = (task: TaskKind | null, { reportId, platform }: TaskGround, day = until) =>
    task === null ? [] : [{ ...about, task, reportId, platform, count: 1, until: day }];
  const counted = (task: TaskKind, wanted: (one: TaskGround) => boolean, day = until) => {
    const count = keeper ? grounds.filter(wanted).length : 0;
    return count === 0
      ? []
      : [{ ...about, task, reportId: null, platform: null, count, until: day }];
  };
  const beforeScoring = lastDayOf(calendar, 'evidence_check');
  const forAll: Readonly<Record<typeof phase, () => RoundTask[]>> = {
    self_report: () => counted('seat_panel', ({ lacksSeats }) => lacksSeats, beforeScoring),
    evidence_check: () => [
      ...counted('check', ({ unchecked }) => unchecked > 0),
      ...counted('seat_panel', ({ lacksSeats }) => lacksSeats, beforeScoring),
    ],
    panel: () => counted('seat_panel', ({ lacksSeats }) => lacksSeats),
    result: () => counted('compute', ({ hasResult }) => !hasResult),
    appeal: () => counted('decide_appeal', ({ openAppeals }) => openAppeals > 0),
    publication: () => [
      ...counted('decide_appeal', ({ openAppeals }) => openAppeals > 0),
      ...counted('publish', ({ hasResult }) => hasResult),
    ],
  };
  return [
    ...grounds.flatMap((one) => [
      ...(isOwn(ctx, one) ? each(taskOfOperator(phase, one), one) : []),
      ...(one.toScore
        ? each(taskOfExpert(phase), one, phase === 'panel' ? until : beforeScoring)
        : []),
    ]),
    ...forAll[phase](),
  ];
}

/** Whoever runs a platform sees what it has to mend; its keepers hear of it once it is overdue. */
async function mendingTasks(ctx: Context): Promise<RoundTask[]> {
  const reads = holdsOffice(ctx.actor, 'audit_administrator');
  const mendings = await openMendings(ctx);
  return mendings
    .filter((one) => isOwn(ctx, one) || (one.isOverdue && !reads))
    .map(({ operatorId, isOverdue: _late, dueOn, ...one }) => ({
      ...one,
      task: isOwn(ctx, { operatorId }) ? 'mend' : 'follow_up',
      count: 1,
      until: dueOn,
    }));
}
