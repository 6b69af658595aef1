/** What kind a file that a person brings is of, told by its first bytes and never by its name. */
import { Refusal } from './refusal.ts';

/** Enough for the marks below. */
const headBytes = 512;

const marks: readonly (readonly [mediaType: string, starts: readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  // OFD, XLSX and DOCX are archives.
  ['application/zip', [0x50, 0x4b, 0x03, 0x04]],
];

const archives: Readonly<Record<string, string>> = {
  ofd: 'application/ofd',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/**
 * The media type of a document, picture, table or note, or null. Text is a table or a note: without the
 * bytes that texts do not have, and no page that a browser would run.
 */
export function fileKind(head: Uint8Array, name: string): string | null {
  const found = marks.find(([, starts]) => starts.every((byte, at) => head[at] === byte));
  const ending = name.toLowerCase().split('.').at(-1) ?? '';
  if (found?.[0] === 'application/zip') return archives[ending] ?? null;
  if (found !== undefined) return found[0];
  if (ending !== 'csv' && ending !== 'txt') return null;
  const isText = head.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13);
  const isPage = /<\s*(html|script|svg|!doctype)/i.test(Buffer.from(head).toString('latin1'));
  if (!isText || isPage) return null;
  return ending === 'csv' ? 'text/csv' : 'text/plain';
}

/**
 * Passes a file on, shows its first bytes before any of it is kept, and stops at the bound.
 *
 * @throws Refusal file_too_large, and what `look` throws
 */
export async function* lookedAt(
  pieces: AsyncIterable<Uint8Array>,
  bytesAtMost: number,
  look: (head: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  let waiting = Buffer.alloc(0);
  let looked = false;
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > bytesAtMost) {
      throw new Refusal('file_too_large', `A file has at most ${bytesAtMost} bytes.`, {
        params: { limit: bytesAtMost },
      });
    }
    if (looked) {
      yield piece;
      continue;
    }
    waiting = Buffer.concat([waiting, piece]);
    if (waiting.length < headBytes) continue;
    look(waiting.subarray(0, headBytes));
    looked = true;
    yield waiting;
  }
  if (looked || waiting.length === 0) return;
  look(waiting);
  yield waiting;
}
