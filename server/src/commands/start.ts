import { demoAccounts, seedDemo } from '../../../demo/seed.ts';
import { authenticate } from '../identity/index.ts';
import { modules } from '../modules.ts';
import { openNode } from '../node.ts';
import { openLog } from '../runtime/log.ts';
import { pagesFolder, servePages } from '../runtime/pages.ts';
import { openPostgres } from '../runtime/postgres/index.ts';
import { type Command, exitCodes, Unreachable } from './command.ts';

const closeWithinMilliseconds = 15_000;

export const start: Command = {
  name: 'start',
  usage: '[--port N] [--data FOLDER]',
  summary: 'Serve the node: database, API and pages on one port',
  examples: ['yunhe start', 'PORT=8080 YUNHE_DATA=/var/lib/yunhe yunhe start'],
  run: async ({ settings: read, say, talk }) => {
    const settings = read();
    const log = openLog(settings.logLevel);
    const postgres = await openPostgres({
      dataDir: settings.dataDir,
      url: settings.databaseUrl ?? undefined,
      purpose: 'start',
      log: (line) => log.info(line),
    });
    const stopped = new Promise<NodeJS.Signals>((resolve) => {
      process.on('SIGTERM', resolve);
      process.on('SIGINT', resolve);
    });
    try {
      const node = await openNode({
        settings,
        connection: { connectionString: postgres.url },
        modules,
        log,
        authenticate,
        pages: (app) => servePages(app, pagesFolder),
      });
      try {
        if (settings.demo) await seedDemo(node.jobContext, talk);
        await listen(node.app, settings.host, settings.port);
        const address = node.app.server.address();
        const port = typeof address === 'object' && address !== null ? address.port : settings.port;
        say(`Yunhe 运河 is at http://localhost:${port}`);
        if (settings.demo) {
          say('Demo accounts (choose one on the sign-in page, or sign in with the password):');
          for (const one of demoAccounts) {
            say(`  ${one.email.padEnd(30)} ${one.password}  ${one.part.zh} ${one.part.en}`);
          }
        }
        const signal = await stopped;
        talk(`${signal}: ending.`);
      } finally {
        await within(closeWithinMilliseconds, node.close());
      }
    } finally {
      await postgres.stop();
    }
    return exitCodes.ok;
  },
};

async function listen(
  app: { listen(options: { port: number; host: string }): Promise<string> },
  host: string,
  port: number,
): Promise<void> {
  try {
    await app.listen({ port, host });
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === 'EADDRINUSE') {
      throw new Unreachable(
        `Port ${port} is taken by another program. Start on another: PORT=${port + 1} npm start`,
      );
    }
    if (code === 'EACCES') throw new Unreachable(`Port ${port} may not be opened by this user.`);
    throw error;
  }
}

/** Ends in time even where a connection does not want to. */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
