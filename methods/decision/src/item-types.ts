/** Item definitions as types; those of imported models stand behind the name of the import. */

import { SyntaxProblem } from './feel/cursor.ts';
import { compileTests, parseTests } from './feel/evaluate.ts';
import { Names } from './feel/names.ts';
import { parseType, TYPE_NAMES } from './feel/parse-type.ts';
import { PROPERTY_NAMES } from './feel/property.ts';
import { Run } from './feel/run.ts';
import { type Faults, type Lexicon, Scope } from './feel/scope.ts';
import type { TypeNode } from './feel/syntax.ts';
import { ANY, type Type, typeNamed } from './feel/type.ts';
import type { Value } from './feel/value.ts';
import { type Expression, type ItemDefinition, type Model, partsOf } from './model.ts';
import { DEFAULT_LIMITS, type Site } from './outcome.ts';
import { indexColumn } from './table-index.ts';

/** The types of one model and what its expressions may speak of. */
export class ItemTypes {
  readonly lexicon: Lexicon;
  readonly #byName: ReadonlyMap<string, ItemDefinition>;
  readonly #imported: ReadonlyMap<string, ItemTypes>;
  readonly #known = new Map<ItemDefinition, Type>();

  constructor(model: Model, imported: ReadonlyMap<string, ItemTypes>, faults: Faults) {
    this.#byName = new Map(model.itemDefinitions.map((item) => [item.name, item]));
    this.#imported = imported;
    this.lexicon = {
      members: new Names([...PROPERTY_NAMES, ...membersOf(model)]),
      types: new Names([...this.names(), ...TYPE_NAMES]),
      typeOf: (node) => this.#typeOf(node),
      fault: faults,
    };
  }

  /** Every type name that can be written in the model. */
  *names(): Iterable<string> {
    yield* this.#byName.keys();
    for (const [prefix, types] of this.#imported) {
      for (const name of types.names()) yield `${prefix}.${name}`;
    }
  }

  /** What a `typeRef` means; a name nobody declared is a fault and means any. */
  typeNamed(name: string | null, site: Site): Type {
    if (name === null) return ANY;
    const known = this.#find(name);
    if (known !== null) return known;
    try {
      const type = this.#typeOf(parseType(name, this.lexicon.types));
      if (type !== null) return type;
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) throw error;
    }
    this.lexicon.fault(site, 'unknown_type', `The type ${name} is not declared.`);
    return ANY;
  }

  #find(name: string): Type | null {
    const item = this.#byName.get(name);
    if (item !== undefined) return this.#typeOfItem(item);
    const own = typeNamed(name);
    if (own !== null) return own;
    for (const [prefix, types] of this.#imported) {
      const found = name.startsWith(`${prefix}.`)
        ? types.#find(name.slice(prefix.length + 1))
        : null;
      if (found !== null) return found;
    }
    return null;
  }

  #typeOf(node: TypeNode): Type | null {
    switch (node.kind) {
      case 'named':
        return this.#find(node.name);
      case 'list':
      case 'range': {
        const of = this.#typeOf(node.of);
        return of === null ? null : { kind: node.kind, of };
      }
      case 'context': {
        const members = node.members.map((one) => [one.name, this.#typeOf(one.type)] as const);
        if (members.some(([, type]) => type === null)) return null;
        return { kind: 'context', members: new Map(members as [string, Type][]) };
      }
      case 'function': {
        const parameters = node.parameters.map((one) => this.#typeOf(one));
        const result = this.#typeOf(node.result);
        if (result === null || parameters.includes(null)) return null;
        return { kind: 'function', parameters: parameters as Type[], result };
      }
    }
  }

  #typeOfItem(item: ItemDefinition): Type {
    const known = this.#known.get(item);
    if (known !== undefined) return known;
    const site: Site = { elementId: item.id, element: item.name, line: item.line };
    const members = new Map<string, Type>();
    const record: Type = { kind: 'context', members };
    // A type that comes back to itself through its members finds the record; through mere names, any.
    this.#known.set(item, item.components.length > 0 && !item.isCollection ? record : ANY);
    for (const part of item.components) members.set(part.name, this.#typeOfItem(part));
    let type = item.components.length > 0 ? record : this.#baseOf(item, site);
    type = this.#restricted(item, item.allowed, type, site);
    if (item.isCollection) type = { kind: 'list', of: type };
    type = this.#restricted(item, item.constraint, type, site);
    this.#known.set(item, type);
    return type;
  }

  #baseOf(item: ItemDefinition, site: Site): Type {
    if (item.functionItem === null) return this.typeNamed(item.typeRef, site);
    return {
      kind: 'function',
      parameters: item.functionItem.parameters.map((one) => this.typeNamed(one.typeRef, site)),
      result: this.typeNamed(item.functionItem.outputTypeRef, site),
    };
  }

  #restricted(item: ItemDefinition, text: string | null, base: Type, site: Site): Type {
    if (text === null || text === '') return base;
    const admits = testsOf(text, this.lexicon, site);
    return { kind: 'restricted', name: item.name, base, admits };
  }
}

/** Allowed values, ready to be asked; text that is no FEEL admits everything and is a fault. */
export function testsOf(text: string, lexicon: Lexicon, site: Site): (value: Value) => boolean {
  const scope = new Scope([], null, lexicon);
  try {
    const tests = parseTests(text, scope);
    if (tests.kind === 'any') return () => true;
    const literals = tests.tests.map((test) => (test.kind === 'literal' ? test.value : undefined));
    if (!tests.negated && literals.every((one) => typeof one === 'string')) {
      const allowed = new Set<Value>(literals);
      return (value) => allowed.has(value);
    }
    const test = compileTests(tests, scope, site, true);
    const index = indexColumn([tests]);
    const slow = (value: Value) =>
      test({ slots: [], outer: null }, new Run(DEFAULT_LIMITS, null), value) === true;
    if (index === null || index.undecided[0] !== 0) return slow;
    return (value) => {
      const bits = index.look(value);
      return bits === null ? slow(value) : bits[0] === 1;
    };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    lexicon.fault(site, 'syntax_error', error.message);
    return () => true;
  }
}

/** Names that may stand behind a dot anywhere in the model. */
function* membersOf(model: Model): Iterable<string> {
  for (const item of model.itemDefinitions) yield* namesIn(item);
  for (const element of [...model.inputs, ...model.decisions, ...model.knowledge])
    yield element.name;
  for (const service of model.services) yield service.name;
  for (const { logic } of [...model.decisions, ...model.knowledge]) yield* keysIn(logic);
  for (const { name, model: imported } of model.imports) {
    yield name;
    if (imported !== null) yield* membersOf(imported);
  }
}

function* namesIn(item: ItemDefinition): Iterable<string> {
  for (const part of item.components) {
    yield part.name;
    yield* namesIn(part);
  }
}

function* keysIn(expression: Expression | null): Iterable<string> {
  if (expression === null) return;
  if (expression.kind === 'context') {
    for (const { variable } of expression.entries) if (variable !== null) yield variable.name;
  }
  if (expression.kind === 'relation') for (const column of expression.columns) yield column.name;
  if (expression.kind === 'table') {
    for (const output of expression.outputs) if (output.name !== null) yield output.name;
  }
  for (const part of partsOf(expression)) yield* keysIn(part);
}
