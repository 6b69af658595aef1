/** Facts as HTTP shows them to one caller: their state, what they wait for, what may be done. */
import { settle } from '@yunhe/settlement';
import { dayOf } from '../runtime/day.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import { servesCompactOf } from './agreement-compact.ts';
import { disputeMay, disputeState, isOverdue } from './dispute.ts';
import { confirmersOf, keyOf, rowsToSettle, stateOf } from './fact.ts';
import type { Dispute, factContract, ReportedFact } from './fact-contract.ts';
import {
  closedThrough,
  type DisputeAnswer,
  disputePage,
  disputesAbout,
  type FactAnswer,
  factPage,
  readDisputeRow,
  readFactRow,
  revisionsOf,
  standingFacts,
  yearsOfFacts,
} from './fact-views.ts';
import { type FactsAgreement, openFacts, spokenFor } from './facts-of-agreement.ts';

type Contract = typeof factContract;

/** What a page of facts is shown by: the agreement, and whom the caller speaks for. */
export interface Reader {
  readonly about: FactsAgreement;
  readonly acts: readonly string[];
}

export async function readerOf(ctx: Context, agreementId: string): Promise<Reader> {
  const about = await openFacts(ctx, agreementId);
  return { about, acts: await spokenFor(ctx, about) };
}

export function showFact({ about, acts }: Reader, row: FactAnswer): ReportedFact {
  const { isLatest, latestKind, ...fact } = row;
  const agreement = about.termsFor(row.year);
  const confirmedBy = row.confirmations.map(({ party }) => party);
  const wanted = confirmersOf(agreement, row);
  const isDisputed = row.disputeId !== null;
  const state = stateOf({ kind: row.kind, isLatest, latestKind, isDisputed, confirmedBy }, wanted);
  const stands = state === 'reported' || state === 'confirmed' || state === 'disputed';
  const others = acts.filter((party) => party !== row.reportedFor);
  return {
    ...fact,
    key: keyOf(row),
    state,
    wanted: [...wanted],
    clauses: [...(agreement.countedBy.get(row.measure) ?? [])],
    may: {
      confirm: stands && !isDisputed && acts.some((party) => !confirmedBy.includes(party)),
      dispute: stands && !isDisputed && others.length > 0,
      correct: stands && acts.length > 0,
      reverse: stands && acts.length > 0,
    },
  };
}

export async function factAnswer(ctx: Context, id: string, reader?: Reader): Promise<ReportedFact> {
  const row = await readFactRow(ctx.tx, id);
  if (row === null) throw notFound('fact');
  return showFact(reader ?? (await readerOf(ctx, row.agreementId)), row);
}

export const listFacts: UseCase<Contract['listFacts']> = async (ctx, input) => {
  const reader = await readerOf(ctx, input.agreementId);
  const page = await factPage(ctx, input);
  return { ...page, items: page.items.map((row) => showFact(reader, row)) };
};

export const readFact: UseCase<Contract['readFact']> = async (ctx, { factId }) => {
  const row = await readFactRow(ctx.tx, factId);
  if (row === null) throw notFound('fact');
  const reader = await readerOf(ctx, row.agreementId);
  const disputes = await disputesAbout(ctx.tx, factId);
  return {
    ...showFact(reader, row),
    revisions: (await revisionsOf(ctx.tx, factId)).map((one) => showFact(reader, one)),
    disputes: await Promise.all(disputes.map((one) => showDispute(ctx, reader, one))),
  };
};

export const readFactsOutline: UseCase<Contract['readFactsOutline']> = async (ctx, input) => {
  const { about, acts } = await readerOf(ctx, input.agreementId);
  const { terms } = about.termsFor(Number(dayOf(ctx.now).slice(0, 4)));
  const standing = await standingFacts(ctx.tx, about.id, ctx.now);
  const text = JSON.stringify([terms.coverage ?? [], terms.clauses]);
  return {
    parties: terms.parties.map(({ id, name }) => ({ id, name: { ...name } })),
    measures: terms.measures.map(({ id, name, unit, refundOf = null }) => ({
      ...{ id, unit, refundOf },
      name: { ...name },
    })),
    columns: (terms.columns ?? []).map(({ name, meaning }) => ({ name, meaning: { ...meaning } })),
    hasSource: text.includes('"source":') || text.includes('"kind":"formula"'),
    years: await yearsOfFacts(ctx.tx, about.id),
    closedThrough: await closedThrough(ctx.tx, about.id),
    actsFor: [...acts],
    counts: {
      standing: standing.length,
      waiting: standing.filter((fact) => acts.some((party) => !fact.confirmedBy.includes(party)))
        .length,
      disputed: standing.filter(({ disputedBy }) => disputedBy.length > 0).length,
    },
  };
};

export const readFactsOpen: UseCase<Contract['readFactsOpen']> = async (ctx, input) => {
  const { about } = await readerOf(ctx, input.agreementId);
  const year = input.year ?? Number(dayOf(ctx.now).slice(0, 4));
  const agreement = about.termsFor(year);
  const { rows } = rowsToSettle(agreement, await standingFacts(ctx.tx, about.id, ctx.now));
  const settled = settle(agreement, rows, input.year === undefined ? null : String(year));
  if ('problems' in settled) return { covered: false, reasons: [...settled.problems], open: [] };
  const { covered, reasons, undefined: open } = settled.statement;
  return {
    covered,
    reasons: [...reasons],
    open: open.map(({ clause, code, period, what }) => ({ clause, code, period, what })),
  };
};

// Disputes ----------------------------------------------------------------------------------------

export async function showDispute(
  ctx: Context,
  { about, acts }: Reader,
  row: DisputeAnswer,
): Promise<Dispute> {
  const { factReportedFor: _, ...dispute } = row;
  const today = dayOf(ctx.now);
  const may = (action: Parameters<typeof disputeMay>[1]) => disputeMay(row, action, today);
  return {
    ...dispute,
    state: disputeState(row),
    overdue: isOverdue(row, today),
    may: {
      answer: may('answer') && acts.some((party) => party !== row.raisedFor),
      withdraw: may('withdraw') && acts.includes(row.raisedFor),
      rule: may('rule') && (await servesCompactOf(ctx, about)),
    },
  };
}

export async function disputeAnswer(ctx: Context, reader: Reader, id: string): Promise<Dispute> {
  const row = await readDisputeRow(ctx.tx, id);
  if (row === null) throw notFound('dispute');
  return await showDispute(ctx, reader, row);
}

export const listDisputes: UseCase<Contract['listDisputes']> = async (ctx, input) => {
  const reader = await readerOf(ctx, input.agreementId);
  const page = await disputePage(ctx, input);
  const items = await Promise.all(page.items.map((row) => showDispute(ctx, reader, row)));
  return { ...page, items };
};
