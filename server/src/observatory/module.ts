import { join } from 'node:path';
import type { Module } from '../runtime/module.ts';
import { checks } from './checks.ts';
import { gather } from './gather.ts';
import { routes } from './routes.ts';

export const observatory: Module = {
  name: 'observatory',
  needs: ['registry', 'matching'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes,
  on: { '*': gather },
  checks,
};
