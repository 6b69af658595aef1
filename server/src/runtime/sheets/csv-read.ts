import { unguard } from './formula-guard.ts';
import type { SheetLimits } from './limits.ts';
import { SheetProblem } from './problem.ts';
import type { RawBatch, RawRow } from './table.ts';

export type Delimiter = ',' | ';' | '\t';

/**
 * Tells what separates the cells: the candidate that stands equally often, and most often, in the
 * first lines outside of quotes. A table of one column has none; then it is the comma.
 */
export function tellDelimiter(head: string): Delimiter {
  const candidates: readonly Delimiter[] = [',', ';', '\t'];
  const counts = new Map(candidates.map((delimiter) => [delimiter, [0]]));
  let quoted = false;
  let lines = 1;
  for (const character of head) {
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character === '\n') {
      if (++lines > 20) break;
      for (const list of counts.values()) list.push(0);
    }
    const list = counts.get(character as Delimiter);
    if (list) list[list.length - 1]!++;
  }
  const score = (delimiter: Delimiter) => {
    const [header = 0, ...rows] = counts.get(delimiter)!;
    const alike = rows.filter((count) => count === header).length;
    // The last line may be cut off, so being alike weighs but does not decide.
    return header === 0 ? 0 : (1 + alike) * 1_000 + Math.min(header, 999);
  };
  return candidates.reduce((best, next) => (score(next) > score(best) ? next : best));
}

/** Reads the records of a CSV text (RFC 4180); rows are the lines on which they begin. */
export async function* readCsv(
  text: AsyncIterable<string>,
  delimiter: Delimiter,
  limits: SheetLimits,
  file: string,
  progress: () => number,
): AsyncGenerator<RawBatch> {
  const records = new Records(delimiter, limits, file);
  for await (const piece of text) yield { rows: records.of(piece), progress: progress() };
  yield { rows: records.ofRest(), progress: 1 };
}

const QUOTE = '"';
const LF = 10;
const CR = 13;

/**
 * Cuts a text into records. A mark inside an unquoted cell is a character like any other. One
 * that neither ends a quoted cell nor is doubled is what careless programs write for `""`: the
 * cell then goes on to the next delimiter, and the row says that it was guessed.
 */
class Records {
  readonly #delimiter: number;
  readonly #limits: SheetLimits;
  readonly #file: string;
  #text = '';
  #at = 0;
  #line = 1;
  #isLast = false;
  /** A record that goes on is tried again when twice as much is there, so time stays linear. */
  #tryAgainAt = 0;

  constructor(delimiter: Delimiter, limits: SheetLimits, file: string) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#limits = limits;
    this.#file = file;
  }

  of(piece: string): readonly RawRow[] {
    this.#text += piece;
    return this.#text.length < this.#tryAgainAt ? [] : this.#takeRows();
  }

  ofRest(): readonly RawRow[] {
    this.#isLast = true;
    return this.#takeRows();
  }

  #takeRows(): readonly RawRow[] {
    const rows: RawRow[] = [];
    let begin = 0;
    this.#at = 0;
    while (begin < this.#text.length) {
      const row = this.#record();
      this.#refuseLong((row ? this.#at : this.#text.length) - begin);
      if (!row) break;
      rows.push(row);
      this.#line += 1 + newlinesIn(this.#text, begin, this.#endOfCells);
      begin = this.#at;
    }
    this.#text = this.#text.slice(begin);
    this.#tryAgainAt = Math.min(this.#text.length * 2, this.#limits.maxLineLength);
    return rows;
  }

  #endOfCells = 0;

  /** One record and its line end; undefined if more text is needed to know where it ends. */
  #record(): RawRow | undefined {
    const values: string[] = [];
    let isGuessed = false;
    for (;;) {
      const begin = this.#at;
      const isQuoted = this.#text[begin] === QUOTE;
      const end = isQuoted ? this.#endOfQuoted(begin) : this.#endOfCell(begin);
      if (end === undefined) return undefined;
      const isWhole = isQuoted && this.#closedAt === end - 1;
      if (isQuoted && !isWhole) isGuessed = true;
      values.push(
        unguard(isQuoted ? this.#unquoted(begin, end, isWhole) : this.#text.slice(begin, end)),
      );

      const sign = this.#text.charCodeAt(end);
      this.#at = end + 1;
      if (sign === this.#delimiter) continue;
      if (sign === CR) {
        if (end + 1 === this.#text.length && !this.#isLast) return undefined;
        if (this.#text.charCodeAt(end + 1) === LF) this.#at++;
      } else if (Number.isNaN(sign) && !this.#isLast) return undefined;
      this.#endOfCells = end;
      return { row: this.#line, values, isGuessed };
    }
  }

  #closedAt = -1;

  /** Where a quoted cell ends; `#closedAt` is its closing mark, or -1 if that had to be guessed. */
  #endOfQuoted(begin: number): number | undefined {
    this.#closedAt = -1;
    for (let from = begin + 1; ; ) {
      const mark = this.#text.indexOf(QUOTE, from);
      if (mark === -1) {
        if (!this.#isLast) return undefined;
        throw new SheetProblem('quote_not_closed', {}, this.#place());
      }
      if (mark + 1 === this.#text.length && !this.#isLast) return undefined;
      const next = this.#text.charCodeAt(mark + 1);
      if (this.#text[mark + 1] === QUOTE) from = mark + 2;
      else if (Number.isNaN(next) || this.#endsCell(next)) {
        this.#closedAt = mark;
        return mark + 1;
      } else {
        const line = this.#text.slice(begin, mark);
        // A guess never swallows the rows below.
        return this.#endOfCell(/[\r\n]/.test(line) ? begin : mark);
      }
    }
  }

  #endOfCell(begin: number): number {
    let at = begin;
    while (at < this.#text.length && !this.#endsCell(this.#text.charCodeAt(at))) at++;
    return at;
  }

  #endsCell(sign: number): boolean {
    return sign === this.#delimiter || sign === LF || sign === CR;
  }

  #unquoted(begin: number, end: number, isWhole: boolean): string {
    if (isWhole) {
      const inside = this.#text.slice(begin + 1, end - 1);
      return inside.includes(QUOTE) ? inside.replaceAll('""', QUOTE) : inside;
    }
    const raw = this.#text.slice(begin, end);
    return raw.length > 1 && raw.endsWith(QUOTE) ? raw.slice(1, -1) : raw;
  }

  #refuseLong(length: number): void {
    if (length <= this.#limits.maxLineLength) return;
    throw new SheetProblem('line_too_long', { limit: this.#limits.maxLineLength }, this.#place());
  }

  #place() {
    return { file: this.#file, row: this.#line };
  }
}

function newlinesIn(text: string, begin: number, end: number): number {
  let count = 0;
  for (let at = begin; at < end; at++) {
    const sign = text.charCodeAt(at);
    if (sign === LF || (sign === CR && text.charCodeAt(at + 1) !== LF)) count++;
  }
  return count;
}
