import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { identity } from '../identity/module.ts';
import { newPerson } from '../identity/testing.ts';
import { registry } from '../registry/module.ts';
import type { Actor, Role } from '../runtime/actor.ts';
import { row, rows, sql } from '../runtime/sql.ts';
import { openMailbox } from '../runtime/testing/mailbox.ts';
import { actorWith, testNode } from '../runtime/testing/node.ts';
import { mailDigest } from './mail-digest.ts';
import { matching } from './module.ts';
import { stopTokenOf } from './stop-mails.ts';
import {
  type Organisation,
  organisationIn,
  publishedNeed,
  publishedTechnology,
} from './testing.ts';

const mailbox = await openMailbox({ after });
const node = await testNode({ after } as unknown as Parameters<typeof testNode>[0], {
  modules: [identity, registry, matching],
  settings: { smtp: mailbox.settings },
});
const tianjin = await organisationIn(node, '120000', 'university');
const hebei = await organisationIn(node, '130200');

/** A person who is there when nobody looks, since what is new is found as they would see it. */
async function somebody(owner: Organisation | null, role: Role = 'editor'): Promise<Actor> {
  const memberships = owner === null ? [] : [{ organisationId: owner.id, role }];
  const { id } = await newPerson(node, { memberships });
  return { ...actorWith(memberships), personId: id };
}

const words = { basis: 'list', find: 'technology', q: '轧辊', rhythm: 'now', byMail: false };

async function kept(as: Actor, body: object = {}) {
  const answer = await node.call(
    'createWatch',
    { body: { name: '轧辊技术', ...words, ...body } },
    as,
  );
  assert.equal(answer.status, 201, answer.raw.toString());
  return answer.body as { id: string; revision: number };
}

const tick = () => node.runJob('matching.tell_watchers');

async function found(as: Actor): Promise<string[]> {
  const answer = await node.call('listFinds', {}, as);
  return answer.body.items.map((one: { title: string }) => one.title).toSorted();
}

test('what is published after a search was kept and fits it is found, once, however often asked', async () => {
  const maker = await somebody(hebei);
  await publishedTechnology(node, tianjin, { title: '轧辊旧技术甲' });
  await kept(maker);
  await publishedTechnology(node, tianjin, { title: '轧辊新技术乙' });
  await publishedTechnology(node, tianjin, {
    ...{ title: '电池回收技术', keywords: ['电池'] },
    summary: '湿法回收废旧动力电池中的有价金属，回收率高，废水零排放，成本低。',
  });
  await publishedTechnology(node, hebei, { title: '轧辊自家技术' });
  await Promise.all([tick(), tick(), tick()]);
  await tick();
  assert.deepEqual(await found(maker), ['轧辊新技术乙']);
  const { count } = await row<{ count: number }>(
    node.database.tx,
    sql`select count(*)::int as count from matching.find`,
  );
  assert.equal(count, 1);
});

test('the same part of the log read again finds nothing twice', async () => {
  const maker = await somebody(hebei);
  await kept(maker);
  await publishedTechnology(node, tianjin, { title: '轧辊再读一遍' });
  await tick();
  await rows(node.database.tx, sql`update matching.lookout set sequence = 0`);
  await tick();
  assert.deepEqual(await found(maker), ['轧辊再读一遍']);
});

test('filters narrow, words rank, and a need watches its own matches', async () => {
  const [one, two, three] = [await somebody(hebei), await somebody(null), await somebody(hebei)];
  await kept(one, { q: null, filters: { region: ['310000'], maturity: 7 } });
  await kept(two, { basis: 'words', q: '激光熔覆修复轧辊辊面' });
  const need = await publishedNeed(node, hebei, {
    title: '轧辊激光熔覆再制造',
    keywords: ['激光熔覆'],
  });
  await kept(three, { basis: 'record', needId: need.id, q: null });
  const shanghai = await organisationIn(node, '310000');
  await publishedTechnology(node, shanghai, { title: '上海成熟工艺', maturity: 8 });
  await publishedTechnology(node, shanghai, { title: '上海早期工艺', maturity: 3 });
  await publishedTechnology(node, tianjin, {
    title: '激光熔覆轧辊辊面修复',
    summary: '以高熵合金粉末激光熔覆修复轧辊辊面，恢复尺寸并提高耐磨性和抗热裂性能。',
  });
  await tick();
  assert.deepEqual(await found(one), ['上海成熟工艺']);
  assert.ok((await found(two)).includes('激光熔覆轧辊辊面修复'));
  assert.ok((await found(three)).includes('激光熔覆轧辊辊面修复'));
});

test('a need that is not for everybody is found by those it is for', async () => {
  const [meant, stranger] = [await somebody(tianjin), await somebody(null)];
  for (const person of [meant, stranger]) await kept(person, { find: 'need' });
  const named = { visibility: 'named', namedOrganisationIds: [tianjin.id], title: '轧辊保密需求' };
  const need = await publishedNeed(node, hebei, named);
  await tick();
  assert.deepEqual(await found(meant), ['轧辊保密需求']);
  assert.deepEqual(await found(stranger), []);
  // What is taken back is not shown any more.
  const withdrawal = { params: { needId: need.id }, revision: need.revision };
  const body = { reason: 'priorities_changed' };
  await node.call('withdrawNeed', { ...withdrawal, body }, hebei.editor);
  assert.deepEqual(await found(meant), []);
});

test('a digest waits for its hour in Beijing, and the inbox shows it from then on', async (t) => {
  t.after(() => node.setNow(new Date()));
  const maker = await somebody(hebei);
  const sunday = '2027-03-07';
  node.setNow(new Date(`${sunday}T10:00:00+08:00`));
  await kept(maker, { name: '每日', rhythm: 'daily' });
  await kept(maker, { name: '每周', rhythm: 'weekly' });
  await publishedTechnology(node, tianjin, { title: '轧辊周日发布' });
  const told = async () => {
    await tick();
    const { body } = await node.call('readInbox', {}, maker);
    return body.found.map((one: { watchName: string }) => one.watchName).toSorted();
  };
  assert.deepEqual(await told(), []);
  node.setNow(new Date('2027-03-08T07:59:00+08:00'));
  assert.deepEqual(await told(), []);
  node.setNow(new Date('2027-03-08T08:00:00+08:00'));
  assert.deepEqual(await told(), ['每周', '每日'].toSorted());
  const [first] = (await node.call('listFinds', { query: { unseen: true } }, maker)).body.items;
  const seen = await node.call('markFindsSeen', { body: { watchId: first.watchId } }, maker);
  assert.equal(seen.body.count, 1);
  assert.equal((await told()).length, 1);
});

test('mail goes out once, in the person’s language, and waits for a server that is down', async () => {
  const maker = await somebody(hebei);
  await kept(maker, { name: '轧辊邮件', byMail: true });
  await publishedTechnology(node, tianjin, { title: '轧辊邮件技术' });
  await tick();
  const { id } = await row<{ id: string }>(
    node.database.tx,
    sql`select id from matching.digest where person_id = ${maker.personId}`,
  );
  mailbox.refuse(451);
  await assert.rejects(node.runJob('matching.mail_digest', { digestId: id }), /451/);
  mailbox.refuse(0);
  assert.equal(mailbox.mails.length, 0);
  await Promise.all([mailDigest(node.jobContext, id), mailDigest(node.jobContext, id)]);
  await node.runJob('matching.mail_digest', { digestId: id });
  assert.equal(mailbox.mails.length, 1);
  const [{ raw } = { raw: '' }] = mailbox.mails;
  const body = Buffer.from(raw.split('\r\n\r\n').slice(1).join(''), 'base64').toString();
  assert.match(body, /轧辊邮件技术（单位\d+）/);
  assert.ok(body.includes(stopTokenOf(node.jobContext.settings.secret, maker.personId ?? '')));

  // The link in it ends all mail, without a sign-in.
  const token = stopTokenOf(node.jobContext.settings.secret, maker.personId ?? '');
  assert.equal((await node.call('stopMails', { body: { token } })).status, 204);
  const list = await node.call('listWatches', {}, maker);
  assert.deepEqual([list.body.items[0].byMail, list.body.mailPossible], [false, true]);
  const wrong = await node.call('stopMails', { body: { token: `${token}x` } });
  assert.equal(wrong.body.code, 'link_not_valid');
});

test('a search is its owner’s alone, and says what is wrong with it', async () => {
  const [owner, other] = [await somebody(hebei), await somebody(hebei)];
  const watch = await kept(owner);
  const params = { watchId: watch.id };
  const change = { params, body: { rhythm: 'weekly' }, revision: watch.revision };
  assert.equal((await node.call('editWatch', change, other)).status, 404);
  assert.equal((await node.call('editWatch', change, owner)).body.rhythm, 'weekly');
  assert.equal((await node.call('editWatch', change, owner)).status, 412);
  assert.equal((await node.call('listWatches', {}, other)).body.total, 0);
  const wrong = async (body: object) =>
    (await node.call('createWatch', { body: { name: '错', ...words, ...body } }, owner)).body;
  assert.equal((await wrong({ basis: 'words', q: ' 。' })).reasons[0].code, 'watch_words_missing');
  assert.equal((await wrong({ basis: 'record' })).reasons[0].code, 'watch_record_missing');
  const foreign = await publishedNeed(node, tianjin);
  assert.equal((await wrong({ basis: 'record', needId: foreign.id })).code, 'not_found');
  const again = { params, revision: 2 };
  assert.equal((await node.call('removeWatch', again, owner)).status, 204);
  for (let count = 0; count < 50; count += 1) await kept(owner);
  assert.equal((await wrong({})).code, 'too_many_watches');
});

test('who was suspended or has left is not told', async () => {
  const [leaver, suspended] = [await somebody(hebei), await somebody(hebei)];
  const need = await publishedNeed(node, hebei);
  await kept(leaver, { basis: 'record', needId: need.id, q: null });
  await kept(suspended);
  await rows(
    node.database.tx,
    sql`delete from identity.membership where person_id = ${leaver.personId}`,
  );
  await rows(
    node.database.tx,
    sql`update identity.person set suspended_at = now(), suspended_because = 'test'
        where id = ${suspended.personId}`,
  );
  await publishedTechnology(node, tianjin, { title: '轧辊无人知晓' });
  await tick();
  assert.deepEqual([await found(leaver), await found(suspended)], [[], []]);
});
