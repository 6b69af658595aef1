/** The asked side says yes or no, the asker takes back, either says what came of it. */

import { isMember } from '../runtime/actor.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { notFound, Refusal, type Stake } from '../runtime/refusal.ts';
import type { contract, Introduction } from './contract.ts';
import {
  type IntroductionAction,
  introductionMay,
  judgeOutcome,
  type Outcome,
  type Side,
  sides,
} from './introduction.ts';
import { stepOf } from './introduction-step.ts';
import { introductionEvent } from './journey.ts';
import { showIntroduction } from './read-introduction.ts';
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
async function loadFor(
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
  const code = action === 'conclude' ? 'introduction_not_accepted' : 'introduction_not_open';
  throw new Refusal(
    code,
    `The introduction is ${introduction.state}, and yours is the side of the ${by}.`,
    { params: { state: introduction.state, action, side: by }, stake: stakeOf(introduction, by) },
  );
}

function stakeOf(introduction: IntroductionRow, by: Side): Stake {
  const { askerProvince: asker, askedProvince: asked } = introduction;
  return {
    subjectIds: [introduction.id],
    journeyId: introduction.journeyId,
    organisationId: introduction[`${by}Id`],
    fromRegion: by === 'asker' ? asker : asked,
    toRegion: by === 'asker' ? asked : asker,
  };
}

async function reread(ctx: Context, id: string): Promise<Introduction> {
  const introduction = await loadIntroduction(ctx.tx, id);
  if (introduction === null) throw new Error(`The introduction ${id} was there a moment ago.`);
  return await showIntroduction(ctx, introduction);
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
  const answer = { contact, note: input.note ?? null, now: ctx.now };
  await markAccepted(ctx.tx, introduction.id, answer);
  ctx.announce(introductionEvent(stepOf(introduction), 'accepted', by));
  return await reread(ctx, introduction.id);
}

export async function declineIntroduction(
  ctx: Context,
  input: InputOf<typeof contract.declineIntroduction>,
): Promise<Introduction> {
  const { introduction, by } = await loadFor(ctx, input.introductionId, 'decline');
  const answer = { reasons: input.reasons, note: input.note ?? null, now: ctx.now };
  await markDeclined(ctx.tx, introduction.id, answer);
  ctx.announce(
    introductionEvent(stepOf(introduction), 'declined', by, {
      payload: { reasons: input.reasons },
    }),
  );
  return await reread(ctx, introduction.id);
}

export async function withdrawIntroduction(
  ctx: Context,
  input: InputOf<typeof contract.withdrawIntroduction>,
): Promise<Introduction> {
  const { introduction, by } = await loadFor(ctx, input.introductionId, 'withdraw');
  await markIntroductionWithdrawn(ctx.tx, introduction.id, input.note ?? null, ctx.now);
  ctx.announce(introductionEvent(stepOf(introduction), 'withdrawn', by));
  return await reread(ctx, introduction.id);
}

export async function concludeIntroduction(
  ctx: Context,
  input: InputOf<typeof contract.concludeIntroduction>,
): Promise<Introduction> {
  const { introduction, by } = await loadFor(ctx, input.introductionId, 'conclude');
  const signed = input.outcome === 'contract_signed';
  const given = {
    kind: input.outcome,
    amountMinor: input.amountMinor ?? null,
    currency: input.currency ?? null,
    signedOn: input.signedOn ?? null,
    reasons: input.reasons ?? [],
  };
  const judgement = judgeOutcome(given, today(ctx.now));
  if (!judgement.allowed) {
    throw new Refusal('outcome_not_valid', 'The outcome cannot be kept like this.', {
      reasons: judgement.reasons,
      stake: stakeOf(introduction, by),
    });
  }
  // A contract has no reasons against it, and an end no sum.
  const outcome: Outcome = signed
    ? { ...given, reasons: [] }
    : { ...given, amountMinor: null, currency: null, signedOn: null };
  await markConcluded(ctx.tx, introduction.id, outcome, input.note ?? null, ctx.now);
  ctx.announce(
    introductionEvent(stepOf(introduction), 'concluded', by, {
      amountMinor: outcome.amountMinor === null ? null : BigInt(outcome.amountMinor),
      unit: outcome.currency,
      payload: {
        outcome: outcome.kind,
        reasons: outcome.reasons,
        ...(outcome.signedOn === null ? {} : { signedOn: outcome.signedOn }),
      },
    }),
  );
  return await reread(ctx, introduction.id);
}
