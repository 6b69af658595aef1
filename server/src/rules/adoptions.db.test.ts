import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { actorWith } from '../runtime/testing/node.ts';
import {
  aDraft,
  anOrganisation,
  hebeiMakers,
  office,
  officerOf,
  ok,
  published,
  rulesNode,
} from './testing.ts';

const node = await rulesNode(after);
const hebei = officerOf('130000');
const administrator = actorWith([], [{ office: 'system_administrator' }]);

const version = await published(node, hebeiMakers, await aDraft(node, hebeiMakers));
const { ruleSetId } = version;

function asking(more: object = {}) {
  const { id: versionId, contentDigest } = version;
  return {
    regionCode: '130000',
    versionId,
    contentDigest,
    startsOn: '2026-01-01',
    office,
    ...more,
  };
}

async function codeOf(name: string, input: object, as = hebei): Promise<string | number> {
  const answer = await node.call(name, input, as);
  return answer.body?.code ?? answer.status;
}

test('what was not read is not signed, and nobody signs for another region', async () => {
  const other = { body: asking({ contentDigest: '0'.repeat(64) }) };
  assert.equal(await codeOf('adoptVersion', other), 'content_is_not_what_was_signed');
  assert.equal(
    await codeOf('adoptVersion', { body: asking() }, officerOf('120000')),
    'not_allowed',
  );
  const both = { body: asking({ compactId: '01950000-0000-7000-8000-000000000000' }) };
  assert.equal(await codeOf('adoptVersion', both), 'place_not_named');
  const silent = { body: asking({ office: { nameZh: '处', nameEn: 'Office' } }) };
  assert.equal(await codeOf('adoptVersion', silent), 'office_contact_missing');
  const backwards = { body: asking({ endsOn: '2025-01-01' }) };
  assert.equal(await codeOf('adoptVersion', backwards), 'adoption_ends_before_it_starts');
  const nowhere = { body: asking({ regionCode: '999999' }) };
  assert.equal(await codeOf('adoptVersion', nowhere), 'region_not_known');
  const draft = await aDraft(node, hebeiMakers);
  const unripe = { body: asking({ versionId: draft.id, contentDigest: draft.contentDigest }) };
  assert.equal(await codeOf('adoptVersion', unripe), 'version_not_published');
});

test('of two adoptions at once for the same days one is kept', async () => {
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() => node.call('adoptVersion', { body: asking() }, hebei)),
  );
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 409, 409, 409]);
  const page = ok(await node.call('listAdoptions', { query: { ruleSetId, on: '2026-06-01' } }));
  assert.equal(page.items.length, 1);
});

test('an adoption ends on a day to come, and another one follows on that day', async () => {
  node.setNow(new Date('2026-03-01T04:00:00Z'));
  const page = ok(await node.call('listAdoptions', { query: { ruleSetId } }, hebei));
  const { id: adoptionId, revision } = page.items[0];
  const params = { adoptionId };
  const end = (endsOn: string, read = revision) =>
    node.call('endAdoption', { params, revision: read, body: { endsOn } }, hebei);
  assert.equal((await end('2026-02-28')).body.code, 'adoption_ends_in_the_past');
  assert.equal((await end('2026-04-01', 99)).status, 412);
  const ended = ok(await end('2026-04-01'));
  assert.equal(ended.endsOn, '2026-04-01');
  ok(await node.call('adoptVersion', { body: asking({ startsOn: '2026-04-01' }) }, hebei));
  assert.equal((await end('2026-05-01', ended.revision)).body.code, 'adoption_overlaps');
  node.setNow(new Date('2026-04-02T04:00:00Z'));
  assert.equal((await end('2026-05-01', ended.revision)).body.code, 'adoption_is_over');
});

test('what was withdrawn binds nobody from that day on, and can be undone for a week', async () => {
  node.setNow(new Date('2026-05-04T04:00:00Z'));
  const params = { versionId: version.id };
  const { revision } = ok(await node.call('readVersion', { params }));
  const reason = 'error_found';
  const withdraw = (body: object) =>
    node.call('withdrawVersion', { params, revision, body: { reason, ...body } }, hebei);
  const warned = await withdraw({});
  assert.equal(warned.body.code, 'version_is_adopted');
  assert.equal(warned.body.params.adoptions, 1);
  const withdrawn = ok(await withdraw({ adoptionsKnown: true }));
  assert.equal(withdrawn.reinstatableUntil, '2026-05-11T04:00:00.000Z');
  assert.ok(withdrawn.may.reinstate);

  const organisationId = await anOrganisation(node, '130000');
  const inputs = { staff: 1, spending: 1 };
  const body = { organisationId, ruleSetId, inputs };
  assert.equal(await codeOf('decide', { body }), 'no_rule_holds_there');
  // The day before it still held.
  assert.equal(await codeOf('decide', { body: { ...body, on: '2026-05-03' } }), 201);

  node.setNow(new Date('2026-05-11T04:00:01Z'));
  const late = { params, revision: withdrawn.revision };
  assert.equal(await codeOf('reinstateVersion', late), 'reinstating_is_too_late');
  node.setNow(new Date('2026-05-11T03:00:00Z'));
  assert.equal(ok(await node.call('reinstateVersion', late, hebei)).state, 'published');
  assert.equal(await codeOf('decide', { body }), 201);
});

test('a compact is bound by its secretariat, and what it adopted reaches its members', async () => {
  const names = { nameZh: '晋冀', nameEn: 'Shanxi–Hebei' };
  const compactId = ok(await node.call('createCompact', { body: names }, administrator)).id;
  const secretariat = actorWith([], [{ office: 'secretariat', compactId }]);
  const member = { regionCode: '140000', startsOn: '2020-01-01' };
  const params = { compactId };
  ok(await node.call('addCompactMember', { params, body: member }, secretariat));
  const { regionCode: _, ...rest } = asking();
  const body = { ...rest, compactId };
  assert.equal(await codeOf('adoptVersion', { body }, officerOf('140000')), 'not_allowed');
  ok(await node.call('adoptVersion', { body }, secretariat));
  const query = { region: '140100', ruleSetId };
  const holdings = ok(await node.call('readHoldings', { query }));
  assert.equal(holdings.items[0].adoptions[0].adoption.place.nameZh, '晋冀');
  const matrix = ok(await node.call('readAdoptionMatrix', { query: { compactId } }));
  assert.deepEqual(
    matrix.places.map(({ id }: { id: string }) => id),
    [compactId, '140000'],
  );
  const [, cell] = matrix.cells;
  assert.equal(cell.place, '140000');
  assert.equal(cell.from.id, compactId);
});

test('an edit that read an older revision is refused, and drafts are nobody else’s to see', async () => {
  const draft = await aDraft(node, hebeiMakers);
  const params = { versionId: draft.id };
  const body = { nameEn: 'Another name' };
  const stale = { params, revision: draft.revision - 1, body };
  assert.equal((await node.call('editVersion', stale, hebei)).status, 412);
  assert.equal((await node.call('editVersion', { params, body }, hebei)).status, 428);
  assert.equal((await node.call('readVersion', { params })).status, 404);
  assert.equal((await node.call('readVersion', { params }, actorWith([]))).status, 404);
  assert.equal((await node.call('readVersion', { params }, officerOf('310000'))).status, 200);
  const period = { effectiveFrom: '2026-02-01', effectiveUntil: '2026-02-01' };
  const crossed = { params, revision: draft.revision, body: period };
  assert.equal(await codeOf('editVersion', crossed), 'version_not_valid');
});
