import type { Job, JobContext } from '../../runtime/module.ts';
import { openImports } from './import-store.ts';
import { runImport } from './run-import.ts';
import { runUndo } from './undo-import.ts';

/** Takes up what a process that died left behind; what is held by a living one is passed over. */
export async function resumeImports(ctx: JobContext): Promise<void> {
  for (const { id, state } of await openImports(ctx.database.tx)) {
    if (state === 'undoing') await runUndo(ctx, id);
    else await runImport(ctx, { importId: id });
  }
}

export const importJobs: readonly Job[] = [
  {
    name: 'registry.run_import',
    run: (ctx, { importId }) => runImport(ctx, { importId: String(importId) }),
  },
  {
    name: 'registry.undo_import',
    run: (ctx, { importId }) => runUndo(ctx, String(importId)),
  },
  { name: 'registry.resume_imports', every: '* * * * *', run: resumeImports },
];
