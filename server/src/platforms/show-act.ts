/** Acts and mandates as HTTP shows them. */
import { rehearsalOf } from '../rules/index.ts';
import { dayOf } from '../runtime/day.ts';
import { cells, type Heading, listFile, rowsAtMost } from '../runtime/list-file.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import type { SheetRecord } from '../runtime/sheets/index.ts';
import type { Act, actContract } from './act-contract.ts';
import { type ActAnswer, actPage, everyAct, mandatesUsed, readActRow } from './act-views.ts';
import { inYuan } from './budget.ts';
import { type CharterRow, charterOn } from './charter-store.ts';
import { governedPlatform, ownSeats } from './governance-rights.ts';
import { type Power, powersOf } from './mandate-rule.ts';
import { mayKeep } from './rights.ts';
import { seatAnswer } from './show-charter.ts';

type Contract = typeof actContract;

export async function actAnswer(ctx: Context, actId: string): Promise<Act> {
  const row = await readActRow(ctx.tx, actId);
  if (row === null) throw notFound('act');
  const platform = await governedPlatform(ctx, row.platformId, { what: 'act' });
  return withRights(row, await mayKeep(ctx, platform));
}

function withRights(row: ActAnswer, keeps: boolean): Act {
  const decided = row.state === 'made' || row.state === 'approved';
  const settle = keeps && decided && row.transactionId !== null && row.settled === null;
  return { ...row, may: { settle } };
}

export const readAct: UseCase<Contract['readAct']> = (ctx, { actId }) => actAnswer(ctx, actId);

export const listActs: UseCase<Contract['listActs']> = async (ctx, input) => {
  const platform = await governedPlatform(ctx, input.platformId);
  const keeps = await mayKeep(ctx, platform);
  const page = await actPage(ctx.tx, input);
  return { ...page, items: page.items.map((row) => withRights(row, keeps)) };
};

export const readMandates: UseCase<Contract['readMandates']> = async (ctx, input) => {
  const { platformId, year = Number(dayOf(ctx.now).slice(0, 4)) } = input;
  await governedPlatform(ctx, platformId);
  const used = await mandatesUsed(ctx.tx, platformId, year);
  const powers = await powersIn(ctx, await charterOn(ctx.tx, platformId, dayOf(ctx.now)));
  return { year, powers, used, seats: (await ownSeats(ctx, platformId)).map(seatAnswer) };
};

/** What a charter delegates does not change, and takes hundreds of questions to find out. */
const known = new Map<string, readonly Power[]>();
const knownAtMost = 200;

async function powersIn(ctx: Context, charter: CharterRow | null) {
  const mandates = charter?.content.mandates ?? null;
  if (charter === null || mandates === null) return [];
  const rule = known.has(charter.id) ? null : await rehearsalOf(ctx, mandates.versionId);
  if (rule !== null) {
    if (known.size >= knownAtMost) known.clear();
    known.set(charter.id, powersOf(rule, charter.content.bodies));
  }
  return (known.get(charter.id) ?? []).map((power) => ({
    ...power,
    singleMinor: power.singleMinor?.toString() ?? null,
    yearlyMinor: power.yearlyMinor?.toString() ?? null,
    except: power.except.map(({ subject, upToMinor }) => ({
      ...{ subject, upToMinor: upToMinor.toString() },
    })),
  }));
}

const headings: readonly Heading[] = [
  ['id', '编号', 'Id'],
  ['actedAt', '时间', 'At'],
  ['body', '机构', 'Body'],
  ['kind', '事项', 'Kind'],
  ['subject', '性质', 'Subject'],
  ['title', '名称', 'Title'],
  ['amount', '金额（元）', 'Amount (yuan)', 'number'],
  ['counterparty', '对方', 'Other side'],
  ['year', '年度', 'Year', 'number'],
  ['heading', '预算科目', 'Heading'],
  ['state', '状态', 'State'],
  ['rule', '依据', 'Rule'],
  ['clause', '条款', 'Clause'],
  ['by', '经办人', 'By'],
  ['settled', '结算', 'Settled'],
  ['paid', '实付（元）', 'Paid (yuan)', 'number'],
  ['sample', '示例', 'Sample'],
];

export const exportActs: UseCase<Contract['exportActs']> = async (ctx, input) => {
  await governedPlatform(ctx, input.platformId);
  const cellsOf = (act: ActAnswer): SheetRecord => ({
    ...{ id: act.id, actedAt: act.actedAt, body: act.body, kind: act.kind, subject: act.subject },
    ...{ title: act.title, year: act.year, heading: act.heading, state: act.state },
    amount: inYuan(BigInt(act.amountMinor)),
    counterparty: act.organisation?.nameZh ?? act.organisation?.nameEn ?? act.counterparty,
    ...{ rule: act.answer.rule, clause: act.answer.clause, by: act.actedBy.name },
    settled: act.settled?.as ?? null,
    paid: inYuan(BigInt(act.paidMinor)),
    sample: act.sample,
  });
  const rows = cells(everyAct(ctx.tx, input, rowsAtMost), cellsOf);
  return listFile(ctx, input, ['授权事项', 'acts by mandate'], headings, rows);
};
