import type { Job } from '../runtime/module.ts';
import { idleLimit } from './session-time.ts';
import { deleteEnded } from './store.ts';

export const jobs: readonly Job[] = [
  {
    name: 'identity.forget_ended',
    every: '23 * * * *',
    run: (ctx) => ctx.transact(({ tx, now }) => deleteEnded(tx, now, idleLimit(now))),
  },
];
