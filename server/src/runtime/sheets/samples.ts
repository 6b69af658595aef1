/** Files made for the tests beside: nothing here is called by the platform. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { type Sheet, SheetProblem, type SheetRow } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'sheets-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
let count = 0;

/** Puts bytes into a file of its own and gives its path. */
export function fileOf(name: string, bytes: string | Uint8Array): string {
  const path = join(folder, `${++count}-${name}`);
  writeFileSync(path, bytes);
  return path;
}

/** Gathers a table whole. */
export async function allRows(sheet: Sheet | Promise<Sheet>): Promise<SheetRow[]> {
  return gathered((await sheet).rows);
}

export async function gathered<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

/** Waits for a SheetProblem and gives what a screen would use of it. */
export async function problemOf(work: Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof SheetProblem)) throw error;
    const { code, params, row, column, message } = error;
    return { code, params, row, column, message };
  }
  throw new Error('there was no problem');
}

export interface Part {
  readonly name: string;
  readonly content: string | Buffer;
  /** Raw deflate in place of `content`. */
  readonly packed?: Buffer;
  readonly declaredBytes?: number;
  readonly flags?: number;
  /** Points at the data of the first entry instead of its own. */
  readonly sharesFirst?: boolean;
}

/** A zip by hand, so that it can lie. Source of the layout: PKWARE APPNOTE 4.3. */
export function zipOf(parts: readonly Part[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, packed, declaredBytes, flags = 0, sharesFirst } of parts) {
    const plain = Buffer.from(content);
    const data = packed ?? deflateRawSync(plain);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(plain), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(declaredBytes ?? plain.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(sharesFirst ? 0 : at, 10);
    const version = Buffer.from([20, 0]);
    directory.push(Buffer.from('PK\x01\x02'), version, fields, tail, Buffer.from(name));
    pieces.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...pieces, central, Buffer.from('PK\x05\x06'), end]);
}

/** Raw deflate of 64 MiB of blanks, as often as wanted, packed once. */
export function deflatedBlanks(times: number): Buffer {
  const once = deflateRawSync(Buffer.alloc(64 * 1024 ** 2, ' '), {
    finishFlush: constants.Z_FULL_FLUSH,
    level: 1,
  });
  const finish = Buffer.from([0x03, 0x00]);
  return Buffer.concat([...Array.from({ length: times }, () => once), finish]);
}

export interface WorkbookParts {
  readonly rows?: string;
  readonly strings?: string;
  readonly styles?: string;
  readonly is1904?: boolean;
  readonly sheets?: string;
  readonly sheet?: Partial<Part>;
}

const TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook by hand, of prefixed names as some programs write them where it is harmless. */
export function workbookParts(given: WorkbookParts): Part[] {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${TYPE}/${type}" Target="${target}"/>`;
  return [
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: '_rels/.rels',
      content: `<Relationships>${relation('a', 'officeDocument', '/xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content:
        `<x:workbook xmlns:x="x" xmlns:r="r"><x:workbookPr date1904="${given.is1904 ? 1 : 0}"/>` +
        `<x:sheets>${given.sheets ?? '<x:sheet name="一" sheetId="1" r:id="w"/>'}</x:sheets></x:workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content:
        `<Relationships>${relation('w', 'worksheet', 'worksheets/sheet1.xml')}` +
        `${relation('s', 'sharedStrings', 'sharedStrings.xml')}` +
        `${relation('y', 'styles', 'styles.xml')}</Relationships>`,
    },
    { name: 'xl/sharedStrings.xml', content: `<sst>${given.strings ?? ''}</sst>` },
    { name: 'xl/styles.xml', content: `<styleSheet>${given.styles ?? ''}</styleSheet>` },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<worksheet><sheetData>${given.rows ?? ''}</sheetData></worksheet>`,
      ...given.sheet,
    },
  ];
}

export function workbookOf(given: WorkbookParts): Buffer {
  return zipOf(workbookParts(given));
}
