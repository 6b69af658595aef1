import { Readable } from 'node:stream';
import type { SheetLimits } from './limits.ts';
import { SheetProblem } from './problem.ts';
import { inBatches } from './written.ts';

/** One line of a JSON Lines file. */
export interface JsonLine {
  /** The line in the file, from 1. */
  readonly row: number;
  /** What stands there; undefined where the line is not JSON, and then `problems` says why. */
  readonly value: unknown;
  readonly problems: readonly SheetProblem[];
  /** How much of the file has been read, 0 to 1. */
  readonly progress: number;
}

const NONE: readonly never[] = [];

/** Parses a text line by line; blank lines are passed over, broken ones carry their problem. */
export async function* parseLines(
  text: AsyncIterable<string>,
  limits: SheetLimits,
  file: string,
  progress: () => number,
): AsyncGenerator<JsonLine> {
  let count = 0;
  for await (const { row, line } of linesOf(text)) {
    if (++count > limits.maxRows) {
      throw new SheetProblem('too_many_rows', { limit: limits.maxRows }, { file, row });
    }
    if (line.trim() !== '') yield { row, ...parsed(line, file, row), progress: progress() };
  }
}

function parsed(line: string, file: string, row: number): Pick<JsonLine, 'value' | 'problems'> {
  try {
    return { value: JSON.parse(line), problems: NONE };
  } catch (error) {
    const reason = (error as Error).message;
    const problem = new SheetProblem('broken_json', { reason }, { file, row });
    return { value: undefined, problems: [problem] };
  }
}

async function* linesOf(text: AsyncIterable<string>) {
  let row = 1;
  let held = '';
  for await (const piece of text) {
    let from = 0;
    for (let at = piece.indexOf('\n'); at !== -1; at = piece.indexOf('\n', from)) {
      yield { row: row++, line: held + piece.slice(from, at) };
      held = '';
      from = at + 1;
    }
    held += piece.slice(from);
  }
  if (held !== '') yield { row, line: held };
}

/**
 * Writes one JSON value a line, UTF-8 without a mark.
 *
 * @returns The bytes as a stream, made as they are asked for.
 */
export function writeJsonLines(rows: Iterable<unknown> | AsyncIterable<unknown>): Readable {
  const lines = inBatches(rows, (row) => `${JSON.stringify(row)}\n`);
  return Readable.from(lines, { objectMode: false });
}
