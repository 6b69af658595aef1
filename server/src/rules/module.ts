import { join } from 'node:path';
import type { Module } from '../runtime/module.ts';
import { checks } from './checks.ts';
import { jobs } from './jobs.ts';
import { exportDecisions, exportRuleSets } from './lists-as-files.ts';
import { routes } from './routes.ts';

export const rules: Module = {
  name: 'rules',
  needs: ['registry'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes,
  jobs,
  checks,
  exports: {
    rules: (ctx, format) => exportRuleSets(ctx, { format }),
    decisions: (ctx, format) => exportDecisions(ctx, { format }),
  },
};
