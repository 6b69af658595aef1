/** An officer gives figures to anybody, and takes them back with a reason. */
import { canonicalText, sha256 } from '@yunhe/exact';
import { whoActs } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { expectRevision, notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import type { openDataContract } from './contract.ts';
import { anybody, flowCells } from './flow-views.ts';
import { mayRemove } from './keep-series.ts';
import { requireMayMake, requireYearly } from './make-yearly-report.ts';
import { requireDataset, shown, withdrawn } from './open-data.ts';
import { insertDataset, lockDataset, type NewDataset, withdraw } from './open-data-store.ts';
import { both, column, suppressedColumn } from './report.ts';
import type { Report, ReportTable } from './report-contract.ts';
import { requireOwner, requireSeesTo } from './rights.ts';
import { cellsOf, findSeries, wordsOf } from './series-store.ts';
import { organisationsAtLeast } from './shapes.ts';
import type { FileOwner } from './store.ts';
import { barrierPairs, membersOf } from './views.ts';
import { membersWithin } from './yearly-views.ts';

type Contract = typeof openDataContract;
type Wish = InputOf<Contract['publishDataset']>;

/** What is given, and what a catalogue says of it. */
interface Figures {
  readonly source: string;
  readonly subjectId: string | null;
  readonly regions: readonly string[];
  readonly startsOn: string;
  readonly endsOn: string;
  readonly content: ReportTable | Report;
  readonly sample: boolean;
}

export const publishDataset: UseCase<Contract['publishDataset']> = async (ctx, input) => {
  const owner = requireOwner(input);
  requireSeesTo(ctx, owner);
  const figures = await figuresOf(ctx, owner, input);
  const rows = rowsOf(figures.content);
  if (!rows.some(({ suppressed }) => suppressed !== true)) {
    throw new Refusal('nothing_to_publish', 'Nothing is there that may be told to anybody.');
  }
  const content = canonicalText(figures.content);
  const dataset: NewDataset = {
    ...figures,
    id: uuidv7(),
    subject: input.subject,
    title: both(input.titleZh.trim(), input.titleEn.trim()),
    description: both(input.descriptionZh.trim(), input.descriptionEn.trim()),
    licence: input.licence,
    owner,
    content,
    digest: sha256(content),
    rows: rows.length,
    suppressed: rows.filter(({ suppressed }) => suppressed === true).length,
    publishedBy: whoActs(ctx),
  };
  await insertDataset(ctx.tx, dataset, ctx.now);
  ctx.announce({
    type: 'observatory.dataset_published',
    subjectIds: [dataset.id],
    payload: { title: dataset.title.zh, licence: dataset.licence, digest: dataset.digest },
  });
  return shown(ctx, await requireDataset(ctx, dataset.id));
};

export const withdrawDataset: UseCase<Contract['withdrawDataset']> = async (ctx, input) => {
  await lockDataset(ctx.tx, input.datasetId);
  const dataset = await requireDataset(ctx, input.datasetId);
  requireSeesTo(ctx, dataset.publisher);
  if (dataset.withdrawnBecause !== null) throw withdrawn(dataset);
  expectRevision(dataset, input.revision);
  await withdraw(ctx.tx, dataset.id, input.because.trim(), ctx.now);
  ctx.announce({
    type: 'observatory.dataset_withdrawn',
    subjectIds: [dataset.id],
    payload: { title: dataset.title.zh, digest: dataset.digest, because: input.because.trim() },
  });
  return shown(ctx, await requireDataset(ctx, dataset.id));
};

function rowsOf(content: ReportTable | Report): ReportTable['rows'] {
  if ('rows' in content) return content.rows;
  return content.sections.flatMap(({ table }) => table?.rows ?? []);
}

async function figuresOf(ctx: Context, owner: FileOwner, wish: Wish): Promise<Figures> {
  if (wish.subject === 'series') return await seriesFigures(ctx, wish);
  if (wish.subject === 'report') return await reportFigures(ctx, wish);
  if (wish.subject === 'flows') return await flowFigures(ctx, owner, wish);
  const { since, until } = wish;
  if (since === undefined || until === undefined || since > until || until > dayOf(ctx.now)) {
    throw new Refusal('subject_not_whole', 'Name the first day and the last, which is over.', {
      params: { subject: wish.subject },
    });
  }
  const days = { since, until };
  const cells = await barrierPairs(ctx, { ...days, across: true }, anybody);
  return pairFigures(cells, await regionsOf(ctx, owner), days);
}

/** Of years that are over: two publications of one that runs would tell what came between them. */
async function flowFigures(ctx: Context, owner: FileOwner, wish: Wish): Promise<Figures> {
  const { fromYear, toYear } = wish;
  const isOver = (year: number) => year < Number(dayOf(ctx.now).slice(0, 4));
  if (fromYear === undefined || toYear === undefined || fromYear > toYear || !isOver(toYear)) {
    throw new Refusal('subject_not_whole', 'Name the first year and the last, which is over.', {
      params: { subject: wish.subject },
    });
  }
  const { cells } = await flowCells(ctx, { fromYear, toYear }, anybody);
  const days = { since: `${fromYear}-01-01`, until: `${toYear}-12-31` };
  return pairFigures(cells, await regionsOf(ctx, owner), days);
}

async function seriesFigures(ctx: Context, wish: Wish): Promise<Figures> {
  const { seriesId, countsUnits = true } = wish;
  if (seriesId === undefined) {
    throw new Refusal('subject_not_whole', 'Name the series.', { params: { subject: 'series' } });
  }
  const series = await findSeries(ctx.tx, seriesId);
  if (series === null) throw notFound('series');
  if (series.origin === 'imported' && !(await mayRemove(ctx, seriesId))) {
    throw notAllowed('Whoever imported a series knows whether it may be given to anybody.');
  }
  const words = new Map((await wordsOf(ctx.tx, seriesId)).map((one) => [one.field, one]));
  const cells = await cellsOf(ctx.tx, seriesId);
  const rows = cells.map(({ region, field, value, organisations }) => {
    const told = organisations ?? (countsUnits ? value : null);
    const isSmall = told !== null && told < organisationsAtLeast;
    const fieldName = words.get(field)?.nameEn ?? null;
    return { region, field, fieldName, value: isSmall ? null : value, suppressed: isSmall };
  });
  return {
    source: series.source,
    subjectId: seriesId,
    regions: [...new Set(cells.map(({ region }) => region))],
    startsOn: series.on,
    endsOn: dayAfter(series.on),
    sample: series.sample,
    content: {
      columns: [
        column('region', both('地区', 'Region')),
        column('field', both('领域', 'Field')),
        column('fieldName', both('领域名称', 'Name of the field')),
        column('value', both(`数值（${series.unit}）`, `Value (${series.unit})`), 'number'),
        suppressedColumn,
      ],
      rows,
    },
  };
}

/** What everybody may read already, with a licence and a place in the catalogue. */
async function reportFigures(ctx: Context, { reportId }: Wish): Promise<Figures> {
  if (reportId === undefined) {
    throw new Refusal('subject_not_whole', 'Name the report.', { params: { subject: 'report' } });
  }
  const { compact, year, state, content, sample } = await requireYearly(ctx, reportId);
  await requireMayMake(ctx, compact.id);
  if (state !== 'published' || content === null) {
    throw new Refusal('report_not_published', 'Publish the report first, then give it a licence.');
  }
  const report = JSON.parse(content) as Report;
  const [startsOn, endsOn] = [`${year}-01-01`, `${year + 1}-01-01`];
  return {
    source: `${report.source.zh} ${report.source.en}`,
    subjectId: reportId,
    regions: await membersWithin(ctx.tx, compact.id, startsOn, endsOn),
    ...{ startsOn, endsOn, sample },
    content: report,
  };
}

/** Of the publisher's own: what begins or ends in its regions. */
function pairFigures(
  cells: readonly {
    readonly from: string;
    readonly to: string;
    readonly count: number | null;
    readonly suppressed: boolean;
  }[],
  regions: readonly string[],
  { since, until }: { readonly since: string; readonly until: string },
): Figures {
  const own = cells.filter(({ from, to }) => regions.includes(from) || regions.includes(to));
  return {
    source: '本节点事件日志 Event log of this node',
    subjectId: null,
    regions: [...new Set(own.flatMap(({ from, to }) => [from, to]))].sort(),
    startsOn: since,
    endsOn: dayAfter(until),
    sample: false,
    content: {
      columns: [
        column('from', both('从地区', 'From region')),
        column('to', both('到地区', 'To region')),
        column('count', both('次数', 'Times'), 'number'),
        suppressedColumn,
      ],
      rows: own.map(({ from, to, count, suppressed }) => ({ from, to, count, suppressed })),
    },
  };
}

async function regionsOf({ tx, now }: Context, owner: FileOwner): Promise<readonly string[]> {
  if (owner.regionCode !== null) return [owner.regionCode];
  return await membersOf(tx, [owner.compactId!], dayOf(now));
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
