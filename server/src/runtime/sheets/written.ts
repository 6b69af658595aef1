/** A column of a table to be written. */
export interface SheetColumn {
  /** The property of a row that stands in this column. */
  readonly key: string;
  /** What stands over it; the key where absent. */
  readonly name?: string;
  /**
   * `date` writes ISO days as dates of the workbook, `number` writes decimal texts as numbers.
   * A cell that is not what its column says is written as text.
   */
  readonly type?: 'text' | 'number' | 'date';
}

export type SheetCell = string | number | bigint | boolean | null | undefined;
export type SheetRecord = Readonly<Record<string, SheetCell>>;

const BATCH_CHARACTERS = 64 * 1024;

/** Joins small texts into pieces worth sending, so that a table streams and nothing piles up. */
export async function* inBatches<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  textOf: (row: Row) => string,
  begin = '',
): AsyncGenerator<Buffer> {
  let batch = begin;
  for await (const row of rows) {
    batch += textOf(row);
    if (batch.length < BATCH_CHARACTERS) continue;
    yield Buffer.from(batch);
    batch = '';
  }
  if (batch !== '') yield Buffer.from(batch);
}
