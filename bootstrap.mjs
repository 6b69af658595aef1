/**
 * The first file that runs on a fresh machine: fetches what is missing, picks a Node that is new
 * enough, builds the web app if it is stale, and hands over. It must itself run on older Nodes,
 * so it is plain JavaScript and imports nothing that has to be installed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const modules = join(root, 'node_modules');
const neededNode = 24;

const say = (line) => process.stderr.write(`${line}\n`);

/** A failure whose message is all that a person needs. */
class Stop extends Error {}

// ---- What is installed -------------------------------------------------------------------

const stamp = join(modules, '.yunhe-install');

function digestOfLock() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256')
    .update(lock)
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
}

function isInstalled() {
  if (!existsSync(modules)) return false;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digestOfLock()) return true;
  if (!holdsWhatTheLockSays()) return false;
  // Somebody ran npm by hand; what counts is that everything is there.
  writeFileSync(stamp, digestOfLock());
  return true;
}

/** Compares the versions npm says it installed with those of the lock file. */
function holdsWhatTheLockSays() {
  const hidden = join(modules, '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (!path.includes('node_modules/')) return true;
    if (!present[path]) return Boolean(optional);
    return Boolean(link) || present[path].version === version;
  });
}

const quietly = [
  ...['--include=dev', '--include=optional'],
  ...['--no-audit', '--no-fund', '--loglevel=error'],
];

async function install() {
  say('Installing dependencies (npm ci): one to three minutes the first time');
  const began = Date.now();
  const [program, first] = npmCommand();
  const npm = (args, options) => run(program, [...first, ...args, ...quietly], options);
  let complaint = '';
  const hear = (text) => {
    complaint += text;
  };
  if ((await npm(['ci'], { hear })) !== 0) {
    // npm ci refuses where a registry lacks packages for other systems than this one.
    say('npm ci would not; trying npm install, with the same versions of the lock file');
    if ((await npm(['install', '--no-save'])) !== 0) {
      say(`npm ci had said:\n${complaint.trim().slice(0, 4000)}`);
      throw new Stop('npm could not install; its words stand above. Then run this command again.');
    }
  }
  writeFileSync(stamp, digestOfLock());
  say(`Installed in ${Math.round((Date.now() - began) / 1000)} s`);
}

/** The npm that runs us, by the machine's own Node: the one in node_modules is about to go. */
function npmCommand() {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  const isOurs = !node || node.startsWith(modules);
  if (npm?.endsWith('.js') && !isOurs) return [node, [npm]];
  return process.platform === 'win32' ? ['npm.cmd', []] : ['npm', []];
}

// ---- Which Node --------------------------------------------------------------------------

const isNewEnough = (version) => Number(version.split('.')[0]) >= neededNode;

/** Where this process is too old: the Node that came with the dependencies. */
function installedNode() {
  const program = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  const asked = spawnSync(program, ['-p', 'process.versions.node'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (asked.status === 0 && isNewEnough(asked.stdout.trim())) return program;
  throw new Stop(
    `Yunhe needs Node ${neededNode} or newer and this is ${process.versions.node}. ` +
      `The registry has no Node for ${process.platform}-${process.arch}: install Node ` +
      `${neededNode} LTS (https://nodejs.org, or a version manager) and run this command again.`,
  );
}

// ---- The web app -------------------------------------------------------------------------

const dist = join(root, 'web', 'dist');
const builtFrom = join(dist, '.built-from');

/** Everything a build may read: the web, the contracts and what they stand on, the versions. */
function webSources() {
  const isSource = (path) => path.endsWith('.ts') && !path.endsWith('.test.ts');
  return [
    ...filesBelow(join(root, 'web')),
    ...filesBelow(join(root, 'server', 'src')).filter(isSource),
    join(root, 'package-lock.json'),
  ];
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      if (['node_modules', 'dist'].includes(name) || name.startsWith('.')) return [];
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesBelow(path) : [path];
    });
}

function digestOfWeb() {
  const hash = createHash('sha256');
  for (const file of webSources()) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

async function buildWeb(node) {
  if (!existsSync(join(root, 'web', 'index.html'))) return say('There is no web app to build yet');
  const digest = digestOfWeb();
  const isFresh = existsSync(builtFrom) && readFileSync(builtFrom, 'utf8') === digest;
  if (isFresh && existsSync(join(dist, 'index.html'))) return undefined;
  say('Building the web app: about ten seconds');
  const vite = join(modules, 'vite', 'bin', 'vite.js');
  const code = await run(node, [vite, 'build', join(root, 'web'), '--logLevel', 'warn']);
  if (code !== 0) throw new Stop('The web app could not be built; the reason stands above.');
  writeFileSync(builtFrom, digest);
  return undefined;
}

// ---- Running and ending ------------------------------------------------------------------

/**
 * Runs a program in the foreground; signals go to it, and its end is ours. `hear` gets what it
 * writes to stderr instead of the terminal; `ending` is a signal that ends it early.
 */
function run(program, args, { env = {}, ending = undefined, hear = undefined } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['inherit', 'inherit', hear ? 'pipe' : 'inherit'],
      env: { ...process.env, ...env },
      shell: program.endsWith('.cmd'),
    });
    child.stderr?.on('data', hear);
    const pass = (signal) => {
      // A terminal sends Ctrl-C to the child by itself; twice would mean "at once" to some.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, pass);
    ending?.addEventListener('abort', () => child.kill('SIGTERM'));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      for (const name of signals) process.off(name, pass);
      resolve(code ?? 128 + (signal === 'SIGINT' ? 2 : signal === 'SIGKILL' ? 9 : 15));
    });
  });
}

/**
 * Ends with the parent. npm passes SIGTERM to the shell between us, and many shells die of it
 * without telling; and an older Node that was killed hard must not leave a server behind.
 */
function endWithParent() {
  const parent = process.ppid;
  const isOurs = process.env.npm_lifecycle_event || process.env.YUNHE_BOOTSTRAP;
  if (!isOurs || parent === 1) return;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    process.kill(process.pid, 'SIGTERM');
  }, 200);
  look.unref();
}

/** Runs one of our own programs inside this process: no second Node, and signals need no help. */
async function become(program, args) {
  const path = join(root, ...program.split('/'));
  process.argv = [process.execPath, path, ...args];
  await import(new URL(program, import.meta.url).href);
}

const commands = {
  async start(args) {
    await buildWeb(process.execPath);
    await become('server/yunhe.mjs', ['start', ...args]);
  },
  async dev(args) {
    const vite = join(modules, 'vite', 'bin', 'vite.js');
    const ending = new AbortController();
    const parts = [
      ['--watch', join(root, 'server', 'yunhe.mjs'), 'start', ...args],
      [vite, join(root, 'web')],
    ].map(async (part) => {
      const code = await run(process.execPath, part, { ending: ending.signal });
      // Whichever ends first ends the other.
      ending.abort();
      return code;
    });
    process.exitCode = Math.max(...(await Promise.all(parts)));
  },
  test: (args) => become('scripts/test.ts', args),
  check: (args) => become('scripts/check.ts', args),
  story: (args) => become('scripts/test.ts', ['--ring', 'stories', '--show', ...args]),
  bench: async (args) => {
    await buildWeb(process.execPath);
    await become('scripts/bench.ts', args);
  },
  build: () => buildWeb(process.execPath),
};

async function main([name = 'start', ...args]) {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    say(`${name} is no command; there are ${Object.keys(commands).join(', ')}`);
    return 2;
  }
  endWithParent();
  if (!isInstalled()) await install();
  if (isNewEnough(process.versions.node) && existsSync(process.execPath)) {
    await command(args);
    return undefined;
  }
  const node = installedNode();
  if (!isNewEnough(process.versions.node)) {
    say(
      `Node ${process.versions.node} is too old; going on with Node ${neededNode} from node_modules`,
    );
  }
  const again = [fileURLToPath(import.meta.url), name, ...args];
  return run(node, again, { env: { YUNHE_BOOTSTRAP: '1' } });
}

try {
  const code = await main(process.argv.slice(2));
  if (code !== undefined) process.exitCode = code;
} catch (error) {
  say(error instanceof Stop ? error.message : error.stack);
  process.exitCode = 1;
}
