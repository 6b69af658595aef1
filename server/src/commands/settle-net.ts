import { digestHolds, net, type Statement } from '@yunhe/settlement';
import { BadUsage, type Command, exitCodes } from './command.ts';
import { readJsonFile } from './data-files.ts';
import { tableOf } from './text-table.ts';

export const settleNet: Command = {
  name: 'settle net',
  usage: 'STATEMENTS…',
  summary: 'Set off what parties owe each other by many statements',
  examples: ['yunhe settle net 2021.json 2022.json --json'],
  run: async ({ args, json, say, talk }) => {
    if (args.length === 0) throw new BadUsage('Name statements that `settle --json` wrote.');
    const statements = args.map(readStatement);
    const netting = told(() => net(statements));
    if (json) {
      say(JSON.stringify(netting));
      return exitCodes.ok;
    }
    const header = ['payer', 'receiver', 'amount', 'unit', ''];
    const row = (one: (typeof netting.transfers)[number]) => [
      one.payer,
      one.receiver,
      one.amount,
      one.unit,
      one.kind === 'statistic' ? 'for assessment, not paid' : '',
    ];
    say(tableOf(header, netting.transfers.map(row), [2]));
    talk(`${netting.bilateral.length} pairs, ${netting.transfers.length} transfers.`);
    talk('--json shows the lines of the statements behind each amount.');
    return exitCodes.ok;
  },
};

/** A statement that was altered has another digest, and is not netted. */
function readStatement(file: string): Statement {
  const statement = readJsonFile(file);
  if (!digestHolds(statement) || !Array.isArray((statement as Statement).lines)) {
    throw new BadUsage(`${file} is no statement, or was altered: its digest does not hold.`);
  }
  return statement as Statement;
}

function told<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof RangeError ? new BadUsage(error.message) : error;
  }
}
