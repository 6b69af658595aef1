import type { Job } from '../runtime/module.ts';
import { closeEndedMotions } from './close-motion.ts';

export const governanceJobs: readonly Job[] = [
  { name: 'platforms.close_ended_motions', every: '*/10 * * * *', run: closeEndedMotions },
];
