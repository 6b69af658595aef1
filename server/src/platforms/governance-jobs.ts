import type { Job } from '../runtime/module.ts';
import { closeEndedMotions } from './close-motion.ts';
import { noticeJobs } from './mail-notice.ts';

export const governanceJobs: readonly Job[] = [
  { name: 'platforms.close_ended_motions', every: '*/10 * * * *', run: closeEndedMotions },
  ...noticeJobs,
];
