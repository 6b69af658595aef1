import type { Analysis } from './analyse.ts';
import { FIELDS, type TextDocument } from './document.ts';
import type { SavedPostings } from './postings.ts';
import { checksum, packParts, unpackParts } from './saved-bytes.ts';
import type { SegmentParts } from './segment.ts';
import { checkSegment } from './segment-check.ts';
import type { Settings } from './settings.ts';
import { StringTable } from './string-table.ts';
import { type Bytes, readText, roomFor, writeText } from './text-bytes.ts';

const KIND = 'yunhe-tx';
const VERSION = 1;

/** All that an index is made of, its postings compacted: the document of slot n has the id n. */
export interface IndexParts {
  readonly settings: Settings;
  /** Tells one way of reading texts from another; see `readingOf`. */
  readonly reading: number;
  readonly ids: StringTable;
  readonly terms: StringTable;
  readonly postings: SavedPostings;
  /** Null if the index keeps no texts. */
  readonly documents: readonly TextDocument[] | null;
}

interface Head extends Pick<IndexParts, 'settings' | 'reading'> {
  readonly impactsUnder: readonly number[];
  readonly keepsTexts: boolean;
}

export function packIndex(parts: IndexParts): Bytes {
  const { settings, reading, ids, terms, postings, documents } = parts;
  const { impactsUnder } = postings;
  const head: Head = { settings, reading, impactsUnder, keepsTexts: documents !== null };
  const [idParts, termParts] = [ids.parts(), terms.parts()];
  const lists = postings.parts;
  return packParts(KIND, VERSION, [
    bytesOf(JSON.stringify(head)),
    idParts.bytes,
    idParts.starts,
    termParts.bytes,
    termParts.starts,
    postings.lengths,
    lists.terms,
    lists.listBlocks,
    lists.frequencies,
    lists.listImpacts,
    lists.blockSlots,
    lists.blockPlaces,
    lists.blockSizes,
    lists.blockShapes,
    lists.data,
    ...(documents ?? []).map((document) => bytesOf(JSON.stringify(document))),
  ]);
}

/** Throws RangeError for bytes that `packIndex` did not make, before any of them is used. */
export function unpackIndex(bytes: Bytes): IndexParts {
  const parts = unpackParts(KIND, VERSION, bytes);
  let at = 0;
  const next = (): Bytes => {
    const part = parts[at++];
    if (part === undefined) throw new RangeError('this is no saved index: parts are missing');
    return part;
  };
  const nextNumbers = () => wordsOf(next());
  const { settings, reading, impactsUnder, keepsTexts } = headOf(jsonOf(next()));
  const ids = tableOf(next(), nextNumbers());
  const terms = tableOf(next(), nextNumbers());
  const lengths = next();
  const segment: SegmentParts = {
    terms: nextNumbers(),
    listBlocks: nextNumbers(),
    frequencies: nextNumbers(),
    listImpacts: next(),
    blockSlots: nextNumbers(),
    blockPlaces: nextNumbers(),
    blockSizes: next(),
    blockShapes: next(),
    data: next(),
  };
  checkSegment(segment, ids.size, terms.size);
  const texts = parts.slice(at);
  if (lengths.length !== 6 * ids.size || texts.length !== (keepsTexts ? ids.size : 0)) {
    throw new RangeError('this is no saved index: it lacks the lengths or texts of documents');
  }
  const postings = { lengths: new Uint16Array(lengths.buffer), parts: segment, impactsUnder };
  const documents = keepsTexts
    ? texts.map((text, n) => documentOf(jsonOf(text), ids.textOf(n)))
    : null;
  return { settings, reading, ids, terms, postings, documents };
}

/** What a reader makes of a text with a bit of everything, as a number. */
export function readingOf(reader: (text: string) => Analysis): number {
  const { tokens } = reader(
    '磷酸鐵鋰/磷酸铁锂 LiFePO4 batteries: 100/120 ≥67% Énergie, the study 研究 ',
  );
  return checksum(bytesOf(tokens.map(({ term }) => term).join('\n')));
}

function headOf(value: unknown): Head {
  const head = value as Partial<Head> | null;
  const { weight, lengthNorm, documentSaturation, querySaturation } = head?.settings ?? {};
  const numbers = [
    ...FIELDS.flatMap((field) => [weight?.[field], lengthNorm?.[field]]),
    ...FIELDS.map((_, field) => head?.impactsUnder?.[field]),
    documentSaturation,
    querySaturation,
    head?.reading,
  ];
  if (!numbers.every(Number.isFinite) || typeof head?.keepsTexts !== 'boolean') {
    throw new RangeError('this is no saved index: its settings are not whole');
  }
  return head as Head;
}

function documentOf(value: unknown, id: string): TextDocument {
  const document = value as Partial<TextDocument> | null;
  const { title, text, keywords = [] } = document ?? {};
  const texts = [title, text, ...(Array.isArray(keywords) ? keywords : [keywords])];
  if (document?.id !== id || !texts.every((one) => typeof one === 'string')) {
    throw new RangeError(`this is no saved index: the text of ${id} is not whole`);
  }
  return document as TextDocument;
}

function bytesOf(text: string): Bytes {
  const bytes = new Uint8Array(roomFor(text.length));
  return bytes.slice(0, writeText(bytes, 0, text));
}

function jsonOf(bytes: Bytes): unknown {
  try {
    return JSON.parse(readText(bytes, 0, bytes.length));
  } catch (cause) {
    throw new RangeError('this is no saved index: a part is not JSON', { cause });
  }
}

function wordsOf(bytes: Bytes): Uint32Array<ArrayBuffer> {
  if (bytes.length % 4 !== 0) throw new RangeError('this is no saved index: a part is cut off');
  return new Uint32Array(bytes.buffer);
}

function tableOf(bytes: Bytes, starts: Uint32Array<ArrayBuffer>): StringTable {
  const ascending = starts.every((start, n) => n === 0 || start >= (starts[n - 1] as number));
  if (!ascending || starts[0] !== 0 || starts.at(-1) !== bytes.length) {
    throw new RangeError('this is no saved index: its strings do not fit their places');
  }
  return new StringTable(bytes, starts);
}
