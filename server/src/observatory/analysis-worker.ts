/** Runs beside the node, so that a large analysis keeps nobody else waiting. */
import { parentPort } from 'node:worker_threads';
import type { Task } from './analysis-task.ts';
import { analyse } from './series.ts';

function work(task: Task): unknown {
  switch (task.kind) {
    case 'series':
      return analyse(task.asked);
  }
}

parentPort?.on('message', (task: Task) => parentPort?.postMessage({ answered: work(task) }));
