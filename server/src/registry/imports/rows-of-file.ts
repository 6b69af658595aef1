/** The rows of a file under the names of a kind, whatever the kind of file. */
import { readJsonLines, readSheet, type SheetProblem } from '../../runtime/sheets/index.ts';
import type { ImportKind, SourceRow } from './import-kind.ts';
import { cellsOf, type Mapping, mapped } from './mapping.ts';

export interface FileRow extends SourceRow {
  readonly problems: readonly SheetProblem[];
  /** How much of the file has been read, 0 to 1. */
  readonly progress: number;
}

export interface FileAsked extends Mapping {
  readonly fileName: string;
  readonly sheet: string | null;
}

/** @throws SheetProblem if it is not a file that the kind is read from. */
export async function rowsOfFile(
  path: string,
  kind: ImportKind,
  asked: FileAsked,
): Promise<AsyncIterable<FileRow>> {
  const name = asked.fileName;
  const isTable = await readSheet(path, { name, sheet: asked.sheet ?? undefined })
    .then((sheet) => (kind.files.includes(sheet.file.kind) ? sheet : null))
    .catch((error: SheetProblem) => {
      if (error.code === 'kind_differs' && kind.files.includes('jsonl')) return null;
      throw error;
    });
  if (isTable !== null) return rowsOfTable(isTable.rows, asked);
  const { lines } = await readJsonLines(path, { name });
  return linesOfFile(lines, kind.columns.length > 0 ? asked : null);
}

async function* rowsOfTable(
  rows: Awaited<ReturnType<typeof readSheet>>['rows'],
  mapping: Mapping,
): AsyncGenerator<FileRow> {
  for await (const { row, cells, problems, progress } of rows) {
    yield { row, cells: mapped(cells, mapping), value: undefined, problems, progress };
  }
}

/** Lines of a kind with columns are flat objects, whose properties are mapped like columns. */
async function* linesOfFile(
  lines: Awaited<ReturnType<typeof readJsonLines>>['lines'],
  mapping: Mapping | null,
): AsyncGenerator<FileRow> {
  for await (const { row, value, problems, progress } of lines) {
    const cells = mapping === null ? {} : mapped(cellsOf(value) ?? {}, mapping);
    yield { row, cells, value, problems, progress };
  }
}
