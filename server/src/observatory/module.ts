import { join } from 'node:path';
import type { Module } from '../runtime/module.ts';
import { chainRoutes } from './chain-routes.ts';
import { checks } from './checks.ts';
import { gather } from './gather.ts';
import { yearlyJobs } from './make-yearly-report.ts';
import { networkJobs } from './network-jobs.ts';
import { networkRoutes } from './network-routes.ts';
import { routes } from './routes.ts';
import { yearlyRoutes } from './yearly-routes.ts';

export const observatory: Module = {
  name: 'observatory',
  needs: ['registry', 'matching', 'outposts'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: [...routes, ...networkRoutes, ...chainRoutes, ...yearlyRoutes],
  jobs: [...networkJobs, ...yearlyJobs],
  on: { '*': gather },
  checks,
};
