import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Formula, ppml, readFormula } from '@yunhe/gravity';
import { version } from '../version.ts';
import { readColumns } from './column-file.ts';
import { BadUsage, type Command, exitCodes, type Flags } from './command.ts';
import { flowTable, kindsOf } from './gravity-flows.ts';
import {
  barriersTable,
  caveatsOf,
  coefficientsTable,
  residualsTable,
  separatedTable,
} from './gravity-tables.ts';
import { digestOf, writeTable } from './result-table.ts';

export const gravity: Command = {
  name: 'gravity',
  usage: 'FLOWS.csv --formula FORMULA --out DIR [--cluster COLUMNS] [--pairs FROM,TO]',
  summary:
    'Estimate flows by PPML and say where they fall short; needs neither server nor database',
  options: {
    formula: { type: 'string' },
    out: { type: 'string' },
    cluster: { type: 'string' },
    pairs: { type: 'string' },
  },
  optionHelp: {
    '--formula FORMULA': 'flow ~ regressors + … | effects + …; a^b joins columns to one effect',
    '--out DIR':
      'where coefficients.csv, residuals.csv, separated.csv and summary.json are written',
    '--cluster COLUMNS': 'whose rows may err together, such as exporter^importer (robust errors)',
    '--pairs FROM,TO':
      'barriers.csv too: observed over expected of every two regions over all rows',
  },
  examples: [
    'yunhe gravity trade.csv --formula "trade ~ ln_dist + contig | exporter + importer" --out out/',
    'yunhe gravity panel.csv --formula "flow ~ ln_dist | from^year + to^year" --cluster from^to --pairs from,to --out out/',
  ],
  run: async ({ args, flags, json, say, talk }) => {
    const [file, ...more] = args;
    if (file === undefined || more.length > 0) throw new BadUsage('Name one file of flows.');
    const { out, formula: text } = flags;
    if (typeof out !== 'string') throw new BadUsage('Name a folder with --out.');
    if (typeof text !== 'string') throw new BadUsage('Tell what explains the flows by --formula.');
    const formula = formulaOf(text);
    const cluster = columnsOf(flags, 'cluster', '^');
    const pairs = columnsOf(flags, 'pairs', ',');
    if (pairs.length !== 0 && pairs.length !== 2) {
      throw new BadUsage('--pairs names two columns, such as from,to.');
    }
    const columns = await readColumns(file, kindsOf(formula, [...cluster, ...pairs]));
    talk(`${columns.lines.length} rows.`);
    const flows = flowTable(columns, formula, cluster);
    const fit = ppml(flows.table);
    const summary = {
      method: 'gravity',
      version,
      input: { file: basename(file), sha256: await digestOf(file), rows: columns.lines.length },
      parameters: { formula: text, errors: cluster.length > 0 ? 'clustered' : 'robust', cluster },
      rows: fit.rows,
      separated: fit.separated.length,
      collinear: fit.collinear,
      estimated: fit.parameters,
      deviance: orNull(fit.deviance),
      dispersion: orNull(fit.dispersion),
      convergence: { converged: fit.converged, iterations: fit.iterations },
      caveats: caveatsOf(fit),
    };
    await mkdir(out, { recursive: true });
    await writeTable(join(out, 'coefficients.csv'), coefficientsTable(fit));
    await writeTable(join(out, 'residuals.csv'), residualsTable(fit, flows));
    await writeTable(join(out, 'separated.csv'), separatedTable(fit, flows));
    const [from, to] = pairs;
    if (from !== undefined && to !== undefined) {
      await writeTable(join(out, 'barriers.csv'), barriersTable(fit, flows, from, to));
    }
    const written = JSON.stringify(summary, null, 2);
    await writeFile(join(out, 'summary.json'), `${written}\n`);
    say(json ? JSON.stringify(summary) : written);
    for (const caveat of summary.caveats) talk(caveat.text);
    return fit.converged ? exitCodes.ok : exitCodes.checkFailed;
  },
};

function formulaOf(text: string): Formula {
  try {
    return readFormula(text);
  } catch (error) {
    throw error instanceof RangeError ? new BadUsage(error.message) : error;
  }
}

function columnsOf(flags: Flags, flag: string, between: string): readonly string[] {
  const text = flags[flag];
  return typeof text === 'string' ? text.split(between).map((one) => one.trim()) : [];
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
