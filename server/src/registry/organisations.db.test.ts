import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { type Actor, system } from '../runtime/actor.ts';
import { eventsAfter } from '../runtime/event.ts';
import { row, sql } from '../runtime/sql.ts';
import { actorWith, testNode } from '../runtime/testing/node.ts';
import { registry } from './module.ts';

// Of published-rules.md: codes whose check digits hold.
const tsinghuaCode = '12100000400000624D';
const boeCode = '911100001011016602';

test('organisations', async (t) => {
  const hebei = actorWith([], [{ office: 'region_officer', regionCode: '130000' }]);
  const china = actorWith([], [{ office: 'region_officer', regionCode: 'CN' }]);
  const reader = actorWith([]);

  const node = await testNode(t, { modules: [registry] });
  node.setNow(new Date('2026-11-22T04:00:00Z'));

  const create = (body: object, as: Actor = china) =>
    node.call('createOrganisation', { body: { kind: 'university', ...body } }, as);
  const made = async (body: object) => {
    const answer = await create({ regionCode: '130100', ...body });
    assert.equal(answer.status, 201, answer.raw.toString());
    return answer.body;
  };
  const merge = (organisationId: string, successorId: string, revision: number, as = china) =>
    node.call(
      'mergeOrganisation',
      { params: { organisationId }, body: { successorId }, revision },
      as,
    );
  const read = async (organisationId: string, as: Actor = reader) =>
    (await node.call('readOrganisation', { params: { organisationId } }, as)).body;

  await t.test('a record has names, identifiers, places and who said what', async () => {
    const one = await made({
      nameZh: ' 河北  工业大学 ',
      nameEn: "Hebei University of Technology, Xi'an Road 🚀",
      names: [{ text: '河工大', kind: 'alias', lang: 'zh' }],
      identifiers: [{ scheme: 'ror', value: 'https://ror.org/03cve4549' }],
      established: 1903,
      source: 'web page',
      statedOn: '2026-01-31',
    });
    assert.equal(one.nameZh, '河北 工业大学', 'blanks are tidied');
    assert.ok(one.nameEn.endsWith("Xi'an Road 🚀"), 'an apostrophe and an emoji stay');
    assert.deepEqual(one.province, { code: '130000', nameZh: '河北省', nameEn: 'Hebei' });
    assert.deepEqual(one.identifiers[0].value, '03cve4549');
    assert.deepEqual(one.provenance.established, {
      source: 'web page',
      statedOn: '2026-01-31',
      importId: null,
    });
    const found = await node.call(
      'findOrganisation',
      { query: { scheme: 'ror', value: 'ror.org/03cve4549' } },
      reader,
    );
    assert.equal(found.body.id, one.id);
    assert.deepEqual(found.body.may, { edit: false, merge: false, addBranch: false });
  });

  await t.test('what cannot be is refused with every reason, and nothing is kept', async () => {
    const tooLong = await create({ nameZh: '长'.repeat(5000), regionCode: '130100' });
    assert.equal(tooLong.status, 422);
    assert.equal(tooLong.body.reasons[0].pointer, '/nameZh');
    assert.equal(tooLong.body.reasons[0].code, 'schema_max_length');
    const nameless = await create({ nameZh: '🚀', established: 2027, regionCode: '130100' });
    assert.deepEqual(
      nameless.body.reasons.map((reason: { code: string }) => reason.code),
      ['name_missing', 'established_in_the_future'],
    );
    const abolished = await create({ nameZh: '栾城', regionCode: '130124' });
    assert.equal(abolished.body.code, 'region_abolished');
    assert.match(abolished.body.detail, /130111/);
    const wrongDigit = await create({
      nameZh: '清华',
      regionCode: '110108',
      identifiers: [
        { scheme: 'ror', value: '03cve4548' },
        { scheme: 'uscc', value: '91350100M000100Y4Z' },
      ],
    });
    assert.equal(wrongDigit.status, 422);
    assert.deepEqual(
      wrongDigit.body.reasons.map((reason: { pointer: string }) => reason.pointer),
      ['/identifiers/0/value', '/identifiers/1/value'],
    );
    const tomorrow = await create({ nameZh: '明', regionCode: '130100', statedOn: '2026-11-23' });
    assert.equal(tomorrow.body.code, 'stated_in_the_future');
    const control = await create({ nameZh: '零\u0000', regionCode: '130100' });
    assert.equal(control.status, 422);
    const list = await node.call('listOrganisations', { query: { q: '清华' } }, reader);
    assert.equal(list.body.total, 0);
  });

  await t.test('an identifier belongs to one organisation, whoever comes first', async () => {
    const holder = await made({
      nameZh: '清华大学一',
      identifiers: [{ scheme: 'uscc', value: tsinghuaCode }],
    });
    const second = await create({
      nameZh: '清华大学二',
      regionCode: '130100',
      identifiers: [{ scheme: 'uscc', value: tsinghuaCode.toLowerCase() }],
    });
    assert.equal(second.status, 409);
    assert.equal(second.body.code, 'identifier_held_by_another');
    assert.equal(second.body.params.holderId, holder.id);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        create({
          nameZh: `京东方 ${at}`,
          regionCode: '130100',
          identifiers: [{ scheme: 'uscc', value: boeCode }],
        }),
      ),
    );
    assert.deepEqual(
      answers.map((answer) => answer.status).toSorted(),
      [201, 409, 409, 409, 409, 409, 409, 409],
    );
  });

  await t.test('two people save the same record: the second is told', async () => {
    const { id } = await made({ nameZh: '两人', established: 2000 });
    const save = (established: number) =>
      node.call(
        'editOrganisation',
        { params: { organisationId: id }, body: { established }, revision: 1 },
        china,
      );
    const answers = await Promise.all([save(2001), save(2002)]);
    assert.deepEqual(answers.map((answer) => answer.status).toSorted(), [200, 412]);
    const kept = await read(id);
    assert.equal(kept.revision, 2);
    assert.equal(kept.established, answers[0]!.status === 200 ? 2001 : 2002);
    assert.equal(kept.nameZh, '两人', 'what was left out stays');
  });

  await t.test('who may change a record', async () => {
    const own = await made({ nameZh: '自己的' });
    const edit = (as: Actor, revision: number) =>
      node.call(
        'editOrganisation',
        { params: { organisationId: own.id }, body: { city: randomUUID() }, revision },
        as,
      );
    const manager = actorWith([{ organisationId: own.id, role: 'manager' }]);
    const editor = actorWith([{ organisationId: own.id, role: 'editor' }]);
    const tianjin = actorWith([], [{ office: 'region_officer', regionCode: '120000' }]);
    assert.equal((await edit(manager, 1)).status, 200);
    assert.equal((await edit(hebei, 2)).status, 200, 'the officer of the province above');
    assert.equal((await edit(editor, 3)).status, 403);
    assert.equal((await edit(tianjin, 3)).status, 403);
    assert.equal((await create({ nameZh: '外', regionCode: '120000' }, hebei)).status, 403);
    const branch = { nameZh: '分', regionCode: '120000', parentId: own.id };
    assert.equal((await create(branch, manager)).status, 201, 'a branch of the own one');
    assert.equal((await create(branch, tianjin)).status, 403);
  });

  await t.test('branches make no circle', async () => {
    const top = await made({ nameZh: '上' });
    const below = await made({ nameZh: '下', parentId: top.id });
    const answer = await node.call(
      'editOrganisation',
      { params: { organisationId: top.id }, body: { parentId: below.id }, revision: 1 },
      china,
    );
    assert.equal(answer.body.code, 'parent_makes_a_cycle');
    assert.equal((await read(top.id)).branchCount, 1);
  });

  await t.test('a merged record leads to its successor, which takes over everything', async () => {
    const old = await made({
      nameZh: '河北经贸学院',
      identifiers: [{ scheme: 'grid', value: 'grid.12527.33' }],
      names: [{ text: 'HBJM', kind: 'acronym' }],
    });
    const branch = await made({ nameZh: '河北经贸学院分院', parentId: old.id });
    const successor = await made({ nameZh: '河北经贸大学' });
    const partner = await made({ nameZh: '伙伴' });
    const editor = actorWith([{ organisationId: old.id, role: 'editor' }]);
    const work = await node.call(
      'createCollaboration',
      {
        body: {
          kind: 'project',
          title: '合作',
          participations: [
            { organisationId: old.id, role: 'coordinator' },
            { organisationId: partner.id, role: 'participant' },
          ],
        },
      },
      editor,
    );
    assert.equal(work.status, 201, work.raw.toString());

    const merged = await merge(old.id, successor.id, 1);
    assert.equal(merged.status, 200, merged.raw.toString());
    const shown = await read(old.id);
    assert.equal(shown.id, successor.id);
    assert.deepEqual(shown.mergedFrom, { id: old.id, displayName: '河北经贸学院' });
    assert.equal(shown.absorbed[0].id, old.id);
    assert.equal(shown.identifiers[0].value, 'grid.12527.33');
    assert.deepEqual(shown.names.map((name: { text: string }) => name.text).toSorted(), [
      'HBJM',
      '河北经贸学院',
    ]);
    assert.equal(shown.collaborationCount, 1);
    assert.equal((await read(branch.id)).parent.id, successor.id);
    const found = await node.call('listOrganisations', { query: { q: '河北经贸学院' } }, reader);
    assert.ok(found.body.items.some((one: { id: string }) => one.id === successor.id));
    assert.ok(!found.body.items.some((one: { id: string }) => one.id === old.id));

    const again = await merge(old.id, partner.id, 2);
    assert.equal(again.body.code, 'organisation_was_merged');
    assert.equal(again.body.params.successorId, successor.id);
    const circle = await merge(successor.id, old.id, shown.revision);
    assert.equal(circle.body.code, 'merge_makes_a_cycle');
    const further = await merge(successor.id, partner.id, shown.revision);
    assert.equal(further.status, 200);
    assert.equal((await read(old.id)).id, partner.id, 'through two merges');

    const events = await eventsAfter(node.contextOf(system).tx, 0n, 1000);
    const event = events.find((one) => one.type === 'registry.organisation_merged');
    assert.equal(event?.fromRegion, '130100');
    assert.deepEqual(event?.payload.identifiers, [{ scheme: 'grid', value: 'grid.12527.33' }]);
    assert.deepEqual(event?.payload.branchIds, [branch.id]);
  });

  await t.test('managers do not merge, and a record is not merged into nothing', async () => {
    const one = await made({ nameZh: '甲' });
    const manager = actorWith([{ organisationId: one.id, role: 'manager' }]);
    assert.equal((await merge(one.id, one.id, 1, manager)).status, 403);
    assert.equal((await merge(one.id, one.id, 1)).body.code, 'merge_makes_a_cycle');
    assert.equal((await merge(one.id, randomUUID(), 1)).body.code, 'successor_not_found');
  });

  await t.test('near-duplicates are named before a second record is made', async () => {
    const one = await made({ nameZh: '唐山学院', nameEn: 'Tangshan University' });
    const similar = async (name: string) =>
      (await node.call('listSimilarOrganisations', { query: { name } }, reader)).body.items.map(
        (item: { organisation: { id: string }; because: string }) => [
          item.organisation.id,
          item.because,
        ],
      );
    assert.deepEqual(await similar('唐山学院'), [[one.id, 'same_name']]);
    assert.deepEqual(await similar('糖山学院'), [[one.id, 'same_sound']]);
    assert.deepEqual(await similar('TANGSHAN UNIVERSITY.'), [[one.id, 'same_name']]);
  });

  await t.test('exports write the same list as CSV, XLSX and JSON Lines', async () => {
    await made({ nameZh: '出口 "一", 甲', city: '=1+1' });
    const file = async (format: string) =>
      await node.call('exportOrganisations', { query: { q: '出口', format } }, reader);
    const csv = await file('csv');
    assert.match(csv.raw.toString(), /"出口 ""一"", 甲"/);
    assert.ok(!/,=1\+1/.test(csv.raw.toString()), 'no formula leaves');
    assert.equal((await file('xlsx')).raw.subarray(0, 2).toString(), 'PK');
    const lines = (await file('jsonl')).raw.toString().trim().split('\n');
    assert.equal(lines.length, 1);
    assert.equal(JSON.parse(lines[0]!).regionCode, '130100');
  });

  await t.test('all checks count zero after all this', async () => {
    for (const check of registry.checks ?? []) {
      const { count } = await row<{ count: number }>(
        node.contextOf(system).tx,
        sql`select count from (${check.query}) checked`,
      );
      assert.equal(count, 0, check.name);
    }
  });
});
