import { readCsv } from './csv-read.ts';
import { decoded } from './encoding.ts';
import {
  type InspectedFile,
  type InspectOptions,
  inspectFile,
  type TableKind,
  unwrapped,
} from './inspect.ts';
import { type JsonLine, parseLines } from './json-lines.ts';
import { DEFAULT_LIMITS, type SheetLimits } from './limits.ts';
import { SheetProblem } from './problem.ts';
import { chunksOf, gunzipped, openFile, type Source } from './source.ts';
import { type RawBatch, type SheetRow, underHeader } from './table.ts';
import { readVocabulary, readWorksheet, sheetNamed, workbookOf } from './xlsx-read.ts';

export interface ReadOptions extends InspectOptions {
  /** The kind that is wanted; another one is refused. */
  readonly kind?: 'csv' | 'xlsx' | undefined;
  /** Which worksheet; the first visible one where absent. */
  readonly sheet?: string | undefined;
}

/** A table with its header. */
export interface Sheet {
  readonly file: InspectedFile;
  readonly columns: readonly string[];
  /** Reads the file anew each time it is gone through, and closes it however that ends. */
  readonly rows: AsyncIterable<SheetRow>;
}

/** A file of JSON values. */
export interface JsonLines {
  readonly file: InspectedFile;
  /** Reads the file anew each time it is gone through, and closes it however that ends. */
  readonly lines: AsyncIterable<JsonLine>;
}

/**
 * Inspects a CSV or XLSX file, plain or in a gzip, and reads its table row by row.
 *
 * What is wrong with single cells comes with their row in `problems`; what makes further reading
 * senseless is thrown, from here or out of `rows`.
 *
 * @throws SheetProblem as `inspectFile`; if the header is wrong; `kind_differs`, `no_such_sheet`.
 * @example
 * const { columns, rows } = await readSheet('organisations.csv');
 * for await (const { row, cells, problems } of rows) …
 *
 * Memory: a few pieces of 64 KiB; for XLSX also the texts that its cells share.
 */
export async function readSheet(path: string, options: ReadOptions = {}): Promise<Sheet> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const file = await inspectFile(path, options);
  expect(file, options.kind === undefined ? ['csv', 'xlsx'] : [options.kind]);
  const read = file.kind === 'xlsx' ? worksheet : csv;
  const open = await read(path, file, options, limits);
  return { file, ...(await underHeader(open, file.name, limits)) };
}

/**
 * Inspects a JSON Lines file, plain or in a gzip, and reads it value by value.
 *
 * @throws SheetProblem as `inspectFile`; `kind_differs`.
 */
export async function readJsonLines(
  path: string,
  options: InspectOptions = {},
): Promise<JsonLines> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const file = await inspectFile(path, options);
  expect(file, ['jsonl']);
  const open = () =>
    opened(path, file.name, limits, (source) => {
      const { text, progress } = textOf(source, file, limits);
      return parseLines(text, limits, file.name, progress);
    });
  return { file, lines: { [Symbol.asyncIterator]: open } };
}

async function csv(path: string, file: InspectedFile, _: ReadOptions, limits: SheetLimits) {
  const delimiter = file.kind === 'csv' ? file.delimiter : ',';
  return () =>
    opened(path, file.name, limits, (source) => {
      const { text, progress } = textOf(source, file, limits);
      return readCsv(text, delimiter, limits, file.name, progress);
    });
}

async function worksheet(
  path: string,
  file: InspectedFile,
  { sheet }: ReadOptions,
  limits: SheetLimits,
): Promise<() => AsyncIterable<RawBatch>> {
  const bytes = (source: Source) => (file.isGzip ? unwrapped(source, limits) : source);
  const source = await openFile(path, limits, file.name);
  try {
    const workbook = await workbookOf(await bytes(source), limits);
    const { entry } = sheetNamed(workbook, sheet);
    const vocabulary = await readVocabulary(workbook, limits);
    return () =>
      opened(path, file.name, limits, async function* (again) {
        yield* readWorksheet(await bytes(again), entry, vocabulary, limits);
      });
  } finally {
    await source.close();
  }
}

function textOf(source: Source, file: InspectedFile, limits: SheetLimits) {
  let taken = 0;
  const onRead = (bytes: number) => {
    taken = bytes;
  };
  const pieces = file.isGzip ? gunzipped(source, limits, onRead) : chunksOf(source, { onRead });
  const encoding = file.kind === 'xlsx' ? 'utf-8' : file.encoding;
  const text = decoded(pieces, encoding, limits, file.name);
  return { text, progress: () => taken / source.bytes };
}

async function* opened<T>(
  path: string,
  name: string,
  limits: SheetLimits,
  read: (source: Source) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const source = await openFile(path, limits, name);
  try {
    yield* read(source);
  } finally {
    await source.close();
  }
}

function expect(file: InspectedFile, kinds: readonly TableKind[]): void {
  if (kinds.includes(file.kind)) return;
  const params = { found: file.kind, expected: kinds.join(' or ') };
  throw new SheetProblem('kind_differs', params, { file: file.name });
}
