/** Tables of cases that somebody sends, to be run under a rule. */
import { pathOfFile, receiveFile } from '../registry/index.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { readSheet, type Sheet, SheetProblem } from '../runtime/sheets/index.ts';
import { suggestColumns } from './case-cells.ts';
import type { CaseFile, rulesContract } from './contract.ts';
import { formOf } from './model-content.ts';
import { findCaseFile, insertCaseFile, type KeptCaseFile } from './replay-store.ts';
import { compiledModel } from './rule-engine.ts';
import { ruleOf } from './try-version.ts';

type Contract = typeof rulesContract;

const rowsShown = 5;
const cellLettersAtMost = 200;

/** @throws Refusal file_cannot_be_read */
export async function openCases(
  ctx: Pick<Context, 'settings'>,
  file: KeptCaseFile,
  sheet?: string,
): Promise<Sheet> {
  try {
    const path = pathOfFile(ctx.settings, file.id);
    return await readSheet(path, { name: file.name, sheet });
  } catch (error) {
    throw unreadable(error);
  }
}

export function unreadable(error: unknown): unknown {
  if (!(error instanceof SheetProblem)) return error;
  const { code, message, params } = error;
  return new Refusal('file_cannot_be_read', message, {
    params: { ...params, problem: code },
    reasons: [{ code, detail: message, params }],
  });
}

async function look(
  ctx: Context,
  file: KeptCaseFile,
  asked: { readonly sheet?: string; readonly versionId?: string } = {},
): Promise<CaseFile> {
  const { columns, rows } = await openCases(ctx, file, asked.sheet);
  const shown: Record<string, string>[] = [];
  try {
    for await (const { cells } of rows) {
      shown.push(
        Object.fromEntries(
          Object.entries(cells).map(([name, text]) => [name, text.slice(0, cellLettersAtMost)]),
        ),
      );
      if (shown.length === rowsShown) break;
    }
  } catch (error) {
    throw unreadable(error);
  }
  const suggested = await suggestFor(ctx, columns, asked.versionId);
  return { ...file, columns: [...columns], rows: shown, suggested };
}

async function suggestFor(ctx: Context, columns: readonly string[], versionId?: string) {
  if (versionId === undefined) return {};
  const { xml, words } = await ruleOf(ctx, versionId);
  return suggestColumns(formOf(compiledModel(xml).model, words), columns);
}

export const uploadCases: UseCase<Contract['uploadCases']> = async (ctx, input) => {
  const { id, name, bytes } = await receiveFile(ctx, input.file);
  const file = { id, name, bytes };
  const seen = await look(ctx, file);
  await insertCaseFile(ctx.tx, { ...file, uploadedBy: ctx.actor.name }, ctx.now);
  return seen;
};

export const inspectCases: UseCase<Contract['inspectCases']> = async (ctx, input) => {
  const file = await findCaseFile(ctx.tx, input.fileId);
  if (file === null) throw notFound('file');
  return await look(ctx, file, input);
};
