/** A decision table as a workbook, for officers who live in spreadsheets, and back. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DecisionTable,
  type SheetRow,
  type TableSheet,
  tableFromSheet,
  tablesOf,
  tableToSheet,
} from '@yunhe/decision';
import type { Context, UploadedFile, UseCase } from '../runtime/module.ts';
import { type Reason, Refusal } from '../runtime/refusal.ts';
import { readSheet, type SheetRecord, writeXlsx } from '../runtime/sheets/index.ts';
import { unreadable } from './case-file.ts';
import { requireModel } from './check-version.ts';
import type { rulesContract } from './contract.ts';
import { readSmallFile } from './read-file.ts';
import { compiledModel } from './rule-engine.ts';
import { decisionAsked, type Rule } from './run-rule.ts';
import { ruleOf } from './try-version.ts';
import { keepModel, loadKept } from './write-version.ts';

type Contract = typeof rulesContract;

const bytesAtMost = 10_000_000;
const problemsShown = 50;

function tableAsked(
  rule: Rule,
  named: string | undefined,
): { readonly name: string; readonly table: DecisionTable } {
  const compiled = compiledModel(rule.xml);
  const name = decisionAsked(compiled, rule, named);
  const decision = compiled.model.decisions.find((one) => one.name === name);
  const [table] = tablesOf(decision?.logic ?? null);
  if (table !== undefined) return { name, table };
  throw new Refusal('decision_is_not_a_table', `${name} is no decision table.`, {
    params: { decision: name },
  });
}

export const exportTable: UseCase<Contract['exportTable']> = async (ctx, input) => {
  const { name, table } = tableAsked(await ruleOf(ctx, input.versionId), input.decision);
  const sheet = tableToSheet(table);
  const columns = sheet.columns.map((heading, at) => ({ key: String(at), name: heading }));
  const rows = sheet.rows.map(
    ({ cells }): SheetRecord => Object.fromEntries(cells.map((cell, at) => [String(at), cell])),
  );
  return {
    filename: `${name}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: writeXlsx(columns, rows, name),
  };
};

export const importTable: UseCase<Contract['importTable']> = async (ctx, input) => {
  const version = await loadKept(ctx, input, 'edit');
  const { words, outcome } = version;
  const rule = { xml: await requireModel(ctx, version.id), words, outcome };
  const { table } = tableAsked(rule, input.decision);
  const sheet = await sheetOf(ctx, input.file);
  const { xml, problems } = tableFromSheet(rule.xml, table, sheet);
  if (xml !== null) return await keepModel(ctx, version, xml);
  const reasons = problems.slice(0, problemsShown).map(
    ({ code, row, column, message }): Reason => ({
      code,
      detail: message,
      params: { ...(row === null ? {} : { row }), ...(column === null ? {} : { column }) },
    }),
  );
  throw new Refusal('table_not_valid', 'The sheet cannot be read as this table.', { reasons });
};

/** The reader goes through a file more than once, so it lies in the data folder for a moment. */
async function sheetOf({ settings }: Context, file: UploadedFile): Promise<TableSheet> {
  const bytes = await readSmallFile(file, bytesAtMost, 'file_too_large');
  const parent = join(settings.dataDir, 'files');
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(parent, 'table-'));
  try {
    const path = join(folder, 'table');
    await writeFile(path, bytes, { mode: 0o600 });
    const { columns, rows } = await readSheet(path, { name: file.name });
    const read: SheetRow[] = [];
    for await (const { row, cells } of rows) {
      read.push({ row, cells: columns.map((column) => cells[column] ?? '') });
    }
    return { columns, rows: read };
  } catch (error) {
    throw unreadable(error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
