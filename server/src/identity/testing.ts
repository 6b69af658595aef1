/** People who really sign in, for tests of identity, the matrix and the stories. */
import type { Membership } from '../runtime/actor.ts';
import type { TestNode } from '../runtime/testing/node.ts';
import type { DemoPart } from './contract.ts';
import { cookieOf } from './cookie.ts';
import { createPerson, grantMembership, grantOffice } from './create-person.ts';
import type { WantedOffice } from './office.ts';
import { endOfSession } from './session-time.ts';
import { insertSession, writeSuspension } from './store.ts';
import { newToken } from './token.ts';

export interface AboutPerson {
  readonly name?: string;
  /** Left out, no time goes into hashing one. */
  readonly password?: string;
  readonly demo?: DemoPart;
  readonly memberships?: readonly Membership[];
  readonly offices?: readonly WantedOffice[];
}

export interface TestPerson {
  readonly id: string;
  readonly email: string;
  /** Headers of a signed-in call: `node.call(name, {...input, headers: person.headers})`. */
  readonly headers: { readonly cookie: string };
}

let made = 0;

export async function newPerson(
  node: TestNode,
  about: AboutPerson = {},
): Promise<{ readonly id: string; readonly email: string }> {
  made += 1;
  const { name = `Person ${made}`, memberships = [], offices = [], ...more } = about;
  const email = `person${made}@example.org`;
  const id = await node.transact(async (ctx) => {
    const person = await createPerson(ctx, { name, email, ...more });
    for (const membership of memberships) await grantMembership(ctx, person.id, membership);
    for (const office of offices) await grantOffice(ctx, person.id, office);
    return person.id;
  });
  return { id, email };
}

/** A session of a person, without the way through sign-in. */
export async function sessionFor(node: TestNode, personId: string): Promise<TestPerson['headers']> {
  const token = newToken();
  await node.transact(({ tx, now }) =>
    insertSession(tx, { personId, token, startedAt: now, expiresAt: endOfSession(now) }),
  );
  return { cookie: cookieIn(cookieOf(node.jobContext.settings, token)) };
}

/** The node must be opened with `authenticate` of identity. */
export async function signedInPerson(node: TestNode, about: AboutPerson = {}): Promise<TestPerson> {
  const person = await newPerson(node, about);
  return { ...person, headers: await sessionFor(node, person.id) };
}

/** Suspends without ending sessions, so that it is seen whether a session alone would do. */
export async function suspendOnly(node: TestNode, personId: string): Promise<void> {
  await node.transact(({ tx, now }) =>
    writeSuspension(tx, personId, { at: now, because: 'for a test' }),
  );
}

/** The pair that a browser sends back. */
export function cookieIn(setCookie: string | string[] | undefined): string {
  return String([setCookie].flat()[0]).split(';')[0]!;
}
