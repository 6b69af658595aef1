import { type FactRow, OPTIONAL_COLUMNS, OWN_COLUMNS } from './fact-book.ts';
import type { Problem } from './statement.ts';
import type { Terms } from './terms.ts';

export type FactsFileReading =
  | { readonly rows: readonly FactRow[] }
  | { readonly problems: readonly Problem[] };

/**
 * Facts as a file that reads back as the same rows, so that whoever settles from it gets the same
 * digest. Every row has every column.
 *
 * @param terms  Whose declared columns follow those that every agreement has.
 * @param rows   Facts; blanks around a value are left out, as reading would.
 * @returns      CSV with a header, lines ended by a line feed.
 * @example
 * const rows = [{ period: '2020', party: 'a', measure: 'tax', amount: '1', unit: 'CNY' }];
 * readFacts(writeFacts({}, rows)).rows[0].evidence // → ''
 *
 * Cost: linear in the text. Source: RFC 4180.
 */
export function writeFacts(terms: Pick<Terms, 'columns'>, rows: readonly FactRow[]): string {
  const declared = (terms.columns ?? []).map(({ name }) => name);
  const columns = [...OWN_COLUMNS, ...OPTIONAL_COLUMNS, ...declared];
  const lines = rows.map((row) => columns.map((name) => cell(row[name] ?? '')).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

function cell(value: string): string {
  const text = value.trim();
  return /[",\r\n]|^#/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Reads a file of facts: a header, then a row a line. Lines that begin with `#` are comments, empty
 * ones are passed over, and blanks around a value are left out.
 *
 * @param text  CSV in any of the three line ends, with a byte order mark or without.
 * @returns     `{ rows }`, each with all columns of the header, or `{ problems }` with the line.
 * @example readFacts('period,party\n# note\n2020, a\n').rows // → [{ period: '2020', party: 'a' }]
 * @example readFacts('period,party\n2020').problems[0].field // → 'line 2'
 *
 * Cost: linear in the text. Source: RFC 4180.
 */
export function readFacts(text: string): FactsFileReading {
  const problem = (code: string, line: number, detail: string): FactsFileReading => ({
    problems: [{ code, clause: null, field: `line ${line}`, detail }],
  });
  let header: readonly string[] | null = null;
  const rows: FactRow[] = [];
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
