import { existsSync, readFileSync } from 'node:fs';
import { type DataRow, type ReadScheme, readScheme } from '../src/index.ts';

/** The index of Asian and European countries that COINr builds as its example, read from a folder. */
export const asemFolder = new URL('../../../../shared/reference/', import.meta.url);
export const asemIsHere = existsSync(new URL('coinr-asem/SOURCE.txt', asemFolder));

/** Cells by line; the files quote names, of which some hold commas. */
export function table(name: string): string[][] {
  return readFileSync(new URL(name, asemFolder), 'utf8')
    .trim()
    .split('\n')
    .map((line) =>
      Array.from(line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g), ([, quoted, plain]) =>
        (quoted ?? plain ?? '').trim(),
      ),
    );
}

/** Columns by name, in the order of the first column's names. */
export function columnsOf(name: string): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const [header = [], ...rows] = table(name);
  const at = header.indexOf('uCode');
  return new Map(
    header.map((column, place) => [
      column,
      new Map(rows.map((row) => [row[at]!, row[place] === 'NA' ? Number.NaN : Number(row[place])])),
    ]),
  );
}

interface Meta {
  readonly code: string;
  readonly direction: string;
  readonly weight: string;
  readonly denominator: string;
  readonly parent: string;
  readonly type: string;
}

function meta(): readonly Meta[] {
  const [header = [], ...rows] = table('coinr-asem/ASEM_iMeta.csv');
  const pick = (row: readonly string[], name: string) => row[header.indexOf(name)]!;
  return rows.map((row) => ({
    code: pick(row, 'iCode'),
    direction: pick(row, 'Direction'),
    weight: pick(row, 'Weight'),
    denominator: pick(row, 'Denominator'),
    parent: pick(row, 'Parent'),
    type: pick(row, 'Type'),
  }));
}

/** The scheme of that index; whatever is given replaces its choices. */
export function asemScheme(choices: Readonly<Record<string, unknown>> = {}): ReadScheme {
  const all = meta();
  const words = (code: string) => ({ zh: code, en: code });
  const node = ({ code, type, weight, direction, denominator }: Meta): unknown => {
    const own = { id: code, name: words(code), weight };
    if (type !== 'Indicator') {
      return {
        kind: 'group',
        ...own,
        children: all.filter(({ parent }) => parent === code).map(node),
      };
    }
    const of = denominator === 'NA' ? code : `${code} / ${denominator}`;
    return { kind: 'relative', ...own, of, better: direction === '1' ? 'more' : 'less' };
  };
  const reading = readScheme({
    format: 'yunhe-scheme-1',
    id: 'asem',
    version: 1,
    title: words('asem'),
    source: { document: 'COINr 1.1.14', grade: 'own' },
    measures: all
      .filter(({ type }) => ['Indicator', 'Denominator', 'Group'].includes(type))
      .map(({ code, type }) => ({
        id: code,
        name: words(code),
        ...(type === 'Group' ? { values: ['Asia', 'Europe', 'S', 'M', 'L', 'XL'] } : {}),
      })),
    missing: { policy: 'mean', by: 'EurAsia_group' },
    outliers: { method: 'winsorise', most: 5, otherwise: 'log' },
    normalise: { method: 'min-max' },
    weigh: { method: 'given', total: 'any' },
    decimals: 10,
    root: node(all.find(({ code }) => code === 'Index')!),
    ...choices,
  });
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems, null, 1));
  return reading.read;
}

export function asemData(): readonly DataRow[] {
  const [header = [], ...rows] = table('coinr-asem/ASEM_iData.csv');
  const known = new Set(
    meta()
      .filter(({ type }) => type !== 'Aggregate')
      .map(({ code }) => code),
  );
  const unit = header.indexOf('uCode');
  return rows.flatMap((row) =>
    header.flatMap((indicator, at) =>
      known.has(indicator)
        ? [{ unit: row[unit]!, indicator, value: row[at] === 'NA' ? '' : row[at]! }]
        : [],
    ),
  );
}
