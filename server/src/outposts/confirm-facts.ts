/** The other side confirms what was reported: all of what it names, or nothing. */
import type { Context, UseCase } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import { requireStanding } from './correct-fact.ts';
import type { factContract } from './fact-contract.ts';
import { type FactRecord, findFact, insertConfirmations } from './fact-store.ts';
import { readFactRow } from './fact-views.ts';
import {
  type FactsAgreement,
  lockFacts,
  regionOfParty,
  requireSpeaker,
  whoSpeaks,
} from './facts-of-agreement.ts';
import { readerOf, showFact } from './show-fact.ts';

type Contract = typeof factContract;

export const confirmFacts: UseCase<Contract['confirmFacts']> = async (ctx, input) => {
  const about = await lockFacts(ctx, input.agreementId);
  const party = await requireSpeaker(ctx, about, input.speaksFor);
  const facts: FactRecord[] = [];
  for (const id of input.factIds) facts.push(await confirmable(ctx, about, id));
  // Whoever reported has said it; a second click changes nothing.
  const fresh = facts.filter(({ confirmedBy }) => !confirmedBy.includes(party));
  if (fresh.length > 0) {
    const ids = fresh.map(({ id }) => id);
    await insertConfirmations(ctx.tx, ids, party, whoSpeaks(ctx), ctx.now);
    ctx.announce({
      type: 'outposts.facts_confirmed',
      subjectIds: [about.id, ...ids],
      journeyId: about.journeyId,
      fromRegion: regionOfParty(about, party),
      toRegion: regionOfParty(about, fresh[0]!.reportedFor),
      payload: { party, count: ids.length },
    });
  }
  const reader = await readerOf(ctx, about.id);
  const rows = await Promise.all(input.factIds.map((id) => readFactRow(ctx.tx, id)));
  return { items: rows.map((row) => showFact(reader, row!)) };
};

async function confirmable(ctx: Context, about: FactsAgreement, id: string): Promise<FactRecord> {
  const fact = await findFact(ctx.tx, id);
  if (fact === null || fact.agreementId !== about.id) {
    throw new Refusal('fact_not_of_agreement', 'One of the facts is not of this agreement.');
  }
  requireStanding(fact);
  requireUndisputed(fact);
  return fact;
}

/** @throws Refusal fact_is_disputed */
export function requireUndisputed({ identity, disputeId, agreementId, id }: FactRecord): void {
  if (disputeId === null) return;
  throw new Refusal('fact_is_disputed', `${identity} is disputed; wait for the outcome.`, {
    params: { key: identity },
    stake: { subjectIds: [agreementId, id, disputeId] },
  });
}
