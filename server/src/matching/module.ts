import { join } from 'node:path';
import type { Module } from '../runtime/module.ts';
import { checks } from './checks.ts';
import { exportNeeds, exportTechnologies } from './export-lists.ts';
import { jobs } from './jobs.ts';
import { keepMatchRun } from './keep-match-run.ts';
import { startMatchIndex } from './match-index.ts';
import { rankingRoutes } from './ranking-routes.ts';
import { reviewRoutes } from './review-routes.ts';
import { routes } from './routes.ts';
import { watchJobs } from './watch-jobs.ts';
import { watchRoutes } from './watch-routes.ts';

export const matching: Module = {
  name: 'matching',
  needs: ['identity', 'registry'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: [...routes, ...reviewRoutes, ...rankingRoutes, ...watchRoutes],
  jobs: [...jobs, ...watchJobs],
  checks,
  on: { 'matching.introduction_requested': keepMatchRun },
  exports: {
    technologies: (ctx, format) => exportTechnologies(ctx, { format }),
    needs: (ctx, format) => exportNeeds(ctx, { format }),
  },
  start: async (ctx) => {
    const tell = (error: unknown, what: string) => ctx.log.warn({ error: String(error) }, what);
    const { embedding: endpoint } = ctx.settings;
    // Not awaited: the first search waits for it, the first page need not.
    startMatchIndex(ctx.database.tx, {
      folder: join(ctx.settings.dataDir, 'matching'),
      tell,
      placedBy: endpoint === null ? null : { endpoint },
    }).catch((error) => tell(error, 'the index of texts is not filled'));
  },
};
