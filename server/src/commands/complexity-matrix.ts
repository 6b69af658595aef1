import { type Cell, type Matrix, sparseMatrix } from '@yunhe/complexity';
import { readColumns } from './column-file.ts';

/** A file of `region,field,value`, as a matrix. */
export interface ToldRegions {
  readonly matrix: Matrix;
  /** In the order in which the file names them. */
  readonly regions: readonly string[];
  readonly fields: readonly string[];
  readonly rows: number;
  /** Rows of a region and field that were told before; their values are added up. */
  readonly repeated: number;
}

/** Rows of the value 0 name their region and field all the same. */
export async function readRegions(file: string): Promise<ToldRegions> {
  const told = await readColumns(file, { region: 'text', field: 'text', value: 'amount' });
  const regions = numbered(told.texts('region'));
  const fields = numbered(told.texts('field'));
  const cells: Cell[] = [];
  const places = new Set<number>();
  let repeated = 0;
  for (const [at, value] of told.numbers('value').entries()) {
    const [row, column] = [regions.of[at]!, fields.of[at]!];
    const place = row * fields.names.length + column;
    if (places.has(place)) repeated++;
    places.add(place);
    cells.push([row, column, value]);
  }
  return {
    matrix: sparseMatrix(regions.names.length, fields.names.length, cells),
    regions: regions.names,
    fields: fields.names,
    rows: cells.length,
    repeated,
  };
}

function numbered(keys: readonly string[]) {
  const numbers = new Map<string, number>();
  const of = keys.map((key) => {
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  });
  return { of, names: [...numbers.keys()] };
}
