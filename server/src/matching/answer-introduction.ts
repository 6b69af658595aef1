/** The asked side says yes or no, a side steps back, either says what came of it. */

import { isMember } from '../runtime/actor.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { outcomeDueAt } from './clock.ts';
import type { contract, Introduction } from './contract.ts';
import type { DealKind } from './deal.ts';
import { insertDeal } from './deal-store.ts';
import { endOpenMeeting } from './end-meeting.ts';
import {
  type IntroductionAction,
  introductionMay,
  judgeOutcome,
  type Outcome,
  type Side,
  sides,
} from './introduction.ts';
import { stakeOf, stepOf } from './introduction-step.ts';
import { introductionEvent } from './journey.ts';
import { told } from './read-introduction.ts';
import { today } from './record.ts';
import { requireRole } from './rights.ts';
import {
  type IntroductionRow,
  loadIntroduction,
  markAccepted,
  markConcluded,
  markDeclined,
  markIntroductionWithdrawn,
} from './store.ts';

/** Loads and locks; refuses strangers, lower roles, the wrong side and the wrong state. */
export async function loadFor(
  ctx: Context,
  id: string,
  action: IntroductionAction,
): Promise<{ introduction: IntroductionRow; by: Side }> {
  const introduction = await loadIntroduction(ctx.tx, id, 'update');
  if (introduction === null) throw notFound('introduction');
  const stands = sides.filter((side) => isMember(ctx.actor, introduction[`${side}Id`]));
  const by = stands.find((side) => introductionMay(introduction.state, side, action)) ?? stands[0];
  if (by === undefined) throw notFound('introduction');
  requireRole(ctx.actor, introduction[`${by}Id`], 'editor', 'introduction');
  if (introductionMay(introduction.state, by, action)) return { introduction, by };
  const afterwards = action === 'conclude' || action === 'meet';
  throw new Refusal(
    afterwards ? 'introduction_not_accepted' : 'introduction_not_open',
    `The introduction is ${introduction.state}, and yours is the side of the ${by}.`,
    { params: { state: introduction.state, action, side: by }, stake: stakeOf(introduction, by) },
  );
}

export async function acceptIntroduction(
  ctx: Context,
  input: InputOf<typeof contract.acceptIntroduction>,
): Promise<Introduction> {
  const { introduction, by } = await loadFor(ctx, input.introductionId, 'accept');
  const own = [introduction.technology, introduction.need].find(
    (one) => one?.organisationId === introduction.askedId,
  );
  const contact = input.contact ?? own?.contact ?? null;
  if (contact === null) {
    throw new Refusal('contact_missing', 'Say whom the other side should talk to.', {
      reasons: [
        { code: 'contact_missing', detail: 'Your record names nobody.', pointer: '/contact' },
      ],
      stake: stakeOf(introduction, by),
    });
  }
  await markAccepted(ctx.tx, introduction.id, {
    contact,
    note: input.note ?? null,
    now: ctx.now,
    outcomeDueAt: outcomeDueAt(ctx.now, false),
  });
  return await told(ctx, introduction.id, [
    introductionEvent(stepOf(introduction), 'introduction_accepted', by),
  ]);
}

export async function declineIntroduction(
  ctx: Context,
  input: InputOf<typeof contract.declineIntroduction>,
): Promise<Introduction> {
  const { introduction, by } = await loadFor(ctx, input.introductionId, 'decline');
  const answer = { reasons: input.reasons, note: input.note ?? null, now: ctx.now };
  await markDeclined(ctx.tx, introduction.id, answer);
  return await told(ctx, introduction.id, [
    introductionEvent(stepOf(introduction), 'introduction_declined', by, {
      payload: { reasons: input.reasons },
    }),
  ]);
}

export async function withdrawIntroduction(
  ctx: Context,
  input: InputOf<typeof contract.withdrawIntroduction>,
): Promise<Introduction> {
  const { introduction, by } = await loadFor(ctx, input.introductionId, 'withdraw');
  const off = await endOpenMeeting(ctx, introduction, by);
  const about = { because: input.reason, note: input.note ?? null, now: ctx.now };
  await markIntroductionWithdrawn(ctx.tx, introduction.id, about);
  return await told(ctx, introduction.id, [
    ...off,
    introductionEvent(stepOf(introduction), 'introduction_withdrawn', by, {
      payload: { reasons: [input.reason] },
    }),
  ]);
}

export async function concludeIntroduction(
  ctx: Context,
  input: InputOf<typeof contract.concludeIntroduction>,
): Promise<Introduction> {
  const { introduction, by } = await loadFor(ctx, input.introductionId, 'conclude');
  const outcome: Outcome = {
    outcome: input.outcome,
    kind: input.kind ?? null,
    amountMinor: input.amountMinor ?? null,
    currency: input.currency ?? null,
    signedOn: input.signedOn ?? null,
    // A contract has no reasons against it.
    reasons: input.outcome === 'contract_signed' ? [] : (input.reasons ?? []),
  };
  const judgement = judgeOutcome(outcome, today(ctx.now));
  if (!judgement.allowed) {
    throw new Refusal('outcome_not_valid', 'The outcome cannot be kept like this.', {
      reasons: judgement.reasons,
      stake: stakeOf(introduction, by),
    });
  }
  const off = await endOpenMeeting(ctx, introduction, by);
  await markConcluded(ctx.tx, introduction.id, outcome, input.note ?? null, ctx.now);
  const step = stepOf(introduction);
  if (outcome.outcome === 'talks_ended') {
    return await told(ctx, introduction.id, [
      ...off,
      introductionEvent(step, 'introduction_concluded', by, {
        ...step.stake,
        payload: { outcome: outcome.outcome, reasons: outcome.reasons },
      }),
    ]);
  }
  const facts = {
    kind: outcome.kind as DealKind,
    amountMinor: outcome.amountMinor as string,
    currency: outcome.currency as string,
    signedOn: outcome.signedOn as string,
  };
  const dealId = uuidv7();
  await insertDeal(ctx.tx, {
    id: dealId,
    introductionId: introduction.id,
    recordedById: introduction[`${by}Id`],
    now: ctx.now,
    ...facts,
  });
  return await told(ctx, introduction.id, [
    ...off,
    introductionEvent(step, 'introduction_concluded', by, {
      amountMinor: BigInt(facts.amountMinor),
      unit: facts.currency,
      payload: {
        outcome: outcome.outcome,
        reasons: [],
        dealId,
        kind: facts.kind,
        signedOn: facts.signedOn,
      },
    }),
  ]);
}
