import {
  type Cell,
  type DecisionTable,
  HIT_POLICIES,
  type InputClause,
  type Model,
  type OutputClause,
  type Place,
  type Rule,
} from './model.ts';
import { normalised } from './table-analysis-space.ts';
import type { SheetProblem, SheetProblemCode, SheetRow, TableSheet } from './table-sheet.ts';
import { cellFromSheet } from './table-sheet-cell.ts';
import {
  type ColumnKind,
  columnKindOf,
  HEADINGS,
  type Heading,
  headingOf,
  namesOver,
  type Policy,
  policyOf,
} from './table-sheet-headings.ts';

export interface Draft {
  readonly table: DecisionTable;
  /** The row of each rule, as a person sees it. */
  readonly rowOf: readonly number[];
  /** What stands over each input and output. */
  readonly columnOf: readonly string[];
}

interface SheetColumn {
  readonly kind: ColumnKind;
  readonly at: number;
  readonly name: string;
}

/** Line 0 is that of something the file does not have yet. */
const NEW: Place = { id: null, line: 0 };

/** Reads a sheet against the table it was written from, and gathers all that is wrong with it. */
export class SheetReader {
  readonly problems: SheetProblem[] = [];
  readonly #sheet: TableSheet;
  readonly #table: DecisionTable;
  readonly #model: Model;
  readonly #about = new Map<Heading, SheetRow>();
  readonly #wasOver: readonly string[];

  constructor(sheet: TableSheet, table: DecisionTable, model: Model) {
    this.#sheet = sheet;
    this.#table = table;
    this.#model = model;
    this.#wasOver = namesOver(table);
    for (const row of sheet.rows) {
      const heading = headingOf(row.cells[0] ?? '');
      if (heading !== null) this.#about.set(heading, row);
    }
  }

  /** Null where it cannot even be told what the columns are; what is wrong is in `problems`. */
  read(): Draft | null {
    const policy = this.#policy();
    this.#requireRows(['kind', 'expression']);
    if (policy === null || this.problems.length > 0) return null;
    const columns = this.#columns();
    const of = (kind: ColumnKind) => columns.filter((column) => column.kind === kind);
    const inputs = of('input').map((column) => this.#input(column));
    const outputs = of('output').map((column, place) => this.#output(column, place));
    const annotations = of('annotation').map(({ name }) => name);
    if (outputs.length === 0) {
      this.#blame('output_missing', null, null, 'A table has at least one output.');
    }
    const clauses = [
      ...of('input').map((column, at) => ({ ...column, clause: inputs[at]! })),
      ...of('output').map((column, at) => ({ ...column, clause: outputs[at]! })),
    ];
    const rules = this.#rules(clauses, of('annotation'));
    return {
      table: {
        ...this.#table,
        ...policy,
        inputs,
        outputs,
        annotations,
        rules: rules.map(({ rule }) => rule),
      },
      rowOf: rules.map(({ row }) => row),
      columnOf: clauses.map(({ name }) => name),
    };
  }

  #blame(code: SheetProblemCode, row: number | null, column: string | null, message: string) {
    this.problems.push({ code, row, column, message });
  }

  #policy(): Policy | null {
    const [text = ''] = this.#sheet.columns;
    const policy = policyOf(text);
    if (policy === null) {
      const known = HIT_POLICIES.join(', ');
      this.#blame('hit_policy_unknown', 1, text, `Over the first column stands one of ${known}.`);
    }
    return policy;
  }

  #requireRows(headings: readonly Heading[]): void {
    for (const heading of headings) {
      if (this.#about.has(heading)) continue;
      this.#blame('row_missing', null, null, `No row begins with “${HEADINGS[heading]}”.`);
    }
  }

  #columns(): readonly SheetColumn[] {
    const columns: SheetColumn[] = [];
    for (const [at, name] of this.#sheet.columns.entries()) {
      if (at === 0) continue;
      const kind = columnKindOf(this.#textOf('kind', at));
      const isUsed = () => this.#sheet.rows.some(({ cells }) => (cells[at] ?? '').trim() !== '');
      if (kind !== null) columns.push({ kind, at, name });
      else if (isUsed()) {
        const row = this.#about.get('kind')?.row ?? null;
        this.#blame('column_kind_unknown', row, name, 'Is it input, output or annotation?');
      }
    }
    return columns;
  }

  #textOf(heading: Heading, at: number): string {
    return this.#about.get(heading)?.cells[at]?.trim() ?? '';
  }

  #optional(heading: Heading, at: number): string | null {
    const text = this.#textOf(heading, at);
    return text === '' ? null : text;
  }

  #input({ at, name }: SheetColumn): InputClause {
    const expression = this.#textOf('expression', at);
    if (expression === '') {
      const row = this.#about.get('expression')?.row ?? null;
      this.#blame('expression_missing', row, name, 'An input has an expression.');
    }
    const known = this.#table.inputs.findIndex(
      (one) => normalised(one.expression) === normalised(expression),
    );
    const old = this.#table.inputs[known];
    return {
      ...(old ?? NEW),
      label: this.#label(name, expression, old, known + 1),
      expression: old?.expression ?? expression,
      typeRef: this.#optional('type', at),
      allowed: this.#optional('values', at),
    };
  }

  /** The same by name; a lone output often has none, and is then the same by its place. */
  #output({ at, name }: SheetColumn, place: number): OutputClause {
    const own = this.#optional('expression', at);
    const byName = this.#table.outputs.findIndex((one) => one.name === own);
    const known = byName < 0 && own === null ? place : byName;
    const old = this.#table.outputs[known];
    return {
      ...(old ?? NEW),
      name: own,
      label: this.#label(name, own, old, this.#table.inputs.length + known + 1),
      typeRef: this.#optional('type', at),
      allowed: this.#optional('values', at),
      byDefault: this.#optional('default', at),
    };
  }

  /** What stands over a column is its label, unless nobody gave it one and nobody has now. */
  #label(
    over: string,
    plain: string | null,
    old: InputClause | OutputClause | undefined,
    was: number,
  ): string | null {
    if (old !== undefined && this.#wasOver[was] === over) return old.label;
    return over === plain ? null : over;
  }

  #rules(
    clauses: readonly (SheetColumn & { readonly clause: InputClause | OutputClause })[],
    notes: readonly SheetColumn[],
  ): { readonly rule: Rule; readonly row: number }[] {
    const names = new Set([...this.#model.inputs, ...this.#model.decisions].map((one) => one.name));
    const used = new Set<number>();
    const everything = [...clauses, ...notes];
    return this.#sheet.rows.flatMap(({ row, cells }) => {
      const text = (at: number) => (cells[at] ?? '').trim();
      if (headingOf(text(0)) !== null) return [];
      if (everything.every(({ at }) => text(at) === '')) return [];
      const number = Number(text(0));
      const old = used.has(number) ? undefined : this.#table.rules[number - 1];
      used.add(number);
      const read = (wanted: ColumnKind): Cell[] =>
        clauses
          .filter(({ kind }) => kind === wanted)
          .map(({ kind, at, name, clause }) => {
            const isInput = kind === 'input';
            const cell = cellFromSheet(text(at), isInput, clause, this.#model, names);
            if (cell.problem !== null) {
              this.#blame(cell.problem.code, row, name, cell.problem.message);
            }
            return { ...NEW, text: cell.text };
          });
      const rule: Rule = {
        ...(old ?? { ...NEW, description: null }),
        inputs: read('input'),
        outputs: read('output'),
        annotations: notes.map(({ at }) => text(at)),
      };
      return [{ rule, row }];
    });
  }
}
