/** The values of FEEL. Contexts are maps, so that no name of the host is ever among their keys. */
import type { Decimal } from './decimal.ts';
import type { DateAndTime, DateOnly, DaysDuration, MonthsDuration, Time } from './temporal.ts';

export type Value =
  | null
  | boolean
  | string
  | Decimal
  | DateOnly
  | Time
  | DateAndTime
  | DaysDuration
  | MonthsDuration
  | Range
  | readonly Value[]
  | Context
  | Callable;

export type Context = ReadonlyMap<string, Value>;

/** An end that is null is open to infinity; `lowUndefined` marks it, since null may be meant. */
export class Range {
  readonly low: Value;
  readonly lowIncluded: boolean;
  readonly high: Value;
  readonly highIncluded: boolean;

  constructor(low: Value, lowIncluded: boolean, high: Value, highIncluded: boolean) {
    this.low = low;
    this.lowIncluded = lowIncluded;
    this.high = high;
    this.highIncluded = highIncluded;
  }
}

/** A function: built in, defined in FEEL or boxed, or a decision service. */
export class Callable {
  readonly name: string;
  readonly parameters: readonly string[];
  /** The run is the engine's own; null stands for an argument not given. */
  readonly call: (args: readonly Value[], run: unknown) => Value;

  constructor(
    name: string,
    parameters: readonly string[],
    call: (args: readonly Value[], run: unknown) => Value,
  ) {
    this.name = name;
    this.parameters = parameters;
    this.call = call;
  }
}
