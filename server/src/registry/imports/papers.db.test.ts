import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Affiliation } from '../import-contract.ts';
import { type ImportNode, importNode, officer } from './import-testing.ts';

const registered = [
  'nameZh,nameEn,region,kind',
  '清华大学,Tsinghua University,110000,university',
  '天津大学,Tianjin University,120000,university',
].join('\n');

const paper = (id: string, header: string, more: object = {}) =>
  JSON.stringify({ id, title: `论文 ${id}`, header, ...more });

const lines = [
  paper('p1', '张三1 李四2\n1清华大学 北京 100084\n2天津大学 天津 300072', { date: '2020-05-01' }),
  paper('p2', '王五\n(河北示例研究院，河北 石家庄 050000)'),
  paper('p3', '赵六\n（河北示例研究院 河北石家庄）', { year: 2021 }),
  paper('p4', '', { affiliations: ['Tsinghua University, Beijing 100084, China'] }),
].join('\n');

async function readyNode(t: Parameters<typeof importNode>[0]): Promise<ImportNode> {
  const node = await importNode(t);
  const list = await node.send('list.csv', registered);
  assert.equal((await node.importFile(list, { kind: 'organisations' })).created, 2);
  return node;
}

const authors = async (node: ImportNode) => {
  const found = await node.database.pool.query(
    `select c.source_key, o.display_name from registry.participation p
     join registry.collaboration c on c.id = p.collaboration_id
     join registry.organisation o on o.id = p.organisation_id order by 1, o.display_name collate "C"`,
  );
  return found.rows.map((row) => `${row.source_key} ${row.display_name}`);
};

const waiting = async (node: ImportNode, query: object = {}): Promise<Affiliation[]> =>
  (await node.call('listAffiliations', { query: query as never }, officer)).body.items;

test('papers find their organisations; what is not known waits for a person', async (t) => {
  const node = await readyNode(t);
  const fileId = await node.send('papers.jsonl', lines);
  const done = await node.importFile(fileId, { kind: 'papers', source: 'sample' });
  assert.deepEqual(await node.problemsOf(done.id), []);
  assert.deepEqual([done.created, done.failed], [4, 0]);
  assert.deepEqual(done.affiliations, { certain: 3, toReview: 0, none: 2 });
  assert.deepEqual(await authors(node), ['p1 天津大学', 'p1 清华大学', 'p4 清华大学']);
  const texts = await waiting(node);
  assert.deepEqual(
    texts.map((one) => [one.paperCount, one.candidates, one.papers.map(({ title }) => title)]),
    [[2, [], ['论文 p2', '论文 p3']]],
  );
  const again = await node.importFile(fileId, { kind: 'papers', source: 'sample' });
  assert.deepEqual([again.created, again.changed, again.unchanged], [0, 0, 4]);
  assert.equal((await waiting(node))[0]?.paperCount, 2);
  assert.deepEqual(await node.failedChecks(), []);
});

test('a person decides once: papers that wait follow, and later ones too', async (t) => {
  const node = await readyNode(t);
  await node.importFile(await node.send('papers.jsonl', lines), {
    kind: 'papers',
    source: 'sample',
  });
  const [text] = await waiting(node);
  const params = { affiliationId: text!.id };
  const organisation = {
    nameZh: '河北示例研究院',
    kind: 'research_institute',
    regionCode: '130100',
  };
  const decided = await node.call(
    'decideAffiliation',
    { params, body: { decision: 'new_organisation', organisation } },
    officer,
  );
  assert.equal(decided.status, 200, JSON.stringify(decided.body));
  assert.equal(decided.body.organisation.displayName, '河北示例研究院');
  assert.equal(decided.body.decidedBy, officer.name);
  assert.deepEqual((await authors(node)).slice(2), [
    'p2 河北示例研究院',
    'p3 河北示例研究院',
    'p4 清华大学',
  ]);
  assert.deepEqual(await waiting(node), []);
  const later = await node.importFile(
    await node.send('later.jsonl', paper('p5', '钱七\n（河北示例研究院，河北 石家庄，050000）')),
    { kind: 'papers', source: 'sample' },
  );
  assert.deepEqual(later.affiliations, { certain: 1, toReview: 0, none: 0 });
  assert.ok((await authors(node)).includes('p5 河北示例研究院'));

  // Deciding anew takes back what was said before.
  const none = await node.call(
    'decideAffiliation',
    { params, body: { decision: 'none' } },
    officer,
  );
  assert.equal(none.body.decision, 'none');
  assert.deepEqual(await authors(node), ['p1 天津大学', 'p1 清华大学', 'p4 清华大学']);
  assert.equal((await waiting(node, { decided: true }))[0]?.paperCount, 3);
  assert.deepEqual(await node.failedChecks(), []);
});

test('undo takes papers and the texts that only they carried', async (t) => {
  const node = await readyNode(t);
  const done = await node.importFile(await node.send('papers.jsonl', lines), { kind: 'papers' });
  const undone = await node.call('undoImport', { params: { importId: done.id } }, officer);
  assert.equal(undone.status, 200, JSON.stringify(undone.body));
  await node.runJob('registry.undo_import', { importId: done.id });
  for (const table of ['collaboration', 'participation', 'affiliation', 'pair']) {
    assert.equal(await node.countOf(table), 0, table);
  }
  assert.equal(await node.countOf('organisation'), 2);
});

test('papers without an id, twice in the file or of tomorrow are told', async (t) => {
  const node = await readyNode(t);
  node.setNow(new Date('2026-03-01T00:00:00Z'));
  const bad = [
    '{"title":"Without an id"}',
    paper('p1', ''),
    paper('p1', ''),
    paper('p2', '', { date: '2026-04-01' }),
    '"p3"',
  ];
  const done = await node.importFile(await node.send('bad.jsonl', bad.join('\n')), {
    kind: 'papers',
  });
  assert.equal(done.created, 1);
  assert.deepEqual(
    (await node.problemsOf(done.id)).map(({ row, code }) => [row, code]),
    [
      [1, 'key_missing'],
      [3, 'key_repeated_in_file'],
      [4, 'date_in_the_future'],
      [5, 'not_an_object'],
    ],
  );
});
