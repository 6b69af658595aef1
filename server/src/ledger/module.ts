import { join } from 'node:path';
import type { Module } from '../runtime/module.ts';
import { checks } from './checks.ts';

export const ledger: Module = {
  name: 'ledger',
  needs: ['registry'],
  migrations: join(import.meta.dirname, 'migrations'),
  checks,
};
