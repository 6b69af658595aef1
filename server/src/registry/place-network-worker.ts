/** Runs beside the node: ten thousand organisations are not placed while others wait. */
import { parentPort } from 'node:worker_threads';
import { type PlaceTask, placesOf } from './place-network.ts';

parentPort?.on('message', (task: PlaceTask) =>
  parentPort?.postMessage({ answered: placesOf(task) }),
);
