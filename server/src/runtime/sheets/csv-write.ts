import { Readable } from 'node:stream';
import { guard } from './formula-guard.ts';
import { inBatches, type SheetCell, type SheetColumn, type SheetRecord } from './written.ts';

/**
 * Writes a CSV file: UTF-8 with a mark, by which Excel knows Chinese; commas; CRLF. Texts that
 * would run as formulas get an apostrophe before them, which `readSheet` takes off again.
 *
 * @param rows  By column key; a missing, null or undefined cell is empty.
 * @returns     The bytes as a stream, made as they are asked for.
 * @example writeCsv([{ key: 'name', name: '名称' }], [{ name: '清华大学' }])
 */
export function writeCsv(
  columns: readonly SheetColumn[],
  rows: Iterable<SheetRecord> | AsyncIterable<SheetRecord>,
): Readable {
  const line = (cells: readonly SheetCell[]) => `${cells.map(field).join(',')}\r\n`;
  const header = `\uFEFF${line(columns.map(({ key, name = key }) => name))}`;
  const lines = inBatches(rows, (row) => line(columns.map(({ key }) => row[key])), header);
  return Readable.from(lines, { objectMode: false });
}

function field(cell: SheetCell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (typeof cell !== 'string') return String(cell);
  const text = guard(cell);
  // Semicolon and tab are quoted too: in some countries Excel splits there.
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
