import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { inspectFile, readJsonLines, readSheet, SheetProblem, writeXlsx } from './index.ts';
import {
  allRows,
  deflatedBlanks,
  fileOf,
  gathered,
  problemOf,
  workbookOf,
  workbookParts,
  zipOf,
} from './samples.ts';

const HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>';
const MiB = 1024 ** 2;

test('the content tells the kind, whatever the name says', async () => {
  const xlsx = workbookOf({ rows: HEADER });
  const renamed = await inspectFile(fileOf('table.csv', xlsx));
  assert.equal(renamed.kind, 'xlsx');
  const csv = Buffer.from('name;place\n清华大学;北京\n');
  assert.partialDeepStrictEqual(await inspectFile(fileOf('table.xlsx', csv)), {
    kind: 'csv',
    delimiter: ';',
    encoding: 'utf-8',
    isGzip: false,
    bytes: csv.length,
  });
  const lines = '{"name":"a"}\n{"name":"b"}\n';
  assert.equal((await inspectFile(fileOf('table.txt', lines))).kind, 'jsonl');
});

test('a gzip of each kind is taken off', async () => {
  const csv = fileOf('a', gzipSync('name\nx\n'));
  assert.partialDeepStrictEqual(await inspectFile(csv), {
    kind: 'csv',
    isGzip: true,
    unpackedBytes: 7,
  });
  const rows = await allRows(readSheet(csv));
  assert.deepEqual(
    rows.map(({ row, cells }) => [row, { ...cells }]),
    [[2, { name: 'x' }]],
  );

  const xlsx = Buffer.concat(await writeXlsx([{ key: 'name' }], [{ name: 'y' }]).toArray());
  const [only] = await allRows(readSheet(fileOf('b', gzipSync(xlsx))));
  assert.equal(only?.cells.name, 'y');

  const { lines } = await readJsonLines(fileOf('c', gzipSync('{"a":1}\n\n{"a"\n{"a":2}')));
  const read = await gathered(lines);
  assert.deepEqual(
    read.map(({ row, value, problems }) => [row, value, problems.map((one) => one.code)]),
    [
      [1, { a: 1 }, []],
      [3, undefined, ['broken_json']],
      [4, { a: 2 }, []],
    ],
  );
  assert.equal(
    (await problemOf(inspectFile(fileOf('d', gzipSync(gzipSync('a')))))).code,
    'not_a_table_file',
  );
});

test('what is no table is named in words', async () => {
  const found = async (bytes: string | Uint8Array, name = 'table.xlsx') => {
    const { code, params } = await problemOf(readSheet(fileOf(name, bytes)));
    assert.equal(code, 'not_a_table_file');
    return params.found;
  };
  assert.equal(await found(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')), 'a PNG picture');
  assert.equal(await found('%PDF-1.7\n', 'table.csv'), 'a PDF document');
  assert.match(String(await found(Buffer.from('d0cf11e0a1b11ae1', 'hex'))), /password/);
  assert.equal(await found('<html><table>'), 'a web page');
  assert.equal(await found('[{"a":1}]'), 'a JSON list');
  assert.equal(await found('{\n  "a": 1\n}'), 'a JSON document of many lines');
  assert.equal(await found(Buffer.from([97, 0, 98, 0])), 'binary data');
  assert.equal(await found(zipOf([{ name: 'word/document.xml', content: '' }])), 'a Word document');
  assert.equal(await found(zipOf([{ name: 'a.csv', content: 'a' }])), 'a zip archive');
});

test('a file that is empty, absent, no file or too large is refused unopened', async () => {
  const code = async (work: Promise<unknown>) => (await problemOf(work)).code;
  assert.equal(await code(inspectFile(fileOf('a.csv', ''))), 'empty_file');
  assert.equal(await code(inspectFile(fileOf('a.csv', '\uFEFF\r\n  \n'))), 'empty_file');
  assert.equal(await code(inspectFile(fileOf('a.csv', gzipSync('')))), 'empty_file');
  assert.equal(await code(inspectFile('no-such-file.csv')), 'no_such_file');
  assert.equal(await code(inspectFile(tmpdir())), 'not_a_file');
  const limits = { maxBytes: 3 };
  assert.equal(await code(inspectFile(fileOf('a.csv', 'a\nb\n'), { limits })), 'file_too_large');
  const { message } = await problemOf(inspectFile(fileOf('x', ''), { name: '机构.csv' }));
  assert.match(message, /^机构\.csv: The file is empty/);
});

test('a zip bomb is refused by its directory, nothing inflated', async () => {
  const packed = deflatedBlanks(18);
  const sheet = { packed, declaredBytes: 18 * 64 * MiB };
  const bomb = workbookOf({ sheet });
  assert.ok(bomb.length < 8 * MiB);
  const problem = await problemOf(inspectFile(fileOf('bomb.xlsx', bomb)));
  assert.equal(problem.code, 'unpacks_too_large');
  assert.ok(Number(problem.params.unpacked) > 1024 * MiB);

  const tight = workbookOf({ sheet: { packed: deflatedBlanks(1), declaredBytes: 64 * MiB } });
  assert.equal(
    (await problemOf(inspectFile(fileOf('tight.xlsx', tight)))).code,
    'packed_too_tightly',
  );
});

test('a directory that lies is caught after one piece', async () => {
  const packed = deflatedBlanks(18);
  const bomb = fileOf('bomb.xlsx', workbookOf({ sheet: { packed, declaredBytes: 1_000 } }));
  assert.equal((await inspectFile(bomb)).kind, 'xlsx');
  const problem = await problemOf(readSheet(bomb));
  assert.equal(problem.code, 'archive_lies');
  assert.ok(Number(problem.params.unpacked) <= 64 * 1024);
});

test('a gzip bomb is counted while it is taken off', async () => {
  const member = gzipSync(Buffer.alloc(64 * MiB, 'a'));
  const bomb = fileOf('bomb.csv.gz', Buffer.concat(Array.from({ length: 20 }, () => member)));
  const tight = await problemOf(inspectFile(bomb));
  assert.equal(tight.code, 'packed_too_tightly');
  const limits = { maxRatio: 2_000, maxUnpackedBytes: 100 * MiB };
  const large = await problemOf(inspectFile(bomb, { limits }));
  assert.equal(large.code, 'unpacks_too_large');
  assert.ok(Number(large.params.unpacked) <= 100 * MiB + 64 * 1024);
});

test('a damaged or unsafe archive is refused', async () => {
  const parts = workbookParts({ rows: HEADER });
  const code = async (bytes: Uint8Array) =>
    (await problemOf(readSheet(fileOf('a.xlsx', bytes)))).code;
  const sound = zipOf(parts);
  for (const cut of [1, 30, sound.length / 2, sound.length - 10]) {
    assert.equal(await code(sound.subarray(0, sound.length - cut)), 'archive_damaged');
  }
  for (const name of ['../x.xml', '/x.xml', 'xl\\x.xml', 'C:x', 'a/./b']) {
    assert.equal(await code(zipOf([...parts, { name, content: '' }])), 'unsafe_entry_name');
  }
  assert.equal(
    await code(zipOf([...parts, { name: 'x', content: '', flags: 1 }])),
    'encrypted_file',
  );
  assert.equal(await code(zipOf([...parts, parts[0]!])), 'archive_damaged');
  assert.equal(
    await code(zipOf([...parts, { name: 'x', content: '', sharesFirst: true }])),
    'archive_damaged',
  );
  const many = Array.from({ length: 2_001 }, (_, index) => ({ name: `${index}`, content: '' }));
  assert.equal(await code(zipOf(many)), 'too_many_entries');

  const corrupt = Buffer.from(sound);
  const at = corrupt.indexOf('xl/worksheets/sheet1.xml') + 'xl/worksheets/sheet1.xml'.length;
  corrupt[at + 8]! ^= 0x55;
  assert.match(await code(corrupt), /^(archive_damaged|workbook_damaged|archive_lies)$/);
  const gzip = gzipSync('name\nx\n');
  assert.equal(await code(gzip.subarray(0, gzip.length - 9)), 'archive_damaged');
});

test('another kind than was asked for is refused', async () => {
  const csv = fileOf('a.xlsx', 'a,b\n1,2\n');
  assert.equal((await problemOf(readSheet(csv, { kind: 'xlsx' }))).code, 'kind_differs');
  assert.equal((await problemOf(readJsonLines(csv))).code, 'kind_differs');
});

test('whatever bytes are changed, it reads or says why not', async () => {
  const row = { a: '清华大学', b: '=x', c: 5 };
  const columns = [{ key: 'a' }, { key: 'b' }, { key: 'c' }];
  const rows = Array.from({ length: 20 }, () => row);
  const xlsx = Buffer.concat(await writeXlsx(columns, rows).toArray());
  const plain = zipOf(workbookParts({ rows: HEADER, strings: '<si><t>x</t></si>' }));
  const csv = Buffer.from('a,"b",c\r\n清华,"大""学",3\n');
  const change = fc.tuple(fc.nat(), fc.nat(255));
  const samples = fc.constantFrom(xlsx, plain, csv, gzipSync(csv), gzipSync(plain));
  const changes = fc.array(change, { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(samples, changes, async (sound, list) => {
      const bytes = Buffer.from(sound);
      for (const [at, byte] of list) bytes[at % bytes.length] = byte;
      const path = fileOf('changed', bytes);
      await allRows(readSheet(path)).catch((error) =>
        assert.ok(error instanceof SheetProblem, error),
      );
    }),
    { numRuns: 500 },
  );
});
