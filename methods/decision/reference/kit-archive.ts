import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The kit as the project keeps it beside the repository; see SOURCE.txt inside. */
const ARCHIVE = new URL('../../../../shared/reference/dmn-tck.tar.gz', import.meta.url);

/** For `test(name, { skip })`: the printed reason, or false where the kit is there. */
export const absent: string | false = existsSync(ARCHIVE)
  ? false
  : '../shared/reference/dmn-tck.tar.gz is absent';

const BLOCK = 512;

/** Every file of the archive by its path; each header says in octal how long the file behind it is. */
export function readKit(): ReadonlyMap<string, string> {
  const bytes = gunzipSync(readFileSync(ARCHIVE));
  const files = new Map<string, string>();
  let longName = '';
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0; ) {
    const field = (from: number, length: number) =>
      bytes.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(field(124, 12), 8);
    const from = at + BLOCK;
    const content = bytes.toString('utf8', from, from + size);
    const type = field(156, 1);
    // A name that does not fit into the header stands in an entry of its own before it.
    if (type === 'L') longName = content.replace(/\0.*$/s, '');
    if (type === '0') files.set(longName === '' ? field(0, 100) : longName, content);
    if (type !== 'L') longName = '';
    at = from + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
