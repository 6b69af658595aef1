import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import type { SheetLimits } from './limits.ts';
import { SheetProblem } from './problem.ts';

/** GBK is read as GB 18030, which contains it. */
export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/**
 * Tells the encoding of a text from all of it, because the first Chinese name may stand in its
 * last row.
 *
 * A byte order mark decides. Without one the text is UTF-8 if all of it is; otherwise GB 18030 if
 * all of it is and if its pairs mostly are everyday characters (GB 2312), which neither a damaged
 * UTF-8 text nor a Western one looks like.
 *
 * @param pieces  Opens the bytes from the beginning; called once or twice.
 * @throws SheetProblem `broken_utf8`, `broken_utf16` or `unknown_encoding`, with line and byte.
 */
export async function tellEncoding(
  pieces: () => AsyncIterable<Buffer>,
  file: string,
): Promise<{ encoding: Encoding; bytes: number }> {
  let bytes = 0;
  let head = Buffer.alloc(0);
  let held = Buffer.alloc(0);
  let valid = true;
  for await (const piece of pieces()) {
    if (head.length < 3) head = Buffer.concat([head, piece.subarray(0, 3)]);
    bytes += piece.length;
    if (!valid) continue;
    const joined = Buffer.concat([held, piece]);
    const cut = wholeCharacters(joined);
    valid = isUtf8(joined.subarray(0, cut));
    held = joined.subarray(cut);
  }
  const marked = markOf(head);
  if (marked === 'utf-16le' || marked === 'utf-16be') {
    await checkUtf16(pieces(), marked, file);
    return { encoding: marked, bytes };
  }
  if (valid && held.length === 0) return { encoding: 'utf-8', bytes };
  const seen = await survey(pieces());
  const place = { file, row: seen.brokenLine };
  const looksUtf8 = marked === 'utf-8' || seen.characters >= seen.broken;
  if (!looksUtf8 && seen.isGb && seen.everydayPairs * 2 >= seen.pairs) {
    return { encoding: 'gb18030', bytes };
  }
  const looksGb = !looksUtf8 && seen.pairs > 0 && seen.everydayPairs * 2 >= seen.pairs;
  const code = looksGb ? 'unknown_encoding' : 'broken_utf8';
  throw new SheetProblem(code, { offset: seen.brokenAt }, place);
}

/** The encoding that a byte order mark declares. */
export function markOf(head: Buffer): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Decodes strictly; a line that has no end within `maxLineLength` is refused, not kept. */
export async function* decoded(
  pieces: AsyncIterable<Buffer>,
  encoding: Encoding,
  limits: Pick<SheetLimits, 'maxLineLength'>,
  file: string,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  let length = 0;
  for await (const piece of pieces) {
    const text = decoder.decode(piece, { stream: true });
    let from = 0;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', from)) {
      length += at - from;
      if (length > limits.maxLineLength) break;
      line++;
      length = 0;
      from = at + 1;
    }
    length += text.length - from;
    if (length > limits.maxLineLength) {
      const params = { limit: limits.maxLineLength };
      throw new SheetProblem('line_too_long', params, { file, row: line });
    }
    yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** Where the last, perhaps unfinished, UTF-8 character begins. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return bytes.length;
    if (byte < 0xc0) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Reads a text both as UTF-8 and as GB 18030 and counts what speaks for either. */
async function survey(pieces: AsyncIterable<Buffer>) {
  const gb = new TextDecoder('gb18030', { fatal: true });
  const seen = {
    characters: 0,
    broken: 0,
    brokenAt: -1,
    brokenLine: 1,
    pairs: 0,
    everydayPairs: 0,
  };
  let isGb = true;
  let offset = 0;
  let startedAt = 0;
  let wanted = 0;
  let [lowest, highest] = [0x80, 0xbf];
  let lead = 0;
  const breakAt = (at: number) => {
    seen.broken++;
    if (seen.brokenAt === -1) seen.brokenAt = at;
  };
  for await (const piece of pieces) {
    isGb = isGb && canDecode(gb, piece);
    for (const byte of piece) {
      if (lead !== 0) {
        // A digit in second place begins a four-byte character, which speaks for neither.
        if (byte >= 0x40) seen.pairs++;
        if (lead >= 0xa1 && lead <= 0xf7 && byte >= 0xa1) seen.everydayPairs++;
        lead = 0;
      } else if (byte > 0x80) lead = byte;

      if (wanted > 0 && byte >= lowest && byte <= highest) {
        wanted--;
        [lowest, highest] = [0x80, 0xbf];
        if (wanted === 0) seen.characters++;
      } else {
        if (wanted > 0) breakAt(startedAt);
        wanted = followersOf(byte);
        if (wanted < 0) breakAt(offset);
        startedAt = offset;
        // Overlong forms, surrogates and what lies beyond Unicode fail on the second byte.
        lowest = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
        highest = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
      }
      offset++;
      if (byte === 0x0a && seen.brokenAt === -1) seen.brokenLine++;
    }
  }
  if (wanted > 0) breakAt(startedAt);
  return { ...seen, isGb: isGb && canDecode(gb) };
}

function followersOf(byte: number): number {
  if (byte < 0x80) return 0;
  if (byte >= 0xc2 && byte <= 0xdf) return 1;
  if (byte >= 0xe0 && byte <= 0xef) return 2;
  if (byte >= 0xf0 && byte <= 0xf4) return 3;
  return -1;
}

function canDecode(decoder: TextDecoder, piece?: Buffer): boolean {
  try {
    decoder.decode(piece, { stream: piece !== undefined });
    return true;
  } catch {
    return false;
  }
}

/** Every high surrogate is followed by a low one and no low one stands alone. */
async function checkUtf16(
  pieces: AsyncIterable<Buffer>,
  encoding: 'utf-16le' | 'utf-16be',
  file: string,
): Promise<void> {
  let first = -1;
  let high = false;
  let offset = 0;
  let line = 1;
  const broken = (at: number) =>
    new SheetProblem('broken_utf16', { offset: at }, { file, row: line });
  for await (const piece of pieces) {
    for (const byte of piece) {
      offset++;
      if (first === -1) {
        first = byte;
        continue;
      }
      const unit = encoding === 'utf-16le' ? first | (byte << 8) : (first << 8) | byte;
      first = -1;
      const isLow = unit >= 0xdc00 && unit <= 0xdfff;
      if (high !== isLow) throw broken(offset - (high ? 4 : 2));
      high = unit >= 0xd800 && unit <= 0xdbff;
      if (unit === 0x0a) line++;
    }
  }
  if (high || first !== -1) throw broken(offset - (high ? 2 : 1));
}
