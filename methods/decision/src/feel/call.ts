/** Calls: of built-in functions, told apart once by the arguments given, and of functions as values. */
import type { Site } from '../outcome.ts';
import { accept, type Signature } from './builtin/define.ts';
import { builtins } from './builtin/index.ts';
import { kindOf } from './compare.ts';
import { PatternProblem } from './pattern.ts';
import type { Code, Frame, Run } from './run.ts';
import type { Faults, Scope } from './scope.ts';
import type { CallNode, Node } from './syntax.ts';
import { Callable, type Value } from './value.ts';
import { weightOf } from './weight.ts';

type Compile = (node: Node, scope: Scope, site: Site) => Code;

export function compileCall(node: CallNode, scope: Scope, site: Site, compile: Compile): Code {
  const codes = node.args.map((arg) => compile(arg.value, scope, site));
  const names = node.args.map((arg) => arg.name);
  const { callee } = node;
  if (callee.kind === 'name' && !isVariable(callee.name, scope)) {
    return compileBuiltin(callee.name, names, codes, site, scope.lexicon.fault);
  }
  const target = compile(callee, scope, site);
  return (frame, run) => {
    const called = target(frame, run);
    if (!(called instanceof Callable)) {
      return run.fail(site, 'unknown_function', `A ${kindOf(called)} cannot be called.`);
    }
    const args = arranged(called, names, codes, frame, run);
    if (args === null) {
      const told = called.parameters.join(', ');
      const message = `${called.name}(${told}) does not take these arguments.`;
      return run.fail(site, 'unknown_function', message);
    }
    return called.call(args, run);
  };
}

function isVariable(name: string, scope: Scope | null): boolean {
  if (scope === null) return false;
  return scope.names.includes(name) || isVariable(name, scope.outer);
}

/** In the order of the parameters; null where they do not fit. */
function arranged(
  called: Callable,
  names: readonly (string | null)[],
  codes: readonly Code[],
  frame: Frame,
  run: Run,
): Value[] | null {
  const variadic = called.parameters.at(-1)?.startsWith('...') ?? false;
  if (codes.length === 0 || names[0] === null) {
    if (!variadic && codes.length !== called.parameters.length) return null;
    return codes.map((code) => code(frame, run));
  }
  if (variadic || codes.length > called.parameters.length) return null;
  const args: Value[] = called.parameters.map(() => null);
  for (const [at, code] of codes.entries()) {
    const place = called.parameters.indexOf(names[at]!);
    if (place < 0) return null;
    args[place] = code(frame, run);
  }
  return args;
}

/** Which signature the arguments belong to, and the place of each in it. */
function choose(
  signatures: readonly Signature[],
  names: readonly (string | null)[],
): { signature: Signature; places: readonly number[] }[] {
  return signatures.flatMap((signature) => {
    const { parameters, variadic } = signature;
    const required = parameters.filter((parameter) => !parameter.optional).length;
    if (names.length === 0 || names[0] === null) {
      const most = variadic ? Number.POSITIVE_INFINITY : parameters.length;
      if (names.length < required || names.length > most) return [];
      return [{ signature, places: names.map((_, at) => at) }];
    }
    const places = names.map((name) => parameters.findIndex((one) => one.name === name));
    if (places.includes(-1) || new Set(places).size < places.length) return [];
    const missing = parameters.some((one, at) => !one.optional && !places.includes(at));
    return missing ? [] : [{ signature, places }];
  });
}

function compileBuiltin(
  name: string,
  names: readonly (string | null)[],
  codes: readonly Code[],
  site: Site,
  fault: Faults,
): Code {
  const signatures = builtins.get(name) ?? [];
  const choices = choose(signatures, names);
  if (choices.length === 0) {
    const message =
      signatures.length === 0
        ? `The function ${name} is not known here.`
        : `${name}() does not take these arguments.`;
    fault(site, 'unknown_function', message);
    return (_frame, run) => run.fail(site, 'unknown_function', message);
  }
  return (frame, run) => {
    const given = codes.map((code) => code(frame, run));
    run.step(
      site,
      given.reduce<number>((sum, value) => sum + costOf(value), 1),
    );
    return answer(name, choices, given, run, site);
  };
}

/** The first signature that takes the values. */
function answer(
  name: string,
  choices: readonly { signature: Signature; places: readonly number[] }[],
  given: readonly Value[],
  run: Run,
  site: Site,
): Value {
  for (const { signature, places } of choices) {
    const args = take(signature, places, given);
    if (args === null) continue;
    try {
      const value = signature.body(args, run, site);
      if (value !== undefined) return run.sized(site, value);
    } catch (error) {
      if (!(error instanceof PatternProblem)) throw error;
      const code = error.message.includes('too') ? 'limit_reached' : 'undefined_result';
      return run.fail(site, code, `${name}(): ${error.message}`);
    }
    break;
  }
  const kinds = given.map(kindOf).join(', ');
  return run.fail(site, 'undefined_result', `${name}(${kinds}) has no result.`);
}

/** What it costs to look at an argument: texts more than lists, which are mostly passed through. */
function costOf(value: Value): number {
  return typeof value === 'string' ? value.length >>> 4 : weightOf(value) >>> 4;
}

function take(
  signature: Signature,
  places: readonly number[],
  given: readonly Value[],
): Value[] | null {
  const { parameters, variadic } = signature;
  const last = parameters.length - 1;
  const args: Value[] = [];
  const rest: Value[] = [];
  for (const [at, value] of given.entries()) {
    const place = Math.min(places[at]!, last);
    const parameter = parameters[place]!;
    const taken = parameter.optional && value === null ? null : accept(value, parameter.takes);
    if (taken === undefined) return null;
    if (variadic && place === last) rest.push(taken);
    else args[place] = taken;
  }
  if (variadic) args[last] = rest;
  for (let at = 0; at <= last; at++) args[at] ??= null;
  return args;
}

const values = new Map<string, Callable>();

/** A built-in function as a value, to be passed to others. */
export function functionNamed(name: string, site: Site): Callable | null {
  const known = values.get(name);
  if (known !== undefined) return known;
  const signatures = builtins.get(name);
  if (signatures === undefined) return null;
  const parameters = signatures[0]!.parameters.map((one) => one.name);
  const told = signatures.some((one) => one.variadic) ? ['...'] : parameters;
  const callable = new Callable(name, told, (args, run) => {
    const choices = choose(
      signatures,
      args.map(() => null),
    );
    return answer(name, choices, args, run as Run, site);
  });
  values.set(name, callable);
  return callable;
}
