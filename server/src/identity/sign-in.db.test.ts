import assert from 'node:assert/strict';
import { test } from 'node:test';
import { row, rows, sql } from '../runtime/sql.ts';
import { type Answer, type TestNode, testNode } from '../runtime/testing/node.ts';
import { authenticate } from './index.ts';
import { identity } from './module.ts';
import { cookieIn, signedInPerson } from './testing.ts';

const password = 'correct horse battery';
const noon = new Date('2026-11-02T12:00:00Z');
const after = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

const open = (t: Parameters<typeof testNode>[0], settings = {}) =>
  testNode(t, { modules: [identity], authenticate, settings });

const signIn = (node: TestNode, email: string, given = password) =>
  node.call('signIn', { body: { email, password: given } });

const whoAmI = async (node: TestNode, cookie: string) =>
  (await node.call('session', { headers: { cookie } })).body.person?.id ?? null;

const seen = ({ status, body }: Answer) => ({ status, code: body.code, detail: body.detail });

test('a person signs in, is known by the cookie, and signs out', async (t) => {
  const node = await open(t);
  const person = await signedInPerson(node, { password, name: '李雷' });
  const answer = await signIn(node, person.email.toUpperCase());
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  assert.equal(answer.body.person.name, '李雷');
  assert.equal(answer.headers['cache-control'], 'no-store');
  const setCookie = String(answer.headers['set-cookie']);
  assert.match(setCookie, /HttpOnly; SameSite=Lax/);
  const cookie = cookieIn(setCookie);
  assert.equal(await whoAmI(node, cookie), person.id);

  const out = await node.call('signOut', { headers: { cookie } });
  assert.equal(out.body.person, null);
  assert.match(String(out.headers['set-cookie']), /Max-Age=0/);
  assert.equal(await whoAmI(node, cookie), null);
  assert.equal((await node.call('ownSessions', { headers: { cookie } })).status, 401);
});

test('over HTTPS the cookie is Secure', async (t) => {
  const node = await open(t, { publicUrl: 'https://yunhe.example' });
  const person = await signedInPerson(node, { password });
  const answer = await signIn(node, person.email);
  assert.match(String(answer.headers['set-cookie']), /^__Secure-.*; Secure$/);
});

test('the tenth wrong password locks, known or unknown email alike, and says until when', async (t) => {
  const node = await open(t);
  const person = await signedInPerson(node, { password });
  for (const email of [person.email, 'nobody@example.org']) {
    for (let tries = 1; tries <= 9; tries += 1) {
      node.setNow(after(tries));
      const wrong = await signIn(node, email, 'a wrong password');
      assert.equal(wrong.body.code, 'email_or_password_wrong', `${email} ${tries}`);
      assert.equal(wrong.status, 422);
    }
    node.setNow(after(10));
    const tenth = await signIn(node, email, 'a wrong password');
    assert.equal(tenth.body.code, 'sign_in_locked');
    assert.equal(tenth.body.params.until, after(25).toISOString());
    assert.equal((await signIn(node, email)).body.code, 'sign_in_locked', 'even the right one');
  }
  node.setNow(after(25));
  assert.equal((await signIn(node, person.email)).status, 200);
});

test('guesses sent all at once are counted one by one', async (t) => {
  const node = await open(t);
  const person = await signedInPerson(node, { password });
  const guesses = await Promise.all(
    Array.from({ length: 14 }, (_, index) => signIn(node, person.email, `wrong guess ${index}`)),
  );
  const codes = guesses.map((guess) => guess.body.code);
  assert.equal(codes.filter((code) => code === 'email_or_password_wrong').length, 9);
  assert.equal(codes.filter((code) => code === 'sign_in_locked').length, 5);
});

test('a right password forgets the wrong ones before it', async (t) => {
  const node = await open(t);
  const person = await signedInPerson(node, { password });
  for (let round = 0; round < 2; round += 1) {
    for (let tries = 0; tries < 6; tries += 1) await signIn(node, person.email, 'wrong password');
    assert.equal((await signIn(node, person.email)).status, 200);
  }
});

test('an unknown email is answered like a known one', async (t) => {
  const node = await open(t);
  const known = await signedInPerson(node, { password });
  const withoutPassword = await signedInPerson(node);
  const answers = [];
  for (const email of [known.email, withoutPassword.email, 'nobody@example.org']) {
    answers.push(seen(await signIn(node, email, 'a wrong password')));
  }
  assert.deepEqual(answers[1], answers[0]);
  assert.deepEqual(answers[2], answers[0]);
});

test('neither events nor tables hold an email or a password in clear', async (t) => {
  const node = await open(t);
  const person = await signedInPerson(node, { password });
  await signIn(node, person.email, 'a wrong password');
  await signIn(node, person.email);
  const events = await rows<{ type: string; payload: object }>(
    node.database.tx,
    sql`select type, payload from runtime.event order by sequence`,
  );
  assert.deepEqual(
    events.map((event) => event.type),
    ['identity.person_created', 'identity.sign_in_failed', 'identity.signed_in'],
  );
  const signedIn = await row<{ actorId: string | null }>(
    node.database.tx,
    sql`select actor_id from runtime.event where type = 'identity.signed_in'`,
  );
  assert.equal(signedIn.actorId, person.id, 'who signs in is who acted');
  const text = JSON.stringify(events);
  assert.doesNotMatch(text, /example\.org|wrong password|correct horse/);
  const kept = await row<{ password: string }>(
    node.database.tx,
    sql`select password from identity.credential where person_id = ${person.id}`,
  );
  assert.doesNotMatch(kept.password, /correct/);
});

test('a session ends eight hours after its last use', async (t) => {
  const node = await open(t);
  node.setNow(noon);
  const { id, headers } = await signedInPerson(node);
  node.setNow(after(7 * 60));
  assert.equal(await whoAmI(node, headers.cookie), id);
  node.setNow(after(14 * 60));
  assert.equal(await whoAmI(node, headers.cookie), id, 'use at 7 h moved the end to 15 h');
  node.setNow(after(22 * 60 + 1));
  assert.equal(await whoAmI(node, headers.cookie), null);
});

test('a session ends after seven days, however much it is used', async (t) => {
  const node = await open(t);
  node.setNow(noon);
  const { id, headers } = await signedInPerson(node);
  const days = 7 * 24 * 60;
  for (let minutes = 0; minutes < days; minutes += 6 * 60) {
    node.setNow(after(minutes));
    assert.equal(await whoAmI(node, headers.cookie), id, `after ${minutes} minutes`);
  }
  node.setNow(after(days));
  assert.equal(await whoAmI(node, headers.cookie), null);
  await node.runJob('identity.forget_ended');
  const left = await row<{ count: number }>(
    node.database.tx,
    sql`select count(*)::int as count from identity.session`,
  );
  assert.equal(left.count, 0);
});

test('a new password ends the other sessions, and the old one opens no more', async (t) => {
  const node = await open(t);
  const person = await signedInPerson(node, { password });
  const other = cookieIn((await signIn(node, person.email)).headers['set-cookie']);
  const change = (currentPassword: string, newPassword: string) =>
    node.call('changePassword', {
      body: { currentPassword, newPassword },
      headers: person.headers,
    });
  assert.equal(
    (await change('wrong password', 'another password')).body.code,
    'current_password_wrong',
  );
  assert.equal((await change(password, 'elevenchars')).body.code, 'input_invalid');
  assert.equal(await whoAmI(node, other), person.id);

  const changed = await change(password, 'another password');
  assert.deepEqual(changed.body, { sessionsEnded: 1 });
  assert.equal(await whoAmI(node, other), null);
  assert.equal(await whoAmI(node, person.headers.cookie), person.id);
  assert.equal((await signIn(node, person.email)).status, 422);
  assert.equal((await signIn(node, person.email, 'another password')).status, 200);
});

test('people see where they are signed in and end one of these sessions', async (t) => {
  const node = await open(t);
  const person = await signedInPerson(node, { password });
  const stranger = await signedInPerson(node);
  const elsewhere = cookieIn((await signIn(node, person.email)).headers['set-cookie']);
  await node.call('session', { headers: { cookie: elsewhere, 'user-agent': 'Phone' } });
  const list = await node.call('ownSessions', {
    headers: { ...person.headers, 'user-agent': 'Desk' },
  });
  assert.deepEqual(
    list.body.items
      .map((one: { agent: string; current: boolean }) => [one.agent, one.current])
      .sort(),
    [
      ['Desk', true],
      ['Phone', false],
    ],
  );
  const sessionId = list.body.items.find((one: { current: boolean }) => !one.current).id;
  const end = (headers: { cookie: string }) =>
    node.call('endOwnSession', { params: { sessionId }, headers });
  assert.equal((await end(stranger.headers)).status, 404);
  assert.equal((await end(person.headers)).status, 204);
  assert.equal(await whoAmI(node, elsewhere), null);
});

test('a language once chosen stays', async (t) => {
  const node = await open(t);
  const { headers } = await signedInPerson(node);
  assert.equal((await node.call('session', { headers })).body.person.locale, 'zh-CN');
  await node.call('changeLocale', { body: { locale: 'en' }, headers });
  assert.equal((await node.call('session', { headers })).body.person.locale, 'en');
});

const part = { zh: '样例角色', en: 'A sample part' };

test('in demo mode anyone may act as an account of the demo, and as no other', async (t) => {
  const node = await open(t, { demo: true });
  const sample = await signedInPerson(node, { name: '样例', demo: part });
  const real = await signedInPerson(node);
  const list = await node.call('demoAccounts');
  assert.deepEqual(
    list.body.items.map((one: { personId: string }) => one.personId),
    [sample.id],
  );
  const answer = await node.call('actAs', { body: { personId: sample.id } });
  assert.equal(answer.body.person.id, sample.id);
  assert.equal(await whoAmI(node, cookieIn(answer.headers['set-cookie'])), sample.id);
  assert.equal((await node.call('actAs', { body: { personId: real.id } })).status, 404);
});

test('outside demo mode nobody acts as anybody', async (t) => {
  const node = await open(t);
  const sample = await signedInPerson(node, { demo: part });
  assert.equal((await node.call('demoAccounts')).status, 404);
  assert.equal((await node.call('actAs', { body: { personId: sample.id } })).status, 404);
  assert.equal((await node.call('session')).body.demo, false);
});
