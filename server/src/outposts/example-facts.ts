/**
 * Facts that nobody reported, made up from terms so that a person sees what they mean: events in
 * one year, round amounts in the years before and after. Shown beside the editor, never kept.
 */
import type { Agreement, Base, Clause, Condition, FactRow } from '@yunhe/settlement';

const yearOfEvents = 2024;
const yearsAfter = 5;
const roundAmount = 10_000_000;
/** A year more each, so that caps and floors are seen to matter. */
const step = 1_000_000;

interface Wanted {
  readonly party: string;
  readonly measure: string;
  readonly years: readonly number[];
  /** Where the terms share some sources alone. */
  readonly source?: string;
}

/**
 * @param agreement  Terms that can be read.
 * @returns          Rows of facts, confirmed by all parties, in the order of years. A formula gets
 *                   none: which branches there are, only its facts say.
 */
export function exampleFacts(agreement: Agreement): FactRow[] {
  const { terms } = agreement;
  const everyone = terms.parties.map(({ id }) => id).join(';');
  const rows = new Map<string, FactRow>();
  const add = (period: string, party: string, measure: string, amount: string, source = '') => {
    const unit = agreement.measures.get(measure)?.unit ?? '';
    const row = { period, party, measure, amount, unit, evidence: 'example', source };
    rows.set(`${period} ${party} ${measure} ${source}`, { ...row, confirmed_by: everyone });
  };
  for (const event of eventsOf(agreement)) {
    add(`${yearOfEvents}-01-01`, terms.parties[0]!.id, event, '1');
  }
  for (const one of [...(terms.coverage ?? []), ...terms.clauses]) {
    for (const { party, measure, years, source } of amountsOf(one)) {
      const { unit } = agreement.measures.get(measure)!;
      if (agreement.units.get(unit) === undefined) continue;
      for (const year of years) {
        const grown = roundAmount + Math.max(0, year - yearOfEvents) * step;
        add(String(year), party, measure, String(grown), source);
      }
    }
  }
  return [...rows.values()].sort((a, b) => (`${a.period}` < `${b.period}` ? -1 : 1));
}

function eventsOf({ terms, measures }: Agreement): ReadonlySet<string> {
  const named = [
    ...(terms.clock?.latestOf ?? []),
    ...(terms.coverage ?? []).map((one) => (one.kind === 'event' ? one.event : one.before)),
    ...terms.clauses.flatMap((one) => {
      if (one.kind === 'one-off') return [one.on];
      return one.kind === 'share' && one.cap?.sumBefore ? [one.cap.sumBefore.event] : [];
    }),
  ];
  return new Set(named.filter((id) => measures.get(id)?.unit === 'event'));
}

const before = (years: number) => yearsFrom(yearOfEvents - years, yearOfEvents - 1);
const after = yearsFrom(yearOfEvents, yearOfEvents + yearsAfter - 1);

function yearsFrom(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}

function amountsOf(one: Clause | Condition): Wanted[] {
  switch (one.kind) {
    case 'average':
      return wanted(one.measures, one.party, before(one.years));
    case 'share':
      return [
        ...sourcesOf(one).flatMap((source) =>
          ofBase(one.base).map((each) => ({
            ...each,
            ...(source === undefined ? {} : { source }),
          })),
        ),
        ...(one.cap?.sumBefore === undefined
          ? []
          : wanted(one.cap.sumBefore.measures, one.cap.party, before(one.cap.sumBefore.years))),
      ];
    case 'yield':
      return ofBase(one.base);
    case 'one-off':
      return one.of === undefined ? [] : ofBase(one.of);
    case 'event':
    case 'formula':
    case 'open':
      return [];
  }
}

function sourcesOf({ splits }: Clause & { kind: 'share' }): readonly (string | undefined)[] {
  return [...new Set(splits.map(({ source }) => source))];
}

function ofBase({ measures, party }: Pick<Base, 'measures' | 'party'>): Wanted[] {
  return wanted(measures, party, after);
}

/** A measure that holds for some calendar years alone is counted in these. */
function wanted(measures: Base['measures'], party: string, years: readonly number[]): Wanted[] {
  return measures.map(({ measure, from = -Infinity, to = Infinity }) => ({
    ...{ party, measure },
    years: years.filter((year) => year >= from && year <= to),
  }));
}
