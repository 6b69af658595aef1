import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWanted, readArguments, ringOf } from './rings.ts';

test('a file name tells its ring', () => {
  assert.equal(ringOf('methods/exact/src/allocate.test.ts'), 'pure');
  assert.equal(ringOf('server/src/registry/merge.db.test.ts'), 'db');
  assert.equal(ringOf('stories/hebei.test.ts'), 'stories');
  assert.equal(ringOf('web/src/home.browser.test.ts'), 'browser');
  assert.equal(ringOf('server/src/runtime/kill.long.test.ts'), 'long');
  assert.equal(ringOf('stories/quarter.long.test.ts'), 'long');
});

test('long files run only when asked for', () => {
  const long = 'server/src/runtime/kill.long.test.ts';
  assert.equal(isWanted(long, readArguments([])), false);
  assert.equal(isWanted(long, readArguments(['kill'])), false);
  assert.equal(isWanted(long, readArguments(['--long'])), true);
  assert.equal(isWanted(long, readArguments(['--ring', 'long'])), true);
  assert.equal(isWanted(long, readArguments(['kill.long'])), true);
});

test('patterns and rings narrow each other', () => {
  const wanted = readArguments(['--ring', 'db', 'merge', 'import']);
  assert.equal(isWanted('server/src/registry/merge.db.test.ts', wanted), true);
  assert.equal(isWanted('server/src/registry/merge.test.ts', wanted), false);
  assert.equal(isWanted('server/src/registry/people.db.test.ts', wanted), false);
});

test('an unknown option or ring is named', () => {
  assert.throws(() => readArguments(['--lnog']), /--lnog/);
  assert.throws(() => readArguments(['--ring', 'dbs']), /pure, db, stories/);
});
