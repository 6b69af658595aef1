import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { StringTable } from './string-table.ts';
import { readText, roomFor, writeText } from './text-bytes.ts';

// Units by themselves: halves of pairs are strings too.
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
);

test('law: any text comes back from its bytes, and bytes are in the order of texts', () => {
  const bytesOf = (text: string) => {
    const bytes = new Uint8Array(roomFor(text.length));
    return bytes.slice(0, writeText(bytes, 0, text));
  };
  fc.assert(
    fc.property(anyText, anyText, (one, other) => {
      const [a, b] = [bytesOf(one), bytesOf(other)];
      assert.equal(readText(a, 0, a.length), one);
      const byBytes = Math.sign(Buffer.compare(a, b));
      assert.equal(byBytes, one < other ? -1 : one > other ? 1 : 0);
    }),
  );
});

test('a text longer than one call takes comes back whole', () => {
  const text = '钛a'.repeat(10_000);
  const bytes = new Uint8Array(roomFor(text.length));
  assert.equal(readText(bytes, 0, writeText(bytes, 0, text)), text);
});

test('law: a string has one number, and the numbers go by first coming', () => {
  fc.assert(
    fc.property(fc.array(anyText), anyText, (texts, other) => {
      const table = new StringTable();
      const different = [...new Set(texts)];
      for (const text of texts) assert.equal(table.intern(text), different.indexOf(text));
      assert.equal(table.size, different.length);
      for (const [number, text] of different.entries()) assert.equal(table.textOf(number), text);
      assert.equal(table.numberOf(other), different.indexOf(other));
      const { bytes, starts } = table.parts();
      const again = new StringTable(bytes.slice(), starts.slice());
      for (const text of texts) assert.equal(again.numberOf(text), different.indexOf(text));
      assert.equal(again.intern(`${other}!`), table.intern(`${other}!`));
    }),
  );
});

test('a hundred thousand strings keep their numbers', () => {
  const table = new StringTable();
  for (let n = 0; n < 100_000; n++) assert.equal(table.intern(`record ${n}`), n);
  for (let n = 0; n < 100_000; n += 777) assert.equal(table.numberOf(`record ${n}`), n);
  assert.equal(table.numberOf('record 100000'), -1);
});
