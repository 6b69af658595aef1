import { seedDemo } from '../../../demo/seed.ts';
import { type Command, exitCodes } from './command.ts';
import { withNode } from './with-node.ts';

export const demo: Command = {
  name: 'demo',
  usage: '',
  summary: 'Load the demo compact Beijing–Tianjin–Hebei if it is not there yet',
  examples: ['yunhe demo', 'YUNHE_DATA=./try yunhe demo'],
  run: async ({ settings, say, talk, json }) => {
    const loaded = await withNode(settings(), 'demo', (ctx) => seedDemo(ctx, talk));
    if (json) say(JSON.stringify({ ok: true, loaded }));
    else say(loaded ? 'The demo compact is loaded.' : 'There is data already: nothing was loaded.');
    return exitCodes.ok;
  },
};
