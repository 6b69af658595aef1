/** Who sees and does what in a round; a route's rule has only looked at offices at large. */
import { hasRole, holdsOffice, type Role } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import type { Judgement } from '../runtime/judgement.ts';
import type { Context } from '../runtime/module.ts';
import { notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import { seatOf } from './panel-store.ts';
import { judgeStep, type RoundAction } from './round.ts';
import { loadReport, loadRound, type ReportRow, type RoundRow } from './round-store.ts';
import { keepsFor } from './scheme-rights.ts';

/** Officers of the region, the secretariat of the compact. */
export async function keepsRound(
  ctx: Context,
  { keeperRegionCode, keeperCompactId }: Pick<RoundRow, 'keeperRegionCode' | 'keeperCompactId'>,
): Promise<boolean> {
  return await keepsFor(ctx, { regionCode: keeperRegionCode, compactId: keeperCompactId });
}

/** Keepers and auditors see everything of a round. */
export async function seesAll(ctx: Context, round: RoundRow): Promise<boolean> {
  return holdsOffice(ctx.actor, 'audit_administrator') || (await keepsRound(ctx, round));
}

/** @throws Refusal not_found; drafts are for their keepers and auditors */
export async function visibleRound(ctx: Context, id: string, lock = false): Promise<RoundRow> {
  const round = await loadRound(ctx.tx, id, lock);
  const seen = round !== null && (round.state !== 'draft' || (await seesAll(ctx, round)));
  if (!seen) throw notFound('round');
  return round;
}

/** @throws Refusal not_found, not_allowed */
export async function keptRound(ctx: Context, id: string): Promise<RoundRow> {
  const round = await visibleRound(ctx, id, true);
  if (await keepsRound(ctx, round)) return round;
  throw notAllowed('Only those who keep a round change it.', { stake: stakeOfRound(round) });
}

export function stakeOfRound({ id, keeperRegionCode }: RoundRow) {
  return { subjectIds: [id], toRegion: keeperRegionCode };
}

export function stakeOfReport({ round, report }: InRound) {
  return {
    subjectIds: [round.id, report.platformId, report.id],
    journeyId: report.journeyId,
    organisationId: report.operatorId,
    fromRegion: report.regionCodes[0] ?? null,
    toRegion: round.keeperRegionCode,
  };
}

/** @throws Refusal round_step_refused with when it can be done */
export function requireStep(ctx: Context, round: RoundRow, action: RoundAction): void {
  requireRound('round_step_refused', judgeStep(round, action, dayOf(ctx.now)), round);
}

/** @throws Refusal with every reason that a judgement gave */
export function requireRound(code: string, judgement: Judgement, round: RoundRow): void {
  if (judgement.allowed) return;
  const { reasons } = judgement;
  throw new Refusal(code, reasons[0]!.detail, { reasons, stake: stakeOfRound(round) });
}

/** A platform in its round. */
export interface InRound {
  readonly round: RoundRow;
  readonly report: ReportRow;
}

/** How the caller stands to a platform in a round. */
export interface Standing {
  readonly all: boolean;
  readonly keeper: boolean;
  /** Of the operator. */
  readonly own: (role: Role) => boolean;
  /** Scores it. */
  readonly seated: boolean;
}

export async function standingTo(ctx: Context, { round, report }: InRound): Promise<Standing> {
  const { actor, tx } = ctx;
  const keeper = await keepsRound(ctx, round);
  return {
    keeper,
    all: keeper || holdsOffice(actor, 'audit_administrator'),
    own: (role) => report.operatorId !== null && hasRole(actor, report.operatorId, role),
    seated: actor.personId !== null && (await seatOf(tx, report.id, actor.personId)) !== null,
  };
}

/**
 * A report that the caller may see: its operator, its scorers, and who keeps the round.
 *
 * @throws Refusal not_found
 */
export async function visibleReport(
  ctx: Context,
  id: string,
  lock = false,
): Promise<InRound & { readonly standing: Standing }> {
  const report = await loadReport(ctx.tx, id, lock);
  const round = report === null ? null : await loadRound(ctx.tx, report.roundId);
  if (report === null || round === null) throw notFound('report');
  const standing = await standingTo(ctx, { round, report });
  const own = standing.own('viewer') && round.state !== 'draft';
  if (!standing.all && !own && !standing.seated) throw notFound('report');
  return { round, report, standing };
}

/** @throws Refusal not_found, not_allowed */
export async function ownReport(
  ctx: Context,
  id: string,
  role: Role = 'editor',
  lock = true,
): Promise<InRound & { readonly standing: Standing }> {
  const found = await visibleReport(ctx, id, lock);
  if (found.standing.own(role)) return found;
  throw notAllowed('Only its operator speaks for a platform.', { stake: stakeOfReport(found) });
}

/** @throws Refusal not_found, not_allowed */
export async function keptReport(
  ctx: Context,
  id: string,
): Promise<InRound & { readonly standing: Standing }> {
  const found = await visibleReport(ctx, id, true);
  if (found.standing.keeper) return found;
  throw notAllowed('Only those who keep the round do this.', { stake: stakeOfReport(found) });
}
