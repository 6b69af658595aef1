/** All that expected flows are worked out from, as it is digested and kept. */
import { canonicalText, sha256 } from '@yunhe/exact';
import { centreOf, kilometresBetween } from '../registry/index.ts';
import { dayOf } from '../runtime/day.ts';
import type { Context } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import { expectFlowsBeside } from './analysis-task.ts';
import type { ExpectedFlowsInput } from './expected-flows.ts';
import type { ExpectedFlowsAsked } from './expected-flows-contract.ts';
import {
  collaborationCounts,
  flowCounts,
  type PairCount,
  pairsTogether,
} from './expected-flows-views.ts';

/** Regions in the order of their codes; numbers in the order of `ExpectedFlowsInput`. */
export interface ExpectedFlowsInputs {
  readonly regions: readonly string[];
  /** Without a known centre. */
  readonly leftOut: readonly string[];
  readonly years: readonly number[];
  readonly missingYears: readonly number[];
  readonly periods: number;
  /** Null for what may not be told. */
  readonly flows: readonly (number | null)[];
  readonly kilometres: readonly number[];
  readonly together: readonly number[];
}

export async function gatherExpectedFlows(
  ctx: Context,
  asked: ExpectedFlowsAsked,
): Promise<ExpectedFlowsInputs> {
  const { kind, fromYear, toYear, eachYear = false } = asked;
  if (fromYear !== undefined && toYear !== undefined && fromYear > toYear) {
    const params = { fromYear, toYear };
    throw new Refusal('years_out_of_order', `${fromYear} lies after ${toYear}.`, { params });
  }
  const counts =
    kind === 'collaborations'
      ? await collaborationCounts(ctx.tx, { fromYear, toYear })
      : await flowCounts(ctx.tx, { kind, fromYear, toYear });
  const years = [...new Set(counts.flatMap(({ told, year }) => (told ? year : [])))].sort();
  const periods = eachYear ? years.map((year) => [year]) : [years];
  const named = [...new Set(counts.flatMap(({ from, to }) => [from, to]))].sort();
  const regions = named.filter((code) => centreOf(code) !== null);
  const known = placesOf(regions);
  const inputs = periods.map((those) => ({
    flows: flowsOf(
      counts.filter(({ year }) => !eachYear || those.includes(year)),
      known,
    ),
    day: lastDayOf(those.at(-1), dayOf(ctx.now)),
  }));
  const together: number[] = [];
  for (const { day } of inputs) {
    const cells = new Array<number>(known.size).fill(0);
    for (const { a, b } of await pairsTogether(ctx.tx, day)) {
      const at = known.of(a, b);
      if (at >= 0) cells[at] = 1;
    }
    together.push(...cells);
  }
  return {
    regions,
    leftOut: named.filter((code) => !regions.includes(code)),
    years,
    missingYears: between(fromYear ?? years[0], toYear ?? years.at(-1)).filter(
      (year) => !years.includes(year) && year <= Number(dayOf(ctx.now).slice(0, 4)),
    ),
    periods: periods.length,
    flows: inputs.flatMap(({ flows }) => flows),
    kilometres: regions.flatMap((one) => regions.map((other) => apart(one, other))),
    together,
  };
}

/** To a tenth of a kilometre: places are no more exact. */
function apart(one: string, other: string): number {
  return Math.round(kilometresBetween(centreOf(one)!, centreOf(other)!) * 10) / 10;
}

function placesOf(regions: readonly string[]) {
  const at = new Map(regions.map((code, place) => [code, place]));
  const of = (from: string, to: string) =>
    at.has(from) && at.has(to) ? at.get(from)! * regions.length + at.get(to)! : -1;
  return { size: regions.length ** 2, of };
}

/** A pair of which a part may not be told is not told at all. */
function flowsOf(
  counts: readonly PairCount[],
  { size, of }: ReturnType<typeof placesOf>,
): (number | null)[] {
  const flows = new Array<number | null>(size).fill(0);
  for (const { from, to, count, told } of counts) {
    const at = of(from, to);
    if (at < 0) continue;
    const before = flows[at]!;
    flows[at] = told && before !== null ? before + count : null;
  }
  return flows;
}

/** Who is in one compact is asked of the last day of a year, of today in the one that runs. */
function lastDayOf(year: number | undefined, today: string): string {
  const last = `${year}-12-31`;
  return year === undefined || last > today ? today : last;
}

function between(first: number | undefined, last: number | undefined): number[] {
  if (first === undefined || last === undefined) return [];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

/** The same for all who ask, whoever they are; nothing else goes into the figures. */
export async function workOut(inputs: ExpectedFlowsInputs) {
  const { regions, leftOut, years, missingYears, periods } = inputs;
  const input: ExpectedFlowsInput = {
    regions: regions.length,
    periods,
    flows: Float64Array.from(inputs.flows, (flow) => flow ?? Number.NaN),
    kilometres: Float64Array.from(inputs.kilometres),
    together: Uint8Array.from(inputs.together),
  };
  const { pairs, ...told } = await expectFlowsBeside(input);
  return {
    ...{ years, missingYears, regions, leftOut, ...told },
    pairs: pairs.map(({ from, to, ...figures }) => ({
      ...{ from: regions[from]!, to: regions[to]! },
      ...figures,
    })),
  };
}

export type ExpectedFlowsFigures = Awaited<ReturnType<typeof workOut>>;

export const digestOf = (value: ExpectedFlowsInputs | ExpectedFlowsFigures): string =>
  sha256(canonicalText(value));
