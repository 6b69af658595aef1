import {
  type CohortStructure,
  type Evaluation,
  reportOn,
  type UncertaintyReport,
} from '@yunhe/evaluation';
import { BadUsage, type Command, exitCodes } from './command.ts';
import { DataProblem, tellingProblems, wholeNumber } from './data-files.ts';
import { readDataFile, readSchemeFile } from './evaluation-files.ts';
import { tableOf } from './text-table.ts';

/** With `--json` the same bytes everywhere. */
export const evaluateUnits: Command = {
  name: 'evaluate',
  usage: 'SCHEME.json DATA.csv [--draws N] [--seed S]',
  summary: 'Score, rank and grade units by a scheme, and say how sure that is',
  examples: ['yunhe evaluate scheme.json data.csv --draws 10000 --seed 7'],
  run: async (call) =>
    tellingProblems(call, () => {
      const { args, flags, json, say } = call;
      const [scheme, data, ...more] = args;
      if (scheme === undefined || data === undefined || more.length > 0) {
        throw new BadUsage('Name a scheme, then a file of data.');
      }
      const draws = wholeNumber(flags.draws, 'draws', 0);
      if (draws > 1_000_000) throw new BadUsage('--draws is 0 to 1000000.');
      const seed = wholeNumber(flags.seed, 'seed', 1);
      const read = readSchemeFile(scheme);
      const outcome = reportOn(read, readDataFile(data), draws, seed);
      if ('problems' in outcome) throw new DataProblem(outcome.problems);
      const { evaluation, structure, uncertainty } = outcome.report;
      const parts = [scoresAsText(evaluation), ...uncertaintyAsText(uncertainty)];
      say(json ? outcome.text : [...parts, ...structure.map(structureAsText)].join('\n\n'));
      return exitCodes.ok;
    }),
};

/** Scores by level: the whole and what stands directly below it. */
function scoresAsText({ units }: Evaluation): string {
  const levels = units[0]?.nodes.map(({ node }) => node) ?? [];
  const header = ['place', 'unit', 'within', 'grade', ...levels];
  const rows = units.map(({ place, unit, within, grade, vetoes, nodes, score }) => [
    String(place ?? ''),
    unit,
    within ?? '',
    vetoes.length === 0 ? (grade ?? '') : `${grade} (${vetoes.join(', ')})`,
    score ?? '',
    ...nodes.slice(1).map((one) => shortened(one.score)),
  ]);
  const flags = units.flatMap(({ unit, flags: own }) => own.map((flag) => `${unit}: ${flag}`));
  const table = tableOf(header, rows, [0, ...levels.map((_, at) => 4 + at)]);
  return flags.length === 0 ? table : `${table}\n\nFilled in or left out\n${flags.join('\n')}`;
}

function uncertaintyAsText(report: UncertaintyReport | null): readonly string[] {
  if (report === null) return [];
  return report.cohorts.flatMap(({ within, units, moved, drivers }) => {
    const grades = Object.keys(units[0]?.grades ?? {});
    const header = ['place', 'unit', 'low 5 %', 'median', 'high 95 %', 'moved', ...grades];
    const rows = [...units]
      .sort((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity))
      .map((one) => [
        String(one.place ?? ''),
        one.unit,
        String(one.low5),
        String(one.median),
        String(one.high95),
        shortened(one.moved),
        ...grades.map((grade) => shortened(one.grades[grade] ?? '')),
      ]);
    const title = `Places in ${report.draws} replications, seed ${report.seed}`;
    const table = tableOf(header, rows, [0, 2, 3, 4, 5, ...grades.map((_, at) => 6 + at)]);
    const whole = `${title}${within === null ? '' : `, ${within}`}\n${table}`;
    const mean = `Places moved on average: ${shortened(moved)}`;
    if (drivers.length === 0) return [`${whole}\n${mean}`];
    const parts = drivers.map(({ input, first, total }) => [
      input,
      shortened(first),
      shortened(total),
    ]);
    return [
      `${whole}\n${mean}`,
      tableOf(['what drives the places', 'first', 'total'], parts, [1, 2]),
    ];
  });
}

/** How items go along with the rest, and what leaving one out does. */
function structureAsText({ within, items, groups, panels }: CohortStructure): string {
  const header = ['item', 'with its group', 'with the whole', 'moved without', 'at most'];
  const rows = items.map((one) => [
    one.node,
    shortened(one.withGroup),
    shortened(one.withWhole),
    shortened(one.movedWithout),
    String(one.mostMovedWithout),
  ]);
  const alphas = groups
    .filter(({ alpha }) => alpha !== '')
    .map(({ node, alpha }) => `Cronbach's alpha of ${node}: ${shortened(alpha)}`);
  const agreements = panels
    .filter(({ alpha }) => alpha !== '')
    .map(({ node, alpha, single }) => {
      const icc = single === '' ? '' : `, intraclass correlation ${shortened(single)}`;
      return `Agreement on ${node}: Krippendorff's alpha ${shortened(alpha)}${icc}`;
    });
  const title = 'Correlations, and places moved where an item is left out';
  const whole = `${title}${within === null ? '' : `, ${within}`}`;
  return [whole, tableOf(header, rows, [1, 2, 3, 4]), ...alphas, ...agreements].join('\n');
}

/** Three digits after the point are enough to read. */
function shortened(text: string): string {
  const number = text.includes('/')
    ? text
        .split('/')
        .map(Number)
        .reduce((a, b) => a / b)
    : Number(text);
  return text === '' ? '' : String(Math.round(number * 1000) / 1000);
}
