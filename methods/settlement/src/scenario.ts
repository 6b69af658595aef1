import { list, record, type Schema, to } from '@yunhe/exact';
import type { FactRow } from './fact-book.ts';

/** A triangle of chance: from low to high, most often near `likely`; the middle if absent. */
export interface Range {
  readonly low: number;
  readonly likely?: number;
  readonly high: number;
}

/** What may come: past facts as they are, and ranges for what is not known yet. */
export interface Scenario {
  /** The first year that is drawn. */
  readonly from: number;
  readonly years: number;
  readonly given?: readonly FactRow[];
  readonly events?: readonly {
    readonly event: string;
    readonly party: string;
    readonly day: string;
    /** Whole years by which it may come later. */
    readonly delay?: Range;
  }[];
  readonly series: readonly {
    readonly party: string;
    readonly measure: string;
    readonly source?: string;
    /** The amount of the first year. */
    readonly start: string;
    /** By the year: 0.05 is five per cent more. */
    readonly growth: Range;
    /** The series begins in the year of this event. */
    readonly after?: string;
  }[];
  /** The chance, every year, that the enterprise leaves and all series end. */
  readonly relocation?: number;
  /** What a party spends or gives up; its break-even is when its gains have made up for it. */
  readonly costs?: readonly {
    readonly party: string;
    readonly year: number;
    readonly amount: string;
    readonly unit: string;
  }[];
}

const id = to('id');
const text: Schema = { type: 'string', maxLength: 200 };
const rate: Schema = { type: 'number', minimum: -1, maximum: 10 };
const range = (of: Schema): Schema => record({ low: of, 'likely?': of, high: of });

export const scenarioSchema: Schema = record({
  from: to('year'),
  years: { type: 'integer', minimum: 1, maximum: 50 },
  'given?': list(
    record({
      period: text,
      party: text,
      measure: text,
      amount: text,
      unit: text,
      'evidence?': text,
      'source?': text,
      'confirmed_by?': text,
      'disputed_by?': text,
    }),
    0,
    10_000,
  ),
  'events?': list(
    record({
      event: id,
      party: id,
      day: { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' },
      'delay?': range({ type: 'number', minimum: 0, maximum: 50 }),
    }),
  ),
  series: list(
    record({
      party: id,
      measure: id,
      'source?': text,
      start: to('amount'),
      growth: range(rate),
      'after?': id,
    }),
    0,
  ),
  'relocation?': { type: 'number', minimum: 0, maximum: 1 },
  'costs?': list(record({ party: id, year: to('year'), amount: to('amount'), unit: text })),
});
