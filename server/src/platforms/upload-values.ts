/** A file of `indicator,value` rows: looked at first, and kept where it is asked for. */
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
  const rows = await readValues(ctx, input.file);
  const { read } = await schemeFor(ctx, found.round);
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

/** By the rows of the file; one that tells a measure again is wrong as well. */
function problemsOf(rows: readonly GivenRow[], found: readonly RowProblem[]): RowProblem[] {
  const first = new Map<string, number>();
  const twice = rows.flatMap(({ row, measure }): RowProblem[] => {
    const before = first.get(measure);
    if (before === undefined) {
      first.set(measure, row);
      return [];
    }
    const detail = `${measure} stands in row ${before} too.`;
    return [{ row, column: 'indicator', code: 'value_twice', detail }];
  });
  const told = found
    .filter(({ code }) => code !== 'value_twice')
    .map((one) => ({ ...one, row: rows[one.row - 1]!.row }));
  return [...told, ...twice].sort((a, b) => a.row - b.row);
}

async function readValues(ctx: Context, file: UploadedFile): Promise<GivenRow[]> {
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
      found.push({ row, measure: text(indicator), value: text(value) });
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
