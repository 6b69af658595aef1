/** Tables as they are shown, as CSV that spreadsheets open. */
import { handOver } from './hand-over.ts';

/** Marks between thousands are for the eye alone. */
const grouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;

/**
 * @example csvText([['地区', '次数'], ['北京, 天津', '1,234']])
 *   // → '\ufeff地区,次数\r\n"北京, 天津",1234\r\n'
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells) => `${cells.map(quoted).join(',')}\r\n`);
  return `\ufeff${lines.join('')}`;
}

function quoted(cell: string): string {
  if (grouped.test(cell)) return cell.replaceAll(',', '');
  // What a spreadsheet would take for a formula is told to be text.
  const text = /^[=+@\t\r]|^-(?!\d)/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function saveTable(table: HTMLTableElement, name: string): void {
  const rows = [...table.rows].map((row) =>
    [...row.cells].map(({ textContent }) => textContent.trim()),
  );
  saveRows(rows, name);
}

export function saveRows(rows: readonly (readonly string[])[], name: string): void {
  handOver(new Blob([csvText(rows)], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
}
