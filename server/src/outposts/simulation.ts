/** A simulation of terms: what is asked, and the scenario it begins with. */
import type { Agreement, FactRow, Scenario } from '@yunhe/settlement';

export const simulationStates = ['waiting', 'running', 'finished', 'failed'] as const;
export type SimulationState = (typeof simulationStates)[number];

/** The newest engine that computed; a result of another one need not have the same digest. */
export const engine = 'settlement-1';

const yearsDrawn = 10;
/** What a person should question first: a little more or less every year. */
const growth = { low: -0.05, likely: 0.05, high: 0.15 };

/**
 * A scenario to begin with: facts before the first year are given, events stand as they are, and
 * every amount after goes on from its first year by a range.
 *
 * @param facts  Facts of the years around the events: reported ones or examples.
 */
export function scenarioFrom(agreement: Agreement, facts: readonly FactRow[]): Scenario {
  const isEvent = ({ measure = '' }: FactRow) => agreement.measures.get(measure)?.unit === 'event';
  const events = facts.filter(isEvent);
  const amounts = facts.filter((row) => !isEvent(row));
  const yearOf = ({ period = '' }: FactRow) => Number(period.slice(0, 4));
  const from =
    events.length > 0
      ? Math.min(...events.map(yearOf))
      : Math.min(...amounts.map(yearOf), agreement.terms.inForce?.from ?? 2200);
  const begun = new Map<string, FactRow>();
  for (const row of amounts.toSorted((a, b) => yearOf(a) - yearOf(b))) {
    const name = [row.party, row.measure, row.source ?? ''].join(' ');
    if (yearOf(row) >= from && !isTakenOff(agreement, row) && !begun.has(name))
      begun.set(name, row);
  }
  return {
    from,
    years: yearsDrawn,
    given: amounts.filter((row) => yearOf(row) < from).map(givenRow),
    events: events.map(({ measure = '', party = '', period = '' }) => ({
      event: measure,
      party,
      day: period.length === 10 ? period : `${period.slice(0, 4)}-01-01`,
    })),
    series: [...begun.values()].map(({ party = '', measure = '', amount = '0', source }) => ({
      ...{ party, measure, growth },
      ...(source === undefined || source === '' ? {} : { source }),
      start: amount,
    })),
  };
}

/** Refunds are rare and have no trend. */
function isTakenOff(agreement: Agreement, { measure = '' }: FactRow): boolean {
  return agreement.measures.get(measure)?.refundOf !== undefined;
}

function givenRow(row: FactRow): FactRow {
  const { period = '', party = '', measure = '', amount = '', unit = '', confirmed_by } = row;
  return {
    ...{ period, party, measure, amount, unit },
    ...(confirmed_by === undefined ? {} : { confirmed_by }),
  };
}
