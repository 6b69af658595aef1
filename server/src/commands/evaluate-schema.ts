import { schemeSchema } from '@yunhe/evaluation';
import { type Command, exitCodes } from './command.ts';

export const evaluateSchema: Command = {
  name: 'evaluate schema',
  usage: '',
  summary: 'Print the JSON Schema of evaluation schemes',
  examples: ['yunhe evaluate schema > scheme.schema.json'],
  run: async ({ say }) => {
    say(JSON.stringify(schemeSchema, null, 2));
    return exitCodes.ok;
  },
};
