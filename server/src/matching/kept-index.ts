/**
 * What was learned, on disk, so that a start reads it instead of learning it again. What was kept
 * belongs to one log: its digest at an event says whether this is still that log.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tx } from '../runtime/sql.ts';
import { CorpusDigest } from './corpus-digest.ts';
import type { Learned } from './learn-meaning.ts';
import { type RecordKind, recordKinds } from './record.ts';
import { digestOfLog } from './text-views.ts';

interface State {
  readonly version: 2;
  readonly sequence: string;
  readonly logDigest: string;
  readonly texts: [id: string, digest: string][];
}

const stateFile = 'state.json';
const fileOf = (kind: RecordKind | 'space', sequence: bigint | string) =>
  `${kind}-${sequence}.index`;

/** The state is written last: what it names is whole. */
export async function keepIndex(tx: Tx, folder: string, learned: Learned): Promise<void> {
  const logDigest = await digestOfLog(tx, learned.sequence);
  if (logDigest === null) return;
  await mkdir(folder, { recursive: true });
  const { space, places } = learned.meaning;
  const write = (kind: RecordKind | 'space', bytes: Uint8Array) =>
    writeFile(join(folder, fileOf(kind, learned.sequence)), bytes);
  await write('space', space);
  for (const kind of recordKinds) await write(kind, places[kind]);
  const sequence = learned.sequence.toString();
  const state: State = { version: 2, sequence, logDigest, texts: learned.digest.parts() };
  const fresh = join(folder, `${stateFile}.${process.pid}`);
  await writeFile(fresh, JSON.stringify(state));
  await rename(fresh, join(folder, stateFile));
  for (const file of await readdir(folder)) {
    const old = file.endsWith('.index') && !file.endsWith(`-${sequence}.index`);
    if (old) await rm(join(folder, file), { force: true });
  }
}

/** Null where nothing was kept, or it is of another log. */
export async function readKeptIndex(tx: Tx, folder: string): Promise<Learned | null> {
  const text = await readFile(join(folder, stateFile), 'utf8').catch(() => null);
  if (text === null) return null;
  const state = JSON.parse(text) as State;
  if (state.version !== 2) return null;
  const sequence = BigInt(state.sequence);
  if ((await digestOfLog(tx, sequence)) !== state.logDigest) return null;
  const bytes = async (kind: RecordKind | 'space') => {
    const file = await readFile(join(folder, fileOf(kind, sequence)));
    return new Uint8Array(file);
  };
  const places = { technology: await bytes('technology'), need: await bytes('need') };
  const meaning = { space: await bytes('space'), places };
  return { sequence, digest: CorpusDigest.withParts(state.texts), meaning };
}
