/** What a statement that all parties accepted makes them owe is held in the ledger until it is paid. */
import { declareUnit, openAccount, postAll } from '../ledger/index.ts';
import { dayOf } from '../runtime/day.ts';
import type { Event } from '../runtime/event.ts';
import type { Context } from '../runtime/module.ts';
import { lockAgreement } from './agreement-store.ts';
import { readAgreementKey } from './fact-store.ts';
import { placesOf } from './issue-statement.ts';
import {
  bookedLines,
  idIn,
  insertObligations,
  pausesOf,
  type StatementRow,
  statementsToBook,
} from './statement-store.ts';
import { type Obligation, obligationsOf, pausedLines, readPayable } from './statement-text.ts';

/** The account that regions and organisations keep for shared benefit. */
const purpose = 'shared-benefit';
const accountName = { zh: '利益分享往来', en: 'Shared benefit' };

/**
 * Books all that is due by accepted statements of an agreement and was not booked before. Lines
 * that wait for a dispute are left for the next time. Whoever calls it holds the agreement.
 */
export async function bookWhatIsDue(
  ctx: Context,
  about: { readonly id: string; readonly journeyId: string },
): Promise<void> {
  for (const statement of await statementsToBook(ctx.tx, about.id)) {
    await bookStatement(ctx, statement, about.journeyId);
  }
}

/** A dispute is over: lines that waited for it are due. Safe to repeat. */
export async function bookAfterDispute(ctx: Context, event: Event): Promise<void> {
  const about = await readAgreementKey(ctx.tx, event.subjectIds[0]!);
  if (about === null) return;
  await lockAgreement(ctx.tx, about.id);
  await bookWhatIsDue(ctx, about);
}

async function bookStatement(
  ctx: Context,
  statement: StatementRow,
  journeyId: string,
): Promise<void> {
  const payable = readPayable(statement);
  const paused = pausedLines(payable, await pausesOf(ctx.tx, statement));
  const booked = await bookedLines(ctx.tx, statement.id);
  const due = obligationsOf(payable, await placesOf(ctx, statement.versionId)).filter(
    ({ line }) => !paused.has(line) && !booked.has(line),
  );
  if (due.length === 0) return;
  const held = await hold(ctx, statement, journeyId, due);
  await insertObligations(
    ctx.tx,
    statement.id,
    due.map((one) => ({ ...one, transactionId: held.get(one.line) ?? null })),
    ctx.now,
  );
  tell(ctx, statement, journeyId, due);
}

/** The ledger's transaction of each line; statistics are counted and never paid. */
async function hold(
  ctx: Context,
  statement: StatementRow,
  journeyId: string,
  due: readonly Obligation[],
): Promise<ReadonlyMap<number, string>> {
  const payable = due.filter(({ unit }) => unit.kind !== 'statistic');
  const accounts = await accountsOf(ctx, payable, statement.sample);
  for (const { unit } of payable) {
    if (unit.kind === 'voucher') {
      await declareUnit(ctx, { ...unit, nameZh: unit.code, nameEn: unit.code });
    }
  }
  const { id, year, number, digest } = statement;
  const told = {
    zh: number === 0 ? `${year} 年度结算` : `${year} 年度差额结算（第 ${number} 次）`,
    en: number === 0 ? `Statement of ${year}` : `Difference ${number} to the statement of ${year}`,
  };
  const recorded = await postAll(
    ctx,
    payable.map(({ line, payer, receiver, unit, amountMinor }) => ({
      key: `outposts.statement:${id}:${line}`,
      validOn: number === 0 ? `${year}-12-31` : dayOf(ctx.now),
      description: { zh: `${told.zh}，第 ${line} 行`, en: `${told.en}, line ${line}` },
      entries: [
        { account: accounts.get(payer)!, amountMinor: -amountMinor, unit: unit.code },
        { account: accounts.get(receiver)!, amountMinor, unit: unit.code },
      ],
      pending: true,
      journeyId,
      sources: [{ kind: 'outposts.statement', id, digest, name: told }],
    })),
    { sample: statement.sample },
  );
  return new Map(payable.map(({ line }, at) => [line, recorded[at]!.id]));
}

async function accountsOf(
  ctx: Context,
  due: readonly Obligation[],
  sample: boolean,
): Promise<ReadonlyMap<string, string>> {
  const places = new Set(due.flatMap(({ payer, receiver }) => [payer, receiver]));
  const accounts = new Map<string, string>();
  for (const place of [...places].sort()) {
    const regionCode = idIn(place, 'region');
    const owner =
      regionCode === null ? { organisationId: idIn(place, 'organisation')! } : { regionCode };
    const account = await openAccount(ctx, { owner, purpose, name: accountName, sample });
    accounts.set(place, account.id);
  }
  return accounts;
}

/** One event for each line that flows between regions: they add up to the flow of benefit. */
function tell(
  ctx: Context,
  { id, agreementId, year }: StatementRow,
  journeyId: string,
  due: readonly Obligation[],
): void {
  for (const { line, payer, receiver, unit, amountMinor } of due) {
    ctx.announce({
      type: 'outposts.obligation_booked',
      subjectIds: [agreementId, id],
      journeyId,
      fromRegion: idIn(payer, 'region'),
      toRegion: idIn(receiver, 'region'),
      amountMinor,
      unit: unit.code,
      payload: { year, line, kind: unit.kind },
    });
  }
}
