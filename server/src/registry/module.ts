import { join } from 'node:path';
import type { Context, Module } from '../runtime/module.ts';
import { checks } from './checks.ts';
import {
  exportCollaborations,
  exportOrganisations,
  exportPeople,
  exportRegions,
} from './export-files.ts';
import { importChecks, importJobs, importRoutes } from './imports/index.ts';
import { jobs } from './jobs.ts';
import { loadRegions } from './load-regions.ts';
import { regionsAreLoaded } from './region-views.ts';
import { routes } from './routes.ts';

async function loadRegionsOnce(ctx: Context): Promise<void> {
  if (!(await regionsAreLoaded(ctx.tx))) await loadRegions(ctx);
}

export const registry: Module = {
  name: 'registry',
  needs: [],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: [...routes, ...importRoutes],
  jobs: [...jobs, ...importJobs],
  checks: [...checks, ...importChecks],
  exports: {
    regions: (ctx, format) => exportRegions(ctx, { format }),
    organisations: (ctx, format) => exportOrganisations(ctx, { format }),
    people: (ctx, format) => exportPeople(ctx, { format }),
    collaborations: (ctx, format) => exportCollaborations(ctx, { format }),
  },
  start: (ctx) => ctx.transact(loadRegionsOnce),
};
