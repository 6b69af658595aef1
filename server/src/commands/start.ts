import { openLog } from '../runtime/log.ts';
import { openPostgres } from '../runtime/postgres/index.ts';
import { type Command, exitCodes } from './command.ts';

export const start: Command = {
  name: 'start',
  usage: '[--port N] [--data FOLDER]',
  summary: 'Serve the node: database, API and pages on one port',
  examples: ['yunhe start', 'PORT=8080 YUNHE_DATA=/var/lib/yunhe yunhe start'],
  run: async (call) => {
    const settings = call.settings();
    const log = openLog(settings.logLevel);
    // A folder that is held is refused before the program is loaded, and while PostgreSQL gets
    // ready the rest is read.
    const opening = openPostgres({
      dataDir: settings.dataDir,
      url: settings.databaseUrl ?? undefined,
      purpose: 'start',
      log: (line) => log.info(line),
    });
    const loading = import('./serve.ts');
    loading.catch(() => {});
    const postgres = await opening;
    const stopped = new Promise<string>((resolve) => {
      process.on('SIGTERM', resolve);
      process.on('SIGINT', resolve);
    });
    try {
      const { serve } = await loading;
      await serve(postgres.url, settings, log, call, stopped);
    } finally {
      await postgres.stop();
    }
    return exitCodes.ok;
  },
};
