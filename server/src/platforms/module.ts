import { join } from 'node:path';
import type { Module } from '../runtime/module.ts';
import { exportPlatforms } from './export-platforms.ts';
import { formulaRoutes } from './formula-routes.ts';
import { governanceChecks } from './governance-checks.ts';
import { governanceJobs } from './governance-jobs.ts';
import { governanceRoutes } from './governance-routes.ts';
import { exportSchemes } from './inspect-scheme.ts';
import { platformChecks } from './platform-checks.ts';
import { platformRoutes } from './platform-routes.ts';
import { previewJobs } from './run-scheme-preview.ts';
import { schemeChecks } from './scheme-checks.ts';
import { previewRoutes } from './scheme-preview-routes.ts';
import { schemeRoutes } from './scheme-routes.ts';

export const platforms: Module = {
  name: 'platforms',
  needs: ['identity', 'registry', 'rules', 'matching', 'ledger'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: [
    ...platformRoutes,
    ...governanceRoutes,
    ...schemeRoutes,
    ...previewRoutes,
    ...formulaRoutes,
  ],
  jobs: [...governanceJobs, ...previewJobs],
  checks: [...platformChecks, ...governanceChecks, ...schemeChecks],
  exports: {
    platforms: (ctx, format) => exportPlatforms(ctx, { format }),
    schemes: (ctx, format) => exportSchemes(ctx, { format }),
  },
};
