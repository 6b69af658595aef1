import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Tally, type TestEvent } from './tally.ts';

const inOrder = (lines: string[]) => lines.join('\n');

function tally() {
  const lines: string[] = [];
  return { lines, tally: new Tally('/root', (line) => lines.push(line)) };
}

const event = (type: string, data: Partial<TestEvent['data']>): TestEvent => ({
  type,
  data: {
    file: '/root/a.test.ts',
    nesting: 0,
    details: { type: 'test', duration_ms: 100 },
    ...data,
  },
});

test('passes, failures and skips are counted, and the last line says so', () => {
  const { lines, tally: counting } = tally();
  counting.event(event('test:pass', { name: 'one' }), '');
  counting.event(event('test:pass', { name: 'two', nesting: 1 }), '');
  counting.event(event('test:pass', { name: 'later', skip: 'no data here' }), '');
  const error = Object.assign(new Error('x'), { cause: new Error('three is not four') });
  counting.event(event('test:fail', { name: 'sums', details: { error } }), 'PostgreSQL 15');
  counting.event(event('test:summary', {}), '');
  assert.deepEqual(counting.close(), { passed: 2, failed: 1 });
  assert.equal(lines.at(-1), '\n2 passed, 1 failed, 1 skipped');
  assert.match(inOrder(lines), /FAIL .* a\.test\.ts \(4, 1 skipped\)/);
  assert.match(
    inOrder(lines),
    /FAILED a\.test\.ts \(PostgreSQL 15\): sums\n {2}Error: three is not/,
  );
  assert.match(inOrder(lines), /later: no data here/);
});

test('a suite is no test, but its failing hook is a failure', () => {
  const { lines, tally: counting } = tally();
  counting.event(event('test:pass', { name: 'suite', details: { type: 'suite' } }), '');
  const error = { failureType: 'hookFailed', cause: new Error('no database') };
  counting.event(event('test:fail', { name: 'hooked', details: { type: 'suite', error } }), '');
  counting.close();
  assert.equal(lines.at(-1), '\n0 passed, 1 failed');
});

test('a file without a test is a failure, for a wall that falls silently is worse than none', () => {
  const { lines, tally: counting } = tally();
  counting.event(event('test:pass', { name: '/root/a.test.ts' }), '');
  counting.close();
  assert.match(inOrder(lines), /holds no test/);
  assert.equal(lines.at(-1), '\n0 passed, 1 failed');
});

test('a failed check is a failed test', () => {
  const { lines, tally: counting } = tally();
  counting.check('types', { ok: false, output: 'a.ts(1,1): error', seconds: 1 });
  counting.close();
  assert.match(inOrder(lines), /FAILED types\n {2}a\.ts\(1,1\): error/);
  assert.equal(lines.at(-1), '\n0 passed, 1 failed');
});
