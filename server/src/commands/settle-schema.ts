import { termsSchema } from '@yunhe/settlement';
import { type Command, exitCodes } from './command.ts';

export const settleSchema: Command = {
  name: 'settle schema',
  usage: '',
  summary: 'Print the JSON Schema of terms',
  examples: ['yunhe settle schema > terms.schema.json'],
  run: async ({ say }) => {
    say(JSON.stringify(termsSchema, null, 2));
    return exitCodes.ok;
  },
};
