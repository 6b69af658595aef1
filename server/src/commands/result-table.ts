/** What a method found, as files: tables as CSV, and the digest of what they were made from. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type SheetColumn, type SheetRecord, writeCsv } from '../runtime/sheets/index.ts';

export interface Table {
  readonly columns: readonly SheetColumn[];
  readonly rows: Iterable<SheetRecord>;
}

export type Column = readonly [name: string, value: (at: number) => string | number | boolean];

/** A table of `count` rows; what cannot be said (NaN) is an empty cell. */
export function tableFrom(count: number, columns: readonly Column[]): Table {
  return {
    columns: columns.map(([key]) => ({ key })),
    rows: (function* () {
      for (let at = 0; at < count; at++) {
        yield Object.fromEntries(
          columns.map(([key, value]) => {
            const cell = value(at);
            return [key, Number.isNaN(cell) ? null : cell];
          }),
        );
      }
    })(),
  };
}

export async function writeTable(file: string, { columns, rows }: Table): Promise<void> {
  await pipeline(writeCsv(columns, rows), createWriteStream(file));
}

export async function digestOf(file: string): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(file), digest);
  return digest.digest('hex');
}
