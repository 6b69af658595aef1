import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import PDFDocument from 'pdfkit';
import { type PdfDocument, writePdf } from './index.ts';
import { TextSetter } from './text-setter.ts';
import { fontOf } from './typeface.ts';
import { unpackWoff } from './woff.ts';

const madeAt = new Date('2026-06-30T00:00:00Z');

function statement(lang: 'zh' | 'en', rows = 120): PdfDocument {
  return {
    title: lang === 'zh' ? '对账单（示例）' : 'Statement (sample)',
    lang,
    madeAt,
    parts: [
      { facts: [['户主 Owner', '北京市 Beijing']] },
      { heading: '分录 Entries' },
      { paragraph: '第一段。\nA second paragraph.' },
      {
        table: {
          columns: [
            { title: '序号 No.', width: 1 },
            { title: '摘要 Text', width: 3 },
            { title: '金额 Amount', width: 2, align: 'right' },
          ],
          rows: Array.from({ length: rows }, (_, at) => [
            String(at + 1),
            `按照财预〔2015〕92号分享，第 ${at + 1} 条 ①`,
            `${at * 7}.05`,
          ]),
        },
      },
    ],
  };
}

async function bytesOf(document: PdfDocument): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writePdf(document)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What a reader finds in it; null where no reader is installed. */
function textOf(pdf: Buffer): string | null {
  const read = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf });
  return read.error === undefined && read.status === 0 ? read.stdout.toString('utf8') : null;
}

test('the same content at the same time gives the same bytes', async () => {
  const once = await bytesOf(statement('zh', 5));
  assert.ok(once.subarray(0, 5).equals(Buffer.from('%PDF-')));
  assert.ok(once.equals(await bytesOf(statement('zh', 5))));
  assert.ok(!once.equals(await bytesOf({ ...statement('zh', 5), madeAt: new Date(0) })));
});

test('text can be found, heads are repeated and pages are numbered', async (t) => {
  const numbers = { zh: /第 (\d+) 页，共 (\d+) 页/g, en: /Page (\d+) of (\d+)/g };
  for (const lang of ['zh', 'en'] as const) {
    const text = textOf(await bytesOf(statement(lang)));
    if (text === null) return t.skip('pdftotext is not installed');
    const pages = [...text.matchAll(numbers[lang])].map(([, page, of]) => [page, of]);
    assert.ok(pages.length > 2);
    assert.deepEqual(
      pages,
      pages.map((_, at) => [String(at + 1), String(pages.length)]),
    );
    assert.equal(text.match(/金额 Amount/g)?.length, pages.length);
    for (const row of [1, 60, 120]) assert.match(text, new RegExp(`第 ${row} 条 ①`));
    assert.match(text, /833\.05/);
  }
});

test('no heading stands alone at the foot of a page', async (t) => {
  const heading = 'What follows';
  const tall = 'A row of many lines that belongs to the heading. '.repeat(12);
  const table = {
    columns: [
      { title: 'Text', width: 1 },
      { title: 'Long', width: 1 },
    ],
    rows: [['row', tall]],
  };
  for (let before = 36; before < 50; before += 1) {
    const lines = Array.from({ length: before }, (_, at) => `line ${at + 1}`).join('\n');
    const document = { ...statement('en'), parts: [{ paragraph: lines }, { heading }, { table }] };
    const text = textOf(await bytesOf(document));
    if (text === null) return t.skip('pdftotext is not installed');
    const page = text.split('\f').find((one) => one.includes(heading))!;
    assert.match(page, /What follows[\s\S]*row/, `after ${before} lines`);
  }
});

test('lines fit their width, and every character stands in one', () => {
  const setter = new TextSetter(new PDFDocument());
  const text = `按照财预〔2015〕92号，两地各得一半。Tax is shared ${'pneumono'.repeat(12)}, 50:50；完。`;
  for (const wide of [40, 90, 300]) {
    const lines = setter.lines(text, 9, wide);
    assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
    assert.ok(lines.length > 1);
    for (const line of lines) {
      // What closes a sentence may hang over rather than begin a line.
      assert.ok(setter.width(line, 9) <= wide + 9, line);
      assert.doesNotMatch(line, /^[，。；]/);
    }
  }
  assert.deepEqual(setter.lines('', 9, 100), ['']);
});

test('an unpacked font has its tables whole', () => {
  const font = fontOf('latin');
  const count = font.readUInt16BE(4);
  assert.ok(count > 8);
  for (let at = 0; at < count; at += 1) {
    const entry = 12 + at * 16;
    const offset = font.readUInt32BE(entry + 8);
    const length = font.readUInt32BE(entry + 12);
    const table = Buffer.concat([
      font.subarray(offset, offset + length),
      Buffer.alloc(-length & 3),
    ]);
    let sum = 0;
    for (let word = 0; word < table.length; word += 4) sum = (sum + table.readUInt32BE(word)) >>> 0;
    const tag = font.toString('latin1', entry, entry + 4);
    // The checksum of the head table leaves out the one of the whole file that stands in it.
    if (tag === 'head') sum = (sum - table.readUInt32BE(8)) >>> 0;
    assert.equal(sum, font.readUInt32BE(entry + 4), tag);
  }
  assert.throws(() => unpackWoff(Buffer.from('not a font')), RangeError);
});
