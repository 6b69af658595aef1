import { type Alternative, simulate } from '@yunhe/settlement';
import { BadUsage, type Command, exitCodes } from './command.ts';
import { DataProblem, readJsonFile, tellingProblems, wholeNumber } from './data-files.ts';
import { readTermsFile } from './settlement-files.ts';
import { tableOf } from './text-table.ts';

export const settleSimulate: Command = {
  name: 'settle simulate',
  usage: 'TERMS.json… SCENARIO.json [--draws N] [--seed S]',
  summary: 'Who would receive what in which year, with what spread, under one to five terms',
  examples: ['yunhe settle simulate a.json b.json scenario.json --draws 10000 --seed 7'],
  run: async (call) =>
    tellingProblems(call, () => {
      const { args, flags, json, say } = call;
      const scenario = args.at(-1);
      const terms = args.slice(0, -1);
      if (scenario === undefined || terms.length < 1 || terms.length > 5) {
        throw new BadUsage('Name one to five terms, then the scenario.');
      }
      const draws = wholeNumber(flags.draws, 'draws', 1000);
      if (draws < 1 || draws > 1_000_000) throw new BadUsage('--draws is 1 to 1000000.');
      const seed = wholeNumber(flags.seed, 'seed', 1);
      const outcome = simulate(terms.map(readTermsFile), readJsonFile(scenario), draws, seed);
      if ('problems' in outcome) throw new DataProblem(outcome.problems);
      if (json) say(JSON.stringify(outcome.simulation));
      else say(outcome.simulation.alternatives.map(asText).join('\n\n'));
      return exitCodes.ok;
    }),
};

function asText({ terms, version, years, breakEven, uncoveredDraws, open }: Alternative): string {
  const header = ['year', 'party', 'low 5 %', 'median', 'mean', 'high 95 %', 'unit'];
  const rows = years.map((one) => [
    String(one.year),
    one.party,
    one.low5,
    one.median,
    one.mean,
    one.high95,
    one.unit,
  ]);
  const reached = breakEven.map(
    (one) =>
      `Break-even of ${one.party} (${one.unit}): in ${(100 * one.reached).toFixed(1)} % of the ` +
      `draws${one.medianYear === null ? '' : `, typically ${one.medianYear}`}`,
  );
  const left = open.map(({ clause, code, draws }) => `Open, ${clause}: ${code} in ${draws} draws`);
  const outside = uncoveredDraws === 0 ? [] : [`Not covered in ${uncoveredDraws} draws`];
  const table = tableOf(header, rows, [2, 3, 4, 5]);
  return [`${terms}, version ${version}`, table, ...reached, ...outside, ...left].join('\n');
}
