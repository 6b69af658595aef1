/** One side reports what happened; the other confirms it. What is known already is not told twice. */
import type { Agreement } from '@yunhe/settlement';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { type Reason, Refusal } from '../runtime/refusal.ts';
import {
  contentOf,
  type FactContent,
  type FactOrigin,
  identityOf,
  type Judged,
  judgeFacts,
  minorOf,
  type RowProblem,
  type StandingFact,
  yearOf,
} from './fact.ts';
import type { factContract, ReportedFact } from './fact-contract.ts';
import {
  countFacts,
  evidenceAmong,
  insertFacts,
  latestRevisions,
  type NewFact,
} from './fact-store.ts';
import { closedThrough, standingFacts } from './fact-views.ts';
import {
  type FactsAgreement,
  lockFacts,
  regionOfParty,
  requireSpeaker,
  whoSpeaks,
} from './facts-of-agreement.ts';
import { factAnswer } from './show-fact.ts';

type Contract = typeof factContract;

/** More than any two treasuries report to each other, and few enough to be settled at once. */
export const factsAtMost = 20_000;
const factsInEvent = 200;

/** Where a fact is said: what is wrong with a column is shown there. */
const pointers: Readonly<Record<string, string>> = { rows: '/amount' };

export function asReason({ code, column, clause, detail }: RowProblem): Reason {
  return {
    ...{ code, detail },
    params: { column, clause: clause ?? '' },
    pointer: pointers[column] ?? `/${column}`,
    ...(clause === null ? {} : { rule: clause }),
  };
}

export interface Report {
  readonly content: FactContent;
  readonly evidenceUrl: string | null;
  readonly fileIds: readonly string[];
}

export interface Reporting {
  readonly speaker: string;
  readonly origin: FactOrigin;
  readonly moveId?: string;
  readonly sample?: boolean;
}

/** Facts as they are said, each read by the terms that judge its year. */
export function readContent(about: FactsAgreement, cells: Readonly<Record<string, string>>) {
  return contentOf(about.termsFor(yearOf({ period: (cells.period ?? '').trim() })), cells);
}

/** Judges each year's facts by its own terms, all in the light of what stands. */
export function judgeByYear(
  about: FactsAgreement,
  facts: readonly FactContent[],
  standing: readonly StandingFact[],
  closed: number | null,
): Judged {
  const problems: RowProblem[] = [];
  const same = new Set<number>();
  const byTerms = new Map<Agreement, number[]>();
  for (const [row, fact] of facts.entries()) {
    const agreement = about.termsFor(yearOf(fact));
    byTerms.set(agreement, [...(byTerms.get(agreement) ?? []), row]);
  }
  for (const [agreement, rows] of byTerms) {
    const known = standing.filter(
      ({ party, measure }) => agreement.parties.has(party) && agreement.measures.has(measure),
    );
    const own = rows.map((row) => facts[row]!);
    const judged = judgeFacts(agreement, own, known, { closedThrough: closed });
    problems.push(...judged.problems.map((one) => ({ ...one, row: rows[one.row]! })));
    for (const at of judged.same) same.add(rows[at]!);
  }
  for (const [row, fact] of facts.entries()) {
    if (!same.has(row)) problems.push(...goneProblems(about, fact).map((one) => ({ row, ...one })));
  }
  return { problems: problems.sort((a, b) => a.row - b.row), same };
}

/** Who was merged, dissolved or abolished is first followed by another in an amended version. */
function goneProblems(about: FactsAgreement, { party, measure, period }: FactContent) {
  const bound = about.parties.find((one) => one.party === party);
  if (bound === undefined || bound.standing === 'good') return [];
  const { countedBy } = about.termsFor(yearOf({ period }));
  const detail = `${party} is no more (${bound.standing}); amend the agreement to name who follows.`;
  const clause = countedBy.get(measure)?.[0] ?? null;
  return [{ code: 'party_is_no_more', column: 'party', clause, detail }];
}

/** What stands and which years are closed, read once the agreement is locked. */
export async function groundOf(ctx: Context, about: FactsAgreement) {
  return {
    standing: await standingFacts(ctx.tx, about.id, ctx.now),
    closed: await closedThrough(ctx.tx, about.id),
  };
}

/** Writes facts that were judged, and tells of them. */
export async function writeReports(
  ctx: Context,
  about: FactsAgreement,
  reports: readonly Report[],
  { speaker, origin, moveId, sample = about.sample }: Reporting,
): Promise<NewFact[]> {
  if (reports.length === 0) return [];
  await requireRoom(ctx, about, reports.length);
  await requireEvidence(ctx, about, [...new Set(reports.flatMap(({ fileIds }) => fileIds))]);
  const last = await latestRevisions(ctx.tx, about.id);
  const facts = reports.map(({ content, evidenceUrl, fileIds }): NewFact => {
    const identity = identityOf(content);
    const before = last.get(identity);
    return {
      ...content,
      id: uuidv7(),
      agreementId: about.id,
      identity,
      // What was reversed may be reported anew.
      revision: before === undefined ? 0 : before + 1,
      kind: 'report',
      year: yearOf(content),
      ...{ evidenceUrl, fileIds, origin, sample },
      reason: null,
      reportedFor: speaker,
      moveId: moveId ?? null,
    };
  });
  await insertFacts(ctx.tx, facts, whoSpeaks(ctx), ctx.now);
  announce(ctx, about, facts);
  return facts;
}

function announce(ctx: Context, about: FactsAgreement, facts: readonly NewFact[]): void {
  for (let at = 0; at < facts.length; at += factsInEvent) {
    const some = facts.slice(at, at + factsInEvent);
    const only = some.length === 1 ? some[0]! : null;
    const minor = only === null ? null : minorOf(about.termsFor(only.year), only);
    ctx.announce({
      type: 'outposts.facts_reported',
      subjectIds: [about.id, ...some.map(({ id }) => id)],
      journeyId: about.journeyId,
      fromRegion: regionOfParty(about, some[0]!.reportedFor),
      ...(minor === null ? {} : { amountMinor: minor, unit: only!.unit }),
      payload: {
        count: some.length,
        reportedFor: some[0]!.reportedFor,
        years: [...new Set(some.map(({ year }) => year))],
        ...(only === null ? {} : { key: only.identity }),
      },
    });
  }
}

export async function requireRoom(ctx: Context, about: FactsAgreement, more: number) {
  const kept = await countFacts(ctx.tx, about.id);
  if (kept + more <= factsAtMost) return;
  const detail = `An agreement has at most ${factsAtMost} facts; it has ${kept}.`;
  throw new Refusal('too_many_facts', detail, { params: { kept, limit: factsAtMost } });
}

/** @throws Refusal evidence_file_not_known */
export async function requireEvidence(
  ctx: Context,
  about: FactsAgreement,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const known = await evidenceAmong(ctx.tx, about.id, ids);
  const unknown = ids.find((id) => !known.has(id));
  if (unknown === undefined) return;
  const detail = 'The file was not sent as evidence of this agreement; send it again.';
  const reasons = [{ code: 'evidence_file_not_known', detail, pointer: '/fileIds' }];
  throw new Refusal('evidence_file_not_known', detail, { reasons });
}

export async function reportFact(
  ctx: Context,
  input: InputOf<Contract['reportFact']>,
  more: { readonly sample?: boolean } = {},
): Promise<ReportedFact> {
  const about = await lockFacts(ctx, input.agreementId);
  const speaker = await requireSpeaker(ctx, about, input.speaksFor);
  const { period, party, measure, amount, unit = '', source = '', evidence = '' } = input;
  const cells = { period, party, measure, amount, unit, source, evidence };
  const content = readContent(about, { ...input.columns, ...cells });
  requireColumns(about, input);
  const { standing, closed } = await groundOf(ctx, about);
  const { problems, same } = judgeByYear(about, [content], standing, closed);
  requireGood(about, content, problems);
  if (same.size > 0) {
    const detail = `${identityOf(content)} was reported like this already.`;
    throw new Refusal('fact_is_known_already', detail, {
      params: { key: identityOf(content) },
      stake: { subjectIds: [about.id] },
    });
  }
  const { evidenceUrl = null, fileIds = [] } = input;
  const report = { content, evidenceUrl, fileIds };
  const [fact] = await writeReports(ctx, about, [report], { speaker, origin: 'form', ...more });
  return await factAnswer(ctx, fact!.id);
}

/** Columns that nobody declared are refused, not lost. */
export function requireColumns(
  about: FactsAgreement,
  { columns = {}, period }: { columns?: Readonly<Record<string, string>>; period: string },
): void {
  const { terms } = about.termsFor(yearOf({ period }));
  const declared = new Set((terms.columns ?? []).map(({ name }) => name));
  const unknown = Object.keys(columns).find((name) => !declared.has(name));
  if (unknown === undefined) return;
  const detail = `The terms declare no column ${unknown}.`;
  const params = { column: unknown, clause: '' };
  throw new Refusal('fact_not_valid', 'The fact cannot be reported like this.', {
    reasons: [{ code: 'column_unknown', detail, params, pointer: `/columns/${unknown}` }],
  });
}

/** @throws Refusal fact_not_valid with the clause and the field of every reason */
export function requireGood(
  about: FactsAgreement,
  content: FactContent,
  problems: readonly RowProblem[],
): void {
  if (problems.length === 0) return;
  throw new Refusal('fact_not_valid', 'The fact cannot be reported like this.', {
    reasons: problems.map(asReason),
    stake: {
      subjectIds: [about.id],
      journeyId: about.journeyId,
      fromRegion: regionOfParty(about, content.party),
    },
  });
}
