import assert from 'node:assert/strict';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { installedFolder, mendLinks, readyToRun } from './binaries.ts';
import { databaseUser } from './database-user.ts';

const isUnix = process.platform !== 'win32';

/** The package as npm unpacks it when it may run no install script: without a single link. */
function withoutLinks(t: TestContext, parent: string): string {
  const folder = mkdtempSync(join(parent, 'yunhe-binaries-'));
  // Like a folder that npm makes.
  chmodSync(folder, 0o755);
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const installed = join(installedFolder(), '..');
  mkdirSync(join(folder, 'native'), { recursive: true });
  cpSync(join(installed, 'package.json'), join(folder, 'package.json'));
  cpSync(join(installed, 'native'), join(folder, 'native'), {
    recursive: true,
    filter: (path) => !lstatSync(path).isSymbolicLink(),
  });
  return join(folder, 'native');
}

test('links that npm did not make are made, and PostgreSQL runs', { skip: !isUnix }, (t) => {
  const parent = '/tmp';
  const native = withoutLinks(t, parent);
  const links = () =>
    readdirSync(join(native, 'lib')).filter((name) =>
      lstatSync(join(native, 'lib', name)).isSymbolicLink(),
    );
  assert.deepEqual(links(), []);
  const user = databaseUser();
  mendLinks(native);
  assert.ok(links().length > 0);
  for (const link of links()) assert.ok(existsSync(join(native, 'lib', link)));
  const { folder, major } = readyToRun(native, user);
  assert.equal(major, 18);
  assert.equal(folder, join(native, 'bin'), 'without a copy');
});

test('as root, programs that only root can enter are run from a copy', {
  skip: process.getuid?.() !== 0 && 'needs root',
}, (t) => {
  const native = withoutLinks(t, '/root');
  const { folder, major } = readyToRun(native, databaseUser());
  assert.equal(major, 18);
  assert.ok(!folder.startsWith('/root'));
});
