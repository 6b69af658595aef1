/** A year is closed for good: its statement is issued, and what corrections changed before it. */
import type { Agreement } from '@yunhe/settlement';
import { dayOf } from '../runtime/day.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notAllowed, Refusal } from '../runtime/refusal.ts';
import { servesCompactOf } from './agreement-compact.ts';
import { confirmersOf, type StandingFact } from './fact.ts';
import {
  type FactsAgreement,
  lockFacts,
  openFacts,
  spokenFor,
  whoSpeaks,
} from './facts-of-agreement.ts';
import {
  agreementOf,
  type Books,
  closedThrough,
  contentOf,
  firstYear,
  issue,
  openBooks,
  requireSettled,
  restatingOf,
  settleNow,
  versionOf,
} from './issue-statement.ts';
import { judgeClosing, nextToClose } from './period.ts';
import { byTerms } from './show-statement.ts';
import type { PeriodOfAgreement, statementContract } from './statement-contract.ts';
import { insertPeriod } from './statement-store.ts';
import { closings, statementRefs, statementSummaries } from './statement-views.ts';

type Contract = typeof statementContract;

/** Its parties, and the secretariat of its compact. */
async function keepsBooks(ctx: Context, about: FactsAgreement): Promise<boolean> {
  return (await spokenFor(ctx, about)).length > 0 || (await servesCompactOf(ctx, about));
}

/** @throws Refusal not_allowed */
async function requireKeeper(ctx: Context, about: FactsAgreement): Promise<void> {
  if (await keepsBooks(ctx, about)) return;
  throw notAllowed('Its parties and their secretariat close the years of an agreement.', {
    stake: { subjectIds: [about.id], journeyId: about.journeyId },
  });
}

function judge(ctx: Context, books: Books, year: number) {
  return judgeClosing({
    year,
    firstYear: firstYear(books),
    closedThrough: closedThrough(books),
    isRuled: versionOf(books, year) !== null,
    today: dayOf(ctx.now),
  });
}

/** Facts of a year that nobody may count yet, or that somebody disputes. */
function unsettledOf(agreement: Agreement, facts: readonly StandingFact[], year: number) {
  const own = facts.filter((fact) => fact.year === year && agreement.measures.has(fact.measure));
  const disputed = own.filter(({ disputedBy }) => disputedBy.length > 0);
  const unconfirmed = own.filter(
    (fact) =>
      fact.disputedBy.length === 0 &&
      confirmersOf(agreement, fact).some((party) => !fact.confirmedBy.includes(party)),
  );
  return { unconfirmed: unconfirmed.length, disputed: disputed.length };
}

export const closePeriod: UseCase<Contract['closePeriod']> = async (ctx, input) => {
  const about = await lockFacts(ctx, input.agreementId);
  await requireKeeper(ctx, about);
  const year = Number(input.year);
  const books = await openBooks(ctx, about);
  const judgement = judge(ctx, books, year);
  if (!judgement.allowed) {
    const { reasons } = judgement;
    const { code, detail, params = {} } = reasons[0]!;
    const stake = { subjectIds: [about.id], journeyId: about.journeyId };
    throw new Refusal(code, detail, { reasons, params, stake });
  }
  const version = versionOf(books, year)!;
  const text = requireSettled(settleNow(books, version, year), year);
  const open = unsettledOf(agreementOf(version), books.facts, year);
  requireKnown(open, year, input.openPointsKnown ?? false);

  const period = { agreementId: about.id, year, versionId: version.id, ...open };
  await insertPeriod(ctx.tx, period, whoSpeaks(ctx), ctx.now);
  ctx.announce({
    type: 'outposts.period_closed',
    subjectIds: [about.id],
    journeyId: about.journeyId,
    payload: { year, ...open },
  });
  const now = { ...books, closed: [...books.closed, period] };
  const first = await issue(ctx, now, version, year, text);
  const issued = [first, ...(await issueWhatDiffers(ctx, now))];
  return { statements: await statementSummaries(ctx, issued) };
};

/** @throws Refusal period_has_open_points unless whoever closes has seen them */
function requireKnown(
  { unconfirmed, disputed }: { readonly unconfirmed: number; readonly disputed: number },
  year: number,
  known: boolean,
): void {
  if (known || unconfirmed + disputed === 0) return;
  throw new Refusal(
    'period_has_open_points',
    `Of ${year}, ${unconfirmed} facts are not confirmed and ${disputed} are disputed. What rests ` +
      'on them stays open; a later correction gives a difference statement.',
    { params: { year, unconfirmed, disputed } },
  );
}

/** States the closed years again that corrections changed; answers the new statements. */
async function issueWhatDiffers(ctx: Context, books: Books): Promise<string[]> {
  const issued: string[] = [];
  for (const [year, before] of books.last) {
    const version = versionOf(books, year)!;
    const settled = settleNow(books, version, year);
    if (restatingOf(before, settled) !== 'differs') continue;
    issued.push(await issue(ctx, books, version, year, requireSettled(settled, year)));
  }
  return issued;
}

export const issueDifferences: UseCase<Contract['issueDifferences']> = async (ctx, input) => {
  const about = await lockFacts(ctx, input.agreementId);
  await requireKeeper(ctx, about);
  const issued = await issueWhatDiffers(ctx, await openBooks(ctx, about));
  if (issued.length === 0) {
    throw new Refusal('nothing_differs', 'By the facts that stand, no closed year differs.', {
      stake: { subjectIds: [about.id], journeyId: about.journeyId },
    });
  }
  return { statements: await statementSummaries(ctx, issued) };
};

export const previewPeriod: UseCase<Contract['previewPeriod']> = async (ctx, input) => {
  const about = await openFacts(ctx, input.agreementId);
  const year = Number(input.year);
  const books = await openBooks(ctx, about);
  const version = versionOf(books, year);
  if (version === null) {
    throw new Refusal('period_not_in_force', `No signed version rules ${year}.`, {
      params: { year },
    });
  }
  const settled = settleNow(books, version, year);
  const open = unsettledOf(agreementOf(version), books.facts, year);
  const told = byTerms(version);
  if ('problems' in settled) {
    const nothing = { lines: [], totals: [], units: [], undefined: [], covered: true, reasons: [] };
    return { year, ...open, ...nothing, ...told, problems: [...settled.problems] };
  }
  const { lines, totals, units, undefined: left, covered, reasons } = contentOf(settled);
  const content = { lines, totals, units, undefined: left, covered, reasons };
  return { year, ...open, ...content, ...told, problems: [] };
};

/**
 * The years that were closed, the next one, and those after it that a signed version rules and
 * somebody reported of, up to today's.
 */
export const listPeriods: UseCase<Contract['listPeriods']> = async (ctx, { agreementId }) => {
  const about = await openFacts(ctx, agreementId);
  const books = await openBooks(ctx, about);
  const keeps = await keepsBooks(ctx, about);
  const kept = await closings(ctx.tx, agreementId);
  const refs = await statementRefs(ctx.tx, agreementId);
  const items = yearsOf(books, Number(dayOf(ctx.now).slice(0, 4))).map(
    (year): PeriodOfAgreement => {
      const version = versionOf(books, year)!;
      const closing = kept.get(year);
      const before = books.last.get(year);
      const restating =
        before === undefined ? 'same' : restatingOf(before, settleNow(books, version, year));
      return {
        year,
        state: closing === undefined ? 'open' : 'closed',
        version: version.number,
        ...unsettledOf(agreementOf(version), books.facts, year),
        closedAt: closing?.closedAt ?? null,
        closedBy: closing?.closedBy ?? null,
        statements: refs.filter((one) => one.year === year).map(({ year: _year, ...ref }) => ref),
        mayClose: keeps && judge(ctx, books, year).allowed,
        isOutdated: restating === 'differs',
        awaitsConfirmation: restating === 'awaits_confirmation',
      };
    },
  );
  return { items, mayIssue: keeps && items.some(({ isOutdated }) => isOutdated) };
};

function yearsOf(books: Books, until: number): number[] {
  const years = books.closed.map(({ year }) => year);
  const through = closedThrough(books);
  const next = nextToClose({ firstYear: firstYear(books), closedThrough: through });
  const reported = books.facts.map(({ year }) => year);
  const last = Math.min(until, Math.max(next, ...reported));
  for (let year = next; year <= last; year++) {
    if (versionOf(books, year) !== null) years.push(year);
  }
  return years.reverse();
}
