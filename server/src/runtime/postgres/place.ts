import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { canEnter, type DatabaseUser } from './database-user.ts';

/**
 * Where one database stands.
 *
 * The root belongs to whoever runs Yunhe; only `cluster` and `sockets` belong to the database's
 * user. So a database that was broken into cannot plant links where root writes.
 */
export interface Place {
  readonly root: string;
  readonly cluster: string;
  readonly hold: string;
  readonly password: string;
  readonly log: string;
}

/** Where root keeps what the database's user could not reach inside root's own folders. */
export const systemFolder = '/var/lib/yunhe';

/**
 * Chooses the place for a data folder: `postgres` inside it, or, where the database's user cannot
 * enter it, a folder of the system that the note `postgres.json` in the data folder names.
 */
export function placeFor(dataDir: string, user: DatabaseUser | undefined): Place {
  mkdirSync(dataDir, { recursive: true, mode: user ? 0o711 : 0o700 });
  const data = realpathSync(resolve(dataDir));
  const note = join(data, 'postgres.json');
  if (existsSync(note)) return notedPlace(note);
  if (!user || canEnter(user, data)) return makePlace(join(data, 'postgres'));

  if (existsSync(join(data, 'postgres', 'cluster'))) {
    throw new Error(
      `The database in ${data} can no longer be entered by the system user ${user.name}. ` +
        'Let others pass through the folders above it: chmod o+x on each.',
    );
  }
  // The folder first and the note after it, so that a note never names what is not there yet.
  const place = makePlace(join(systemFolder, randomBytes(6).toString('hex')));
  const words = 'The database of this data folder stands there. Keep the two together.';
  try {
    const text = `${JSON.stringify({ place: place.root, note: words }, null, 2)}\n`;
    writeFileSync(note, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    rmdirSync(place.root);
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return notedPlace(note);
    throw error;
  }
  writeFileSync(join(place.root, 'belongs-to'), `${data}\n`);
  return place;
}

function notedPlace(note: string): Place {
  const { place } = JSON.parse(readFileSync(note, 'utf8')) as { place: string };
  if (!existsSync(place)) {
    throw new Error(
      `${note} says that the database stands in ${place}, and nothing is there. Bring that ` +
        'folder along, or remove the note to begin with an empty database.',
    );
  }
  return makePlace(place);
}

function makePlace(root: string): Place {
  // Others may pass through, not look around: the database's user needs the way to its folders.
  mkdirSync(root, { recursive: true, mode: 0o711 });
  return {
    root,
    cluster: join(root, 'cluster'),
    hold: join(root, 'hold.json'),
    password: join(root, 'password'),
    log: join(root, 'postgres.log'),
  };
}

/** Makes a folder that only the database's user (and root) can enter. */
export function privateFolder(folder: string, user: DatabaseUser | undefined): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
}

/** The longest path of a unix socket: 107 bytes on Linux, 103 on macOS. */
const longestSocket = 103;

/** A private folder for the socket, with a short path even if the data folder has a long one. */
export function socketFolder(place: Place, user: DatabaseUser | undefined): string {
  const near = join(place.root, 'sockets');
  const socket = join(near, '.s.PGSQL.5432');
  if (Buffer.byteLength(socket) <= longestSocket) return privateFolder(near, user);
  // A fresh random name, for anybody may have made a name that can be guessed.
  return privateFolder(mkdtempSync('/tmp/yunhe-'), user);
}
