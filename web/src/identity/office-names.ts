import type { Office } from 'yunhe/identity/contract';

export type OfficeName = Office['office'];

/** In the order in which screens list them. */
export const offices = [
  'region_officer',
  'secretariat',
  'system_administrator',
  'audit_administrator',
] as const satisfies readonly OfficeName[];
