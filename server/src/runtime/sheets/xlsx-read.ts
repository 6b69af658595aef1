import type { SheetLimits } from './limits.ts';
import { SheetProblem } from './problem.ts';
import type { Source } from './source.ts';
import { columnOfReference, type RawBatch, type RawRow } from './table.ts';
import { type DateShape, isoOfSerial } from './xlsx-dates.ts';
import {
  openWorkbook,
  readDateStyles,
  readSharedStrings,
  TextOfRuns,
  type Workbook,
} from './xlsx-parts.ts';
import { readXml, type XmlReader } from './xml.ts';
import { openArchive, unpack, type ZipEntry } from './zip.ts';

/** What the cells of every worksheet refer to. */
export interface Vocabulary {
  readonly strings: readonly string[];
  readonly dates: readonly (DateShape | undefined)[];
  readonly is1904: boolean;
}

export async function readVocabulary(workbook: Workbook, limits: SheetLimits): Promise<Vocabulary> {
  return {
    strings: await readSharedStrings(workbook, limits),
    dates: await readDateStyles(workbook, limits),
    is1904: workbook.is1904,
  };
}

/** The worksheet of a name, or the first visible one. */
export function sheetNamed(workbook: Workbook, name?: string) {
  const { sheets, archive } = workbook;
  const found = name === undefined ? sheets[0] : sheets.find((sheet) => sheet.name === name);
  if (found) return found;
  const names = sheets.map((sheet) => sheet.name).join(', ');
  const place = { file: archive.source.name };
  throw new SheetProblem('no_such_sheet', { name: name ?? '', names }, place);
}

/** Reads the rows of one worksheet. Of merged cells only the first holds a value. */
export async function* readWorksheet(
  source: Source,
  entry: ZipEntry,
  vocabulary: Vocabulary,
  limits: SheetLimits,
): AsyncGenerator<RawBatch> {
  const archive = await openArchive(source, limits);
  let packed = 0;
  const pieces = unpack(archive, entry, (bytes) => {
    packed = bytes;
  });
  const cells = new CellReader(vocabulary, limits, source.name);
  for await (const _ of readXml(pieces, cells, limits.maxLineLength, source.name)) {
    yield { rows: cells.takeRows(), progress: packed / entry.packedBytes };
  }
  yield { rows: cells.takeRows(), progress: 1 };
}

export async function workbookOf(source: Source, limits: SheetLimits): Promise<Workbook> {
  return openWorkbook(await openArchive(source, limits), limits);
}

type CellProblem = NonNullable<RawRow['problems']>[number];

interface RowInProgress {
  readonly row: number;
  readonly values: string[];
  readonly at: number[];
  formulas?: number[];
  problems?: CellProblem[];
}

class CellReader implements XmlReader {
  readonly #vocabulary: Vocabulary;
  readonly #limits: SheetLimits;
  readonly #file: string;
  readonly #inline: TextOfRuns;
  #rows: RawRow[] = [];
  #row: RowInProgress | undefined;
  #rowNumber = 0;
  #at = -1;
  #type = 'n';
  #style = 0;
  #value: string | undefined;
  #isValue = false;
  #hasFormula = false;

  constructor(vocabulary: Vocabulary, limits: SheetLimits, file: string) {
    this.#vocabulary = vocabulary;
    this.#limits = limits;
    this.#file = file;
    this.#inline = new TextOfRuns(limits);
  }

  takeRows(): readonly RawRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'c') this.#openCell(attributes);
    else if (name === 'v') {
      this.#isValue = true;
      this.#value = '';
    } else if (name === 'row') this.#openRow(attributes.r);
    else if (name === 'f') this.#hasFormula = this.#row !== undefined;
    else this.#inline.open(name);
  }

  text(piece: string): void {
    if (this.#isValue) {
      this.#value = (this.#value + piece).slice(0, this.#limits.maxCellLength + 1);
    } else this.#inline.add(piece);
  }

  close(name: string): void {
    if (name === 'v') this.#isValue = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#closeRow();
    else this.#inline.close(name);
  }

  #openRow(reference: string | undefined): void {
    const number = reference === undefined ? this.#rowNumber + 1 : Number(reference);
    // Rows that do not ascend would make the same place mean two things.
    if (!Number.isInteger(number) || number <= this.#rowNumber || number > 1_048_576) {
      const params = { reason: `a row is numbered ${String(reference).slice(0, 20)}` };
      throw new SheetProblem('workbook_damaged', params, { file: this.#file });
    }
    this.#rowNumber = number;
    this.#row = { row: number, values: [], at: [] };
    this.#at = -1;
  }

  #openCell({ r: reference, t: type = 'n', s: style = '0' }: Readonly<Record<string, string>>) {
    const at = reference === undefined ? this.#at + 1 : columnOfReference(reference);
    if (at === undefined || at <= this.#at) {
      const params = { reason: `a cell is named ${String(reference).slice(0, 20)}` };
      throw new SheetProblem('workbook_damaged', params, this.#place());
    }
    if (at >= this.#limits.maxColumns) {
      throw new SheetProblem('too_many_columns', { limit: this.#limits.maxColumns }, this.#place());
    }
    this.#at = at;
    this.#type = type;
    this.#style = Number(style);
    this.#value = undefined;
    this.#hasFormula = false;
  }

  #closeCell(): void {
    const row = this.#row;
    if (!row) return;
    const type = this.#type;
    const value = (type === 'inlineStr' ? this.#inline.take() : this.#value) ?? '';
    if (this.#hasFormula) {
      row.formulas ??= [];
      row.formulas.push(this.#at);
      // A computed text may be empty; a computed number that is empty was never computed.
      const isComputed = value !== '' || (type === 'str' && this.#value !== undefined);
      if (!isComputed) this.#blame(row, 'formula_without_value', value);
    }
    if (value === '') return;
    const text = type === 'e' ? undefined : this.#textOf(value);
    if (text !== undefined) {
      row.values.push(text);
      row.at.push(this.#at);
    } else this.#blame(row, type === 'e' ? 'error_in_cell' : 'date_does_not_exist', value);
  }

  #textOf(value: string): string | undefined {
    switch (this.#type) {
      case 's':
        return this.#sharedText(value);
      case 'b':
        return value === '1' ? 'TRUE' : 'FALSE';
      case 'n': {
        const shape = this.#vocabulary.dates[this.#style];
        if (shape) return isoOfSerial(Number(value), shape, this.#vocabulary.is1904);
        return decimalOf(value);
      }
      case 'd':
        return value.replace(/T00:00:00(\.0+)?Z?$/, '');
      default:
        return value;
    }
  }

  #sharedText(value: string): string {
    const text = this.#vocabulary.strings[Number(value)];
    if (text !== undefined) return text;
    const params = { reason: `the shared text ${value.slice(0, 20)} is missing` };
    throw new SheetProblem('workbook_damaged', params, this.#place());
  }

  #blame(row: RowInProgress, code: CellProblem['code'], value: string): void {
    row.problems ??= [];
    row.problems.push({ at: this.#at, code, value: value.slice(0, 40) });
  }

  #closeRow(): void {
    if (this.#row) this.#rows.push(this.#row);
    this.#row = undefined;
  }

  #place() {
    return { file: this.#file, row: this.#rowNumber };
  }
}

/**
 * A number as the spreadsheet program shows it: 15 digits, by which 0.1 + 0.2 is 0.3, and no
 * exponent below 1e21.
 */
function decimalOf(value: string): string {
  if (/^-?\d{1,15}$/.test(value)) return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  return String(Number(number.toPrecision(15)));
}
