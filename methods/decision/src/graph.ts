/** The requirements of a model as a graph of elements that know how to come by their values. */

import { asType, compileDefinition, compileExpression } from './boxed.ts';
import { kindOf } from './feel/compare.ts';
import { type Code, Run } from './feel/run.ts';
import { type Faults, Scope } from './feel/scope.ts';
import { toJson } from './feel/show.ts';
import type { DateAndTime } from './feel/temporal.ts';
import { coerce, conforms, showType, type Type } from './feel/type.ts';
import { Callable, type Value } from './feel/value.ts';
import { ItemTypes } from './item-types.ts';
import type { Decision, DecisionService, KnowledgeModel, Model, Requirement } from './model.ts';
import { ModelProblem } from './model-problem.ts';
import type { DecisionTrace, Limits, Site, TableTrace } from './outcome.ts';

/** A run with what was given and what was decided so far. */
export class Session extends Run {
  readonly trace: DecisionTrace[] | null;
  /** Tables met while the current decision is decided. */
  tables: TableTrace[] | null = null;
  given: ReadonlyMap<string, Value>;
  /** By the number of the element; undefined where it was not decided yet. */
  decided: (Value | undefined)[] = [];

  constructor(
    limits: Limits,
    now: DateAndTime | null,
    given: ReadonlyMap<string, Value>,
    tracing: boolean,
  ) {
    super(limits, now);
    this.given = given;
    this.trace = tracing ? [] : null;
  }
}

export interface GraphElement {
  readonly kind: 'input' | 'decision' | 'knowledge' | 'service';
  readonly name: string;
  readonly site: Site;
  readonly type: Type;
  readonly value: (session: Session) => Value;
  /** Its place among what a session has decided. */
  readonly number: number;
}

export interface ServiceElement extends GraphElement {
  readonly kind: 'service';
  readonly outputs: readonly GraphElement[];
  /** Input decisions first, then input data: the order of the parameters. */
  readonly inputs: readonly GraphElement[];
}

/** What a model and its imports have in common: each is compiled once, all are numbered together. */
interface Shared {
  readonly graphs: Map<string, Graph>;
  count: number;
}

/** A model with its elements compiled, each by its id, and those of its imports. */
export class Graph {
  readonly model: Model;
  readonly types: ItemTypes;
  readonly inputs = new Map<string, GraphElement>();
  readonly decisions = new Map<string, GraphElement>();
  readonly knowledge = new Map<string, GraphElement>();
  readonly services = new Map<string, ServiceElement>();
  readonly #byId = new Map<string, () => GraphElement>();
  readonly #imports: readonly { readonly name: string; readonly graph: Graph }[];
  readonly #shared: Shared;
  /** Elements being compiled, to find those that need themselves. */
  readonly #open: string[] = [];

  constructor(model: Model, faults: Faults, shared: Shared = { graphs: new Map(), count: 0 }) {
    this.model = model;
    this.#shared = shared;
    this.#imports = model.imports.flatMap((one) => {
      if (one.model === null) return [];
      const graph = shared.graphs.get(one.namespace) ?? new Graph(one.model, faults, shared);
      shared.graphs.set(one.namespace, graph);
      return [{ name: one.name, graph }];
    });
    const imported = new Map(this.#imports.map(({ name, graph }) => [name, graph.types]));
    this.types = new ItemTypes(model, imported, faults);
    this.#register(model.inputs, this.inputs, (input) => this.#input(input));
    this.#register(model.knowledge, this.knowledge, (one) => this.#knowledgeModel(one));
    this.#register(model.decisions, this.decisions, (decision) => this.#decision(decision));
    this.#register(model.services, this.services, (service) => this.#service(service));
    for (const make of [...this.#byId.values()]) make();
    for (const item of model.itemDefinitions) {
      this.types.typeNamed(item.name, { elementId: item.id, element: item.name, line: item.line });
    }
  }

  /** Elements are compiled when first required, so that the order of the file does not matter. */
  #register<
    Written extends { readonly id: string | null; readonly name: string; line: number },
    E extends GraphElement,
  >(written: readonly Written[], into: Map<string, E>, make: (one: Written) => E): void {
    for (const one of written) {
      const key = one.id ?? `${one.name} (line ${one.line})`;
      let made: E | null = null;
      const get = () => {
        if (made !== null) return made;
        if (this.#open.includes(key)) {
          const way = [...this.#open.slice(this.#open.indexOf(key)), key].join(' → ');
          throw new ModelProblem(`${one.name} (line ${one.line}) requires itself: ${way}.`, one);
        }
        this.#open.push(key);
        made = make(one);
        this.#open.pop();
        return made;
      };
      if (this.#byId.has(key)) {
        throw new ModelProblem(`The id "${key}" stands twice, again in line ${one.line}.`, one);
      }
      this.#byId.set(key, () => {
        const element = get();
        into.set(element.name, element);
        return element;
      });
    }
  }

  /** The element behind `#id`, `namespace#id` or a bare id; with the import it comes from. */
  #find(href: string, from: Site): { prefix: string | null; element: GraphElement } {
    const hash = href.indexOf('#');
    const namespace = hash > 0 ? href.slice(0, hash) : null;
    const id = href.slice(hash + 1);
    if (namespace === null || namespace === this.model.namespace) {
      const own = this.#byId.get(id);
      if (own !== undefined) return { prefix: null, element: own() };
    }
    for (const { name, graph } of this.#imports) {
      if (namespace !== null && graph.model.namespace !== namespace) continue;
      const found = graph.#byId.get(id);
      if (found !== undefined) return { prefix: name === '' ? null : name, element: found() };
    }
    throw new ModelProblem(
      `${from.element} (line ${from.line}) requires "${href}", which does not exist.`,
      { id: from.elementId, line: from.line ?? 1 },
    );
  }

  /** Every input that may be given, those of imports first: own ones stand before them. */
  *allInputs(): Iterable<GraphElement> {
    for (const { graph } of this.#imports) yield* graph.allInputs();
    yield* this.inputs.values();
  }

  #siteOf(one: { readonly id: string | null; readonly name: string; readonly line: number }): Site {
    return { elementId: one.id, element: one.name, line: one.line };
  }

  #surroundings(site: Site) {
    return {
      site,
      typeNamed: (name: string | null, at: Site) => this.types.typeNamed(name, at),
      tracing: (run: Run) => (run as Session).tables,
    };
  }

  #input(input: Model['inputs'][number]): GraphElement {
    const site = this.#siteOf(input);
    const type = this.types.typeNamed(input.typeRef, site);
    const number = this.#shared.count++;
    const read = (session: Session): Value => {
      const given = session.given.get(input.name);
      if (given === undefined) {
        return session.fail(site, 'input_missing', `The input ${input.name} was not given.`);
      }
      const wanted = coerce(given, type);
      if (wanted !== undefined) return wanted;
      const shown = `${input.name}: ${JSON.stringify(toJson(given)).slice(0, 80)}`;
      if (conforms(given, type, false)) {
        const message = `${shown} is not among the values allowed for ${showType(type)}.`;
        return session.fail(site, 'value_not_allowed', message);
      }
      return session.fail(site, 'type_mismatch', `${shown} is not ${showType(type)}.`);
    };
    const value = (session: Session): Value => {
      const known = session.decided[number];
      if (known !== undefined) return known;
      const found = read(session);
      session.decided[number] = found;
      return found;
    };
    return { kind: 'input', name: input.name, site, type, number, value };
  }

  /** Names in the scope of an element and where their values come from. */
  #required(requirements: readonly Requirement[], site: Site) {
    const direct: GraphElement[] = [];
    const prefixed = new Map<string, GraphElement[]>();
    for (const requirement of requirements) {
      const { prefix, element } = this.#find(requirement.href, { ...site, line: requirement.line });
      if (prefix === null) direct.push(element);
      else prefixed.set(prefix, [...(prefixed.get(prefix) ?? []), element]);
    }
    const names = [...direct.map((element) => element.name), ...prefixed.keys()];
    const groups = [...prefixed.values()];
    const values = (session: Session): Value[] => {
      const slots: Value[] = [];
      for (const element of direct) slots.push(element.value(session));
      for (const group of groups) {
        slots.push(new Map(group.map((one) => [one.name, one.value(session)])));
      }
      return slots;
    };
    return { names, values };
  }

  #decision(decision: Decision): GraphElement {
    const site = this.#siteOf(decision);
    const { names, values } = this.#required(decision.requirements, site);
    const type = this.types.typeNamed(decision.typeRef, site);
    const scope = new Scope(names, null, this.types.lexicon);
    const around = this.#surroundings(site);
    const code = asType(compileExpression(decision.logic, scope, around), type, site);
    const number = this.#shared.count++;
    const value = (session: Session): Value => {
      const known = session.decided[number];
      if (known !== undefined) return known;
      session.enter(site);
      const slots = values(session);
      const before = session.tables;
      const tables: TableTrace[] | null = session.trace === null ? null : [];
      session.tables = tables;
      const result = code({ slots, outer: null }, session);
      session.tables = before;
      session.leave();
      session.decided[number] = result;
      session.trace?.push({
        id: decision.id,
        name: decision.name,
        inputs: names.flatMap((name, at) => {
          const read = slots[at]!;
          return read instanceof Callable ? [] : [{ name, value: toJson(read) }];
        }),
        tables: tables ?? [],
        result: toJson(result),
      });
      return result;
    };
    const element: GraphElement = {
      kind: 'decision',
      name: decision.name,
      site,
      type,
      number,
      value,
    };
    return element;
  }

  #knowledgeModel(knowledge: KnowledgeModel): GraphElement {
    const site = this.#siteOf(knowledge);
    const { names, values } = this.#required(knowledge.requirements, site);
    // Its own name stands last, so that it may call itself.
    const scope = new Scope([...names, knowledge.name], null, this.types.lexicon);
    const around = this.#surroundings(site);
    const { logic } = knowledge;
    const result = this.types.typeNamed(knowledge.typeRef, site);
    const code: Code =
      logic === null
        ? compileExpression(null, scope, around)
        : compileDefinition(
            typedBody(logic, knowledge.typeRef, result),
            knowledge.name,
            scope,
            around,
          );
    const number = this.#shared.count++;
    const value = (session: Session): Value => {
      const known = session.decided[number];
      if (known !== undefined) return known;
      const slots = values(session);
      const made = code({ slots, outer: null }, session);
      slots.push(made);
      session.decided[number] = made;
      return made;
    };
    const element: GraphElement = {
      kind: 'knowledge',
      name: knowledge.name,
      site,
      type: { kind: 'function', parameters: null, result },
      number,
      value,
    };
    return element;
  }

  #service(service: DecisionService): ServiceElement {
    const site = this.#siteOf(service);
    const find = (href: string) => this.#find(href, site).element;
    const inputs = [...service.inputDecisions, ...service.inputData].map(find);
    const outputs = service.outputDecisions.map(find);
    const type = this.types.typeNamed(service.typeRef, site);
    const call = (args: readonly Value[], run: unknown): Value => {
      const session = run as Session;
      return runService(service.name, site, inputs, outputs, type, args, session);
    };
    const callable = new Callable(
      service.name,
      inputs.map((input) => input.name),
      call,
    );
    return {
      kind: 'service',
      name: service.name,
      site,
      type,
      inputs,
      outputs,
      number: this.#shared.count++,
      value: () => callable,
    };
  }
}

/** The type of a knowledge model's variable is, if it is no function type, that of its result. */
function typedBody(
  logic: NonNullable<KnowledgeModel['logic']>,
  typeRef: string | null,
  type: Type,
): NonNullable<KnowledgeModel['logic']> {
  if (type.kind === 'function' || logic.body === null || typeRef === null) return logic;
  if (logic.body.typeRef !== null) return logic;
  return { ...logic, body: { ...logic.body, typeRef } };
}

/** Inside a service nothing is known but its parameters. */
function runService(
  name: string,
  site: Site,
  inputs: readonly GraphElement[],
  outputs: readonly GraphElement[],
  type: Type,
  args: readonly Value[],
  session: Session,
): Value {
  const { given, decided } = session;
  session.enter(site);
  session.given = new Map();
  session.decided = [];
  for (const [at, input] of inputs.entries()) {
    const value = coerce(args[at] ?? null, input.type);
    if (value === undefined) {
      const message = `${name}: ${input.name} is a ${kindOf(args[at] ?? null)}, not ${showType(input.type)}.`;
      session.given = given;
      session.decided = decided;
      session.leave();
      return session.fail(site, 'type_mismatch', message);
    }
    session.decided[input.number] = value;
  }
  const values = outputs.map((output) => output.value(session));
  session.given = given;
  session.decided = decided;
  session.leave();
  const whole: Value =
    outputs.length === 1
      ? values[0]!
      : new Map(outputs.map((output, at) => [output.name, values[at]!]));
  const wanted = coerce(whole, type.kind === 'function' ? type.result : type);
  if (wanted !== undefined) return wanted;
  return session.fail(
    site,
    'type_mismatch',
    `${name}: a ${kindOf(whole)} is not ${showType(type)}.`,
  );
}
