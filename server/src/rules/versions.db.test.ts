import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  aDraft,
  adopted,
  grantModel,
  grantText,
  hebeiMakers,
  ok,
  published,
  rulesNode,
  sendModel,
} from './testing.ts';

const node = await rulesNode(after);

const { author, reviewer } = hebeiMakers;

test('a rule goes from draft to adoption, and each step is told in the log', async () => {
  const draft = await aDraft(node, hebeiMakers);
  assert.equal(draft.state, 'draft');
  const check = ok(await node.call('checkVersion', { params: { versionId: draft.id } }, author));
  assert.deepEqual(check.reasons, []);
  assert.ok(check.publishable);
  assert.deepEqual(
    check.cases.map(({ name, passed }: { name: string; passed: boolean }) => [name, passed]),
    [
      ['few', true],
      ['many', true],
    ],
  );
  const version = await published(node, hebeiMakers, draft);
  assert.equal(version.state, 'published');
  const adoption = await adopted(node, version, { regionCode: '130000' });
  assert.equal(adoption.signatureHolds, true);
  assert.equal(adoption.place.nameZh, '河北省');

  const list = ok(await node.call('listRuleSets', { query: { q: '小微' } }));
  assert.equal(list.items.length, 1);
  assert.equal(list.items[0].latest.id, version.id);
  assert.equal(list.items[0].adoptedBy[0].place.id, '130000');
  const set = ok(await node.call('readRuleSet', { params: { ruleSetId: version.ruleSetId } }));
  assert.deepEqual(set.may, { addVersion: false });
  const holdings = ok(await node.call('readHoldings', { query: { region: '130200' } }));
  assert.equal(holdings.items[0].holds.id, version.id);
  const matrix = ok(await node.call('readAdoptionMatrix'));
  assert.equal(matrix.cells[0].holds.number, 1);
});

test('what is missing is said all at once, and nobody publishes it', async () => {
  const change = { nameEn: '', cases: [{ ...grantText.cases[1], expected: 'passes' }] };
  const draft = await aDraft(node, hebeiMakers, change);
  const answer = await node.call(
    'reviewVersion',
    { params: { versionId: draft.id }, revision: draft.revision, body: {} },
    reviewer,
  );
  assert.equal(answer.status, 422);
  assert.deepEqual(
    answer.body.reasons.map(({ code }: { code: string }) => code),
    ['rule_names_missing', 'case_fails'],
  );
});

test('an overlap forbids, a gap asks for a declaration and then stands', async () => {
  const xml = grantModel(300).replace('&gt; 300', '&gt; 400');
  const draft = await aDraft(node, hebeiMakers, { cases: grantText.cases }, xml);
  const params = { versionId: draft.id };
  const check = ok(await node.call('checkVersion', { params }, author));
  assert.deepEqual(
    check.reasons.map(({ code }: { code: string }) => code),
    ['gap_not_declared'],
  );
  const [gap] = check.analysis.tables[0].gaps;
  assert.deepEqual(gap.where, [
    { column: 'staff', label: grantText.words.staff, test: '(300..400]' },
  ]);
  const declaredGaps = [{ key: gap.key, reason: '条文未规定。' }];
  const edited = ok(
    await node.call(
      'editVersion',
      { params, revision: draft.revision, body: { declaredGaps } },
      author,
    ),
  );
  const again = ok(await node.call('checkVersion', { params }, author));
  assert.ok(again.publishable);
  assert.equal(again.analysis.tables[0].gaps[0].declared, '条文未规定。');

  const overlapping = grantModel(300).replace('&gt; 300', '&gt; 200');
  ok(await sendModel(node, edited, overlapping, author));
  const third = ok(await node.call('checkVersion', { params }, author));
  assert.deepEqual(
    third.reasons.map(({ code }: { code: string }) => code),
    ['overlap_forbidden', 'declared_gap_is_none'],
  );
});
