/** What stands in a model, as a person reads it: its tables, its expressions, and a form. */
import {
  type Decision,
  type Expression,
  type ItemDefinition,
  type Model,
  type Requirement,
  type DecisionTable as Table,
  tablesOf,
} from '@yunhe/decision';
import type { DecisionTable, FormField, ModelDecision, ValueType, Words } from './contract.ts';
import { labelOf } from './labels.ts';

type Said = Readonly<Words>;

const logicNames: Readonly<Record<Expression['kind'], string>> = {
  literal: 'literal expression',
  context: 'context',
  relation: 'relation',
  list: 'list',
  invocation: 'invocation',
  function: 'function',
  conditional: 'conditional',
  for: 'iterator',
  some: 'iterator',
  every: 'iterator',
  filter: 'filter',
  table: 'decision table',
};

export function decisionsOf(model: Model, words: Said): ModelDecision[] {
  const names = namesById(model);
  return model.decisions.map((decision) => {
    const { logic } = decision;
    return {
      name: decision.name,
      label: labelOf(words, decision.name),
      type: decision.typeRef,
      logic: logic === null ? 'none' : logicNames[logic.kind],
      table: logic?.kind === 'table' ? tableContent(logic, words) : null,
      expression: logic?.kind === 'literal' ? logic.text : null,
      requires: decision.requirements.flatMap(({ href }) => names.get(idOf(href)) ?? []),
    };
  });
}

/** The tables of each decision, those inside contexts too, by the decision's name. */
export function tablesByDecision(model: Model): Map<string, Table[]> {
  return new Map(model.decisions.map(({ name, logic }) => [name, [...tablesOf(logic)]]));
}

function tableContent(table: Table, words: Said): DecisionTable {
  const { hitPolicy, aggregation, annotations } = table;
  return {
    hitPolicy,
    aggregation,
    inputs: table.inputs.map(({ label, expression, typeRef, allowed }) => ({
      name: label ?? expression,
      label: labelOf(words, label, expression),
      expression,
      type: typeRef,
      allowed,
    })),
    outputs: table.outputs.map(({ name, label, typeRef, allowed }) => ({
      name: name ?? label ?? '',
      label: labelOf(words, label, name),
      expression: null,
      type: typeRef,
      allowed,
    })),
    annotations: [...annotations],
    rules: table.rules.map((rule, at) => ({
      number: at + 1,
      inputs: rule.inputs.map(({ text }) => text),
      outputs: rule.outputs.map(({ text }) => text),
      annotations: [...rule.annotations],
    })),
  };
}

function idOf(href: string): string {
  return href.slice(href.indexOf('#') + 1);
}

function namesById(model: Model): Map<string, string> {
  const all = [...model.inputs, ...model.decisions, ...model.knowledge];
  return new Map(all.flatMap(({ id, name }) => (id === null ? [] : [[id, name]])));
}

/** Names of the input data that a decision stands on, in the order of the model. */
export function inputsNeededBy(model: Model, decision: Decision): string[] {
  const needed = neededBy(model, decision);
  return model.inputs.flatMap(({ id, name }) => (id !== null && needed.has(id) ? [name] : []));
}

/** The same of decisions, itself among them. */
export function decisionsNeededBy(model: Model, decision: Decision): string[] {
  const needed = neededBy(model, decision);
  return model.decisions
    .filter((one) => one === decision || (one.id !== null && needed.has(one.id)))
    .map(({ name }) => name);
}

/** Ids of all that an element requires, however far away. */
function neededBy(model: Model, decision: Decision): Set<string> {
  const byId = new Map<string | null, { readonly requirements: readonly Requirement[] }>(
    [...model.decisions, ...model.knowledge].map((one) => [one.id, one]),
  );
  const needed = new Set<string>();
  const waiting: { readonly requirements: readonly Requirement[] }[] = [decision];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    for (const { href } of one.requirements) {
      const id = idOf(href);
      if (needed.has(id)) continue;
      needed.add(id);
      const next = byId.get(id);
      if (next !== undefined) waiting.push(next);
    }
  }
  return needed;
}

/** The form of the inputs with the given names, or of all. */
export function formOf(model: Model, words: Said, names?: readonly string[]): FormField[] {
  return model.inputs
    .filter(({ name }) => names?.includes(name) ?? true)
    .map(({ name, typeRef }) => {
      const item = itemNamed(model, typeRef);
      return {
        ...fieldOf(model, words, name, typeRef, item),
        fields: (item?.components ?? []).map((part) =>
          fieldOf(model, words, part.name, part.typeRef, itemNamed(model, part.typeRef) ?? part),
        ),
      };
    });
}

const types: Readonly<Record<string, ValueType>> = {
  number: 'number',
  string: 'text',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  'date and time': 'date_and_time',
  dateTime: 'date_and_time',
  'days and time duration': 'days_and_time_duration',
  dayTimeDuration: 'days_and_time_duration',
  'years and months duration': 'years_and_months_duration',
  yearMonthDuration: 'years_and_months_duration',
};

function itemNamed(model: Model, typeRef: string | null): ItemDefinition | null {
  const name = plainType(typeRef);
  return model.itemDefinitions.find((item) => item.name === name) ?? null;
}

function plainType(typeRef: string | null): string {
  return (typeRef ?? '').replace(/^feel:/, '');
}

function fieldOf(
  model: Model,
  words: Said,
  name: string,
  typeRef: string | null,
  item: ItemDefinition | null,
): Omit<FormField, 'fields'> {
  const { type, isList, tests } = resolved(model, typeRef, item, 0);
  const choices = tests === null ? null : choicesOf(tests);
  return {
    name,
    label: labelOf(words, name),
    type,
    isList,
    choices:
      choices?.map((value) => ({
        value,
        label: typeof value === 'string' ? labelOf(words, value) : labelOf({}, String(value)),
      })) ?? null,
    bounds: choices === null ? tests : null,
  };
}

const deepest = 20;

function resolved(
  model: Model,
  typeRef: string | null,
  item: ItemDefinition | null,
  depth: number,
): { type: ValueType; isList: boolean; tests: string | null } {
  if (item === null || depth > deepest) {
    return { type: types[plainType(typeRef)] ?? 'any', isList: false, tests: null };
  }
  const own = item.allowed ?? item.constraint;
  if (item.components.length > 0) return { type: 'context', isList: item.isCollection, tests: own };
  const base = resolved(model, item.typeRef, itemNamed(model, item.typeRef), depth + 1);
  return {
    type: base.type,
    isList: item.isCollection || base.isList,
    tests: own ?? base.tests,
  };
}

const literal = /\s*(?:"([^"\\]*)"|(-?\d{1,15}(?:\.\d{1,15})?)|(true|false))\s*(,|$)/y;

/** The values of a list of literals; null where the tests are anything else. */
export function choicesOf(tests: string): (string | number | boolean)[] | null {
  const values: (string | number | boolean)[] = [];
  literal.lastIndex = 0;
  for (;;) {
    const found = literal.exec(tests);
    if (found === null) return null;
    const [, text, number, truth, comma] = found;
    values.push(text ?? (number === undefined ? truth === 'true' : Number(number)));
    if (comma === '') return values;
  }
}
