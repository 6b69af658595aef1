import { LimitReached } from './feel/run.ts';
import { parseDateAndTime } from './feel/temporal.ts';
import { Callable, type Value } from './feel/value.ts';
import { Graph, type GraphElement, type ServiceElement, Session } from './graph.ts';
import { readInput } from './inputs.ts';
import type { Model } from './model.ts';
import { DEFAULT_LIMITS, type Json, type Limits, type Outcome, type Problem } from './outcome.ts';

export interface DecideOptions {
  /** What `now()` and `today()` answer: `2026-11-22T09:00:00+08:00`. Without it they are null. */
  readonly now?: string;
  readonly limits?: Partial<Limits>;
  /** Whether to keep the trace: it costs about as much as deciding. */
  readonly trace?: boolean;
}

/** Inputs by name: JSON, read by the declared types, or values in a map, taken as they are. */
export type Inputs = { readonly [name: string]: Json } | ReadonlyMap<string, Value>;

export interface EngineInput {
  readonly name: string;
  readonly typeRef: string | null;
}

/** A compiled model; it keeps nothing from one decision to the next. */
export interface Engine {
  readonly model: Model;
  /** What is wrong with texts and types of the model; such expressions are null when run. */
  readonly problems: readonly Problem[];
  /**
   * Decides one decision or service by its name, or, for null, every decision of the model.
   * Throws a RangeError for a name that is neither, or an `options.now` that is no date and time.
   */
  readonly decide: (target: string | null, inputs: Inputs, options?: DecideOptions) => Outcome;
}

/**
 * Compiles a model, once, into an engine that decides many times.
 *
 * Expressions that are no FEEL, and names and types that nobody declared, do not stop it: they are told in
 * `engine.problems`, and where they are met the result is null with the problem. A model without
 * decisions decides nothing. Everything a decision does is bounded (`Limits`); a bound that is
 * reached is a problem, and what was not decided by then is null.
 *
 * @param model  As `readModel` gave it.
 * @returns      An engine: `decide(target, inputs, options)` answers results by decision name, the
 *   trace where asked for, and the problems: each says what is null and why, with the id of the
 *   element, and within a table the column and the rule.
 * @throws ModelProblem, a RangeError with id and line, where elements require themselves, what does
 *   not exist, or have one id twice.
 * @example
 * const space = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
 * const xml = `<definitions name="m" namespace="n" xmlns="${space}">
 *   <inputData id="i" name="Unit Price"><variable name="Unit Price" typeRef="number"/></inputData>
 *   <decision id="d" name="Total"><variable name="Total" typeRef="number"/>
 *     <informationRequirement><requiredInput href="#i"/></informationRequirement>
 *     <literalExpression><text>Unit Price * 1.1</text></literalExpression></decision>
 *   </definitions>`;
 * const engine = compile(readModel(xml));
 * toJson(engine.decide('Total', { 'Unit Price': 3 }).results.get('Total')) // → 3.3
 * engine.decide('Total', {}).problems.map((problem) => problem.code)
 *   // → ['input_missing', 'undefined_result']
 *
 * Cost: compiling is proportional to the model, and to rules × constants for columns of tables that
 * compare with constants; deciding a table with such columns to rules / 32 × columns.
 * Source: OMG, Decision Model and Notation 1.5, ch. 7–10.
 */
export function compile(model: Model): Engine {
  const problems: Problem[] = [];
  const graph = new Graph(model, (site, code, message) =>
    problems.push({ ...site, code, message }),
  );
  const readable = new Map([...graph.allInputs()].map((input) => [input.name, input]));
  return {
    model,
    problems,
    decide: (target, inputs, options = {}) => decide(graph, readable, target, inputs, options),
  };
}

function decide(
  graph: Graph,
  readable: ReadonlyMap<string, GraphElement>,
  target: string | null,
  inputs: Inputs,
  options: DecideOptions,
): Outcome {
  const service = target === null ? undefined : graph.services.get(target);
  const elements = service === undefined ? wanted(graph, target) : [];
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const now = options.now === undefined ? null : parseDateAndTime(options.now);
  if (options.now !== undefined && now === null) {
    throw new RangeError(`"${options.now}" is no date and time.`);
  }
  const session = new Session(limits, now, new Map(), options.trace ?? false);
  session.given = given(readable, service, inputs, session);
  const results = new Map<string, Value>();
  try {
    for (const element of elements) results.set(element.name, element.value(session));
    if (service !== undefined) decideService(service, session, results);
  } catch (error) {
    if (!isExhausted(error)) throw error;
    if (!(error instanceof LimitReached)) {
      const { site } = elements[0] ?? service!;
      session.fail(site, 'limit_reached', 'The evaluation nests too deep.');
    }
    for (const element of service?.outputs ?? elements) {
      if (!results.has(element.name)) results.set(element.name, null);
    }
  }
  return { results, trace: session.trace ?? [], problems: session.problems };
}

/** Our own bound, or that of the host's stack, which deep data may reach first. */
function isExhausted(error: unknown): boolean {
  if (error instanceof LimitReached) return true;
  return error instanceof RangeError && error.message.includes('call stack');
}

function wanted(graph: Graph, target: string | null): readonly GraphElement[] {
  if (target === null) return graph.model.decisions.map(({ name }) => graph.decisions.get(name)!);
  const found = graph.decisions.get(target) ?? graph.knowledge.get(target);
  if (found === undefined) {
    throw new RangeError(`The model has no decision or service "${target}".`);
  }
  return [found];
}

/** A service's inputs may be decisions; every other name is an input of the model or an import. */
function given(
  readable: ReadonlyMap<string, GraphElement>,
  service: ServiceElement | undefined,
  inputs: Inputs,
  session: Session,
): ReadonlyMap<string, Value> {
  if (inputs instanceof Map) return inputs;
  const values = new Map<string, Value>();
  for (const [name, json] of Object.entries(inputs as { readonly [name: string]: Json })) {
    const own = service?.inputs.find((input) => input.name === name);
    const element = own ?? readable.get(name);
    if (element === undefined) continue;
    try {
      values.set(name, readInput(json, element.type));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      values.set(
        name,
        session.fail(element.site, 'number_out_of_range', `${name}: ${error.message}`),
      );
    }
  }
  return values;
}

function decideService(
  service: ServiceElement,
  session: Session,
  results: Map<string, Value>,
): void {
  const callable = service.value(session);
  if (!(callable instanceof Callable)) return;
  const args = service.inputs.map((input) => {
    const value = session.given.get(input.name);
    if (value !== undefined) return value;
    return session.fail(input.site, 'input_missing', `The input ${input.name} was not given.`);
  });
  const answer = callable.call(args, session);
  const [only, more] = service.outputs;
  if (more === undefined && only !== undefined) results.set(only.name, answer);
  else if (answer instanceof Map) for (const [name, value] of answer) results.set(name, value);
}
