import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cell } from './export-events.ts';

test('a cell is quoted where it must be, and never a formula', () => {
  assert.equal(cell('天津大学'), '天津大学');
  assert.equal(cell(null), '');
  assert.equal(cell(12), '12');
  assert.equal(cell('a "b", c'), '"a ""b"", c"');
  assert.equal(cell('=HYPERLINK("x")'), `"'=HYPERLINK(""x"")"`);
  assert.equal(cell('@SUM(1)'), "'@SUM(1)");
  assert.equal(cell({ a: 1 }), '"{""a"":1}"');
});
