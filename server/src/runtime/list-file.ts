/** A list as a file, made row by row while it is sent. */
import { dayOf } from './day.ts';
import type { Context, Download, SheetFormat } from './module.ts';
import {
  type SheetColumn,
  type SheetRecord,
  writeCsv,
  writeJsonLines,
  writeXlsx,
} from './sheets/index.ts';

/** More than a person reads, and few enough that a file can be opened. */
export const rowsAtMost = 50_000;

/** A column with its heading in both languages. */
export type Heading = readonly [
  key: string,
  zh: string,
  en: string,
  type?: NonNullable<SheetColumn['type']>,
];

export const mediaTypes: Readonly<Record<SheetFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/x-ndjson; charset=utf-8',
};

export async function* cells<Row>(rows: AsyncIterable<Row>, cellsOf: (row: Row) => SheetRecord) {
  for await (const row of rows) yield cellsOf(row);
}

export function listFile(
  ctx: Context,
  wish: { readonly format?: SheetFormat; readonly lang?: 'zh' | 'en' },
  name: readonly [zh: string, en: string],
  headings: readonly Heading[],
  rows: AsyncIterable<SheetRecord>,
): Download {
  const { format = 'csv', lang = 'zh' } = wish;
  const title = name[lang === 'zh' ? 0 : 1];
  const columns = headings.map(([key, zh, en, type = 'text']) => ({
    key,
    name: lang === 'zh' ? zh : en,
    type,
  }));
  const bytes = {
    csv: () => writeCsv(columns, rows),
    xlsx: () => writeXlsx(columns, rows, title),
    jsonl: () => writeJsonLines(rows),
  }[format]();
  return { filename: `${title}-${dayOf(ctx.now)}.${format}`, mediaType: mediaTypes[format], bytes };
}
