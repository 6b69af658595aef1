import { join } from 'node:path';
import type { Module } from '../runtime/module.ts';
import { exportPlatforms } from './export-platforms.ts';
import { platformChecks } from './platform-checks.ts';
import { platformRoutes } from './platform-routes.ts';

export const platforms: Module = {
  name: 'platforms',
  needs: ['identity', 'registry', 'rules', 'matching', 'ledger'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: [...platformRoutes],
  checks: [...platformChecks],
  exports: {
    platforms: (ctx, format) => exportPlatforms(ctx, { format }),
  },
};
