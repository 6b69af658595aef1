import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { running } from '../server/src/runtime/postgres/process.ts';
import { runTestFile } from './test-file.ts';

function report(t: TestContext, text: string, limitMs = 30_000) {
  const folder = mkdtempSync(join(tmpdir(), 'yunhe-test-file-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'a.test.mjs');
  writeFileSync(file, `import { describe, test } from 'node:test';\n${text}`);
  return runTestFile(file, { env: process.env, limitMs, signal: new AbortController().signal });
}

test('each test is told once; a suite is none, a child that fails gives the reason', async (t) => {
  const { results, trouble, said } = await report(
    t,
    `console.log('hello');
     describe('suite', () => { test('in it', () => {}); });
     test('parent', async (t) => { await t.test('child', () => { throw new Error('three'); }); });
     test('later', { skip: 'no data' }, () => {});
     test('planned', { todo: true }, () => {});`,
  );
  assert.equal(trouble, undefined);
  assert.equal(said, 'hello\n');
  const told = results.map(({ name, outcome }) => `${name} ${outcome}`);
  assert.deepEqual(told, [
    'in it passed',
    'child failed',
    'parent failed',
    'later skipped',
    'planned skipped',
  ]);
  assert.match(results[1]!.reason!, /^Error: three/);
  assert.equal(results[2]!.reason, undefined);
  assert.equal(results[3]!.reason, 'no data');
});

test('a hook that fails is a failure', async (t) => {
  const { results } = await report(
    t,
    `import { before } from 'node:test';
     describe('suite', () => { before(() => { throw new Error('no database'); }); test('x', () => {}); });`,
  );
  assert.ok(results.some(({ reason }) => reason?.includes('no database')));
});

test('a file without a test is in trouble: a wall that falls silently is worse than none', async (t) => {
  assert.equal((await report(t, '')).trouble, 'holds no test');
});

test('a file that breaks is in trouble', async (t) => {
  assert.equal((await report(t, `test('x', () => {}); process.exit(3);`)).trouble, 'ended with 3');
  const broken = await report(t, `import './nothing.mjs';`);
  assert.equal(broken.trouble, 'ended with 1');
  assert.match(broken.said, /nothing\.mjs/);
});

test('a file that hangs is ended with everything that it started', async (t) => {
  const { trouble, said } = await report(
    t,
    `import { spawn } from 'node:child_process';
     const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
     console.log(child.pid);
     test('for ever', () => new Promise(() => {}));
     setInterval(() => {}, 1000);`,
    1500,
  );
  assert.equal(trouble, 'was ended after 1.5 s');
  assert.equal(running(Number(said)), undefined);
});

test('properties draw the same cases in every run', async (t) => {
  const drawing = `import fc from '${import.meta.resolve('fast-check')}'; // as 'fast-check'
    test('draws', () => { console.log(fc.sample(fc.integer(), 5).join()); });`;
  const [first, second] = [await report(t, drawing), await report(t, drawing)];
  assert.match(first.said, /^-?\d+(,-?\d+){4}\n$/);
  assert.equal(second.said, first.said);
});
