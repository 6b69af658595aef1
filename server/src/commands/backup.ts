import { writeBackup } from '../runtime/backup.ts';
import { BadUsage, type Command, exitCodes } from './command.ts';
import { withDatabase } from './with-node.ts';

export const backup: Command = {
  name: 'backup',
  usage: 'FILE',
  summary: 'Write everything into one file, from one snapshot, beside a running node or without',
  examples: ['yunhe backup /backups/yunhe-2026-11-22.gz'],
  run: async ({ args, settings, say, talk, json }) => {
    const [file] = args;
    if (file === undefined || args.length > 1) throw new BadUsage('Name one file to write.');
    const summary = await withDatabase(settings(), 'backup', (database) =>
      writeBackup(database, file, new Date()),
    );
    if (json) {
      say(JSON.stringify({ ok: true, ...summary }));
      return exitCodes.ok;
    }
    say(file);
    talk(`${summary.rows} rows of ${summary.tables} tables, ${summary.bytes} bytes.`);
    talk(`Event chain: ${summary.head ?? 'empty'}. Keep this line apart from the backup.`);
    return exitCodes.ok;
  },
};
