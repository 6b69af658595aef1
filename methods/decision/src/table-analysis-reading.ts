/** Reads cells into formulas, as far as they speak of constants. */
import {
  add,
  Decimal,
  divide,
  multiply,
  negate,
  power,
  subtract,
  toInteger,
} from './feel/decimal.ts';
import { Names } from './feel/names.ts';
import { parseExpression, parseUnaryTests, type Vocabulary } from './feel/parse.ts';
import type { Node } from './feel/syntax.ts';
import {
  makeDate,
  parseDate,
  parseDateAndTime,
  parseDuration,
  parseTime,
} from './feel/temporal.ts';
import type { Value } from './feel/value.ts';
import { type Formula, formulaOf } from './table-analysis-formula.ts';

const readers = new Map<string, (text: string) => Value>([
  ['date', parseDate],
  ['time', parseTime],
  ['date and time', parseDateAndTime],
  ['duration', parseDuration],
]);

/** Names of the model are left out on purpose: what speaks of them is not read. */
const vocabulary: Vocabulary = {
  names: new Names([...readers.keys(), '?']),
  members: new Names([]),
  types: new Names([]),
};

/** Null where the text is no unary tests, or compares with more than constants. */
export function readTests(text: string): Formula | null {
  const tests = attempt(() => parseUnaryTests(text, vocabulary));
  return tests === undefined ? null : formulaOf(tests, constantOf);
}

/** The constant an expression is; undefined where it is none. */
export function readConstant(text: string): Value | undefined {
  const node = attempt(() => parseExpression(text, vocabulary));
  return node === undefined ? undefined : constantOf(node);
}

/** The constants listed as unary tests, in their order; null where they are something else. */
export function readList(text: string): readonly Value[] | null {
  const tests = attempt(() => parseUnaryTests(text, vocabulary));
  if (tests === undefined || tests.kind === 'any' || tests.negated) return null;
  const values = tests.tests.map(constantOf).filter((value) => value !== undefined);
  return values.length === tests.tests.length ? values : null;
}

function attempt<Result>(parse: () => Result): Result | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof Error && error.name === 'SyntaxProblem') return undefined;
    throw error;
  }
}

function constantOf(node: Node): Value | undefined {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'negation': {
      const value = constantOf(node.operand);
      return value instanceof Decimal ? negate(value) : undefined;
    }
    case 'arithmetic': {
      const left = constantOf(node.left);
      const right = constantOf(node.right);
      if (!(left instanceof Decimal && right instanceof Decimal)) return undefined;
      return operations[node.operator](left, right) ?? undefined;
    }
    case 'call':
      return temporalOf(node);
    default:
      return undefined;
  }
}

const operations = { '+': add, '-': subtract, '*': multiply, '/': divide, '**': power };

/** `date("2026-01-01")`, `date(2026, 1, 1)`, `duration("P1Y")` and their like. */
function temporalOf({ callee, args }: Extract<Node, { kind: 'call' }>): Value | undefined {
  if (callee.kind !== 'name' || args.some((arg) => arg.name !== null)) return undefined;
  const values = args.map((arg) => constantOf(arg.value));
  const [first] = values;
  if (values.length === 1 && typeof first === 'string') {
    return readers.get(callee.name)?.(first) ?? undefined;
  }
  if (callee.name !== 'date' || values.length !== 3) return undefined;
  const parts = values.map((value) => (value instanceof Decimal ? toInteger(value) : null));
  const [year, month, day] = parts;
  if (year == null || month == null || day == null) return undefined;
  return makeDate(year, month, day) ?? undefined;
}
