/** Relations of points and ranges; table 78 of DMN 1.5. An open end lies beyond every value. */
import { compare } from '../compare.ts';
import { Range, type Value } from '../value.ts';
import { type Builtins, define } from './define.ts';

class NoOrder extends Error {}

/** Where an end lies: its value, and whether a hair above or below it where it is excluded. */
interface End {
  readonly value: Value;
  readonly infinite: -1 | 0 | 1;
  /** -1, 0, 1: just below, at, just above the value. */
  readonly side: number;
}

function lowOf(range: Range): End {
  if (range.low === null) return { value: null, infinite: -1, side: 0 };
  return { value: range.low, infinite: 0, side: range.lowIncluded ? 0 : 1 };
}

function highOf(range: Range): End {
  if (range.high === null) return { value: null, infinite: 1, side: 0 };
  return { value: range.high, infinite: 0, side: range.highIncluded ? 0 : -1 };
}

function order(one: End, other: End): number {
  if (one.infinite !== 0 || other.infinite !== 0) return one.infinite - other.infinite;
  const found = compare(one.value, other.value);
  if (found === null) throw new NoOrder();
  return found === 0 ? one.side - other.side : found;
}

function asRange(value: Value): Range {
  return value instanceof Range ? value : new Range(value, true, value, true);
}

type Relation = (a: Range, b: Range) => boolean;

/** Both are ends of finite ranges with the same value. */
function meet(a: Range, b: Range): boolean {
  if (a.high === null || b.low === null || !a.highIncluded || !b.lowIncluded) return false;
  const found = compare(a.high, b.low);
  if (found === null) throw new NoOrder();
  return found === 0;
}

const before: Relation = (a, b) => order(highOf(a), lowOf(b)) < 0;
const includes: Relation = (a, b) =>
  order(lowOf(a), lowOf(b)) <= 0 && order(highOf(a), highOf(b)) >= 0;
const overlaps: Relation = (a, b) =>
  order(highOf(a), lowOf(b)) >= 0 && order(lowOf(a), highOf(b)) <= 0;
const overlapsBefore: Relation = (a, b) =>
  order(lowOf(a), lowOf(b)) < 0 &&
  order(highOf(a), lowOf(b)) >= 0 &&
  order(highOf(a), highOf(b)) <= 0;
const finishes: Relation = (a, b) =>
  order(highOf(a), highOf(b)) === 0 && order(lowOf(a), lowOf(b)) >= 0;
const starts: Relation = (a, b) =>
  order(lowOf(a), lowOf(b)) === 0 && order(highOf(a), highOf(b)) <= 0;
const coincides: Relation = (a, b) =>
  order(lowOf(a), lowOf(b)) === 0 && order(highOf(a), highOf(b)) === 0;

function turned(relation: Relation): Relation {
  return (a, b) => relation(b, a);
}

export function ranges(into: Builtins): void {
  const relation = (
    name: string,
    shape: 'any' | 'ranges' | 'point first' | 'range first',
    holds: Relation,
  ) => {
    const isPoint = (value: Value) => !(value instanceof Range);
    define(into, name, 'a: any, b: any', ([a = null, b = null]) => {
      if (a === null || b === null) return undefined;
      if (shape === 'ranges' && (isPoint(a) || isPoint(b))) return undefined;
      if (shape === 'point first' && isPoint(b)) return undefined;
      if (shape === 'range first' && isPoint(a)) return undefined;
      try {
        return holds(asRange(a), asRange(b));
      } catch (error) {
        if (error instanceof NoOrder) return undefined;
        throw error;
      }
    });
  };
  relation('before', 'any', before);
  relation('after', 'any', turned(before));
  relation('meets', 'ranges', meet);
  relation('met by', 'ranges', turned(meet));
  relation('overlaps', 'ranges', overlaps);
  relation('overlaps before', 'ranges', overlapsBefore);
  relation('overlaps after', 'ranges', turned(overlapsBefore));
  relation('finishes', 'point first', finishes);
  relation('finished by', 'range first', turned(finishes));
  relation('includes', 'range first', includes);
  relation('during', 'point first', turned(includes));
  relation('starts', 'point first', starts);
  relation('started by', 'range first', turned(starts));
  relation('coincides', 'any', coincides);
}
