import { factsTemplate } from '@yunhe/settlement';
import { BadUsage, type Command, exitCodes } from './command.ts';
import { tellingProblems } from './data-files.ts';
import { readTermsFile } from './settlement-files.ts';

export const settleFactsTemplate: Command = {
  name: 'settle facts-template',
  usage: 'TERMS.json',
  summary: 'Print an empty file of facts with what belongs into each column',
  examples: ['yunhe settle facts-template terms.json > facts.csv'],
  run: async (call) =>
    tellingProblems(call, () => {
      const [file, ...more] = call.args;
      if (file === undefined || more.length > 0) throw new BadUsage('Name one file of terms.');
      call.say(factsTemplate(readTermsFile(file).terms).trimEnd());
      return exitCodes.ok;
    }),
};
