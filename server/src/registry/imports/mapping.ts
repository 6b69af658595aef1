/** Which column of a file stands for which column of a kind. Pure. */
import { Refusal } from '../../runtime/refusal.ts';
import type { ImportColumn, ImportKind } from './import-kind.ts';

export interface Mapping {
  /** By the kind's column, the file's column. */
  readonly columns: Readonly<Record<string, string>>;
  /** By the kind's column, a value for every row. */
  readonly constants: Readonly<Record<string, string>>;
}

/** Names of columns are compared without case, blanks, dashes and underscores. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.:：()（）]/g, '');
}

function namesOf({ name, title, alsoCalled = [] }: ImportColumn): Set<string> {
  return new Set([name, title.zh, title.en, ...alsoCalled].map(plain));
}

/** The mapping that the names of the columns suggest; the first fitting column is taken. */
export function suggestMapping(kind: ImportKind, columns: readonly string[]): Mapping {
  const taken = new Set<string>();
  const suggested: Record<string, string> = {};
  // Exact names first, so that a column called `name` is not lost to a looser one.
  for (const exact of [true, false]) {
    for (const column of kind.columns) {
      if (suggested[column.name] !== undefined) continue;
      const names = exact ? new Set([plain(column.name)]) : namesOf(column);
      const found = columns.find((one) => !taken.has(one) && names.has(plain(one)));
      if (found === undefined) continue;
      suggested[column.name] = found;
      taken.add(found);
    }
  }
  return { columns: suggested, constants: {} };
}

/** The columns that a kind cannot do without and that the mapping does not name. */
export function missingColumns(kind: ImportKind, { columns, constants }: Mapping): string[] {
  const isThere = (name: string) => columns[name] !== undefined || constants[name] !== undefined;
  const required = kind.columns.filter((one) => one.required).map((one) => one.name);
  const groups = (kind.oneOf ?? []).filter((group) => !group.some(isThere));
  return [...required.filter((name) => !isThere(name)), ...groups.map((group) => group[0]!)];
}

/**
 * @param fileColumns  What the file has; null where it is not known yet.
 * @throws Refusal columns_missing, column_not_known, value_not_known
 */
export function requireMapping(
  kind: ImportKind,
  mapping: Mapping,
  fileColumns: readonly string[] | null,
): void {
  const known = new Map(kind.columns.map((column) => [column.name, column]));
  const strange = [...Object.keys(mapping.columns), ...Object.keys(mapping.constants)].filter(
    (name) => !known.has(name),
  );
  const absent =
    fileColumns === null
      ? []
      : Object.values(mapping.columns).filter((name) => !fileColumns.includes(name));
  if (strange.length > 0 || absent.length > 0) {
    const columns = [...strange, ...absent].join(', ');
    throw new Refusal(
      'column_not_known',
      strange.length > 0
        ? `${kind.name} has no column ${strange.join(', ')}.`
        : `The file has no column ${absent.join(', ')}.`,
      { params: { columns, kind: kind.name } },
    );
  }
  for (const [name, value] of Object.entries(mapping.constants)) {
    const words = known.get(name)?.words;
    if (words === undefined || words.includes(value)) continue;
    throw new Refusal('value_not_known', `${name} is one of: ${words.join(', ')}.`, {
      params: { column: name, value },
    });
  }
  const missing = missingColumns(kind, mapping);
  if (missing.length === 0) return;
  const columns = missing.join(', ');
  throw new Refusal(
    'columns_missing',
    `The file has no column for ${columns}; name one in the mapping.`,
    { params: { columns, kind: kind.name } },
  );
}

/** The cells of a row under the names of the kind. */
export function mapped(
  cells: Readonly<Record<string, string>>,
  { columns, constants }: Mapping,
): Record<string, string> {
  const named: Record<string, string> = { ...constants };
  for (const [own, theirs] of Object.entries(columns)) {
    const cell = Object.hasOwn(cells, theirs) ? cells[theirs] : undefined;
    if (cell !== undefined) named[own] = cell;
  }
  return named;
}

/** The cells of a flat object: plain values as they are, lists joined, the rest left out. */
export function cellsOf(value: unknown): Record<string, string> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const cells: Record<string, string> = {};
  for (const [name, entry] of Object.entries(value)) {
    const parts = (Array.isArray(entry) ? entry : [entry]).filter((part) =>
      ['string', 'number', 'boolean'].includes(typeof part),
    );
    const text = parts.join('; ');
    if (text !== '') cells[name] = text;
  }
  return cells;
}
