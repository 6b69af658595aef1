/** The budget of a year as a table, and as a file. */
import { dayOf } from '../runtime/day.ts';
import { type Heading, listFile } from '../runtime/list-file.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import type { SheetRecord } from '../runtime/sheets/index.ts';
import { type Figures, figuresOf, inYuan, sumOf } from './budget.ts';
import type { BudgetTable, budgetContract } from './budget-contract.ts';
import { budgetYears, headingsOf, proposedBudget } from './budget-store.ts';
import { governedPlatform } from './governance-rights.ts';
import { mayKeep } from './rights.ts';

type Contract = typeof budgetContract;

export async function readBudget(
  ctx: Context,
  input: InputOf<Contract['readBudget']>,
): Promise<BudgetTable> {
  const { platformId, year = Number(dayOf(ctx.now).slice(0, 4)) } = input;
  const platform = await governedPlatform(ctx, platformId);
  const headings = await headingsOf(ctx.tx, platformId, year);
  const proposed = await proposedBudget(ctx.tx, platformId, year);
  return {
    ...{ year, years: await budgetYears(ctx.tx, platformId), sample: platform.sample },
    lines: headings.map((one) => ({
      ...{ heading: one.heading, nameZh: one.nameZh, nameEn: one.nameEn, accountId: one.accountId },
      ...asText(figuresOf(one)),
    })),
    total: asText(sumOf(headings.map(figuresOf))),
    proposed:
      proposed === null
        ? null
        : {
            ...{ id: proposed.id, number: proposed.number, motionId: proposed.motionId },
            ...{ proposedAt: proposed.proposedAt, lines: [...proposed.lines] },
          },
    state: headings.length === 0 ? 'none' : 'in_force',
    may: { propose: (await mayKeep(ctx, platform)) && proposed === null },
  };
}

function asText(figures: Figures) {
  return {
    budgetMinor: figures.budgetMinor.toString(),
    reservedMinor: figures.reservedMinor.toString(),
    committedMinor: figures.committedMinor.toString(),
    actualMinor: figures.actualMinor.toString(),
    availableMinor: figures.availableMinor.toString(),
  };
}

const columns: readonly Heading[] = [
  ['year', '年度', 'Year', 'number'],
  ['heading', '科目代码', 'Heading'],
  ['name', '科目', 'Name'],
  ['budget', '预算（元）', 'Budget (yuan)', 'number'],
  ['reserved', '待表决（元）', 'Waits for a motion (yuan)', 'number'],
  ['committed', '已承诺（元）', 'Committed (yuan)', 'number'],
  ['actual', '已支出（元）', 'Spent (yuan)', 'number'],
  ['available', '可用（元）', 'Available (yuan)', 'number'],
];

export const exportBudget: UseCase<Contract['exportBudget']> = async (ctx, input) => {
  const { year, lines, total } = await readBudget(ctx, input);
  const { lang = 'zh' } = input;
  async function* rows(): AsyncGenerator<SheetRecord> {
    for (const line of lines) {
      const name = lang === 'zh' ? line.nameZh : line.nameEn;
      yield { year, heading: line.heading, name, ...cellsOf(line) };
    }
    yield { year, heading: null, name: lang === 'zh' ? '合计' : 'Total', ...cellsOf(total) };
  }
  return listFile(ctx, input, [`预算 ${year}`, `budget ${year}`], columns, rows());
};

function cellsOf(figures: BudgetTable['total']): SheetRecord {
  return {
    budget: inYuan(BigInt(figures.budgetMinor)),
    reserved: inYuan(BigInt(figures.reservedMinor)),
    committed: inYuan(BigInt(figures.committedMinor)),
    actual: inYuan(BigInt(figures.actualMinor)),
    available: inYuan(BigInt(figures.availableMinor)),
  };
}
