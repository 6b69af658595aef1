import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { embeddingProvider } from '../matching/embedding-provider.ts';
import { modules } from '../modules.ts';
import { openDatabase, pendingMigrations } from '../runtime/database.ts';
import { openLog } from '../runtime/log.ts';
import { connectPostgres, joinPostgres } from '../runtime/postgres/index.ts';
import type { Settings } from '../runtime/settings.ts';
import { rowOrNull, rows, sql } from '../runtime/sql.ts';
import { type Command, exitCodes } from './command.ts';

interface Finding {
  readonly subject: string;
  readonly state: 'OK' | 'WARN' | 'FAIL';
  readonly finding: string;
  /** The command that mends it. */
  readonly mend?: string;
}

const gigabyte = 1e9;
const backupDaysAtMost = 7;

export const doctor: Command = {
  name: 'doctor',
  usage: '',
  summary: 'Look at everything a node needs; each line OK, WARN or FAIL and what mends it',
  examples: ['yunhe doctor', 'yunhe doctor --json'],
  run: async ({ settings: read, say, json }) => {
    const settings = read();
    const findings = [
      nodeVersion(),
      await folder(settings),
      await disk(settings),
      ...(await database(settings)),
      await embedding(settings),
    ];
    if (json) say(JSON.stringify({ ok: findings.every((one) => one.state !== 'FAIL'), findings }));
    else {
      for (const { state, subject, finding, mend } of findings) {
        say(`${state.padEnd(5)} ${subject.padEnd(12)} ${finding}`);
        if (mend !== undefined) say(`${' '.repeat(19)}→ ${mend}`);
      }
    }
    const failed = findings.some((one) => one.state === 'FAIL');
    return failed ? exitCodes.checkFailed : exitCodes.ok;
  },
};

function nodeVersion(): Finding {
  const version = process.versions.node;
  const isOld = Number(version.split('.')[0]) < 24;
  return isOld
    ? {
        subject: 'node',
        state: 'FAIL',
        finding: `${version}; 24 or newer is needed`,
        mend: 'npm ci',
      }
    : { subject: 'node', state: 'OK', finding: version };
}

async function folder({ dataDir }: Settings): Promise<Finding> {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return { subject: 'folder', state: 'OK', finding: dataDir };
  } catch (error) {
    return {
      subject: 'folder',
      state: 'FAIL',
      finding: (error as Error).message,
      mend: `chown "$USER" ${dataDir}, or set YUNHE_DATA to a folder you own`,
    };
  }
}

async function disk({ dataDir }: Settings): Promise<Finding> {
  const { bavail, bsize } = await statfs(dataDir).catch(() => ({ bavail: 0, bsize: 0 }));
  const free = bavail * bsize;
  const finding = `${(free / gigabyte).toFixed(1)} GB free`;
  if (free < gigabyte) {
    return { subject: 'disk', state: 'FAIL', finding, mend: 'free some space, or move YUNHE_DATA' };
  }
  const state = free < 5 * gigabyte ? 'WARN' : 'OK';
  return { subject: 'disk', state, finding };
}

/** The address and the model are named, the key is not. */
async function embedding({ embedding: endpoint }: Settings): Promise<Finding> {
  const subject = 'embedding';
  if (endpoint === null) return { subject, state: 'OK', finding: 'none; learned from own texts' };
  const where = `${endpoint.model} at ${endpoint.url}`;
  try {
    await embeddingProvider(endpoint).embed(['运河']);
    return { subject, state: 'OK', finding: `${where}, ${endpoint.dimensions} numbers` };
  } catch (error) {
    return {
      subject,
      state: 'WARN',
      finding: `${where}: ${(error as Error).message} Matching goes on without it.`,
      mend: 'check YUNHE_EMBEDDING_URL, _MODEL, _KEY and _DIMENSIONS, or unset them',
    };
  }
}

async function portFree(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

async function port(settings: Settings, running: boolean): Promise<Finding> {
  const free = await portFree(settings.port);
  if (free) return { subject: 'port', state: 'OK', finding: `${settings.port} is free` };
  return running
    ? { subject: 'port', state: 'OK', finding: `${settings.port} is served` }
    : {
        subject: 'port',
        state: 'WARN',
        finding: `${settings.port} is taken by another program`,
        mend: `PORT=${settings.port + 1} npm start`,
      };
}

async function database(settings: Settings): Promise<Finding[]> {
  let running = false;
  if (settings.databaseUrl === null) {
    running = (await joinPostgres(settings.dataDir).catch(() => undefined)) !== undefined;
  }
  const lock: Finding = {
    subject: 'lock',
    state: 'OK',
    finding: running ? 'held by a running node' : 'free',
  };
  const found: Finding[] = [await port(settings, running), lock];
  try {
    const postgres = await connectPostgres({
      dataDir: settings.dataDir,
      url: settings.databaseUrl ?? undefined,
      purpose: 'doctor',
    });
    try {
      const opened = openDatabase({ connectionString: postgres.url }, openLog('silent'), 2);
      found.push({
        subject: 'database',
        state: 'OK',
        finding: `PostgreSQL ${Math.floor(postgres.version / 10_000)}.${postgres.version % 10_000}`,
      });
      try {
        found.push(...(await inside(opened)));
      } finally {
        await opened.close();
      }
    } finally {
      await postgres.stop();
    }
  } catch (error) {
    found.push({
      subject: 'database',
      state: 'FAIL',
      finding: (error as Error).message,
      mend: settings.databaseUrl === null ? 'yunhe start' : 'check DATABASE_URL and the server',
    });
  }
  return found;
}

async function inside(opened: ReturnType<typeof openDatabase>): Promise<Finding[]> {
  const { tx } = opened;
  const available = await rows<{ name: string }>(
    tx,
    sql`select name from pg_available_extensions where name in ('pg_trgm', 'btree_gist')`,
  );
  const missing = ['pg_trgm', 'btree_gist'].filter(
    (name) => !available.some((extension) => extension.name === name),
  );
  const extensions: Finding =
    missing.length === 0
      ? { subject: 'extensions', state: 'OK', finding: 'pg_trgm, btree_gist' }
      : {
          subject: 'extensions',
          state: 'FAIL',
          finding: `${missing.join(', ')} missing`,
          mend: 'apt-get install postgresql-contrib (on the database server)',
        };
  const pending = await pendingMigrations(opened, modules);
  if (pending.length > 0) {
    const finding = `${pending.length} to apply, first ${pending[0]}`;
    return [extensions, { subject: 'migrations', state: 'WARN', finding, mend: 'yunhe migrate' }];
  }
  const last = await rowOrNull<{ madeAt: string; days: number; file: string }>(
    tx,
    sql`select made_at, file, extract(day from now() - made_at)::int as days
        from runtime.backup order by made_at desc limit 1`,
  );
  const isOld = last === null || last.days > backupDaysAtMost;
  return [
    extensions,
    { subject: 'migrations', state: 'OK', finding: 'all applied' },
    {
      subject: 'backup',
      state: isOld ? 'WARN' : 'OK',
      finding: last === null ? 'none was made' : `${last.madeAt.slice(0, 16)} ${last.file}`,
      ...(isOld ? { mend: 'yunhe backup FILE' } : {}),
    },
  ];
}
