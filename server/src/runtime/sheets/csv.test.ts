import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { tellDelimiter } from './csv-read.ts';
import { guard, unguard } from './formula-guard.ts';
import { readSheet, writeCsv } from './index.ts';
import { allRows, fileOf, problemOf } from './samples.ts';

async function read(text: string | Uint8Array, limits = {}) {
  const sheet = await readSheet(fileOf('table.csv', text), { limits });
  const rows = await allRows(sheet);
  return {
    columns: sheet.columns,
    rows: rows.map(({ row, cells }) => [row, { ...cells }]),
    raw: rows,
  };
}

async function written(...given: Parameters<typeof writeCsv>): Promise<string> {
  return Buffer.concat(await writeCsv(...given).toArray()).toString();
}

test('quotes, marks, blank lines and line ends of every kind', async () => {
  const text =
    '\uFEFFname,note\r\n"O\'Brien, ""Bo""","two\nlines"\r\n\r\n,,\n🧪,\r清华大学,"a\r\nb"\nlast,x';
  const { columns, rows } = await read(text);
  assert.deepEqual(columns, ['name', 'note']);
  assert.deepEqual(rows, [
    [2, { name: 'O\'Brien, "Bo"', note: 'two\nlines' }],
    [6, { name: '🧪' }],
    [7, { name: '清华大学', note: 'a\r\nb' }],
    [9, { name: 'last', note: 'x' }],
  ]);
});

test('a header only is a table without rows', async () => {
  assert.deepEqual(await read('a,b,,\n'), { columns: ['a', 'b'], rows: [], raw: [] });
});

test('the delimiter is told from the first lines', () => {
  assert.equal(tellDelimiter('a,b\n"x;y;z",1\n'), ',');
  assert.equal(tellDelimiter('a;b\n1,5;2,5\n1,5;3\n'), ';');
  assert.equal(tellDelimiter('a\tb, c\n1\t2\n'), '\t');
  assert.equal(tellDelimiter('alone\nx\n'), ',');
});

test('a wrong header is refused with its column', async () => {
  const problem = async (text: string, limits = {}) => {
    const { code, row, column } = await problemOf(read(text, limits));
    return [code, row, column];
  };
  assert.deepEqual(await problem('a,b,a\n1,2,3\n'), ['duplicate_column', 1, 'C']);
  assert.deepEqual(await problem('\na,,c\n1,2,3\n'), ['empty_column_name', 2, 'B']);
  assert.deepEqual(await problem(',,\n,,\n'), ['no_header', undefined, undefined]);
  assert.deepEqual(await problem('a,b,c\n', { maxColumns: 2 }), ['too_many_columns', 1, 'C']);
});

test('names that objects have of old are columns like any other', async () => {
  const [row] = await allRows(readSheet(fileOf('a.csv', '__proto__,constructor\nx,\n')));
  assert.deepEqual(Object.entries(row!.cells), [['__proto__', 'x']]);
  assert.equal(row?.cells.constructor, undefined);
});

test('a row beyond the header, a long cell: the row says so and the next is sound', async () => {
  const { raw } = await read('a,b\n1,2,3,4\n5,6,\n1234567,8\n9,10\n', { maxCellLength: 5 });
  assert.deepEqual(
    raw.map(({ row, cells, problems }) => [
      row,
      { ...cells },
      problems.map((one) => [one.code, one.row, one.column]),
    ]),
    [
      [2, { a: '1', b: '2' }, [['cell_outside_header', 2, 'C']]],
      [3, { a: '5', b: '6' }, []],
      [4, { b: '8' }, [['cell_too_long', 4, 'a']]],
      [5, { a: '9', b: '10' }, []],
    ],
  );
});

test('a mark that is not doubled is forgiven if the row keeps its width, else named', async () => {
  const { raw } = await read(
    'a,b,c\nx,"THE "BEST" ONE",z\nsaid "so",y,z\nx,"A "B, C" D",z\nu,v,w\n',
  );
  assert.deepEqual(
    raw.map(({ cells, problems }) => [cells.a, cells.b, problems.map((one) => one.code)]),
    [
      ['x', 'THE "BEST" ONE', []],
      ['said "so"', 'y', []],
      ['x', '"A "B', ['cell_outside_header', 'stray_quote']],
      ['u', 'v', []],
    ],
  );
  const after = await read('a,b\n"open,1\nx,"y"\nlast,2\n');
  assert.deepEqual(after.rows.at(-1), [4, { a: 'last', b: '2' }]);
});

test('every bound ends in a problem that says where', async () => {
  const problem = async (text: string, limits = {}) => {
    const { code, row } = await problemOf(read(text, limits));
    return [code, row];
  };
  assert.deepEqual(await problem('a\n1\n2\n3\n', { maxRows: 2 }), ['too_many_rows', 4]);
  assert.deepEqual(await problem('a\n1\n"open\n2\n'), ['quote_not_closed', 3]);
  assert.deepEqual(await problem(`a\n1\n"${'x\n'.repeat(90_000)}`, { maxLineLength: 50_000 }), [
    'line_too_long',
    3,
  ]);
  assert.deepEqual(await problem(`a\n${'x'.repeat(101)}\n`, { maxLineLength: 100 }), [
    'line_too_long',
    2,
  ]);
  assert.deepEqual(await problem(`a\n${','.repeat(3_000_000)}\n`), ['line_too_long', 2]);
});

test('5,000 characters and 16,000 columns are read', async () => {
  const name = '京'.repeat(5_000);
  assert.deepEqual((await read(`name\n${name}\n`)).rows, [[2, { name }]]);
  const wide = Array.from({ length: 16_000 }, (_, index) => `c${index}`).join(',');
  const { columns, raw } = await read(`${wide}\n${wide}\n`);
  assert.equal(columns.length, 16_000);
  assert.equal(raw[0]?.cells.c15999, 'c15999');
});

test('rows before a problem are not lost, and a table can be read twice', async () => {
  const sheet = await readSheet(fileOf('a.csv', 'a\n1\n2\n"x\n'));
  for (const _ of [1, 2]) {
    const seen: string[] = [];
    const work = async () => {
      for await (const { cells } of sheet.rows) seen.push(cells.a!);
    };
    assert.equal((await problemOf(work())).code, 'quote_not_closed');
    assert.deepEqual(seen, ['1', '2']);
  }
});

test('it reads what csv-parse reads', async () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', '"', ',', '\n', '\r', '京', ' '),
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 8 }), async (rows) => {
      const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
      const lines = rows.map((row) => row.map(quoted).join(','));
      const text = ['h,i', ...lines].join('\n');
      const expected = (parse(text, { record_delimiter: '\n' }) as string[][])
        .slice(1)
        .filter((row) => row.some((value) => value !== ''));
      const { raw } = await read(text);
      assert.deepEqual(
        raw.map(({ cells }) => [cells.h ?? '', cells.i ?? '']),
        expected,
      );
    }),
    { numRuns: 60 },
  );
});

test('what may run as a formula is guarded, numbers are not', async () => {
  const dangerous = ['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\tx', '\rx', '＝1', "'=x"];
  for (const text of dangerous) assert.equal(guard(text), `'${text}`);
  for (const text of ['-5', '+86', '-0.25', "O'Brien", 'a=b', '']) assert.equal(guard(text), text);
  fc.assert(fc.property(fc.string(), (text) => unguard(guard(text)) === text));
  const columns = [{ key: 'a', name: '名' }, { key: 'b' }, { key: 'c' }];
  const row = { a: '=HYPERLINK("x")', b: -5, c: 12345678901234567890n };
  assert.equal(
    await written(columns, [row]),
    '\uFEFF名,b,c\r\n"\'=HYPERLINK(""x"")",-5,12345678901234567890\r\n',
  );
});

test('what is written is read again', async () => {
  const text = fc.string({ unit: 'binary', minLength: 1 }).filter((one) => !one.includes('\0'));
  const rows = fc.array(fc.record({ a: text, b: fc.option(text) }, { noNullPrototype: true }), {
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      const csv = await written([{ key: 'a', name: '名称' }, { key: 'b' }], given);
      const sheet = await readSheet(fileOf('a.csv', csv));
      const again = (await allRows(sheet)).map(({ cells }) => ({
        a: cells.名称,
        b: cells.b ?? null,
      }));
      assert.deepEqual(again, given);
    }),
    { numRuns: 100 },
  );
});

test('100,000 rows stream through', async () => {
  const columns = Array.from({ length: 10 }, (_, index) => ({ key: `c${index}` }));
  function* rows() {
    for (let n = 0; n < 100_000; n++) yield { c0: n, c1: `清华大学 ${n}`, c9: '=x' };
  }
  const path = fileOf('large.csv', await written(columns, rows()));
  let [count, sum] = [0, 0];
  for await (const { cells } of (await readSheet(path)).rows) {
    count++;
    sum += Number(cells.c0);
    assert.equal(cells.c9, '=x');
  }
  assert.deepEqual([count, sum], [100_000, (100_000 * 99_999) / 2]);
});

const REAL = fileURLToPath(
  new URL('../../../../../shared/data/h2020/organisations-2017.csv.gz', import.meta.url),
);
const skip = existsSync(REAL) ? false : '../shared/data/h2020 is absent';

test('the organisations of CORDIS, four with marks not doubled, are all read', {
  skip,
}, async () => {
  const rows = await allRows(readSheet(REAL));
  // 16,592 organisations by the SOURCE.txt beside the file.
  assert.equal(rows.length, 16_592);
  assert.ok(rows.every(({ problems }) => problems.length === 0));
  const names = new Set(rows.map(({ cells }) => cells.name));
  assert.ok(names.has('ASSOCIATION "NATIONAL CENTRE FOR SUPERCOMPUTING APPLICATIONS"'));
});
