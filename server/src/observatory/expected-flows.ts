/**
 * What was to be expected between regions: flows explained by how much each region sends and takes,
 * by distance and by being in one compact. What is missing against that measures barriers.
 */
import { barriers, type GravityCaveat, levelsOf, pairsOf, ppml } from '@yunhe/gravity';

/** Told with every figure that is shown, so that it can be worked out again. */
export const expectedFlowsMethod = {
  name: 'gravity',
  version: '0.2.0',
  parameters: {
    formula: 'flows ~ ln_distance + same_compact | from + to',
    /** Where each year is taken by itself: what regions send and take may change. */
    formulaByYear: 'flows ~ ln_distance + same_compact | from^year + to^year',
    errors: 'clustered by pair of regions, both ways',
    confidence: 0.95,
    /** With fewer degrees of freedom nothing is shown; with fewer than the second it is doubted. */
    freedomNeeded: 5,
    freedomAtLeast: 20,
  },
} as const;

export interface ExpectedFlowsInput {
  readonly regions: number;
  /** One where all years are added up, else as many as there are years. */
  readonly periods: number;
  /**
   * Flows from region to region, row by row, period by period, 0 where there was none and NaN where
   * it may not be told; periods × regions × regions.
   */
  readonly flows: Float64Array;
  /** Kilometres between their centres; regions × regions. */
  readonly kilometres: Float64Array;
  /** 1 where both are in one compact; periods × regions × regions. */
  readonly together: Uint8Array;
}

export interface ExpectedPair {
  readonly from: number;
  readonly to: number;
  readonly observed: number;
  readonly expected: number;
  /** Observed over expected, with its interval; null where nothing is expected. */
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export type ExpectedCaveat = GravityCaveat | 'few_pairs' | 'mostly_zeros' | 'pairs_not_told';

export interface ExpectedFlows {
  /** False where the data cannot tell what was to be expected: then there are no pairs. */
  readonly identified: boolean;
  readonly pairs: readonly ExpectedPair[];
  readonly terms: readonly {
    readonly name: string;
    readonly estimate: number;
    readonly error: number | null;
  }[];
  readonly caveats: readonly { readonly code: ExpectedCaveat; readonly count: number }[];
  readonly rows: number;
}

/** Flows within a region have no distance and are left aside, as are those that may not be told. */
export function expectFlows(input: ExpectedFlowsInput): ExpectedFlows {
  const { regions, periods } = input;
  const ofPair = regions * regions;
  const fromOf = (at: number) => Math.floor((at % ofPair) / regions);
  const toOf = (at: number) => at % regions;
  const across = Array.from({ length: periods * ofPair }, (_, at) => at).filter(
    (at) => fromOf(at) !== toOf(at),
  );
  const ways = across.filter((at) => !Number.isNaN(input.flows[at]));
  const notTold = across.length - ways.length;
  if (ways.length === 0) return nothing('few_pairs', 0);
  const outcome = Float64Array.from(ways, (at) => input.flows[at]!);
  const [from, to] = [ways.map((at) => String(fromOf(at))), ways.map((at) => String(toOf(at)))];
  const inPeriod = (ends: readonly string[]) =>
    ends.map((end, row) => `${Math.floor(ways[row]! / ofPair)} ${end}`);
  const either = ways.map((_, row) => [from[row]!, to[row]!].toSorted().join(' '));
  const fit = ppml({
    outcome,
    regressors: [
      {
        name: 'ln_distance',
        values: Float64Array.from(ways, (at) =>
          Math.log(Math.max(1, input.kilometres[at % ofPair]!)),
        ),
      },
      { name: 'same_compact', values: Float64Array.from(ways, (at) => input.together[at]!) },
    ],
    effects: [levelsOf('from', inPeriod(from)), levelsOf('to', inPeriod(to))],
    clusters: levelsOf('either', either),
  });
  const zeros = outcome.filter((flow) => flow === 0).length;
  const freedom = ways.length - fit.separated.length - fit.parameters;
  const counts: Partial<Record<ExpectedCaveat, number>> = {
    rows_separated: fit.separated.length,
    collinear_dropped: fit.collinear.length,
  };
  const own: readonly (readonly [ExpectedCaveat, boolean, number])[] = [
    ['few_pairs', freedom < expectedFlowsMethod.parameters.freedomAtLeast, Math.max(0, freedom)],
    ['mostly_zeros', zeros * 2 > ways.length, zeros],
    ['pairs_not_told', notTold > 0, notTold],
  ];
  const caveats = [
    ...fit.caveats.map((code) => ({ code, count: counts[code] ?? 1 })),
    ...own.filter(([, holds]) => holds).map(([code, , count]) => ({ code, count })),
  ];
  const terms = fit.terms.map(({ name, estimate, error }) => ({
    name,
    estimate,
    error: figure(error),
  }));
  const { freedomNeeded } = expectedFlowsMethod.parameters;
  const identified = fit.converged && freedom >= freedomNeeded;
  if (!identified) return { identified, pairs: [], terms: [], caveats, rows: ways.length };
  const keyed = pairsOf(from, to);
  const pairs = barriers(fit, outcome, keyed).map((one): ExpectedPair => {
    const [source, target] = keyed.keys[one.pair]!;
    return {
      from: Number(source),
      to: Number(target),
      observed: one.observed,
      expected: one.expected,
      ratio: figure(one.ratio),
      low: figure(one.low),
      high: figure(one.high),
    };
  });
  pairs.sort(
    (a, b) => b.expected - b.observed - (a.expected - a.observed) || a.from - b.from || a.to - b.to,
  );
  return { identified, pairs, terms, caveats, rows: ways.length };
}

function nothing(code: ExpectedCaveat, rows: number): ExpectedFlows {
  return { identified: false, pairs: [], terms: [], caveats: [{ code, count: 0 }], rows };
}

/** JSON has no NaN and no infinity: what is not defined is null. */
function figure(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
