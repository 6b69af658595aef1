import {
  absolute,
  compare,
  Decimal,
  exponential,
  fromNumber,
  isWhole,
  modulo,
  naturalLog,
  type Rounding,
  roundTo,
  squareRoot,
  truncate,
} from '../decimal.ts';
import { DaysDuration, MonthsDuration } from '../temporal.ts';
import { type Builtins, define } from './define.ts';

/** Steps of a function that is computed as a series. */
const SERIES = 100;
/** Steps of one whose digits come one after another. */
const LONG_DIVISION = 20;

const two = new Decimal(2, 0);

function rounded(value: Decimal, scale: Decimal, rounding: Rounding): Decimal | undefined {
  const places = truncate(scale);
  if (places === null || places < -6111 || places > 6176) return undefined;
  return roundTo(value, places, rounding) ?? undefined;
}

export function numbers(into: Builtins): void {
  const rounding = (name: string, mode: Rounding) => {
    define(into, name, 'n: number, scale: number', ([n, scale]) =>
      rounded(n as Decimal, scale as Decimal, mode),
    );
  };
  rounding('decimal', 'half even');
  rounding('round up', 'up');
  rounding('round down', 'down');
  rounding('round half up', 'half up');
  rounding('round half down', 'half down');
  for (const name of ['floor', 'ceiling'] as const) {
    define(into, name, 'n: number', ([n]) => roundTo(n as Decimal, 0, name) ?? undefined);
    rounding(name, name);
  }
  define(into, 'abs', 'n: any', ([n]) => {
    if (n instanceof Decimal) return absolute(n);
    if (n instanceof DaysDuration) return n.nanoseconds < 0n ? new DaysDuration(-n.nanoseconds) : n;
    if (n instanceof MonthsDuration) return new MonthsDuration(Math.abs(n.months));
    return undefined;
  });
  define(into, 'modulo', 'dividend: number, divisor: number', ([dividend, divisor], run, site) => {
    run.step(site, LONG_DIVISION);
    return modulo(dividend as Decimal, divisor as Decimal) ?? undefined;
  });
  define(into, 'sqrt', 'number: number', ([n], run, site) => {
    run.step(site, LONG_DIVISION);
    return squareRoot(n as Decimal) ?? undefined;
  });
  define(into, 'log', 'number: number', ([n], run, site) => {
    run.step(site, SERIES);
    return naturalLog(n as Decimal) ?? undefined;
  });
  define(into, 'exp', 'number: number', ([n], run, site) => {
    run.step(site, SERIES);
    return exponential(n as Decimal) ?? undefined;
  });
  const parity = (name: string, rest: number) => {
    define(into, name, 'number: number', ([n]) => {
      if (!isWhole(n as Decimal)) return undefined;
      const found = modulo(absolute(n as Decimal), two);
      return found !== null && compare(found, fromNumber(rest)!) === 0;
    });
  };
  parity('odd', 1);
  parity('even', 0);
}
