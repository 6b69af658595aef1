import type { SheetLimits } from './limits.ts';
import { SheetProblem } from './problem.ts';
import { builtInShape, type DateShape, shapeOfCode } from './xlsx-dates.ts';
import { readXml, type XmlReader } from './xml.ts';
import { type Archive, unpack, type ZipEntry } from './zip.ts';

/** What a workbook says of itself before any cell is read. */
export interface Workbook {
  readonly archive: Archive;
  readonly is1904: boolean;
  /** Visible worksheets first, each part in the order of its tabs. */
  readonly sheets: readonly { readonly name: string; readonly entry: ZipEntry }[];
  readonly parts: { readonly styles?: ZipEntry; readonly strings?: ZipEntry };
}

/** Finds the worksheets and the parts they need by the relations that the workbook declares. */
export async function openWorkbook(archive: Archive, limits: SheetLimits): Promise<Workbook> {
  const damaged = (reason: string) =>
    new SheetProblem('workbook_damaged', { reason }, { file: archive.source.name });
  const root = await relationsOf(archive, '', limits);
  const main = root.find(({ type }) => type.endsWith('/officeDocument'));
  const mainEntry = main && archive.entries.get(main.target);
  if (!mainEntry) throw damaged('the workbook itself is missing');

  const related = await relationsOf(archive, mainEntry.name, limits);
  const entryOf = (kind: string) => {
    const target = related.find(({ type }) => type.endsWith(kind))?.target;
    return target === undefined ? undefined : archive.entries.get(target);
  };
  let is1904 = false;
  const sheets: { name: string; entry: ZipEntry; isHidden: boolean }[] = [];
  await readPart(archive, mainEntry, limits, {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      const relation = related.find((one) => one.id === id);
      // A sheet may be a chart, which has no cells.
      if (!relation?.type.endsWith('/worksheet')) return;
      const entry = archive.entries.get(relation.target);
      if (!entry) throw damaged(`the sheet ${attributes.name} is missing`);
      if (sheets.length >= limits.maxEntries) throw damaged('it has too many sheets');
      const isHidden = (attributes.state ?? 'visible') !== 'visible';
      sheets.push({ name: attributes.name ?? '', entry, isHidden });
    },
  });
  if (sheets.length === 0) throw damaged('it has no worksheet');
  const styles = entryOf('/styles');
  const strings = entryOf('/sharedStrings');
  return {
    archive,
    is1904,
    sheets: sheets.toSorted((a, b) => Number(a.isHidden) - Number(b.isHidden)),
    parts: { ...(styles && { styles }), ...(strings && { strings }) },
  };
}

/** A workbook of Excel has no more cell formats. */
const MOST_STYLES = 65_490;

/** Which cell styles show dates, by their number. */
export async function readDateStyles(
  { archive, parts }: Workbook,
  limits: SheetLimits,
): Promise<readonly (DateShape | undefined)[]> {
  const custom = new Map<string, DateShape | undefined>();
  const shapes: (DateShape | undefined)[] = [];
  let inCellFormats = false;
  if (!parts.styles) return shapes;
  await readPart(archive, parts.styles, limits, {
    open(name, attributes) {
      const id = attributes.numFmtId ?? '0';
      if (name === 'numFmt' && custom.size < MOST_STYLES)
        custom.set(id, shapeOfCode((attributes.formatCode ?? '').slice(0, 255)));
      if (name === 'cellXfs') inCellFormats = true;
      if (name !== 'xf' || !inCellFormats || shapes.length >= MOST_STYLES) return;
      shapes.push(custom.has(id) ? custom.get(id) : builtInShape(Number(id)));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return shapes;
}

/** The texts that cells share, by their number. Pronunciations are left out. */
export async function readSharedStrings(
  { archive, parts }: Workbook,
  limits: SheetLimits,
): Promise<readonly string[]> {
  const strings: string[] = [];
  if (!parts.strings) return strings;
  const text = new TextOfRuns(limits);
  let kept = 0;
  await readPart(archive, parts.strings, limits, {
    open: (name) => text.open(name),
    text: (piece) => text.add(piece),
    close(name) {
      text.close(name);
      if (name !== 'si') return;
      const whole = text.take();
      kept += whole.length + 32;
      if (kept > limits.maxSharedText) {
        const place = { file: archive.source.name };
        throw new SheetProblem(
          'unpacks_too_large',
          { limit: limits.maxSharedText, unpacked: kept },
          place,
        );
      }
      strings.push(whole);
    },
  });
  return strings;
}

/** Gathers the text of a cell from its runs, leaving out how Japanese names are pronounced. */
export class TextOfRuns {
  readonly #enough: number;
  #text = '';
  #isText = false;
  #spoken = 0;

  constructor(limits: SheetLimits) {
    // One character too many is enough to know that it is too long.
    this.#enough = limits.maxCellLength + 1;
  }

  open(name: string): void {
    if (name === 'rPh') this.#spoken++;
    if (name === 't') this.#isText = this.#spoken === 0;
  }

  add(piece: string): void {
    if (!this.#isText || this.#text.length >= this.#enough) return;
    this.#text += piece.slice(0, this.#enough - this.#text.length);
  }

  close(name: string): void {
    if (name === 'rPh') this.#spoken--;
    if (name === 't') this.#isText = false;
  }

  take(): string {
    const text = unescapeText(this.#text);
    this.#text = '';
    return text;
  }
}

/** Characters that XML cannot hold stand as `_x000D_`; ECMA-376 part 1, 22.9.2.19. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

async function relationsOf(
  archive: Archive,
  of: string,
  limits: SheetLimits,
): Promise<readonly Relation[]> {
  const folder = of.slice(0, of.lastIndexOf('/') + 1);
  const entry = archive.entries.get(`${folder}_rels/${of.slice(folder.length)}.rels`);
  const relations: Relation[] = [];
  const place = { file: archive.source.name };
  if (!entry) return relations;
  await readPart(archive, entry, limits, {
    open(name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) {
      if (name !== 'Relationship' || mode === 'External') return;
      // Sheets look their relation up, so neither may be without number.
      if (relations.length >= limits.maxEntries) {
        throw new SheetProblem('too_many_entries', { limit: limits.maxEntries }, place);
      }
      relations.push({ id, type, target: resolved(target, folder) });
    },
  });
  return relations;
}

/** Targets are relative to the part's folder, or to the archive where they begin with a slash. */
function resolved(target: string, folder: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith('/') ? target : `${folder}${target}`).split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

async function readPart(
  archive: Archive,
  entry: ZipEntry,
  limits: SheetLimits,
  reader: XmlReader,
): Promise<void> {
  const pieces = unpack(archive, entry);
  for await (const _ of readXml(pieces, reader, limits.maxLineLength, archive.source.name));
}
