import { join } from 'node:path';
import type { Module } from '../runtime/module.ts';
import { checks } from './checks.ts';
import { exportNeeds, exportTechnologies } from './export-lists.ts';
import { jobs } from './jobs.ts';
import { matchIndexOf } from './match-index.ts';
import { routes } from './routes.ts';

export const matching: Module = {
  name: 'matching',
  needs: ['registry'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes,
  jobs,
  checks,
  exports: {
    technologies: (ctx, format) => exportTechnologies(ctx, { format }),
    needs: (ctx, format) => exportNeeds(ctx, { format }),
  },
  start: async (ctx) => {
    // Not awaited: the first search waits for it, the first page need not.
    matchIndexOf(ctx.database.tx)
      .catchUp()
      .catch((error) => ctx.log.warn({ error: String(error) }, 'the index of texts is not filled'));
  },
};
