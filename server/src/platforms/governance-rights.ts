/** Who sees how a platform is governed, and who acts by a seat. */
import { answersFor, territoryOf } from '../registry/index.ts';
import { hasRole, holdsOffice, isMember } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import type { Context } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { type Body, bodyOf } from './charter.ts';
import {
  type CharterFounder,
  type CharterRow,
  charterOn,
  everSat,
  type SeatRow,
  seatsOn,
} from './charter-store.ts';
import type { KeptPlatform } from './platform-store.ts';
import { mayKeep, platformOf, stakeOf } from './rights.ts';

/** Who keeps or founded a platform, its operator's members, who has or had a seat, auditors. */
export async function isInsider(ctx: Context, platform: KeptPlatform): Promise<boolean> {
  const { actor } = ctx;
  if (actor.kind === 'anonymous') return false;
  if (holdsOffice(actor, 'audit_administrator') || (await mayKeep(ctx, platform))) return true;
  if (platform.operatorId !== null && isMember(actor, platform.operatorId)) return true;
  for (const founder of platform.founders) {
    if (await actsForFounder(ctx, founder)) return true;
  }
  return actor.personId !== null && (await everSat(ctx.tx, platform.id, actor.personId));
}

/**
 * The platform, for who has to do with how it is governed.
 *
 * @throws Refusal not_found
 */
export async function governedPlatform(
  ctx: Context,
  platformId: string,
  about: { readonly lock?: boolean; readonly what?: string } = {},
): Promise<KeptPlatform> {
  const platform = await platformOf(ctx, platformId, about);
  if (!(await isInsider(ctx, platform))) throw notFound(about.what ?? 'platform');
  return platform;
}

/** An officer of the region or of one above it; a manager of the organisation. */
export async function actsForFounder(
  ctx: Context,
  { regionCode, organisationId }: Pick<CharterFounder, 'regionCode' | 'organisationId'>,
): Promise<boolean> {
  if (organisationId !== null) return hasRole(ctx.actor, organisationId, 'manager');
  const { regionCodes } = await territoryOf(ctx.tx, regionCode, dayOf(ctx.now));
  return answersFor(ctx.actor, { regionCodes, compactIds: [] });
}

/** @throws Refusal no_charter_in_force */
export async function charterInForce(ctx: Context, platform: KeptPlatform): Promise<CharterRow> {
  const day = dayOf(ctx.now);
  const charter = await charterOn(ctx.tx, platform.id, day);
  if (charter !== null) return charter;
  throw new Refusal(
    'no_charter_in_force',
    `On ${day} no charter of the platform is in force; its founders adopt one first.`,
    { params: { day }, stake: { subjectIds: [platform.id], ...stakeOf(platform) } },
  );
}

/** @throws Refusal body_not_in_charter */
export function requireBody(charter: CharterRow, code: string): Body {
  const body = bodyOf(charter.content, code);
  if (body !== null) return body;
  const detail = `The charter has no body ${code}.`;
  throw new Refusal('body_not_in_charter', detail, {
    params: { body: code },
    reasons: [{ code: 'body_not_in_charter', detail, params: { body: code }, pointer: '/body' }],
  });
}

/** The seats that the caller holds today. */
export async function ownSeats(ctx: Context, platformId: string): Promise<SeatRow[]> {
  const seats = await seatsOn(ctx.tx, platformId, dayOf(ctx.now));
  return seats.filter(({ personId }) => personId === ctx.actor.personId);
}

/** @throws Refusal seat_not_held */
export async function requireSeat(
  ctx: Context,
  platform: KeptPlatform,
  body: Body,
): Promise<SeatRow> {
  const seat = (await ownSeats(ctx, platform.id)).find((one) => one.body === body.code);
  if (seat !== undefined) return seat;
  throw new Refusal('seat_not_held', `You have no seat in ${body.nameEn} today (${body.clause}).`, {
    params: { body: body.nameZh, bodyEn: body.nameEn, clause: body.clause },
    stake: { subjectIds: [platform.id], ...stakeOf(platform) },
  });
}

/** @throws Refusal platform_is_closed */
export function requireAlive(platform: KeptPlatform): void {
  if (platform.stage !== 'closed') return;
  throw new Refusal('platform_is_closed', `The platform was closed on ${platform.closedOn}.`, {
    params: { closedOn: platform.closedOn ?? '' },
    stake: { subjectIds: [platform.id], ...stakeOf(platform) },
  });
}
