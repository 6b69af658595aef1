import type { UploadedFile } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';

/** Reads a file that is small by its nature, and stops as soon as it is not. */
export async function readSmallFile(
  file: UploadedFile,
  bytesAtMost: number,
  tooLarge: string,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of file.bytes) {
    bytes += piece.length;
    if (bytes > bytesAtMost) {
      throw new Refusal(tooLarge, `The file has more than ${bytesAtMost} bytes.`, {
        params: { limit: bytesAtMost },
      });
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
