/** Pages that name reasons of every capability. */
import './reason-words.ts';

export { Barrier } from './observatory/barrier.tsx';
export { BarrierFile } from './observatory/barrier-file.tsx';
export { BarrierFiles } from './observatory/barrier-files.tsx';
export { Barriers } from './observatory/barriers.tsx';
