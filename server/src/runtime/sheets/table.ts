import type { SheetLimits } from './limits.ts';
import { SheetProblem, type SheetProblemCode } from './problem.ts';

/** One row of a table under its header. */
export interface SheetRow {
  /** As a person sees it: the line in a text file, the row in a workbook; from 1. */
  readonly row: number;
  /** The cells that hold something, by column; an empty cell is absent. No prototype. */
  readonly cells: Readonly<Record<string, string>>;
  /** Columns whose value was computed by the spreadsheet program. */
  readonly formulas: readonly string[];
  /** What is wrong with single cells, which are absent then; the next row may be sound. */
  readonly problems: readonly SheetProblem[];
  /** How much of the file has been read, 0 to 1. */
  readonly progress: number;
}

/** A row before it meets the header; the two formats have this in common. */
export interface RawRow {
  readonly row: number;
  readonly values: readonly string[];
  /** Column numbers from 0 of `values`; counted through where absent. */
  readonly at?: readonly number[];
  readonly formulas?: readonly number[];
  /** Where a cell ends was guessed; forgiven if the row then is as wide as the header. */
  readonly isGuessed?: boolean;
  readonly problems?: readonly {
    readonly at: number;
    readonly code: CellCode;
    readonly value: string;
  }[];
}

export interface RawBatch {
  readonly rows: readonly RawRow[];
  readonly progress: number;
}

type CellCode = Extract<
  SheetProblemCode,
  'error_in_cell' | 'formula_without_value' | 'date_does_not_exist'
>;

const NONE: readonly never[] = [];

/**
 * Puts rows under the first one that is not blank. Blank rows are passed over.
 *
 * @param open  Reads the file from its beginning; called now for the header and later for rows.
 * @throws SheetProblem if the header is missing, repeats a name or leaves one out.
 */
export async function underHeader(
  open: () => AsyncIterable<RawBatch>,
  file: string,
  limits: SheetLimits,
): Promise<{ columns: readonly string[]; rows: AsyncIterable<SheetRow> }> {
  const header = await headerOf(open(), file, limits);
  const { columns } = header;
  return {
    columns,
    rows: { [Symbol.asyncIterator]: () => rowsBelow(open(), header, file, limits) },
  };
}

interface Header {
  readonly row: number;
  /** Cells of the row, nameless ones at its end counted. */
  readonly width: number;
  readonly columns: readonly string[];
}

async function headerOf(
  batches: AsyncIterable<RawBatch>,
  file: string,
  limits: SheetLimits,
): Promise<Header> {
  for await (const { rows } of batches) {
    const header = rows.find(isFilled);
    if (header) {
      const { row, values } = header;
      return { row, width: values.length, columns: namesOf(header, file, limits) };
    }
  }
  throw new SheetProblem('no_header', {}, { file });
}

function namesOf(header: RawRow, file: string, limits: SheetLimits): readonly string[] {
  const { row } = header;
  const names: string[] = [];
  for (const [index, value] of header.values.entries()) {
    const at = header.at?.[index] ?? index;
    const name = value.trim();
    // Spreadsheet programs write empty columns after the last named one.
    if (name === '') continue;
    const place = { file, row, column: columnLetters(at) };
    if (at >= limits.maxColumns) {
      throw new SheetProblem('too_many_columns', { limit: limits.maxColumns }, place);
    }
    if (name.length > limits.maxCellLength) {
      throw new SheetProblem('cell_too_long', { limit: limits.maxCellLength }, place);
    }
    names[at] = name;
  }
  const seen = new Set<string>();
  for (let at = 0; at < names.length; at++) {
    const name = names[at];
    const place = { file, row, column: columnLetters(at) };
    if (name === undefined) throw new SheetProblem('empty_column_name', {}, place);
    if (seen.has(name)) throw new SheetProblem('duplicate_column', { name }, place);
    seen.add(name);
  }
  return names;
}

async function* rowsBelow(
  batches: AsyncIterable<RawBatch>,
  header: Header,
  file: string,
  limits: SheetLimits,
): AsyncGenerator<SheetRow> {
  let count = 0;
  for await (const { rows, progress } of batches) {
    for (const raw of rows) {
      if (raw.row <= header.row) continue;
      if (++count > limits.maxRows) {
        const place = { file, row: raw.row };
        throw new SheetProblem('too_many_rows', { limit: limits.maxRows }, place);
      }
      if (isFilled(raw)) yield matched(raw, header, progress, file, limits);
    }
  }
}

function matched(
  raw: RawRow,
  { columns, width }: Header,
  progress: number,
  file: string,
  limits: SheetLimits,
): SheetRow {
  const { row, values } = raw;
  const cells: Record<string, string> = Object.create(null);
  let problems: SheetProblem[] | undefined;
  const blame = (problem: SheetProblem) => {
    problems ??= [];
    problems.push(problem);
  };
  const placeOf = (at: number) => ({ file, row, column: columns[at] ?? columnLetters(at) });
  let isOutside = false;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value === '') continue;
    const at = raw.at?.[index] ?? index;
    const column = columns[at];
    if (column === undefined) {
      // One word a row is enough, however far it goes on.
      if (!isOutside) blame(new SheetProblem('cell_outside_header', {}, placeOf(at)));
      isOutside = true;
    } else if (value.length > limits.maxCellLength) {
      blame(new SheetProblem('cell_too_long', { limit: limits.maxCellLength }, placeOf(at)));
    } else cells[column] = value;
  }
  if (raw.isGuessed && values.length !== width) {
    blame(new SheetProblem('stray_quote', {}, { file, row }));
  }
  for (const { at, code, value } of raw.problems ?? NONE) {
    blame(new SheetProblem(code, { value }, placeOf(at)));
  }
  const formulas = raw.formulas?.map((at) => columns[at] ?? columnLetters(at)) ?? NONE;
  return { row, cells, formulas, problems: problems ?? NONE, progress };
}

function isFilled({ values, problems }: RawRow): boolean {
  return problems !== undefined || values.some((value) => value !== '');
}

/** The letters over a column of a worksheet: 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** The column number from 0 of a cell reference such as `AB12`; undefined if it is none. */
export function columnOfReference(reference: string): number | undefined {
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(reference)?.[1];
  if (letters === undefined) return undefined;
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}
