import { join } from 'node:path';
import type { Module } from '../runtime/module.ts';
import { agreementChecks } from './agreement-checks.ts';
import { agreementRoutes } from './agreement-routes.ts';
import { exportAgreements } from './list-agreements.ts';
import { simulationJobs } from './run-simulation.ts';
import { simulationRoutes } from './simulation-routes.ts';

export const outposts: Module = {
  name: 'outposts',
  needs: ['registry', 'ledger'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: [...agreementRoutes, ...simulationRoutes],
  jobs: [...simulationJobs],
  checks: [...agreementChecks],
  exports: {
    agreements: (ctx, format) => exportAgreements(ctx, { format }),
  },
};
