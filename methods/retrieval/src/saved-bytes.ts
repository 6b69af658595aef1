import { type Bytes, writeText } from './text-bytes.ts';

/**
 * Parts in one run of bytes: eight letters that say what it is, a version, a checksum of all that
 * follows, how many parts there are, and each with its length before it. Numbers have the byte
 * order of the machine; on one of the other order the version does not fit.
 */
const KIND_LENGTH = 8;
const HEAD = KIND_LENGTH + 12;

/** Anything that lies in an ArrayBuffer. */
interface View {
  readonly buffer: ArrayBuffer;
  readonly byteOffset: number;
  readonly byteLength: number;
}

export function packParts(kind: string, version: number, parts: readonly View[]): Bytes {
  const size = parts.reduce((sum, part) => sum + 4 + part.byteLength, HEAD);
  const bytes = new Uint8Array(size);
  writeText(bytes, 0, kind.padEnd(KIND_LENGTH).slice(0, KIND_LENGTH));
  let end = HEAD;
  for (const part of parts) {
    putNumber(bytes, end, part.byteLength);
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), end + 4);
    end += 4 + part.byteLength;
  }
  putNumber(bytes, KIND_LENGTH, version);
  putNumber(bytes, KIND_LENGTH + 8, parts.length);
  putNumber(bytes, KIND_LENGTH + 4, checksum(bytes.subarray(KIND_LENGTH + 8)));
  return bytes;
}

/** The parts of what `packParts` made, each in a buffer of its own. Throws RangeError for others. */
export function unpackParts(kind: string, version: number, bytes: Bytes): Bytes[] {
  const refuse = (why: string) => new RangeError(`this is no saved ${kind.trim()}: ${why}`);
  if (bytes.length < HEAD) throw refuse(`it has only ${bytes.length} bytes`);
  const letters = new Uint8Array(3 * KIND_LENGTH);
  writeText(letters, 0, kind.padEnd(KIND_LENGTH).slice(0, KIND_LENGTH));
  for (let at = 0; at < KIND_LENGTH; at++) {
    if (bytes[at] !== letters[at]) throw refuse('it begins with other letters');
  }
  const found = numberAt(bytes, KIND_LENGTH);
  if (found !== version) throw refuse(`its version is ${found}, not ${version}`);
  if (checksum(bytes.subarray(KIND_LENGTH + 8)) !== numberAt(bytes, KIND_LENGTH + 4)) {
    throw refuse('it was cut off or changed: the checksum does not fit');
  }
  const parts: Bytes[] = [];
  let at = HEAD;
  while (at + 4 <= bytes.length) {
    const end = at + 4 + numberAt(bytes, at);
    if (end > bytes.length) break;
    parts.push(bytes.slice(at + 4, end));
    at = end;
  }
  if (at !== bytes.length || parts.length !== numberAt(bytes, KIND_LENGTH + 8)) {
    throw refuse('its parts do not fit its length');
  }
  return parts;
}

function putNumber(bytes: Bytes, at: number, value: number): void {
  bytes.set(new Uint8Array(Uint32Array.of(value).buffer), at);
}

function numberAt(bytes: Bytes, at: number): number {
  return new Uint32Array(bytes.slice(at, at + 4).buffer)[0] as number;
}

/**
 * CRC-32 as in ISO 3309, polynomial 0xEDB88320 reflected. Table n has the remainders of a byte that
 * n bytes of zeros follow, so that four bytes are taken at once.
 */
const REMAINDERS = [remaindersOfBytes()];
while (REMAINDERS.length < 4) {
  const [bytes, last] = [REMAINDERS[0] as Uint32Array, REMAINDERS.at(-1) as Uint32Array];
  REMAINDERS.push(last.map((value) => (value >>> 8) ^ (bytes[value & 0xff] as number)));
}

function remaindersOfBytes(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
    return value;
  });
}

export function checksum(bytes: Bytes): number {
  const [last, third, second, first] = REMAINDERS as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  let value = 0xffffffff;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    value =
      (first[(value ^ (bytes[at] as number)) & 0xff] as number) ^
      (second[((value >>> 8) ^ (bytes[at + 1] as number)) & 0xff] as number) ^
      (third[((value >>> 16) ^ (bytes[at + 2] as number)) & 0xff] as number) ^
      (last[((value >>> 24) ^ (bytes[at + 3] as number)) & 0xff] as number);
  }
  for (; at < bytes.length; at++) {
    value = (value >>> 8) ^ (last[(value ^ (bytes[at] as number)) & 0xff] as number);
  }
  return ~value >>> 0;
}
