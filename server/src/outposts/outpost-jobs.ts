import type { Job } from '../runtime/module.ts';
import { tellOverdueDisputes } from './tell-overdue-disputes.ts';

export const outpostJobs: readonly Job[] = [
  { name: 'outposts.tell_overdue_disputes', every: '15 8 * * *', run: tellOverdueDisputes },
];
