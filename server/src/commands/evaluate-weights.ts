import { ahpWeights, criticWeights, entropyWeights, principalComponents } from '@yunhe/evaluation';
import { BadUsage, type Command, exitCodes } from './command.ts';
import { tellingProblems } from './data-files.ts';
import { readDataFile } from './evaluation-files.ts';
import { tableOf } from './text-table.ts';

interface Weighed {
  readonly names: readonly string[];
  readonly weights: readonly number[];
  /** What else the method tells, by name. */
  readonly told: Readonly<Record<string, number>>;
}

type Columns = ReadonlyMap<string, Float64Array>;

const methods: Readonly<Record<string, (columns: Columns) => Weighed>> = {
  equal: (columns) => weighed(columns, (all) => all.map(() => 1 / all.length)),
  entropy: (columns) => weighed(columns, entropyWeights),
  critic: (columns) => weighed(columns, criticWeights),
  pca: (columns) => {
    const { weights, variances } = principalComponents([...columns.values()]);
    return {
      names: [...columns.keys()],
      weights,
      told: { variance: variances[0]! / variances.length },
    };
  },
};

export const evaluateWeights: Command = {
  name: 'evaluate weights',
  usage: '(equal | entropy | critic | pca | ahp) DATA.csv',
  summary: 'Weights that follow from the data, or from comparisons in pairs',
  examples: [
    'yunhe evaluate weights entropy data.csv',
    'yunhe evaluate weights ahp comparisons.csv   # a header of names, then one row each',
  ],
  run: async (call) =>
    tellingProblems(call, () => {
      const [method = '', file, ...more] = call.args;
      const known = [...Object.keys(methods), 'ahp'];
      if (file === undefined || more.length > 0 || !known.includes(method)) {
        throw new BadUsage(`Name a method (${known.join(', ')}), then one file.`);
      }
      const { names, weights, told } = toldAsUsage(() =>
        method === 'ahp' ? byComparison(file) : methods[method]!(columnsOf(file)),
      );
      if (call.json) {
        const own = Object.fromEntries(names.map((name, at) => [name, weights[at]!]));
        call.say(JSON.stringify({ method, weights: own, ...told }));
        return exitCodes.ok;
      }
      const rows = names.map((name, at) => [name, weights[at]!.toFixed(6)]);
      const lines = Object.entries(told).map(([name, value]) => `${name}: ${value.toFixed(4)}`);
      call.say([tableOf(['indicator', 'weight'], rows, [1]), ...lines].join('\n'));
      return exitCodes.ok;
    }),
};

function weighed(
  columns: Columns,
  by: (columns: readonly Float64Array[]) => readonly number[],
): Weighed {
  return { names: [...columns.keys()], weights: by([...columns.values()]), told: {} };
}

/** What a method cannot weigh lies in the file that was named. */
function toldAsUsage(run: () => Weighed): Weighed {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) throw new BadUsage(error.message);
    throw error;
  }
}

/** One column an indicator, over all units; every unit has a value of each. */
function columnsOf(file: string): Columns {
  const rows = readDataFile(file);
  const units = [...new Set(rows.map(({ unit = '' }) => unit))];
  const place = new Map(units.map((unit, at) => [unit, at]));
  const columns = new Map<string, Float64Array>();
  for (const { unit = '', indicator = '', value = '' } of rows) {
    const column = columns.get(indicator) ?? new Float64Array(units.length).fill(Number.NaN);
    columns.set(indicator, column);
    column[place.get(unit)!] = numberOf(value, `${indicator} of ${unit}`);
  }
  for (const [indicator, column] of columns) {
    const gap = column.findIndex(Number.isNaN);
    if (gap >= 0) throw new BadUsage(`${file}: ${units[gap]} has no value of ${indicator}.`);
  }
  if (columns.size === 0) throw new BadUsage(`${file} has no rows of unit, indicator, value.`);
  return columns;
}

function byComparison(file: string): Weighed {
  const rows = readDataFile(file);
  const names = Object.keys(rows[0] ?? {});
  const comparisons = rows.map((row, at) =>
    names.map((name) => numberOf(row[name] ?? '', `row ${at + 1}, ${name}`)),
  );
  const { weights, largestEigenvalue, index, ratio } = ahpWeights(comparisons);
  const told = { largestEigenvalue, consistencyIndex: index, consistencyRatio: ratio };
  return { names, weights, told };
}

function numberOf(text: string, where: string): number {
  const [above = '', below] = text.split('/');
  const number = Number(above) / Number(below ?? '1');
  if (above.trim() === '' || !Number.isFinite(number)) {
    throw new BadUsage(`${where}: "${text}" is no number.`);
  }
  return number;
}
