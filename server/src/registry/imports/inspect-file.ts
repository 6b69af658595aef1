/** Looks into a file that was sent: what it is, what it holds and what it may be imported as. */
import type { Context, UseCase } from '../../runtime/module.ts';
import { notFound, Refusal } from '../../runtime/refusal.ts';
import { inspectFile, readJsonLines, readSheet, SheetProblem } from '../../runtime/sheets/index.ts';
import type { InspectedImportFile, importContract } from '../import-contract.ts';
import { builtInMappings } from './built-in-mappings.ts';
import type { ImportKind } from './import-kind.ts';
import { importKinds } from './import-kinds.ts';
import { findFile, savedMappings } from './import-store.ts';
import { cellsOf, type Mapping, missingColumns, suggestMapping } from './mapping.ts';
import { pathOfFile } from './receive-file.ts';
import { readText, shortened } from './values.ts';

const rowsShown = 20;
const columnsShown = 200;

export interface LookedInto {
  readonly fileKind: InspectedImportFile['fileKind'];
  readonly encoding: string | null;
  readonly gzip: boolean;
  readonly sheets: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly Record<string, string>[];
}

/** @throws Refusal file_cannot_be_read with the reason in the words of the table reader. */
export async function lookInto(
  path: string,
  name: string,
  sheet: string | undefined,
): Promise<LookedInto> {
  try {
    const file = await inspectFile(path, { name });
    const common = {
      fileKind: file.kind,
      encoding: file.kind === 'xlsx' ? null : file.encoding,
      gzip: file.isGzip,
      sheets: file.kind === 'xlsx' ? file.sheets : [],
    };
    const { columns, rows } =
      file.kind === 'jsonl' ? await headOfLines(path, name) : await headOfTable(path, name, sheet);
    return { ...common, columns: columns.slice(0, columnsShown), rows };
  } catch (error) {
    if (!(error instanceof SheetProblem)) throw error;
    const { code, message, detail, params } = error;
    throw new Refusal('file_cannot_be_read', message, {
      params: { ...params, problem: code },
      reasons: [{ code, detail, params }],
    });
  }
}

async function headOfTable(path: string, name: string, sheet: string | undefined) {
  const table = await readSheet(path, { name, sheet });
  const rows: Record<string, string>[] = [];
  for await (const { cells } of table.rows) {
    rows.push(shown(cells));
    if (rows.length === rowsShown) break;
  }
  return { columns: table.columns, rows };
}

async function headOfLines(path: string, name: string) {
  const { lines } = await readJsonLines(path, { name });
  const rows: Record<string, string>[] = [];
  for await (const { value } of lines) {
    rows.push(shown(cellsOf(value) ?? {}));
    if (rows.length === rowsShown) break;
  }
  return { columns: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows };
}

function shown(cells: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(cells)
      .slice(0, columnsShown)
      .map(([name, cell]) => [name, shortened(readText(cell) ?? '')]),
  );
}

export const inspectImportFile: UseCase<(typeof importContract)['inspectImportFile']> = async (
  ctx,
  { fileId, sheet },
) => {
  const file = await findFile(ctx.tx, fileId);
  if (file === null) throw notFound('file');
  const looked = await lookInto(pathOfFile(ctx.settings, fileId), file.name, sheet);
  return {
    file,
    ...looked,
    sheets: [...looked.sheets],
    columns: [...looked.columns],
    rows: [...looked.rows],
    suggestions: await suggestions(ctx, looked),
  };
};

type Suggestion = InspectedImportFile['suggestions'][number];

/** Every kind that reads such files; those that lack nothing first, the richer before the poorer. */
async function suggestions({ tx }: Context, looked: LookedInto): Promise<Suggestion[]> {
  const saved = [...builtInMappings, ...(await savedMappings(tx, undefined))];
  const found = importKinds
    .filter((kind) => kind.files.includes(looked.fileKind))
    .map((kind) => suggestion(kind, looked, saved));
  const weight = (one: Suggestion) =>
    (one.mapping === null ? 0 : 100) + Object.keys(one.columns).length - one.missing.length * 1000;
  return found.sort((a, b) => weight(b) - weight(a));
}

function suggestion(
  kind: ImportKind,
  looked: LookedInto,
  saved: readonly (Mapping & { readonly name: string; readonly kind: string })[],
): Suggestion {
  const fits = saved.find(
    (one) =>
      one.kind === kind.name &&
      Object.values(one.columns).every((name) => looked.columns.includes(name)),
  );
  const mapping = fits ?? suggestMapping(kind, looked.columns);
  return {
    kind: kind.name,
    columns: { ...mapping.columns },
    constants: { ...mapping.constants },
    mapping: fits?.name ?? null,
    missing: kind.columns.length === 0 ? fixedMissing(kind, looked) : missingColumns(kind, mapping),
  };
}

/** Kinds with a format of their own are known by a few properties of their lines. */
function fixedMissing(kind: ImportKind, { columns }: LookedInto): string[] {
  const marks: Readonly<Record<string, readonly string[]>> = {
    papers: ['id', 'title'],
    ror: columns.includes('src') ? ['src'] : ['id', 'types'],
  };
  return (marks[kind.name] ?? []).filter((mark) => !columns.includes(mark));
}
