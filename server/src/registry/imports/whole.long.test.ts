/** The whole dumps that lie beside the project: everything in, nothing twice, all checks zero. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { importNode } from './import-testing.ts';

const shared = join(import.meta.dirname, '../../../../../shared/data');
const whole = existsSync(shared) ? {} : { skip: 'needs ../shared/data beside the repository' };

test(
  'ROR, ChinaXiv and Horizon 2020 come in whole, and again without a change',
  whole,
  async (t) => {
    const node = await importNode(t);
    const files = [
      ['ror', 'ror/ror_latest_from_records.jsonl.gz', 51_370, 0],
      ['papers', 'chinaxiv/papers.jsonl.gz', 10_860, 0],
      // One line of this export has no PIC.
      ['cordis-organisations', 'h2020/organisations-2017.csv.gz', 16_591, 1],
      ['cordis-participations', 'h2020/h2020.csv.gz', 144_726, 0],
      ['listed-companies', 'cn-listed-companies/stock_basic.csv', 5_485, 0],
    ] as const;
    let memory = 0;
    const watch = setInterval(() => {
      memory = Math.max(memory, process.memoryUsage.rss());
    }, 100);
    t.after(() => clearInterval(watch));
    for (const [kind, path, rows, failed] of files) {
      for (const isAgain of [false, true]) {
        const startedAt = performance.now();
        const done = await node.importFile(await node.sendFile(join(shared, path)), { kind });
        const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
        t.diagnostic(`${isAgain ? 'again ' : ''}${kind}: ${done.rowsRead} rows in ${seconds} s`);
        assert.deepEqual(
          [done.state, isAgain ? done.unchanged : done.created, done.failed],
          ['finished', rows, failed],
          kind,
        );
      }
    }
    t.diagnostic(`memory of the process at most ${Math.round(memory / 1e6)} MB`);
    assert.ok(memory < 1e9, `${memory} bytes`);
    assert.deepEqual(await node.failedChecks(), []);
  },
);
