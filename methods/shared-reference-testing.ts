import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Published results that are too large or not licensed for the repository; see their SOURCE.txt. */
const folder = resolve(import.meta.dirname, '../../shared/reference');

/** Says why a test that needs the shared reference data is skipped, or false where it is there. */
export const skip = existsSync(folder) ? false : '../shared/reference is absent';

export function readJson(name: string) {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

/** A table without quoted commas: one record a line, by the names of the header. */
export function readTable(name: string): Readonly<Record<string, string>>[] {
  const bytes = readFileSync(join(folder, name));
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const [header = '', ...lines] = text.trim().replaceAll('"', '').split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((one, at) => [one, cells[at] ?? '']));
  });
}
