/** Files that strangers send lie in the data folder under an id of ours. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { uuidv7 } from '../../runtime/id.ts';
import type { Context, UseCase } from '../../runtime/module.ts';
import { Refusal } from '../../runtime/refusal.ts';
import type { Settings } from '../../runtime/settings.ts';
import type { ImportFile, importContract } from '../import-contract.ts';
import { insertFile } from './import-store.ts';
import { readText } from './values.ts';

const bytesAtMost = 200_000_000;

export function pathOfFile(settings: Pick<Settings, 'dataDir'>, id: string): string {
  return join(settings.dataDir, 'files', id);
}

/**
 * Streams a file into the data folder; it gets its name only when all of it is there.
 *
 * @throws Refusal file_too_large, file_empty
 */
export async function receiveFile(
  ctx: Context,
  given: { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> },
): Promise<ImportFile> {
  const id = uuidv7();
  const path = pathOfFile(ctx.settings, id);
  await mkdir(join(ctx.settings.dataDir, 'files'), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      hash.update(chunk);
      done(bytes > bytesAtMost ? tooLarge() : null, chunk);
    },
  });
  const part = `${path}.part`;
  try {
    await pipeline(given.bytes, counted, createWriteStream(part, { flags: 'wx', mode: 0o600 }));
    if (bytes === 0) throw new Refusal('file_empty', 'The file is empty.');
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  const digest = hash.digest('hex');
  const file = { id, name: nameOf(given.name), bytes, digest };
  await insertFile(ctx.tx, { ...file, uploadedBy: ctx.actor.name }, ctx.now);
  return { ...file, uploadedAt: ctx.now.toISOString() };
}

function tooLarge(): Refusal {
  const detail = `The file has more than ${bytesAtMost} bytes; split it.`;
  return new Refusal('file_too_large', detail, { params: { limit: bytesAtMost } });
}

/** The name as the sender gave it, without its folders; percent-encoded where headers need it. */
function nameOf(given: string): string {
  let name = given;
  try {
    name = decodeURIComponent(given);
  } catch {
    // Not encoded, and with a percent sign of its own.
  }
  return readText(basename(name.replaceAll('\\', '/')))?.slice(0, 200) ?? 'file';
}

export const uploadImportFile: UseCase<(typeof importContract)['uploadImportFile']> = (
  ctx,
  { file },
) => receiveFile(ctx, file);
