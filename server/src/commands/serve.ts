/** What `yunhe start` does once the database is its own. */
import { demoAccounts, seedDemo } from '../../../demo/seed.ts';
import { authenticate } from '../identity/index.ts';
import { modules } from '../modules.ts';
import { openNode } from '../node.ts';
import type { Logger } from '../runtime/log.ts';
import { pagesFolder, servePages } from '../runtime/pages.ts';
import type { Settings } from '../runtime/settings.ts';
import { type Call, Unreachable } from './command.ts';

const closeWithinMilliseconds = 15_000;

/** Serves until the signal comes, then ends what runs, in time. */
export async function serve(
  databaseUrl: string,
  settings: Settings,
  log: Logger,
  { say, talk }: Pick<Call, 'say' | 'talk'>,
  stopped: Promise<string>,
): Promise<void> {
  const node = await openNode({
    settings,
    connection: { connectionString: databaseUrl },
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
      for (const { email, password, part } of demoAccounts) {
        say(`  ${email.padEnd(25)} ${password}  ${part.zh} ${part.en}`);
      }
    }
    talk(`${await stopped}: ending.`);
  } finally {
    await within(closeWithinMilliseconds, node.close());
  }
}

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
