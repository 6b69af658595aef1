/** Runs beside the node, so that a large analysis keeps nobody else waiting. */
import { parentPort } from 'node:worker_threads';
import type { Progress, Task } from './analysis-task.ts';
import { expectFlows } from './expected-flows.ts';
import { analyseNetwork } from './network.ts';
import { analyse } from './series.ts';

function work(task: Task): unknown {
  switch (task.kind) {
    case 'series':
      return analyse(task.asked);
    case 'expectedFlows':
      return expectFlows(task.asked);
    case 'network':
      return analyseNetwork(task.asked, (done, total) => tell({ done, total }));
  }
}

function tell(progress: Progress): void {
  parentPort?.postMessage({ progress });
}

parentPort?.on('message', (task: Task) => parentPort?.postMessage({ answered: work(task) }));
