/**
 * Which rules of a table a value admits, looked up instead of tested one by one.
 *
 * A column whose tests compare with constants splits its values into few classes: the constants and
 * the gaps between them. For each class the rules that admit it are kept as bits; a decision takes
 * the bits of its values and ANDs them. Tests that are not of this kind are run afterwards, for the
 * rules still standing.
 */
import { compare } from './feel/compare.ts';
import { compare as compareNumbers, Decimal, negate } from './feel/decimal.ts';
import type { Node, UnaryTests } from './feel/syntax.ts';
import type { Value } from './feel/value.ts';

/** One bit a rule. */
export type Bits = Uint32Array;

/** What one test of a column compares with. */
type Constant =
  | { readonly kind: 'point'; readonly value: Value }
  | {
      readonly kind: 'half';
      readonly operator: '<' | '<=' | '>' | '>=' | '!=';
      readonly value: Value;
    }
  | {
      readonly kind: 'span';
      readonly low: Value;
      readonly lowIncluded: boolean;
      readonly high: Value;
      readonly highIncluded: boolean;
    };

export interface ColumnIndex {
  /** The rules that may admit the value; null where the value is not of the column's kind. */
  readonly look: (value: Value) => Bits | null;
  /** Rules whose test in this column the index does not decide. */
  readonly undecided: Bits;
}

/** Beyond so many words a rule the bits cost more memory than they save time. */
const WORDS_OF_A_RULE = 150;

export function emptyBits(rules: number): Bits {
  return new Uint32Array(Math.ceil(rules / 32));
}

export function fullBits(rules: number): Bits {
  const bits = emptyBits(rules).fill(0xffff_ffff);
  const rest = rules % 32;
  if (rest > 0) bits[bits.length - 1] = 2 ** rest - 1;
  return bits;
}

export function setBit(bits: Bits, at: number): void {
  bits[at >>> 5]! |= 1 << (at & 31);
}

export function hasBit(bits: Bits, at: number): boolean {
  return (bits[at >>> 5]! & (1 << (at & 31))) !== 0;
}

/** null where an index would not help, or be too large. */
export function indexColumn(column: readonly UnaryTests[]): ColumnIndex | null {
  const constants = column.map(constantsOf);
  const values = constants.flatMap((cell) => cell?.flatMap(valuesOf) ?? []);
  const [first] = values;
  if (first === undefined) return null;
  if (values.every((value) => value instanceof Decimal)) {
    return indexOrdered(column, constants, values);
  }
  if (values.every((value) => typeof value === 'string')) return indexEqual(column, constants);
  if (values.every((value) => typeof value === 'boolean')) return indexEqual(column, constants);
  return null;
}

/** null where a test is of another kind. */
function constantsOf(tests: UnaryTests): Constant[] | null {
  if (tests.kind === 'any') return [];
  const all = tests.tests.map(constantOf);
  return all.includes(null) ? null : (all as Constant[]);
}

function constantOf(test: Node): Constant | null {
  if (test.kind === 'range') {
    const [low, high] = [test.low, test.high].map((end) => (end === null ? null : literal(end)));
    if (low === undefined || high === undefined || low === null || high === null) return null;
    if (compare(low, high) === null) return null;
    const { lowIncluded, highIncluded } = test;
    return { kind: 'span', low, lowIncluded, high, highIncluded };
  }
  if (test.kind === 'test') {
    const value = literal(test.operand);
    if (value === undefined) return null;
    return test.operator === '='
      ? { kind: 'point', value }
      : { kind: 'half', operator: test.operator, value };
  }
  const value = literal(test);
  return value === undefined ? null : { kind: 'point', value };
}

function literal(node: Node): Value | undefined {
  if (node.kind === 'literal') return node.value;
  if (node.kind !== 'negation' || node.operand.kind !== 'literal') return undefined;
  const { value } = node.operand;
  return value instanceof Decimal ? negate(value) : undefined;
}

function valuesOf(constant: Constant): Value[] {
  return constant.kind === 'span' ? [constant.low, constant.high] : [constant.value];
}

function undecidedOf(constants: readonly (Constant[] | null)[]): Bits {
  const bits = emptyBits(constants.length);
  for (const [rule, cell] of constants.entries()) if (cell === null) setBit(bits, rule);
  return bits;
}

function indexEqual(
  column: readonly UnaryTests[],
  constants: readonly (Constant[] | null)[],
): ColumnIndex | null {
  const plain = constants.every((cell) => cell?.every((one) => one.kind === 'point') ?? true);
  if (!plain) return null;
  const known = new Map<Value, Bits>();
  // Rules that admit what none of them names: open ones, negated ones, and those not decided here.
  const others = emptyBits(column.length);
  for (const [rule, cell] of constants.entries()) {
    for (const one of cell ?? []) for (const value of valuesOf(one)) known.set(value, emptyBits(0));
    const tests = column[rule]!;
    if (cell === null || tests.kind === 'any' || tests.negated) setBit(others, rule);
  }
  if (known.size * others.length > WORDS_OF_A_RULE * column.length) return null;
  for (const value of known.keys()) known.set(value, others.slice());
  for (const [rule, cell] of constants.entries()) {
    const tests = column[rule]!;
    if (cell === null || tests.kind === 'any') continue;
    for (const one of cell) {
      for (const value of valuesOf(one)) {
        const bits = known.get(value)!;
        if (tests.negated) bits[rule >>> 5]! &= ~(1 << (rule & 31));
        else setBit(bits, rule);
      }
    }
  }
  const kind = typeof known.keys().next().value;
  return {
    look: (value) => (typeof value === kind ? (known.get(value) ?? others) : null),
    undecided: undecidedOf(constants),
  };
}

/** Class 2i is the gap below point i, class 2i + 1 the point itself. */
function indexOrdered(
  column: readonly UnaryTests[],
  constants: readonly (Constant[] | null)[],
  values: readonly Decimal[],
): ColumnIndex | null {
  const points: Decimal[] = [];
  for (const value of [...values].sort(compareNumbers)) {
    const last = points.at(-1);
    if (last === undefined || compareNumbers(last, value) !== 0) points.push(value);
  }
  const words = emptyBits(column.length).length;
  if ((points.length * 2 + 1) * words > WORDS_OF_A_RULE * column.length) return null;
  const placeOf = (value: Decimal) => {
    let low = 0;
    let high = points.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = compareNumbers(points[middle]!, value);
      if (order === 0) return middle * 2 + 1;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return low * 2;
  };
  const classes = sweep(column, constants, placeOf, points.length * 2 + 1);
  return {
    look: (value) => (value instanceof Decimal ? classes[placeOf(value)]! : null),
    undecided: undecidedOf(constants),
  };
}

/**
 * Goes through the classes in order. Each has the rules of the one before it but for those whose
 * tests begin or end there; a rule stands while one of its tests does, a negated one while none does.
 */
function sweep(
  column: readonly UnaryTests[],
  constants: readonly (Constant[] | null)[],
  placeOf: (value: Decimal) => number,
  count: number,
): Bits[] {
  const changes = Array.from({ length: count + 1 }, (): { rule: number; by: 1 | -1 }[] => []);
  const current = emptyBits(column.length);
  for (const [rule, cell] of constants.entries()) {
    const tests = column[rule]!;
    const open = cell === null || tests.kind === 'any';
    if (open || tests.negated) setBit(current, rule);
    if (open) continue;
    for (const [from, to] of cell.flatMap((one) => spansOf(one, placeOf, count))) {
      if (from > to) continue;
      changes[from]!.push({ rule, by: 1 });
      changes[to + 1]!.push({ rule, by: -1 });
    }
  }
  const standing = new Int32Array(column.length);
  return Array.from({ length: count }, (_, at) => {
    for (const { rule, by } of changes[at]!) {
      const before = standing[rule]!;
      standing[rule] = before + by;
      if ((before === 0) !== (before + by === 0)) current[rule >>> 5]! ^= 1 << (rule & 31);
    }
    return current.slice();
  });
}

/** The classes a test admits, first and last. */
function spansOf(
  one: Constant,
  placeOf: (value: Decimal) => number,
  count: number,
): (readonly [from: number, to: number])[] {
  if (one.kind === 'span') {
    const low = placeOf(one.low as Decimal) + (one.lowIncluded ? 0 : 1);
    return [[low, placeOf(one.high as Decimal) - (one.highIncluded ? 0 : 1)]];
  }
  const place = placeOf(one.value as Decimal);
  if (one.kind === 'point') return [[place, place]];
  switch (one.operator) {
    case '!=':
      return [
        [0, place - 1],
        [place + 1, count - 1],
      ];
    case '<':
      return [[0, place - 1]];
    case '<=':
      return [[0, place]];
    case '>':
      return [[place + 1, count - 1]];
    default:
      return [[place, count - 1]];
  }
}
