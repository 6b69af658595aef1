/** From tree to closures, once; what remains at run time is calls of functions that know their place. */
import type { Site } from '../outcome.ts';
import { calculate, negated } from './arithmetic.ts';
import { builtins } from './builtin/index.ts';
import { compileCall, functionNamed } from './call.ts';
import { compare, equal, isContext, isList, isWithin, kindOf } from './compare.ts';
import { SyntaxProblem } from './cursor.ts';
import { Decimal, toInteger } from './decimal.ts';
import { parseExpression, parseUnaryTests } from './parse.ts';
import { propertyOf } from './property.ts';
import type { Code, Frame, Run } from './run.ts';
import type { Faults, Scope } from './scope.ts';
import type {
  Comparison,
  FilterNode,
  ForNode,
  FunctionNode,
  Iteration,
  Node,
  QuantifiedNode,
  RangeNode,
  UnaryTests,
} from './syntax.ts';
import { DateOnly, dateOfEpochDay } from './temporal.ts';
import { ANY, coerce, conforms, showType, type Type } from './type.ts';
import { Callable, Range, type Value } from './value.ts';
import { weightOf } from './weight.ts';

/** The name under which the tested value stands in unary tests. */
export const TESTED = '?';
const known = [TESTED, ...builtins.keys()];

/** Text that is no FEEL is a fault of the model, and null ever after. */
export function compileText(text: string, scope: Scope, site: Site): Code {
  try {
    return compile(parseExpression(text, scope.vocabulary(known)), scope, site);
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    scope.lexicon.fault(site, 'syntax_error', error.message);
    return (_frame, run) => run.fail(site, 'syntax_error', error.message);
  }
}

export function parseTests(text: string, scope: Scope): UnaryTests {
  return parseUnaryTests(text, scope.vocabulary(known));
}

export function compile(node: Node, scope: Scope, site: Site): Code {
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'name':
      return compileName(node.name, scope, site, scope.lexicon.fault);
    case 'path':
      return compilePath(compile(node.of, scope, site), node.name, site);
    case 'list':
      return compileList(
        node.items.map((item) => compile(item, scope, site)),
        site,
      );
    case 'context':
      return compileContext(node.entries, scope, site);
    case 'range':
      return compileRange(node, scope, site);
    case 'test':
      return compileOpenRange(node.operator, compile(node.operand, scope, site), site);
    case 'negation': {
      const operand = compile(node.operand, scope, site);
      return (frame, run) => {
        const value = operand(frame, run);
        return negated(value) ?? undefinedFor(run, site, '-', value);
      };
    }
    case 'arithmetic':
      return compileArithmetic(node, scope, site);
    case 'comparison':
      return compileComparison(node.operator, node.left, node.right, scope, site);
    case 'logic':
      return compileLogic(
        node.operator,
        compile(node.left, scope, site),
        compile(node.right, scope, site),
      );
    case 'between': {
      const [value, low, high] = [node.value, node.low, node.high].map((one) =>
        compile(one, scope, site),
      );
      return (frame, run) => {
        const tested = value!(frame, run);
        const range = new Range(low!(frame, run), true, high!(frame, run), true);
        if (tested === null || range.low === null || range.high === null) return null;
        return isWithin(tested, range) ?? undefinedFor(run, site, 'between', tested, range.low);
      };
    }
    case 'in': {
      const value = compile(node.value, scope, site);
      const test = compileTests(node.tests, scope, site, false);
      return (frame, run) => test(frame, run, value(frame, run));
    }
    case 'instance of':
      return compileInstanceOf(
        compile(node.value, scope, site),
        scope.lexicon.typeOf(node.type),
        site,
      );
    case 'if': {
      const condition = compile(node.condition, scope, site);
      const whenTrue = compile(node.whenTrue, scope, site);
      const whenFalse = compile(node.whenFalse, scope, site);
      return (frame, run) =>
        condition(frame, run) === true ? whenTrue(frame, run) : whenFalse(frame, run);
    }
    case 'for':
      return compileFor(node, scope, site);
    case 'some':
    case 'every':
      return compileQuantified(node, scope, site);
    case 'function':
      return compileFunction(node, scope, site);
    case 'call':
      return compileCall(node, scope, site, compile);
    case 'filter':
      return compileFilter(node, scope, site);
  }
}

function undefinedFor(run: Run, site: Site, what: string, ...values: readonly Value[]): null {
  const kinds = values.map(kindOf).join(' and ');
  return run.fail(site, 'undefined_result', `${what} has no result for ${kinds}.`);
}

/**
 * Walks outward; inside a filter, a member of the element hides what stands outside, and a name that
 * nobody knows may be such a member: elsewhere it is a fault of the model.
 */
function compileName(name: string, scope: Scope, site: Site, fault: Faults | null): Code {
  const slot = scope.names.indexOf(name);
  if (slot >= 0) return (frame) => frame.slots[slot]!;
  const { outer } = scope;
  const told = scope.isElement ? null : fault;
  const beyond =
    outer === null ? compileUnknown(name, site, told) : compileName(name, outer, site, told);
  if (scope.isElement) {
    return (frame, run) => {
      const element = frame.slots[0]!;
      if (isContext(element)) {
        const member = element.get(name);
        if (member !== undefined) return member;
      } else if (element !== null && !isList(element)) {
        const property = propertyOf(element, name);
        if (property !== undefined) return property;
      }
      return beyond(frame.outer!, run);
    };
  }
  return outer === null ? beyond : (frame, run) => beyond(frame.outer!, run);
}

function compileUnknown(name: string, site: Site, fault: Faults | null): Code {
  const builtin = functionNamed(name, site);
  if (builtin !== null) return () => builtin;
  const message = `The name ${name} is not known here.`;
  fault?.(site, 'unknown_name', message);
  return (_frame, run) => run.fail(site, 'unknown_name', message);
}

export function member(value: Value, name: string, run: Run, site: Site): Value {
  if (isContext(value)) {
    const found = value.get(name);
    if (found !== undefined) return found;
    return run.fail(site, 'unknown_name', `The context has no entry ${name}.`);
  }
  if (isList(value)) {
    run.step(site, value.length);
    return value.map((one) => member(one, name, run, site));
  }
  if (value === null) return null;
  const property = propertyOf(value, name);
  if (property !== undefined) return property;
  return run.fail(site, 'unknown_name', `A ${kindOf(value)} has no ${name}.`);
}

function compilePath(of: Code, name: string, site: Site): Code {
  return (frame, run) => member(of(frame, run), name, run, site);
}

function compileList(items: readonly Code[], site: Site): Code {
  return (frame, run) => {
    run.step(site, items.length);
    return run.sized(
      site,
      items.map((item) => item(frame, run)),
    );
  };
}

/** Each entry sees those before it; a function sees itself too. */
function compileContext(
  entries: readonly { readonly key: string; readonly value: Node }[],
  scope: Scope,
  site: Site,
): Code {
  const keys = entries.map((entry) => entry.key);
  const codes = entries.map((entry, at) =>
    compile(
      entry.value,
      scope.inside(keys.slice(0, entry.value.kind === 'function' ? at + 1 : at)),
      site,
    ),
  );
  return (frame, run) => {
    run.step(site, keys.length);
    const slots: Value[] = [];
    const inner: Frame = { slots, outer: frame };
    const context = new Map<string, Value>();
    for (const [at, code] of codes.entries()) {
      const value = code(inner, run);
      slots.push(value);
      context.set(keys[at]!, value);
    }
    return run.sized(site, context);
  };
}

function compileRange(node: RangeNode, scope: Scope, site: Site): Code {
  const low = node.low === null ? null : compile(node.low, scope, site);
  const high = node.high === null ? null : compile(node.high, scope, site);
  const { lowIncluded, highIncluded } = node;
  const make = (frame: Frame, run: Run): Value => {
    const from = low === null ? null : low(frame, run);
    const to = high === null ? null : high(frame, run);
    if ((low !== null && from === null) || (high !== null && to === null)) {
      return run.fail(site, 'undefined_result', 'A range has an end that is null.');
    }
    if (from !== null && to !== null && compare(from, to) === null) {
      return undefinedFor(run, site, 'A range', from, to);
    }
    return new Range(from, lowIncluded, to, highIncluded);
  };
  if (node.low?.kind !== 'literal' || node.high?.kind !== 'literal') return make;
  const { low: from, high: to } = { low: node.low.value, high: node.high.value };
  if (from === null || to === null || compare(from, to) === null) return make;
  const constant = new Range(from, lowIncluded, to, highIncluded);
  return () => constant;
}

/** `(< 5)` as a value: a range that is open on the other side. */
function compileOpenRange(operator: Comparison, operand: Code, site: Site): Code {
  return (frame, run) => {
    const value = operand(frame, run);
    if (value === null) return undefinedFor(run, site, operator, value);
    switch (operator) {
      case '<':
      case '<=':
        return new Range(null, false, value, operator === '<=');
      case '>':
      case '>=':
        return new Range(value, operator === '>=', null, false);
      case '=':
        return new Range(value, true, value, true);
      default:
        return undefinedFor(run, site, operator, value);
    }
  };
}

function compileArithmetic(
  node: Extract<Node, { kind: 'arithmetic' }>,
  scope: Scope,
  site: Site,
): Code {
  const { operator } = node;
  const left = compile(node.left, scope, site);
  const right = compile(node.right, scope, site);
  return (frame, run) => {
    const [a, b] = [left(frame, run), right(frame, run)];
    if (operator === '**') run.step(site, 50);
    const value = calculate(operator, a, b);
    if (value === undefined) {
      if (a instanceof Decimal && b instanceof Decimal) {
        const text = `${a} ${operator} ${b} is no number of 34 digits.`;
        return run.fail(site, 'number_out_of_range', text);
      }
      return undefinedFor(run, site, operator, a, b);
    }
    if (typeof value === 'string') run.textOf(site, value.length);
    return value;
  };
}

/** Whether the order of two values satisfies an operator; null where they have none. */
export function satisfies(operator: Comparison, a: Value, b: Value): boolean | null {
  if (operator === '=' || operator === '!=') {
    const same = equal(a, b);
    return same === null ? null : same === (operator === '=');
  }
  const order = compare(a, b);
  if (order === null) return null;
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}

function compileComparison(
  operator: Comparison,
  leftNode: Node,
  rightNode: Node,
  scope: Scope,
  site: Site,
): Code {
  const left = compile(leftNode, scope, site);
  const right = compile(rightNode, scope, site);
  return (frame, run) => {
    const [a, b] = [left(frame, run), right(frame, run)];
    if (typeof a === 'object' && a !== null) run.step(site, weightOf(a));
    return satisfies(operator, a, b) ?? undefinedFor(run, site, operator, a, b);
  };
}

function compileLogic(operator: 'and' | 'or', left: Code, right: Code): Code {
  const decisive = operator === 'or';
  return (frame, run) => {
    const a = left(frame, run);
    if (a === decisive) return decisive;
    const b = right(frame, run);
    if (b === decisive) return decisive;
    return typeof a === 'boolean' && typeof b === 'boolean' ? !decisive : null;
  };
}

function compileInstanceOf(value: Code, type: Type | null, site: Site): Code {
  if (type === null) {
    return (_frame, run) => run.fail(site, 'unknown_type', 'The type is not known.');
  }
  return (frame, run) => {
    const tested = value(frame, run);
    if (tested === null) return type.kind === 'null';
    return conforms(tested, type, false);
  };
}

/** Runs through the values of one variable after another, the last the fastest. */
type Walk = (frame: Frame, run: Run, visit: (inner: Frame) => boolean) => boolean | null;

function compileIterations(
  iterations: readonly Iteration[],
  scope: Scope,
  site: Site,
): { walk: Walk; inner: Scope } {
  const [first, ...rest] = iterations;
  if (first === undefined) return { walk: (frame, _run, visit) => visit(frame), inner: scope };
  const over = compile(first.over, scope, site);
  const to = first.to === null ? null : compile(first.to, scope, site);
  const { walk, inner } = compileIterations(rest, scope.inside([first.variable]), site);
  const here: Walk = (frame, run, visit) => {
    const values = to === null ? elements(over(frame, run), run, site) : null;
    const numbers = to === null ? null : counting(over(frame, run), to(frame, run), run, site);
    const all = values ?? numbers;
    if (all === null) return null;
    for (const value of all) {
      run.step(site);
      const more = walk({ slots: [value], outer: frame }, run, visit);
      if (more !== true) return more;
    }
    return true;
  };
  return { walk: here, inner };
}

/** What can be walked through: lists, single values as lists of one, ranges of numbers and dates. */
export function elements(value: Value, run: Run, site: Site): Iterable<Value> | null {
  if (isList(value)) return value;
  if (value instanceof Range) {
    const { low, high } = value;
    if (low === null || high === null) return undefinedFor(run, site, 'A walk', value);
    const all = counting(low, high, run, site);
    if (all === null) return null;
    return [...all].filter((one) => isWithin(one, value) === true);
  }
  if (value === null) return undefinedFor(run, site, 'A walk', value);
  return [value];
}

/** `1..5`, `5..1`, and day by day. */
function counting(low: Value, high: Value, run: Run, site: Site): Iterable<Value> | null {
  const [from, to] = [low, high].map((end) => {
    if (end instanceof Decimal) return toInteger(end);
    return end instanceof DateOnly ? end.epochDay : null;
  });
  if (from == null || to == null || kindOf(low) !== kindOf(high)) {
    return undefinedFor(run, site, 'A walk', low, high);
  }
  run.listOf(site, Math.abs(to - from) + 1);
  const step = from <= to ? 1 : -1;
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, at) =>
    low instanceof DateOnly ? dayAfter(low, at * step) : new Decimal(from + at * step, 0),
  );
}

function dayAfter(date: DateOnly, days: number): Value {
  return dateOfEpochDay(date.epochDay + days);
}

function compileFor(node: ForNode, scope: Scope, site: Site): Code {
  const outer = scope.inside(['partial']);
  const { walk, inner } = compileIterations(node.iterations, outer, site);
  const body = compile(node.body, inner, site);
  const cost = costOf(node.body);
  const needsPartial = mentions(node.body, 'partial');
  return (frame, run) => {
    const results: Value[] = [];
    const slots: Value[] = [results];
    const done = walk({ slots, outer: frame }, run, (at) => {
      run.step(site, cost);
      if (needsPartial) {
        run.step(site, results.length >>> 4);
        slots[0] = results.slice();
      }
      results.push(body(at, run));
      run.listOf(site, results.length);
      return true;
    });
    return done === null ? null : run.sized(site, results);
  };
}

function compileQuantified(node: QuantifiedNode, scope: Scope, site: Site): Code {
  const { walk, inner } = compileIterations(node.iterations, scope, site);
  const body = compile(node.body, inner, site);
  const cost = costOf(node.body);
  const decisive = node.kind === 'some';
  return (frame, run) => {
    let open = false;
    const done = walk(frame, run, (at) => {
      run.step(site, cost);
      const value = body(at, run);
      if (typeof value !== 'boolean') open = true;
      return value !== decisive;
    });
    if (done === null) return null;
    if (!done) return decisive;
    return open ? null : !decisive;
  };
}

/** Steps of one evaluation of a tree. */
function costOf(node: Node): number {
  let nodes = 0;
  const count = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    if ('kind' in part) nodes++;
    for (const inner of Object.values(part)) count(inner);
  };
  count(node);
  return 1 + (nodes >>> 2);
}

/** Whether a name stands anywhere in a tree. */
export function mentions(node: unknown, name: string): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if ('kind' in node && node.kind === 'name') return 'name' in node && node.name === name;
  return Object.values(node).some((part) => mentions(part, name));
}

function compileFunction(node: FunctionNode, scope: Scope, site: Site): Code {
  const names = node.parameters.map((parameter) => parameter.name);
  if (node.external) {
    return () =>
      new Callable('external', names, (_args, run) =>
        (run as Run).fail(
          site,
          'external_function_declined',
          'Functions outside FEEL are not run.',
        ),
      );
  }
  const types = node.parameters.map((parameter) =>
    parameter.type === null ? ANY : (scope.lexicon.typeOf(parameter.type) ?? ANY),
  );
  const counted = compile(node.body, scope.inside(names), site);
  const cost = costOf(node.body);
  const body: Code = (frame, run) => {
    run.step(site, cost);
    return counted(frame, run);
  };
  return (frame) => closure('function', names, types, body, frame, site);
}

/** A function with its frame; arguments are taken as their types want them, or null. */
export function closure(
  name: string,
  names: readonly string[],
  types: readonly Type[],
  body: Code,
  outer: Frame,
  site: Site,
): Callable {
  return new Callable(name, names, (args, given) => {
    const run = given as Run;
    const slots: Value[] = [];
    for (const [at, type] of types.entries()) {
      const value = coerce(args[at] ?? null, type);
      if (value === undefined) {
        const message = `${names[at]} is ${kindOf(args[at] ?? null)}, not ${showType(type)}.`;
        return run.fail(site, 'type_mismatch', message);
      }
      slots.push(value);
    }
    run.enter(site);
    const result = body({ slots, outer }, run);
    run.leave();
    return result;
  });
}

function compileFilter(node: FilterNode, scope: Scope, site: Site): Code {
  const of = compile(node.of, scope, site);
  const by = compile(node.by, scope.inside(['item'], true), site);
  const cost = costOf(node.by);
  return (frame, run) => {
    const answer = (element: Value) => {
      run.step(site, cost);
      return by({ slots: [element], outer: frame }, run);
    };
    return filterBy(of(frame, run), answer, run, site);
  };
}

/** By position where the filter is a number, else those for which it is true. */
export function filterBy(value: Value, by: (element: Value) => Value, run: Run, site: Site): Value {
  const list = isList(value) ? value : value === null ? [] : [value];
  run.step(site, list.length);
  const first = by(list[0] ?? null);
  if (first instanceof Decimal) {
    const at = toInteger(first);
    const found = at === null || at === 0 ? undefined : list.at(at > 0 ? at - 1 : at);
    if (found !== undefined) return found;
    return run.fail(site, 'undefined_result', `The list has no element ${first}.`);
  }
  if (value === null) return null;
  return list.filter((element, at) => (at === 0 ? first : by(element)) === true);
}

/** Applied to a value; null where none of the tests is true and one is undecided. */
export type Test = (frame: Frame, run: Run, value: Value) => boolean | null;

/**
 * In a cell (`inCell`) a test that mentions `?`, or says true of something that is no boolean, speaks
 * for itself; elsewhere it is what the value has to be, or be in.
 */
export function compileTests(tests: UnaryTests, scope: Scope, site: Site, inCell: boolean): Test {
  if (tests.kind === 'any') return () => true;
  const inner = inCell ? scope.inside([TESTED]) : scope;
  const all = tests.tests.map((test) => compileTest(test, inner, site, inCell));
  const { negated: turned } = tests;
  return (frame, run, value) => {
    const at = inCell ? { slots: [value], outer: frame } : frame;
    let answer: boolean | null = false;
    for (const test of all) {
      const one = test(at, run, value);
      if (one === true) return !turned;
      if (one === null) answer = null;
    }
    return answer === null ? null : turned;
  };
}

function compileTest(test: Node, scope: Scope, site: Site, inCell: boolean): Test {
  if (test.kind === 'test') {
    const { operator } = test;
    const operand = compile(test.operand, scope, site);
    return (frame, run, value) => satisfies(operator, value, operand(frame, run));
  }
  const code = compile(test, scope, site);
  const speaksForItself = inCell && mentions(test, TESTED);
  // A cell that just says true asks for true; what is unknown is not.
  const maySayTrue = inCell && test.kind !== 'literal';
  return (frame, run, value) => {
    const wanted = code(frame, run);
    if (speaksForItself) return typeof wanted === 'boolean' ? wanted : null;
    if (wanted === null && test.kind === 'range') return null;
    if (maySayTrue && wanted === true && typeof value !== 'boolean') return true;
    return admits(wanted, value);
  };
}

/** Whether a value is, or is in, what a test wants. */
function admits(wanted: Value, value: Value): boolean | null {
  if (wanted instanceof Range && !(value instanceof Range)) return isWithin(value, wanted);
  if (isList(wanted)) {
    if (isList(value) && equal(wanted, value) === true) return true;
    return wanted.some((one) => admits(one, value) === true);
  }
  return equal(value, wanted);
}
