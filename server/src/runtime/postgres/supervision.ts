import { setTimeout as sleep } from 'node:timers/promises';
import { endOrphan, type Launch, startPostmaster, stopServer } from './postmaster.ts';

export interface Supervision {
  onRestart(listener: () => void): () => void;
  stop(): Promise<void>;
}

const firstWaitMs = 100;
const longestWaitMs = 10_000;

/** Keeps a server running: when it dies, starts it again, waiting longer after each failure. */
export async function supervise(launch: Launch): Promise<Supervision> {
  const { place, binaries, log } = launch;
  const listeners = new Set<() => void>();
  const stopping = new AbortController();
  let postmaster = await startPostmaster(launch);

  const watching = (async () => {
    for (;;) {
      await postmaster.ended;
      if (stopping.signal.aborted) return;
      log(`PostgreSQL ended unexpectedly (log in ${place.log}); starting it again`);
      if (!(await restart())) return;
      log('PostgreSQL is running again');
      for (const listener of listeners) listener();
    }
  })();

  async function restart(): Promise<boolean> {
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return false;
      try {
        await endOrphan(place, binaries, log);
        postmaster = await startPostmaster(launch);
        if (!stopping.signal.aborted) return true;
        await stopServer(postmaster.pid, place, binaries);
        return false;
      } catch (error) {
        log(
          `${(error as Error).message}\nTrying again in ${Math.min(2 * waitMs, longestWaitMs)} ms`,
        );
      }
    }
  }

  return {
    onRestart(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      stopping.abort();
      // A child that nobody waits for would let the process end here, in the middle of a wait.
      postmaster.awaitEnd();
      // Once it is over its number may belong to another process, which must not be signalled.
      if (!postmaster.isOver()) await stopServer(postmaster.pid, place, binaries);
      await watching;
    },
  };
}
