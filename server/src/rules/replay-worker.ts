/** Replays batches of cases beside the node, for as long as it is sent any. */
import { parentPort, workerData } from 'node:worker_threads';
import { type ReplayedCase, type ReplayRules, replayCase } from './replay-case.ts';

const rules = workerData as ReplayRules;

parentPort?.on('message', (cases: readonly ReplayedCase[]) => {
  parentPort?.postMessage(cases.map((one) => replayCase(rules, one)));
});
