import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../runtime/actor.ts';
import {
  matchingNode,
  type Organisation,
  organisationIn,
  publishedNeed,
  publishedTechnology,
  secretariat,
} from './testing.ts';

const node = await matchingNode(after);
const now = (instant: string) => node.setNow(new Date(instant));

async function ask(technologyId: string, asker: Organisation): Promise<string> {
  const body = {
    ...{ organisationId: asker.id, technologyId, message: '想了解' },
    contact: { name: '周工' },
  };
  const answer = await node.call('askIntroduction', { body }, asker.editor);
  assert.equal(answer.status, 201, answer.raw.toString());
  return answer.body.id;
}

/** The taker asks, they talk, and the taker says why nothing came of it. */
async function noFor(
  technologyId: string,
  owner: Organisation,
  taker: Organisation,
  reasons: readonly string[],
) {
  const introductionId = await ask(technologyId, taker);
  const params = { introductionId };
  await node.call('acceptIntroduction', { params, body: {} }, owner.editor);
  const body = { outcome: 'talks_ended', reasons };
  const answer = await node.call('concludeIntroduction', { params, body }, taker.editor);
  assert.equal(answer.status, 200, answer.raw.toString());
}

const lessons = (of: Organisation, as: Actor, query: Record<string, string> = {}) =>
  node.call('readLessons', { params: { organisationId: of.id }, query }, as);

test('before any answer there is nothing to learn, and nothing is told to strangers', async () => {
  const owner = await organisationIn(node, '110000', 'university');
  const empty = await lessons(owner, owner.viewer);
  assert.equal(empty.status, 200, empty.raw.toString());
  assert.deepEqual([empty.body.answers, empty.body.reasons, empty.body.byTechnology], [0, [], []]);
  assert.equal(empty.body.field.organisations, null);
  const stranger = await organisationIn(node, '120000');
  assert.equal((await lessons(owner, stranger.viewer)).status, 404);
  assert.equal((await lessons(owner, secretariat)).status, 403);
});

test('reasons are counted by technology and quarter; a "no" of one’s own is none', async () => {
  now('2026-02-10T01:00:00Z');
  const owner = await organisationIn(node, '110000', 'university');
  const taker = await organisationIn(node, '130000');
  const one = await publishedTechnology(node, owner, { title: '轧辊强化一号', fields: ['D'] });
  const two = await publishedTechnology(node, owner, { title: '轧辊强化二号', fields: ['D'] });
  await noFor(one.id, owner, taker, ['too_early', 'terms_not_acceptable']);
  now('2026-05-10T01:00:00Z');
  await noFor(one.id, owner, taker, ['too_early']);
  await noFor(two.id, owner, taker, ['outside_our_field']);
  const declined = await ask(two.id, taker);
  const body = { reasons: ['already_solved'] };
  const params = { introductionId: declined };
  await node.call('declineIntroduction', { params, body }, owner.editor);
  await ask(two.id, taker);

  const { body: seen } = await lessons(owner, owner.viewer);
  assert.deepEqual(seen.steps, {
    introductions: 5,
    waiting: 1,
    declined: 0,
    talksEnded: 3,
    without: 1,
    contracts: 0,
  });
  assert.equal(seen.answers, 3);
  assert.deepEqual(
    seen.reasons.map(({ reason, count }: { reason: string; count: number }) => [reason, count]),
    [
      ['too_early', 2],
      ['outside_our_field', 1],
      ['terms_not_acceptable', 1],
    ],
  );
  assert.equal(seen.reasons[0].share, 2 / 3);
  assert.deepEqual(
    seen.byQuarter.map(({ quarter, answers }: { quarter: string; answers: number }) => [
      quarter,
      answers,
    ]),
    [
      ['2026-Q1', 1],
      ['2026-Q2', 2],
    ],
  );
  assert.deepEqual(
    seen.byTechnology.map((line: { technology: { title: string }; talksEnded: number }) => [
      line.technology.title,
      line.talksEnded,
    ]),
    [
      ['轧辊强化一号', 2],
      ['轧辊强化二号', 1],
    ],
  );
  const { body: late } = await lessons(owner, owner.viewer, { from: '2026-04-01' });
  assert.equal(late.answers, 2);
  const { body: second } = await lessons(owner, owner.viewer, { technologyId: two.id });
  assert.deepEqual([second.answers, second.byTechnology.length], [1, 1]);

  const file = await node.call(
    'exportLessons',
    { params: { organisationId: owner.id }, query: { lang: 'en' } },
    owner.viewer,
  );
  const lines = file.raw.toString().trim().split('\r\n');
  assert.equal(lines.length, 4);
  assert.match(lines[1] ?? '', /2026-05-10/);
  assert.match(lines[3] ?? '', /too_early; terms_not_acceptable/);
});

test('the field is compared only where it is large, and by the end of the quarter', async () => {
  now('2026-02-10T01:00:00Z');
  const owner = await organisationIn(node, '110000', 'university');
  const takers: Organisation[] = [];
  for (let n = 0; n < 5; n += 1) takers.push(await organisationIn(node, '130000'));
  const mine = await publishedTechnology(node, owner, { title: '脱氮菌剂', fields: ['N'] });
  await noFor(mine.id, owner, takers[0]!, ['too_early']);
  const others: [Organisation, string][] = [];
  for (let n = 0; n < 5; n += 1) {
    const other = await organisationIn(node, '120000', 'university');
    const { id } = await publishedTechnology(node, other, {
      title: `脱氮菌剂 ${n}`,
      fields: ['N'],
    });
    others.push([other, id]);
  }
  // Four organisations and sixteen answers: too few, whatever they are.
  for (const [other, id] of others.slice(0, 4)) {
    for (const taker of takers.slice(0, 4)) await noFor(id, other, taker, ['too_early']);
  }
  now('2026-04-02T01:00:00Z');
  const { body: few } = await lessons(owner, owner.viewer);
  assert.deepEqual(
    [few.field.organisations, few.field.answers, few.reasons[0].fieldShare],
    [null, null, null],
  );
  now('2026-03-02T01:00:00Z');
  const [fifth, fifthId] = others[4]!;
  for (const taker of takers.slice(1)) await noFor(fifthId, fifth, taker, ['scientific_doubts']);
  // Twenty answers in this quarter are not told before it is over.
  assert.equal((await lessons(owner, owner.viewer)).body.field.answers, null);
  now('2026-04-02T01:00:00Z');
  const { body: enough } = await lessons(owner, owner.viewer);
  assert.deepEqual(
    [enough.field.organisations, enough.field.answers, enough.field.before],
    [5, 20, '2026-04-01'],
  );
  assert.deepEqual([enough.reasons[0].share, enough.reasons[0].fieldShare], [1, 0.8]);
});

test('what is offered for a need and declined is a "no" to learn from', async () => {
  now('2026-02-10T01:00:00Z');
  const owner = await organisationIn(node, '110000', 'university');
  const taker = await organisationIn(node, '130000');
  const technology = await publishedTechnology(node, owner, { fields: ['C'] });
  const need = await publishedNeed(node, taker);
  const body = {
    ...{ organisationId: owner.id, needId: need.id, technologyId: technology.id },
    message: '我们的技术可以解决这个问题',
  };
  const offered = await node.call('askIntroduction', { body }, owner.editor);
  const params = { introductionId: offered.body.id };
  const no = { params, body: { reasons: ['benefit_unclear'] } };
  assert.equal((await node.call('declineIntroduction', no, taker.editor)).status, 200);
  const { body: seen } = await lessons(owner, owner.viewer);
  assert.deepEqual([seen.steps.declined, seen.answers, seen.reasons.length], [1, 1, 1]);
  assert.equal(seen.byTechnology[0].reasons[0].reason, 'benefit_unclear');
  // The side that needs offers nothing, so it has nothing to learn.
  assert.equal((await lessons(taker, taker.viewer)).body.steps.introductions, 0);
});
