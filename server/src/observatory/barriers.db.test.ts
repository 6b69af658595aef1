import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { registry } from '../registry/module.ts';
import type { NewEvent } from '../runtime/event.ts';
import { actorWith, testNode } from '../runtime/testing/node.ts';
import { observatory } from './module.ts';

const node = await testNode({ after } as never, { modules: [registry, observatory] });
const officer = (regionCode: string) => actorWith([], [{ office: 'region_officer', regionCode }]);
const hebei = officer('130000');
const person = actorWith([]);
const versionId = randomUUID();

async function told(...events: readonly NewEvent[]): Promise<void> {
  await node.transact(async ({ announce }) => events.forEach(announce));
  await node.deliver();
}

function declined(more: Partial<NewEvent> = {}): NewEvent {
  return {
    type: 'matching.introduction_declined',
    organisationId: randomUUID(),
    fromRegion: '120000',
    toRegion: '130100',
    amountMinor: 1_000_000n,
    unit: 'CNY',
    payload: { reasons: ['price_too_high', 'not_mature'] },
    ...more,
  };
}

async function ok(name: string, input: object = {}, as = hebei) {
  const answer = await node.call(name, input, as);
  assert.ok(answer.status < 300, `${name}: ${answer.status} ${answer.raw}`);
  return answer.body;
}

test('a "no" is gathered once, under each of its reasons, between regions of the first level', async () => {
  await told(declined(), declined(), { type: 'matching.need_published' });
  await node.deliver();
  const { items, total } = await ok('listBarriers');
  assert.equal(total, 2);
  for (const barrier of items) {
    assert.equal(barrier.from.code, '120000');
    assert.equal(barrier.to.code, '130000');
    assert.equal(barrier.to.nameZh, '河北省');
    assert.equal(barrier.measured.count, 2);
    assert.deepEqual(barrier.measured.amounts, [{ unit: 'CNY', amountMinor: '2000000' }]);
  }
  const { cells } = await ok('readBarrierMatrix');
  assert.deepEqual(cells, [{ from: '120000', to: '130000', count: 2, suppressed: false }]);
});

test('few organisations are told only to those who answer for one of the regions', async () => {
  const of = async (as: typeof person) => {
    const { items } = await ok('listBarriers', { query: { reason: 'not_mature' } }, as);
    return items[0].measured;
  };
  assert.equal((await of(person)).count, null);
  assert.deepEqual((await of(person)).amounts, []);
  assert.equal((await of(person)).suppressed, true);
  assert.equal((await of(officer('110000'))).suppressed, true);
  assert.equal((await of(officer('120000'))).count, 2);
  await told(declined());
  assert.equal((await of(person)).count, 3);
  assert.equal((await of(person)).suppressed, false);
});

test('the records behind are those of one’s own organisation and of the regions one serves', async () => {
  const organisationId = randomUUID();
  await told(declined({ organisationId, payload: { reasons: ['timing'] } }));
  const own = actorWith([{ organisationId, role: 'viewer' }]);
  assert.equal((await ok('listSetbacks', {}, person)).total, 0);
  assert.equal((await ok('listSetbacks', {}, own)).total, 1);
  assert.equal((await ok('listSetbacks', {}, officer('310000'))).total, 0);
  const { items } = await ok('listSetbacks', { query: { reason: 'timing' } });
  assert.deepEqual(items[0].reasons, [{ code: 'timing', rule: null }]);
  const file = await node.call('exportSetbacks', { query: { format: 'csv' } }, hebei);
  assert.equal(file.raw.toString().trim().split('\n').length, 5);
});

test('a refusal by a common rule leads to its version, and one that names no region is kept', async () => {
  const payload = { code: 'decided_against', rule: '示例〔2026〕1号 v1', versionId };
  await told({ type: 'rules.refused', fromRegion: '110000', toRegion: '130000', payload });
  await told({ type: 'registry.refused', payload: { code: 'not_allowed', reasons: [] } });
  const ruled = await ok('listBarriers', { query: { capability: 'rules' } });
  assert.equal(ruled.items[0].versionId, versionId);
  assert.equal(ruled.items[0].rule, '示例〔2026〕1号 v1');
  const placeless = await ok('listBarriers', { query: { capability: 'registry' } });
  assert.equal(placeless.items[0].from, null);
});

async function aBarrierId(reason: string): Promise<string> {
  return (await ok('listBarriers', { query: { reason } })).items[0].id;
}

const note = '经与两地科技部门核实，成熟度分级口径不同。';

test('a file runs by its clocks and ends with an outcome and words', async () => {
  node.setNow(new Date('2026-03-01T04:00:00Z'));
  const barrierId = await aBarrierId('not_mature');
  const body = { title: '成熟度口径', note, regionCode: '130000' };
  const open = (as = hebei, more = {}) =>
    node.call('openBarrierFile', { params: { barrierId }, body: { ...body, ...more } }, as);
  assert.equal((await open(officer('120000'))).status, 403);
  assert.equal((await open(hebei, { note: '短' })).body.code, 'step_not_possible');
  const answers = await Promise.all([1, 2, 3].map(() => open()));
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 409, 409]);
  const opened = answers.find(({ status }) => status === 201)!.body;
  assert.equal(opened.clarifyDueOn, '2026-05-01');
  assert.equal(opened.redressDueOn, '2026-09-01');
  assert.equal((await ok('readBarrier', { params: { barrierId } })).fileId, opened.id);

  const params = { fileId: opened.id };
  const take = (revision: number, step: object, as = hebei) =>
    node.call('takeBarrierStep', { params, revision, body: { note, ...step } }, as);
  node.setNow(new Date('2026-05-02T04:00:00Z'));
  assert.equal((await ok('readBarrierFile', { params })).overdue, true);
  assert.equal((await ok('listBarrierFiles', { query: { overdue: true } })).total, 1);
  const clarified = (await take(opened.revision, { step: 'clarified' })).body;
  assert.equal(clarified.dueOn, '2026-09-01');
  assert.equal((await take(opened.revision, { step: 'measure' })).status, 412);
  const silent = await take(clarified.revision, { step: 'closed' });
  assert.equal(silent.body.reasons[0].code, 'outcome_missing');
  const closed = (await take(clarified.revision, { step: 'closed', outcome: 'eased' })).body;
  assert.equal(closed.outcome, 'eased');
  assert.deepEqual(
    closed.steps.map(({ step }: { step: string }) => step),
    ['opened', 'clarified', 'closed'],
  );
  assert.equal((await ok('readBarrier', { params: { barrierId } })).fileId, null);
  const again = (await take(closed.revision, { step: 'reopened' })).body;
  assert.equal(again.state, 'clarified');
  const file = await node.call('exportBarrierFiles', { query: {} }, hebei);
  assert.match(file.raw.toString(), /成熟度口径/);
});

test('what went through is a flow from the side that gives, told where enough stand behind', async () => {
  const payload = { giverRegion: '120000', takerRegion: '130000' };
  const accepted = () => ({
    ...{ fromRegion: '130000', toRegion: '120000', payload, organisationId: randomUUID() },
  });
  const contract = { ...accepted(), amountMinor: 5_000n, unit: 'CNY' };
  await told(
    { type: 'matching.introduction_accepted', ...accepted() },
    { type: 'matching.deal_confirmed', ...contract },
  );
  const pair = { from: '120000', to: '130000' };
  const few = await ok('readFlows', {}, person);
  assert.deepEqual(few.kinds, []);
  assert.deepEqual(few.cells, [{ ...pair, count: null, amounts: [], suppressed: true }]);
  assert.equal(few.years.length, 1);
  const amounts = [{ unit: 'CNY', amountMinor: '5000' }];
  const own = await ok('readFlows', {});
  assert.deepEqual(own.kinds, [{ kind: 'technology', count: 2 }]);
  assert.deepEqual(own.cells, [{ ...pair, count: 2, amounts, suppressed: false }]);
  await told({ type: 'matching.introduction_accepted', ...accepted() });
  // A kind that few stand behind is left out of the whole.
  await told({ type: 'outposts.team_admitted', fromRegion: '120000', toRegion: '130000' });
  const enough = await ok('readFlows', {}, person);
  // Money has only one of the three.
  assert.deepEqual(enough.cells, [{ ...pair, count: 3, amounts: [], suppressed: true }]);
  assert.deepEqual((await ok('readFlows', { query: { kind: 'talent' } }, person)).cells, [
    { ...pair, count: null, amounts: [], suppressed: true },
  ]);
});

test('no two ranges of years differ by what is not told', async () => {
  const inYear = async (year: number, organisations: number) => {
    node.setNow(new Date(`${year}-03-01T04:00:00Z`));
    const way = { fromRegion: '110000', toRegion: '310000' };
    const flow = { type: 'outposts.team_admitted', ...way } as const;
    const one = () => ({ ...flow, organisationId: randomUUID(), amountMinor: 100n, unit: 'CNY' });
    await told(...Array.from({ length: organisations }, one));
  };
  // Gathered late, as an outage would have it; a year ends at midnight in Beijing.
  await inYear(2021, 4);
  await inYear(2022, 2);
  await inYear(2023, 3);
  const cell = async (fromYear?: number, toYear?: number, as = person) => {
    const query = JSON.parse(JSON.stringify({ fromYear, toYear }));
    const { cells } = await ok('readFlows', { query }, as);
    const found = cells.find(({ to }: { to: string }) => to === '310000');
    return [found?.count, found?.amounts[0]?.amountMinor, found?.suppressed];
  };
  assert.deepEqual(await cell(2021, 2021), [4, '400', false]);
  assert.deepEqual(await cell(2022, 2022), [null, undefined, true]);
  assert.deepEqual(await cell(2021, 2022), [4, '400', true]);
  assert.deepEqual(await cell(2021, 2023), [7, '700', true]);
  assert.deepEqual(await cell(2022, 2023), [3, '300', true]);
  assert.deepEqual(await cell(2021, 2023, officer('310000')), [9, '900', false]);
  // Days are nothing that could be asked for.
  const days = { since: '2021-02-01', until: '2021-02-02' };
  const all = await ok('readFlows', {}, person);
  assert.deepEqual(await ok('readFlows', { query: days }, person), all);
});
