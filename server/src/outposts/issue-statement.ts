/** Statements are issued from the facts that stand: one when a year closes, differences later. */
import {
  type Agreement,
  digestHolds,
  readFacts,
  readTerms,
  type Statement,
} from '@yunhe/settlement';
import { uuidv7 } from '../runtime/id.ts';
import type { Context } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import { type PartyRow, partiesOf } from './agreement-store.ts';
import { rowsToSettle, type StandingFact } from './fact.ts';
import type { SignedTerms } from './fact-store.ts';
import { standingFacts } from './fact-views.ts';
import { type FactsAgreement, whoSpeaks } from './facts-of-agreement.ts';
import { nextToClose } from './period.ts';
import {
  answerObjections,
  type ClosedPeriod,
  closedPeriods,
  insertStatement,
  lastStatements,
  type StatementRow,
} from './statement-store.ts';
import {
  judgeRestating,
  knownBy,
  obligationsOf,
  type Places,
  type Restating,
  readPayable,
  type SettledYear,
  type StatementText,
  settleYear,
  sumsOf,
  withoutLaterDisputes,
} from './statement-text.ts';

/** An agreement with all that a statement is made of, as it stands now. */
export interface Books {
  readonly about: FactsAgreement;
  readonly facts: readonly StandingFact[];
  readonly closed: readonly ClosedPeriod[];
  readonly last: ReadonlyMap<number, StatementRow>;
}

export async function openBooks(ctx: Context, about: FactsAgreement): Promise<Books> {
  const last = await lastStatements(ctx.tx, about.id);
  return {
    about,
    facts: await standingFacts(ctx.tx, about.id, ctx.now),
    closed: await closedPeriods(ctx.tx, about.id),
    last: new Map(last.map((statement) => [statement.year, statement])),
  };
}

/** The version that rules a year; of a closed one, that by which it was closed. */
export function versionOf({ about, closed }: Books, year: number): SignedTerms | null {
  const kept = closed.find((period) => period.year === year)?.versionId;
  const day = `${year}-01-01`;
  const rules = ({ id, startsOn, endsOn }: SignedTerms) =>
    kept === undefined ? startsOn <= day && (endsOn === null || endsOn > day) : id === kept;
  return about.versions.find(rules) ?? null;
}

export function closedThrough({ closed }: Books): number | null {
  return closed.at(-1)?.year ?? null;
}

export function firstYear({ about }: Books): number {
  return Number(about.versions[0]!.startsOn.slice(0, 4));
}

export function agreementOf({ terms }: SignedTerms): Agreement {
  const reading = readTerms(terms);
  if ('agreement' in reading) return reading.agreement;
  throw new Error(`Signed terms cannot be read: ${reading.problems[0]?.detail}`);
}

/** A year by the facts that stand; after a first statement, as the difference to the last one. */
export function settleNow(books: Books, version: SignedTerms, year: number): SettledYear {
  const agreement = agreementOf(version);
  const rows = knownBy(year, rowsToSettle(agreement, books.facts).rows);
  const before = books.last.get(year);
  if (before === undefined) return settleYear(agreement, rows, year, null);
  const known = readFacts(before.facts);
  if ('problems' in known) throw new Error(`The facts of statement ${before.id} cannot be read.`);
  return settleYear(agreement, withoutLaterDisputes(rows, known.rows), year, contentOf(before));
}

export function contentOf(text: Pick<StatementText, 'content'>): Statement {
  const content = JSON.parse(text.content) as Statement;
  if (!digestHolds(content)) throw new Error(`The statement ${content.digest} was altered.`);
  return content;
}

/** Whether corrections make a closed year say something else. */
export function restatingOf(before: StatementRow, settled: SettledYear): Restating {
  if ('problems' in settled) return 'differs';
  return judgeRestating(contentOf(before), contentOf(settled));
}

/** @throws Refusal facts_cannot_be_settled with the clause and the field of every reason */
export function requireSettled(settled: SettledYear, year: number): StatementText {
  if (!('problems' in settled)) return settled;
  throw new Refusal('facts_cannot_be_settled', `The facts of ${year} cannot be settled.`, {
    params: { year },
    reasons: settled.problems.map(({ code, clause, field, detail }) => ({
      ...{ code, detail },
      params: { clause: clause ?? '', field },
      ...(clause === null ? {} : { rule: clause }),
    })),
  });
}

/** Writes a statement, or the difference that a correction makes. */
export async function issue(
  ctx: Context,
  books: Books,
  version: SignedTerms,
  year: number,
  text: StatementText,
): Promise<string> {
  const { about } = books;
  const payable = readPayable(text);
  const content = contentOf(text);
  const before = books.last.get(year);
  const statement = {
    ...text,
    id: uuidv7(),
    agreementId: about.id,
    year,
    number: before === undefined ? 0 : before.number + 1,
    versionId: version.id,
    issuedIn: nextToClose({ firstYear: year, closedThrough: closedThrough(books) ?? year }),
    owedLines: obligationsOf(payable, await placesOf(ctx, version.id)).length,
    sums: sumsOf(payable),
    openPoints: content.undefined.length,
    sample: about.sample,
  };
  await insertStatement(ctx.tx, statement, whoSpeaks(ctx), ctx.now);
  if (before !== undefined) await answerObjections(ctx.tx, statement);
  ctx.announce({
    type: 'outposts.statement_issued',
    subjectIds: [about.id, statement.id],
    journeyId: about.journeyId,
    payload: {
      year,
      number: statement.number,
      digest: statement.digest,
      lines: payable.lines.length,
      open: statement.openPoints,
    },
  });
  return statement.id;
}

/** Who the parties of a version are: `region:130000`. */
export async function placesOf(ctx: Context, versionId: string): Promise<Places> {
  const parties = await partiesOf(ctx.tx, versionId, ctx.now);
  return new Map(parties.map((party) => [party.party, placeOf(party)]));
}

export function placeOf(party: Pick<PartyRow, 'regionCode' | 'organisationId'>): string {
  const { regionCode, organisationId } = party;
  return regionCode === null ? `organisation:${organisationId}` : `region:${regionCode}`;
}
