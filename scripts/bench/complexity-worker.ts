/** Takes relatedness and density of a range of fields; `complexity.ts` runs two at once. */
import { parentPort, workerData } from 'node:worker_threads';
import {
  density,
  type FieldRange,
  type Matrix,
  relatedness,
  relatednessMatrix,
  writtenRelatedness,
} from '@yunhe/complexity';

/** How many values were worked out. */
export function measureFields(presences: Matrix, range: FieldRange): number {
  const near = relatedness(presences);
  const rows = relatednessMatrix(near, range);
  const close = density(presences, writtenRelatedness(rows, near.fields, range), range);
  return rows.length + close.length;
}

if (parentPort !== null) {
  const { presences, range } = workerData as { presences: Matrix; range: FieldRange };
  parentPort.postMessage(measureFields(presences, range));
}
