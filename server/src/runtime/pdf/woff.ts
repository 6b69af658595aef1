import { inflateSync } from 'node:zlib';

const signature = 0x774f4646;

/**
 * Unpacks a font from WOFF (version 1) into the form that programs read at once: its tables,
 * each packed by itself there, stand one after the other.
 *
 * Source: W3C, WOFF File Format 1.0, §§ 3 to 5; OpenType, "Table directory".
 *
 * @throws RangeError if the bytes are no WOFF.
 */
export function unpackWoff(woff: Buffer): Buffer {
  if (woff.length < 44 || woff.readUInt32BE(0) !== signature) throw new RangeError('No WOFF.');
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, at) => {
    const entry = 44 + at * 20;
    const offset = woff.readUInt32BE(entry + 4);
    const packed = woff.subarray(offset, offset + woff.readUInt32BE(entry + 8));
    const length = woff.readUInt32BE(entry + 12);
    return {
      tag: woff.subarray(entry, entry + 4),
      checksum: woff.readUInt32BE(entry + 16),
      bytes: packed.length < length ? inflateSync(packed) : packed,
    };
  });

  const header = Buffer.alloc(12 + count * 16);
  const powerOfTwo = 2 ** Math.floor(Math.log2(count));
  header.writeUInt32BE(woff.readUInt32BE(4), 0);
  header.writeUInt16BE(count, 4);
  header.writeUInt16BE(powerOfTwo * 16, 6);
  header.writeUInt16BE(Math.log2(powerOfTwo), 8);
  header.writeUInt16BE((count - powerOfTwo) * 16, 10);
  const parts: Buffer[] = [header];
  let offset = header.length;
  for (const [at, { tag, checksum, bytes }] of tables.entries()) {
    const entry = 12 + at * 16;
    tag.copy(header, entry);
    header.writeUInt32BE(checksum, entry + 4);
    header.writeUInt32BE(offset, entry + 8);
    header.writeUInt32BE(bytes.length, entry + 12);
    const padding = Buffer.alloc(-bytes.length & 3);
    parts.push(bytes, padding);
    offset += bytes.length + padding.length;
  }
  return Buffer.concat(parts);
}
