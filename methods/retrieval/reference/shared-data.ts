import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Data too large or not licensed for the repository; see each folder's SOURCE.txt. */
const SHARED = new URL('../../../../shared/data/', import.meta.url);

/** For `test(name, { skip })`: the printed reason, or false where the data are there. */
export function absent(folder: string): string | false {
  return existsSync(new URL(folder, SHARED)) ? false : `../shared/data/${folder} is absent`;
}

export function readShared(path: string): string {
  const bytes = readFileSync(new URL(path, SHARED));
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}
