/** A panel as the keepers of its round see it. */
import type { ReadScheme } from '@yunhe/evaluation';
import type { Context, UseCase } from '../runtime/module.ts';
import { notAllowed } from '../runtime/refusal.ts';
import type { Assessed } from './panel.ts';
import { agreementOf, derivedConflict } from './panel.ts';
import type { Panel, PanelMember, panelContract } from './panel-contract.ts';
import {
  assessedIn,
  type DeclaredRow,
  declaredIn,
  expertOf,
  type MemberRow,
  membersOf,
  type ScoreRow,
  type SeatRow,
  scoresIn,
  seatsOf,
} from './panel-store.ts';
import { keepsRound, seesAll, stakeOfRound, visibleRound } from './round-rights.ts';
import { placesNamed, progressOf } from './round-views.ts';
import { roundShown, schemeFor } from './show-round.ts';

type Contract = typeof panelContract;

export const readPanel: UseCase<Contract['readPanel']> = async (ctx, { roundId }) =>
  await panelAnswer(ctx, roundId);

export async function panelAnswer(ctx: Context, roundId: string): Promise<Panel> {
  const round = await visibleRound(ctx, roundId);
  if (!(await seesAll(ctx, round))) {
    throw notAllowed('Who keeps the round sees its panel.', { stake: stakeOfRound(round) });
  }
  const members = await membersOf(ctx.tx, roundId);
  const assessed = await assessedIn(ctx.tx, [roundId]);
  const declared = await declaredIn(ctx.tx, [roundId]);
  const seats = await seatsOf(ctx.tx, roundId);
  const organisations = await placesNamed(
    ctx.tx,
    members.flatMap(({ organisationIds: [own] }) => (own === undefined ? [] : [own])),
  );
  const shown = await roundShown(ctx, roundId);
  const keeper = await keepsRound(ctx, round);
  const { read } = await schemeFor(ctx, round);
  const early =
    shown.phase === null || ['self_report', 'evidence_check', 'panel'].includes(shown.phase);
  return {
    round: shown,
    seats: round.seats,
    mostLoad: round.mostLoad,
    platforms: (await progressOf(ctx.tx, roundId)).map(({ id, platform }) => ({
      reportId: id,
      platform,
    })),
    members: members.map((member) => ({
      ...memberSeen(member, assessed, declared, seats),
      organisation: organisations.get(member.organisationIds[0] ?? '') ?? null,
    })),
    agreement: agreementIn(await scoresIn(ctx.tx, roundId), read),
    may: { seat: keeper && round.state === 'open' && early },
  };
}

function memberSeen(
  member: MemberRow,
  assessed: readonly Assessed[],
  declared: readonly DeclaredRow[],
  seats: readonly SeatRow[],
): Omit<PanelMember, 'organisation'> {
  const { id, personId, name, fields } = member;
  const own = declared.filter(({ memberId }) => memberId === id);
  const said = new Set(own.map(({ reportId }) => reportId));
  const derived = assessed.flatMap((platform) => {
    const kind = said.has(platform.id) ? null : derivedConflict(expertOf(member), platform);
    return kind === null ? [] : [{ reportId: platform.id, kind, note: null }];
  });
  return {
    ...{ id, personId, name, fields: [...fields] },
    conflicts: [
      ...own.map(({ reportId, note }) => ({ reportId, kind: 'declared' as const, note })),
      ...derived,
    ],
    seats: seats
      .filter(({ memberId }) => memberId === id)
      .map(({ reportId, doneAt, leftOutBy }) => ({
        reportId,
        doneAt,
        leftOut: leftOutBy !== null,
      })),
  };
}

function agreementIn(scores: readonly ScoreRow[], read: ReadScheme): Panel['agreement'] {
  const measures = [...new Set(scores.map(({ measure }) => measure))].sort();
  return measures.map((measure) => {
    const own = scores.filter((one) => one.measure === measure);
    const { alpha, icc, leniency } = agreementOf(
      own.map(({ reportId, memberId, score }) => ({
        item: reportId,
        scorer: memberId,
        score: Number(score),
      })),
    );
    return {
      ...{ measure, scores: own.length, alpha },
      name: read.measures.get(measure)?.name ?? { zh: measure, en: measure },
      icc: icc === null ? null : { single: icc.single, average: icc.average },
      leniency: leniency.map((one) => ({ memberId: one.scorer, leniency: one.leniency })),
    };
  });
}
