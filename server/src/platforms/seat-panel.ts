/** Experts are named, say what is close to them, and are given seats. */
import { fieldNamed } from '../matching/index.ts';
import { isMember, whoActs } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import { uuidv7 } from '../runtime/id.ts';
import { judged, reason } from '../runtime/judgement.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import { derivedConflict, seatPanel, tie } from './panel.ts';
import type { Panel, panelContract } from './panel-contract.ts';
import {
  assessedIn,
  candidates,
  declaredIn,
  deleteMember,
  expertOf,
  insertConflict,
  insertMember,
  loadMember,
  type MemberRow,
  membersOf,
  personNamed,
  replaceSeats,
  scoresIn,
} from './panel-store.ts';
import { requireOrganisation } from './rights.ts';
import { endOf, phaseOn } from './round.ts';
import { keepsRound, keptRound, requireRound, stakeOfRound } from './round-rights.ts';
import { loadReport, loadRound, type RoundRow } from './round-store.ts';
import { panelAnswer } from './show-panel.ts';

type Contract = typeof panelContract;

/** Until the panel's phase ends: who came late is no reason to do without. */
function requireSeating(ctx: Context, round: RoundRow): void {
  const phase = phaseOn(round.calendar, dayOf(ctx.now));
  const early = phase === null || ['self_report', 'evidence_check', 'panel'].includes(phase);
  if (round.state === 'open' && early) return;
  const until = endOf(round.calendar, 'panel') ?? '';
  const params = { action: 'seat', phase: phase ?? 'before', from: '', until };
  const detail = `Panels are seated in an open round until ${until}.`;
  requireRound(
    'round_step_refused',
    judged([reason('not_in_this_phase', detail, '', params)]),
    round,
  );
}

export const listPanelCandidates: UseCase<Contract['listPanelCandidates']> = async (
  ctx,
  { roundId, q },
) => {
  await keptRound(ctx, roundId);
  return { items: await candidates(ctx.tx, q.trim()) };
};

export async function addPanelMember(
  ctx: Context,
  input: InputOf<Contract['addPanelMember']>,
): Promise<Panel> {
  const { roundId, personId, organisationId = null, fields = [] } = input;
  const round = await keptRound(ctx, roundId);
  requireSeating(ctx, round);
  const name = await personNamed(ctx.tx, personId);
  if (name === null) throw new Refusal('person_not_known', 'There is no such person.');
  if (organisationId !== null) await requireOrganisation(ctx, organisationId, '/organisationId');
  const unknown = fields.find((code) => fieldNamed(code) === undefined);
  if (unknown !== undefined) {
    const params = { code: unknown };
    throw new Refusal('field_unknown', `There is no field ${unknown}.`, { params });
  }
  const member = { id: uuidv7(), roundId, personId, name, organisationId, fields };
  if (!(await insertMember(ctx.tx, member, ctx.now))) {
    throw new Refusal('person_is_on_the_panel', `${name} is on the panel already.`, {
      params: { name },
    });
  }
  ctx.announce({
    type: 'platforms.panel_member_added',
    ...stakeOfRound(round),
    payload: { personId, name },
  });
  return await panelAnswer(ctx, roundId);
}

async function memberOf(ctx: Context, memberId: string): Promise<MemberRow> {
  const member = await loadMember(ctx.tx, memberId);
  if (member === null) throw notFound('expert');
  return member;
}

export const removePanelMember: UseCase<Contract['removePanelMember']> = async (
  ctx,
  { memberId },
) => {
  const member = await memberOf(ctx, memberId);
  const round = await keptRound(ctx, member.roundId);
  requireSeating(ctx, round);
  const scored = await scoresIn(ctx.tx, round.id);
  if (scored.some((one) => one.memberId === memberId)) {
    const detail = `${member.name} has scored; what is scored is kept.`;
    throw new Refusal('member_has_scored', detail, { params: { name: member.name } });
  }
  await deleteMember(ctx.tx, memberId);
  ctx.announce({
    type: 'platforms.panel_member_removed',
    ...stakeOfRound(round),
    payload: { personId: member.personId, name: member.name },
  });
  return await panelAnswer(ctx, round.id);
};

/** An expert sees nothing of a platform that is not theirs to score; the panel is theirs to know. */
export const declareConflict: UseCase<Contract['declareConflict']> = async (ctx, input) => {
  const report = await loadReport(ctx.tx, input.reportId);
  const round = report === null ? null : await loadRound(ctx.tx, report.roundId, true);
  if (report === null || round === null) throw notFound('report');
  const members = await membersOf(ctx.tx, round.id);
  const keeper = await keepsRound(ctx, round);
  const own = members.find(({ personId }) => personId === ctx.actor.personId);
  if (!keeper && own === undefined) {
    const runs = report.operatorId !== null && isMember(ctx.actor, report.operatorId);
    if (!runs) throw notFound('report');
    const detail = 'Experts of the panel declare conflicts, and who keeps the round.';
    throw notAllowed(detail, { stake: stakeOfRound(round) });
  }
  const named = keeper ? members.find(({ id }) => id === input.memberId) : undefined;
  const member = named ?? own;
  if (member === undefined) {
    throw new Refusal('not_on_the_panel', 'Name an expert of the panel.');
  }
  const declared = { memberId: member.id, reportId: report.id, note: input.note };
  if (!(await insertConflict(ctx.tx, declared, whoActs(ctx), ctx.now))) {
    throw new Refusal('conflict_is_declared', 'It was declared before.');
  }
  ctx.announce({
    type: 'platforms.conflict_declared',
    subjectIds: [round.id, report.id],
    toRegion: round.keeperRegionCode,
    payload: { expert: member.name },
  });
  return { kind: 'declared' as const };
};

export async function assignPanel(
  ctx: Context,
  { roundId }: Pick<InputOf<Contract['assignPanel']>, 'roundId'>,
) {
  const round = await keptRound(ctx, roundId);
  requireSeating(ctx, round);
  if ((await scoresIn(ctx.tx, roundId)).length > 0) {
    const detail = 'Somebody has scored; seats are not given anew.';
    throw new Refusal('panel_has_scored', detail, { stake: stakeOfRound(round) });
  }
  const members = await membersOf(ctx.tx, roundId);
  const platforms = await assessedIn(ctx.tx, [roundId]);
  const declared = await declaredIn(ctx.tx, [roundId]);
  const experts = members.map(expertOf);
  const conflicts = new Set([
    ...declared.map(({ memberId, reportId }) => tie(memberId, reportId)),
    ...experts.flatMap((expert) =>
      platforms
        .filter((platform) => derivedConflict(expert, platform) !== null)
        .map((platform) => tie(expert.id, platform.id)),
    ),
  ]);
  const { seats: perPlatform, mostLoad } = round;
  const found = seatPanel({ experts, platforms, conflicts, perPlatform, mostLoad });
  if ('refused' in found) {
    requireRound('panel_cannot_be_seated', found.refused, round);
    throw new Error('A panel without seats is refused with a reason.');
  }
  const given = found.seats.map(({ expertId, platformId }) => ({
    memberId: expertId,
    reportId: platformId,
  }));
  await replaceSeats(ctx.tx, roundId, given, ctx.now);
  const { value, bound } = found;
  ctx.announce({
    type: 'platforms.panel_seated',
    ...stakeOfRound(round),
    payload: { seats: given.length, value, bound },
  });
  return { panel: await panelAnswer(ctx, roundId), value, bound };
}
