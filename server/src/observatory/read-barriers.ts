/** Barriers as screens and files want them; what may not be told is left out in the query. */
import { cells, type Heading, listFile, rowsAtMost } from '../runtime/list-file.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import type {
  BarrierFileSummary,
  BarrierSummary,
  observatoryContract,
  Setback,
} from './contract.ts';
import { readFile } from './keep-barrier-file.ts';
import { regionsServed, seesTo } from './rights.ts';
import {
  barrierHistory,
  barrierPage,
  barrierPairs,
  barrierSummary,
  everyBarrier,
  everyFile,
  everySetback,
  filePage,
  findBarrier,
  regionsNamed,
  setbackPage,
} from './views.ts';

type Contract = typeof observatoryContract;

export const listBarriers: UseCase<Contract['listBarriers']> = async (ctx, input) =>
  await barrierPage(ctx, input, await regionsServed(ctx));

export const readBarrierMatrix: UseCase<Contract['readBarrierMatrix']> = async (ctx, input) => {
  const cells = await barrierPairs(ctx, input, await regionsServed(ctx));
  return { regions: await regionsOf(ctx, cells), cells };
};

export const readBarrier: UseCase<Contract['readBarrier']> = async (ctx, { barrierId }) => {
  const served = await regionsServed(ctx);
  const key = await findBarrier(ctx.tx, barrierId);
  if (key === null) throw notFound('barrier');
  const summary = await barrierSummary(ctx, barrierId, served);
  const { suppressed } = summary.measured;
  const { months, kinds } = suppressed ? nothing : await barrierHistory(ctx, barrierId);
  const places = [key.fromRegion, key.toRegion];
  const seeRecords =
    served === null || places.some((code) => code !== null && served.includes(code));
  return { ...summary, months, kinds, may: { open: mayOpen(ctx, summary.fileId), seeRecords } };
};

const nothing = { months: [], kinds: [] };

function mayOpen({ actor }: Context, openFile: string | null): boolean {
  return openFile === null && actor.offices.some((office) => seesTo(actor, office));
}

export const listSetbacks: UseCase<Contract['listSetbacks']> = async (ctx, input) =>
  await setbackPage(ctx, input, await regionsServed(ctx));

export const readBarrierFile: UseCase<Contract['readBarrierFile']> = async (ctx, { fileId }) =>
  await readFile(ctx, fileId);

export const listBarrierFiles: UseCase<Contract['listBarrierFiles']> = filePage;

async function regionsOf(
  { tx }: Context,
  pairs: readonly { readonly from: string; readonly to: string }[],
) {
  return await regionsNamed(tx, [...new Set(pairs.flatMap(({ from, to }) => [from, to]))]);
}

// As files ----------------------------------------------------------------------------------------

const placeHeadings: readonly Heading[] = [
  ['from', '从地区', 'From region'],
  ['to', '到地区', 'To region'],
  ['capability', '领域', 'Capability'],
];
const barrierHeadings: readonly Heading[] = [
  ['id', '编号', 'Id'],
  ...placeHeadings,
  ['reason', '理由', 'Reason'],
  ['rule', '规则', 'Rule'],
  ['count', '次数', 'Count', 'number'],
  ['organisations', '涉及单位数', 'Organisations', 'number'],
  ['amounts', '涉及金额（最小单位）', 'Amounts (minor units)'],
  ['lately', '近90天', 'Last 90 days', 'number'],
  ['before', '此前90天', '90 days before', 'number'],
  ['suppressed', '因单位过少不公布', 'Not told, too few organisations'],
  ['lastAt', '最近一次', 'Last at'],
];
const setbackHeadings: readonly Heading[] = [
  ['sequence', '事件序号', 'Event'],
  ['at', '时间', 'At'],
  ...placeHeadings,
  ['kind', '类型', 'Kind'],
  ['organisation', '单位', 'Organisation'],
  ['reasons', '理由', 'Reasons'],
  ['rules', '规则', 'Rules'],
  ['amountMinor', '金额（最小单位）', 'Amount (minor units)', 'number'],
  ['unit', '计量单位', 'Unit'],
  ['journeyId', '链路编号', 'Journey'],
];
const fileHeadings: readonly Heading[] = [
  ['id', '编号', 'Id'],
  ['title', '标题', 'Title'],
  ...placeHeadings,
  ['reason', '理由', 'Reason'],
  ['owner', '负责方', 'Owner'],
  ['state', '状态', 'State'],
  ['openedOn', '立案日期', 'Opened on', 'date'],
  ['dueOn', '当前期限', 'Due on', 'date'],
  ['overdue', '已逾期', 'Overdue'],
  ['outcome', '结果', 'Outcome'],
  ['closedAt', '结案时间', 'Closed at'],
];

const joined = (parts: readonly (string | null)[]) =>
  parts.filter((part) => part !== null).join('; ');

function barrierCells({
  from,
  to,
  measured,
  fileId: _file,
  versionId: _version,
  ...row
}: BarrierSummary) {
  const { amounts, ...figures } = measured;
  const written = joined(amounts.map(({ amountMinor, unit }) => `${amountMinor} ${unit}`));
  return { ...row, from: from?.code ?? null, to: to?.code ?? null, ...figures, amounts: written };
}

function setbackCells(row: Setback) {
  return {
    sequence: row.sequence,
    at: row.at,
    from: row.from?.code ?? null,
    to: row.to?.code ?? null,
    capability: row.capability,
    kind: row.kind,
    organisation: row.organisation?.nameZh ?? row.organisation?.nameEn ?? null,
    reasons: joined(row.reasons.map(({ code }) => code)),
    rules: joined(row.reasons.map(({ rule }) => rule)),
    amountMinor: row.amount?.amountMinor ?? null,
    unit: row.amount?.unit ?? null,
    journeyId: row.journeyId,
  };
}

function fileCells({ barrier, owner, ...row }: BarrierFileSummary) {
  return {
    id: row.id,
    title: row.title,
    from: barrier.from?.code ?? null,
    to: barrier.to?.code ?? null,
    capability: barrier.capability,
    reason: barrier.reason,
    owner: owner.nameZh ?? owner.nameEn,
    state: row.state,
    openedOn: row.openedOn,
    dueOn: row.dueOn,
    overdue: row.overdue,
    outcome: row.outcome,
    closedAt: row.closedAt,
  };
}

export const exportBarriers: UseCase<Contract['exportBarriers']> = async (ctx, input) => {
  const rows = everyBarrier(ctx, input, await regionsServed(ctx), rowsAtMost);
  return listFile(ctx, input, ['壁垒', 'barriers'], barrierHeadings, cells(rows, barrierCells));
};

export const exportSetbacks: UseCase<Contract['exportSetbacks']> = async (ctx, input) => {
  const rows = everySetback(ctx, input, await regionsServed(ctx), rowsAtMost);
  return listFile(ctx, input, ['受阻记录', 'setbacks'], setbackHeadings, cells(rows, setbackCells));
};

export const exportBarrierFiles: UseCase<Contract['exportBarrierFiles']> = async (ctx, input) => {
  const rows = everyFile(ctx, input, rowsAtMost);
  return listFile(ctx, input, ['壁垒案卷', 'barrier-files'], fileHeadings, cells(rows, fileCells));
};
