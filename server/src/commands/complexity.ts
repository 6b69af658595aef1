import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { version } from '../version.ts';
import { BadUsage, type Command, exitCodes, type Flags } from './command.ts';
import { analysed, type ComplexityRule } from './complexity-analysis.ts';
import { readRegions } from './complexity-matrix.ts';
import {
  caveatsOf,
  densityTable,
  fieldsTable,
  pairsTable,
  quotientsTable,
  regionsTable,
  relatednessTable,
} from './complexity-tables.ts';
import { numberFlag, wordFlag } from './flag-values.ts';
import { digestOf, writeTable } from './result-table.ts';

export const complexity: Command = {
  name: 'complexity',
  usage: 'MATRIX.csv --out DIR [--minimum-volume V] [--method eigenvector|reflections] …',
  summary: 'Measure what regions are good at and what is near; needs neither server nor database',
  options: {
    out: { type: 'string' },
    method: { type: 'string' },
    steps: { type: 'string' },
    relatedness: { type: 'string' },
    'size-by': { type: 'string' },
    'with-self': { type: 'boolean' },
    neighbours: { type: 'string' },
    quotient: { type: 'string' },
    strictly: { type: 'boolean' },
    'minimum-volume': { type: 'string' },
    'minimum-field-volume': { type: 'string' },
    'minimum-diversity': { type: 'string' },
    'minimum-ubiquity': { type: 'string' },
    pairs: { type: 'boolean' },
  },
  optionHelp: {
    '--out DIR':
      'where rca.csv, relatedness.csv, density.csv, regions.csv, fields.csv and summary.json go',
    '--method METHOD': 'of ECI and PCI: eigenvector or reflections (eigenvector)',
    '--steps N': 'of reflections; even (18)',
    '--relatedness MEASURE':
      'minimum-conditional, association, cosine, jaccard, probability or co-occurrence',
    '--size-by WHAT': 'of a field in these: ubiquity or co-occurrences (ubiquity)',
    '--with-self': 'a field counts as near to itself in densities',
    '--neighbours N': 'relatedness.csv has only the N nearest of each field (all)',
    '--quotient Q': 'from which quotient on a field is present in a region (1)',
    '--strictly': 'a quotient of exactly Q is not enough',
    '--minimum-volume V': 'leaves out smaller regions; without it nothing is ranked',
    '--minimum-field-volume V': 'leaves out smaller fields',
    '--minimum-diversity N': 'leaves out regions present in fewer fields',
    '--minimum-ubiquity N': 'leaves out fields present in fewer regions',
    '--pairs': 'pairs.csv too: overlap and complements of every two regions',
  },
  examples: [
    'head -1 patents.csv                       # region,field,value',
    'yunhe complexity patents.csv --out out/ --minimum-volume 500',
    'yunhe complexity exports.csv --out out/ --relatedness cosine --neighbours 20 --pairs',
  ],
  run: async ({ args, flags, json, say, talk }) => {
    const [file, ...more] = args;
    if (file === undefined || more.length > 0) throw new BadUsage('Name one file of values.');
    if (typeof flags.out !== 'string') throw new BadUsage('Name a folder with --out.');
    const rule = ruleOf(flags);
    const neighbours = numberFlag(flags, 'neighbours', null, isCount);
    const told = await readRegions(file);
    talk(`${told.regions.length} regions, ${told.fields.length} fields.`);
    const found = analysed(told, rule);
    const summary = {
      method: 'complexity',
      version,
      input: { file: basename(file), sha256: await digestOf(file), rows: told.rows },
      parameters: { ...rule, neighbours },
      regions: { told: told.regions.length, measured: found.regions.length },
      fields: { told: told.fields.length, measured: found.fields.length },
      presences: found.presences.at.length,
      convergence: found.convergence,
      caveats: caveatsOf(told, found, rule),
    };
    const out = flags.out;
    await mkdir(out, { recursive: true });
    await writeTable(join(out, 'rca.csv'), quotientsTable(found));
    await writeTable(join(out, 'relatedness.csv'), relatednessTable(found, neighbours));
    await writeTable(join(out, 'density.csv'), densityTable(found));
    await writeTable(join(out, 'regions.csv'), regionsTable(told, found));
    await writeTable(join(out, 'fields.csv'), fieldsTable(told, found));
    if (flags.pairs === true) await writeTable(join(out, 'pairs.csv'), pairsTable(found));
    const text = JSON.stringify(summary, null, 2);
    await writeFile(join(out, 'summary.json'), `${text}\n`);
    say(json ? JSON.stringify(summary) : text);
    for (const caveat of summary.caveats) talk(caveat.text);
    return exitCodes.ok;
  },
};

const isCount = (value: number) => Number.isInteger(value) && value >= 1;
const isMinimum = (value: number) => value > 0 && value < Infinity;

function ruleOf(flags: Flags): ComplexityRule {
  const measure = wordFlag(flags, 'relatedness', [
    'minimum-conditional',
    'association',
    'cosine',
    'jaccard',
    'probability',
    'co-occurrence',
  ]);
  const sizeBy = wordFlag(flags, 'size-by', ['ubiquity', 'co-occurrences']);
  if (measure === 'probability' && sizeBy === 'ubiquity') {
    throw new BadUsage('--relatedness probability needs --size-by co-occurrences.');
  }
  return {
    method: wordFlag(flags, 'method', ['eigenvector', 'reflections']),
    steps: numberFlag(flags, 'steps', 18, (value) => isCount(value) && value % 2 === 0),
    measure,
    sizeBy,
    withSelf: flags['with-self'] === true,
    quotient: numberFlag(flags, 'quotient', 1, isMinimum),
    strictly: flags.strictly === true,
    minimumVolume: numberFlag(flags, 'minimum-volume', null, isMinimum),
    minimumFieldVolume: numberFlag(flags, 'minimum-field-volume', 0, isMinimum),
    minimumDiversity: numberFlag(flags, 'minimum-diversity', 0, isCount),
    minimumUbiquity: numberFlag(flags, 'minimum-ubiquity', 0, isCount),
  };
}
