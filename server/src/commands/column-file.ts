import { basename } from 'node:path';
import { readSheet } from '../runtime/sheets/index.ts';

/** Rows of a file that cannot be taken, each with its place. */
export class RowsProblem extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'RowsProblem';
    this.problems = problems;
  }
}

/** What a column must hold: a text that is not empty, a number, or an amount of 0 or more. */
export type ColumnKind = 'text' | 'number' | 'amount';

export interface Columns {
  readonly texts: (column: string) => readonly string[];
  readonly numbers: (column: string) => Float64Array;
  /** The line of each row in the file. */
  readonly lines: readonly number[];
}

const PROBLEMS_AT_MOST = 20;
const MOST_ROWS = 20_000_000;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Reads named columns of a file; others are passed over.
 *
 * @throws RowsProblem with up to twenty problems, each with file, row and column.
 */
export async function readColumns(
  file: string,
  kinds: Readonly<Record<string, ColumnKind>>,
): Promise<Columns> {
  const { columns, rows } = await readSheet(file, { limits: { maxRows: MOST_ROWS } });
  const name = basename(file);
  const missing = Object.keys(kinds).filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    const has = columns.join(', ');
    throw new RowsProblem([`${name}: there is no column ${missing.join(' and ')}; it has ${has}.`]);
  }
  const wanted = Object.entries(kinds);
  const texts = new Map<string, string[]>(wanted.map(([column]) => [column, []]));
  const numbers = new Map<string, number[]>(wanted.map(([column]) => [column, []]));
  const lines: number[] = [];
  const problems: string[] = [];
  for await (const { row, cells, problems: broken } of rows) {
    lines.push(row);
    problems.push(...broken.map(({ message }) => message));
    for (const [column, kind] of wanted) {
      const text = cells[column]?.trim() ?? '';
      const problem = problemOf(text, kind);
      if (problem !== null) problems.push(`${name}, row ${row}, column ${column}: ${problem}`);
      if (kind === 'text') texts.get(column)!.push(text);
      else numbers.get(column)!.push(Number(text));
    }
    if (problems.length >= PROBLEMS_AT_MOST) break;
  }
  if (problems.length > 0) throw new RowsProblem(problems);
  if (lines.length === 0) throw new RowsProblem([`${name}: there is no row below the header.`]);
  return {
    texts: (column) => texts.get(column)!,
    numbers: (column) => Float64Array.from(numbers.get(column)!),
    lines,
  };
}

function problemOf(text: string, kind: ColumnKind): string | null {
  if (text === '') return `it is empty; it needs a ${kind === 'text' ? 'name' : 'number'}.`;
  if (kind === 'text') return null;
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) return `"${text}" is not a number; correct it.`;
  if (kind === 'amount' && value < 0) return `"${text}" is below 0; an amount is 0 or more.`;
  return null;
}
