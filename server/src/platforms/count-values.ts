/** What Yunhe knows of a platform's operator is counted, and leads to the records. */
import { dayOf } from '../runtime/day.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import type { roundContract } from './round-contract.ts';
import { ownReport, stakeOfReport } from './round-rights.ts';
import type { RoundSource } from './round-sources.ts';
import { touchReport, type ValueGiven, valuesOfReports, writeValues } from './round-store.ts';
import {
  type Counted,
  type CountedFor,
  collaborationsFor,
  contractsFor,
  introductionsFor,
  teamsFor,
} from './round-views.ts';
import { requireOpenFor } from './save-report.ts';
import { reportAnswer } from './show-report.ts';

type Contract = typeof roundContract;

/** Where what is counted for a source comes from, and which of it counts. */
const counting: Readonly<
  Record<
    RoundSource,
    {
      readonly from: (tx: Context['tx'], about: CountedFor) => Promise<Counted[]>;
      readonly counts?: (one: Counted) => boolean;
    }
  >
> = {
  introductions_accepted: { from: introductionsFor },
  contracts_signed: { from: contractsFor },
  contracts_with_other_regions: { from: contractsFor, counts: ({ crosses }) => crosses },
  contract_amount: { from: contractsFor, counts: ({ amountMinor }) => amountMinor !== null },
  projects: { from: collaborationsFor, counts: ({ kind }) => kind === 'project' },
  papers: { from: collaborationsFor, counts: ({ kind }) => kind === 'paper' },
  patents: { from: collaborationsFor, counts: ({ kind }) => kind === 'patent' },
  collaborations_with_other_regions: { from: collaborationsFor, counts: ({ crosses }) => crosses },
  outpost_teams: { from: teamsFor },
};

/** Yuan of whole cents as a decimal text. */
function yuanOf(minor: bigint): string {
  return `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
}

export const pullValues: UseCase<Contract['pullValues']> = async (ctx, { reportId }) => {
  const found = await ownReport(ctx, reportId);
  const { round, report } = found;
  const values = await valuesOfReports(ctx.tx, [reportId]);
  const today = dayOf(ctx.now);
  const until = round.dataUntil < today ? round.dataUntil : nextDay(today);
  const about = { organisationId: report.operatorId!, from: round.dataFrom, until };
  // What the platform reported against the count stays until it takes that back.
  const own = new Set(
    values.filter(({ origin }) => origin === 'reported').map(({ measure }) => measure),
  );
  const wanted = Object.entries(round.sources).filter(([measure]) => !own.has(measure));
  requireOpenFor(ctx, found, values, []);
  const given: ValueGiven[] = [];
  for (const [measure, source] of wanted) {
    const { from, counts = () => true } = counting[source];
    const records = (await from(ctx.tx, about)).filter(counts);
    const sum = records.reduce((total, one) => total + BigInt(one.amountMinor ?? 0), 0n);
    given.push({
      measure,
      value: source === 'contract_amount' ? yuanOf(sum) : String(records.length),
      origin: 'yunhe',
      records: records.map(({ kind, id, label }) => ({ kind, id, label })),
      note: null,
      evidence: [],
    });
  }
  await writeValues(ctx.tx, reportId, given);
  await touchReport(ctx.tx, reportId, {}, ctx.now);
  ctx.announce({
    type: 'platforms.values_counted',
    ...stakeOfReport(found),
    payload: Object.fromEntries(given.map(({ measure, value }) => [measure, value])),
  });
  return await reportAnswer(ctx, reportId);
};

function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
