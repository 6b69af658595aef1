import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Check {
  readonly name: string;
  /** A program of node_modules and its arguments, without the first: the Node that runs us. */
  readonly command: readonly string[];
}

export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
  readonly seconds: number;
}

const root = join(import.meta.dirname, '..');
const modules = join(root, 'node_modules');
const tsc = join(modules, 'typescript/bin/tsc');

export const checks: readonly Check[] = [
  { name: 'types of server, scripts and stories', command: [tsc, '-p', root] },
  { name: 'types of methods', command: [tsc, '-p', join(root, 'methods')] },
  { name: 'types of web', command: [tsc, '-p', join(root, 'web')] },
  {
    name: 'format and lint (biome)',
    command: [join(modules, '@biomejs/biome/bin/biome'), 'check', '--colors=off', root],
  },
];

/** What nobody uses; kept out of `npm test`, for it judges taste rather than right and wrong. */
export const tidiness: Check = {
  name: 'unused files, exports and dependencies (knip)',
  command: [join(modules, 'knip/bin/knip.js'), '--no-progress'],
};

export const webBuild: Check = {
  name: 'web build',
  command: [join(root, 'bootstrap.mjs'), 'build'],
};

export function runCheck({ command }: Check): Promise<Outcome> {
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => {
      output += error.message;
    });
    child.once('close', (code) => {
      resolve({ ok: code === 0, output, seconds: (performance.now() - began) / 1000 });
    });
  });
}
