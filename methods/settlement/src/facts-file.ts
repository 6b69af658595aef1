import { readRows, writeRows } from '@yunhe/exact';
import { type FactRow, OPTIONAL_COLUMNS, OWN_COLUMNS } from './fact-book.ts';
import type { Problem } from './statement.ts';
import type { Terms } from './terms.ts';

export type FactsFileReading =
  | { readonly rows: readonly FactRow[] }
  | { readonly problems: readonly Problem[] };

/**
 * Facts as a file that reads back as the same rows, so that whoever settles from it gets the same
 * digest. Every row has every column.
 *
 * @param terms  Whose declared columns follow those that every agreement has.
 * @param rows   Facts; blanks around a value are left out, as reading would.
 * @returns      CSV with a header, lines ended by a line feed.
 * @example
 * const rows = [{ period: '2020', party: 'a', measure: 'tax', amount: '1', unit: 'CNY' }];
 * readFacts(writeFacts({}, rows)).rows[0].evidence // → ''
 *
 * Cost: linear in the text. Source: RFC 4180.
 */
export function writeFacts(terms: Pick<Terms, 'columns'>, rows: readonly FactRow[]): string {
  const declared = (terms.columns ?? []).map(({ name }) => name);
  const columns = [...OWN_COLUMNS, ...OPTIONAL_COLUMNS, ...declared];
  return writeRows(columns, rows);
}

/**
 * Reads a file of facts: a header, then a row a line. Lines that begin with `#` are comments, empty
 * ones are passed over, and blanks around a value are left out.
 *
 * @param text  CSV in any of the three line ends, with a byte order mark or without.
 * @returns     `{ rows }`, each with all columns of the header, or `{ problems }` with the line.
 * @example readFacts('period,party\n# note\n2020, a\n').rows // → [{ period: '2020', party: 'a' }]
 * @example readFacts('period,party\n2020').problems[0].field // → 'line 2'
 *
 * Cost: linear in the text. Source: RFC 4180.
 */
export function readFacts(text: string): FactsFileReading {
  return readRows(text);
}
