import { compareRationals, over, plus, type Rational, rational, times } from '@yunhe/exact';
import { calibrateScorers, type PanelScore } from './calibrate.ts';
import type { Opinion } from './data-book.ts';
import { asDecimal, asNumber, decimal } from './number.ts';
import type { ReadScheme } from './read-scheme.ts';
import type { ExpertItem, Item } from './scheme.ts';
import type { Cohort, Complain, MeasuredItem } from './stages.ts';

type OpinionsOf = (measure: string, unit: string) => readonly Opinion[];

/** The raw value of every item: formulas over what was reported, and what panels gave. */
export function measureStage(
  read: ReadScheme,
  cohort: Cohort,
  opinionsOf: OpinionsOf,
  complain: Complain,
): readonly MeasuredItem[] {
  return read.nodes.flatMap(({ node }, at) => {
    if (node.kind === 'group') return [];
    const asked = cohort.units.map((_, unit) => isAsked(read, at, cohort, unit));
    const { exact, spread, heard } =
      node.kind === 'expert'
        ? panelValues(node, cohort, asked, opinionsOf, complain)
        : formulaValues(node, read, cohort, asked);
    const values = Float64Array.from(exact, (one) => (one === null ? Number.NaN : asNumber(one)));
    const someone = asked.includes(true);
    if (someone && exact.every((one) => one === null) && policyOf(node, read) !== 'zero') {
      complain({
        code: 'indicator_unreported',
        clause: node.id,
        field: cohort.answer ?? '/',
        detail: `Nobody reported ${node.name.en}; leave the item out or ask for it.`,
      });
    }
    return [{ item: node, node: at, asked, exact, values, spread, heard }];
  });
}

export function policyOf(item: Item, { scheme }: ReadScheme) {
  return (item.missing ?? scheme.missing ?? { policy: 'refuse' }).policy;
}

/** An item is asked where it and all groups above it apply; what is unknown does not apply. */
function isAsked(read: ReadScheme, at: number, cohort: Cohort, unit: number): boolean {
  for (let place = at; place >= 0; place = read.nodes[place]!.parent) {
    const { applies } = read.nodes[place]!.node;
    if (applies === undefined) continue;
    if (read.formulas.get(applies)!.compute(cohort.lookUp(unit)) !== true) return false;
  }
  return true;
}

interface Raw {
  readonly exact: readonly (Rational | null)[];
  readonly spread: Float64Array;
  readonly heard: readonly PanelScore[];
}

function formulaValues(
  item: Exclude<Item, ExpertItem>,
  { formulas }: ReadScheme,
  cohort: Cohort,
  asked: readonly boolean[],
): Raw {
  const compute = (text: string, unit: number) =>
    formulas.get(text)!.compute(cohort.lookUp(unit)) as Rational | boolean | null;
  const valueFor = (unit: number): Rational | null => {
    if (item.kind === 'threshold') {
      const holds = compute(item.holds, unit);
      return holds === null ? null : rational(holds ? 1n : 0n);
    }
    if (item.kind !== 'count') return compute(item.of, unit) as Rational | null;
    let sum = rational(0n);
    for (const { of, each } of item.counts) {
      const count = compute(of, unit) as Rational | null;
      if (count === null) return null;
      sum = plus(sum, times(count, decimal(each)));
    }
    return sum;
  };
  const exact = cohort.units.map((_, unit) => (asked[unit] ? valueFor(unit) : null));
  return { exact, spread: new Float64Array(cohort.units.length), heard: [] };
}

function panelValues(
  item: ExpertItem,
  cohort: Cohort,
  asked: readonly boolean[],
  opinionsOf: OpinionsOf,
  complain: Complain,
): Raw {
  const least = Math.max(item.leastScorers ?? 1, item.combine === 'trimmed' ? 3 : 1);
  const heard = cohort.units.map((name, unit) =>
    asked[unit] ? opinionsOf(item.of, name).filter(({ conflicted }) => !conflicted) : [],
  );
  for (const [unit, opinions] of heard.entries()) {
    if (opinions.length === 0 || opinions.length >= least) continue;
    complain({
      code: 'panel_too_small',
      clause: item.id,
      field: cohort.units[unit]!,
      detail: `${opinions.length} of ${least} scorers without a conflict of interest.`,
    });
  }
  const scores = heard.flatMap((opinions, unit) =>
    opinions.map(({ scorer, value }) => ({ item: String(unit), scorer, score: asNumber(value) })),
  );
  const severity = item.calibrate === true ? severities(scores) : new Map<string, Rational>();
  const spread = new Float64Array(heard.length);
  const exact = heard.map((opinions, unit) => {
    if (opinions.length === 0) return null;
    const given = opinions.map(({ scorer, value }) => {
      const off = severity.get(scorer);
      return off === undefined ? value : plus(value, off);
    });
    spread[unit] = standardError(given);
    return combined(given, item.combine);
  });
  return { exact, spread, heard: scores };
}

/** What to add to each scorer's values. */
function severities(scores: readonly PanelScore[]): ReadonlyMap<string, Rational> {
  if (scores.length < 3) return new Map();
  const { scorers } = calibrateScorers(scores);
  return new Map(scorers.map(({ scorer, leniency }) => [scorer, asDecimal(-leniency)]));
}

function combined(given: readonly Rational[], combine: ExpertItem['combine']): Rational {
  const sorted = [...given].sort(compareRationals);
  const last = sorted.length - 1;
  // Of fewer than three none can be trimmed, which was complained of.
  if (combine === 'mean' || (combine === 'trimmed' && last < 2)) return average(sorted);
  if (combine === 'trimmed') return average(sorted.slice(1, last));
  return average([sorted[Math.floor(last / 2)]!, sorted[Math.ceil(last / 2)]!]);
}

function average(given: readonly Rational[]): Rational {
  return over(given.reduce(plus), rational(BigInt(given.length)));
}

/** Of the mean of a panel; 0 for one scorer, who disagrees with nobody. */
function standardError(given: readonly Rational[]): number {
  const n = given.length;
  if (n < 2) return 0;
  const values = given.map(asNumber);
  const middle = values.reduce((sum, one) => sum + one, 0) / n;
  const squares = values.reduce((sum, one) => sum + (one - middle) ** 2, 0);
  return Math.sqrt(squares / (n - 1) / n);
}
