/** Files of other registers: small ones here, the whole ones where they lie beside the project. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { importNode, officer } from './import-testing.ts';

const shared = join(import.meta.dirname, '../../../../../shared/data');
const whole = existsSync(shared) ? {} : { skip: 'needs ../shared/data beside the repository' };

const v2 = {
  id: 'https://ror.org/03cve4549',
  names: [
    { value: 'Tsinghua University', lang: 'en', types: ['ror_display', 'label'] },
    { value: '清华大学', lang: 'zh', types: ['label'] },
    { value: 'THU', lang: null, types: ['acronym'] },
  ],
  types: ['education'],
  status: 'active',
  established: 1911,
  locations: [
    {
      geonames_id: 1816670,
      geonames_details: {
        country_code: 'CN',
        country_subdivision_code: 'BJ',
        name: 'Beijing',
        lat: 39.9,
        lng: 116.4,
      },
    },
  ],
  external_ids: [{ type: 'grid', all: ['grid.12527.33'], preferred: 'grid.12527.33' }],
  links: [{ type: 'website', value: 'https://www.tsinghua.edu.cn' }],
  relationships: [{ type: 'child', id: 'https://ror.org/02v51f717', label: 'A child' }],
};

const v1 = {
  id: 'https://ror.org/02v51f717',
  name: 'Sample Laboratory',
  aliases: ['Sample Lab'],
  acronyms: [],
  labels: [],
  types: ['Facility'],
  status: 'withdrawn',
  established: null,
  country: { country_code: 'TW' },
  addresses: [{ city: 'Taipei', lat: 25, lng: 121.5 }],
  external_ids: {},
  links: [],
  relationships: [{ type: 'Successor', id: 'https://ror.org/03cve4549', label: 'T' }],
};

test('records of ROR of both schemas come in, wrapped, packed and related', async (t) => {
  const node = await importNode(t);
  const lines = [JSON.stringify({ src: 'x', cc: 'CN', rec: v2 }), JSON.stringify(v1)].join('\n');
  const fileId = await node.send('ror.jsonl.gz', gzipSync(lines));
  const done = await node.importFile(fileId, { kind: 'ror' });
  assert.deepEqual(await node.problemsOf(done.id), []);
  assert.deepEqual([done.created, done.failed], [2, 0]);
  const find = async (value: string) =>
    (await node.call('findOrganisation', { query: { scheme: 'ror', value } }, officer)).body;
  const tsinghua = await find('03cve4549');
  assert.deepEqual(
    [tsinghua.nameZh, tsinghua.nameEn, tsinghua.kind, tsinghua.region.code],
    ['清华大学', 'Tsinghua University', 'university', '110000'],
  );
  assert.deepEqual(tsinghua.identifiers.map((one: { scheme: string }) => one.scheme).sort(), [
    'grid',
    'ror',
  ]);
  assert.deepEqual(
    tsinghua.relations.map((one: { kind: string }) => one.kind),
    ['child'],
  );
  const laboratory = await find('02v51f717');
  assert.deepEqual([laboratory.status, laboratory.region.code], ['withdrawn', '710000']);
  assert.equal(laboratory.relations[0].kind, 'successor');
  const again = await node.importFile(fileId, { kind: 'ror' });
  assert.deepEqual([again.created, again.changed, again.unchanged], [0, 0, 2]);
  assert.deepEqual(await node.failedChecks(), []);
});

const participations = [
  'rcn,role,pic,type,contribution,country,start_date,end_date,max_contribution',
  '1,coordinator,999990267,HES,317625.5,EL,2019-05-01,2022-04-30,2927875.25',
  '1,participant,999990268,PRC,NA,UK,2019-05-01,2022-04-30,2927875.25',
  '2,participant,999990267,HES,0.07,EL,2020-01-01,2021-12-31,NA',
  '2,participant,999990268,PRC,1.005,UK,2020-01-01,2021-12-31,NA',
].join('\n');

test('participations bring money to the cent and organisations not yet known', async (t) => {
  const node = await importNode(t);
  const fileId = await node.send('h2020.csv', participations);
  const done = await node.importFile(fileId, { kind: 'cordis-participations' });
  assert.deepEqual([done.created, done.failed], [3, 1]);
  const [problem] = await node.problemsOf(done.id);
  assert.deepEqual([problem?.row, problem?.code, problem?.value], [5, 'amount_invalid', '1.005']);
  const { pool } = node.database;
  const money = await pool.query(
    `select c.source_key, c.amount_minor as granted, p.amount_minor as share, c.currency
     from registry.participation p join registry.collaboration c on c.id = p.collaboration_id
     order by 1, 3 nulls last`,
  );
  assert.deepEqual(
    money.rows.map((row) => [row.source_key, row.granted, row.share, row.currency]),
    [
      ['1', '292787525', '31762550', 'EUR'],
      ['1', '292787525', null, 'EUR'],
      ['2', null, '7', null],
    ],
  );
  const held = await node.call(
    'findOrganisation',
    { query: { scheme: 'pic', value: '999990267' } },
    officer,
  );
  assert.deepEqual(
    [held.body.nameEn, held.body.kind, held.body.region.code],
    ['PIC 999990267', 'university', 'GR'],
  );

  const named = await node.importFile(
    await node.send(
      'orgs.csv',
      'name,orgId,city,country,activityType\nReal Name,999990267,ATHENS,EL,HES\n',
    ),
    { kind: 'cordis-organisations' },
  );
  assert.deepEqual([named.changed, named.problems.kept], [1, 0]);
  const now = await node.call(
    'readOrganisation',
    { params: { organisationId: held.body.id } },
    officer,
  );
  assert.deepEqual([now.body.nameEn, now.body.city], ['Real Name', 'Athens']);

  const again = await node.importFile(fileId, { kind: 'cordis-participations' });
  assert.deepEqual([again.created, again.changed, again.unchanged], [0, 0, 3]);
  const tried = await node.importFile(fileId, { kind: 'cordis-participations', dryRun: true });
  assert.deepEqual([tried.created, tried.unchanged], [0, 3]);
  assert.deepEqual(await node.failedChecks(), []);
});

test('a dry run of participations leaves no organisation behind', async (t) => {
  const node = await importNode(t);
  const fileId = await node.send('h2020.csv', participations);
  const asked = { kind: 'cordis-participations', dryRun: true };
  assert.equal((await node.importFile(fileId, asked)).created, 3);
  assert.equal(await node.countOf('organisation'), 0);
  assert.equal(await node.countOf('participation'), 0);
});

test('the list of listed companies comes in by the mapping that Yunhe brings', whole, async (t) => {
  const node = await importNode(t);
  const fileId = await node.sendFile(join(shared, 'cn-listed-companies/stock_basic.csv'));
  const looked = await node.call('inspectImportFile', { params: { fileId } }, officer);
  assert.equal(looked.body.suggestions[0].mapping, 'listed-companies');
  const done = await node.importFile(fileId, { kind: 'listed-companies' });
  assert.deepEqual([done.created, done.failed], [5_485, 0]);
  const inHebei = await node.call('listOrganisations', { query: { region: ['130000'] } }, officer);
  assert.equal(inHebei.body.total, 84);
  const inShenzhen = await node.call(
    'listOrganisations',
    { query: { region: ['440300'] } },
    officer,
  );
  assert.equal(inShenzhen.body.total, 426);
});
