import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { createResolver, splitAffiliations } from '@yunhe/affiliation';
import { type RorOrganisation, readRorRecord, regionCodeOf } from './ror.ts';

const shared = new URL('../../../../../shared/data/', import.meta.url);
const rorDump = new URL('ror/ror_latest_from_records.jsonl.gz', shared);
const papers = new URL('chinaxiv/papers.jsonl.gz', shared);
const absent = (file: URL) =>
  existsSync(file) ? false : `needs ${file.pathname.split('/shared/')[1]} in ../shared`;

// Facts of two records (ROR, CC0 1.0), shortened.
const tsinghuaLabV1 = {
  id: 'https://ror.org/023ht6a36',
  name: 'State Key Laboratory of Automobile Safety and Energy Conservation',
  aliases: ['State Key Lab of Automobile Safety and Energy Conservation'],
  acronyms: ['SKL'],
  labels: [{ label: '汽车安全与节能国家重点实验室', iso639: 'zh' }],
  links: ['http://www.ase.tsinghua.edu.cn'],
  country: { country_name: 'China', country_code: 'CN' },
  addresses: [
    {
      lat: 39.9075,
      lng: 116.39723,
      city: 'Beijing',
      geonames_city: {
        id: 1816670,
        city: 'Beijing',
        geonames_admin1: { name: 'Beijing', code: 'CN.22' },
      },
    },
  ],
  types: ['Facility'],
  status: 'active',
  established: null,
  external_ids: {
    GRID: { preferred: 'grid.484717.9', all: 'grid.484717.9' },
    ISNI: { preferred: null, all: ['0000 0004 7863 4214', '0000 0004 1936 7301'] },
    OrgRef: { preferred: null, all: ['1'] },
  },
  relationships: [{ label: 'Tsinghua', type: 'Parent', id: 'https://ror.org/03cve4549' }],
};
const hebeiV2 = {
  id: 'https://ror.org/01p884a79',
  names: [
    { lang: null, types: ['acronym'], value: 'HBU' },
    { lang: 'zh', types: ['label'], value: '河北大学' },
    { lang: 'en', types: ['ror_display', 'label'], value: 'Hebei University' },
    { lang: 'en', types: ['alias'], value: 'Tientsin Kung Shang College' },
  ],
  locations: [
    {
      geonames_id: 1816971,
      geonames_details: {
        name: 'Baoding',
        country_code: 'CN',
        country_subdivision_code: 'HE',
        country_subdivision_name: 'Hebei',
        lat: 38.85,
        lng: 115.49,
      },
    },
  ],
  types: ['education', 'funder'],
  status: 'active',
  established: 1921,
  external_ids: [{ type: 'fundref', preferred: null, all: ['501100008169'] }],
  links: [{ type: 'website', value: 'http://www.hbu.edu.cn' }],
  relationships: [],
};

test('both schemas are read into one shape', () => {
  const lab = readRorRecord(tsinghuaLabV1) as RorOrganisation;
  assert.equal(lab.ror, '023ht6a36');
  assert.deepEqual(
    lab.names.map(({ lang, kind }) => [lang, kind]),
    [
      [null, 'label'],
      ['zh', 'label'],
      [null, 'alias'],
      [null, 'acronym'],
    ],
  );
  assert.deepEqual(lab.types, ['facility']);
  assert.deepEqual(lab.identifiers, [
    { scheme: 'grid', value: 'grid.484717.9' },
    { scheme: 'isni', value: '0000000478634214' },
  ]);
  assert.deepEqual(lab.refusedIdentifiers, [
    { scheme: 'isni', value: '0000 0004 1936 7301', reason: 'isni_check_fails' },
  ]);
  assert.deepEqual(lab.relationships, [{ type: 'parent', ror: '03cve4549' }]);
  assert.equal(regionCodeOf(lab), '110000');

  const university = readRorRecord(hebeiV2) as RorOrganisation;
  assert.equal(university.names[0]?.text, 'Hebei University');
  assert.equal(university.subdivisionCode, 'CN-HE');
  assert.equal(university.geonamesId, 1816971);
  assert.deepEqual(university.links, ['http://www.hbu.edu.cn']);
  assert.deepEqual(university.identifiers, [{ scheme: 'crossref_funder', value: '501100008169' }]);
  assert.equal(regionCodeOf(university), '130600');
});

test('a record that is none is a problem and no error', () => {
  for (const record of [null, 7, [], {}, { id: 'https://ror.org/03cve4548', name: 'X' }]) {
    assert.ok('problem' in readRorRecord(record));
  }
  assert.deepEqual(readRorRecord({ id: '03cve4549', names: [{ value: ' ' }] }), {
    problem: 'ror_record_has_no_name',
    detail: '03cve4549',
  });
});

test('places of China become codes of GB/T 2260, as deep as is clear', () => {
  const code = (subdivisionCode: string | null, city: string | null, countryCode = 'CN') =>
    regionCodeOf({ countryCode, subdivisionCode, city });
  assert.equal(code('CN-HE', 'Langfang Shi'), '131000');
  assert.equal(code('CN.10', 'Qinhuangdao'), '130300');
  assert.equal(code('CN.28', 'Tianjin'), '120000');
  assert.equal(code(null, 'Shijiazhuang'), '130100');
  assert.equal(code(null, 'Ürümqi'), '650100');
  assert.equal(code('CN-SN', 'Xi’an'), '610100');
  assert.equal(code('CN-AH', 'Suzhou'), '341300');
  assert.equal(code(null, 'Suzhou'), null);
  assert.equal(code('CN-HE', 'Nowhere'), '130000');
  assert.equal(code(null, 'Boston', 'US'), 'US');
});

function readOrganisations(): RorOrganisation[] {
  const lines = gunzipSync(readFileSync(rorDump)).toString().trim().split('\n');
  return lines.map((line) => {
    const organisation = readRorRecord(JSON.parse(line).rec);
    if ('problem' in organisation)
      throw new Error(`${organisation.problem}: ${line.slice(0, 200)}`);
    return organisation;
  });
}

function resolverOf(organisations: readonly RorOrganisation[]) {
  const divisions = readFileSync(new URL('../regions/gbt2260.tsv', import.meta.url), 'utf8');
  const regions = divisions
    .split('\n')
    .filter((line) => /^[0-9]{6}\t/.test(line))
    .map((line) => {
      const [code, name, english] = line.split('\t') as [string, string, string?];
      const within = code.endsWith('00') ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`;
      const parentCode = code.endsWith('0000') ? null : within;
      return { code, name, parentCode, otherNames: english ? [english] : [] };
    });
  return createResolver({
    regions,
    organisations: organisations
      .filter((organisation) => organisation.status !== 'withdrawn')
      .map((organisation) => ({
        id: organisation.ror,
        names: organisation.names,
        regionCode: regionCodeOf(organisation),
        parentIds: organisation.relationships
          .filter((relationship) => relationship.type === 'parent')
          .map((relationship) => relationship.ror),
      })),
  });
}

test('the whole dump is read, and affiliations resolve to it', { skip: absent(rorDump) }, (t) => {
  const organisations = readOrganisations();
  assert.equal(organisations.length, 51_370);
  const chinese = organisations.filter((organisation) => organisation.countryCode === 'CN');
  // Without a subdivision and with a city of a double name the region stays open.
  assert.ok(chinese.filter((organisation) => regionCodeOf(organisation) !== null).length > 2_150);

  const resolve = resolverOf(organisations);
  const reference = JSON.parse(
    readFileSync(
      new URL('../../../../methods/affiliation/reference/affiliations-200.json', import.meta.url),
      'utf8',
    ),
  ).affiliations as { text: string; group: string; ror: string | null; alsoRight?: string[] }[];
  assert.equal(reference.length, 200);
  const region = reference.filter((labelled) => labelled.group === 'beijing_tianjin_hebei');
  const answered = region.flatMap((labelled) => {
    const { certain, candidates } = resolve(labelled.text);
    return certain && candidates[0] !== undefined ? [[labelled, candidates[0]] as const] : [];
  });
  const right = answered.filter(
    ([{ ror, alsoRight }, { organisationId }]) =>
      organisationId === ror || (alsoRight ?? []).includes(organisationId),
  ).length;
  const precision = right / answered.length;
  const recall = right / region.filter((labelled) => labelled.ror !== null).length;
  t.diagnostic(`precision ${precision.toFixed(3)} recall ${recall.toFixed(3)}`);
  assert.ok(precision >= 0.95, `precision ${precision}`);
  assert.ok(recall >= 0.8, `recall ${recall}`);
});

test('all headers of ChinaXiv are split and resolved in a few seconds', {
  skip: absent(rorDump) || absent(papers),
}, (t) => {
  const organisations = readOrganisations();
  const headers = gunzipSync(readFileSync(papers)).toString().trim().split('\n');
  const startedAt = performance.now();
  const resolve = resolverOf(organisations);
  let resolved = 0;
  let certain = 0;
  for (const line of headers) {
    for (const { text } of splitAffiliations(JSON.parse(line).header).affiliations) {
      resolved += 1;
      if (resolve(text).certain) certain += 1;
    }
  }
  const seconds = (performance.now() - startedAt) / 1000;
  t.diagnostic(`${resolved} affiliations, ${certain} certain, ${seconds.toFixed(1)} s`);
  assert.ok(resolved > 20_000 && certain > 10_000);
  assert.ok(seconds < 15, `${seconds} s`);
});
