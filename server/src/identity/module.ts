import { join } from 'node:path';
import type { Module } from '../runtime/module.ts';
import { checks } from './checks.ts';
import { followMerger } from './follow-merger.ts';
import { jobs } from './jobs.ts';
import { mountOidc } from './oidc.ts';
import { routes } from './routes.ts';

export const identity: Module = {
  name: 'identity',
  needs: [],
  migrations: join(import.meta.dirname, 'migrations'),
  routes,
  jobs,
  checks,
  on: { 'registry.organisation_merged': followMerger },
  http: mountOidc,
};
