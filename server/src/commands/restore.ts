import { modules } from '../modules.ts';
import { restoreBackup } from '../runtime/backup.ts';
import { BadUsage, type Command, exitCodes } from './command.ts';
import { withDatabase } from './with-node.ts';

export const restore: Command = {
  name: 'restore',
  usage: 'FILE',
  summary: 'Load a backup into an empty database, all or nothing',
  examples: ['YUNHE_DATA=./restored yunhe restore /backups/yunhe-2026-11-22.gz'],
  run: async ({ args, settings, say, talk, json }) => {
    const [file] = args;
    if (file === undefined || args.length > 1) throw new BadUsage('Name one file to restore.');
    const result = await withDatabase(settings(), 'restore', (database) =>
      restoreBackup(database, modules, file),
    );
    if (json) say(JSON.stringify({ ok: true, ...result }));
    else say(`${result.rows} rows of ${result.tables} tables restored.`);
    talk('`yunhe verify` recomputes the event chain and every check.');
    return exitCodes.ok;
  },
};
