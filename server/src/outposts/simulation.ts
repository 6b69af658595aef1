/** A simulation of terms: what it may stand on, and the scenario it begins with. */
import type { Agreement, FactRow, Scenario } from '@yunhe/settlement';

export const simulationStates = ['waiting', 'running', 'finished', 'failed'] as const;
export type SimulationState = (typeof simulationStates)[number];

/** The newest engine that computed; a result of another one need not have the same digest. */
export const engine = 'settlement-1';

/**
 * `past`: the facts that were reported, as they are. `future`: the same, and what may follow them.
 * `example`: facts that were made up, around the year of the events.
 */
export const scenarioBases = ['past', 'future', 'example'] as const;
export type ScenarioBasis = (typeof scenarioBases)[number];

const yearsDrawn = 10;
/** What a person should question first: a little more or less every year. */
const growth = { low: -0.05, likely: 0.05, high: 0.15 };

/**
 * A scenario to begin with.
 *
 * @param facts  Reported facts, at least one of them an amount; or examples.
 */
export function scenarioFrom(
  agreement: Agreement,
  facts: readonly FactRow[],
  basis: ScenarioBasis,
): Scenario {
  const isEvent = ({ measure = '' }: FactRow) => agreement.measures.get(measure)?.unit === 'event';
  const amounts = facts.filter((row) => !isEvent(row));
  const years = amounts.map(yearOf);
  const given = facts.map(givenRow);
  if (basis === 'past') {
    const from = Math.min(...years);
    return { from, years: Math.max(...years) - from + 1, given, series: [] };
  }
  if (basis === 'future') {
    const last = Math.max(...years);
    const latest = amounts.filter((row) => yearOf(row) === last);
    const series = latest.filter((row) => hasTrend(agreement, row)).map(seriesOf);
    return { from: last + 1, years: yearsDrawn, given, series };
  }
  const events = facts.filter(isEvent);
  const begun = (events.length > 0 ? events : amounts).map(yearOf);
  // Of a formula nobody knows the branches: its facts are given by hand.
  const from = begun.length > 0 ? Math.min(...begun) : (agreement.terms.inForce?.from ?? 2024);
  return {
    ...{ from, years: yearsDrawn },
    given: amounts.filter((row) => yearOf(row) < from).map(givenRow),
    events: events.map(({ measure = '', party = '', period = '' }) => ({
      event: measure,
      party,
      day: period.length === 10 ? period : `${period.slice(0, 4)}-01-01`,
    })),
    series: firstOfEach(amounts.filter((row) => yearOf(row) >= from))
      .filter((row) => hasTrend(agreement, row))
      .map(seriesOf),
  };
}

function yearOf({ period = '' }: FactRow): number {
  return Number(period.slice(0, 4));
}

/** Refunds are rare, and rates are set: neither grows by the year. */
function hasTrend(agreement: Agreement, { measure = '' }: FactRow): boolean {
  const found = agreement.measures.get(measure);
  return found !== undefined && found.refundOf === undefined && agreement.units.has(found.unit);
}

function firstOfEach(amounts: readonly FactRow[]): FactRow[] {
  const found = new Map<string, FactRow>();
  for (const row of amounts.toSorted((a, b) => yearOf(a) - yearOf(b))) {
    const name = [row.party, row.measure, row.source ?? ''].join(' ');
    if (!found.has(name)) found.set(name, row);
  }
  return [...found.values()];
}

function seriesOf({ party = '', measure = '', amount = '0', source = '' }: FactRow) {
  return { party, measure, ...(source === '' ? {} : { source }), start: amount, growth };
}

const givenColumns = [
  'period',
  'party',
  'measure',
  'amount',
  'unit',
  'source',
  'confirmed_by',
  'disputed_by',
] as const;

function givenRow(row: FactRow): FactRow {
  return Object.fromEntries(
    givenColumns.flatMap((column) => {
      const value = row[column] ?? '';
      return value === '' ? [] : [[column, value]];
    }),
  );
}
