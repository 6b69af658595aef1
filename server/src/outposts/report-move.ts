/** What a move says, as facts of the agreement that counts it. */
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { type FactContent, identityOf, rowOf, type StandingFact } from './fact.ts';
import { standingFacts } from './fact-views.ts';
import {
  type FactsAgreement,
  lockFacts,
  openFacts,
  requireSpeaker,
  spokenFor,
} from './facts-of-agreement.ts';
import { factsOfMove, type MoveParties } from './move.ts';
import type { FactOfMove, FactsOfMove, moveContract } from './move-contract.ts';
import { findMove, type KeptMove, pathOfRegion } from './move-store.ts';
import { groundOf, judgeByYear, writeReports } from './report-facts.ts';

type Contract = typeof moveContract;

async function requireMove(ctx: Context, moveId: string): Promise<KeptMove> {
  const move = await findMove(ctx.tx, moveId);
  if (move === null) throw notFound('move');
  return move;
}

function agreementOf({ id, agreementId }: KeptMove): string {
  if (agreementId !== null) return agreementId;
  throw new Refusal('move_has_no_agreement', 'Name first the agreement that counts the move.', {
    stake: { subjectIds: [id] },
  });
}

/** The party in whose region a place lies; the nearest one where several contain it. */
async function partyAt(
  ctx: Context,
  { parties }: FactsAgreement,
  code: string,
): Promise<string | null> {
  for (const region of await pathOfRegion(ctx.tx, code)) {
    const found = parties.find(({ regionCode }) => regionCode === region);
    if (found !== undefined) return found.party;
  }
  return null;
}

async function factsIn(ctx: Context, about: FactsAgreement, move: KeptMove) {
  const parties: MoveParties = {
    from: await partyAt(ctx, about, move.fromRegion),
    to: await partyAt(ctx, about, move.toRegion),
  };
  const agreement = about.termsFor(Number(move.movedOn.slice(0, 4)));
  return factsOfMove(agreement, move, parties, `move ${move.id}`);
}

function compare(fact: FactContent, standing: readonly StandingFact[]): FactOfMove {
  const { period, party, measure, amount, unit } = fact;
  const known = standing.find(({ identity }) => identity === identityOf(fact));
  const says = (one: FactContent) => `${rowOf(one).period} ${rowOf(one).amount}`;
  const isSame = known !== undefined && says(known) === says(fact);
  return {
    ...{ period, party, measure, amount, unit },
    standing: known === undefined ? 'fresh' : isSame ? 'same' : 'differs',
  };
}

async function answer(ctx: Context, about: FactsAgreement, move: KeptMove): Promise<FactsOfMove> {
  const standing = await standingFacts(ctx.tx, about.id, ctx.now);
  const items = (await factsIn(ctx, about, move)).map((fact) => compare(fact, standing));
  const speaks = (await spokenFor(ctx, about)).length > 0;
  const hasNews = items.some((item) => item.standing === 'fresh');
  return { agreementId: about.id, items, may: { report: speaks && hasNews } };
}

export const readFactsOfMove: UseCase<Contract['readFactsOfMove']> = async (ctx, { moveId }) => {
  const move = await requireMove(ctx, moveId);
  return await answer(ctx, await openFacts(ctx, agreementOf(move)), move);
};

export const reportFactsOfMove: UseCase<Contract['reportFactsOfMove']> = async (ctx, input) => {
  const move = await requireMove(ctx, input.moveId);
  const about = await lockFacts(ctx, agreementOf(move));
  const speaker = await requireSpeaker(ctx, about, input.speaksFor);
  const { standing, closed } = await groundOf(ctx, about);
  const fresh = (await factsIn(ctx, about, move)).filter(
    (fact) => compare(fact, standing).standing === 'fresh',
  );
  const { problems } = judgeByYear(about, fresh, standing, closed);
  if (problems.length > 0) {
    throw new Refusal('facts_not_valid', `${problems.length} facts cannot be reported like this.`, {
      params: { bad: problems.length },
      reasons: problems.map(({ row, code, column, clause, detail }) => ({
        ...{ code, detail },
        params: { row: row + 1, column, clause: clause ?? '' },
      })),
      stake: { subjectIds: [about.id, move.id] },
    });
  }
  const reports = fresh.map((content) => ({ content, evidenceUrl: null, fileIds: [] }));
  await writeReports(ctx, about, reports, { speaker, origin: 'move', moveId: move.id });
  return await answer(ctx, about, move);
};
