import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { MatchRun, Ranking } from './contract.ts';
import { fitsOf } from './fits-of.ts';
import { matchingNode, organisationIn, publishedNeed, publishedTechnology } from './testing.ts';

const node = await matchingNode(after);
const hebei = await organisationIn(node, '130200');
const tianjin = await organisationIn(node, '120000', 'university');
const need = await publishedNeed(node, hebei, { regionScope: [] });

const dear = { modes: ['licence'], minimumMinor: '900000000', maximumMinor: null, currency: 'CNY' };
const technologies: { readonly id: string }[] = [];
for (let at = 0; at < 6; at += 1) {
  const title = `轧辊辊面强化工艺${'甲乙丙丁戊己'[at]}`;
  // Each has words of its own, so that none is a twin of another.
  const own = Array.from({ length: 40 }, (_, place) => `w${at}x${place}`).join(' ');
  const summary = `提高轧辊辊面硬度和抗热裂纹能力的工艺。${own}`;
  const price = at < 3 ? dear : undefined;
  technologies.push(
    await publishedTechnology(node, tianjin, {
      title,
      summary,
      ...(price === undefined ? {} : { price }),
    }),
  );
}

const ranking = async (query = {}) =>
  (await node.call('readRanking', { query }, hebei.viewer)) as { status: number; body: Ranking };

async function ask(technologyId: string): Promise<string> {
  const body = {
    organisationId: hebei.id,
    needId: need.id,
    technologyId,
    message: '请介绍',
    contact: { name: '周工' },
  };
  const asked = await node.call('askIntroduction', { body }, hebei.editor);
  assert.equal(asked.status, 201, asked.raw.toString());
  await node.deliver();
  return asked.body.id;
}

test('until anybody answered, the node ranks by the weights it was delivered with', async () => {
  await node.runJob('matching.learn_ranking');
  const { body } = await ranking();
  assert.deepEqual([body.version, body.method, body.yes, body.no], [0, 'delivered', 0, 0]);
  assert.ok(body.parts.every(({ points, defaultPoints }) => points === defaultPoints));
  assert.equal((await ranking({ version: 3 })).status, 404);
});

let introductionId: string;

test('a request keeps how the two were matched, and it can be worked out again', async () => {
  introductionId = await ask(technologies[4]!.id);
  const read = (actor: typeof hebei.viewer) =>
    node.call('readMatchRun', { params: { introductionId } }, actor);
  const answer = await read(hebei.viewer);
  assert.equal(answer.status, 200, answer.raw.toString());
  const run: MatchRun = answer.body;
  assert.deepEqual([run.reproduced, run.sameCorpus, run.rankingVersion], [true, true, 0]);
  const sum = run.parts.reduce((so, part) => so + part.weight * (part.counted ?? 0), 0);
  assert.ok(Math.abs(sum - run.score) < 1e-9);
  assert.ok((run.rank ?? 0) >= 1);
  assert.equal((await read(tianjin.viewer)).status, 200);
  const stranger = await organisationIn(node, '110000');
  assert.equal((await read(stranger.viewer)).status, 404);
  const params = { needId: need.id };
  const matches = await node.call('matchesOfNeed', { params }, hebei.viewer);
  const shown = matches.body.items.find(
    (match: { technology: { id: string } }) => match.technology.id === technologies[4]!.id,
  );
  assert.equal(shown.score, run.score);
});

test('answers move the weights within bounds, with counts; the same answers give no new version', async () => {
  const params = { introductionId };
  await node.call(
    'acceptIntroduction',
    { params, body: { contact: { name: '郑' } } },
    tianjin.editor,
  );
  for (const { id } of technologies.slice(0, 3)) {
    const body = {
      organisationId: hebei.id,
      needId: need.id,
      technologyId: id,
      reasons: ['terms_not_acceptable'],
    };
    assert.equal((await node.call('refuseMatch', { body }, hebei.editor)).status, 201);
  }
  await node.runJob('matching.learn_ranking');
  const { body } = await ranking();
  assert.deepEqual([body.version, body.yes, body.no], [1, 1, 3]);
  const money = body.parts.find(({ part }) => part === 'money');
  assert.ok(money !== undefined && money.points > money.defaultPoints, JSON.stringify(money));
  assert.ok(money.points <= money.mostPoints && money.examples === 4);
  assert.match(body.inputsDigest ?? '', /^[0-9a-f]{64}$/);

  await node.runJob('matching.learn_ranking');
  assert.equal((await ranking()).body.version, 1);
  const matches = await node.call('matchesOfNeed', { params: { needId: need.id } }, hebei.viewer);
  assert.equal(matches.body.rankingVersion, 1);
  assert.deepEqual((await ranking({ version: 0 })).body.version, 0);
  const run = await node.call('readMatchRun', { params }, hebei.viewer);
  assert.deepEqual([run.body.rankingVersion, run.body.reproduced], [0, true], 'as it was then');
});

test('what was taken back is not learned from, and earlier versions stay', async () => {
  const matches = await node.call('matchesOfNeed', { params: { needId: need.id } }, hebei.viewer);
  for (const { feedbackId } of matches.body.refused) {
    await node.call('takeBackRefusal', { params: { feedbackId } }, hebei.editor);
  }
  const first = (await ranking()).body;
  await node.runJob('matching.learn_ranking');
  const { body } = await ranking();
  assert.deepEqual([body.version, body.yes, body.no], [2, 1, 0]);
  assert.ok(body.parts.every(({ points, defaultPoints }) => points === defaultPoints));
  assert.deepEqual((await ranking({ version: 1 })).body, first);
});

test('a changed text changes the digest of the corpus', async () => {
  await publishedTechnology(node, tianjin, { title: '蓝藻水华打捞装备' });
  const run = await node.call('readMatchRun', { params: { introductionId } }, hebei.viewer);
  assert.deepEqual([run.body.sameCorpus, run.body.reproduced], [false, true]);
});

test('new records fit what somebody looks for if they stand near the best of all', async () => {
  const algae = await publishedTechnology(node, tianjin, { title: '湖泊蓝藻水华预报' });
  const ctx = node.contextOf(hebei.viewer);
  const ids = [algae.id, technologies[0]!.id];
  const fitting = await fitsOf(ctx, { kind: 'technology', query: '蓝藻水华', ids });
  assert.deepEqual(
    fitting.map(({ id }) => id),
    [algae.id],
  );
  assert.deepEqual(await fitsOf(ctx, { kind: 'technology', query: '，', ids }), []);
  assert.deepEqual(await fitsOf(ctx, { kind: 'technology', query: '蓝藻', ids: [] }), []);
  const own = node.contextOf(tianjin.viewer);
  assert.deepEqual(await fitsOf(own, { kind: 'technology', query: '蓝藻', ids }), []);
});
