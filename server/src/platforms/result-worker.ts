/** Evaluates beside the node; says how many draws are done. */
import { parentPort } from 'node:worker_threads';
import { evaluate, improvementsOf, readScheme, reportOn } from '@yunhe/evaluation';
import { readRows, sha256 } from '@yunhe/exact';
import { unitsOf } from './result.ts';
import type { ResultAnswer, ResultTask } from './result-task.ts';

function work({ scheme, data, draws, seed }: ResultTask): ResultAnswer {
  const reading = readScheme(scheme);
  const file = readRows(data);
  if ('problems' in reading) return reading;
  if ('problems' in file) return file;
  const { read } = reading;
  const tell = (done: number, of: number) =>
    parentPort?.postMessage({ progress: Math.floor((done / of) * draws) });
  const outcome = reportOn(read, file.rows, draws, seed, tell);
  if ('problems' in outcome) return outcome;
  const again = evaluate(read, file.rows);
  const stages = 'stages' in again ? again.stages : [];
  return {
    report: outcome.text,
    digest: sha256(outcome.text),
    units: unitsOf(outcome.report).map((one) => ({
      ...one,
      improvements: improvementsOf(read, stages, one.unit),
    })),
  };
}

parentPort?.on('message', (task: ResultTask) => parentPort?.postMessage({ answered: work(task) }));
