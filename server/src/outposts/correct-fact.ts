/** A fact is never overwritten: a later one corrects it, or takes it back. */
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { contentOnly, type FactContent, identityOf, judgeFacts, minorOf, yearOf } from './fact.ts';
import type { factContract, ReportedFact } from './fact-contract.ts';
import {
  agreementOfFact,
  type FactRecord,
  findFact,
  insertFacts,
  type NewFact,
  writeOutcome,
} from './fact-store.ts';
import {
  type FactsAgreement,
  lockFacts,
  regionOfParty,
  requireSpeaker,
  whoSpeaks,
} from './facts-of-agreement.ts';
import {
  groundOf,
  readContent,
  requireColumns,
  requireEvidence,
  requireGood,
  requireRoom,
} from './report-facts.ts';
import { factAnswer } from './show-fact.ts';

type Contract = typeof factContract;

/** A fact with its agreement locked, so that nothing comes between reading and writing. */
export async function lockFact(
  ctx: Context,
  factId: string,
): Promise<{ readonly about: FactsAgreement; readonly fact: FactRecord }> {
  const agreementId = await agreementOfFact(ctx.tx, factId);
  if (agreementId === null) throw notFound('fact');
  const about = await lockFacts(ctx, agreementId);
  return { about, fact: (await findFact(ctx.tx, factId))! };
}

/** @throws Refusal fact_was_replaced where a later one corrected or reversed it */
export function requireStanding(fact: FactRecord): void {
  if (fact.isLatest && fact.kind !== 'reversal') return;
  throw new Refusal(
    'fact_was_replaced',
    'It was corrected or taken back; look at the latest one.',
    {
      stake: { subjectIds: [fact.agreementId, fact.id] },
    },
  );
}

export async function correctFact(
  ctx: Context,
  input: InputOf<Contract['correctFact']>,
): Promise<ReportedFact> {
  const { about, fact } = await lockFact(ctx, input.factId);
  const speaker = await requireSpeaker(ctx, about, input.speaksFor);
  requireStanding(fact);
  const period = input.period ?? fact.period;
  requireColumns(about, {
    ...(input.columns === undefined ? {} : { columns: input.columns }),
    period,
  });
  const content = readContent(about, {
    ...{ ...fact.columns, ...input.columns },
    ...{ period, party: fact.party, measure: fact.measure, unit: fact.unit, source: fact.source },
    ...{ amount: input.amount, evidence: input.evidence ?? fact.evidence },
  });
  requireSameFact(fact, content);
  requireDifference(fact, content, input);
  const { standing } = await groundOf(ctx, about);
  const corrects = fact.identity;
  const { problems } = judgeFacts(about.termsFor(yearOf(content)), [content], standing, {
    corrects,
  });
  requireGood(about, content, problems);
  await requireEvidence(ctx, about, input.fileIds ?? []);
  const id = await follow(ctx, about, fact, {
    ...{ kind: 'correction', content, reason: input.reason, speaker },
    evidenceUrl: input.evidenceUrl ?? fact.evidenceUrl,
    fileIds: input.fileIds ?? [],
  });
  return await factAnswer(ctx, id);
}

/** Another year, place or measure is another fact: this one is taken back and that one reported. */
function requireSameFact(fact: FactRecord, content: FactContent): void {
  if (identityOf(content) === fact.identity) return;
  const detail = 'Another period is another fact; take this one back and report that one.';
  const code = 'correction_is_another_fact';
  throw new Refusal('fact_not_valid', detail, { reasons: [{ code, detail, pointer: '/period' }] });
}

function requireDifference(
  fact: FactRecord,
  content: FactContent,
  { evidenceUrl, fileIds = [] }: InputOf<Contract['correctFact']>,
): void {
  const isSame = JSON.stringify(contentOnly(fact)) === JSON.stringify(content);
  const hasNews = fileIds.length > 0 || (evidenceUrl ?? fact.evidenceUrl) !== fact.evidenceUrl;
  if (!isSame || hasNews) return;
  throw new Refusal('correction_changes_nothing', 'The correction says what was said before.');
}

export async function reverseFact(
  ctx: Context,
  input: InputOf<Contract['reverseFact']>,
): Promise<ReportedFact> {
  const { about, fact } = await lockFact(ctx, input.factId);
  const speaker = await requireSpeaker(ctx, about, input.speaksFor);
  requireStanding(fact);
  const content = contentOnly(fact);
  await requireNothingLeans(ctx, about, fact);
  const id = await follow(ctx, about, fact, {
    ...{ kind: 'reversal', content, reason: input.reason, speaker },
    ...{ evidenceUrl: fact.evidenceUrl, fileIds: [] },
  });
  return await factAnswer(ctx, id);
}

/** A tax is not taken back while a refund of it stands. */
async function requireNothingLeans(
  ctx: Context,
  about: FactsAgreement,
  fact: FactRecord,
): Promise<void> {
  const { standing } = await groundOf(ctx, about);
  const rest = standing.filter(({ identity }) => identity !== fact.identity);
  const { problems } = judgeFacts(about.termsFor(fact.year), [], rest);
  requireGood(about, fact, problems);
}

interface Following {
  readonly kind: 'correction' | 'reversal';
  readonly content: FactContent;
  readonly reason: string;
  readonly speaker: string;
  readonly evidenceUrl: string | null;
  readonly fileIds: readonly string[];
}

/** The next revision of a fact; a dispute about the one before ends with it. */
async function follow(
  ctx: Context,
  about: FactsAgreement,
  fact: FactRecord,
  { kind, content, reason, speaker, evidenceUrl, fileIds }: Following,
): Promise<string> {
  await requireRoom(ctx, about, 1);
  const next: NewFact = {
    ...content,
    id: uuidv7(),
    agreementId: about.id,
    identity: fact.identity,
    revision: fact.revision + 1,
    year: yearOf(content),
    reportedFor: speaker,
    origin: 'form',
    moveId: null,
    sample: fact.sample,
    ...{ kind, reason, evidenceUrl, fileIds },
  };
  const who = whoSpeaks(ctx);
  await insertFacts(ctx.tx, [next], who, ctx.now);
  const minor = minorOf(about.termsFor(next.year), next);
  ctx.announce({
    type: kind === 'correction' ? 'outposts.fact_corrected' : 'outposts.fact_reversed',
    subjectIds: [about.id, next.id, fact.id],
    journeyId: about.journeyId,
    fromRegion: regionOfParty(about, speaker),
    ...(minor === null ? {} : { amountMinor: minor, unit: next.unit }),
    payload: { key: next.identity, before: fact.amount, after: next.amount, reason },
  });
  if (fact.disputeId !== null) {
    await writeOutcome(
      ctx.tx,
      fact.disputeId,
      { outcome: 'corrected', note: reason },
      who,
      ctx.now,
    );
    ctx.announce({
      type: 'outposts.dispute_resolved',
      subjectIds: [about.id, fact.disputeId, fact.id, next.id],
      journeyId: about.journeyId,
      payload: { outcome: 'corrected' },
    });
  }
  return next.id;
}
