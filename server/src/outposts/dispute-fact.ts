/** A party disputes a fact, the other answers, and the dispute ends with a written outcome. */
import { dayOf } from '../runtime/day.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import { servesCompactOf } from './agreement-compact.ts';
import { requireUndisputed } from './confirm-facts.ts';
import { lockFact, requireStanding } from './correct-fact.ts';
import {
  answerWithinDays,
  type DisputeAction,
  disputeMay,
  disputeState,
  dueAfter,
} from './dispute.ts';
import type { Dispute, factContract } from './fact-contract.ts';
import {
  type DisputeRecord,
  findDispute,
  insertDispute,
  writeAnswer,
  writeOutcome,
  writeUpheld,
} from './fact-store.ts';
import {
  type FactsAgreement,
  lockFacts,
  regionOfParty,
  requireSpeaker,
  whoSpeaks,
} from './facts-of-agreement.ts';
import { requireSame } from './outpost-rights.ts';
import { disputeAnswer, readerOf } from './show-fact.ts';

type Contract = typeof factContract;

export async function disputeFact(
  ctx: Context,
  input: InputOf<Contract['disputeFact']>,
): Promise<Dispute> {
  const { about, fact } = await lockFact(ctx, input.factId);
  const raisedFor = await requireSpeaker(ctx, about, input.speaksFor);
  requireStanding(fact);
  requireUndisputed(fact);
  if (fact.reportedFor === raisedFor) {
    const detail = 'Who reported a fact corrects it or takes it back.';
    throw new Refusal('own_fact_is_not_disputed', detail, { stake: { subjectIds: [fact.id] } });
  }
  const { ground, note, answerWithinDays: days = answerWithinDays } = input;
  const id = uuidv7();
  const answerDueOn = dueAfter(dayOf(ctx.now), days);
  const dispute = { id, agreementId: about.id, factId: fact.id, ground, note, raisedFor };
  const { sample } = fact;
  await insertDispute(ctx.tx, { ...dispute, answerDueOn, sample }, whoSpeaks(ctx), ctx.now);
  ctx.announce({
    type: 'outposts.fact_disputed',
    subjectIds: [about.id, id, fact.id],
    journeyId: about.journeyId,
    fromRegion: regionOfParty(about, raisedFor),
    toRegion: regionOfParty(about, fact.reportedFor),
    payload: { key: fact.identity, ground, answerDueOn },
  });
  return await answer(ctx, about, id);
}

async function answer(ctx: Context, about: FactsAgreement, id: string): Promise<Dispute> {
  return await disputeAnswer(ctx, await readerOf(ctx, about.id), id);
}

interface Held {
  readonly about: FactsAgreement;
  readonly dispute: DisputeRecord;
}

/** Read once more after the lock: somebody may have been first. */
async function lockDispute(ctx: Context, disputeId: string): Promise<Held> {
  const known = await findDispute(ctx.tx, disputeId);
  if (known === null) throw notFound('dispute');
  const about = await lockFacts(ctx, known.agreementId);
  return { about, dispute: (await findDispute(ctx.tx, disputeId))! };
}

/** @throws Refusal changed_by_someone_else, dispute_state_forbids */
function requireStep(
  ctx: Context,
  dispute: DisputeRecord,
  action: DisputeAction,
  revision: number,
): void {
  requireSame(dispute, revision);
  if (disputeMay(dispute, action, dayOf(ctx.now))) return;
  const state = disputeState(dispute);
  const { answerDueOn } = dispute;
  throw new Refusal('dispute_state_forbids', `The dispute is ${state}: this cannot be done now.`, {
    params: { state, answerDueOn },
    stake: { subjectIds: [dispute.agreementId, dispute.id] },
  });
}

export const answerDispute: UseCase<Contract['answerDispute']> = async (ctx, input) => {
  const { about, dispute } = await lockDispute(ctx, input.disputeId);
  const answeredFor = await requireSpeaker(ctx, about, input.speaksFor ?? dispute.reportedFor);
  requireStep(ctx, dispute, 'answer', input.revision);
  if (answeredFor === dispute.raisedFor) {
    throw new Refusal('own_dispute_is_not_answered', 'The other side answers a dispute.');
  }
  const { answer: said, note } = input;
  const words = { answer: said, note, answeredFor };
  await writeAnswer(ctx.tx, dispute.id, words, whoSpeaks(ctx), ctx.now);
  tell(ctx, about, dispute, 'outposts.dispute_answered', { answer: said });
  return await answer(ctx, about, dispute.id);
};

export const withdrawDispute: UseCase<Contract['withdrawDispute']> = async (ctx, input) => {
  const { about, dispute } = await lockDispute(ctx, input.disputeId);
  const party = await requireSpeaker(ctx, about, input.speaksFor);
  requireStep(ctx, dispute, 'withdraw', input.revision);
  if (party !== dispute.raisedFor) {
    const detail = 'Only the party that disputed a fact takes that back.';
    throw new Refusal('dispute_is_not_yours', detail, { params: { party: dispute.raisedFor } });
  }
  await resolve(ctx, { about, dispute }, 'withdrawn', input.note ?? null);
  return await answer(ctx, about, dispute.id);
};

export const ruleOnDispute: UseCase<Contract['ruleOnDispute']> = async (ctx, input) => {
  const { about, dispute } = await lockDispute(ctx, input.disputeId);
  if (!(await servesCompactOf(ctx, about))) {
    throw notAllowed('The secretariat of the compact that the parties are in rules on disputes.', {
      stake: { subjectIds: [about.id, dispute.id] },
    });
  }
  requireStep(ctx, dispute, 'rule', input.revision);
  if (input.ruling === 'dismissed') {
    await resolve(ctx, { about, dispute }, 'dismissed', input.note);
  } else {
    await writeUpheld(ctx.tx, dispute.id, input.note, whoSpeaks(ctx), ctx.now);
    tell(ctx, about, dispute, 'outposts.dispute_upheld', {});
  }
  return await answer(ctx, about, dispute.id);
};

async function resolve(
  ctx: Context,
  { about, dispute }: Held,
  outcome: 'withdrawn' | 'dismissed',
  note: string | null,
): Promise<void> {
  await writeOutcome(ctx.tx, dispute.id, { outcome, note }, whoSpeaks(ctx), ctx.now);
  tell(ctx, about, dispute, 'outposts.dispute_resolved', { outcome });
}

function tell(
  ctx: Context,
  about: FactsAgreement,
  dispute: DisputeRecord,
  type: `outposts.${string}`,
  payload: Readonly<Record<string, string>>,
): void {
  ctx.announce({
    type,
    subjectIds: [about.id, dispute.id, dispute.factId],
    journeyId: about.journeyId,
    fromRegion: regionOfParty(about, dispute.raisedFor),
    toRegion: regionOfParty(about, dispute.reportedFor),
    payload,
  });
}
