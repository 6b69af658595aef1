/**
 * Texts as bytes outside the JavaScript heap. Every code unit is written by itself as UTF-8 would
 * (CESU-8), so that halves of surrogate pairs survive and the order of bytes is that of strings.
 */
export type Bytes = Uint8Array<ArrayBuffer>;

/** The most bytes a text of so many code units takes. */
export const roomFor = (length: number) => 3 * length;

/** Writes a text and answers with the place after it; there must be room. */
export function writeText(bytes: Bytes, start: number, text: string): number {
  let at = start;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      bytes[at++] = unit;
    } else if (unit < 0x800) {
      bytes[at++] = 0xc0 | (unit >>> 6);
      bytes[at++] = 0x80 | (unit & 0x3f);
    } else {
      bytes[at++] = 0xe0 | (unit >>> 12);
      bytes[at++] = 0x80 | ((unit >>> 6) & 0x3f);
      bytes[at++] = 0x80 | (unit & 0x3f);
    }
  }
  return at;
}

/** Few enough arguments for one call. */
const CHUNK = 4096;

function isPlain(bytes: Bytes, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] as number) > 0x7f) return false;
  return true;
}

/** Reads what `writeText` wrote; other bytes give some text or other, without an error. */
export function readText(bytes: Bytes, start: number, end: number): string {
  // Most ids and terms: their bytes are their code units.
  if (end - start <= CHUNK && isPlain(bytes, start, end)) {
    return String.fromCharCode.apply(null, bytes.subarray(start, end) as unknown as number[]);
  }
  let text = '';
  let at = start;
  let units: number[] = [];
  while (at < end) {
    const lead = bytes[at++] as number;
    if (lead < 0x80) {
      units.push(lead);
    } else if (lead < 0xe0) {
      units.push(((lead & 0x1f) << 6) | ((bytes[at++] as number) & 0x3f));
    } else {
      const middle = (bytes[at++] as number) & 0x3f;
      units.push(((lead & 0x0f) << 12) | (middle << 6) | ((bytes[at++] as number) & 0x3f));
    }
    if (units.length === CHUNK) {
      text += String.fromCharCode(...units);
      units = [];
    }
  }
  return text + String.fromCharCode(...units);
}
