import { modules } from '../modules.ts';
import { migrate } from '../runtime/database.ts';
import { type Command, exitCodes } from './command.ts';
import { withDatabase } from './with-node.ts';

export const migrateSchema: Command = {
  name: 'migrate',
  usage: '',
  summary: 'Bring the database schema up to date (start does it too)',
  examples: ['yunhe migrate', 'DATABASE_URL=postgres://… yunhe migrate'],
  run: async ({ settings, say, json }) => {
    const applied = await withDatabase(settings(), 'migrate', (database) =>
      migrate(database, modules),
    );
    if (json) say(JSON.stringify({ ok: true, applied }));
    else if (applied.length === 0) say('The schema is up to date.');
    else for (const key of applied) say(`applied ${key}`);
    return exitCodes.ok;
  },
};
