/** What screens ask of imports while and after they run. */
import type { Context, Download, UseCase } from '../../runtime/module.ts';
import { notFound, Refusal } from '../../runtime/refusal.ts';
import {
  type SheetRecord,
  writeCsv,
  writeJsonLines,
  writeXlsx,
} from '../../runtime/sheets/index.ts';
import type { Import, ImportProblem, importContract } from '../import-contract.ts';
import { importKinds } from './import-kinds.ts';
import { askToCancel } from './import-store.ts';
import { affiliationPage, importPage, problemPage, readOneImport } from './import-views.ts';

type Contract = typeof importContract;

/** @throws Refusal not_found */
export async function importAnswer(ctx: Context, importId: string): Promise<Import> {
  const found = await readOneImport(ctx.tx, importId, ctx.now);
  if (found === null) throw notFound('import');
  return found;
}

export const listImportKinds: UseCase<Contract['listImportKinds']> = async () => ({
  items: importKinds.map(({ name, title, files, columns }) => ({
    name,
    title,
    files: [...files],
    columns: columns.map(({ alsoCalled: _, words, ...column }) => ({
      ...column,
      ...(words === undefined ? {} : { words: [...words] }),
    })),
  })),
});

export const listImports: UseCase<Contract['listImports']> = (ctx, input) =>
  importPage(ctx.tx, input, ctx.now);

export const readImport: UseCase<Contract['readImport']> = (ctx, { importId }) =>
  importAnswer(ctx, importId);

export const listImportProblems: UseCase<Contract['listImportProblems']> = async (ctx, input) => {
  await importAnswer(ctx, input.importId);
  return await problemPage(ctx.tx, input);
};

export const listAffiliations: UseCase<Contract['listAffiliations']> = (ctx, input) =>
  affiliationPage(ctx.tx, input);

/** Stops after the batch that is being written. */
export const cancelImport: UseCase<Contract['cancelImport']> = async (ctx, { importId }) => {
  const { state } = await importAnswer(ctx, importId);
  if (!(await askToCancel(ctx.tx, importId, ctx.now))) {
    throw new Refusal('import_is_over', `The import is ${state}; there is nothing to stop.`, {
      params: { state },
    });
  }
  ctx.announce({ type: 'registry.import_cancel_asked', subjectIds: [importId] });
  return await importAnswer(ctx, importId);
};

const columns = ['row', 'column', 'gravity', 'code', 'detail', 'value'].map((key) => ({ key }));
const rowsAtATime = 100;

export const exportImportProblems: UseCase<Contract['exportImportProblems']> = async (
  ctx,
  { format = 'csv', ...asked },
) => {
  const { file } = await importAnswer(ctx, asked.importId);
  const rows = problemRows(ctx, asked);
  const writers = {
    csv: () => ['text/csv; charset=utf-8', writeCsv(columns, rows)] as const,
    xlsx: () =>
      [
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        writeXlsx(columns, rows),
      ] as const,
    jsonl: () => ['application/x-ndjson', writeJsonLines(rows)] as const,
  };
  const [mediaType, bytes] = writers[format]();
  return { filename: `${file.name}-problems.${format}`, mediaType, bytes } satisfies Download;
};

async function* problemRows(
  ctx: Context,
  asked: Parameters<typeof problemPage>[1],
): AsyncGenerator<SheetRecord> {
  let cursor: string | undefined;
  do {
    const page = await problemPage(ctx.tx, {
      ...asked,
      limit: rowsAtATime,
      ...(cursor === undefined ? {} : { cursor }),
    });
    yield* page.items.map(({ params: _, ...problem }: ImportProblem) => problem);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}
