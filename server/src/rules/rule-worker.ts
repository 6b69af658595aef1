/** Runs beside the node, so that a large table keeps nobody else waiting. */
import { parentPort } from 'node:worker_threads';
import { Refusal } from '../runtime/refusal.ts';
import { compareModels } from './comparison.ts';
import { checkModel, inspect } from './model-check.ts';
import type { Task, Told } from './rule-task.ts';

function work(task: Task): unknown {
  switch (task.kind) {
    case 'inspect':
      return inspect(task.asked);
    case 'check':
      return checkModel(task.asked);
    case 'compare':
      return compareModels(task.asked);
  }
}

function told(task: Task): Told {
  try {
    return { answer: work(task) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, reasons, params } = error;
    return { refusal: { code, detail: message, reasons, params } };
  }
}

parentPort?.on('message', (task: Task) => parentPort?.postMessage({ answered: told(task) }));
