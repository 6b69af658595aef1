import { join } from 'node:path';
import type { Module } from '../runtime/module.ts';
import { agreementChecks } from './agreement-checks.ts';
import { agreementRoutes } from './agreement-routes.ts';
import { bookAfterDispute } from './book-obligations.ts';
import { exportMoves } from './export-moves.ts';
import { exportOutposts } from './export-outposts.ts';
import { factRoutes } from './fact-routes.ts';
import { exportAgreements } from './list-agreements.ts';
import { moveRoutes } from './move-routes.ts';
import { nettingRoutes } from './netting-routes.ts';
import { outpostChecks } from './outpost-checks.ts';
import { outpostJobs } from './outpost-jobs.ts';
import { outpostRoutes } from './outpost-routes.ts';
import { simulationJobs } from './run-simulation.ts';
import { simulationRoutes } from './simulation-routes.ts';
import { statementChecks } from './statement-checks.ts';
import { exportStatements } from './statement-files.ts';
import { statementRoutes } from './statement-routes.ts';

export const outposts: Module = {
  name: 'outposts',
  needs: ['registry', 'ledger'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: [
    ...agreementRoutes,
    ...simulationRoutes,
    ...outpostRoutes,
    ...moveRoutes,
    ...factRoutes,
    ...statementRoutes,
    ...nettingRoutes,
  ],
  jobs: [...simulationJobs, ...outpostJobs],
  on: { 'outposts.dispute_resolved': bookAfterDispute },
  checks: [...agreementChecks, ...statementChecks, ...outpostChecks],
  exports: {
    moves: (ctx, format) => exportMoves(ctx, { format }),
    outposts: (ctx, format) => exportOutposts(ctx, { format }),
    statements: (ctx, format) => exportStatements(ctx, { format }),
    agreements: (ctx, format) => exportAgreements(ctx, { format }),
  },
};
