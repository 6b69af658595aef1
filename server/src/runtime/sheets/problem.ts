/**
 * Every way in which a table can be wrong, as one English sentence a code. Braces name the
 * params of the code, so a screen can say the same in another language from `code` and `params`.
 */
const sentences = {
  no_such_file: 'There is no such file; check the name.',
  not_a_file: 'This is a folder or a device, not a file; choose a file.',
  empty_file: 'The file is empty; choose one with a header and rows.',
  file_too_large: 'The file has {bytes} bytes and {limit} are allowed; split it.',
  not_a_table_file: 'This is {found}, not a table; save it as CSV, XLSX or JSON Lines.',
  kind_differs: 'By its content this is {found}, but {expected} was expected; choose another file.',

  unpacks_too_large:
    'It unpacks to more than {limit} bytes (at least {unpacked}); remove what is not needed.',
  packed_too_tightly:
    'It unpacks to more than {limit} times its size, as no ordinary table does; save it again.',
  too_many_entries: 'The archive has more than {limit} entries; save the table alone.',
  unsafe_entry_name:
    'The archive has an entry named "{name}", which no workbook has; save it again.',
  encrypted_file: 'The file is protected by a password; save it without one.',
  unsupported_compression:
    'The entry "{name}" is packed by method {method}; save it again with a spreadsheet program.',
  archive_damaged: 'The archive is damaged or cut short ({reason}); send it again.',
  archive_lies:
    'The entry "{name}" promises {promised} bytes and holds more ({unpacked} were unpacked); ' +
    'it may have been made to do harm.',

  broken_utf8: 'Byte {offset} is broken UTF-8; save the file as UTF-8 again.',
  broken_utf16: 'Byte {offset} is broken UTF-16; save the file as UTF-8.',
  unknown_encoding: 'From byte {offset} on it is neither UTF-8 nor GB 18030; save it as UTF-8.',

  no_header: 'There is no header; name the columns in the first row.',
  empty_column_name: 'The column has no name; name it or delete it.',
  duplicate_column: 'The name "{name}" stands over two columns; rename one.',
  too_many_columns: 'There are more than {limit} columns; delete those not needed.',
  too_many_rows: 'There are more than {limit} rows; split the table.',
  line_too_long:
    'The row has more than {limit} characters; look for a quotation mark that is not closed.',
  cell_too_long: 'The cell has more than {limit} characters; shorten it.',
  cell_outside_header:
    'The row goes on beyond the last named column; name that column or clear it.',
  stray_quote:
    'A quotation mark inside a quoted cell is not doubled, so the cells cannot be told apart; ' +
    'write it twice.',
  quote_not_closed: 'A quotation mark opened in this row is never closed; close it.',

  broken_json: 'The line is not JSON ({reason}); write one value a line.',

  workbook_damaged: 'The workbook is damaged ({reason}); save it again.',
  no_such_sheet: 'There is no sheet "{name}"; there are: {names}.',
  error_in_cell: 'The cell shows the error {value}; correct it in the spreadsheet.',
  formula_without_value:
    'The cell has a formula and no computed value; open and save it in a spreadsheet program.',
  date_does_not_exist: 'The cell is formatted as a date, but {value} is none; correct it.',
} as const;

type NamesIn<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

export type SheetProblemCode = keyof typeof sentences;

/** What a sentence needs to be said; checked against its braces by the compiler. */
export type SheetProblemParams<C extends SheetProblemCode> = Readonly<
  Record<NamesIn<(typeof sentences)[C]>, string | number>
>;

/** Where a problem lies; rows count from 1 as a person sees them, columns by name or letter. */
export interface Place {
  readonly file?: string | undefined;
  readonly row?: number | undefined;
  readonly column?: string | undefined;
}

export const sheetProblemCodes = Object.keys(sentences) as readonly SheetProblemCode[];

/** Why a table, or one row of it, cannot be taken; thrown for a file, listed for a row. */
export class SheetProblem<C extends SheetProblemCode = SheetProblemCode> extends Error {
  readonly code: C;
  readonly params: Readonly<Record<string, string | number>>;
  readonly file: string | undefined;
  readonly row: number | undefined;
  readonly column: string | undefined;
  /** The English sentence without the place; `message` has both. */
  readonly detail: string;

  constructor(code: C, params: SheetProblemParams<C>, place: Place = {}) {
    const values: Readonly<Record<string, string | number>> = params;
    const detail = sentences[code].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
    const { file, row, column } = place;
    const where = [file, row && `row ${row}`, column && `column ${column}`].filter(Boolean);
    super(where.length > 0 ? `${where.join(', ')}: ${detail}` : detail);
    this.name = 'SheetProblem';
    this.code = code;
    this.params = values;
    this.file = file;
    this.row = row;
    this.column = column;
    this.detail = detail;
  }
}
