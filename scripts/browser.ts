import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

export interface Browser {
  readonly executablePath: string;
  /** Launch arguments that also work as root and without a graphics card. */
  readonly args: string[];
}

/** The pages under test are our own; what is switched off here is what calls elsewhere. */
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--metrics-recording-only',
];

/** The first has no window and so needs less of the machine. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
];

const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Finds a Chromium for the browser tests, installing one where none is found.
 *
 * Use: `chromium.launch({ ...(await findBrowser()), headless: true })` with playwright-core.
 */
export async function findBrowser(): Promise<Browser> {
  const executablePath = found() ?? installedBySystem() ?? downloaded();
  return { executablePath, args };
}

function found(): string | undefined {
  const named = process.env.YUNHE_BROWSER;
  if (named) {
    if (works(named)) return named;
    throw new Error(`YUNHE_BROWSER names ${named}, which does not run.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...usualPlaces, chromium.executablePath()].find(works);
}

/** On some systems `chromium` is a script that only tells how to install it; so it is asked. */
function works(program: string): boolean {
  if (!program || !existsSync(program)) return false;
  if (process.platform === 'win32') return true;
  return spawnSync(program, ['--version'], { timeout: 20_000 }).status === 0;
}

function installedBySystem(): string | undefined {
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!mayInstall) return undefined;
  process.stderr.write('No browser found: installing chromium with apt-get (about a minute)\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...step: string[]) => {
    const run = spawnSync('apt-get', ['-q', ...step], { env, encoding: 'utf8', timeout: 600_000 });
    if (run.status === 0) return true;
    process.stderr.write(`apt-get ${step.at(-1)} failed:\n${run.stderr.slice(-1000)}\n`);
    return false;
  };
  apt('update');
  // Older systems have the browser with windows alone.
  const install = (name: string) => apt('install', '-y', '--no-install-recommends', name);
  if (!install('chromium-headless-shell')) install('chromium');
  return found();
}

function downloaded(): string {
  process.stderr.write('No browser found: downloading one with Playwright (about 100 MB)\n');
  const cli = createRequire(import.meta.url).resolve('playwright-core/cli.js');
  const run = spawnSync(process.execPath, [cli, 'install', 'chromium'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 600_000,
  });
  const program = found();
  if (run.status === 0 && program) return program;
  throw new Error(
    'There is no browser for the browser tests. Install Chromium or Chrome, or name one with ' +
      'YUNHE_BROWSER=/path/to/chrome.',
  );
}
