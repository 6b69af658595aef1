import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { inspectFile, readSheet, writeXlsx } from './index.ts';
import { allRows, fileOf, problemOf, type WorkbookParts, workbookOf } from './samples.ts';
import { isoOfSerial, serialOfIso, shapeOfCode } from './xlsx-dates.ts';

const text = (at: string, value: string) =>
  `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
const HEADER = `<row r="1">${text('A1', 'a')}${text('B1', 'b')}${text('C1', 'c')}</row>`;

function sheetOf(given: WorkbookParts, options = {}) {
  return readSheet(fileOf('table.xlsx', workbookOf(given)), options);
}

async function written(...given: Parameters<typeof writeXlsx>): Promise<Buffer> {
  return Buffer.concat(await writeXlsx(...given).toArray());
}

test('shared, inline and rich text, booleans and numbers as a person sees them', async () => {
  const strings =
    '<si><t>清华大学</t></si><si><r><t>rich </t></r><r><t>text</t></r><rPh><t>spoken</t></rPh></si>' +
    '<si><t>a_x000D_b_x005F_x0041_</t></si>';
  const rows =
    `${HEADER}<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" t="s"><v>2</v></c></row>` +
    '<row><c t="b"><v>1</v></c><c><v>3.3000000000000003</v></c><c><v>1.10101199001011E+17</v></c></row>';
  const seen = await allRows(sheetOf({ strings, rows }));
  assert.deepEqual(
    seen.map(({ row, cells }) => [row, { ...cells }]),
    [
      [3, { a: '清华大学', b: 'rich text', c: 'a\rb_x0041_' }],
      [4, { a: 'TRUE', b: '3.3', c: '110101199001011000' }],
    ],
  );
});

test('formulas give their computed value and are flagged; errors are problems', async () => {
  const rows =
    `${HEADER}<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>""</f><v></v></c></row>` +
    '<row r="3"><c r="A3"><f>1+1</f></c><c r="B3" t="e"><v>#N/A</v></c><c r="C3"><f>X</f><v/></c></row>';
  const seen = await allRows(sheetOf({ rows }));
  assert.deepEqual(
    seen.map(({ cells, formulas, problems }) => [
      { ...cells },
      formulas,
      problems.map((one) => [one.code, one.row, one.column]),
    ]),
    [
      [{ a: '2' }, ['a', 'b'], []],
      [
        {},
        ['a', 'c'],
        [
          ['formula_without_value', 3, 'a'],
          ['error_in_cell', 3, 'b'],
          ['formula_without_value', 3, 'c'],
        ],
      ],
    ],
  );
});

test('dates of both systems, built-in and custom formats, and the day that never was', async () => {
  const styles =
    '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="22"/></cellXfs>';
  const row = (number: number, ...cells: [style: number, value: number][]) =>
    `<row r="${number}">${cells.map(([s, v]) => `<c s="${s}"><v>${v}</v></c>`).join('')}</row>`;
  const rows =
    HEADER + row(2, [0, 45717], [1, 45717], [2, 45717.9]) + row(3, [3, 45717.5], [1, 60], [1, 59]);
  const seen = async (is1904: boolean) =>
    (await allRows(sheetOf({ styles, rows, is1904 }))).map(({ cells, problems }) => [
      cells.a,
      cells.b,
      cells.c,
      ...problems.map((one) => `${one.code} ${one.column}`),
    ]);
  // 45717 is 1 March 2025; the 1904 system lies 1,462 serial numbers behind.
  assert.deepEqual(await seen(false), [
    ['45717', '2025-03-01', '2025-03-01'],
    ['2025-03-01T12:00:00', undefined, '1900-02-28', 'date_does_not_exist b'],
  ]);
  assert.deepEqual(await seen(true), [
    ['45717', '2029-03-02', '2029-03-02'],
    ['2029-03-02T12:00:00', '1904-03-01', '1904-02-29'],
  ]);
  assert.equal(isoOfSerial(0.75, 'time', false), '18:00:00');
  assert.equal(isoOfSerial(1, 'date', false), '1900-01-01');
  assert.equal(isoOfSerial(61, 'date', false), '1900-03-01');
  assert.equal(isoOfSerial(2_958_465, 'date', false), '9999-12-31');
  for (const serial of [-1, 0, 2_958_466, Number.NaN]) {
    assert.equal(isoOfSerial(serial, 'date', false), undefined);
  }
  for (const [code, shape] of [
    ['General', undefined],
    ['#,##0.00', undefined],
    ['"day" 0', undefined],
    ['[h]:mm', undefined],
    ['[Red]0', undefined],
    ['[$-804]yyyy/m/d;@', 'date'],
    ['h:mm AM/PM', 'time'],
    ['d.m.yy h:mm', 'both'],
  ] as const) {
    assert.equal(shapeOfCode(code), shape, code);
  }
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_958_465 }), (serial) => {
      fc.pre(serial !== 60);
      assert.equal(serialOfIso(isoOfSerial(serial, 'date', false)!), serial);
    }),
  );
  for (const day of ['2025-02-29', '2025-13-01', '1899-12-31', '2025-3-1']) {
    assert.equal(serialOfIso(day), undefined);
  }
});

test('the first visible sheet, or the one named', async () => {
  const sheets =
    '<sheet name="藏" sheetId="1" state="hidden" r:id="w"/><sheet name="明" sheetId="2" r:id="w"/>';
  const path = fileOf('a.xlsx', workbookOf({ sheets, rows: HEADER }));
  const file = await inspectFile(path);
  assert.deepEqual(file.kind === 'xlsx' && file.sheets, ['明', '藏']);
  assert.deepEqual((await readSheet(path, { sheet: '藏' })).columns, ['a', 'b', 'c']);
  const { code, params } = await problemOf(readSheet(path, { sheet: '无' }));
  assert.deepEqual([code, params.names], ['no_such_sheet', '明, 藏']);
});

test('of merged cells the first holds the value', async () => {
  const rows = `${HEADER}<row r="2">${text('A2', 'over three')}<c r="B2"/><c r="C2"/></row>`;
  const [row] = await allRows(sheetOf({ rows }));
  assert.deepEqual({ ...row?.cells }, { a: 'over three' });
});

test('a workbook made to do harm ends in a problem', async () => {
  const code = async (given: WorkbookParts, limits = {}) => {
    const { code } = await problemOf(sheetOf(given, { limits }).then((sheet) => allRows(sheet)));
    return code;
  };
  const entity = '<!DOCTYPE w [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>';
  assert.equal(await code({ sheet: { content: entity } }), 'workbook_damaged');
  assert.equal(await code({ rows: '<row r="1"><c r="A1"' }), 'workbook_damaged');
  assert.equal(await code({ rows: '<row r="9"/><row r="3"/>' }), 'workbook_damaged');
  assert.equal(
    await code({ rows: '<row r="1"><c r="ZZZ1"><v>1</v></c></row>' }),
    'too_many_columns',
  );
  assert.equal(
    await code({ rows: '<row r="1"><c r="A1" t="s"><v>7</v></c></row>' }),
    'workbook_damaged',
  );
  assert.equal(await code({ rows: '<row r="99999999"/>' }), 'workbook_damaged');
  const long = `${HEADER}<row r="2">${text('A2', 'x'.repeat(3_000_000))}</row>`;
  assert.equal(await code({ rows: long }), 'workbook_damaged');
  const strings = '<si/>'.repeat(40_000);
  assert.equal(
    await code({ strings, rows: HEADER }, { maxSharedText: 1_000_000 }),
    'unpacks_too_large',
  );
  const rows = `${HEADER}<row r="2">${text('A2', 'x'.repeat(200))}${text('B2', 'y')}</row>`;
  const [row] = await allRows(sheetOf({ rows }, { limits: { maxCellLength: 100 } }));
  assert.deepEqual([{ ...row?.cells }, row?.problems[0]?.code], [{ b: 'y' }, 'cell_too_long']);
});

test('the header is bold and frozen, dates are true dates, long numbers texts', async () => {
  const columns = [
    { key: 'name', name: '名称' },
    { key: 'on', type: 'date' },
    { key: 'share', type: 'number' },
  ] as const;
  const bytes = await written(columns, [
    { name: '=1+1', on: '2025-03-01', share: '12.50' },
    { name: true, on: '2025-02-30', share: 12345678901234567890n },
  ]);
  const parts = unzipSync(bytes);
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
  assert.match(sheet, /<pane ySplit="1"[^>]*state="frozen"\/>/);
  assert.match(sheet, /<c r="A1" s="1" t="inlineStr">/);
  assert.match(sheet, /<c r="B2" s="2"><v>45717<\/v>/);
  assert.match(strFromU8(parts['xl/styles.xml']!), /<xf numFmtId="0" fontId="1"/);
  const seen = await allRows(readSheet(fileOf('a.xlsx', bytes)));
  assert.deepEqual(
    seen.map(({ cells }) => [cells.名称, cells.on, cells.share]),
    [
      ['=1+1', '2025-03-01', '12.5'],
      ['TRUE', '2025-02-30', '12345678901234567890'],
    ],
  );
  assert.deepEqual(
    bytes,
    await written(columns, [
      { name: '=1+1', on: '2025-03-01', share: '12.50' },
      { name: true, on: '2025-02-30', share: 12345678901234567890n },
    ]),
  );
});

test('a cell longer than Excel allows ends the writing in a problem', async () => {
  const work = written([{ key: 'a' }], [{ a: 'x' }, { a: 'x'.repeat(32_768) }]);
  assert.partialDeepStrictEqual(await problemOf(work), {
    code: 'cell_too_long',
    row: 3,
    column: 'A',
  });
});

test('what is written is read again', async () => {
  const any = fc.string({ unit: 'binary', minLength: 1 }).map((one) => one.toWellFormed());
  const tricky = fc.constantFrom(
    '_x0041_',
    'a\r\nb',
    ' x ',
    '\0\x1f\uFFFE',
    '<&>"\'',
    '🧪',
    ']]>',
    '__x0041_',
  );
  const day = fc
    .date({ min: new Date('1900-03-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 });
  const row = fc.record({
    text: fc.oneof(any, tricky),
    day: fc.option(day),
    number: number.map((one) => Number(one.toPrecision(15))),
  });
  const columns = [{ key: 'text' }, { key: 'day', type: 'date' }, { key: 'number' }] as const;
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 15 }), async (given) => {
      const sheet = await readSheet(fileOf('a.xlsx', await written(columns, given)));
      const again = (await allRows(sheet)).map(({ cells }) => ({
        text: cells.text,
        day: cells.day ?? null,
        number: Number(cells.number) + 0,
      }));
      assert.deepEqual(
        again,
        given.map((one) => ({ ...one, number: one.number + 0 })),
      );
    }),
    { numRuns: 100 },
  );
});

test('100,000 rows stream through', async () => {
  const columns = Array.from({ length: 10 }, (_, index) => ({ key: `c${index}` }));
  function* rows() {
    for (let n = 0; n < 100_000; n++) yield { c0: n, c1: `清华大学 ${n}`, c9: '=x' };
  }
  const path = fileOf('large.xlsx', await written(columns, rows()));
  let [count, sum, progress] = [0, 0, 0];
  for await (const row of (await readSheet(path)).rows) {
    count++;
    sum += Number(row.cells.c0);
    assert.ok(row.progress >= progress && row.progress <= 1);
    progress = row.progress;
  }
  assert.deepEqual([count, sum], [100_000, (100_000 * 99_999) / 2]);
  assert.ok(progress > 0.9);
});
