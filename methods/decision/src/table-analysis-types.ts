/** What is known of the values of an input before any rule is read: their kind and their bounds. */
import type { InputClause, ItemDefinition, Model } from './model.ts';
import { type Kind, ORDERED_KINDS } from './table-analysis-scale.ts';

export interface InputType {
  /** Null where the model does not say, or says something that has no single value. */
  readonly kind: Kind | null;
  /** Unary tests that every value passes. */
  readonly constraints: readonly string[];
}

const UNKNOWN: InputType = { kind: null, constraints: [] };
const KINDS: readonly string[] = [...ORDERED_KINDS, 'string', 'boolean'];
/** Other spellings of the editions. */
const SPELLINGS: Readonly<Record<string, Kind>> = {
  dateTime: 'date and time',
  dayTimeDuration: 'days and time duration',
  yearMonthDuration: 'years and months duration',
};

/** The clause's own type and bounds with those of what its expression names. */
export function typeOfInput(model: Model | null, clause: InputClause): InputType {
  const byClause = typeNamed(model, clause.typeRef, 0);
  const byName = typeOfName(model, clause.expression);
  return {
    kind: byClause.kind ?? byName.kind,
    constraints: [
      ...(clause.allowed === null ? [] : [clause.allowed]),
      ...new Set([...byClause.constraints, ...byName.constraints]),
    ],
  };
}

/** Item definitions may refer to each other without end. */
const DEEPEST = 20;

export function typeNamed(model: Model | null, typeRef: string | null, depth: number): InputType {
  if (typeRef === null || depth > DEEPEST) return UNKNOWN;
  const name = typeRef.replace(/^feel:/, '');
  const definition = definitionOf(model, name);
  if (definition !== null) return typeOfDefinition(definition.model, definition.item, depth);
  if (KINDS.includes(name)) return { kind: name as Kind, constraints: [] };
  const spelling = SPELLINGS[name];
  return spelling === undefined ? UNKNOWN : { kind: spelling, constraints: [] };
}

function typeOfDefinition(model: Model, item: ItemDefinition, depth: number): InputType {
  if (item.isCollection || item.components.length > 0 || item.functionItem !== null) return UNKNOWN;
  const base = typeNamed(model, item.typeRef, depth + 1);
  const own = [item.allowed, item.constraint].filter((tests) => tests !== null);
  return { kind: base.kind, constraints: [...base.constraints, ...own] };
}

function definitionOf(
  model: Model | null,
  name: string,
): { model: Model; item: ItemDefinition } | null {
  if (model === null) return null;
  const item = model.itemDefinitions.find((one) => one.name === name);
  if (item !== undefined) return { model, item };
  for (const { name: prefix, model: imported } of model.imports) {
    if (imported === null || !name.startsWith(`${prefix}.`)) continue;
    return definitionOf(imported, name.slice(prefix.length + 1));
  }
  return null;
}

/** The type of an input, decision or component of one that an expression names. */
function typeOfName(model: Model | null, expression: string): InputType {
  if (model === null) return UNKNOWN;
  const [first, ...path] = expression.split('.').map((part) => part.trim());
  const variable = [...model.inputs, ...model.decisions].find((one) => one.name === first);
  return typeOfPath(model, variable?.typeRef ?? null, path);
}

function typeOfPath(model: Model, typeRef: string | null, path: readonly string[]): InputType {
  const [name, ...rest] = path;
  if (name === undefined || typeRef === null) return typeNamed(model, typeRef, 0);
  const found = definitionOf(model, typeRef.replace(/^feel:/, ''));
  const component = found?.item.components.find((one) => one.name === name);
  if (found === null || component === undefined) return UNKNOWN;
  if (rest.length === 0) return typeOfDefinition(found.model, component, 0);
  return component.isCollection ? UNKNOWN : typeOfPath(found.model, component.typeRef, rest);
}
