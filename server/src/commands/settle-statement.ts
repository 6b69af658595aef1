import {
  type DifferenceStatement,
  difference,
  type Line,
  type Statement,
  settle,
} from '@yunhe/settlement';
import { BadUsage, type Call, type Command, exitCodes } from './command.ts';
import { DataProblem, tellingProblems } from './data-files.ts';
import { readFactsFile, readTermsFile } from './settlement-files.ts';
import { tableOf } from './text-table.ts';

export const settleStatement: Command = {
  name: 'settle',
  usage: 'TERMS.json FACTS.csv [--period YYYY] [--before FACTS.csv]',
  summary: 'Compute the statement of an agreement',
  examples: ['yunhe settle terms.json facts.csv --period 2021'],
  run: async (call) =>
    tellingProblems(call, () => {
      const { args, flags, json, say } = call;
      const [terms, facts, ...more] = args;
      if (terms === undefined || facts === undefined || more.length > 0) {
        throw new BadUsage('Name the terms and the facts.');
      }
      const period = typeof flags.period === 'string' ? flags.period : null;
      if (period !== null && !/^\d{4}$/.test(period)) {
        throw new BadUsage(`${period} is no year.`);
      }
      const agreement = readTermsFile(terms);
      const compute = (file: string) => {
        const settlement = settle(agreement, readFactsFile(file), period);
        if ('problems' in settlement) throw new DataProblem(settlement.problems);
        return settlement.statement;
      };
      const statement = compute(facts);
      if (typeof flags.before === 'string') {
        const changed = difference(compute(flags.before), statement);
        if (json) say(JSON.stringify(changed));
        else tellDifference(changed, call);
      } else if (json) say(JSON.stringify(statement));
      else tellStatement(statement, call);
      return exitCodes.ok;
    }),
};

function tellStatement(statement: Statement, { say, talk }: Call): void {
  const { lines, totals, reasons, covered, digest } = statement;
  if (!covered) {
    say('Not covered:');
    for (const { clause, detail } of reasons) say(`  ${clause}: ${detail}`);
  }
  if (lines.length > 0) {
    say(linesAsTable(lines));
    say('');
    const rows = totals.map((one) => [one.party, one.paid, one.received, one.kept, one.unit]);
    say(tableOf(['party', 'paid', 'received', 'kept', 'unit'], rows, [1, 2, 3]));
  }
  for (const { clause, period, what, shortfall, unit } of statement.undefined) {
    const amount = shortfall === null ? '' : `: ${shortfall} ${unit}`;
    const year = period === null ? '' : `, ${period}`;
    say(`Undefined (${clause}${year}): ${what.zh} / ${what.en}${amount}`);
  }
  talk(`Digest ${digest}. --json shows from which facts each amount was computed.`);
}

function tellDifference({ lines, digest }: DifferenceStatement, { say, talk }: Call): void {
  say(lines.length === 0 ? 'No amount differs.' : linesAsTable(lines));
  talk(`Digest ${digest}.`);
}

function linesAsTable(lines: readonly Line[]): string {
  const header = ['period', 'clause', 'payer', 'receiver', 'measure', 'amount', 'unit'];
  const rows = lines.map((line) => [
    line.period,
    line.clause,
    line.payer,
    line.payer === line.receiver ? '(keeps)' : line.receiver,
    line.measure,
    line.amount,
    line.unit,
  ]);
  return tableOf(header, rows, [5]);
}
