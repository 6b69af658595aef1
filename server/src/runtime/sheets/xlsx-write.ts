import { Readable } from 'node:stream';
import { Zip, ZipDeflate } from 'fflate';
import { SheetProblem } from './problem.ts';
import { columnLetters } from './table.ts';
import { inBatches, type SheetCell, type SheetColumn, type SheetRecord } from './written.ts';
import { serialOfIso } from './xlsx-dates.ts';

/** A worksheet of Excel has no more, and a cell no more characters. */
const MOST_ROWS = 1_048_576;
const LONGEST_CELL = 32_767;

const HEADER_STYLE = 1;
const DATE_STYLE = 2;

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const FORMATS = 'http://schemas.openxmlformats.org';
const MAIN = `${FORMATS}/spreadsheetml/2006/main`;
const RELATIONS = `${FORMATS}/officeDocument/2006/relationships`;
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * Writes a workbook of one sheet, its header bold and frozen. Texts stay texts, whatever they
 * begin with; ISO days in a `date` column become true dates; numbers of more than 15 digits are
 * written as text, because a workbook would round them.
 *
 * The same rows give the same bytes: no clock is read.
 *
 * @param rows       By column key; a missing, null or undefined cell is empty.
 * @param sheetName  What the tab says; signs that Excel forbids become blanks.
 * @returns          The bytes as a stream, made as they are asked for. It ends in a SheetProblem
 *                   if there are more rows or longer cells than a worksheet holds.
 */
export function writeXlsx(
  columns: readonly SheetColumn[],
  rows: Iterable<SheetRecord> | AsyncIterable<SheetRecord>,
  sheetName = 'Sheet1',
): Readable {
  return Readable.from(zipped(partsOf(columns, rows, sheetName)), { objectMode: false });
}

type Part = readonly [name: string, pieces: string | AsyncIterable<Buffer>];

/** The sheet comes last, so that whoever reads the stream knows all else before. */
function partsOf(
  columns: readonly SheetColumn[],
  rows: Iterable<SheetRecord> | AsyncIterable<SheetRecord>,
  sheetName: string,
): readonly Part[] {
  return [
    ['[Content_Types].xml', contentTypes()],
    ['_rels/.rels', relations(['officeDocument', 'xl/workbook.xml'])],
    ['xl/workbook.xml', workbook(sheetName)],
    [
      'xl/_rels/workbook.xml.rels',
      relations(['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml']),
    ],
    ['xl/styles.xml', styles()],
    ['xl/worksheets/sheet1.xml', worksheet(columns, rows)],
  ];
}

async function* worksheet(
  columns: readonly SheetColumn[],
  rows: Iterable<SheetRecord> | AsyncIterable<SheetRecord>,
): AsyncGenerator<Buffer> {
  const letters = columns.map((_, index) => columnLetters(index));
  const rowOf = (number: number, cellOf: (column: SheetColumn, reference: string) => string) => {
    const cells = columns.map((column, index) => cellOf(column, `${letters[index]}${number}`));
    return `<row r="${number}">${cells.join('')}</row>`;
  };
  let number = 1;
  const begin =
    `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
    '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" defaultColWidth="16"/>' +
    '<sheetData>' +
    rowOf(1, ({ key, name = key }, at) => textCell(name, at, HEADER_STYLE));
  yield* inBatches(
    rows,
    (row) => {
      number++;
      if (number > MOST_ROWS) throw new SheetProblem('too_many_rows', { limit: MOST_ROWS - 1 });
      return rowOf(number, ({ key, type }, at) => cell(row[key], type, at));
    },
    begin,
  );
  yield Buffer.from('</sheetData></worksheet>');
}

function cell(value: SheetCell, type: SheetColumn['type'], at: string): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value !== 'string' || type === 'number') {
    const text = String(value);
    return isExactNumber(text) ? `<c r="${at}"><v>${text}</v></c>` : textCell(text, at);
  }
  const serial = type === 'date' ? serialOfIso(value) : undefined;
  if (serial !== undefined) return `<c r="${at}" s="${DATE_STYLE}"><v>${serial}</v></c>`;
  return textCell(value, at);
}

/** Whether a workbook keeps every digit: 15 of them, sign, point and exponent aside. */
function isExactNumber(text: string): boolean {
  const digits = /^-?(\d+)(?:\.(\d+))?(?:e[+-]\d{1,3})?$/.exec(text);
  return digits !== null && `${digits[1]}${digits[2] ?? ''}`.replace(/^0+/, '').length <= 15;
}

function textCell(text: string, at: string, style = 0): string {
  if (text.length > LONGEST_CELL) {
    const [, column, row] = /^([A-Z]+)(\d+)$/.exec(at)!;
    const place = { row: Number(row), column };
    throw new SheetProblem('cell_too_long', { limit: LONGEST_CELL }, place);
  }
  const styled = style === 0 ? '' : ` s="${style}"`;
  const inline = `<is><t xml:space="preserve">${escaped(text)}</t></is>`;
  return `<c r="${at}"${styled} t="inlineStr">${inline}</c>`;
}

/** What XML cannot hold, and what would be read as such an escape, stands as `_xHHHH_`. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(
      UNPRINTABLE,
      (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );
}

// CR is among them because XML readers turn it into LF.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to be escaped
const UNPRINTABLE = /[\0-\x08\x0B-\x1F\uFFFE\uFFFF]/g;

function contentTypes(): string {
  const override = (part: string, type: string) =>
    `<Override PartName="/xl/${part}.xml" ContentType="${TYPES}.${type}+xml"/>`;
  return (
    `${DECLARATION}<Types xmlns="${FORMATS}/package/2006/content-types">` +
    '<Default Extension="rels" ' +
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    override('workbook', 'sheet.main') +
    override('worksheets/sheet1', 'worksheet') +
    override('styles', 'styles') +
    '</Types>'
  );
}

function relations(...targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  const namespace = `${FORMATS}/package/2006/relationships`;
  return `${DECLARATION}<Relationships xmlns="${namespace}">${list.join('')}</Relationships>`;
}

function workbook(sheetName: string): string {
  const allowed = sheetName.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31);
  const name = escaped(allowed.replace(/^'|'$/g, ' ').trim() || 'Sheet1');
  return (
    `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>` +
    `<sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`
  );
}

/** Cell formats in the order of the style numbers above: plain, bold, date. */
function styles(): string {
  return (
    `${DECLARATION}<styleSheet xmlns="${MAIN}">` +
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>' +
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>' +
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
    '<fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>' +
    '</cellStyles></styleSheet>'
  );
}

/** Packs parts one after another; what is packed is handed on before more is asked for. */
async function* zipped(parts: readonly Part[]): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const taken = () => {
    const chunks = ready;
    ready = [];
    return chunks;
  };
  for (const [name, pieces] of parts) {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = EPOCH;
    zip.add(file);
    for await (const piece of typeof pieces === 'string' ? [Buffer.from(pieces)] : pieces) {
      file.push(piece);
      yield* taken();
    }
    file.push(new Uint8Array(0), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}

/** The first day that a zip can name, so that equal tables are equal files. */
const EPOCH = new Date(1980, 0, 1);
