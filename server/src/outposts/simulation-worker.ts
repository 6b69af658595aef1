/** Draws and settles beside the node; tells how far it is, and what came out. */
import { parentPort, workerData } from 'node:worker_threads';
import { canonicalText, sha256 } from '@yunhe/exact';
import { type Agreement, readTerms, simulate } from '@yunhe/settlement';
import type { SimulationAsked } from './simulation-store.ts';

const { alternatives, scenario, draws, seed } = workerData as SimulationAsked;

const agreements = alternatives.map(({ terms }): Agreement => {
  const reading = readTerms(terms);
  if ('problems' in reading) throw new Error('Terms that were read once can be read again.');
  return reading.agreement;
});
const tell = (done: number) => parentPort?.postMessage({ done });
const answer = simulate(agreements, scenario, draws, seed, tell);
if ('problems' in answer) throw new Error('A scenario that was tried once can be tried again.');
const result = {
  alternatives: answer.simulation.alternatives.map(
    ({ years, breakEven, uncoveredDraws, open }, at) => ({
      name: alternatives[at]!.name,
      ...{ years, breakEven, uncoveredDraws, open },
    }),
  ),
};
parentPort?.postMessage({ result, digest: sha256(canonicalText(result)) });
