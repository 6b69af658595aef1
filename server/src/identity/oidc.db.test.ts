import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { rows, sql } from '../runtime/sql.ts';
import { type TestNode, testNode } from '../runtime/testing/node.ts';
import { authenticate } from './index.ts';
import { identity } from './module.ts';
import { newPerson } from './testing.ts';

interface Claims {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly name: string;
}

const clientId = 'yunhe';
const publicUrl = 'http://localhost:7070';

const newKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A JSON web token (RFC 7519), signed with RS256. */
function signed(key: KeyObject, claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'RS256', kid: 'one' })}.${part(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
}

/** A provider that says of everybody what `claims` holds, and checks what it is sent. */
async function provider(t: { after(end: () => Promise<void>): void }) {
  const { publicKey, privateKey } = newKeys();
  const key = { ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' };
  const state = {
    issuer: '',
    claims: {} as Claims,
    asked: new URLSearchParams(),
    key: privateKey,
  };
  const idToken = () => {
    const seconds = Math.floor(Date.now() / 1000);
    return signed(state.key, {
      ...state.claims,
      iss: state.issuer,
      aud: clientId,
      nonce: state.asked.get('nonce'),
      iat: seconds,
      exp: seconds + 300,
    });
  };
  const server = createServer(async (request, response) => {
    const say = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const sent = new URLSearchParams(Buffer.concat(chunks).toString());
    switch (new URL(request.url!, state.issuer).pathname) {
      case '/.well-known/openid-configuration':
        return say(200, {
          issuer: state.issuer,
          authorization_endpoint: `${state.issuer}/authorize`,
          token_endpoint: `${state.issuer}/token`,
          jwks_uri: `${state.issuer}/keys`,
          id_token_signing_alg_values_supported: ['RS256'],
        });
      case '/keys':
        return say(200, { keys: [key] });
      case '/token': {
        const verifier = sent.get('code_verifier') ?? '';
        const challenge = createHash('sha256').update(verifier).digest('base64url');
        if (challenge !== state.asked.get('code_challenge')) {
          return say(400, { error: 'invalid_grant' });
        }
        return say(200, {
          access_token: 'access',
          token_type: 'Bearer',
          expires_in: 300,
          id_token: idToken(),
        });
      }
      default:
        return say(404, {});
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  state.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return state;
}

type Provider = Awaited<ReturnType<typeof provider>>;

const open = (t: Parameters<typeof testNode>[0], { issuer }: Provider) =>
  testNode(t, {
    modules: [identity],
    authenticate,
    settings: { publicUrl, oidc: { issuer, clientId, clientSecret: 'a secret of the client' } },
  });

const pairs = (setCookie: string | string[] | undefined) =>
  [setCookie ?? []].flat().map((one) => one.split(';')[0]!);

/** Walks to the provider and back, as a browser does. */
async function walk(node: TestNode, state: Provider, claims: Claims) {
  const away = await node.app.inject('/api/identity/oidc');
  assert.equal(away.statusCode, 302, away.body);
  const there = new URL(String(away.headers.location));
  assert.equal(there.origin, state.issuer);
  state.asked = there.searchParams;
  state.claims = claims;
  const back = new URL(String(state.asked.get('redirect_uri')));
  back.searchParams.set('code', 'a-code');
  back.searchParams.set('state', String(state.asked.get('state')));
  const cookie = pairs(away.headers['set-cookie']).join('; ');
  const answer = await node.app.inject({
    url: back.pathname + back.search,
    headers: { cookie },
  });
  const to = new URL(String(answer.headers.location), publicUrl);
  const session = pairs(answer.headers['set-cookie']).find((one) => one.includes('session_token'));
  return { to, cookie: session ?? '' };
}

const claimsOf = (email: string, more: Partial<Claims> = {}): Claims => ({
  sub: `subject of ${email}`,
  email,
  email_verified: true,
  name: 'Name there',
  ...more,
});

const whoAmI = async (node: TestNode, cookie: string) =>
  (await node.call('session', { headers: { cookie } })).body.person?.id ?? null;

test('a person whom the provider knows is signed in, as the same person each time', async (t) => {
  const state = await provider(t);
  const node = await open(t, state);
  const person = await newPerson(node, { name: '王芳' });
  const first = await walk(node, state, claimsOf(person.email));
  assert.equal(first.to.pathname, '/', first.to.href);
  assert.equal(await whoAmI(node, first.cookie), person.id);
  const second = await walk(node, state, claimsOf(person.email));
  assert.equal(await whoAmI(node, second.cookie), person.id);

  const session = await node.call('session', { headers: { cookie: second.cookie } });
  assert.equal(session.body.person.name, '王芳', 'the name stays as it is here');
  assert.equal(session.body.oidc, true);
  const events = await rows<{ type: string; payload: { way?: string } }>(
    node.database.tx,
    sql`select type, payload from runtime.event where type = 'identity.signed_in'`,
  );
  assert.deepEqual(
    events.map((event) => event.payload.way),
    ['oidc', 'oidc'],
  );
  const out = await node.call('signOut', { headers: { cookie: first.cookie } });
  assert.equal(out.status, 200);
  assert.equal(await whoAmI(node, first.cookie), null);
});

test('nobody is let in who is not here, not verified, or suspended', async (t) => {
  const state = await provider(t);
  const node = await open(t, state);
  const person = await newPerson(node);
  const stranger = await walk(node, state, claimsOf(`${randomUUID()}@example.org`));
  assert.equal(stranger.to.pathname, '/sign-in');
  assert.equal(await whoAmI(node, stranger.cookie), null);
  const count = await node.database.pool.query('select count(*)::int as n from identity.person');
  assert.equal(count.rows[0].n, 1, 'no sign-up by the provider');

  const unsure = await walk(node, state, claimsOf(person.email, { email_verified: false }));
  assert.equal(unsure.to.pathname, '/sign-in');
  assert.equal(await whoAmI(node, unsure.cookie), null);

  await walk(node, state, claimsOf(person.email));
  await node.database.pool.query(
    `update identity.person set suspended_at = now(), suspended_because = 'test'`,
  );
  const suspended = await walk(node, state, claimsOf(person.email));
  assert.equal(suspended.to.pathname, '/sign-in', suspended.to.href);
  assert.equal(await whoAmI(node, suspended.cookie), null);
});

test('an identity token signed by another key is not believed', async (t) => {
  const state = await provider(t);
  const node = await open(t, state);
  const person = await newPerson(node);
  state.key = newKeys().privateKey;
  const forged = await walk(node, state, claimsOf(person.email));
  assert.equal(forged.to.pathname, '/sign-in');
  assert.equal(await whoAmI(node, forged.cookie), null);
});

test('none of the library’s other routes is open, nor any without a provider', async (t) => {
  const state = await provider(t);
  const node = await open(t, state);
  for (const [method, url] of [
    ['POST', '/api/identity/auth/sign-up/email'],
    ['POST', '/api/identity/auth/sign-in/email'],
    ['GET', '/api/identity/auth/get-session'],
    ['POST', '/api/identity/auth/callback/oidc'],
  ] as const) {
    const answer = await node.app.inject({ method, url, payload: {} });
    assert.equal(answer.statusCode, 404, url);
  }
  const without = await testNode(t, { modules: [identity], authenticate });
  assert.equal((await without.app.inject('/api/identity/oidc')).statusCode, 404);
  assert.equal((await without.call('session')).body.oidc, false);
});
