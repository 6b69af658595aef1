/** What was to be expected between regions, worked out whenever it is asked for. */
import { canonicalText, sha256 } from '@yunhe/exact';
import { centreOf, kilometresBetween } from '../registry/index.ts';
import { dayOf } from '../runtime/day.ts';
import { lately } from '../runtime/lately.ts';
import { cells, type Heading, listFile } from '../runtime/list-file.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { expectFlowsBeside } from './analysis-task.ts';
import { organisationsAtLeast } from './contract.ts';
import { type ExpectedFlowsInput, expectedFlowsMethod } from './expected-flows.ts';
import type { ExpectedFlows, expectedFlowsContract } from './expected-flows-contract.ts';
import {
  collaborationCounts,
  flowCounts,
  type PairCount,
  pairsTogether,
} from './expected-flows-views.ts';
import { regionsServed } from './rights.ts';
import { membersOf, regionsNamed } from './views.ts';

type Contract = typeof expectedFlowsContract;
type Wish = InputOf<Contract['readExpectedFlows']>;

export const readExpectedFlows: UseCase<Contract['readExpectedFlows']> = async (ctx, input) => {
  const { codes, told, pairs, leftOut, inputsDigest } = await workedOut(ctx, input);
  const counts = new Map(pairs.map((pair) => [`${pair.from} ${pair.to}`, pair]));
  const served = await regionsServed(ctx);
  const fits = await pairsWished(ctx, input);
  const shown = told.pairs
    .map(({ from, to, ...figures }) => ({ from: codes[from]!, to: codes[to]!, ...figures }))
    .filter(({ from, to }) => fits(from, to))
    .map(({ from, to, ...figures }) => {
      const behind = counts.get(`${from} ${to}`)?.organisations ?? 0;
      const few = figures.observed > 0 && behind < organisationsAtLeast;
      const own = served === null || served.includes(from) || served.includes(to);
      const suppressed = few && !own;
      return { from, to, ...(suppressed ? untold : figures), suppressed };
    });
  return {
    identified: told.identified,
    method: { ...expectedFlowsMethod, inputsDigest },
    rows: told.rows,
    leftOut: await regionsNamed(ctx.tx, leftOut),
    caveats: [...told.caveats],
    terms: [...told.terms],
    regions: await regionsNamed(ctx.tx, codes),
    // What may not be told is not told by its place in the list either.
    pairs: [
      ...shown.filter(({ suppressed }) => !suppressed),
      ...shown
        .filter(({ suppressed }) => suppressed)
        .sort((a, b) => (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1)),
    ],
  };
};

const untold = {
  ...{ observed: null, expected: null, ratio: null, low: null, high: null },
} as const;

/** The same for all who ask in the same moment, whoever they are. */
async function workedOut(ctx: Context, { kind, since, until }: Wish) {
  const between = {
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
  const day = dayOf(ctx.now);
  const work = async () => {
    const pairs =
      kind === 'collaborations'
        ? await collaborationCounts(ctx.tx, between)
        : await flowCounts(ctx.tx, { ...between, ...(kind === undefined ? {} : { kind }) });
    const { input, codes, leftOut } = prepared(pairs, await pairsTogether(ctx.tx, day));
    const { flows, kilometres, together } = input;
    const inputsDigest = sha256(canonicalText([codes, [...flows], [...kilometres], [...together]]));
    return { pairs, codes, leftOut, inputsDigest, told: await expectFlowsBeside(input) };
  };
  const key = JSON.stringify(['expected flows', kind, since, until, day]);
  return await lately(ctx.tx, key, work, () => true);
}

function prepared(
  pairs: readonly PairCount[],
  compacts: readonly { readonly a: string; readonly b: string }[],
) {
  const named = [...new Set(pairs.flatMap(({ from, to }) => [from, to]))].sort();
  const codes = named.filter((code) => centreOf(code) !== null);
  const size = codes.length;
  const at = new Map(codes.map((code, place) => [code, place]));
  const input: ExpectedFlowsInput = {
    regions: size,
    flows: new Float64Array(size * size),
    kilometres: new Float64Array(size * size),
    together: new Uint8Array(size * size),
  };
  const cell = (from: string, to: string) =>
    at.has(from) && at.has(to) ? at.get(from)! * size + at.get(to)! : -1;
  for (const { from, to, count } of pairs) {
    if (cell(from, to) >= 0) input.flows[cell(from, to)] = count;
  }
  for (const { a, b } of compacts) if (cell(a, b) >= 0) input.together[cell(a, b)] = 1;
  for (const one of codes) {
    for (const other of codes) {
      const apart = kilometresBetween(centreOf(one)!, centreOf(other)!);
      // To a tenth: places are no more exact.
      input.kilometres[cell(one, other)] = Math.round(apart * 10) / 10;
    }
  }
  return { input, codes, leftOut: named.filter((code) => !at.has(code)) };
}

async function pairsWished(
  { tx, now }: Context,
  { compactId, fromRegion, toRegion }: Wish,
): Promise<(from: string, to: string) => boolean> {
  const members =
    compactId === undefined ? null : new Set(await membersOf(tx, [compactId], dayOf(now)));
  return (from, to) =>
    (members === null || (members.has(from) && members.has(to))) &&
    (fromRegion === undefined || fromRegion === from) &&
    (toRegion === undefined || toRegion === to);
}

const headings: readonly Heading[] = [
  ['from', '从地区', 'From region'],
  ['to', '到地区', 'To region'],
  ['observed', '实际', 'Observed', 'number'],
  ['expected', '预期', 'Expected', 'number'],
  ['missing', '缺口', 'Missing', 'number'],
  ['ratio', '实际/预期', 'Observed over expected', 'number'],
  ['low', '95%下限', '95 % low', 'number'],
  ['high', '95%上限', '95 % high', 'number'],
  ['suppressed', '因单位过少不公布', 'Not told, too few organisations'],
];

export const exportExpectedFlows: UseCase<Contract['exportExpectedFlows']> = async (ctx, input) => {
  const { pairs } = await readExpectedFlows(ctx, input);
  async function* rows() {
    yield* pairs;
  }
  const row = (pair: ExpectedFlows['pairs'][number]) => ({
    ...pair,
    missing:
      pair.expected === null || pair.observed === null ? null : pair.expected - pair.observed,
  });
  return listFile(ctx, input, ['预期流动', 'expected-flows'], headings, cells(rows(), row));
};
