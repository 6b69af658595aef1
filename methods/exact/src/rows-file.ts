/** One line of a file, by the names of its columns. */
export type Row = Readonly<Record<string, string>>;

export interface RowsProblem {
  readonly code: 'quote_not_closed' | 'column_twice' | 'values_do_not_fit';
  /** Null: a file knows no clauses. */
  readonly clause: null;
  /** `line 7`. */
  readonly field: string;
  readonly detail: string;
}

export type RowsReading =
  | { readonly rows: readonly Row[] }
  | { readonly problems: readonly RowsProblem[] };

/**
 * Rows as a file that reads back as the same rows, so that whoever computes from it gets the same
 * digest. Every row has every column; blanks around a value are left out, as reading would.
 *
 * @returns CSV with a header, lines ended by a line feed.
 * @example writeRows(['a', 'b'], [{ a: 'x, y' }]) // → 'a,b\n"x, y",\n'
 *
 * Cost: linear in the text. Source: RFC 4180.
 */
export function writeRows(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, string | undefined>>[],
): string {
  const lines = rows.map((row) => columns.map((name) => cell(row[name] ?? '')).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

function cell(value: string): string {
  const text = value.trim();
  return /[",\r\n]|^#/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Reads a file of rows: a header, then a row a line. Lines that begin with `#` are comments, empty
 * ones are passed over, and blanks around a value are left out.
 *
 * @param text  CSV in any of the three line ends, with a byte order mark or without.
 * @returns     `{ rows }`, each with all columns of the header, or `{ problems }` with the line.
 * @example readRows('unit,value\n# note\n2020, a\n').rows // → [{ unit: '2020', value: 'a' }]
 * @example readRows('unit,value\n2020').problems[0].field // → 'line 2'
 *
 * Cost: linear in the text. Source: RFC 4180.
 */
export function readRows(text: string): RowsReading {
  const problem = (code: RowsProblem['code'], line: number, detail: string): RowsReading => ({
    problems: [{ code, clause: null, field: `line ${line}`, detail }],
  });
  let header: readonly string[] | null = null;
  const rows: Row[] = [];
  const lines = new Lines(text.startsWith('\ufeff') ? text.slice(1) : text);
  for (let cells = lines.next(); cells !== null; cells = lines.next()) {
    if (cells === 'open quote') {
      return problem('quote_not_closed', lines.began, 'A quoted value does not end.');
    }
    if (header === null) {
      const twice = cells.find((name, at) => cells.indexOf(name) < at);
      if (twice !== undefined) {
        return problem('column_twice', lines.began, `The column ${twice} stands there twice.`);
      }
      header = cells;
    } else if (cells.length !== header.length) {
      const detail = `There are ${cells.length} values for ${header.length} columns.`;
      return problem('values_do_not_fit', lines.began, detail);
    } else {
      rows.push(Object.fromEntries(header.map((name, at) => [name, cells[at]!])));
    }
  }
  return { rows };
}

/** The lines that say something, each as its values. */
class Lines {
  /** The number of the line that came last. */
  began = 0;
  readonly #text: string;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  next(): readonly string[] | 'open quote' | null {
    while (this.#at < this.#text.length) {
      this.began = this.#line;
      if (this.#text[this.#at] === '#') this.#passTo(/[\r\n]/);
      const cells = this.#cells();
      if (cells === 'open quote' || cells.length > 1 || cells[0] !== '') return cells;
    }
    return null;
  }

  #cells(): string[] | 'open quote' {
    const cells: string[] = [];
    for (;;) {
      const plain = this.#passTo(/[",\r\n]/);
      if (this.#text[this.#at] === '"' && plain.trim() === '') {
        const quoted = this.#quoted();
        if (quoted === null) return 'open quote';
        cells.push(quoted);
        this.#passTo(/[,\r\n]/);
      } else {
        cells.push((plain + this.#passTo(/[,\r\n]/)).trim());
      }
      const end = this.#text[this.#at];
      this.#at += 1;
      if (end === ',') continue;
      if (end === '\r' && this.#text[this.#at] === '\n') this.#at += 1;
      this.#line += 1;
      return cells;
    }
  }

  /** From the quote that opens to the one that closes; two stand for one. */
  #quoted(): string | null {
    let value = '';
    for (;;) {
      const close = this.#text.indexOf('"', this.#at + 1);
      if (close < 0) return null;
      const part = this.#text.slice(this.#at + 1, close);
      this.#line += part.split('\n').length - 1;
      this.#at = close + 1;
      value += part;
      if (this.#text[this.#at] !== '"') return value;
      value += '"';
    }
  }

  #passTo(wanted: RegExp): string {
    const from = this.#at;
    while (this.#at < this.#text.length && !wanted.test(this.#text[this.#at]!)) this.#at += 1;
    return this.#text.slice(from, this.#at);
  }
}
