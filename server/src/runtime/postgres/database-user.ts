import { spawnSync } from 'node:child_process';

/** The system user that PostgreSQL runs as when Yunhe itself runs as root. */
export interface DatabaseUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root lends it an unprivileged user: `yunhe`, made if need
 * be, else one that most systems have. Any other user runs it as itself: undefined.
 */
export function databaseUser(): DatabaseUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = lookUp('yunhe') ?? create('yunhe') ?? lookUp('postgres') ?? lookUp('nobody');
  if (!found) {
    throw new Error(
      'PostgreSQL does not run as root, and no unprivileged user could be found or made. ' +
        'Run Yunhe as another user, or make one: useradd --system yunhe',
    );
  }
  return found;
}

function lookUp(name: string): DatabaseUser | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : Number.NaN;
  });
  return uid && gid ? { name, uid, gid } : undefined;
}

function create(name: string): DatabaseUser | undefined {
  spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/bin/false',
    name,
  ]);
  return lookUp(name);
}

/** True if the user can enter the folder, whatever the modes of the folders above it. */
export function canEnter(user: DatabaseUser, folder: string): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], {
    uid: user.uid,
    gid: user.gid,
    cwd: '/',
  });
  return status === 0;
}

/** The part of spawn's options that makes a child run as the database's user. */
export function asUser(user: DatabaseUser | undefined): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}
