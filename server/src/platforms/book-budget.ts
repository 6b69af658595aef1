/**
 * Budgets in the ledger. Each heading of a year is a guarded account: the budget is posted to it, a
 * commitment is a pending transaction on its way out, and what was paid is that one posted.
 */
import {
  openAccount,
  post,
  postAll,
  postPending,
  type Source,
  voidPending,
} from '../ledger/index.ts';
import { dayOf } from '../runtime/day.ts';
import type { Context } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import type { ActRow } from './act-store.ts';
import { figuresOf, inYuan } from './budget.ts';
import { type BudgetRow, type HeadingRow, headingsOf, keepHeading } from './budget-store.ts';
import type { KeptPlatform } from './platform-store.ts';
import { stakeOf } from './rights.ts';

const unit = 'CNY';

/** @throws Refusal operator_missing */
export function operatorOf(platform: KeptPlatform): string {
  if (platform.operatorId !== null) return platform.operatorId;
  const detail = 'Money is kept by the operator; name it first.';
  throw new Refusal('operator_missing', detail, { stake: { subjectIds: [platform.id] } });
}

/** Opens the accounts of the headings and posts what differs from before. */
export async function bookBudget(
  ctx: Context,
  platform: KeptPlatform,
  budget: BudgetRow,
): Promise<void> {
  const { year, lines } = budget;
  const before = new Map(
    (await headingsOf(ctx.tx, platform.id, year)).map((one) => [one.heading, one]),
  );
  const owner = { organisationId: operatorOf(platform) };
  const { sample } = platform;
  const own = platform.nameZh ?? platform.nameEn ?? '';
  const account = (part: string, zh: string, en: string, guarded: boolean) =>
    openAccount(ctx, {
      ...{ owner, guarded, sample, purpose: `platform:${platform.id}:${year}:${part}` },
      name: { zh: `${own} ${year} ${zh}`, en: `${platform.nameEn ?? own} ${year} ${en}` },
    });
  const funds = await account('funds', '预算来源', 'funds of the budget', false);
  const due = [];
  for (const line of lines) {
    const { heading, nameZh, nameEn } = line;
    const accountId = (await account(`budget:${heading}`, nameZh, nameEn, true)).id;
    const spent = await account(`spent:${heading}`, `${nameZh} 支出`, `${nameEn}, spent`, false);
    const kept = { heading, nameZh, nameEn, accountId, spentId: spent.id };
    await keepHeading(ctx.tx, { platformId: platform.id, year }, kept);
    const known = before.get(heading);
    const had = known === undefined ? 0n : figuresOf(known).budgetMinor;
    due.push({ accountId, heading, moreMinor: BigInt(line.amountMinor) - had });
  }
  const named = new Set(lines.map(({ heading }) => heading));
  for (const one of before.values()) {
    if (named.has(one.heading)) continue;
    const moreMinor = -figuresOf(one).budgetMinor;
    due.push({ accountId: one.accountId, heading: one.heading, moreMinor });
  }
  const source: Source = { kind: 'platforms.budget', id: budget.id };
  await postAll(
    ctx,
    due
      .filter(({ moreMinor }) => moreMinor !== 0n)
      .map(({ accountId, heading, moreMinor }) => ({
        key: `platforms.budget:${budget.id}:${heading}`,
        validOn: `${year}-01-01`,
        description: { zh: `${year} 年预算 ${heading}`, en: `Budget of ${year}, ${heading}` },
        entries: [
          { account: funds.id, amountMinor: -moreMinor, unit },
          { account: accountId, amountMinor: moreMinor, unit },
        ],
        journeyId: platform.journeyId,
        sources: [source],
      })),
    { organisationId: platform.operatorId, sample },
  );
}

/**
 * A budget is not cut below what is committed and spent. Whoever calls it holds the platform.
 *
 * @throws Refusal budget_below_commitments
 */
export async function requireRoom(
  ctx: Context,
  platform: KeptPlatform,
  { year, lines }: Pick<BudgetRow, 'year' | 'lines'>,
): Promise<void> {
  for (const heading of await headingsOf(ctx.tx, platform.id, year)) {
    const line = lines.find((one) => one.heading === heading.heading);
    const cut = figuresOf(heading).budgetMinor - BigInt(line?.amountMinor ?? '0');
    if (cut > heading.availableMinor) throw belowCommitments(platform, heading);
  }
}

/**
 * The heading that an amount is to come from, with room for it. Whoever calls it holds the platform.
 *
 * @throws Refusal heading_missing, heading_not_budgeted, over_budget
 */
export async function requireHeading(
  ctx: Context,
  platform: KeptPlatform,
  asked: { readonly year: number; readonly heading: string | null; readonly amountMinor: bigint },
): Promise<HeadingRow | null> {
  const { year, heading, amountMinor } = asked;
  if (amountMinor === 0n) return null;
  const refuse = (code: string, detail: string) => {
    const params = { year, heading: heading ?? '' };
    const reasons = [{ code, detail, params, pointer: '/heading' }];
    return new Refusal(code, detail, { params, reasons, stake: stakeOfAct(platform, amountMinor) });
  };
  if (heading === null) throw refuse('heading_missing', 'Say which heading it is paid from.');
  const found = (await headingsOf(ctx.tx, platform.id, year)).find(
    (one) => one.heading === heading,
  );
  if (found === undefined) {
    throw refuse('heading_not_budgeted', `The budget of ${year} in force has no such heading.`);
  }
  if (amountMinor > found.availableMinor) throw overBudget(platform, found, amountMinor);
  return found;
}

function overBudget(platform: KeptPlatform, heading: HeadingRow, askedMinor: bigint): Refusal {
  const params = { asked: inYuan(askedMinor), ...inWords(heading) };
  const detail = `${params.asked} yuan are asked of ${heading.nameEn}, and ${params.available} are left of ${params.budget} (committed ${params.committed}, spent ${params.actual}).`;
  const reasons = [{ code: 'over_budget', detail, params, pointer: '/amountMinor' }];
  return new Refusal('over_budget', detail, {
    ...{ params, reasons, stake: stakeOfAct(platform, askedMinor) },
  });
}

function belowCommitments(platform: KeptPlatform, heading: HeadingRow): Refusal {
  const params = inWords(heading);
  const detail = `Of ${heading.nameEn} ${params.committed} yuan are committed and ${params.actual} spent; it is not cut below that.`;
  const reasons = [{ code: 'budget_below_commitments', detail, params, pointer: '/lines' }];
  return new Refusal('budget_below_commitments', detail, {
    ...{ params, reasons, stake: stakeOfAct(platform, 0n) },
  });
}

function inWords(heading: HeadingRow) {
  const { budgetMinor, reservedMinor, committedMinor, actualMinor, availableMinor } =
    figuresOf(heading);
  return {
    ...{ heading: heading.nameZh, headingEn: heading.nameEn, budget: inYuan(budgetMinor) },
    ...{ committed: inYuan(committedMinor + reservedMinor), actual: inYuan(actualMinor) },
    available: inYuan(availableMinor),
  };
}

export function stakeOfAct(platform: KeptPlatform, amountMinor: bigint) {
  const stake = { subjectIds: [platform.id], journeyId: platform.journeyId, ...stakeOf(platform) };
  return amountMinor === 0n ? stake : { ...stake, amountMinor, unit };
}

type Committed = Pick<ActRow, 'id' | 'title' | 'amountMinor'>;

/** Holds the amount of an act until it is paid or released. */
export async function commit(
  ctx: Context,
  platform: KeptPlatform,
  heading: HeadingRow,
  act: Committed,
): Promise<string> {
  return await move(ctx, platform, act, {
    ...{ key: `platforms.act:${act.id}:commit`, heading, amountMinor: act.amountMinor },
    ...{ pending: true, on: dayOf(ctx.now) },
  });
}

async function move(
  ctx: Context,
  platform: KeptPlatform,
  act: Committed,
  how: {
    readonly key: string;
    readonly heading: HeadingRow;
    readonly amountMinor: bigint;
    readonly pending: boolean;
    readonly on: string;
  },
): Promise<string> {
  const { heading, amountMinor } = how;
  const recorded = await post(
    ctx,
    {
      ...{ key: how.key, validOn: how.on, pending: how.pending, journeyId: platform.journeyId },
      description: { zh: act.title, en: act.title },
      entries: [
        { account: heading.accountId, amountMinor: -amountMinor, unit },
        { account: heading.spentId, amountMinor, unit },
      ],
      sources: [sourceOf(act)],
    },
    { organisationId: platform.operatorId, sample: platform.sample },
  );
  return recorded.id;
}

function sourceOf(act: Committed): Source {
  return { kind: 'platforms.act', id: act.id, name: { zh: act.title, en: act.title } };
}

/**
 * What was committed is paid, wholly, in part or for less. The rest stays committed or goes back to
 * the heading.
 *
 * @returns the transaction that holds the rest, or, where nothing is left, the one that held it.
 */
export async function pay(
  ctx: Context,
  platform: KeptPlatform,
  act: ActRow,
  paid: {
    readonly amountMinor: bigint;
    /** Of what was committed, what was not paid before. */
    readonly leftMinor: bigint;
    readonly on: string;
    readonly stays: boolean;
  },
): Promise<string | null> {
  const { amountMinor, leftMinor, on, stays } = paid;
  if (amountMinor === leftMinor) {
    await postPending(ctx, { ...settlementOf(act, 'pay'), validOn: on });
    return act.transactionId;
  }
  await release(ctx, act);
  const headings = await headingsOf(ctx.tx, platform.id, act.year);
  const heading = headings.find((one) => one.heading === act.heading)!;
  const before = `platforms.act:${act.id}:${act.transactionId}`;
  if (amountMinor > 0n) {
    const key = `${before}:paid`;
    await move(ctx, platform, act, { key, heading, amountMinor, on, pending: false });
  }
  if (!stays) return act.transactionId;
  const rest = { heading, amountMinor: leftMinor - amountMinor, on: dayOf(ctx.now) };
  return await move(ctx, platform, act, { ...rest, key: `${before}:rest`, pending: true });
}

export async function release(ctx: Context, act: ActRow): Promise<void> {
  if (act.transactionId !== null) await voidPending(ctx, settlementOf(act, 'release'));
}

function settlementOf(act: ActRow, what: 'pay' | 'release') {
  return {
    key: `platforms.act:${act.id}:${act.transactionId}:${what}`,
    transactionId: act.transactionId!,
    description: { zh: act.title, en: act.title },
    sources: [],
  };
}
