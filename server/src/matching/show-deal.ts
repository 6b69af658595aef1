/** Contracts as the contract of HTTP shows them to one caller. */
import { type Actor, hasRole } from '../runtime/actor.ts';
import type { NewEvent } from '../runtime/event.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import { benefitsOf } from './benefit.ts';
import type { contract, Deal, DealSummary } from './contract.ts';
import { dealActions, dealMay } from './deal.ts';
import type { DealRow } from './deal-store.ts';
import { visibleDeal } from './deal-views.ts';
import { type Side, sides } from './introduction.ts';
import { giverOf } from './introduction-step.ts';
import { timelineOf } from './read-introduction.ts';
import { rights, sideOf } from './rights.ts';
import { about } from './show.ts';

function registrationOf(row: DealRow): DealSummary['registration'] {
  const { registrationNumber: number, registrationOffice: office, registeredOn } = row;
  return number === null || office === null || registeredOn === null
    ? null
    : { number, office, registeredOn };
}

export function dealSummary(actor: Actor, row: DealRow): DealSummary {
  const giver = giverOf(row);
  const taker: Side = giver === 'asker' ? 'asked' : 'asker';
  return {
    id: row.deal.id,
    introductionId: row.id,
    journeyId: row.journeyId,
    state: row.deal.state,
    kind: row.kind,
    giver: row[giver],
    taker: row[taker],
    need: about(row.need),
    technology: about(row.technology),
    amountMinor: row.amountMinor,
    currency: row.currency,
    signedOn: row.signedOn,
    registration: registrationOf(row),
    side: sideOf(actor, row),
    recordedBy: row.deal.recordedById === row.askerId ? 'asker' : 'asked',
    recordedAt: new Date(row.deal.recordedAt).toISOString(),
    confirmedAt: row.confirmedAt,
    sample: row.sample,
    revision: row.dealRevision,
  };
}

export async function showDeal(
  ctx: Context,
  row: DealRow,
  taken: readonly NewEvent[] = [],
): Promise<Deal> {
  const benefits = benefitsOf({
    kind: row.kind,
    giverProvince: row[`${giverOf(row)}Province`],
    registered: row.registeredOn !== null,
  });
  return {
    ...dealSummary(ctx.actor, row),
    disputeReasons: [...row.disputeReasons],
    disputeNote: row.disputeNote,
    benefits: row.deal.state === 'retracted' ? [] : benefits,
    timeline: await timelineOf(ctx, row, taken),
    may: rights(dealActions, (action) =>
      sides.some(
        (side) =>
          hasRole(ctx.actor, row[`${side}Id`], 'editor') &&
          dealMay(row.deal.state, row.deal.recordedById === row[`${side}Id`], action),
      ),
    ),
  };
}

export async function readDeal(
  ctx: Context,
  input: InputOf<typeof contract.readDeal>,
): Promise<Deal> {
  const row = await visibleDeal(ctx, input.dealId);
  if (row === null) throw notFound('deal');
  return await showDeal(ctx, row);
}
