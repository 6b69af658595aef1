/** What was to be expected between regions, worked out whenever it is asked for. */
import { dayOf } from '../runtime/day.ts';
import { lately } from '../runtime/lately.ts';
import { cells, type Heading, listFile } from '../runtime/list-file.ts';
import type { Context, Download, SheetFormat, UseCase } from '../runtime/module.ts';
import { expectedFlowsMethod } from './expected-flows.ts';
import type {
  ExpectedFlows,
  ExpectedFlowsAsked,
  expectedFlowsContract,
} from './expected-flows-contract.ts';
import {
  digestOf,
  type ExpectedFlowsFigures,
  gatherExpectedFlows,
  workOut,
} from './gather-expected-flows.ts';
import { membersOf, regionsNamed } from './views.ts';

type Contract = typeof expectedFlowsContract;

/** Which pairs are shown. */
export interface PairsWished {
  readonly compactId?: string | undefined;
  readonly fromRegion?: string | undefined;
  readonly toRegion?: string | undefined;
}

export const readExpectedFlows: UseCase<Contract['readExpectedFlows']> = async (ctx, input) => {
  const { compactId, fromRegion, toRegion, ...more } = input;
  const asked = expectedFlowsAsked(more);
  const work = async () => {
    const inputs = await gatherExpectedFlows(ctx, asked);
    return { inputsDigest: digestOf(inputs), figures: await workOut(inputs) };
  };
  const key = JSON.stringify(['expected flows', asked, dayOf(ctx.now)]);
  const { inputsDigest, figures } = await lately(ctx.tx, key, work, () => true);
  const method = { ...expectedFlowsMethod, inputsDigest };
  return { asked, method, ...(await shownOf(ctx, figures, { compactId, fromRegion, toRegion })) };
};

/** In one form, so that the same question has the same digest. */
export function expectedFlowsAsked({
  kind,
  fromYear,
  toYear,
  eachYear = false,
}: ExpectedFlowsAsked): ExpectedFlowsAsked {
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(fromYear === undefined ? {} : { fromYear }),
    ...(toYear === undefined ? {} : { toYear }),
    eachYear,
  };
}

export async function shownOf(
  ctx: Context,
  { pairs, regions, leftOut, ...figures }: ExpectedFlowsFigures,
  wish: PairsWished,
): Promise<Omit<ExpectedFlows, 'asked' | 'method'>> {
  const fits = await pairsWished(ctx, wish);
  return {
    ...figures,
    years: [...figures.years],
    missingYears: [...figures.missingYears],
    caveats: [...figures.caveats],
    terms: [...figures.terms],
    regions: await regionsNamed(ctx.tx, regions),
    leftOut: await regionsNamed(ctx.tx, leftOut),
    pairs: pairs.filter(fits),
  };
}

async function pairsWished(
  { tx, now }: Context,
  { compactId, fromRegion, toRegion }: PairsWished,
): Promise<(pair: { readonly from: string; readonly to: string }) => boolean> {
  const members =
    compactId === undefined ? null : new Set(await membersOf(tx, [compactId], dayOf(now)));
  return ({ from, to }) =>
    (members === null || (members.has(from) && members.has(to))) &&
    (fromRegion === undefined || fromRegion === from) &&
    (toRegion === undefined || toRegion === to);
}

// As a file ----------------------------------------------------------------------------------------

const headings: readonly Heading[] = [
  ['from', '从地区', 'From region'],
  ['to', '到地区', 'To region'],
  ['observed', '实际', 'Observed', 'number'],
  ['expected', '预期', 'Expected', 'number'],
  ['missing', '缺口', 'Missing', 'number'],
  ['ratio', '实际/预期', 'Observed over expected', 'number'],
  ['low', '95%下限', '95 % low', 'number'],
  ['high', '95%上限', '95 % high', 'number'],
  ['years', '年份', 'Years'],
  ['inputsDigest', '输入摘要', 'Inputs'],
];

/** Each row names its years and the digest of its inputs: rows are cut out of files. */
export function expectedFlowsFile(
  ctx: Context,
  wish: { readonly format?: SheetFormat; readonly lang?: 'zh' | 'en' },
  { pairs, years, asked, method }: ExpectedFlows,
): Download {
  async function* rows() {
    yield* pairs;
  }
  const span = years.length < 2 ? years.join() : `${years[0]}–${years.at(-1)}`;
  const of = asked.eachYear === true ? { zh: `${span} 逐年`, en: `${span}, each` } : null;
  const row = (pair: ExpectedFlows['pairs'][number]) => ({
    ...pair,
    missing: pair.expected - pair.observed,
    years: of?.[wish.lang ?? 'zh'] ?? span,
    inputsDigest: method.inputsDigest,
  });
  return listFile(ctx, wish, ['预期流动', 'expected-flows'], headings, cells(rows(), row));
}

export const exportExpectedFlows: UseCase<Contract['exportExpectedFlows']> = async (ctx, input) =>
  expectedFlowsFile(ctx, input, await readExpectedFlows(ctx, input));
