/**
 * A whole node on a fresh database, for tests of use cases and routes. Callers act as an `Actor`
 * given with the call; tests of identity itself and stories sign in instead.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { type Node, type NodeOptions, openNode } from '../../node.ts';
import { type Actor, anonymous, type Membership, type Office } from '../actor.ts';
import { deliverTo } from '../deliver.ts';
import { openLog } from '../log.ts';
import type { Context, Module, Route } from '../module.ts';
import type { Settings } from '../settings.ts';
import { reading } from '../transact.ts';
import { type Ground, testDatabase } from './database.ts';

export interface TestNode extends Node {
  /** Calls an operation by its name; parameters, query and body are picked out of `input`. */
  call(name: string, input?: CallInput, as?: Actor): Promise<Answer>;
  /** The instant the node believes it is; move it to test clocks. */
  setNow(now: Date): void;
  /** Delivers events that wait, as the background would. */
  deliver(): Promise<void>;
  /** Runs a job once, as the clock would. */
  runJob(name: string, data?: Record<string, unknown>): Promise<void>;
  /** A context to call use cases with, reading. */
  contextOf(actor: Actor): Context;
}

export interface CallInput {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string | number | boolean | readonly string[]>;
  readonly body?: unknown;
  readonly revision?: number;
  readonly key?: string;
  readonly headers?: Record<string, string>;
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back.
  readonly body: any;
  readonly headers: LightMyRequestResponse['headers'];
  readonly raw: Buffer;
}

/** One for each test file, gone with it: what one file keeps must not be found by another. */
const dataDir = mkdtempSync(join(tmpdir(), 'yunhe-test-data-'));
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));

export const testSettings: Settings = {
  port: 0,
  host: '127.0.0.1',
  dataDir,
  databaseUrl: null,
  demo: false,
  publicUrl: 'http://localhost:7070',
  logLevel: 'silent',
  callsPerMinute: 0,
  oidc: null,
  smtp: null,
  embedding: null,
  secret: 'a secret for tests only, long enough to sign with',
};

/** A person for tests. */
export function actorWith(
  memberships: readonly Membership[],
  offices: readonly Partial<Office>[] = [],
  name = 'test person',
): Actor {
  return {
    kind: 'person',
    personId: randomUUID(),
    name,
    memberships,
    offices: offices.map((office) => ({
      office: 'secretariat',
      regionCode: null,
      compactId: null,
      ...office,
    })),
  };
}

/** What modules lay down at their first start is laid once, and not by each test again. */
function startedGround(modules: readonly Module[]): Ground | undefined {
  if (!modules.some((module) => module.start)) return undefined;
  return {
    name: `started_${modules.map((module) => module.name).join('_')}`,
    files: ['server/src/**/*.ts', 'methods/*/src/**/*.ts'],
    lay: async (url) => {
      const node = await openNode({
        settings: testSettings,
        connection: { connectionString: url },
        modules,
        log: openLog('silent'),
        authenticate: async () => anonymous,
        background: false,
      });
      await node.close();
    },
  };
}

export async function testNode(
  t: Pick<TestContext, 'after'>,
  options: {
    readonly modules: readonly Module[];
    readonly settings?: Partial<Settings>;
    /** Real sign-in, for callers that bring a session and not an `Actor`. */
    readonly authenticate?: NodeOptions['authenticate'];
  },
): Promise<TestNode> {
  // Hooks after a test run in the order they were registered: the node must close first.
  const closing: (() => Promise<void>)[] = [];
  t.after(async () => {
    for (const close of closing) await close();
  });
  const started = startedGround(options.modules);
  const database = await testDatabase({ after: (close) => closing.push(close) }, started);
  const actors = new Map<string, Actor>();
  let fixedNow: Date | null = null;
  const node = await openNode({
    settings: { ...testSettings, ...options.settings },
    connection: { connectionString: database.url },
    modules: options.modules,
    log: openLog('silent'),
    authenticate:
      options.authenticate ??
      (async (request) => actors.get(String(request.headers['x-test-actor'] ?? '')) ?? anonymous),
    now: () => fixedNow ?? new Date(),
    background: false,
  });
  closing.unshift(() => node.close());
  const routes = new Map<string, Route>(
    options.modules.flatMap((module) => module.routes ?? []).map((route) => [route.name, route]),
  );
  return {
    ...node,
    setNow: (now) => {
      fixedNow = now;
    },
    contextOf: (actor) => reading(node.around, actor, null),
    deliver: async () => {
      for (const module of options.modules) {
        while (module.on !== undefined && (await deliverTo(node.around, module)));
      }
    },
    runJob: async (name, data = {}) => {
      const job = options.modules
        .flatMap((module) => module.jobs ?? [])
        .find((one) => one.name === name);
      if (job === undefined) throw new Error(`There is no job ${name}.`);
      await job.run(node.jobContext, data);
    },
    call: async (name, input = {}, as = anonymous) => {
      const route = routes.get(name);
      if (route === undefined) throw new Error(`There is no operation ${name}.`);
      const token = randomUUID();
      actors.set(token, as);
      const { endpoint } = route;
      const path = endpoint.path.replace(/\{(\w+)\}/g, (_whole, parameter: string) =>
        encodeURIComponent(input.params?.[parameter] ?? ''),
      );
      const query = new URLSearchParams(
        Object.entries(input.query ?? {}).flatMap(([key, value]) =>
          [value].flat().map((one) => [key, String(one)] as [string, string]),
        ),
      );
      const response = await node.app.inject({
        method: endpoint.method,
        url: `/api${path}?${query}`,
        headers: {
          'x-test-actor': token,
          ...(endpoint.creates === true ? { 'idempotency-key': input.key ?? randomUUID() } : {}),
          ...(input.revision === undefined ? {} : { 'if-match': `"${input.revision}"` }),
          ...input.headers,
        },
        ...(input.body === undefined ? {} : { payload: input.body as object }),
      });
      actors.delete(token);
      const isJson = /[/+]json/.test(String(response.headers['content-type']));
      return {
        status: response.statusCode,
        headers: response.headers,
        raw: response.rawPayload,
        body: isJson && response.rawPayload.length > 0 ? response.json() : response.payload,
      };
    },
  };
}
