import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { OfficeName } from '../runtime/actor.ts';
import { failedChecks } from '../runtime/check.ts';
import { row, rows, sql } from '../runtime/sql.ts';
import { type TestNode, testNode } from '../runtime/testing/node.ts';
import { authenticate } from './index.ts';
import { identity } from './module.ts';
import { cookieIn, signedInPerson, type TestPerson } from './testing.ts';

const open = (t: Parameters<typeof testNode>[0]) =>
  testNode(t, { modules: [identity], authenticate });

const administrator = (node: TestNode, office: OfficeName = 'system_administrator') =>
  signedInPerson(node, { offices: [{ office }] });

const manager = (node: TestNode, organisationId: string) =>
  signedInPerson(node, { memberships: [{ organisationId, role: 'manager' }] });

const tokenIn = (link: string) => new URL(link).hash.slice(1);

async function inviteAs(node: TestNode, person: TestPerson, body: object) {
  return await node.call('invite', { body, headers: person.headers });
}

const eventTypes = async (node: TestNode) =>
  (
    await rows<{ type: string }>(
      node.database.tx,
      sql`select type from runtime.event order by sequence`,
    )
  ).map((event) => event.type);

test('a manager invites, the invited accepts with a name and a password, and is a member', async (t) => {
  const node = await open(t);
  const organisationId = randomUUID();
  const boss = await manager(node, organisationId);
  const membership = { organisationId, role: 'editor' };
  const invited = await inviteAs(node, boss, { email: 'Han.Mei@Example.org', membership });
  assert.equal(invited.status, 200, JSON.stringify(invited.body));
  assert.equal(invited.body.invitation.state, 'open');
  const token = tokenIn(invited.body.link);

  const offer = await node.call('readInvitation', { body: { token } });
  assert.equal(offer.body.email, 'han.mei@example.org');
  assert.deepEqual(offer.body.membership, membership);
  assert.equal(offer.body.hasAccount, false);

  const bare = await node.call('acceptInvitation', { body: { token } });
  assert.equal(bare.body.code, 'name_and_password_needed');
  const short = { token, name: '韩梅梅', password: 'elevenchars' };
  assert.equal((await node.call('acceptInvitation', { body: short })).body.code, 'input_invalid');

  const body = { token, name: '韩梅梅', password: 'a long enough password' };
  const accepted = await node.call('acceptInvitation', { body });
  assert.equal(accepted.status, 200, JSON.stringify(accepted.body));
  assert.deepEqual(accepted.body.memberships, [membership]);
  const cookie = cookieIn(accepted.headers['set-cookie']);
  const list = await node.call('members', { params: { organisationId }, headers: { cookie } });
  assert.deepEqual(
    list.body.items.map((one: { role: string; mayChange: boolean }) => [one.role, one.mayChange]),
    [
      ['editor', false],
      ['manager', false],
    ],
    'by name, Chinese ones first',
  );

  const again = await node.call('acceptInvitation', { body });
  assert.deepEqual([again.status, again.body.params.state], [410, 'accepted']);
  assert.deepEqual((await eventTypes(node)).slice(-3), [
    'identity.person_invited',
    'identity.invitation_accepted',
    'identity.signed_in',
  ]);
  assert.deepEqual(await failedChecks(node.database.tx, [identity]), []);
});

test('two who accept the same invitation at once make one account', async (t) => {
  const node = await open(t);
  const organisationId = randomUUID();
  const boss = await manager(node, organisationId);
  const membership = { organisationId, role: 'viewer' };
  const invited = await inviteAs(node, boss, { email: 'twice@example.org', membership });
  const body = { token: tokenIn(invited.body.link), name: 'Twice', password: 'a long password' };
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => node.call('acceptInvitation', { body })),
  );
  assert.equal(answers.filter((answer) => answer.status === 200).length, 1);
  assert.equal(answers.filter((answer) => answer.status === 410).length, 4);
});

test('the token is kept as a digest and stands in no event', async (t) => {
  const node = await open(t);
  const admin = await administrator(node);
  const office = { office: 'region_officer', regionCode: '130000' };
  const invited = await inviteAs(node, admin, { email: 'officer@example.org', office });
  const token = tokenIn(invited.body.link);
  const everything = await row<{ text: string }>(
    node.database.tx,
    sql`select (select jsonb_agg(i) from identity.invitation i)::text
          || (select jsonb_agg(e) from runtime.event e)::text
          || coalesce((select jsonb_agg(r) from runtime.idempotent_request r)::text, '') as text`,
  );
  assert.ok(!everything.text.includes(token));
});

test('inviting again renews the link; the earlier one, a revoked one and an old one are dead', async (t) => {
  const node = await open(t);
  node.setNow(new Date('2026-11-02T12:00:00Z'));
  const organisationId = randomUUID();
  const boss = await manager(node, organisationId);
  const wanted = { email: 'a@example.org', membership: { organisationId, role: 'viewer' } };
  const first = await inviteAs(node, boss, wanted);
  const second = await inviteAs(node, boss, wanted);
  assert.equal(second.body.invitation.id, first.body.invitation.id);
  const stateBy = async (link: string) => {
    const answer = await node.call('readInvitation', { body: { token: tokenIn(link) } });
    return answer.status === 200 ? 'open' : answer.body.params.state;
  };
  assert.equal(await stateBy(first.body.link), 'unknown');
  assert.equal(await stateBy(second.body.link), 'open');

  const params = { invitationId: second.body.invitation.id };
  const stranger = await manager(node, randomUUID());
  const revoke = (headers: { cookie: string }) =>
    node.call('revokeInvitation', { params, headers });
  assert.equal((await revoke(stranger.headers)).status, 404);
  assert.equal((await revoke(boss.headers)).status, 204);
  assert.equal((await revoke(boss.headers)).body.code, 'invitation_not_open');
  assert.equal(await stateBy(second.body.link), 'revoked');

  const third = await inviteAs(node, boss, wanted);
  assert.notEqual(third.body.invitation.id, first.body.invitation.id);
  node.setNow(new Date('2026-11-16T12:00:00Z'));
  assert.equal(await stateBy(third.body.link), 'expired');
  const later = await manager(node, organisationId);
  const list = await node.call('invitations', {
    query: { organisationId, state: ['revoked', 'expired'] },
    headers: later.headers,
  });
  assert.deepEqual(
    list.body.items.map((one: { state: string }) => one.state),
    ['expired', 'revoked'],
  );
});

test('a link alone does not open an account that is there: its person signs in first', async (t) => {
  const node = await open(t);
  const organisationId = randomUUID();
  const boss = await manager(node, organisationId);
  const known = await signedInPerson(node);
  const membership = { organisationId, role: 'editor' };
  const invited = await inviteAs(node, boss, { email: known.email, membership });
  const token = tokenIn(invited.body.link);
  assert.equal((await node.call('readInvitation', { body: { token } })).body.hasAccount, true);
  const body = { token, name: 'Thief', password: 'a long enough password' };
  assert.equal((await node.call('acceptInvitation', { body })).body.code, 'sign_in_to_accept');
  const other = await node.call('acceptInvitation', { body: { token }, headers: boss.headers });
  assert.equal(other.body.code, 'sign_in_to_accept');
  const own = await node.call('acceptInvitation', { body: { token }, headers: known.headers });
  assert.deepEqual(own.body.memberships, [membership]);
  const member = await inviteAs(node, boss, { email: known.email, membership });
  assert.equal(member.body.code, 'already_member');
});

test('a manager invites to the own organisation only, and to no office', async (t) => {
  const node = await open(t);
  const organisationId = randomUUID();
  const boss = await manager(node, organisationId);
  const email = 'x@example.org';
  const role = 'viewer';
  const elsewhere = { email, membership: { organisationId: randomUUID(), role } };
  assert.equal((await inviteAs(node, boss, elsewhere)).status, 404);
  const office = { office: 'audit_administrator' };
  assert.equal((await inviteAs(node, boss, { email, office })).status, 403);
  const both = { email, office, membership: { organisationId, role } };
  assert.equal((await inviteAs(node, boss, both)).body.code, 'membership_or_office');
  const admin = await administrator(node);
  assert.equal((await inviteAs(node, admin, elsewhere)).status, 200);
  assert.equal((await node.call('invitations', { headers: boss.headers })).status, 403);
  assert.equal((await node.call('invitations', { headers: admin.headers })).body.total, 1);
});

test('the last manager stays, whoever of two tries first', async (t) => {
  const node = await open(t);
  const organisationId = randomUUID();
  const [one, two] = [await manager(node, organisationId), await manager(node, organisationId)];
  const remove = (who: TestPerson, whom: TestPerson) =>
    node.call('removeMember', {
      params: { organisationId, personId: whom.id },
      headers: who.headers,
    });
  const answers = await Promise.all([remove(one, two), remove(two, one)]);
  assert.equal(answers.filter((answer) => answer.status === 204).length, 1);
  const left = answers[0]!.status === 204 ? one : two;
  assert.equal((await remove(left, left)).body.code, 'last_manager_stays');
  const lower = await node.call('changeMember', {
    params: { organisationId, personId: left.id },
    body: { role: 'editor' },
    headers: left.headers,
  });
  assert.equal(lower.body.code, 'last_manager_stays');
  assert.deepEqual(await failedChecks(node.database.tx, [identity]), []);
});

test('a changed role counts at the next call', async (t) => {
  const node = await open(t);
  const organisationId = randomUUID();
  const boss = await manager(node, organisationId);
  const clerk = await signedInPerson(node, { memberships: [{ organisationId, role: 'viewer' }] });
  const params = { organisationId, personId: clerk.id };
  const rename = () =>
    node.call('changeMember', { params, body: { role: 'viewer' }, headers: clerk.headers });
  assert.equal((await rename()).status, 403);
  const up = { params, body: { role: 'manager' }, headers: boss.headers };
  assert.equal((await node.call('changeMember', up)).body.role, 'manager');
  assert.equal((await rename()).status, 200);
  assert.equal((await rename()).status, 403, 'as a viewer again');
});

test('a suspended person is out at once, cannot sign in, and is back when reinstated', async (t) => {
  const node = await open(t);
  const admin = await administrator(node);
  const password = 'correct horse battery';
  const person = await signedInPerson(node, { password });
  const me = () => node.call('ownSessions', { headers: person.headers });
  assert.equal((await me()).status, 200);
  const params = { personId: person.id };
  const suspend = (reason: string) =>
    node.call('suspendPerson', { params, body: { reason }, headers: admin.headers });
  assert.equal((await suspend(' ')).status, 422);
  const suspended = await suspend('left the institute');
  assert.equal(suspended.body.suspendedBecause, 'left the institute');
  assert.equal((await me()).status, 401);
  assert.equal((await suspend('twice')).body.code, 'already_suspended');

  const signIn = (given: string) =>
    node.call('signIn', { body: { email: person.email, password: given } });
  assert.equal((await signIn(password)).body.code, 'account_suspended');
  assert.equal((await signIn('a wrong password')).body.code, 'email_or_password_wrong');
  await node.call('reinstatePerson', {
    params,
    body: { reason: 'is back' },
    headers: admin.headers,
  });
  assert.equal((await me()).status, 401, 'the old session stays ended');
  assert.equal((await signIn(password)).status, 200);
  assert.deepEqual(await failedChecks(node.database.tx, [identity]), []);
});

test('nobody suspends the own account, and a system administrator remains', async (t) => {
  const node = await open(t);
  const [one, two] = [await administrator(node), await administrator(node)];
  const suspend = (who: TestPerson, whom: TestPerson) =>
    node.call('suspendPerson', {
      params: { personId: whom.id },
      body: { reason: 'no reason' },
      headers: who.headers,
    });
  assert.equal((await suspend(one, one)).body.code, 'not_yourself');
  const answers = await Promise.all([suspend(one, two), suspend(two, one)]);
  const kept = answers.filter((answer) => answer.status === 200);
  assert.equal(kept.length, 1, JSON.stringify(answers.map((answer) => answer.body)));
});

test('one person does not keep the node and its audit', async (t) => {
  const node = await open(t);
  const admin = await administrator(node);
  const person = await signedInPerson(node);
  const grant = (body: object) =>
    node.call('grantOffice', { params: { personId: person.id }, body, headers: admin.headers });
  const audit = await grant({ office: 'audit_administrator' });
  assert.equal(audit.status, 201, JSON.stringify(audit.body));
  assert.equal((await grant({ office: 'audit_administrator' })).body.code, 'office_already_held');
  const both = await grant({ office: 'system_administrator' });
  assert.deepEqual([both.status, both.body.code], [409, 'duties_must_be_separate']);
  assert.equal((await grant({ office: 'region_officer' })).body.code, 'office_needs_region');
  assert.equal((await grant({ office: 'secretariat' })).body.code, 'office_needs_compact');
  const region = { office: 'region_officer', regionCode: '130000' };
  assert.equal((await grant(region)).status, 201);

  const invited = { email: person.email, office: { office: 'system_administrator' } };
  assert.equal((await inviteAs(node, admin, invited)).body.code, 'duties_must_be_separate');
  const revoke = (officeId: string, personId: string) =>
    node.call('revokeOffice', { params: { personId, officeId }, headers: admin.headers });
  assert.equal((await revoke(audit.body.id, person.id)).status, 204);
  assert.equal((await grant({ office: 'system_administrator' })).status, 201);
});

test('the database too keeps the two administrators apart', async (t) => {
  const node = await open(t);
  const person = await administrator(node);
  const write = node.database.pool.query(
    `insert into identity.office (id, person_id, office, since)
     values (gen_random_uuid(), $1, 'audit_administrator', now())`,
    [person.id],
  );
  await assert.rejects(write, /office_duties_separate/);
});

test('the only system administrator keeps the office', async (t) => {
  const node = await open(t);
  const admin = await administrator(node);
  const account = await node.call('account', {
    params: { personId: admin.id },
    headers: admin.headers,
  });
  const officeId = account.body.offices[0].id;
  const revoke = await node.call('revokeOffice', {
    params: { personId: admin.id, officeId },
    headers: admin.headers,
  });
  assert.equal(revoke.body.code, 'last_administrator_stays');
});

test('accounts are found by part of a name or an email, and turned over page by page', async (t) => {
  const node = await open(t);
  const admin = await signedInPerson(node, {
    name: '赵管理',
    offices: [{ office: 'system_administrator' }],
  });
  for (const name of ['张三', '李四', '北京人', '安国', "O'Neill 100%"]) {
    await signedInPerson(node, { name });
  }
  const find = async (query: Record<string, string | number | boolean>) =>
    (await node.call('accounts', { query, headers: admin.headers })).body;
  const names = (page: { items: { name: string }[] }) => page.items.map((one) => one.name);

  assert.deepEqual(names(await find({ q: '张' })), ['张三']);
  assert.deepEqual(names(await find({ q: "o'neill" })), ["O'Neill 100%"]);
  assert.deepEqual(names(await find({ q: '0%' })), ["O'Neill 100%"]);
  assert.deepEqual(names(await find({ q: '_' })), [], 'no wildcard');
  assert.deepEqual(names(await find({ office: 'system_administrator' })), ['赵管理']);
  assert.deepEqual((await find({ suspended: true })).total, 0);

  const whole = names(await find({ limit: 100 }));
  assert.deepEqual(whole, ['安国', '北京人', '李四', '张三', '赵管理', "O'Neill 100%"], 'by sound');
  const first = await find({ limit: 4 });
  const second = await find({ limit: 4, cursor: first.next });
  assert.deepEqual([...names(first), ...names(second)], whole);
  assert.equal(second.next, null);
  assert.deepEqual(names(await find({ limit: 4, cursor: second.previous })), names(first));
});

test('members of a merged organisation join its successor and keep what stands under the old id', async (t) => {
  const node = await open(t);
  const [merged, successor, last] = [randomUUID(), randomUUID(), randomUUID()];
  const both = await signedInPerson(node, {
    memberships: [
      { organisationId: merged, role: 'manager' },
      { organisationId: successor, role: 'viewer' },
    ],
  });
  const boss = await manager(node, successor);
  const editor = await signedInPerson(node, {
    memberships: [{ organisationId: merged, role: 'editor' }],
  });
  for (const [person, organisationId, email] of [
    [both, merged, 'new@example.org'],
    [both, merged, 'twice@example.org'],
    [boss, successor, 'twice@example.org'],
  ] as const) {
    const invited = await inviteAs(node, person, {
      email,
      membership: { organisationId, role: 'viewer' },
    });
    assert.equal(invited.status, 200, JSON.stringify(invited.body));
  }
  const announceMerger = (from: string, into: string) =>
    node.transact(async (ctx) =>
      ctx.announce({ type: 'registry.organisation_merged', subjectIds: [from, into] }),
    );
  const rolesIn = async (person: TestPerson, organisationId: string) =>
    (await node.call('members', { params: { organisationId }, headers: person.headers })).body.items
      ?.map((one: { role: string }) => one.role)
      .toSorted();
  const openFor = (organisationId: string) =>
    rows<{ email: string }>(
      node.database.tx,
      sql`select email from identity.invitation
          where organisation_id = ${organisationId} and revoked_at is null order by email`,
    );

  await announceMerger(merged, successor);
  await node.deliver();
  await announceMerger(merged, successor);
  await node.deliver();
  assert.deepEqual(await rolesIn(editor, successor), ['editor', 'manager', 'manager']);
  assert.deepEqual(await openFor(merged), []);
  assert.deepEqual(
    (await openFor(successor)).map((one) => one.email),
    ['new@example.org', 'twice@example.org'],
  );
  const session = await node.call('session', { headers: both.headers });
  assert.deepEqual(session.body.memberships, [{ organisationId: successor, role: 'manager' }]);
  assert.deepEqual(await rolesIn(boss, merged), [], 'allowed for the old id, where nobody is left');

  await announceMerger(successor, last);
  await node.deliver();
  assert.deepEqual(await rolesIn(boss, last), ['editor', 'manager', 'manager']);
  assert.deepEqual(await rolesIn(boss, merged), [], 'through two mergers');
  const stranger = await manager(node, randomUUID());
  assert.equal(await rolesIn(stranger, merged), undefined);

  const moved = (await eventTypes(node)).filter((type) => type === 'identity.members_moved');
  assert.equal(moved.length, 2, 'told twice, moved once');
  assert.deepEqual(await failedChecks(node.database.tx, [identity]), []);
});
