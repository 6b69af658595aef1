import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';

/** A checkout with nothing in it but the bootstrap, an npm that pretends, and a tiny server. */
function checkout(t: TestContext): string {
  const root = mkdtempSync(join(tmpdir(), 'yunhe-bootstrap-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  copyFileSync(join(import.meta.dirname, 'bootstrap.mjs'), join(root, 'bootstrap.mjs'));
  mkdirSync(join(root, 'server'));
  write(root, 'package-lock.json', JSON.stringify({ packages: {} }));
  write(
    root,
    'npm.js',
    `const fs = require('node:fs');
     fs.mkdirSync('node_modules', { recursive: true });
     process.stderr.write('npm speaks\\n');
     fs.appendFileSync('installs', process.argv.slice(2).join(' ') + '\\n');
     const fails = (process.env.NPM_FAILS ?? '').split(' ');
     process.exit(fails.includes(process.argv[2]) ? 1 : 0);`,
  );
  write(
    root,
    'server/yunhe.mjs',
    `process.on('SIGTERM', () => process.exit(7));
     process.stdout.write('up ' + process.argv.slice(2).join(' ') + '\\n');
     if (!process.argv.includes('--briefly')) setInterval(() => {}, 1000);`,
  );
  return root;
}

function write(root: string, path: string, text: string): void {
  writeFileSync(join(root, path), text);
}

function bootstrap(
  root: string,
  args: string[],
  env: Record<string, string> = {},
  node = process.execPath,
) {
  return spawn(node, [join(root, 'bootstrap.mjs'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_TEST_CONTEXT: '',
      npm_execpath: join(root, 'npm.js'),
      npm_node_execpath: process.execPath,
      ...env,
    },
  });
}

async function ending(child: ChildProcess) {
  let [out, err] = ['', ''];
  child.stdout!.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr!.on('data', (chunk) => {
    err += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, out, err };
}

const installs = (root: string) =>
  existsSync(join(root, 'installs'))
    ? readFileSync(join(root, 'installs'), 'utf8').trim().split('\n').length
    : 0;

test('dependencies are installed once, and again when the lock file changes', async (t) => {
  const root = checkout(t);
  const first = await ending(bootstrap(root, ['start', '--briefly']));
  assert.equal(first.code, 0, first.err);
  assert.match(first.err, /Installing dependencies/);
  assert.equal(first.out, 'up start --briefly\n');
  await ending(bootstrap(root, ['start', '--briefly']));
  assert.equal(installs(root), 1);
  write(
    root,
    'package-lock.json',
    JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } }),
  );
  await ending(bootstrap(root, ['start', '--briefly']));
  assert.equal(installs(root), 2);
});

test('what npm installed by hand is believed if it is what the lock file says', async (t) => {
  const root = checkout(t);
  const wanted = {
    packages: {
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '1.0.0', optional: true },
    },
  };
  write(root, 'package-lock.json', JSON.stringify(wanted));
  mkdirSync(join(root, 'node_modules'));
  const present = (version: string) =>
    write(
      root,
      'node_modules/.package-lock.json',
      JSON.stringify({ packages: { 'node_modules/a': { version } } }),
    );
  present('0.9.0');
  await ending(bootstrap(root, ['start', '--briefly']));
  assert.equal(installs(root), 1);
  rmSync(join(root, 'node_modules/.yunhe-install'));
  present('1.0.0');
  await ending(bootstrap(root, ['start', '--briefly']));
  assert.equal(installs(root), 1);
});

test('where npm ci will not, npm install does it without touching the lock file', async (t) => {
  const root = checkout(t);
  const { code, err } = await ending(bootstrap(root, ['start', '--briefly'], { NPM_FAILS: 'ci' }));
  assert.equal(code, 0);
  assert.equal(err.match(/npm speaks/g)?.length, 1, 'what npm ci said is kept back');
  const commands = readFileSync(join(root, 'installs'), 'utf8').trim().split('\n');
  assert.equal(commands.length, 2);
  assert.match(commands[1]!, /^install --no-save/);
});

test('a failed installation ends with a sentence and is tried again the next time', async (t) => {
  const root = checkout(t);
  const fails = { NPM_FAILS: 'ci install' };
  const failed = await ending(bootstrap(root, ['start', '--briefly'], fails));
  assert.equal(failed.code, 1);
  assert.match(failed.err, /npm ci had said:\nnpm speaks\nnpm could not install/);
  assert.equal((await ending(bootstrap(root, ['start', '--briefly']))).code, 0);
  assert.equal(installs(root), 3);
});

test('an unknown command is named and is bad usage', async (t) => {
  const { code, err } = await ending(bootstrap(checkout(t), ['strat']));
  assert.equal(code, 2);
  assert.match(err, /strat is no command; there are start/);
});

test('SIGTERM reaches the server and its exit code comes back', async (t) => {
  const child = bootstrap(checkout(t), ['start']);
  child.stdout.once('data', () => child.kill('SIGTERM'));
  assert.equal((await ending(child)).code, 7);
});

test('when npm is ended, the server ends too, though the shell between them does not tell', async (t) => {
  if (process.platform === 'win32') return t.skip('there is no such shell');
  const root = checkout(t);
  await ending(bootstrap(root, ['start', '--briefly']));
  const shell = spawn('/bin/sh', ['-c', '"$0" bootstrap.mjs start; echo over', process.execPath], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_TEST_CONTEXT: '', npm_lifecycle_event: 'start' },
  });
  shell.stdout.once('data', () => shell.kill('SIGTERM'));
  // 'close' waits for the pipes, which the server would hold open if it lived on.
  const began = Date.now();
  await ending(shell);
  assert.ok(Date.now() - began < 5_000);
});

test('an older Node hands over to the installed one, with signals and exit code', async (t) => {
  const older = olderNode();
  if (!older) return t.skip('every Node on this machine is new enough');
  const root = checkout(t);
  // Once with the new one, which "installs"; then the Node that the dependencies would bring.
  await ending(bootstrap(root, ['start', '--briefly']));
  mkdirSync(join(root, 'node_modules/.bin'));
  spawnSync('ln', ['-s', process.execPath, join(root, 'node_modules/.bin/node')]);
  const child = bootstrap(root, ['start'], {}, older);
  child.stdout.once('data', () => child.kill('SIGTERM'));
  const { code, err } = await ending(child);
  assert.equal(code, 7);
  assert.match(err, /is too old; going on with Node 24/);
});

test('a bootstrap on an older Node that is killed hard leaves no server behind', async (t) => {
  const older = olderNode();
  if (!older) return t.skip('every Node on this machine is new enough');
  const root = checkout(t);
  await ending(bootstrap(root, ['start', '--briefly']));
  mkdirSync(join(root, 'node_modules/.bin'));
  spawnSync('ln', ['-s', process.execPath, join(root, 'node_modules/.bin/node')]);
  const child = bootstrap(root, ['start'], {}, older);
  child.stdout.once('data', () => child.kill('SIGKILL'));
  // 'close' waits for the pipes, which the server would hold open if it lived on.
  const began = Date.now();
  await ending(child);
  assert.ok(Date.now() - began < 10_000);
});

function olderNode(): string | undefined {
  const ours = join(import.meta.dirname, 'node_modules');
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((path) => !path.startsWith(ours));
  const candidates = folders.map((folder) => join(folder, 'node'));
  return candidates.find((node) => {
    if (!existsSync(node) || dirname(node) === dirname(process.execPath)) return false;
    const { stdout } = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' });
    return Number.parseInt(stdout, 10) < 24;
  });
}

test('the command line finds its Node: --version answers on an older one', async (t) => {
  const older = olderNode() ?? process.execPath;
  if (older === process.execPath) t.diagnostic('every Node on this machine is new enough');
  const yunhe = join(import.meta.dirname, 'server/yunhe.mjs');
  const { status, stdout } = spawnSync(older, [yunhe, '--version'], { encoding: 'utf8' });
  assert.equal(status, 0);
  assert.match(stdout, /^\d+\.\d+\.\d+/);
});
