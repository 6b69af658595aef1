import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importNode, officer } from './import-testing.ts';
import { runImport } from './run-import.ts';

const file = [
  '单位名称,英文名称,统一社会信用代码,类型,地区,网址,成立年份,上级单位',
  '清华大学,Tsinghua University,12100000400000624D,高校,北京市,https://www.tsinghua.edu.cn,1911,',
  '天津滨海示例研究院,,,科研院所,120116,www.example.org,2015,清华大学',
  '河北示例装备有限公司,Hebei Sample Equipment,,企业,石家庄市,,2001-05-01,',
].join('\n');

test('a table becomes organisations with names, places, identifiers and parents', async (t) => {
  const node = await importNode(t);
  const fileId = await node.send('members.csv', file);
  const looked = await node.call('inspectImportFile', { params: { fileId } }, officer);
  assert.equal(looked.status, 200);
  assert.equal(looked.body.encoding, 'utf-8');
  assert.equal(looked.body.suggestions[0].kind, 'organisations');
  assert.deepEqual(looked.body.suggestions[0].columns, {
    nameZh: '单位名称',
    nameEn: '英文名称',
    kind: '类型',
    region: '地区',
    uscc: '统一社会信用代码',
    website: '网址',
    established: '成立年份',
    parent: '上级单位',
  });
  const done = await node.importFile(fileId, { kind: 'organisations', source: 'members' });
  assert.deepEqual(await node.problemsOf(done.id), []);
  assert.deepEqual(
    [done.state, done.rowsRead, done.created, done.failed, done.percent],
    ['finished', 3, 3, 0, 100],
  );
  const list = await node.call('listOrganisations', { query: { sort: 'name' } }, officer);
  const seen = list.body.items.map((one: { displayName: string; kind: string; region: object }) => [
    one.displayName,
    one.kind,
    (one.region as { code: string }).code,
  ]);
  assert.deepEqual(seen, [
    ['河北示例装备有限公司', 'enterprise', '130100'],
    ['清华大学', 'university', '110000'],
    ['天津滨海示例研究院', 'research_institute', '120116'],
  ]);
  const held = await node.call(
    'findOrganisation',
    { query: { scheme: 'uscc', value: '12100000400000624D' } },
    officer,
  );
  assert.equal(held.body.nameEn, 'Tsinghua University');
  assert.equal(held.body.branchCount, 1);
  assert.equal(held.body.provenance.nameZh.source, 'members');
  assert.equal(held.body.provenance.nameZh.importId, done.id);
  const found = await node.call('listOrganisations', { query: { q: 'qinghuadaxue' } }, officer);
  assert.equal(found.body.items[0].displayName, '清华大学');
  assert.deepEqual(await node.failedChecks(), []);
});

test('the same file twice changes nothing and tells nobody but that it ended', async (t) => {
  const node = await importNode(t);
  const fileId = await node.send('members.csv', file);
  await node.importFile(fileId, { kind: 'organisations' });
  const tables = ['organisation', 'organisation_name', 'identifier', 'source_key', 'relation'];
  const rowsOf = async () => {
    const all = [];
    for (const table of tables) {
      const found = await node.database.pool.query(`select * from registry.${table} order by 1, 2`);
      all.push(found.rows);
    }
    return all;
  };
  const before = await rowsOf();
  const events = await node.eventTypes();
  const again = await node.importFile(fileId, { kind: 'organisations' });
  assert.deepEqual([again.created, again.changed, again.unchanged, again.failed], [0, 0, 3, 0]);
  assert.deepEqual(await rowsOf(), before);
  assert.deepEqual((await node.eventTypes()).slice(events.length), ['registry.import_finished']);
});

test('a dry run counts and judges, and writes nothing', async (t) => {
  const node = await importNode(t);
  const fileId = await node.send('members.csv', `${file}\n,,,,,,,`.replace('石家庄市', '石家庄港'));
  const tried = await node.importFile(fileId, { kind: 'organisations', dryRun: true });
  assert.deepEqual([tried.created, tried.failed], [2, 1]);
  const [problem] = await node.problemsOf(tried.id);
  assert.deepEqual(
    [problem?.row, problem?.column, problem?.code, problem?.value],
    [4, 'region', 'region_not_known', '石家庄港'],
  );
  assert.equal(await node.countOf('organisation'), 0);
  assert.deepEqual(await node.eventTypes(), ['registry.regions_loaded']);
  assert.equal(tried.may.undo, false);
});

test('what a person entered stays, and the import says so', async (t) => {
  const node = await importNode(t);
  const fileId = await node.send('members.csv', file);
  const first = await node.importFile(fileId, { kind: 'organisations', source: 'members' });
  assert.equal(first.created, 3);
  const found = await node.call(
    'findOrganisation',
    { query: { scheme: 'uscc', value: '12100000400000624D' } },
    officer,
  );
  const edited = await node.call(
    'editOrganisation',
    {
      params: { organisationId: found.body.id },
      body: { website: 'https://tsinghua.example' },
      revision: found.body.revision,
    },
    officer,
  );
  assert.equal(edited.status, 200, JSON.stringify(edited.body));
  const changed = file
    .replace('https://www.tsinghua.edu.cn', 'https://new.tsinghua.edu.cn')
    .replace('1911', '1912');
  const again = await node.importFile(await node.send('members.csv', changed), {
    kind: 'organisations',
    source: 'members',
  });
  assert.deepEqual([again.created, again.changed, again.unchanged], [0, 1, 2]);
  const [problem] = await node.problemsOf(again.id);
  assert.deepEqual(
    [problem?.row, problem?.gravity, problem?.code, problem?.detail],
    [
      2,
      'kept',
      'entered_by_a_person',
      'A person entered https://tsinghua.example; it stays, and https://new.tsinghua.edu.cn ' +
        'was not taken.',
    ],
  );
  const now = await node.call(
    'readOrganisation',
    { params: { organisationId: found.body.id } },
    officer,
  );
  assert.equal(now.body.website, 'https://tsinghua.example');
  assert.equal(now.body.established, 1912);
});

test('undo takes back what is as the import left it, and keeps the rest with reasons', async (t) => {
  const node = await importNode(t);
  const first = await node.importFile(await node.send('members.csv', file), {
    kind: 'organisations',
    source: 'members',
  });
  const renewed = await node.importFile(
    await node.send(
      'members.csv',
      file.replace('1911', '1910').replace('2001-05-01', '2002-05-01'),
    ),
    { kind: 'organisations', source: 'members' },
  );
  assert.equal(renewed.changed, 2);
  const undone = await node.call('undoImport', { params: { importId: renewed.id } }, officer);
  assert.equal(undone.status, 200, JSON.stringify(undone.body));
  await node.runJob('registry.undo_import', { importId: renewed.id });
  const read = await node.call('readImport', { params: { importId: renewed.id } }, officer);
  assert.equal(read.body.state, 'undone');
  assert.deepEqual(
    { takenBack: read.body.undone.takenBack, kept: read.body.undone.kept },
    { takenBack: 2, kept: 0 },
  );
  const tsinghua = await node.call(
    'findOrganisation',
    { query: { scheme: 'uscc', value: '12100000400000624D' } },
    officer,
  );
  assert.equal(tsinghua.body.established, 1911);
  assert.equal(tsinghua.body.provenance.established.importId, first.id);

  // The first import has been changed by the second and by its undo for two of three records.
  const again = await node.call('undoImport', { params: { importId: first.id } }, officer);
  assert.equal(again.status, 200, JSON.stringify(again.body));
  await node.runJob('registry.undo_import', { importId: first.id });
  const kept = await node.problemsOf(first.id);
  assert.deepEqual(kept.map((one) => [one.code, one.value]).sort(), [
    ['organisation_changed_since', '河北示例装备有限公司'],
    ['organisation_changed_since', '清华大学'],
  ]);
  assert.equal(await node.countOf('organisation'), 2);
  assert.deepEqual(await node.failedChecks(), []);
  const types = await node.eventTypes();
  assert.equal(types.filter((type) => type === 'registry.import_undone').length, 2);
});

test('undo of records that are merged or used is refused with every reason', async (t) => {
  const node = await importNode(t);
  const done = await node.importFile(
    await node.send('two.csv', 'name,region\nOne Sample,110000\nTwo Sample,110000\n'),
    { kind: 'organisations' },
  );
  const list = await node.call('listOrganisations', { query: { sort: 'name' } }, officer);
  const [one, two] = list.body.items;
  const merged = await node.call(
    'mergeOrganisation',
    { params: { organisationId: one.id }, body: { successorId: two.id }, revision: 1 },
    officer,
  );
  assert.equal(merged.status, 200, JSON.stringify(merged.body));
  const refused = await node.call('undoImport', { params: { importId: done.id } }, officer);
  assert.equal(refused.status, 409);
  assert.equal(refused.body.code, 'nothing_can_be_undone');
  assert.deepEqual(
    refused.body.reasons.map((reason: { code: string }) => reason.code),
    ['organisation_merged', 'organisation_merged'],
  );
  const read = await node.call('readImport', { params: { importId: done.id } }, officer);
  assert.equal(read.body.state, 'finished');
  assert.equal(await node.countOf('organisation'), 2);
});

test('an import goes on where it stopped, and counts every row once', async (t) => {
  const node = await importNode(t);
  const names = Array.from({ length: 2_500 }, (_, at) => `Sample Institute ${at}`);
  const fileId = await node.send('many.csv', `name\n${names.join('\n')}\n`);
  const body = { fileId, kind: 'organisations', dryRun: false };
  const started = await node.call('startImport', { body }, officer);
  const importId = started.body.id;
  // The third batch dies with the process; two are committed.
  const { pool } = node.database;
  await pool.query(`create function die() returns trigger language plpgsql as $$
    begin
      if new.name_en = 'Sample Institute 2200' then
        raise exception 'terminating connection' using errcode = '57P01';
      end if;
      return new;
    end $$`);
  await pool.query(
    'create trigger die before insert on registry.organisation for each row execute function die()',
  );
  await assert.rejects(node.runJob('registry.run_import', { importId }));
  const half = await node.call('readImport', { params: { importId } }, officer);
  assert.deepEqual([half.body.state, half.body.rowsRead], ['running', 2_000]);
  await pool.query('drop trigger die on registry.organisation');
  await node.runJob('registry.resume_imports');
  const whole = await node.call('readImport', { params: { importId } }, officer);
  assert.deepEqual(
    [whole.body.state, whole.body.rowsRead, whole.body.created, whole.body.rowsTotal],
    ['finished', 2_500, 2_500, 2_500],
  );
  assert.equal(await node.countOf('organisation'), 2_500);
});

test('a waiting import can be cancelled, one that is over cannot', async (t) => {
  const node = await importNode(t);
  const fileId = await node.send('members.csv', file);
  const body = { fileId, kind: 'organisations', dryRun: false };
  const started = await node.call('startImport', { body }, officer);
  const params = { importId: started.body.id };
  const cancelled = await node.call('cancelImport', { params }, officer);
  assert.equal(cancelled.body.state, 'cancelled');
  await node.runJob('registry.run_import', { importId: started.body.id });
  assert.equal(await node.countOf('organisation'), 0);
  const again = await node.call('cancelImport', { params }, officer);
  assert.deepEqual([again.status, again.body.code], [409, 'import_is_over']);
});

test('a running import stops after its batch, keeps what is written, and can be undone', async (t) => {
  const node = await importNode(t);
  const names = Array.from({ length: 3_500 }, (_, at) => `Sample Institute ${at}`);
  const fileId = await node.send('many.csv', `name\n${names.join('\n')}\n`);
  const body = { fileId, kind: 'organisations', dryRun: false };
  const importId = (await node.call('startImport', { body }, officer)).body.id;
  const params = { importId };
  let asked: Promise<unknown> | undefined;
  await runImport(node.jobContext, {
    importId,
    onProgress: () => {
      asked ??= node.call('cancelImport', { params }, officer);
    },
  });
  await asked;
  const stopped = (await node.call('readImport', { params }, officer)).body;
  assert.equal(stopped.state, 'cancelled');
  assert.ok(stopped.rowsRead >= 1_000 && stopped.rowsRead < 3_500, `${stopped.rowsRead} rows`);
  assert.equal(await node.countOf('organisation'), stopped.rowsRead);
  assert.equal((await node.call('undoImport', { params }, officer)).status, 200);
  await node.runJob('registry.undo_import', { importId });
  assert.equal(await node.countOf('organisation'), 0);
});

test('two workers on one import do the work once', async (t) => {
  const node = await importNode(t);
  const fileId = await node.send('members.csv', file);
  const body = { fileId, kind: 'organisations', dryRun: false };
  const started = await node.call('startImport', { body }, officer);
  const work = () => node.runJob('registry.run_import', { importId: started.body.id });
  await Promise.all([work(), work(), work()]);
  const params = { importId: started.body.id };
  const done = await node.call('readImport', { params }, officer);
  assert.deepEqual([done.body.rowsRead, done.body.created], [3, 3]);
});

test('mappings are saved by kind and name, used by name and deleted', async (t) => {
  const node = await importNode(t);
  const mapping = {
    name: 'our list',
    kind: 'organisations',
    columns: { nameZh: '叫什么' },
    constants: { kind: 'enterprise' },
  };
  const saved = await node.call('saveImportMapping', { body: mapping }, officer);
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  const fileId = await node.send('ours.csv', '叫什么\n示例公司\n');
  const done = await node.importFile(fileId, { kind: 'organisations', mapping: 'our list' });
  assert.equal(done.created, 1);
  const list = await node.call('listOrganisations', {}, officer);
  assert.equal(list.body.items[0].kind, 'enterprise');
  const all = await node.call('listImportMappings', { query: { kind: 'organisations' } }, officer);
  assert.deepEqual(
    all.body.items.map((one: { name: string; builtIn: boolean }) => [one.name, one.builtIn]),
    [
      ['listed-companies', true],
      ['our list', false],
    ],
  );
  const builtIn = all.body.items[0].id;
  const no = await node.call('deleteImportMapping', { params: { mappingId: builtIn } }, officer);
  assert.deepEqual([no.status, no.body.code], [409, 'mapping_is_built_in']);
  const params = { mappingId: saved.body.id };
  assert.equal((await node.call('deleteImportMapping', { params }, officer)).status, 204);
});

test('a file comes over HTTP as it is, and only officers may send one', async (t) => {
  const node = await importNode(t);
  const headers = {
    'content-type': 'application/octet-stream',
    'x-file-name': encodeURIComponent('名单 2026.csv'),
  };
  const refused = await node.call('uploadImportFile', { headers, body: Buffer.from(file) });
  assert.equal(refused.status, 401);
  const sent = await node.call('uploadImportFile', { headers, body: Buffer.from(file) }, officer);
  assert.equal(sent.status, 201, JSON.stringify(sent.body));
  assert.equal(sent.body.name, '名单 2026.csv');
  assert.equal(sent.body.bytes, Buffer.byteLength(file));
  assert.match(sent.body.digest, /^[0-9a-f]{64}$/);
  const empty = await node.call('uploadImportFile', { headers, body: Buffer.alloc(0) }, officer);
  assert.deepEqual([empty.status, empty.body.code], [422, 'file_empty']);
});
