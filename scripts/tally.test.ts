import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result } from './reporter.ts';
import { Tally } from './tally.ts';

const passed: Result = { name: 'adds', outcome: 'passed', reason: undefined };
const failed: Result = { name: 'sums', outcome: 'failed', reason: 'Error: 3 is not 4' };
const skipped: Result = { name: 'later', outcome: 'skipped', reason: 'no data here' };
const report = { results: [passed], trouble: undefined, said: '', seconds: 1 };

function close(fill: (tally: Tally) => void): { text: string; last: string | undefined } {
  const lines: string[] = [];
  const tally = new Tally((line) => lines.push(line));
  fill(tally);
  tally.close();
  return { text: lines.join('\n'), last: lines.at(-1)?.trim() };
}

test('passes, failures and skips are counted, and the last line says so', () => {
  const { text, last } = close((tally) => {
    const results = [passed, passed, failed, skipped];
    tally.file('a.test.ts', 'PostgreSQL 15', { ...report, results, said: 'oh dear' });
    tally.file('b.test.ts', 'Pure', report);
  });
  assert.equal(last, '3 passed, 1 failed, 1 skipped');
  assert.match(text, /FAIL .* a\.test\.ts \(4, 1 skipped\)/);
  assert.match(text, /ok .* b\.test\.ts \(1\)/);
  assert.match(text, /FAILED a\.test\.ts \(PostgreSQL 15\): sums\n {2}Error: 3 is not 4/);
  assert.match(text, /a\.test\.ts wrote:\n {2}oh dear/);
  assert.match(text, /later: no data here/);
});

test('a file in trouble and a failed check are one failure each', () => {
  const { text, last } = close((tally) => {
    tally.file('a.test.ts', 'Pure', { ...report, results: [], trouble: 'holds no test' });
    tally.check('types', { ok: false, output: 'a.ts(1,1): error', seconds: 1 });
    tally.check('lint', { ok: true, output: '', seconds: 1 });
  });
  assert.equal(last, '1 passed, 2 failed');
  assert.match(text, /FAILED types\n {2}a\.ts\(1,1\): error/);
});

test('a file that fails and then passes is named as unsteady, with the reason, and one that fails again fails', () => {
  const first = { ...report, results: [passed, failed] };
  const steady = close((tally) => tally.file('a.test.ts', 'Browser', report, first));
  assert.equal(steady.last, '1 passed, 0 failed');
  assert.match(steady.text, /ok .* a\.test\.ts \(1, run again\)/);
  assert.match(steady.text, /UNSTEADY.* a\.test\.ts \(Browser\)\n {2}sums\n {4}Error: 3 is not 4/);
  const broken = close((tally) => tally.file('a.test.ts', 'Browser', first, first));
  assert.equal(broken.last, '1 passed, 1 failed');
  assert.doesNotMatch(broken.text, /UNSTEADY/);
});
