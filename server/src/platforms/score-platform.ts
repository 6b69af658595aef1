/** An expert scores a platform: what was reported before them, their scores with comments. */
import { dayOf } from '../runtime/day.ts';
import { reason } from '../runtime/judgement.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { expectRevision, notFound, Refusal } from '../runtime/refusal.ts';
import { type ConflictKind, derivedConflict, tie } from './panel.ts';
import type { panelContract, Scoring } from './panel-contract.ts';
import {
  assessedIn,
  declaredIn,
  expertOf,
  membersNamed,
  type SeatRow,
  scoresBy,
  seatOf,
  seatsHeldBy,
  writeScores,
} from './panel-store.ts';
import { roundMay } from './round.ts';
import { reasonOf, rowProblems } from './round-data.ts';
import { type InRound, requireStep, stakeOfReport } from './round-rights.ts';
import { measuresOf } from './round-settings.ts';
import { evidenceOf, loadReport, loadRound, valuesOfReports } from './round-store.ts';
import { roundShown, roundsShown, schemeFor } from './show-round.ts';

type Contract = typeof panelContract;

interface Seated extends InRound {
  readonly seat: SeatRow;
}

/** @throws Refusal not_found where the caller has no seat */
async function seated(ctx: Context, reportId: string, lock = false): Promise<Seated> {
  const { personId } = ctx.actor;
  const seat = personId === null ? null : await seatOf(ctx.tx, reportId, personId, lock);
  const report = seat === null ? null : await loadReport(ctx.tx, reportId);
  const round = report === null ? null : await loadRound(ctx.tx, report.roundId);
  if (seat === null || report === null || round === null) throw notFound('seat');
  return { round, report, seat };
}

interface Tie {
  readonly roundId: string;
  readonly memberId: string;
  readonly reportId: string;
}

/** What ties experts to platforms that they have a seat for; said after the seats were given. */
async function conflictsOf(
  ctx: Context,
  seats: readonly Tie[],
): Promise<ReadonlyMap<string, ConflictKind>> {
  const roundIds = [...new Set(seats.map(({ roundId }) => roundId))];
  const memberIds = [...new Set(seats.map(({ memberId }) => memberId))];
  const declared = new Set(
    (await declaredIn(ctx.tx, roundIds)).map(({ memberId, reportId }) => tie(memberId, reportId)),
  );
  const members = new Map((await membersNamed(ctx.tx, memberIds)).map((one) => [one.id, one]));
  const platforms = new Map((await assessedIn(ctx.tx, roundIds)).map((one) => [one.id, one]));
  const found = new Map<string, ConflictKind>();
  for (const { memberId, reportId } of seats) {
    const [member, platform] = [members.get(memberId), platforms.get(reportId)];
    if (member === undefined || platform === undefined) continue;
    const own = tie(memberId, reportId);
    const kind = declared.has(own) ? 'declared' : derivedConflict(expertOf(member), platform);
    if (kind !== null) found.set(own, kind);
  }
  return found;
}

async function conflictOf(
  ctx: Context,
  roundId: string,
  { memberId, reportId }: Pick<SeatRow, 'memberId' | 'reportId'>,
): Promise<ConflictKind | null> {
  const found = await conflictsOf(ctx, [{ roundId, memberId, reportId }]);
  return found.get(tie(memberId, reportId)) ?? null;
}

export const listScorings: UseCase<Contract['listScorings']> = async (ctx) => {
  const { personId } = ctx.actor;
  const held = personId === null ? [] : await seatsHeldBy(ctx.tx, personId);
  const conflicts = await conflictsOf(ctx, held);
  const rounds = await roundsShown(ctx, [...new Set(held.map(({ roundId }) => roundId))]);
  const items = held.map(({ memberId, reportId, platformId: id, nameZh, nameEn, ...one }) => ({
    ...{ reportId, doneAt: one.doneAt, platform: { id, nameZh, nameEn } },
    round: rounds.get(one.roundId)!,
    conflict: conflicts.get(tie(memberId, reportId)) ?? null,
  }));
  return { items };
};

export const readScoring: UseCase<Contract['readScoring']> = async (ctx, { reportId }) =>
  await scoringAnswer(ctx, reportId);

async function scoringAnswer(ctx: Context, reportId: string): Promise<Scoring> {
  const { round, report, seat } = await seated(ctx, reportId);
  const { read } = await schemeFor(ctx, round);
  const measures = measuresOf(read, round.sources);
  const conflict = await conflictOf(ctx, round.id, seat);
  const values = await valuesOfReports(ctx.tx, [reportId]);
  const files = await evidenceOf(ctx.tx, [reportId]);
  const { platformId: id, nameZh, nameEn } = report;
  return {
    reportId,
    round: await roundShown(ctx, round.id),
    platform: { id, nameZh, nameEn },
    measures: measures.filter(({ scored }) => scored),
    reported: measures.filter(({ scored }) => !scored),
    values: values.map(({ reportId: _of, ...value }) => ({
      ...value,
      records: [...value.records],
      evidence: [...value.evidence],
    })),
    files: files.map(({ reportId: _of, ...file }) => file),
    scores: (await scoresBy(ctx.tx, seat.memberId, reportId)).map(
      ({ measure, score, comment }) => ({
        ...{ measure, score, comment },
      }),
    ),
    conflict,
    doneAt: seat.doneAt,
    revision: seat.revision,
    may: { score: conflict === null && roundMay(round, 'score', dayOf(ctx.now)) },
  };
}

export const saveScores: UseCase<Contract['saveScores']> = async (ctx, input) => {
  const found = await seated(ctx, input.reportId, true);
  const { round, report, seat } = found;
  expectRevision(seat, input.revision);
  requireStep(ctx, round, 'score');
  const stake = stakeOfReport(found);
  const conflict = await conflictOf(ctx, round.id, seat);
  if (conflict !== null) {
    const detail = `You are tied to this platform (${conflict}) and do not score it.`;
    throw new Refusal('own_conflict', detail, { params: { kind: conflict }, stake });
  }
  const { read } = await schemeFor(ctx, round);
  const given = input.scores.map(({ measure, score, comment = null }) => ({
    ...{ measure, score: score.trim(), comment },
  }));
  const reasons = given.flatMap(({ measure, score }, at) => {
    if (read.measures.get(measure)?.scorers !== true) {
      const detail = `${measure} is not scored by the panel.`;
      return [reason('measure_is_not_scored', detail, `/scores/${at}/measure`, { measure })];
    }
    return rowProblems(read, [{ measure, value: score }])
      .filter(({ code }) => code !== 'indicator_is_scored')
      .map((problem) => reasonOf(problem, `/scores/${at}/score`));
  });
  if (reasons.length > 0) {
    throw new Refusal('values_not_valid', reasons[0]!.detail, { reasons, stake });
  }
  const before = await scoresBy(ctx.tx, seat.memberId, report.id);
  const after = new Map([...before, ...given].map(({ measure, score }) => [measure, score]));
  const missing = read.scheme.measures.filter(
    ({ id, scorers }) => scorers === true && (after.get(id) ?? '') === '',
  );
  if (input.done === true && missing.length > 0) {
    throw new Refusal('scores_not_whole', 'Every measure of the panel is scored.', {
      reasons: missing.map(({ id, name }) =>
        reason('score_missing', `${name.en} is not scored.`, `/scores/${id}`, { measure: id }),
      ),
      stake,
    });
  }
  await writeScores(ctx.tx, seat, given, input.done === true, ctx.now);
  ctx.announce({
    type: 'platforms.platform_scored',
    subjectIds: stake.subjectIds,
    payload: { measures: given.map(({ measure }) => measure), done: input.done === true },
  });
  return await scoringAnswer(ctx, report.id);
};
