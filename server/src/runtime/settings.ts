import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where mail is handed in. The password is in no log and no answer. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  readonly user: string | null;
  readonly password: string | null;
  readonly from: string;
}

/** An endpoint that says what texts mean. The key is in no log and no answer. */
export interface EmbeddingSettings {
  /** Up to and without `/embeddings`. */
  readonly url: string;
  readonly model: string;
  readonly key: string | null;
  /** How many numbers each of its vectors has. */
  readonly dimensions: number;
}

export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Null: Yunhe runs its own PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly demo: boolean;
  /** As people reach it; cookies and redirects follow from it. */
  readonly publicUrl: string;
  readonly logLevel: string;
  /** Calls a minute from one caller; 0 for no limit. */
  readonly callsPerMinute: number;
  readonly oidc: {
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string;
  } | null;
  /** Null: the node sends no mail. */
  readonly smtp: SmtpSettings | null;
  /** Null: what words mean is learned from the node's own texts, and no text leaves it for that. */
  readonly embedding: EmbeddingSettings | null;
  /** Signs cookies and cursors; made once and kept in `dataDir`. */
  readonly secret: string;
}

/** A setting that cannot be used: the command line prints the sentence and exits with 2. */
export class SettingProblem extends Error {}

interface Known {
  readonly environment: string;
  readonly file: string;
  readonly meaning: string;
}

export const knownSettings: readonly Known[] = [
  { environment: 'PORT', file: 'port', meaning: 'port to serve on (7070)' },
  { environment: 'HOST', file: 'host', meaning: 'address to listen on (127.0.0.1)' },
  {
    environment: 'YUNHE_DATA',
    file: 'data',
    meaning: 'folder for everything Yunhe keeps (./data)',
  },
  { environment: 'DATABASE_URL', file: 'databaseUrl', meaning: 'a PostgreSQL ≥ 15 to use instead' },
  { environment: 'YUNHE_DEMO', file: 'demo', meaning: '1 loads the demo compact, 0 does not' },
  { environment: 'YUNHE_URL', file: 'url', meaning: 'address under which people reach the node' },
  { environment: 'YUNHE_LOG', file: 'log', meaning: 'log level: error, warn, info, debug (info)' },
  {
    environment: 'YUNHE_CALLS_PER_MINUTE',
    file: 'callsPerMinute',
    meaning: 'calls a minute from one caller, 0 for no limit (1200)',
  },
  { environment: 'YUNHE_OIDC_ISSUER', file: 'oidcIssuer', meaning: 'OpenID Connect issuer' },
  { environment: 'YUNHE_OIDC_CLIENT_ID', file: 'oidcClientId', meaning: 'OpenID Connect client' },
  {
    environment: 'YUNHE_OIDC_CLIENT_SECRET',
    file: 'oidcClientSecret',
    meaning: 'secret of that client',
  },
  { environment: 'YUNHE_SMTP_HOST', file: 'smtpHost', meaning: 'SMTP server; none, no mail' },
  {
    environment: 'YUNHE_SMTP_PORT',
    file: 'smtpPort',
    meaning: 'its port: 465 for TLS at once, others begin it (587)',
  },
  { environment: 'YUNHE_SMTP_USER', file: 'smtpUser', meaning: 'who hands mail in, if asked' },
  { environment: 'YUNHE_SMTP_PASSWORD', file: 'smtpPassword', meaning: 'with which password' },
  { environment: 'YUNHE_SMTP_FROM', file: 'smtpFrom', meaning: 'address that mail comes from' },
  {
    environment: 'YUNHE_EMBEDDING_URL',
    file: 'embeddingUrl',
    meaning: 'OpenAI-compatible endpoint for embeddings; none, meaning is learned from own texts',
  },
  { environment: 'YUNHE_EMBEDDING_MODEL', file: 'embeddingModel', meaning: 'its model' },
  { environment: 'YUNHE_EMBEDDING_KEY', file: 'embeddingKey', meaning: 'its key, if it asks one' },
  {
    environment: 'YUNHE_EMBEDDING_DIMENSIONS',
    file: 'embeddingDimensions',
    meaning: 'how many numbers its vectors have',
  },
];

/** Names that start like ours and belong to the tests and the launcher. */
const ownNames = /^YUNHE_(TEST|BROWSER|BOOTSTRAP)/;

/**
 * Reads settings from flags, environment and file, in that order.
 *
 * @param flags        By file name of the setting, as the command line gave them.
 * @param environment  `process.env`.
 * @param folder       Where `yunhe.json` may stand.
 * @throws SettingProblem naming what is unknown or cannot be used, and where it was set.
 */
export function readSettings(
  flags: Readonly<Record<string, string | undefined>>,
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
): Settings {
  const file = readFile(join(folder, 'yunhe.json'));
  for (const name of Object.keys(environment)) {
    if (!name.startsWith('YUNHE_') || ownNames.test(name)) continue;
    if (!knownSettings.some((known) => known.environment === name)) {
      throw new SettingProblem(`${name} in the environment is not a setting of Yunhe.`);
    }
  }
  const read = (name: string) => {
    const known = knownSettings.find((one) => one.file === name)!;
    const value = flags[name] ?? environment[known.environment] ?? file[name];
    return value === '' ? undefined : value;
  };

  const port = wholeNumber('port', read('port') ?? '7070', 0, 65_535);
  const host = read('host') ?? '127.0.0.1';
  const dataDir = resolve(folder, read('data') ?? 'data');
  const production = environment.NODE_ENV === 'production';
  const demoText = read('demo') ?? (production ? '0' : '1');
  if (!/^[01]$/.test(demoText)) throw new SettingProblem(`demo is 1 or 0, not ${demoText}.`);
  if (production && demoText === '1') {
    throw new SettingProblem(
      'Demo mode lets anyone act as anyone and cannot be on where NODE_ENV is production. ' +
        'Unset YUNHE_DEMO.',
    );
  }
  const publicUrl = read('url') ?? `http://localhost:${port}`;
  if (!URL.canParse(publicUrl)) throw new SettingProblem(`url is not an address: ${publicUrl}`);
  const issuer = read('oidcIssuer');
  const clientId = read('oidcClientId');
  const clientSecret = read('oidcClientSecret');
  const given = [issuer, clientId, clientSecret].filter((value) => value !== undefined);
  if (given.length !== 0 && given.length !== 3) {
    throw new SettingProblem('OpenID Connect needs issuer, client id and client secret together.');
  }
  return {
    port,
    host,
    dataDir,
    databaseUrl: read('databaseUrl') ?? null,
    demo: demoText === '1',
    publicUrl,
    logLevel: read('log') ?? 'info',
    callsPerMinute: wholeNumber('callsPerMinute', read('callsPerMinute') ?? '1200', 0, 1e9),
    oidc: issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : null,
    smtp: readSmtp(read),
    embedding: readEmbedding(read),
    secret: readSecret(dataDir),
  };
}

function readSmtp(read: (name: string) => string | undefined): SmtpSettings | null {
  const [host, from] = [read('smtpHost'), read('smtpFrom')];
  const [user, password] = [read('smtpUser'), read('smtpPassword')];
  if ((host === undefined) !== (from === undefined)) {
    throw new SettingProblem('Mail needs both the SMTP server and the address it comes from.');
  }
  if ((user === undefined) !== (password === undefined)) {
    throw new SettingProblem('The SMTP server needs user and password together, or neither.');
  }
  if (host === undefined || from === undefined) return null;
  if (!/^[^@\s]+@[^@\s]+$/.test(from)) {
    throw new SettingProblem(`smtpFrom is not an address: ${from}`);
  }
  const port = wholeNumber('smtpPort', read('smtpPort') ?? '587', 1, 65_535);
  return { host, port, user: user ?? null, password: password ?? null, from };
}

function readEmbedding(read: (name: string) => string | undefined): EmbeddingSettings | null {
  const [url, model] = [read('embeddingUrl'), read('embeddingModel')];
  const [dimensions, key] = [read('embeddingDimensions'), read('embeddingKey')];
  if ([url, model, dimensions, key].every((value) => value === undefined)) return null;
  if (url === undefined || model === undefined || dimensions === undefined) {
    throw new SettingProblem('Embeddings need their address, model and dimensions together.');
  }
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address === null || !/^https?:$/.test(address.protocol)) {
    throw new SettingProblem('embeddingUrl is not an address of http or https.');
  }
  if (address.username !== '' || address.password !== '' || address.search !== '') {
    throw new SettingProblem('embeddingUrl holds no key; it belongs into embeddingKey.');
  }
  const length = wholeNumber('embeddingDimensions', dimensions, 1, 8_192);
  return { url, model, key: key ?? null, dimensions: length };
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    throw new SettingProblem(`${name} is a whole number from ${least} to ${most}, not ${text}.`);
  }
  return value;
}

function readFile(path: string): Readonly<Record<string, string | undefined>> {
  if (!existsSync(path)) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new SettingProblem(`${path} is not JSON: ${(error as Error).message}`);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new SettingProblem(`${path} holds one object of settings.`);
  }
  for (const name of Object.keys(parsed)) {
    if (!knownSettings.some((known) => known.file === name)) {
      throw new SettingProblem(`${name} in ${path} is not a setting of Yunhe.`);
    }
  }
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]));
}

function readSecret(dataDir: string): string {
  const path = join(dataDir, 'secret');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  mkdirSync(dataDir, { recursive: true });
  const secret = randomBytes(32).toString('base64url');
  writeFileSync(path, secret, { mode: 0o600, flag: 'wx' });
  return secret;
}
