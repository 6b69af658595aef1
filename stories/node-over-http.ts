/** A whole node that listens, and people who sign in to it with their passwords. */
import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import {
  authenticate,
  createPerson,
  grantMembership,
  grantOffice,
} from '../server/src/identity/index.ts';
import { modules } from '../server/src/modules.ts';
import type { Role } from '../server/src/runtime/actor.ts';
import { failedChecks } from '../server/src/runtime/check.ts';
import type { Endpoint } from '../server/src/runtime/endpoint.ts';
import type { Settings } from '../server/src/runtime/settings.ts';
import { type TestNode, testNode } from '../server/src/runtime/testing/node.ts';

export interface Sent {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string | readonly string[]>;
  readonly body?: object;
  /** Sent as it is, where the operation takes a file. */
  readonly file?: string;
  readonly revision?: number;
}

export interface Came {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a story looks into whatever came back.
  readonly body: any;
}

export interface Person {
  readonly id: string;
  readonly email: string;
  call(endpoint: Endpoint, sent?: Sent): Promise<Came>;
  /** The same, with the answer as its text. */
  text(endpoint: Endpoint, sent?: Sent): Promise<Came>;
}

export interface Belonging {
  readonly member?: { readonly organisationId: string; readonly role: Role };
  readonly office?: Parameters<typeof grantOffice>[2];
}

export interface Region {
  readonly node: TestNode;
  /** It is this instant from now on, for everybody. */
  itIs(instant: string): void;
  person(name: string, belonging: Belonging): Promise<Person>;
  failedChecks(): ReturnType<typeof failedChecks>;
}

const password = 'a password for stories';

/** @param settings  Such as a folder for files, where a story sends some. */
export async function openRegion(settings: Partial<Settings> = {}): Promise<Region> {
  const hooks = { after } as unknown as Parameters<typeof testNode>[0];
  const node = await testNode(hooks, { modules, authenticate, settings });
  await node.app.listen({ port: 0, host: '127.0.0.1' });
  const address = node.app.server.address();
  if (address === null || typeof address === 'string') throw new Error('The node has no port.');
  const base = `http://127.0.0.1:${address.port}/api`;
  let today = '';

  async function send(endpoint: Endpoint, sent: Sent, cookie: string): Promise<Response> {
    const path = endpoint.path.replace(/\{(\w+)\}/g, (_whole, name) => sent.params?.[name] ?? '');
    const query = new URLSearchParams(
      Object.entries(sent.query ?? {}).flatMap(([name, value]) =>
        [value].flat().map((one) => [name, one] as [string, string]),
      ),
    );
    return await fetch(`${base}${path}?${query}`, {
      method: endpoint.method,
      headers: {
        cookie,
        ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(sent.file === undefined ? {} : { 'content-type': 'application/octet-stream' }),
        ...(endpoint.creates === true ? { 'idempotency-key': randomUUID() } : {}),
        ...(sent.revision === undefined ? {} : { 'if-match': `"${sent.revision}"` }),
      },
      ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
      ...(sent.file === undefined ? {} : { body: sent.file }),
    });
  }

  async function signIn(email: string): Promise<string> {
    const answer = await fetch(`${base}/identity/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
  }

  return {
    node,
    itIs: (instant) => {
      today = instant;
      node.setNow(new Date(instant));
    },
    person: async (name, { member, office }) => {
      const email = `${randomUUID()}@example.org`;
      const { id } = await node.transact(async (ctx) => {
        const person = await createPerson(ctx, { name, email, password });
        if (member !== undefined) await grantMembership(ctx, person.id, member);
        if (office !== undefined) await grantOffice(ctx, person.id, office);
        return person;
      });
      let session = { since: '', cookie: '' };
      const text = async (endpoint: Endpoint, sent: Sent = {}) => {
        // A session of another day is over, as it would be for anybody.
        if (session.since !== today) session = { since: today, cookie: await signIn(email) };
        const answer = await send(endpoint, sent, session.cookie);
        return { status: answer.status, body: await answer.text() };
      };
      return {
        ...{ id, email, text },
        call: async (endpoint, sent) => {
          const { status, body } = await text(endpoint, sent);
          return { status, body: body === '' ? null : JSON.parse(body) };
        },
      };
    },
    failedChecks: () => failedChecks(node.database.tx, modules),
  };
}
