/** Lists as files, made row by row while they are sent. */
import { cells, type Heading, listFile, rowsAtMost } from '../runtime/list-file.ts';
import type { Context, Download, InputOf } from '../runtime/module.ts';
import type { SheetRecord } from '../runtime/sheets/index.ts';
import type { contract, Owner } from './contract.ts';
import type { IntroductionRow, NeedRow, TechnologyRow } from './store.ts';
import { everyIntroduction, everyNeed, everyTechnology } from './views.ts';

const ownerHeadings: readonly Heading[] = [
  ['organisation', '单位', 'Organisation'],
  ['kind', '单位类型', 'Kind of organisation'],
  ['region', '地区', 'Region'],
];
const lastHeadings: readonly Heading[] = [
  ['expiresOn', '有效期至', 'Stands until', 'date'],
  ['publishedAt', '发布时间', 'Published at'],
  ['source', '来源', 'Source'],
  ['sample', '示例', 'Sample'],
];

const technologyHeadings: readonly Heading[] = [
  ['id', '编号', 'Id'],
  ['title', '名称', 'Title'],
  ['summary', '简介', 'Summary'],
  ['keywords', '关键词', 'Keywords'],
  ['fields', '领域', 'Fields'],
  ['maturity', '成熟度', 'Maturity', 'number'],
  ['ipPosition', '知识产权', 'IP position'],
  ['priceModes', '合作方式', 'Ways to have it'],
  ['priceMinimumMinor', '最低价（最小货币单位）', 'Least price (minor units)', 'number'],
  ['priceMaximumMinor', '最高价（最小货币单位）', 'Greatest price (minor units)', 'number'],
  ['currency', '币种', 'Currency'],
  ['state', '状态', 'State'],
  ...ownerHeadings,
  ...lastHeadings,
];

const needHeadings: readonly Heading[] = [
  ['id', '编号', 'Id'],
  ['title', '名称', 'Title'],
  ['problem', '问题', 'Problem'],
  ['targets', '目标', 'Targets'],
  ['keywords', '关键词', 'Keywords'],
  ['fields', '领域', 'Fields'],
  ['leastMaturity', '最低成熟度', 'Least maturity', 'number'],
  ['budgetMinimumMinor', '最低预算（最小货币单位）', 'Least budget (minor units)', 'number'],
  ['budgetMaximumMinor', '最高预算（最小货币单位）', 'Greatest budget (minor units)', 'number'],
  ['currency', '币种', 'Currency'],
  ['deadline', '截止日期', 'Deadline', 'date'],
  ['regionScope', '地区范围', 'Region scope'],
  ['visibility', '可见范围', 'Visibility'],
  ['state', '状态', 'State'],
  ...ownerHeadings,
  ...lastHeadings,
];

const introductionHeadings: readonly Heading[] = [
  ['id', '编号', 'Id'],
  ['state', '状态', 'State'],
  ['asker', '请求方', 'Asker'],
  ['asked', '被请求方', 'Asked'],
  ['need', '需求', 'Need'],
  ['technology', '技术', 'Technology'],
  ['askedAt', '请求时间', 'Asked at'],
  ['answerDueAt', '答复期限', 'Answer due at'],
  ['answeredAt', '答复时间', 'Answered at'],
  ['declineReasons', '婉拒理由', 'Reasons of decline'],
  ['withdrawnBecause', '撤回原因', 'Reason of withdrawal'],
  ['lapsedBecause', '失效原因', 'Why it lapsed'],
  ['outcome', '结果', 'Outcome'],
  ['outcomeReasons', '未达成理由', 'Reasons of the end'],
  ['journeyId', '链路编号', 'Journey'],
];

function ownerCells(owner: Owner) {
  return { organisation: owner.name, kind: owner.kind, region: owner.regionCode };
}

function lastCells(row: TechnologyRow | NeedRow) {
  const { expiresOn, publishedAt, source, sample } = row;
  return { expiresOn, publishedAt, source, sample };
}

const joined = (words: readonly string[]) => words.join('; ');

function technologyCells(row: TechnologyRow): SheetRecord {
  return {
    id: row.id,
    title: row.title,
    summary: row.summary,
    keywords: joined(row.keywords),
    fields: joined(row.fields),
    maturity: row.maturity,
    ipPosition: row.ipPosition,
    priceModes: joined(row.price?.modes ?? []),
    priceMinimumMinor: row.price?.minimumMinor,
    priceMaximumMinor: row.price?.maximumMinor,
    currency: row.price?.currency,
    state: row.state,
    ...ownerCells(row.organisation),
    ...lastCells(row),
  };
}

function needCells(row: NeedRow): SheetRecord {
  return {
    id: row.id,
    title: row.title,
    problem: row.problem,
    targets: row.targets,
    keywords: joined(row.keywords),
    fields: joined(row.fields),
    leastMaturity: row.leastMaturity,
    budgetMinimumMinor: row.budget?.minimumMinor,
    budgetMaximumMinor: row.budget?.maximumMinor,
    currency: row.budget?.currency,
    deadline: row.deadline,
    regionScope: joined(row.regionScope),
    visibility: row.visibility,
    state: row.state,
    ...ownerCells(row.organisation),
    ...lastCells(row),
  };
}

function introductionCells(row: IntroductionRow): SheetRecord {
  return {
    id: row.id,
    state: row.state,
    asker: row.asker.name,
    asked: row.asked.name,
    need: row.need?.title,
    technology: row.technology?.title,
    askedAt: row.askedAt,
    answerDueAt: row.answerDueAt,
    answeredAt: row.answeredAt,
    declineReasons: joined(row.declineReasons),
    withdrawnBecause: row.withdrawnBecause,
    lapsedBecause: row.lapsedBecause,
    outcome: row.outcome,
    outcomeReasons: joined(row.outcomeReasons),
    journeyId: row.journeyId,
  };
}

export async function exportTechnologies(
  ctx: Context,
  input: InputOf<typeof contract.exportTechnologies>,
): Promise<Download> {
  const rows = cells(everyTechnology(ctx, input, rowsAtMost), technologyCells);
  return listFile(ctx, input, ['技术', 'technologies'], technologyHeadings, rows);
}

export async function exportNeeds(
  ctx: Context,
  input: InputOf<typeof contract.exportNeeds>,
): Promise<Download> {
  const rows = cells(everyNeed(ctx, input, rowsAtMost), needCells);
  return listFile(ctx, input, ['需求', 'needs'], needHeadings, rows);
}

export async function exportIntroductions(
  ctx: Context,
  input: InputOf<typeof contract.exportIntroductions>,
): Promise<Download> {
  const rows = cells(everyIntroduction(ctx, input, rowsAtMost), introductionCells);
  return listFile(ctx, input, ['对接', 'introductions'], introductionHeadings, rows);
}
