/** The platform as it runs: starting, importing real files, answering many at a time. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
// @ts-expect-error: the package has no types of its own.
import autocannon from 'autocannon';
import type { Figure } from './figure.ts';

const root = resolve(import.meta.dirname, '../..');
const shared = resolve(root, '../shared/data');
const launcher = join(root, 'server/yunhe.mjs');

async function freePort(): Promise<number> {
  return await new Promise((done) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

interface Running {
  readonly process: ChildProcess;
  readonly url: string;
  /** From the start of the process to the first page that answers. */
  readonly seconds: number;
}

async function start(data: string): Promise<Running> {
  const port = await freePort();
  const from = performance.now();
  const child = spawn(process.execPath, [launcher, 'start'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      YUNHE_DATA: data,
      YUNHE_DEMO: '1',
      YUNHE_CALLS_PER_MINUTE: '0',
      YUNHE_LOG: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`yunhe start ended with ${child.exitCode}`);
    const page = await fetch(url, { headers: { accept: 'text/html' } }).catch(() => null);
    if (page?.ok === true) break;
    await sleep(20);
  }
  return { process: child, url, seconds: (performance.now() - from) / 1000 };
}

async function stop(running: Running): Promise<void> {
  const ended = new Promise((done) => running.process.once('exit', done));
  running.process.kill('SIGTERM');
  await ended;
}

/** Memory of a process and all below it, each shared page counted once, in megabytes. */
function memoryOf(pid: number): number {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const parent = Number(
        /PPid:\s+(\d+)/.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1],
      );
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {}
  }
  const tree: number[] = [];
  const visit = (one: number) => {
    tree.push(one);
    for (const child of children.get(one) ?? []) visit(child);
  };
  visit(pid);
  const kilobytes = tree.map((one) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1]);
    } catch {
      return 0;
    }
  });
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

/** The most memory a process has held, in megabytes. */
function peakOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    // A process that has just ended holds nothing.
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

async function importFile(data: string, kind: string, file: string) {
  const from = performance.now();
  const child = spawn(process.execPath, [launcher, 'import', kind, file, '--json'], {
    cwd: root,
    env: { ...process.env, YUNHE_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let answer = '';
  child.stdout?.on('data', (bytes) => {
    answer += bytes;
  });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, peakOf(child.pid ?? 0));
  }, 100);
  const code = await new Promise<number | null>((done) => child.once('close', done));
  clearInterval(watch);
  if (code !== 0 && code !== 1) throw new Error(`yunhe import ${kind} ended with ${code}`);
  return { seconds: (performance.now() - from) / 1000, peak, answer: answer.trim() };
}

interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
}

/** Sends requests for some seconds, after two to warm up, and orders the time of each. */
async function load(
  url: string,
  cookie: string,
  path: string,
  connections: number,
  duration = 8,
): Promise<Load> {
  const times: number[] = [];
  const running = autocannon({
    url: `${url}${path}`,
    connections,
    duration,
    warmup: { connections, duration: 2 },
    headers: { cookie },
  });
  running.on('response', (_client: unknown, _status: number, _bytes: number, time: number) => {
    times.push(time);
  });
  const result = await running;
  if (result.non2xx > 0) throw new Error(`${path}: ${result.non2xx} answers were not 2xx`);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * times.length)] ?? Number.NaN;
  return { perSecond: result.requests.average, p50: at(0.5), p95: at(0.95) };
}

/** The bare framework answering the same bytes by the same schema, for the ratio. */
async function bareFramework(body: unknown): Promise<{ url: string; close(): Promise<void> }> {
  const text = JSON.stringify(body);
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import Fastify from 'fastify';
       const body = JSON.parse(process.env.BENCH_BODY);
       const app = Fastify();
       app.get('/', () => body);
       console.log(await app.listen({ port: 0, host: '127.0.0.1' }));`,
    ],
    {
      cwd: join(root, 'server'),
      env: { ...process.env, BENCH_BODY: text },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const url = await new Promise<string>((done) =>
    child.stdout?.once('data', (bytes) => done(String(bytes).trim())),
  );
  return {
    url,
    close: async () => {
      child.kill();
    },
  };
}

async function signInAsDemo(url: string): Promise<string> {
  const accounts = (await (await fetch(`${url}/api/identity/demo-accounts`)).json()) as {
    items: { personId: string; memberships: unknown[] }[];
  };
  const someone = accounts.items.find((one) => one.memberships.length > 0);
  const session = await fetch(`${url}/api/identity/demo-session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personId: someone?.personId }),
  });
  if (!session.ok) throw new Error(`signing in answered ${session.status}`);
  return session.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

const seconds = (value: number) => `${value.toFixed(1)} s`;

async function starting(data: string): Promise<Figure[]> {
  const first = await start(data);
  // What the demo's evaluations were computed with is given back by then.
  await sleep(30_000);
  const rest = memoryOf(first.process.pid ?? 0);
  await stop(first);
  const second = await start(data);
  await stop(second);
  return [
    {
      what: 'first start to a usable page, with the demo',
      measured: seconds(first.seconds),
      goal: '≤ 15 s',
      holds: first.seconds <= 15,
    },
    {
      what: 'memory of everything at rest',
      measured: `${rest.toFixed(0)} MB`,
      goal: '≤ 500 MB',
      holds: rest <= 500,
    },
    {
      what: 'second start to a usable page',
      measured: seconds(second.seconds),
      goal: '≤ 3 s',
      holds: second.seconds <= 3,
    },
  ];
}

const imports = [
  ['ror', 'ror/ror_latest_from_records.jsonl.gz', '51,370 ROR records'],
  ['papers', 'chinaxiv/papers.jsonl.gz', '10,860 papers, affiliations resolved'],
] as const;

async function importing(data: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [kind, file, what] of imports) {
    const path = join(shared, file);
    if (!existsSync(path)) {
      process.stdout.write(`skip import of ${what}: ${file} is not beside the checkout\n`);
      continue;
    }
    const { seconds: took, peak, answer } = await importFile(data, kind, path);
    process.stdout.write(`     ${answer.slice(0, 400)}\n`);
    figures.push(
      { what: `import of ${what}`, measured: seconds(took), goal: '< 60 s', holds: took < 60 },
      {
        what: 'peak memory of that import',
        measured: `${peak.toFixed(0)} MB`,
        goal: '< 1000 MB',
        holds: peak < 1000,
      },
    );
  }
  return figures;
}

const lists = [
  ['list organisations', '/api/registry/organisations?limit=20'],
  [
    'list organisations of a region and kind',
    '/api/registry/organisations?region=130000&kind=university',
  ],
  ['search 清华', `/api/registry/organisations?q=${encodeURIComponent('清华')}`],
  ['search institute of physics', '/api/registry/organisations?q=institute%20of%20physics'],
  ['search by pinyin hebei gongye', '/api/registry/organisations?q=hebei%20gongye'],
  ['search with a typing error', '/api/registry/organisations?q=tsingua%20universty'],
  ['list collaborations', '/api/registry/collaborations?limit=20'],
  ['search collaborations 钢', `/api/registry/collaborations?q=${encodeURIComponent('钢')}`],
] as const;

async function listing(url: string, cookie: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [what, path] of lists) {
    const { p50, p95 } = await load(url, cookie, path, 20);
    figures.push({
      what: `${what}, 20 at a time, p95`,
      measured: `${p95.toFixed(0)} ms (median ${p50.toFixed(0)})`,
      goal: '< 50 ms',
      holds: p95 < 50,
    });
  }
  return figures;
}

/** Three rounds of each in turn; the middle one of the three ratios. */
async function besideBare(url: string, cookie: string, path: string): Promise<number> {
  const bare = await bareFramework(await (await fetch(`${url}${path}`)).json());
  const ratios: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const ours = await load(url, cookie, path, 20, 5);
    const theirs = await load(bare.url, '', '/', 20, 5);
    ratios.push(ours.perSecond / theirs.perSecond);
    process.stdout.write(
      `     ${Math.round(ours.perSecond)}/s against ${Math.round(theirs.perSecond)}/s bare\n`,
    );
  }
  await bare.close();
  return ratios.sort((a, b) => a - b)[1] ?? 0;
}

async function reading(url: string, cookie: string): Promise<Figure[]> {
  const ratio = await besideBare(url, cookie, '/api/registry/regions/130100');
  return [
    {
      what: 'read of a region (the same for everyone, kept 10 s) beside the bare framework',
      measured: `${(ratio * 100).toFixed(0)} %`,
      goal: '≥ 40 %',
      holds: ratio >= 0.4,
    },
  ];
}

export async function measurePlatform(): Promise<Figure[]> {
  const data = mkdtempSync(join(tmpdir(), 'yunhe-bench-'));
  try {
    const figures = [...(await starting(data)), ...(await importing(data))];
    const running = await start(data);
    const cookie = await signInAsDemo(running.url);
    figures.push(...(await listing(running.url, cookie)));
    figures.push(...(await reading(running.url, cookie)));
    await stop(running);
    return figures;
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
