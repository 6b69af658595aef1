/** What was recorded of a contract is confirmed by the other side, or disputed and mended. */
import { isMember } from '../runtime/actor.ts';
import type { NewEvent } from '../runtime/event.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { expectRevision, notFound, Refusal, type Stake } from '../runtime/refusal.ts';
import type { contract, Deal } from './contract.ts';
import { type DealAction, type DealFacts, dealMay, judgeDeal, judgeRegistration } from './deal.ts';
import {
  type DealRow,
  loadDeal,
  markAmended,
  markConfirmed,
  markDisputed,
  markRetracted,
  writeRegistration,
} from './deal-store.ts';
import { type Side, sides } from './introduction.ts';
import { stakeOf, stepOf } from './introduction-step.ts';
import { type IntroductionStepName, introductionEvent } from './journey.ts';
import { today } from './record.ts';
import { requireRole } from './rights.ts';
import { showDeal } from './show-deal.ts';
import { markConcluded } from './store.ts';

interface Loaded {
  readonly row: DealRow;
  readonly by: Side;
  readonly stake: Stake;
}

/** Loads and locks; refuses strangers, lower roles, the wrong side and the wrong state. */
async function loadDealFor(
  ctx: Context,
  input: { readonly dealId: string; readonly revision: number },
  action: DealAction,
): Promise<Loaded> {
  const row = await loadDeal(ctx.tx, input.dealId, 'update');
  if (row === null) throw notFound('deal');
  const mayNow = (side: Side) =>
    dealMay(row.deal.state, row.deal.recordedById === row[`${side}Id`], action);
  const stands = sides.filter((side) => isMember(ctx.actor, row[`${side}Id`]));
  const by = stands.find(mayNow) ?? stands[0];
  if (by === undefined) throw notFound('deal');
  requireRole(ctx.actor, row[`${by}Id`], 'editor', 'deal');
  expectRevision({ revision: row.dealRevision }, input.revision);
  const amount = { amountMinor: BigInt(row.amountMinor), unit: row.currency };
  const stake = { ...stakeOf(row, by), ...amount };
  if (mayNow(by)) return { row, by, stake };
  const { state } = row.deal;
  throw new Refusal(
    'deal_state_forbids',
    `The contract is ${state}, and yours is the side of the ${by}.`,
    { params: { state, action, side: by }, stake },
  );
}

/** The step with the facts as they are now, and the contract as it is after it. */
async function toldDeal(
  ctx: Context,
  { row: { deal }, by }: Loaded,
  step: IntroductionStepName,
  more: { readonly counts: boolean; readonly payload?: NewEvent['payload'] },
): Promise<Deal> {
  const row = await loadDeal(ctx.tx, deal.id);
  if (row === null) throw new Error(`The contract ${deal.id} was there a moment ago.`);
  const { kind, signedOn } = row;
  const event = introductionEvent(stepOf(row), step, by, {
    ...(more.counts ? { amountMinor: BigInt(row.amountMinor), unit: row.currency } : {}),
    payload: { dealId: deal.id, kind, signedOn, ...more.payload },
  });
  ctx.announce(event);
  return await showDeal(ctx, row, [event]);
}

function refuseFacts(facts: DealFacts, ctx: Context, stake: Stake): void {
  const reasons = judgeDeal(facts, today(ctx.now));
  if (reasons.length === 0) return;
  throw new Refusal('deal_not_valid', 'The contract cannot be kept like this.', {
    reasons,
    stake,
  });
}

export async function confirmDeal(
  ctx: Context,
  input: InputOf<typeof contract.confirmDeal>,
): Promise<Deal> {
  const loaded = await loadDealFor(ctx, input, 'confirm');
  refuseFacts(loaded.row, ctx, loaded.stake);
  await markConfirmed(ctx.tx, input.dealId, ctx.now);
  return await toldDeal(ctx, loaded, 'deal_confirmed', { counts: true });
}

export async function disputeDeal(
  ctx: Context,
  input: InputOf<typeof contract.disputeDeal>,
): Promise<Deal> {
  const loaded = await loadDealFor(ctx, input, 'dispute');
  const { reasons, note = null } = input;
  await markDisputed(ctx.tx, input.dealId, { reasons, note, now: ctx.now });
  return await toldDeal(ctx, loaded, 'deal_disputed', { counts: true, payload: { reasons } });
}

export async function amendDeal(
  ctx: Context,
  input: InputOf<typeof contract.amendDeal>,
): Promise<Deal> {
  const loaded = await loadDealFor(ctx, input, 'amend');
  const { row, by, stake } = loaded;
  const facts: DealFacts = {
    kind: input.kind ?? row.kind,
    amountMinor: input.amountMinor ?? row.amountMinor,
    currency: input.currency ?? row.currency,
    signedOn: input.signedOn ?? row.signedOn,
  };
  refuseFacts(facts, ctx, stake);
  await markAmended(ctx.tx, input.dealId, {
    ...facts,
    recordedById: row[`${by}Id`],
    now: ctx.now,
  });
  return await toldDeal(ctx, loaded, 'deal_amended', { counts: true });
}

export async function retractDeal(
  ctx: Context,
  input: InputOf<typeof contract.retractDeal>,
): Promise<Deal> {
  const loaded = await loadDealFor(ctx, input, 'retract');
  const { reasons, note = null } = input;
  await markRetracted(ctx.tx, input.dealId, ctx.now);
  const ended = { outcome: 'talks_ended', reasons } as const;
  await markConcluded(ctx.tx, loaded.row.id, ended, note, ctx.now);
  return await toldDeal(ctx, loaded, 'deal_retracted', { counts: true, payload: { reasons } });
}

export async function registerDeal(
  ctx: Context,
  input: InputOf<typeof contract.registerDeal>,
): Promise<Deal> {
  const loaded = await loadDealFor(ctx, input, 'register');
  const registration = {
    number: input.number.trim(),
    office: input.office.trim(),
    registeredOn: input.registeredOn,
  };
  const judgement = judgeRegistration(registration, loaded.row.signedOn, today(ctx.now));
  if (!judgement.allowed) {
    throw new Refusal('registration_not_valid', 'The registration cannot be kept like this.', {
      reasons: judgement.reasons,
      stake: loaded.stake,
    });
  }
  await writeRegistration(ctx.tx, input.dealId, registration, ctx.now);
  // Its amount was counted when it was confirmed.
  const { registeredOn } = registration;
  return await toldDeal(ctx, loaded, 'deal_registered', {
    counts: false,
    payload: { registeredOn },
  });
}
