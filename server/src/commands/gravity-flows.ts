import { type FlowTable, type Formula, type Levels, levelsOf } from '@yunhe/gravity';
import type { ColumnKind, Columns } from './column-file.ts';
import { BadUsage } from './command.ts';

export interface Flows {
  readonly table: FlowTable;
  readonly columns: Columns;
  /** Columns that say whose flow a row is. */
  readonly keys: readonly string[];
}

/** What each column that is named must hold. */
export function kindsOf(
  { outcome, regressors, effects }: Formula,
  more: readonly string[],
): Readonly<Record<string, ColumnKind>> {
  const texts = [...effects.flat(), ...more];
  const both = [outcome, ...regressors].find((column) => texts.includes(column));
  if (both !== undefined) {
    throw new BadUsage(`${both} cannot be a number of the formula and a key of its rows at once.`);
  }
  return {
    ...Object.fromEntries(texts.map((column) => [column, 'text' as const])),
    ...Object.fromEntries(regressors.map((column) => [column, 'number' as const])),
    [outcome]: 'amount',
  };
}

export function flowTable(
  columns: Columns,
  { outcome, regressors, effects }: Formula,
  cluster: readonly string[],
): Flows {
  const table: FlowTable = {
    outcome: columns.numbers(outcome),
    regressors: regressors.map((name) => ({ name, values: columns.numbers(name) })),
    effects: effects.map((parts) => joined(columns, parts)),
  };
  const keys = [...new Set([...effects.flat(), ...cluster])];
  const clusters = cluster.length === 0 ? {} : { clusters: joined(columns, cluster) };
  return { table: { ...table, ...clusters }, columns, keys };
}

/** A level for every combination of what the columns hold. */
function joined(columns: Columns, parts: readonly string[]): Levels {
  const name = parts.join('^');
  const [first = [], ...more] = parts.map((part) => columns.texts(part));
  if (more.length === 0) return levelsOf(name, first);
  return levelsOf(
    name,
    first.map((text, row) => JSON.stringify([text, ...more.map((column) => column[row])])),
  );
}
