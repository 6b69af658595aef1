import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { RATIO_MATTERS_FROM_BYTES, type SheetLimits } from './limits.ts';
import { SheetProblem } from './problem.ts';

export const CHUNK_BYTES = 64 * 1024;

/** Bytes that can be read from any place, wherever they lie. */
export interface Source {
  /** What a person calls the file. */
  readonly name: string;
  readonly bytes: number;
  /** Reads up to `length` bytes; fewer only at the end. */
  read(at: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** Opens an ordinary file of bounded size; folders, pipes and devices are refused unopened. */
export async function openFile(
  path: string,
  limits: SheetLimits,
  name = basename(path),
): Promise<Source> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new SheetProblem('no_such_file', {}, { file: name });
    throw error;
  });
  if (!found.isFile()) throw new SheetProblem('not_a_file', {}, { file: name });
  if (found.size === 0) throw new SheetProblem('empty_file', {}, { file: name });
  if (found.size > limits.maxBytes) {
    const params = { bytes: found.size, limit: limits.maxBytes };
    throw new SheetProblem('file_too_large', params, { file: name });
  }
  const handle = await open(path, 'r');
  return {
    name,
    bytes: found.size,
    async read(at, length) {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, found.size - at)));
      let filled = 0;
      while (filled < buffer.length) {
        const { bytesRead } = await handle.read(
          buffer,
          filled,
          buffer.length - filled,
          at + filled,
        );
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return buffer.subarray(0, filled);
    },
    close: () => handle.close(),
  };
}

/** The same over bytes in memory: a workbook that came inside a gzip. */
export function bytesInMemory(name: string, bytes: Buffer): Source {
  return {
    name,
    bytes: bytes.length,
    read: async (at, length) => bytes.subarray(at, at + length),
    close: async () => {},
  };
}

/** Hears how many bytes of the file have been taken so far. */
export type OnRead = (bytes: number) => void;

/** All bytes from `at` on, a piece at a time. */
export async function* chunksOf(
  source: Source,
  { at = 0, length, onRead }: { at?: number; length?: number; onRead?: OnRead } = {},
): AsyncGenerator<Buffer> {
  const wanted = length ?? source.bytes - at;
  for (let taken = 0; taken < wanted; ) {
    const chunk = await source.read(at + taken, Math.min(CHUNK_BYTES, wanted - taken));
    if (chunk.length === 0) return;
    taken += chunk.length;
    onRead?.(taken);
    yield chunk;
  }
}

/** Takes a gzip off, counting as it goes and stopping at the first byte too many. */
export async function* gunzipped(
  source: Source,
  limits: SheetLimits,
  onRead?: OnRead,
): AsyncGenerator<Buffer> {
  const place = { file: source.name };
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  const packed = Readable.from(chunksOf(source, onRead ? { onRead } : {}));
  packed.on('error', (error) => gunzip.destroy(error));
  let unpacked = 0;
  try {
    for await (const chunk of packed.pipe(gunzip) as AsyncIterable<Buffer>) {
      unpacked += chunk.length;
      checkUnpacked(unpacked, source.bytes, limits, place);
      yield chunk;
    }
  } catch (error) {
    throw asDamage(error, place);
  } finally {
    packed.destroy();
    gunzip.destroy();
  }
}

/** Holds an unpacked size, promised or counted, against the bounds. */
export function checkUnpacked(
  unpacked: number,
  packed: number,
  limits: SheetLimits,
  place: { file: string },
): void {
  if (unpacked > limits.maxUnpackedBytes) {
    const params = { limit: limits.maxUnpackedBytes, unpacked };
    throw new SheetProblem('unpacks_too_large', params, place);
  }
  if (unpacked > RATIO_MATTERS_FROM_BYTES && unpacked > packed * limits.maxRatio) {
    throw new SheetProblem('packed_too_tightly', { limit: limits.maxRatio }, place);
  }
}

/** What zlib objects to is damage of the file, not a fault of ours. */
export function asDamage(error: unknown, place: { file: string }): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (typeof code !== 'string' || !code.startsWith('Z_')) return error;
  return new SheetProblem('archive_damaged', { reason: (error as Error).message }, place);
}
