import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Result } from './reporter.ts';

/** What a whole test file came to. */
export interface FileReport {
  readonly results: readonly Result[];
  /** What is wrong with the file as a whole: it hung, it broke, it holds no test. */
  readonly trouble: string | undefined;
  /** The end of what it wrote. */
  readonly said: string;
  readonly seconds: number;
}

export function hasPassed({ results, trouble }: FileReport): boolean {
  return trouble === undefined && results.every(({ outcome }) => outcome !== 'failed');
}

export interface FileOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly limitMs: number;
  readonly signal: AbortSignal;
  readonly onOutput?: ((text: string) => void) | undefined;
}

const reporter = pathToFileURL(join(import.meta.dirname, 'reporter.ts')).href;
const sameCases = pathToFileURL(join(import.meta.dirname, 'same-cases.ts')).href;
const saidLimit = 6_000;

/**
 * Runs one test file in a process of its own.
 *
 * node:test's own `run()` fails a test that takes too long and then waits for its process all
 * the same; here the process and what it started are ended.
 */
export async function runTestFile(file: string, options: FileOptions): Promise<FileReport> {
  const folder = mkdtempSync(join(tmpdir(), 'yunhe-report-'));
  const reported = join(folder, 'results');
  const destination = `--test-reporter-destination=${reported}`;
  const began = performance.now();
  const onUnix = process.platform !== 'win32';
  const drawn = drawsCases(file) ? ['--import', sameCases] : [];
  const args = [...drawn, `--test-reporter=${reporter}`, destination, file];
  const child = spawn(process.execPath, args, {
    // A group of its own, so that what the test started can be ended with it.
    detached: onUnix,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...options.env, NODE_TEST_CONTEXT: undefined },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-saidLimit);
      options.onOutput?.(text);
    });
  }
  const endAll = () => {
    try {
      if (child.pid) process.kill(onUnix ? -child.pid : child.pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  };
  let isLate = false;
  const limit = setTimeout(() => {
    isLate = true;
    endAll();
  }, options.limitMs);
  options.signal.addEventListener('abort', endAll);
  const code = await new Promise<number | null>((resolve) => {
    // Not 'close': something left running could hold the pipes for ever.
    child.once('exit', resolve);
    child.once('error', () => resolve(null));
  });
  clearTimeout(limit);
  endAll();
  options.signal.removeEventListener('abort', endAll);
  const results = readResults(reported);
  rmSync(folder, { recursive: true, force: true });
  const late = isLate ? `was ended after ${options.limitMs / 1000} s` : undefined;
  return {
    results,
    trouble: late ?? troubleOf(code, results),
    said,
    seconds: (performance.now() - began) / 1000,
  };
}

/** Only what needs the library of properties waits for it to load. */
function drawsCases(file: string): boolean {
  return !file.endsWith('.long.test.ts') && readFileSync(file, 'utf8').includes("'fast-check'");
}

function readResults(file: string): Result[] {
  try {
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as Result);
  } catch {
    return [];
  }
}

function troubleOf(code: number | null, results: readonly Result[]): string | undefined {
  const hasFailed = results.some(({ outcome }) => outcome === 'failed');
  if (code !== 0 && !hasFailed) return `ended with ${code ?? 'a signal'}`;
  if (results.length === 0) return 'holds no test';
  return undefined;
}
