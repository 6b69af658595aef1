/** Learns what words mean from all published texts, beside the work of this process. */
import { Worker } from 'node:worker_threads';
import type { Tx } from '../runtime/sql.ts';
import { CorpusDigest } from './corpus-digest.ts';
import type { FromWorker, ToWorker } from './learn-meaning-worker.ts';
import { type RecordKind, recordKinds } from './record.ts';
import { headOfLog, textsAfter } from './text-views.ts';

export interface Learned {
  /** The event up to which the texts were read. */
  readonly sequence: bigint;
  readonly digest: CorpusDigest;
  /** What words mean, and where each of the texts lies in that. */
  readonly meaning: Meaning;
}

export interface Meaning {
  readonly space: Uint8Array<ArrayBuffer>;
  readonly places: Readonly<Record<RecordKind, Uint8Array<ArrayBuffer>>>;
}

/** Few enough that handing them over holds up nobody. */
const batch = 200;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/** Null where there is too little to learn from; throws where the thread or the database fails. */
export async function learnMeaning(tx: Tx): Promise<Learned | null> {
  const worker = new Worker(new URL('./learn-meaning-worker.ts', import.meta.url));
  // A node that closes does not wait for it.
  worker.unref();
  try {
    const answer = new Promise<FromWorker>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`The thread ended with ${code}.`)));
    });
    answer.catch(() => {});
    const send = (message: ToWorker) => worker.postMessage(message);
    const sequence = await headOfLog(tx);
    const digest = new CorpusDigest();
    for (const kind of recordKinds) {
      let last: string | undefined = beforeAll;
      while (last !== undefined) {
        const texts = await textsAfter(tx, kind, last, batch);
        for (const text of texts) digest.put(text);
        send({ kind, texts });
        last = texts.length === batch ? texts.at(-1)?.id : undefined;
      }
    }
    send({ kind: 'learn' });
    const meaning = await answer;
    return meaning === null ? null : { sequence, digest, meaning };
  } finally {
    await worker.terminate();
  }
}
