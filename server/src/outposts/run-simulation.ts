/** Runs a simulation in a thread beside the node, and keeps how far it is. */
import { Worker } from 'node:worker_threads';
import { hold } from '../runtime/hold.ts';
import type { Job, JobContext } from '../runtime/module.ts';
import { loadVersion, markSimulated } from './agreement-store.ts';
import {
  endSimulation,
  findSimulation,
  type KeptSimulation,
  openSimulations,
  type SimulationAsked,
  type SimulationEnd,
  tellDone,
} from './simulation-store.ts';

const millisecondsAtMost = 120_000;
const megabytesAtMost = 512;

/** Runs one that waits, or one whose process died; one that another process holds is left alone. */
export async function runSimulation(ctx: JobContext, id: string): Promise<void> {
  const letGo = await hold(ctx.database.pool, `outposts simulation ${id}`);
  if (letGo === null) return;
  try {
    const simulation = await findSimulation(ctx.database.tx, id);
    if (simulation === null || !['waiting', 'running'].includes(simulation.state)) return;
    await keepEnd(
      ctx,
      simulation,
      await drawAll(ctx, simulation).catch((error) => failed(ctx, error)),
    );
  } finally {
    await letGo();
  }
}

async function keepEnd(
  ctx: JobContext,
  { id, agreementId, versionId, termsDigest, startedBy }: KeptSimulation,
  end: SimulationEnd,
): Promise<void> {
  await ctx.transact(async ({ tx, now, announce }) => {
    if (!(await endSimulation(tx, id, end, now)) || !('result' in end)) return;
    const version = await loadVersion(tx, versionId, 'update');
    // Terms that were changed meanwhile are not what was simulated.
    if (version === null || !(await markSimulated(tx, versionId, termsDigest, now))) return;
    announce({
      type: 'outposts.agreement_simulated',
      subjectIds: [agreementId, versionId, id],
      journeyId: version.journeyId,
      fromRegion: version.begunByRegion,
      payload: { number: version.number, by: startedBy.name, resultDigest: end.digest },
    });
  });
}

function failed(ctx: JobContext, error: unknown): SimulationEnd {
  const text = error instanceof Error ? error.stack : String(error);
  ctx.log.error({ error: text }, 'a simulation failed');
  const tooLong = error instanceof Error && error.message === 'too long';
  return {
    failure: tooLong
      ? {
          code: 'limit_reached',
          detail: `It takes more than ${millisecondsAtMost / 1000} seconds.`,
        }
      : { code: 'fault', detail: 'It stopped by a fault of the node; the log says more.' },
  };
}

type Told = { readonly done: number } | Extract<SimulationEnd, { result: unknown }>;

async function drawAll(ctx: JobContext, { id, asked }: KeptSimulation): Promise<SimulationEnd> {
  const worker = startThread(asked);
  // One write at a time, of the newest number: the thread tells more often than need be kept.
  let newest = 0;
  let writing: Promise<void> | null = null;
  const keep = async () => {
    for (let kept = -1; kept < newest; ) {
      kept = newest;
      await tellDone(ctx.database.tx, id, kept);
    }
    writing = null;
  };
  try {
    return await new Promise<SimulationEnd>((resolve, reject) => {
      const tooLong = setTimeout(() => reject(new Error('too long')), millisecondsAtMost);
      worker.on('message', (told: Told) => {
        if ('done' in told) {
          newest = told.done;
          writing ??= keep().catch(reject);
          return;
        }
        clearTimeout(tooLong);
        resolve(told);
      });
      worker.on('error', reject);
      worker.on('exit', () => reject(new Error('The thread ended without an answer.')));
    });
  } finally {
    await worker.terminate();
    await writing;
  }
}

function startThread(asked: SimulationAsked): Worker {
  return new Worker(new URL('./simulation-worker.ts', import.meta.url), {
    workerData: asked,
    resourceLimits: { maxOldGenerationSizeMb: megabytesAtMost },
  });
}

async function resumeSimulations(ctx: JobContext): Promise<void> {
  for (const id of await openSimulations(ctx.database.tx)) await runSimulation(ctx, id);
}

export const simulationJobs: readonly Job[] = [
  {
    name: 'outposts.run_simulation',
    run: (ctx, { simulationId }) => runSimulation(ctx, String(simulationId)),
  },
  { name: 'outposts.resume_simulations', every: '* * * * *', run: resumeSimulations },
];
