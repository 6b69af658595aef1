import { join } from 'node:path';
import type { Module } from '../runtime/module.ts';
import { checks } from './checks.ts';
import { routes } from './routes.ts';
import { exportAccounts } from './statement-files.ts';

export const ledger: Module = {
  name: 'ledger',
  needs: ['registry'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes,
  checks,
  exports: { accounts: (ctx, format) => exportAccounts(ctx, { format }) },
};
