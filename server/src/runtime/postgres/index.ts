/**
 * The PostgreSQL that Yunhe stands on: its own in the data folder, or the server named by a URL.
 *
 * Callers see one shape either way. What differs is who stops it.
 */

/** What the `pg` driver needs to connect; give it to `new pg.Pool({...postgres.connection})`. */
export interface Connection {
  /** A host name, or the folder of a unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface Postgres {
  /** For `pg`: `new pg.Pool({ connectionString: postgres.url })`. Holds the password: never log it. */
  readonly url: string;
  /** `server_version_num`, such as 180004. */
  readonly version: number;
  /** True if this process started the server; then `stop` ends it. */
  readonly owned: boolean;
  /** Calls the listener each time the server died and is up again. Returns a way to stop listening. */
  onRestart(listener: () => void): () => void;
  /** Ends an owned server cleanly (fast shutdown, then harder) and gives the folder free. Idempotent. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** The data folder; made if missing. */
  readonly dataDir: string;
  /** DATABASE_URL: with it no server of our own is started and the folder is not held. */
  readonly url?: string | undefined;
  /** What this process does, for whoever is refused meanwhile: 'start', 'import ror'. */
  readonly purpose?: string;
  /** Takes one line at a time; silent by default. */
  readonly log?: (line: string) => void;
}

/** Another living process holds the data folder. The command line answers it with exit code 4. */
export class FolderHeld extends Error {
  readonly holder: { pid: number; purpose: string; since: string };

  constructor(dataDir: string, holder: { pid: number; purpose: string; since: string }) {
    super(
      `The data folder ${dataDir} is held by process ${holder.pid} (yunhe ${holder.purpose}, ` +
        `since ${holder.since}). Stop that process (kill ${holder.pid}) or wait until it ends; ` +
        'to run a second Yunhe, give it another folder with YUNHE_DATA.',
    );
    this.holder = holder;
  }
}

/**
 * Starts the database for a server: holds the data folder, mends what a crash left, creates the
 * cluster if there is none, and watches over it.
 *
 * @throws FolderHeld within a second if another process holds the folder.
 */
export async function openPostgres(_options: PostgresOptions): Promise<Postgres> {
  throw new Error('not written yet');
}

/**
 * Connects a command: joins the database of the Yunhe that holds the folder, else opens it for
 * the time of the command. Call `stop` at the end either way, after ending your pool.
 */
export async function connectPostgres(_options: PostgresOptions): Promise<Postgres> {
  throw new Error('not written yet');
}

/** @throws Error that says what is needed if the server is older than PostgreSQL 15. */
export async function checkVersion(_db: {
  query(sql: string): Promise<{ rows: Record<string, unknown>[] }>;
}): Promise<number> {
  throw new Error('not written yet');
}
