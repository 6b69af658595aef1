/** Runs previews in threads beside the node, and keeps how far they are. */
import { hold } from '../runtime/hold.ts';
import type { Job, JobContext } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import { Threads } from '../runtime/threads.ts';
import type { SchemeDocument } from './scheme-contract.ts';
import {
  endPreview,
  loadPreview,
  openPreviews,
  type PreviewEnd,
  tellPreview,
} from './scheme-preview-store.ts';

export interface PreviewTask {
  readonly document: SchemeDocument;
  readonly data: string;
  readonly draws: number;
  readonly seed: number;
}

export type PreviewAnswer = Exclude<PreviewEnd, { failure: unknown }>;

interface Progress {
  readonly done: number;
  readonly total: number;
}

const threads = new Threads<PreviewTask, PreviewAnswer, Progress>(
  new URL('./scheme-preview-worker.ts', import.meta.url),
  {
    millisecondsAtMost: 120_000,
    megabytesAtMost: 512,
    threadsAtMost: 2,
    tooBusy: () => new Refusal('too_busy', 'Other previews are under way.'),
    outOfBounds: () => new Refusal('preview_too_large', 'It takes too much time or memory.'),
  },
);

/** Runs one that waits, or one whose process died; one that another process holds is left alone. */
export async function runSchemePreview(ctx: JobContext, id: string): Promise<void> {
  const letGo = await hold(ctx.database.pool, `platforms scheme preview ${id}`);
  if (letGo === null) return;
  try {
    const preview = await loadPreview(ctx.database.tx, id);
    if (preview === null || !['waiting', 'running'].includes(preview.state)) return;
    const end = await evaluateBeside(ctx, id, preview);
    if (end !== null) await endPreview(ctx.database.tx, id, end, ctx.now());
  } finally {
    await letGo();
  }
}

/** Null where all threads are taken: it waits for its next turn. */
async function evaluateBeside(
  ctx: JobContext,
  id: string,
  { document, data, draws, seed }: PreviewTask,
): Promise<PreviewEnd | null> {
  // One write at a time, of the newest number: the thread tells more often than need be kept.
  let newest: Progress | null = null;
  let writing: Promise<void> | null = null;
  const keep = async () => {
    while (newest !== null) {
      const { done, total } = newest;
      newest = null;
      await tellPreview(ctx.database.tx, id, done, total);
    }
    writing = null;
  };
  try {
    return await threads.ask({ document, data, draws, seed }, (progress) => {
      newest = progress;
      writing ??= keep().catch((error) => ctx.log.warn({ error: String(error) }, 'no progress'));
    });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'too_busy') return null;
    if (error instanceof Refusal) return { failure: 'limit_reached' };
    const text = error instanceof Error ? error.stack : String(error);
    ctx.log.error({ error: text }, 'a preview of a scheme failed');
    return { failure: 'fault' };
  } finally {
    await writing;
  }
}

async function resumeSchemePreviews(ctx: JobContext): Promise<void> {
  for (const id of await openPreviews(ctx.database.tx)) await runSchemePreview(ctx, id);
}

export const previewJobs: readonly Job[] = [
  {
    name: 'platforms.run_scheme_preview',
    run: (ctx, { previewId }) => runSchemePreview(ctx, String(previewId)),
  },
  { name: 'platforms.resume_scheme_previews', every: '* * * * *', run: resumeSchemePreviews },
];
