import { compile } from './compile.ts';
import { type DecisionTable, tablesOf } from './model.ts';
import { ModelProblem } from './model-problem.ts';
import type { Problem } from './outcome.ts';
import { type ReadOptions, readModel } from './read-model.ts';
import { HEADINGS, type Heading, KINDS, nameOfClause, namesOver } from './table-sheet-headings.ts';
import { type Draft, SheetReader } from './table-sheet-reader.ts';
import { replaceTable } from './table-sheet-xml.ts';

/**
 * A decision table as rows for people who live in spreadsheets. The first column says what a row
 * is: what the columns are, their expressions, types, allowed values and defaults, then the number
 * of each rule. Over it stands the hit policy, over the others what the columns are called.
 */
export interface TableSheet {
  /** Each different, none empty. */
  readonly columns: readonly string[];
  readonly rows: readonly SheetRow[];
}

export interface SheetRow {
  /** As a person sees it: the header is row 1. */
  readonly row: number;
  /** One text a column. */
  readonly cells: readonly string[];
}

export type SheetProblemCode =
  | 'hit_policy_unknown'
  | 'row_missing'
  | 'column_kind_unknown'
  | 'expression_missing'
  | 'answer_missing'
  | 'text_without_quotes'
  | 'not_feel'
  | 'output_missing'
  | 'not_a_model';

export interface SheetProblem {
  readonly code: SheetProblemCode;
  /** As a person sees it; null where it concerns the whole sheet. */
  readonly row: number | null;
  /** The name over the column; null where it concerns the whole row. */
  readonly column: string | null;
  readonly message: string;
}

/**
 * Writes a decision table as rows.
 *
 * Cells stand as they are written in FEEL. A table without rules has only the rows that say what
 * its columns are. Names that repeat get a number behind them.
 *
 * @param table  As read.
 * @returns      A header and rows, all texts; row 1 is the header.
 * @example
 * const space = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
 * const xml = `<definitions name="m" namespace="n" xmlns="${space}">
 *   <decision id="d" name="Band"><decisionTable hitPolicy="FIRST">
 *     <input label="得分"><inputExpression typeRef="number"><text>score</text></inputExpression>
 *     </input><output name="band"/>
 *     <rule><inputEntry><text>&gt; 60</text></inputEntry>
 *       <outputEntry><text>"A"</text></outputEntry></rule>
 *   </decisionTable></decision></definitions>`;
 * const [table] = tablesOf(readModel(xml).decisions[0].logic);
 * const sheet = tableToSheet(table);
 * sheet.columns // → ['FIRST', '得分', 'band']
 * sheet.rows.at(-1) // → { row: 7, cells: ['1', '> 60', '"A"'] }
 *
 * Cost: one visit of each cell.
 */
export function tableToSheet(table: DecisionTable): TableSheet {
  const { inputs, outputs, annotations, rules } = table;
  const blank = annotations.map(() => '');
  const about: Readonly<Record<Heading, readonly string[]>> = {
    kind: [
      ...inputs.map(() => KINDS.input),
      ...outputs.map(() => KINDS.output),
      ...annotations.map(() => KINDS.annotation),
    ],
    expression: [
      ...inputs.map((one) => one.expression),
      ...outputs.map((one) => one.name ?? ''),
      ...blank,
    ],
    type: [...[...inputs, ...outputs].map((one) => one.typeRef ?? ''), ...blank],
    values: [...[...inputs, ...outputs].map((one) => one.allowed ?? ''), ...blank],
    default: [...inputs.map(() => ''), ...outputs.map((one) => one.byDefault ?? ''), ...blank],
  };
  const rows = [
    ...(Object.keys(HEADINGS) as Heading[]).map((heading) => [
      HEADINGS[heading],
      ...about[heading],
    ]),
    ...rules.map((rule, at) => [
      String(at + 1),
      ...rule.inputs.map((cell) => cell.text),
      ...rule.outputs.map((cell) => cell.text),
      ...annotations.map((_, note) => rule.annotations[note] ?? ''),
    ]),
  ];
  return {
    columns: namesOver(table),
    rows: rows.map((cells, at) => ({ row: at + 2, cells })),
  };
}

/**
 * Puts a sheet back into the model its table came from.
 *
 * Only the table's element is changed: diagrams, comments and elements of others stay as they are,
 * and so do rules, columns and their ids that the sheet does not change. A row that keeps its number
 * is the same rule, moved or changed; a row with any other number, or none, is a new one. Empty rows
 * are passed over, an empty test admits anything. What spreadsheets and input methods do to FEEL is
 * undone: `≥ 60` is `>= 60`, `“甲”，“乙”` is `"甲", "乙"`, `TRUE` is `true`; a text that is among the
 * allowed values gets its quotation marks. What was wrong with the model before is not held against
 * the sheet.
 *
 * @param xml      The model as it was read.
 * @param table    The table of that model the sheet was written from.
 * @param sheet    As a person gave it back; columns and rows may have moved, come and gone.
 * @param options  Models it imports.
 * @returns        The changed XML, or null with every problem, each with its row and column.
 * @throws RangeError if the table was not read from this XML.
 * @throws ModelProblem if the XML cannot be read.
 * @example
 * const space = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
 * const xml = `<definitions name="m" namespace="n" xmlns="${space}">
 *   <decision id="d" name="Band"><decisionTable>
 *     <input><inputExpression typeRef="number"><text>score</text></inputExpression></input>
 *     <output name="band"/>
 *     <rule id="r"><inputEntry><text>60</text></inputEntry>
 *       <outputEntry><text>1</text></outputEntry></rule>
 *   </decisionTable></decision></definitions>`;
 * const [table] = tablesOf(readModel(xml).decisions[0].logic);
 * const { columns, rows } = tableToSheet(table);
 * const changed = { columns, rows: [...rows.slice(0, -1), { row: 7, cells: ['1', '≥ 70', '2'] }] };
 * const answer = tableFromSheet(xml, table, changed);
 * const [again] = tablesOf(readModel(answer.xml).decisions[0].logic);
 * again.rules.map((rule) => [rule.id, rule.inputs[0].text]) // → [['r', '>= 70']]
 * const spoilt = { columns, rows: [...rows.slice(0, -1), { row: 7, cells: ['1', '>>', '2'] }] };
 * tableFromSheet(xml, table, spoilt).problems.map((one) => [one.code, one.row, one.column])
 *   // → [['not_feel', 7, 'score']]
 *
 * Cost: reading and compiling the model twice.
 */
export function tableFromSheet(
  xml: string,
  table: DecisionTable,
  sheet: TableSheet,
  options: ReadOptions = {},
): { readonly xml: string | null; readonly problems: readonly SheetProblem[] } {
  const before = readModel(xml, options);
  const reader = new SheetReader(sheet, table, before);
  const draft = reader.read();
  if (draft === null || reader.problems.length > 0) return { xml: null, problems: reader.problems };
  const changed = replaceTable(xml, table, draft.table);
  const known = new Set(compile(before).problems.map(keyOf));
  const problems = problemsIn(changed, draft, known, options);
  return problems.length > 0 ? { xml: null, problems } : { xml: changed, problems: [] };
}

/** Wherever it moved to. */
function keyOf({ code, column, message }: Problem): string {
  return JSON.stringify([code, column, message]);
}

/** What the engine says of the changed table and did not say before, by row and column. */
function problemsIn(
  xml: string,
  draft: Draft,
  known: ReadonlySet<string>,
  options: ReadOptions,
): readonly SheetProblem[] {
  try {
    const model = readModel(xml, options);
    const own = [...model.decisions, ...model.knowledge]
      .flatMap(({ logic }) => [...tablesOf(logic)])
      .find((one) => one.id === draft.table.id && one.line === draft.table.line)!;
    const names = [...own.inputs, ...own.outputs].map(nameOfClause);
    return compile(model)
      .problems.filter((problem) => isInside(problem, own) && !known.has(keyOf(problem)))
      .map(({ column, rule, message }) => ({
        code: 'not_feel',
        row: rule === undefined ? null : (draft.rowOf[rule - 1] ?? null),
        column: column === undefined ? null : (draft.columnOf[names.indexOf(column)] ?? null),
        message,
      }));
  } catch (error) {
    if (!(error instanceof ModelProblem)) throw error;
    return [{ code: 'not_a_model', row: null, column: null, message: error.message }];
  }
}

/** By lines, since a rule or a column may have no id. */
function isInside({ line }: Problem, table: DecisionTable): boolean {
  const cells = table.rules.flatMap((rule) => [...rule.inputs, ...rule.outputs]);
  const lines = [...table.inputs, ...table.outputs, ...cells].map((one) => one.line);
  return line !== undefined && line >= table.line && line <= lines.reduce((a, b) => Math.max(a, b));
}
