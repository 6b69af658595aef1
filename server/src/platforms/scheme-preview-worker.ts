/** Evaluates beside the node; tells how many draws are done, and what came out. */
import { parentPort } from 'node:worker_threads';
import { readScheme, reportOn } from '@yunhe/evaluation';
import { readRows, sha256 } from '@yunhe/exact';
import type { PreviewAnswer, PreviewTask } from './run-scheme-preview.ts';
import { asSchemeProblem } from './scheme-reading.ts';

function evaluate({ document, data, draws, seed }: PreviewTask): PreviewAnswer {
  const reading = readScheme(document);
  const rows = readRows(data);
  if (!('read' in reading) || !('rows' in rows)) {
    throw new Error('What could be read once can be read again.');
  }
  const tell = (done: number, total: number) =>
    parentPort?.postMessage({ progress: { done, total } });
  const outcome = reportOn(reading.read, rows.rows, draws, seed, tell);
  if ('problems' in outcome) return { problems: outcome.problems.map(asSchemeProblem) };
  return { report: outcome.text, digest: sha256(outcome.text) };
}

parentPort?.on('message', (task: PreviewTask) =>
  parentPort?.postMessage({ answered: evaluate(task) }),
);
