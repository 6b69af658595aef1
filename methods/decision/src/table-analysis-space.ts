/**
 * The space of inputs of one table, or of two that are compared, with each rule as a box in it.
 *
 * Columns that test the same expression are one. A cell that cannot be read becomes a dimension of
 * its own with two places, where it fails and where it holds: equal texts about the same input hold
 * together, so the rest stays exact, and whatever hangs on such a cell says so.
 */
import { Decimal } from './feel/decimal.ts';
import type { Value } from './feel/value.ts';
import type { DecisionTable, InputClause, Model } from './model.ts';
import type { Json } from './outcome.ts';
import { type Axis, makeAxis } from './table-analysis-axis.ts';
import { allCells, type Box, commonCells, sameCells } from './table-analysis-boxes.ts';
import { constantsOf, type Formula } from './table-analysis-formula.ts';
import { readTests } from './table-analysis-reading.ts';
import { feelOf, isOrdered, type Kind, kindOf } from './table-analysis-scale.ts';
import { typeOfInput } from './table-analysis-types.ts';

/** A table with the model that defines its types, where there is one. */
export interface TableInModel {
  readonly table: DecisionTable;
  readonly model: Model | null;
}

export interface Space {
  /** In the order in which they are met, those of the first table before those of the second. */
  readonly columns: readonly Column[];
  /** Dimensions after those of the columns. */
  readonly conditions: readonly Condition[];
  readonly tables: readonly PlacedTable[];
}

export interface Column {
  readonly label: string;
  /** What it tests, in the first table that has the column. */
  readonly expression: string;
  /** Null where neither the model nor the cells say what kind its values are of. */
  readonly kind: Kind | null;
  readonly axis: Axis;
  /** One list a table: the input clauses that are this column, from 1; empty where it has none. */
  readonly clauses: readonly (readonly number[])[];
}

/** A cell that cannot be read. */
export interface Condition {
  readonly column: number;
  readonly text: string;
}

export interface PlacedTable {
  readonly table: DecisionTable;
  /** The inputs that types and allowed values admit. */
  readonly admitted: Box;
  /** One box a rule, inside `admitted`; empty for a rule that nothing satisfies. */
  readonly rules: readonly Box[];
  readonly unread: readonly UnreadCell[];
}

export interface UnreadCell {
  /** From 1; null for the allowed values of the column. */
  readonly rule: number | null;
  /** From 1, as in the list of columns. */
  readonly column: number;
  readonly text: string;
  readonly reason: UnreadReason;
}

/**
 * `other_than_constants`: it says more than how the input compares with constants, or the type of
 * the input is unknown. `of_another_type`: it compares with a value the input cannot have.
 */
export type UnreadReason = 'other_than_constants' | 'of_another_type';

const FAILS = 0;
const HOLDS = 1;
const CONDITION_SIZE = 2;

export function spaceOf(inputs: readonly TableInModel[]): Space {
  const drafts = draftsOf(inputs);
  const columns = drafts.map((draft) => columnFrom(draft, inputs.length));
  const readings = inputs.map(({ table }, at) => cellsOf(table, at, columns));
  const conditions = new Map<string, Condition>();
  for (const { column, text, formula } of readings.flat()) {
    if (formula === null) conditions.set(keyOfCondition(column, text), { column, text });
  }
  const order = new Map([...conditions.keys()].map((key, at) => [key, columns.length + at]));
  const everything: Box = [
    ...columns.map(({ axis }) => allCells(axis.size)),
    ...Array.from(conditions, () => allCells(CONDITION_SIZE)),
  ];
  return {
    columns,
    conditions: [...conditions.values()],
    tables: inputs.map(({ table }, at) => {
      const bounds = boundsOf(drafts, columns, at);
      const admitted = [...everything];
      for (const { column, formula } of bounds) {
        if (formula === null) continue;
        admitted[column] = commonCells(admitted[column]!, columns[column]!.axis.judge(formula));
      }
      const rules = table.rules.map(() => [...admitted]);
      for (const { rule, column, text, formula } of readings[at]!) {
        const box = rules[rule! - 1]!;
        const dimension = formula === null ? order.get(keyOfCondition(column, text))! : column;
        const cells = formula === null ? [HOLDS, HOLDS] : columns[column]!.axis.judge(formula);
        box[dimension] = commonCells(box[dimension]!, cells);
      }
      const unread = [...bounds, ...readings[at]!].flatMap(({ rule, column, text, reason }) =>
        reason === null ? [] : [{ rule, column: column + 1, text, reason }],
      );
      return { table, admitted, rules, unread };
    }),
  };
}

/** A column while it is put together from the clauses of all tables. */
interface Draft {
  readonly label: string;
  readonly expression: string;
  readonly clauses: {
    readonly table: number;
    readonly clause: number;
    readonly kind: Kind | null;
    readonly constraints: readonly string[];
  }[];
  readonly formulas: Formula[];
}

function draftsOf(inputs: readonly TableInModel[]): readonly Draft[] {
  const drafts: Draft[] = [];
  for (const [at, { table, model }] of inputs.entries()) {
    for (const [clauseAt, clause] of table.inputs.entries()) {
      let draft = drafts.find((one) => isSameColumn(one, clause, at));
      if (draft === undefined) {
        const expression = normalised(clause.expression);
        draft = { label: clause.label ?? expression, expression, clauses: [], formulas: [] };
        drafts.push(draft);
      }
      const type = typeOfInput(model, clause);
      draft.clauses.push({ table: at, clause: clauseAt, ...type });
      const texts = new Set(table.rules.map((rule) => rule.inputs[clauseAt]?.text ?? '-'));
      for (const text of [...type.constraints, ...texts]) {
        const formula = readTests(text);
        if (formula !== null) draft.formulas.push(formula);
      }
    }
  }
  return drafts;
}

/** Expressions are the same if they differ in blanks alone. */
export function normalised(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

/** The same expression; in another table also the same label. */
function isSameColumn(draft: Draft, clause: InputClause, table: number): boolean {
  if (draft.expression === normalised(clause.expression)) return true;
  return draft.label === clause.label && draft.clauses.every((one) => one.table !== table);
}

/** Before midnight there is no time of day. */
const EARLIEST = '>= time("00:00:00")';

function columnFrom({ label, expression, clauses, formulas }: Draft, tables: number): Column {
  const kind = clauses.find((one) => one.kind !== null)?.kind ?? kindInferred(formulas);
  if (kind === 'time') formulas.push(readTests(EARLIEST)!);
  return {
    label,
    expression,
    kind,
    axis: makeAxis(kind ?? 'string', kind === null ? [] : formulas),
    clauses: Array.from({ length: tables }, (_, at) =>
      clauses.filter((one) => one.table === at).map((one) => one.clause + 1),
    ),
  };
}

/** The kind of all constants, if they are of one. */
function kindInferred(formulas: readonly Formula[]): Kind | null {
  const kinds = new Set<Kind | null>();
  for (const formula of formulas) {
    for (const { value } of constantsOf(formula)) if (value !== null) kinds.add(kindOf(value));
  }
  return kinds.size === 1 ? [...kinds][0]! : null;
}

interface Reading {
  /** From 1; null for allowed values. */
  readonly rule: number | null;
  readonly column: number;
  readonly text: string;
  /** Null where the text is taken as a condition. */
  readonly formula: Formula | null;
  readonly reason: UnreadReason | null;
}

function cellsOf(table: DecisionTable, at: number, columns: readonly Column[]): Reading[] {
  const known = new Map<string, Omit<Reading, 'rule'>>();
  const columnOf = table.inputs.map((_, clause) =>
    columns.findIndex(({ clauses }) => clauses[at]!.includes(clause + 1)),
  );
  return table.rules.flatMap(({ inputs }, ruleAt) =>
    columnOf.map((column, clause) => {
      const text = inputs[clause]?.text ?? '-';
      const key = `${column} ${text}`;
      const reading = known.get(key) ?? read(text, column, columns[column]!.kind);
      known.set(key, reading);
      return { rule: ruleAt + 1, ...reading };
    }),
  );
}

function boundsOf(drafts: readonly Draft[], columns: readonly Column[], at: number): Reading[] {
  return drafts.flatMap(({ clauses }, column) =>
    clauses
      .filter((one) => one.table === at)
      .flatMap((one) => one.constraints)
      .concat(columns[column]!.kind === 'time' ? [EARLIEST] : [])
      .map((text) => ({ rule: null, ...read(text, column, columns[column]!.kind) })),
  );
}

function read(written: string, column: number, kind: Kind | null): Omit<Reading, 'rule'> {
  const text = normalised(written);
  const formula = readTests(text);
  if (formula === null || !isAboutKind(formula, kind)) {
    return { column, text, formula: null, reason: 'other_than_constants' };
  }
  const isForeign = [...constantsOf(formula)].some(
    ({ value }) => value !== null && kindOf(value) !== kind,
  );
  return { column, text, formula, reason: isForeign ? 'of_another_type' : null };
}

/** Strings have an order in FEEL, but no two of them are neighbours: an order of them is not read. */
function isAboutKind(formula: Formula, kind: Kind | null): boolean {
  for (const { operator, value } of constantsOf(formula)) {
    if (kind === null || (value !== null && kindOf(value) === null)) return false;
    if (!isOrdered(kind) && operator !== '=' && operator !== '!=') return false;
  }
  return true;
}

function keyOfCondition(column: number, text: string): string {
  return `${column} ${text}`;
}

/** What a box says of each input, in words that can be put into a table. */
export interface Region {
  /** One unary test a column, `-` for all that is admitted. */
  readonly tests: readonly string[];
  /** Cells that could not be read and have to hold, or not to hold, in this region. */
  readonly conditions: readonly {
    /** From 1, as in the list of columns. */
    readonly column: number;
    readonly text: string;
    readonly holds: boolean;
  }[];
}

export function regionOf(space: Space, box: Box, admitted: Box): Region {
  return {
    tests: space.columns.map(({ axis }, at) => axis.testsOf(box[at]!, admitted[at]!)),
    conditions: space.conditions.flatMap(({ column, text }, at) => {
      const cells = box[space.columns.length + at]!;
      if (sameCells(cells, [FAILS, HOLDS])) return [];
      return [{ column: column + 1, text, holds: sameCells(cells, [HOLDS, HOLDS]) }];
    }),
  };
}

/** One concrete input, to be shown to a person or given to an engine. */
export interface Example {
  /** By column, in FEEL: `0.15`, `"甲"`, `date("2026-01-01")`; null where none could be made. */
  readonly values: readonly (string | null)[];
  /**
   * The same by the name the column tests; a path makes contexts inside contexts. Columns that test
   * anything but a name or a path are left out. Days, times and durations are ISO 8601 texts.
   */
  readonly inputs: Readonly<Record<string, Json>>;
}

export function exampleOf(space: Space, box: Box): Example {
  const inputs: Record<string, Json> = {};
  const values = space.columns.map(({ axis, expression }, at) => {
    const value = axis.exampleOf(box[at]!);
    if (value === undefined) return null;
    place(inputs, expression, jsonOf(value));
    return feelOf(value);
  });
  return { values, inputs };
}

const PATH = /^[\p{L}_][\p{L}\p{M}\p{N}_ ]*(?:\.[\p{L}_][\p{L}\p{M}\p{N}_ ]*)*$/u;

function place(inputs: Record<string, Json>, expression: string, value: Json): void {
  if (!PATH.test(expression)) return;
  const names = expression.split('.').map((name) => name.trim());
  let inside = inputs as { [name: string]: Json };
  for (const name of names.slice(0, -1)) {
    const known = Object.hasOwn(inside, name) ? inside[name] : undefined;
    const next = typeof known === 'object' && known !== null ? known : {};
    set(inside, name, next);
    inside = next as { [name: string]: Json };
  }
  set(inside, names.at(-1)!, value);
}

/** Also for names such as `__proto__`. */
function set(target: object, name: string, value: Json): void {
  Object.defineProperty(target, name, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

/** Numbers that binary floating point would change are texts. */
function jsonOf(value: Value): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  const text = String(value);
  return value instanceof Decimal && String(Number(text)) === text ? Number(text) : text;
}
