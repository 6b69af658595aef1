import { type Delimiter, tellDelimiter } from './csv-read.ts';
import { type Encoding, markOf, tellEncoding } from './encoding.ts';
import { DEFAULT_LIMITS, type SheetLimits } from './limits.ts';
import { SheetProblem } from './problem.ts';
import { foreignText, foreignZip, signatureOf } from './signature.ts';
import {
  bytesInMemory,
  CHUNK_BYTES,
  chunksOf,
  gunzipped,
  openFile,
  type Source,
} from './source.ts';
import { openWorkbook } from './xlsx-parts.ts';
import { openArchive } from './zip.ts';

export type TableKind = 'csv' | 'jsonl' | 'xlsx';

interface Inspected {
  /** What a person calls the file. */
  readonly name: string;
  readonly isGzip: boolean;
  readonly bytes: number;
  readonly unpackedBytes: number;
}

/** What a file truly is, by its content. */
export type InspectedFile = Inspected &
  (
    | { readonly kind: 'csv'; readonly encoding: Encoding; readonly delimiter: Delimiter }
    | { readonly kind: 'jsonl'; readonly encoding: Encoding }
    | { readonly kind: 'xlsx'; readonly sheets: readonly string[] }
  );

/** How a caller bounds a file and names it; an upload lies under a name nobody knows. */
export interface InspectOptions {
  readonly limits?: Partial<SheetLimits> | undefined;
  readonly name?: string | undefined;
}

/**
 * Tells what kind of table a file holds, by content and never by its name, and judges its size
 * with all wrappings off. Nothing is kept: a gzip is counted through, a zip judged by its
 * directory, a text read once for its encoding.
 *
 * @throws SheetProblem if it is no table, damaged, encrypted, too large or of unknown encoding.
 */
export async function inspectFile(
  path: string,
  { limits: given, name }: InspectOptions = {},
): Promise<InspectedFile> {
  const limits = { ...DEFAULT_LIMITS, ...given };
  const source = await openFile(path, limits, name);
  try {
    return await inspectSource(source, limits);
  } finally {
    await source.close();
  }
}

async function inspectSource(source: Source, limits: SheetLimits): Promise<InspectedFile> {
  const packed = await source.read(0, 2);
  const isGzip = packed[0] === 0x1f && packed[1] === 0x8b;
  const pieces = () => (isGzip ? gunzipped(source, limits) : chunksOf(source));
  const head = await headOf(pieces());
  const mark = markOf(head);
  const signature = signatureOf(head, mark === 'utf-16le' || mark === 'utf-16be');
  const place = { file: source.name };
  if (head.length === 0) throw new SheetProblem('empty_file', {}, place);
  if (typeof signature === 'object') {
    throw new SheetProblem('not_a_table_file', { found: signature.foreign }, place);
  }
  if (signature === 'gzip') {
    throw new SheetProblem('not_a_table_file', { found: 'a gzip within a gzip' }, place);
  }
  const common = { name: source.name, isGzip, bytes: source.bytes };
  if (signature === 'zip') {
    const workbook = isGzip ? await unwrapped(source, limits) : source;
    return { ...common, ...(await inspectZip(workbook, limits)) };
  }
  const { encoding, bytes } = await tellEncoding(pieces, source.name);
  const text = new TextDecoder(encoding).decode(head, { stream: true });
  if (text.trim() === '' && bytes <= head.length) throw new SheetProblem('empty_file', {}, place);
  const found = foreignText(text);
  if (found !== undefined) throw new SheetProblem('not_a_table_file', { found }, place);
  const known = { ...common, unpackedBytes: bytes, encoding };
  return isJsonLine(text)
    ? { ...known, kind: 'jsonl' }
    : { ...known, kind: 'csv', delimiter: tellDelimiter(text) };
}

async function inspectZip(source: Source, limits: SheetLimits) {
  const archive = await openArchive(source, limits);
  const found = foreignZip(archive.entries.keys());
  if (found !== undefined) {
    throw new SheetProblem('not_a_table_file', { found }, { file: source.name });
  }
  const { sheets } = await openWorkbook(archive, limits);
  const unpackedBytes = archive.unpackedBytes;
  return { kind: 'xlsx', unpackedBytes, sheets: sheets.map(({ name }) => name) } as const;
}

/** A workbook needs to be read from any place, so one that came in a gzip is held in memory. */
export async function unwrapped(source: Source, limits: SheetLimits): Promise<Source> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of gunzipped(source, limits)) {
    bytes += piece.length;
    if (bytes > limits.maxBytes) {
      const params = { bytes, limit: limits.maxBytes };
      throw new SheetProblem('file_too_large', params, { file: source.name });
    }
    pieces.push(piece);
  }
  return bytesInMemory(source.name, Buffer.concat(pieces));
}

async function headOf(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const head: Buffer[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    head.push(piece);
    bytes += piece.length;
    if (bytes >= CHUNK_BYTES) break;
  }
  return Buffer.concat(head);
}

/** Whether the first line is, or begins, a JSON object; a broken one is a problem of its row. */
function isJsonLine(head: string): boolean {
  return /^\s*\{\s*("|\})/.test(head);
}
