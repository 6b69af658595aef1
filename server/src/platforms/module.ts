import { join } from 'node:path';
import type { Module } from '../runtime/module.ts';
import { appealRoutes } from './appeal-routes.ts';
import { compareRoutes } from './compare-routes.ts';
import { resultJobs } from './compute-result.ts';
import { exportPlatforms } from './export-platforms.ts';
import { formulaRoutes } from './formula-routes.ts';
import { governanceChecks } from './governance-checks.ts';
import { governanceJobs } from './governance-jobs.ts';
import { governanceRoutes } from './governance-routes.ts';
import { exportSchemes } from './inspect-scheme.ts';
import { interventionRoutes } from './intervention-routes.ts';
import { exportInterventions, interventionJobs } from './keep-intervention.ts';
import { ownEvaluationRoutes } from './list-own-evaluations.ts';
import { loadTypes } from './load-types.ts';
import { panelRoutes } from './panel-routes.ts';
import { platformChecks } from './platform-checks.ts';
import { platformRoutes } from './platform-routes.ts';
import { resultRoutes } from './result-routes.ts';
import { roundChecks } from './round-checks.ts';
import { roundRoutes } from './round-routes.ts';
import { previewJobs } from './run-scheme-preview.ts';
import { schemeChecks } from './scheme-checks.ts';
import { previewRoutes } from './scheme-preview-routes.ts';
import { schemeRoutes } from './scheme-routes.ts';
import { exportRounds } from './show-round.ts';

export const platforms: Module = {
  name: 'platforms',
  needs: ['identity', 'registry', 'rules', 'matching', 'ledger', 'outposts'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: [
    ...platformRoutes,
    ...governanceRoutes,
    ...schemeRoutes,
    ...previewRoutes,
    ...formulaRoutes,
    ...compareRoutes,
    ...roundRoutes,
    ...ownEvaluationRoutes,
    ...panelRoutes,
    ...resultRoutes,
    ...appealRoutes,
    ...interventionRoutes,
  ],
  jobs: [...governanceJobs, ...previewJobs, ...resultJobs, ...interventionJobs],
  checks: [...platformChecks, ...governanceChecks, ...schemeChecks, ...roundChecks],
  exports: {
    platforms: (ctx, format) => exportPlatforms(ctx, { format }),
    schemes: (ctx, format) => exportSchemes(ctx, { format }),
    rounds: (ctx, format) => exportRounds(ctx, { format }),
    interventions: (ctx, format) => exportInterventions(ctx, { format }),
  },
  start: (ctx) => ctx.transact(loadTypes),
};
