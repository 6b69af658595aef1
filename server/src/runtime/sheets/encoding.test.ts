import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspectFile, readSheet } from './index.ts';
import { allRows, fileOf, problemOf } from './samples.ts';

/** Bytes by the tables of GB 18030: 京津冀科技, then 镕 龑 堃 喆 (GBK), 㐂 𠮷 (four bytes). */
const GB = {
  everyday: Buffer.from('bea9bdf2bcbdbfc6bcbc', 'hex'),
  rare: Buffer.from('e946fd8c88d286b48139ef319534b235', 'hex'),
};

async function names(bytes: Uint8Array) {
  const path = fileOf('a.csv', bytes);
  const file = await inspectFile(path);
  const rows = await allRows(readSheet(path));
  return [file.kind === 'csv' && file.encoding, ...rows.map(({ cells }) => cells.name)];
}

test('GBK and GB 18030 are told and read, rare characters among them', async () => {
  const text = [Buffer.from('name,x\n'), GB.everyday, Buffer.from(',1\n'), GB.rare, GB.everyday];
  assert.deepEqual(await names(Buffer.concat(text)), [
    'gb18030',
    '京津冀科技',
    '镕龑堃喆㐂𠮷京津冀科技',
  ]);
});

test('the first Chinese name may stand in the last row', async () => {
  const ascii = Buffer.from(`name,x\n${'Tsinghua,1\n'.repeat(20_000)}`);
  assert.equal((await names(Buffer.concat([ascii, GB.everyday]))).at(-1), '京津冀科技');
  assert.equal((await names(Buffer.concat([ascii, Buffer.from('京')]))).at(-1), '京');
});

test('UTF-16 is read by its mark, and a lone surrogate is found', async () => {
  const little = Buffer.from('\uFEFFname,x\n𠮷林,1\n', 'utf16le');
  assert.deepEqual(await names(little), ['utf-16le', '𠮷林']);
  assert.deepEqual(await names(Buffer.from(little).swap16()), ['utf-16be', '𠮷林']);
  const broken = Buffer.from('\uFEFFa\nx\uD842y\n', 'utf16le');
  assert.partialDeepStrictEqual(await problemOf(inspectFile(fileOf('a.csv', broken))), {
    code: 'broken_utf16',
    row: 2,
    params: { offset: 8 },
  });
});

test('UTF-8 broken in the middle of row 4,321 is named by line and byte', async () => {
  const line = '清华大学,北京\n';
  const before = Buffer.from(`name,place\n${line.repeat(4_319)}清华`);
  const rest = Buffer.from(`大学,北京\n${line.repeat(2_000)}`);
  for (const wrong of [
    Buffer.from([0xe5, 0xa4]),
    Buffer.from([0xff]),
    Buffer.from('eda080', 'hex'),
  ]) {
    const path = fileOf('a.csv', Buffer.concat([before, wrong, rest]));
    const { code, row, params, message } = await problemOf(readSheet(path));
    assert.deepEqual(
      { code, row, params },
      { code: 'broken_utf8', row: 4_321, params: { offset: before.length } },
    );
    assert.match(message, /row 4321: Byte \d+ is broken UTF-8; save/);
  }
});

test('a Western text is not taken for Chinese', async () => {
  const latin = Buffer.from('name,x\nAndr\xe9s Garc\xeda,1\nCaf\xe9,2\n', 'latin1');
  const problem = await problemOf(inspectFile(fileOf('a.csv', latin)));
  assert.deepEqual([problem.code, problem.row], ['broken_utf8', 2]);
});

test('broken GB 18030 is said to be of unknown encoding', async () => {
  const bytes = Buffer.concat([Buffer.from('name\n'), GB.everyday, Buffer.from([0xff, 0x0a])]);
  assert.partialDeepStrictEqual(await problemOf(inspectFile(fileOf('a.csv', bytes))), {
    code: 'unknown_encoding',
    row: 2,
  });
});
