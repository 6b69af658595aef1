import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Match, Matches } from './contract.ts';
import { matchingNode, organisationIn, publishedNeed, publishedTechnology } from './testing.ts';

const node = await matchingNode(after);
const hebei = await organisationIn(node, '130200');
const tianjin = await organisationIn(node, '120000', 'university');
const beijing = await organisationIn(node, '110000', 'research_institute');
const other = await organisationIn(node, '110000', 'enterprise');

const need = await publishedNeed(node, hebei, { regionScope: [] });
const ultrasonic = await publishedTechnology(node, tianjin);
const cladding = await publishedTechnology(node, beijing, {
  title: '热轧工作辊激光熔覆再制造工艺',
  summary: '采用高熵合金粉末激光熔覆恢复报废轧辊尺寸并提高耐磨性，再制造成本低。',
  keywords: ['激光熔覆', '轧辊'],
  maturity: 4,
  price: { modes: ['transfer'], minimumMinor: '300000000', maximumMinor: null, currency: 'CNY' },
});
const patented = await publishedTechnology(node, other, {
  title: '轧辊辊面渗氮硬化处理',
  summary: '对热轧工作辊辊面离子渗氮，形成硬化层，提高抗热裂纹能力，延长换辊周期。',
  keywords: ['渗氮'],
  fields: ['IPC-C23'],
  maturity: 7,
  price: { modes: ['negotiable'], minimumMinor: null, maximumMinor: null, currency: null },
});

const params = { needId: need.id };
type Query = Record<string, string | number | boolean | readonly string[]>;

async function matches(query: Query = {}, of = need.id): Promise<Matches> {
  const answer = await node.call('matchesOfNeed', { params: { needId: of }, query }, hebei.viewer);
  assert.equal(answer.status, 200, answer.raw.toString());
  return answer.body;
}

const ids = ({ items }: Matches) => items.map((match) => match.technology?.id);
const found = ({ items }: Matches, id: string): Match => {
  const match = items.find((one) => one.technology?.id === id);
  assert.ok(match !== undefined, `${id} is a match`);
  return match;
};
const part = (match: Match, name: string) => match.parts.find((one) => one.part === name);

test('each match shows its parts, and their weighted mean is its score', async () => {
  const answer = await matches();
  assert.equal(answer.rankingVersion, 0);
  assert.match(answer.corpusDigest, /^[0-9a-f]{64}$/);
  for (const match of answer.items) {
    const sum = match.parts.reduce((so, one) => so + one.weight * (one.counted ?? 0), 0);
    assert.ok(Math.abs(sum - match.score) < 1e-9);
    const weights = match.parts.reduce((so, one) => so + one.weight, 0);
    assert.ok(Math.abs(weights - 1) < 1e-9);
  }
  const { weights } = answer;
  assert.equal(
    weights.reduce((sum, one) => sum + one.points, 0),
    100,
  );
  assert.equal(part(found(answer, cladding.id), 'maturity')?.score, 0.7);
  // 3 million asked of a budget of 2: (2 × 2 − 3) / 3.
  assert.equal(part(found(answer, cladding.id), 'money')?.score, 0.333);
  assert.deepEqual(part(found(answer, patented.id), 'field')?.fact?.code, 'field_near');
  assert.equal(part(found(answer, patented.id), 'region')?.weight, 0, 'anywhere will do');
});

test('why not higher names a part, and what is missing says what it may gain', async () => {
  const answer = await matches();
  assert.equal(answer.items[0]?.whyNotHigher, null);
  for (const [at, match] of answer.items.slice(1).entries()) {
    const above = answer.items[at];
    assert.equal(match.whyNotHigher?.aboveId, above?.technology?.id);
    const behind = (above?.score ?? 0) - match.score;
    assert.ok(Math.abs((match.whyNotHigher?.behind ?? 0) - behind) < 1e-9);
  }
  const { missing } = found(answer, patented.id);
  assert.deepEqual(
    missing.map((one) => [one.part, one.side]),
    [['money', 'technology']],
  );
  const weight = part(found(answer, patented.id), 'money')?.weight ?? 0;
  assert.ok(Math.abs((missing[0]?.mayGain ?? 0) - weight / 2) < 1e-9);
});

test('weights in the address rank anew, and are said to have been asked for', async () => {
  const usual = await matches();
  const asked = await matches({ weight: ['text:0', 'maturity:100', 'money:0', 'field:0'] });
  assert.equal(asked.weights.find((one) => one.part === 'maturity')?.source, 'asked');
  assert.equal(asked.weights.find((one) => one.part === 'maturity')?.usualPoints, 9);
  assert.equal(ids(asked).at(-1), cladding.id, 'the least mature comes last');
  assert.deepEqual(ids(await matches()), ids(usual), 'nothing was kept');
  const wrong = { params, query: { weight: ['text:101'] } };
  assert.equal((await node.call('matchesOfNeed', wrong, hebei.viewer)).status, 422);
});

test('weights are kept with a need by its editors, and given up again', async () => {
  const keep = (weights: object[], actor = hebei.editor) =>
    node.call('keepWeights', { params, body: { weights } }, actor);
  const kept = await keep([{ part: 'money', points: 80 }]);
  assert.equal(kept.status, 200, kept.raw.toString());
  const money = (answer: Matches) => answer.weights.find((one) => one.part === 'money');
  assert.deepEqual(money(await matches()), {
    part: 'money',
    points: 80,
    source: 'kept',
    usualPoints: 80,
  });
  assert.equal(money(await matches({ weight: ['money:1'] }))?.usualPoints, 80);
  assert.equal((await keep([{ part: 'money', points: 1 }], hebei.viewer)).status, 403);
  assert.equal((await keep([{ part: 'money', points: 1 }], tianjin.editor)).status, 404);
  const twice = await keep([
    { part: 'money', points: 1 },
    { part: 'money', points: 2 },
  ]);
  assert.deepEqual([twice.status, twice.body.reasons[0].code], [422, 'part_named_twice']);
  assert.equal((await node.call('dropWeights', { params }, hebei.editor)).status, 204);
  assert.equal(money(await matches())?.source, 'default');
});

const refusal = (technologyId: string, reasons: string[]) => ({
  body: { organisationId: hebei.id, needId: need.id, technologyId, reasons },
});

test('"not this, because" takes one away, ranks the rest anew, and can be taken back', async () => {
  const before = await matches();
  const said = await node.call(
    'refuseMatch',
    refusal(cladding.id, ['terms_not_acceptable']),
    hebei.editor,
  );
  assert.equal(said.status, 201, said.raw.toString());
  const now = await matches();
  assert.ok(!ids(now).includes(cladding.id));
  assert.deepEqual(
    now.refused.map((one) => [one.recordId, one.reasons, one.feedbackId]),
    [[cladding.id, ['terms_not_acceptable'], said.body.feedbackId]],
  );
  const money = now.weights.find((one) => one.part === 'money');
  assert.deepEqual([money?.points, money?.source], [7 * 1.25, 'feedback']);

  const again = await node.call('refuseMatch', refusal(cladding.id, ['too_early']), hebei.editor);
  assert.deepEqual([again.status, again.body.reasons[0].code], [409, 'already_refused']);
  const feedbackId: string = said.body.feedbackId;
  const back = (actor: typeof hebei.editor) =>
    node.call('takeBackRefusal', { params: { feedbackId } }, actor);
  assert.equal((await back(tianjin.editor)).status, 404);
  assert.equal((await back(hebei.editor)).status, 204);
  assert.equal((await back(hebei.editor)).status, 404);
  assert.deepEqual(ids(await matches()), ids(before));
});

test('only one of the two sides says no, and only of what it may see', async () => {
  const say = (organisationId: string, actor: typeof hebei.editor, change: object = {}) => {
    const body = { ...refusal(cladding.id, ['too_early']).body, organisationId, ...change };
    return node.call('refuseMatch', { body }, actor);
  };
  const third = await say(other.id, other.editor);
  assert.deepEqual([third.status, third.body.reasons[0].code], [409, 'own_organisation']);
  assert.equal((await say(hebei.id, tianjin.editor)).status, 404);
  assert.equal((await say(hebei.id, hebei.viewer)).status, 403);
  const hidden = await publishedNeed(node, hebei, {
    visibility: 'named',
    namedOrganisationIds: [tianjin.id],
  });
  assert.equal((await say(beijing.id, beijing.editor, { needId: hidden.id })).status, 404);
  assert.equal((await say(hebei.id, hebei.editor, { reasons: [] })).status, 422);
});

test('who sees a need that is not for everyone counts', async () => {
  const named = await publishedNeed(node, hebei, {
    regionScope: [],
    visibility: 'named',
    namedOrganisationIds: [beijing.id],
  });
  const answer = await matches({}, named.id);
  assert.equal(part(found(answer, cladding.id), 'visibility')?.score, 1);
  assert.deepEqual(
    found(answer, ultrasonic.id).speaksAgainst.map((fact) => fact.code),
    ['owner_does_not_see_need'],
  );
});

test('nearly the same is shown once, and a spread says the rank without it', async () => {
  const text = {
    title: '冷轧带钢表面缺陷机器视觉检测系统',
    summary: '面向冷轧带钢连续生产线，采用线阵相机与深度学习识别划伤、辊印、孔洞等表面缺陷。',
    keywords: ['带钢', '表面缺陷', '机器视觉'],
  };
  const asking = await publishedNeed(node, hebei, {
    title: '冷轧带钢表面缺陷在线检测',
    problem: '冷轧带钢产线需要在线识别表面缺陷，人工目检漏检率高，速度跟不上。',
    keywords: ['带钢', '表面缺陷'],
    regionScope: [],
  });
  const first = await publishedTechnology(node, beijing, text);
  const twin = await publishedTechnology(node, other, { ...text, title: `${text.title}（二）` });
  const more = await publishedTechnology(node, beijing, {
    ...text,
    title: '带钢表面缺陷激光测量',
    summary: '用激光三角法测量带钢表面缺陷的深度，适合热轧产线的在线质量判定与追溯。',
  });
  const elsewhere = await publishedTechnology(node, tianjin, {
    ...text,
    title: '表面缺陷涡流探伤',
    summary: '以阵列涡流发现钢材近表面裂纹，适合圆钢和棒材精整线，也可用于带钢表面。',
  });
  const answer = await matches({}, asking.id);
  const shown = ids(answer);
  assert.equal(
    [first.id, twin.id].filter((id) => shown.includes(id)).length,
    1,
    'one of the twins is shown',
  );
  const leader = answer.items.find((match) => match.twins.length > 0);
  assert.equal(leader?.twins.length, 1);
  assert.ok(leader.twins[0]!.likeness >= 0.6);
  assert.deepEqual(
    answer.items.map((match) => match.rankWithoutSpread),
    answer.items.map((match) => match.rank),
  );
  const spread = await matches({ spread: true }, asking.id);
  const place = (list: Matches, id: string) => ids(list).indexOf(id);
  assert.ok(place(answer, more.id) < place(answer, elsewhere.id));
  assert.ok(place(spread, elsewhere.id) <= place(answer, elsewhere.id));
  for (const match of spread.items) {
    assert.equal(match.rankWithoutSpread, 1 + place(answer, match.technology?.id ?? ''));
  }
});

test('what shares single characters only does not fill a short list', async () => {
  const find = async (query: Query) => {
    const answer = await node.call('findMatches', { query: query as never }, hebei.viewer);
    assert.equal(answer.status, 200, answer.raw.toString());
    return answer.body as Matches;
  };
  // 辊 and 面 stand in every one of these, 蓝藻 in none.
  const strict = await find({ q: '蓝藻面膜' });
  const loose = await find({ q: '蓝藻面膜', floor: 0 });
  assert.deepEqual(ids(strict), []);
  assert.ok(strict.belowFloor > 0);
  assert.ok(ids(loose).length > 0);
  const one = await find({ q: '辊' });
  assert.deepEqual(
    one.notices.filter((notice) => notice !== 'words_alone'),
    ['one_character'],
  );
  assert.ok(ids(one).includes(ultrasonic.id), 'one character is looked for if it is all there is');
});

test('questions that cannot be answered say why, and nothing fails', async () => {
  const find = (q: string) => node.call('findMatches', { query: { q } }, hebei.viewer);
  for (const [q, notice] of [
    ['，。', 'nothing_to_search_for'],
    ['<p></p>', 'nothing_to_search_for'],
    ['研究 技术 开发', 'only_common_words'],
  ] as const) {
    const answer = await find(q);
    assert.equal(answer.status, 200, answer.raw.toString());
    assert.deepEqual([answer.body.items, answer.body.notices], [[], [notice]], q);
  }
  assert.equal((await find('')).status, 422);
  const long = await find('轧'.repeat(100_000));
  assert.ok(long.status === 422 || long.status === 414, `${long.status}`);
  const html = await find('<b>轧辊</b><script>alert(1)</script>');
  assert.ok(html.body.items.length > 0);
  assert.equal((await find('Восстановление прокатных валков')).status, 200);
  assert.equal((await find("'; drop table matching.need; --")).status, 200);
});

test('a word that nearly every record has is said to tell nothing apart', async () => {
  const find = async (q: string): Promise<Matches> =>
    (await node.call('findMatches', { query: { q } }, hebei.viewer)).body;
  for (let at = 0; at < 40; at += 1) {
    const summary = `某工业场景的装备改进，编号 n${at}x，说明其用途和效果以及适用范围。`;
    await publishedTechnology(node, tianjin, { title: `装备改进第${at}号`, summary });
  }
  assert.ok((await find('装备')).notices.includes('matches_nearly_all'));
  assert.ok(!(await find('激光熔覆')).notices.includes('matches_nearly_all'));
});
