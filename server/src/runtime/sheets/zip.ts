import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import type { SheetLimits } from './limits.ts';
import { SheetProblem } from './problem.ts';
import { asDamage, CHUNK_BYTES, checkUnpacked, chunksOf, type Source } from './source.ts';

/** One entry as the central directory promises it. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly at: number;
}

export interface Archive {
  readonly source: Source;
  readonly entries: ReadonlyMap<string, ZipEntry>;
  readonly unpackedBytes: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const END_64_LOCATOR = 0x07064b50;
const LONGEST_COMMENT = 0xffff;

/**
 * Reads the central directory of a zip and judges it before anything is unpacked: how much it
 * promises, how many entries, their names, passwords, and whether entries share bytes (by which
 * a small file multiplies itself). What it promises is held against the truth by `unpack`.
 *
 * @throws SheetProblem if it is damaged, encrypted, unsafe or too large.
 */
export async function openArchive(source: Source, limits: SheetLimits): Promise<Archive> {
  const directory = await findDirectory(source);
  if (directory.count > limits.maxEntries || directory.length > limits.maxEntries * 1024) {
    throw new SheetProblem('too_many_entries', { limit: limits.maxEntries }, whole(source));
  }
  const bytes = await source.read(directory.at, directory.length);
  const list = [...entriesOf(bytes, source)];
  if (list.length !== directory.count) throw damaged(source, 'the directory miscounts its entries');

  const entries = new Map<string, ZipEntry>();
  let unpackedBytes = 0;
  for (const entry of list) {
    if (entries.has(entry.name)) throw damaged(source, `two entries are named ${entry.name}`);
    entries.set(entry.name, entry);
    unpackedBytes += entry.unpackedBytes;
  }
  checkUnpacked(unpackedBytes, source.bytes, limits, whole(source));
  refuseOverlaps(list, directory.at, source);
  return { source, entries, unpackedBytes };
}

/** Unpacks one entry a piece at a time, never past what the directory promised. */
export async function* unpack(
  { source }: Archive,
  entry: ZipEntry,
  onRead: (packedBytes: number) => void = () => {},
): AsyncGenerator<Buffer> {
  const at = await dataOf(source, entry);
  const packed = chunksOf(source, { at, length: entry.packedBytes, onRead });
  let unpacked = 0;
  let crc = 0;
  for await (const chunk of entry.method === 0 ? packed : inflated(packed, source)) {
    unpacked += chunk.length;
    if (unpacked > entry.unpackedBytes) {
      const params = { name: entry.name, promised: entry.unpackedBytes, unpacked };
      throw new SheetProblem('archive_lies', params, whole(source));
    }
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (unpacked !== entry.unpackedBytes || crc !== entry.crc) {
    throw damaged(source, `the entry ${entry.name} does not match its check sum`);
  }
}

/** Node's own inflater, because it stops when its reader does: memory stays at a few chunks. */
async function* inflated(packed: AsyncIterable<Buffer>, source: Source): AsyncGenerator<Buffer> {
  const input = Readable.from(packed);
  const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES });
  input.on('error', (error) => inflate.destroy(error));
  try {
    yield* input.pipe(inflate) as AsyncIterable<Buffer>;
  } catch (error) {
    throw asDamage(error, whole(source));
  } finally {
    input.destroy();
    inflate.destroy();
  }
}

async function findDirectory(source: Source) {
  const tailAt = Math.max(0, source.bytes - 22 - LONGEST_COMMENT);
  const tail = await source.read(tailAt, source.bytes - tailAt);
  let end = tail.length - 22;
  // The record is the one whose comment ends exactly where the file does.
  while (end >= 0 && !isEnd(tail, end)) end--;
  if (end < 0) throw damaged(source, 'its directory is missing');
  let at = tail.readUInt32LE(end + 16);
  let length = tail.readUInt32LE(end + 12);
  let count = tail.readUInt16LE(end + 10);
  if (at === 0xffffffff || length === 0xffffffff || count === 0xffff) {
    const locator = await source.read(tailAt + end - 20, 20);
    if (locator.length < 20 || locator.readUInt32LE(0) !== END_64_LOCATOR) {
      throw damaged(source, 'its large directory is missing');
    }
    const record = await source.read(uint64(locator, 8), 56);
    if (record.length < 56 || record.readUInt32LE(0) !== END_64) {
      throw damaged(source, 'its large directory is missing');
    }
    [count, length, at] = [uint64(record, 32), uint64(record, 40), uint64(record, 48)];
  }
  if (at + length > tailAt + end) throw damaged(source, 'its directory lies outside of it');
  return { at, length, count };
}

function isEnd(tail: Buffer, at: number): boolean {
  return tail.readUInt32LE(at) === END && at + 22 + tail.readUInt16LE(at + 20) === tail.length;
}

function* entriesOf(bytes: Buffer, source: Source): Generator<ZipEntry> {
  for (let at = 0; at < bytes.length; ) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) {
      throw damaged(source, 'its directory breaks off');
    }
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
    const name = bytes.toString('utf8', at + 46, nameEnd);
    const method = bytes.readUInt16LE(at + 10);
    if (isUnsafe(name)) {
      throw new SheetProblem('unsafe_entry_name', { name: name.slice(0, 80) }, whole(source));
    }
    if (bytes.readUInt16LE(at + 8) & 0b10000001000001) {
      throw new SheetProblem('encrypted_file', {}, whole(source));
    }
    if (method !== 0 && method !== 8) {
      throw new SheetProblem('unsupported_compression', { name, method }, whole(source));
    }
    const sizes = {
      unpackedBytes: bytes.readUInt32LE(at + 24),
      packedBytes: bytes.readUInt32LE(at + 20),
      at: bytes.readUInt32LE(at + 42),
    };
    yield {
      name,
      method,
      crc: bytes.readUInt32LE(at + 16),
      ...largeSizes(sizes, bytes.subarray(nameEnd, extraEnd), source),
    };
    at = extraEnd + bytes.readUInt16LE(at + 32);
  }
}

/** Sizes that do not fit 32 bits stand, in this order, in an extra field with the id 1. */
function largeSizes<T extends Record<string, number>>(sizes: T, extra: Buffer, source: Source): T {
  const large = Object.keys(sizes).filter((key) => sizes[key] === 0xffffffff);
  if (large.length === 0) return sizes;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1 || at + 4 + 8 * large.length > extra.length) continue;
    const found = large.map((key, index) => [key, uint64(extra, at + 4 + 8 * index)]);
    return { ...sizes, ...Object.fromEntries(found) };
  }
  throw damaged(source, 'a large size is missing');
}

/** Nothing is ever written to the disk by these names; a workbook has no need for such, though. */
function isUnsafe(name: string): boolean {
  return (
    name === '' ||
    name.startsWith('/') ||
    /[\\:\0]/.test(name) ||
    name.split('/').some((part) => part === '..' || part === '.')
  );
}

function refuseOverlaps(entries: readonly ZipEntry[], directoryAt: number, source: Source): void {
  const inOrder = entries.toSorted((a, b) => a.at - b.at);
  for (const [index, entry] of inOrder.entries()) {
    const next = inOrder[index + 1]?.at ?? directoryAt;
    if (entry.at + 30 + Buffer.byteLength(entry.name) + entry.packedBytes > next) {
      throw damaged(source, `the entry ${entry.name} overlaps another`);
    }
  }
}

async function dataOf(source: Source, entry: ZipEntry): Promise<number> {
  const header = await source.read(entry.at, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL) {
    throw damaged(source, `the entry ${entry.name} is missing`);
  }
  const nameLength = header.readUInt16LE(26);
  const name = await source.read(entry.at + 30, nameLength);
  if (name.toString('utf8') !== entry.name) {
    throw damaged(source, `the entry ${entry.name} has another name inside`);
  }
  return entry.at + 30 + nameLength + header.readUInt16LE(28);
}

function uint64(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 2 ** 32;
}

function whole(source: Source) {
  return { file: source.name };
}

function damaged(source: Source, reason: string): SheetProblem {
  return new SheetProblem('archive_damaged', { reason }, whole(source));
}
