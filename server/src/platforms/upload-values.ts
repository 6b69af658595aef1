/** A file of `indicator,value` rows: looked at first, and kept where it is asked for. */
import type { ReadScheme } from '@yunhe/evaluation';
import { pathOfFile, receiveFile } from '../registry/index.ts';
import type { Context, UploadedFile, UseCase } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import { readSheet, SheetProblem } from '../runtime/sheets/index.ts';
import type { roundContract } from './round-contract.ts';
import { type Given, type RowProblem, rowProblems } from './round-data.ts';
import { ownReport } from './round-rights.ts';
import { valuesOfReports } from './round-store.ts';
import { keepValues, requireOpenFor } from './save-report.ts';
import { schemeFor } from './show-round.ts';

type Contract = typeof roundContract;

const rowsAtMost = 2_000;
const headings = {
  indicator: ['indicator', 'measure', '指标'],
  value: ['value', '数值', '值'],
} as const;

export const uploadValues: UseCase<Contract['uploadValues']> = async (ctx, input) => {
  const found = await ownReport(ctx, input.reportId);
  const before = await valuesOfReports(ctx.tx, [found.report.id]);
  requireOpenFor(ctx, found, before, []);
  const { read } = await schemeFor(ctx, found.round);
  const rows = await readValues(ctx, input.file, idsByName(read));
  const problems = problemsOf(rows, rowProblems(read, rows));
  const wrong = new Set(problems.map(({ row }) => row));
  const values = rows.filter(({ row, value }) => !wrong.has(row) && value !== '');
  if (input.keep === true && values.length > 0) {
    await keepValues(
      ctx,
      found,
      values.map(({ measure, value }) => ({ measure, value })),
    );
  }
  return {
    rows: rows.length,
    kept: input.keep === true ? values.length : 0,
    problems,
    values: values.map(({ measure, value }) => ({ measure, value })),
  };
};

interface GivenRow extends Given {
  /** As it stands in the file. */
  readonly row: number;
}

/** By the rows of the file. */
function problemsOf(rows: readonly GivenRow[], found: readonly RowProblem[]): RowProblem[] {
  const rowOf = (place: number) => rows[place - 1]!.row;
  return found.map((one) => {
    const { before } = one.params;
    const row = rowOf(one.row);
    if (typeof before !== 'number') return { ...one, row };
    const params = { ...one.params, before: rowOf(before) };
    return { ...one, row, code: 'value_twice_in_file', params };
  });
}

/** People name a measure as they read it; a name that two share names neither. */
function idsByName({ scheme: { measures } }: ReadScheme): ReadonlyMap<string, string> {
  const named = measures.flatMap(({ id, name }) =>
    [...new Set([name.zh.trim(), name.en.trim()])].map((called) => ({ called, id })),
  );
  const groups = Map.groupBy(named, ({ called }) => called);
  return new Map(
    [...groups].flatMap(([called, [one, ...more]]) => (more.length > 0 ? [] : [[called, one!.id]])),
  );
}

async function readValues(
  ctx: Context,
  file: UploadedFile,
  ids: ReadonlyMap<string, string>,
): Promise<GivenRow[]> {
  const { id, name } = await receiveFile(ctx, file);
  try {
    const { columns, rows } = await readSheet(pathOfFile(ctx.settings, id), { name });
    const named = (wanted: readonly string[]) =>
      columns.find((column) => wanted.includes(column.trim().toLowerCase()));
    const [indicator, value] = [named(headings.indicator), named(headings.value)];
    if (indicator === undefined || value === undefined) {
      throw new Refusal('file_cannot_be_read', 'The first row names `indicator` and `value`.', {
        params: { problem: 'columns_missing' },
      });
    }
    const found: GivenRow[] = [];
    for await (const { row, cells } of rows) {
      const text = (column: string) => cells[column]?.trim() ?? '';
      if (text(indicator) === '' && text(value) === '') continue;
      const called = text(indicator);
      found.push({ row, measure: ids.get(called) ?? called, value: text(value) });
      if (found.length > rowsAtMost) {
        throw new Refusal('file_cannot_be_read', `A file has at most ${rowsAtMost} rows.`, {
          params: { problem: 'too_many_rows', limit: rowsAtMost },
        });
      }
    }
    return found;
  } catch (error) {
    if (!(error instanceof SheetProblem)) throw error;
    const { code, message, params } = error;
    throw new Refusal('file_cannot_be_read', message, {
      params: { ...params, problem: code },
      reasons: [{ code, detail: message, params }],
    });
  }
}
