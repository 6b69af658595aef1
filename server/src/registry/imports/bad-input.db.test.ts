/** Each way in which a file can be bad: what the importer says, and that nothing else is lost. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { writeXlsx } from '../../runtime/sheets/index.ts';
import { type ImportNode, importNode, officer } from './import-testing.ts';

const gbk = (hex: string) => Buffer.from(hex, 'hex');

async function refusedStart(node: ImportNode, fileId: string, more: object = {}) {
  const body = { fileId, kind: 'organisations', dryRun: false, ...more };
  const answer = await node.call('startImport', { body }, officer);
  const imports = await node.countOf('import');
  assert.equal(imports, 0, 'a refused import is not written down');
  return { status: answer.status, code: answer.body.code, detail: answer.body.detail };
}

async function names(node: ImportNode): Promise<string[]> {
  const list = await node.call('listOrganisations', { query: { limit: 100 } }, officer);
  return list.body.items.map((one: { displayName: string }) => one.displayName);
}

/** The problems of a file in which the first and the last row are sound. */
async function problemsBetween(node: ImportNode, header: string, bad: readonly string[]) {
  const commas = ','.repeat(header.split(',').length - 1);
  const rows = [`First Sample${commas}`, ...bad, `Last Sample${commas}`];
  const fileId = await node.send('bad.csv', `${header}\n${rows.join('\n')}\n`);
  const done = await node.importFile(fileId, { kind: 'organisations' });
  assert.equal(done.state, 'finished');
  const all = await names(node);
  assert.ok(all.includes('First Sample') && all.includes('Last Sample'), 'sound rows are in');
  const problems = await node.problemsOf(done.id);
  return problems.map(({ row, column, code, detail }) => ({ row, column, code, detail }));
}

test('a wrong type of file is named for what it is', async (t) => {
  const node = await importNode(t);
  const fileId = await node.send('organisations.csv', '%PDF-1.7\n%âãÏÓ\n1 0 obj');
  assert.deepEqual(await refusedStart(node, fileId), {
    status: 422,
    code: 'file_cannot_be_read',
    detail:
      'organisations.csv: This is a PDF document, not a table; save it as CSV, XLSX or JSON Lines.',
  });
  const table = await node.send('ror.csv', 'name\nOne\n');
  assert.deepEqual(await refusedStart(node, table, { kind: 'ror' }), {
    status: 422,
    code: 'file_cannot_be_read',
    detail: 'ror.csv is csv by its content, and ror is read from jsonl.',
  });
});

test('broken UTF-8 is told with its byte', async (t) => {
  const node = await importNode(t);
  const bytes = Buffer.concat([Buffer.from('name\n清华大学\n'), gbk('e6b8'), Buffer.from('\nx')]);
  const refused = await refusedStart(node, await node.send('broken.csv', bytes));
  assert.equal(refused.code, 'file_cannot_be_read');
  assert.match(
    refused.detail,
    /^broken\.csv, row 3: Byte 18 is broken UTF-8; save the file as UTF-8/,
  );
});

test('a table in GBK is recognised and read', async (t) => {
  const node = await importNode(t);
  // 名称\n清华大学\n北京大学\n in GBK.
  const bytes = gbk('c3fbb3c60ac7e5bbaab4f3d1a70ab1b1bea9b4f3d1a70a');
  const fileId = await node.send('gbk.csv', bytes);
  const looked = await node.call('inspectImportFile', { params: { fileId } }, officer);
  assert.equal(looked.body.encoding, 'gb18030');
  await node.importFile(fileId, { kind: 'organisations' });
  assert.deepEqual(await names(node), ['北京大学', '清华大学']);
});

test('missing columns are named before anything is read', async (t) => {
  const node = await importNode(t);
  const fileId = await node.send('short.csv', '电话,邮编\n1,2\n');
  assert.deepEqual(await refusedStart(node, fileId), {
    status: 422,
    code: 'columns_missing',
    detail: 'The file has no column for nameZh; name one in the mapping.',
  });
  assert.deepEqual(await refusedStart(node, fileId, { columns: { nameZh: '名字' } }), {
    status: 422,
    code: 'column_not_known',
    detail: 'The file has no column 名字.',
  });
});

test('an identifier that stands twice in the file is told with both rows', async (t) => {
  const node = await importNode(t);
  const problems = await problemsBetween(node, 'name,ror', [
    'Tsinghua University,https://ror.org/03cve4549',
    'Tsinghua,03cve4549',
  ]);
  assert.deepEqual(problems, [
    {
      row: 4,
      column: 'ror',
      code: 'identifier_repeated_in_file',
      detail: 'Row 3 has 03cve4549 too; an organisation stands in a file once.',
    },
  ]);
  assert.equal(await node.countOf('organisation'), 3);
});

test('an identifier that another organisation holds is left out, and its holder named', async (t) => {
  const node = await importNode(t);
  const first = await node.send('a.csv', 'name,ror,grid\nHolder,03cve4549,grid.12527.33\n');
  await node.importFile(first, { kind: 'organisations' });
  const problems = await problemsBetween(node, 'name,ror,grid', [
    'Newcomer,02v51f717,grid.12527.33',
  ]);
  assert.deepEqual(problems, [
    {
      row: 3,
      column: 'grid',
      code: 'identifier_held_by_another',
      detail: 'grid grid.12527.33 belongs to Holder; it was left out here.',
    },
  ]);
  const held = await node.call(
    'findOrganisation',
    { query: { scheme: 'grid', value: 'grid.12527.33' } },
    officer,
  );
  assert.equal(held.body.displayName, 'Holder');
});

test('an invalid check digit keeps its row out', async (t) => {
  const node = await importNode(t);
  const problems = await problemsBetween(node, 'name,uscc,ror', [
    'Wrong Code,91350100M000100Y4Z,',
    'Wrong ROR,,02v51f718',
  ]);
  assert.deepEqual(
    problems.map(({ row, column, code }) => [row, column, code]),
    [
      [3, 'uscc', 'identifier_invalid'],
      [4, 'ror', 'identifier_invalid'],
    ],
  );
  assert.deepEqual(await names(node), ['First Sample', 'Last Sample']);
});

test('a founding in the future, and a day that does not exist, are told', async (t) => {
  const node = await importNode(t);
  node.setNow(new Date('2026-03-01T00:00:00Z'));
  const problems = await problemsBetween(node, 'name,established', [
    'From Tomorrow,2027',
    'On No Day,2001-02-30',
  ]);
  assert.deepEqual(problems, [
    {
      row: 3,
      column: 'established',
      code: 'established_in_the_future',
      detail: '2027 lies in the future.',
    },
    {
      row: 4,
      column: 'established',
      code: 'date_invalid',
      detail: 'This is neither a year nor a date; write 2003 or 2003-05-01.',
    },
  ]);
  const body = {
    fileId: await node.send('x.csv', 'name\nX\n'),
    kind: 'organisations',
    dryRun: false,
    statedOn: '2026-03-02',
  };
  const refused = await node.call('startImport', { body }, officer);
  assert.equal(refused.body.code, 'stated_in_the_future');
});

test('100,000 rows go in, and the one that is wrong is told', async (t) => {
  const node = await importNode(t);
  const lines = Array.from({ length: 100_000 }, (_, at) => `k${at},Sample ${at},`);
  lines[77_777] = 'k77777,Sample 77777,0000';
  const fileId = await node.send('large.csv', `key,name,ror\n${lines.join('\n')}\n`);
  const done = await node.importFile(fileId, { kind: 'organisations', dryRun: true });
  assert.deepEqual(
    [done.state, done.rowsRead, done.created, done.failed],
    ['finished', 100_000, 99_999, 1],
  );
  const [problem] = await node.problemsOf(done.id);
  assert.deepEqual([problem?.row, problem?.code], [77_779, 'identifier_invalid']);
});

test('a formula is text in CSV, and in a workbook the value that was computed', async (t) => {
  const node = await importNode(t);
  const formula = `=HYPERLINK("https://evil.example","Sample")`;
  const fileId = await node.send(
    'f.csv',
    `name,aliases\nSample,"${formula.replaceAll('"', '""')}"\n`,
  );
  const done = await node.importFile(fileId, { kind: 'organisations' });
  assert.equal(done.created, 1);
  const [{ id }] = (await node.call('listOrganisations', {}, officer)).body.items;
  const read = await node.call('readOrganisation', { params: { organisationId: id } }, officer);
  assert.equal(read.body.names[0].text, formula);

  const sheet = workbookWithFormulas();
  const second = await node.importFile(await node.send('f.xlsx', sheet), { kind: 'organisations' });
  assert.deepEqual([second.created, second.failed], [1, 1]);
  const [problem] = await node.problemsOf(second.id);
  assert.equal(problem?.code, 'formula_without_value');
  assert.ok((await names(node)).includes('Computed Sample'));
});

test('apostrophes and emoji stay what they are, quotes run no SQL', async (t) => {
  const node = await importNode(t);
  const hard = ["L'Université d'Été", '示例🧪实验室', `Robert'); drop table registry.region;--`];
  const fileId = await node.send('hard.csv', `name\n${hard.join('\n')}\n`);
  const done = await node.importFile(fileId, { kind: 'organisations' });
  assert.deepEqual(await node.problemsOf(done.id), []);
  assert.deepEqual((await names(node)).sort(), [...hard].sort());
  const found = await node.call('listOrganisations', { query: { q: "l'universite" } }, officer);
  assert.equal(found.body.items[0].displayName, hard[0]);
  assert.ok((await node.countOf('region')) > 3_000);
});

test('a name of 5,000 characters and one of dots', async (t) => {
  const node = await importNode(t);
  const problems = await problemsBetween(node, 'name', ['名'.repeat(5_000), '...']);
  assert.deepEqual(problems, [
    {
      row: 3,
      column: 'nameEn',
      code: 'name_too_long',
      detail: 'The name has 5000 characters and 500 are allowed.',
    },
    {
      row: 4,
      column: 'nameEn',
      code: 'name_not_readable',
      detail: 'Nothing in the name can be read aloud; write letters or characters.',
    },
  ]);
});

test('characters that no database takes are left out of a name', async (t) => {
  const node = await importNode(t);
  const fileId = await node.send('n.jsonl', '{"name":"Nu\\u0000ll \\ud800 Sample"}\n');
  const done = await node.importFile(fileId, { kind: 'organisations' });
  assert.deepEqual([done.created, done.failed], [1, 0]);
  assert.deepEqual(await names(node), ['Null \uFFFD Sample']);
});

test('an abolished region names its successor', async (t) => {
  const node = await importNode(t);
  const problems = await problemsBetween(node, 'name,region', [
    'In Chongwen,110103',
    'Nowhere,999999',
    'In Dongcheng,110101',
  ]);
  assert.equal(problems.length, 2);
  assert.deepEqual(
    [problems[0]?.row, problems[0]?.code, problems[1]?.code],
    [3, 'region_abolished', 'region_not_known'],
  );
  assert.match(problems[0]!.detail, /^110103 崇文区 was abolished on 2010-\d\d-\d\d; .* 110101\.$/);
  assert.ok((await names(node)).includes('In Dongcheng'));
});

test('a workbook that unpacks to far more than it weighs is refused unopened', async (t) => {
  const node = await importNode(t);
  const fileId = await node.send('bomb.xlsx', await bomb());
  const refused = await refusedStart(node, fileId);
  assert.equal(refused.code, 'file_cannot_be_read');
  assert.match(refused.detail, /unpacks to more than/);
});

test('broken lines of JSON are told, the others go in', async (t) => {
  const node = await importNode(t);
  const lines = ['{"name":"One Sample"}', '{"name":', '{"name":"Two Sample","x":{"y":1}}', '[1]'];
  const fileId = await node.send('o.jsonl', lines.join('\n'));
  const done = await node.importFile(fileId, { kind: 'organisations' });
  assert.deepEqual([done.created, done.failed], [2, 2]);
  const problems = await node.problemsOf(done.id);
  assert.deepEqual(
    problems.map(({ row, code }) => [row, code]),
    [
      [2, 'broken_json'],
      [4, 'name_missing'],
    ],
  );
});

test('problems are paged and come as a file', async (t) => {
  const node = await importNode(t);
  const rows = Array.from({ length: 150 }, (_, at) => `Sample ${at},=x${at}`);
  const fileId = await node.send('p.csv', `name,ror\n${rows.join('\n')}\n`);
  const done = await node.importFile(fileId, { kind: 'organisations' });
  assert.equal(done.problems.error, 150);
  const params = { importId: done.id };
  const file = await node.call('exportImportProblems', { params }, officer);
  const lines = file.raw.toString().trim().split('\r\n');
  assert.equal(lines[0], 'row,column,gravity,code,detail,value');
  assert.equal(lines.length, 151);
  assert.match(lines[150]!, /^151,ror,error,identifier_invalid,.*,'=x149$/);
});

function zip(parts: readonly (readonly [name: string, content: Buffer])[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of parts) {
    const data = deflateRawSync(content);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), data]);
    directory.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02'),
        Buffer.from([20, 0]),
        head,
        tail,
        Buffer.from(name),
      ]),
    );
    bodies.push(body);
    at += body.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, central, end]);
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';

function workbook(sheet: Buffer): Buffer {
  const text = (content: string) => Buffer.from(`<?xml version="1.0"?>${content}`);
  return zip([
    [
      '[Content_Types].xml',
      text(
        `<Types xmlns="${packaged}/content-types"><Override PartName="/xl/workbook.xml" ` +
          'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>' +
          '</Types>',
      ),
    ],
    [
      '_rels/.rels',
      text(
        `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" ` +
          `Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
    ],
    [
      'xl/workbook.xml',
      text(
        `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>` +
          '<sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>',
      ),
    ],
    [
      'xl/_rels/workbook.xml.rels',
      text(
        `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" ` +
          `Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
    ],
    ['xl/worksheets/sheet1.xml', sheet],
  ]);
}

function workbookWithFormulas(): Buffer {
  const cell = (at: string, content: string) => `<c r="${at}" t="str">${content}</c>`;
  const rows = [
    cell('A1', '<v>name</v>'),
    cell('A2', '<f>"Computed "&amp;"Sample"</f><v>Computed Sample</v>'),
    '<c r="A3"><f>1+1</f></c>',
  ].map((one, at) => `<row r="${at + 1}">${one}</row>`);
  return workbook(
    Buffer.from(`<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`),
  );
}

async function bomb(): Promise<Buffer> {
  // 300 MB of blanks pack into some 300 kB.
  const head = `<worksheet xmlns="${main}"><sheetData>`;
  return workbook(Buffer.concat([Buffer.from(head), Buffer.alloc(300_000_000, ' ')]));
}

test('a workbook of ours comes back whole', async (t) => {
  const node = await importNode(t);
  const pieces: Buffer[] = [];
  const columns = [{ key: 'name' }, { key: 'established', type: 'date' as const }];
  for await (const piece of writeXlsx(columns, [{ name: '示例大学', established: '1999-09-01' }])) {
    pieces.push(piece as Buffer);
  }
  const fileId = await node.send('own.xlsx', Buffer.concat(pieces));
  const done = await node.importFile(fileId, { kind: 'organisations' });
  assert.deepEqual(await node.problemsOf(done.id), []);
  const list = await node.call('listOrganisations', {}, officer);
  const { id } = list.body.items[0];
  const read = await node.call('readOrganisation', { params: { organisationId: id } }, officer);
  assert.equal(read.body.established, 1999);
});
