import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countryRegion, standingOf } from './region.ts';
import { countries } from './regions/countries.ts';
import { divisions } from './regions/divisions.ts';

const chongwen = {
  code: '110103',
  displayName: '崇文区',
  validFrom: null,
  validUntil: '2010-06-28',
  successorCode: '110101',
};

test('a code holds until the day it was abolished, and then names its successor', () => {
  assert.deepEqual(standingOf(chongwen, '110103', '2010-06-27'), { valid: true });
  const standing = standingOf(chongwen, '110103', '2010-06-28');
  assert.equal(standing.valid, false);
  if (standing.valid) return;
  assert.equal(standing.reason, 'region_abolished');
  assert.equal(standing.successorCode, '110101');
  assert.equal(
    standing.detail,
    '110103 崇文区 was abolished on 2010-06-28; its successor is 110101.',
  );
});

test('a code does not hold before its first day, and an unknown one never', () => {
  const founded = { ...chongwen, validFrom: '1952-01-01' };
  const early = standingOf(founded, '110103', '1951-12-31');
  assert.equal(early.valid === false && early.reason, 'region_not_yet_founded');
  const unknown = standingOf(null, '999999', '2026-01-01');
  assert.equal(unknown.valid === false && unknown.reason, 'region_not_known');
});

test('the register has 34 provinces, every county hangs somewhere, and the abolished are dated', async () => {
  const all = await divisions();
  const codes = new Set(all.map((one) => one.code));
  assert.equal(codes.size, all.length);
  assert.equal(all.filter((one) => one.level === 'province').length, 34);
  assert.equal(all.find((one) => one.code === '130000')?.nameEn, 'Hebei');
  for (const { code, parentCode, successorCode, validUntil } of all) {
    assert.match(code, /^\d{6}$/);
    assert.ok(parentCode === 'CN' || codes.has(parentCode), `${code} hangs below ${parentCode}`);
    assert.ok(successorCode === null || codes.has(successorCode), `${code} → ${successorCode}`);
    assert.ok(validUntil === null || /^\d{4}-\d{2}-\d{2}$/.test(validUntil));
    assert.equal(validUntil === null && successorCode !== null, false);
  }
  const hebei = all.filter((one) => one.parentCode === '130000').map((one) => one.code);
  assert.equal(hebei.length, 11, 'Hebei has eleven prefectures');
});

test('countries have names in both languages, and no code that GB/T 2260 has as a province', () => {
  const all = countries();
  assert.equal(all.length, 247, '249 of ISO 3166-1 without TW, HK and MO, with XK');
  assert.deepEqual(
    all.find((one) => one.code === 'DE'),
    { code: 'DE', nameZh: '德国', nameEn: 'Germany' },
  );
  assert.equal(countryRegion('hk'), '810000');
  assert.equal(countryRegion('EL'), 'GR');
  assert.equal(countryRegion('DE'), 'DE');
});
