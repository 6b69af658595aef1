import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHINESE_POSTCODES, regionOfPostcode } from './postcodes.ts';

test('postcodes lie where the post says', () => {
  const known: [string, string][] = [
    ['100190', '110000'], // 中关村
    ['300072', '120000'], // 天津大学
    ['050024', '130100'], // 河北师范大学
    ['063210', '130200'], // 华北理工大学
    ['066004', '130300'], // 燕山大学
    ['056038', '130400'], // 河北工程大学
    ['071002', '130600'], // 河北大学
    ['065000', '131000'], // 廊坊
    ['430074', '420000'], // 华中科技大学
    ['710049', '610000'], // 西安交通大学
    ['830011', '650000'], // 乌鲁木齐
    ['750021', '640000'], // 银川
    ['750306', '150000'], // 阿拉善盟, under a number of Ningxia
    ['999077', '810000'],
  ];
  for (const [postcode, region] of known)
    assert.equal(regionOfPostcode(postcode), region, postcode);
  assert.equal(regionOfPostcode('900000'), null);
  assert.equal(regionOfPostcode(''), null);
});

test('no prefix stands twice in the plan', () => {
  const prefixes = CHINESE_POSTCODES.map((entry) => entry.prefix);
  assert.equal(new Set(prefixes).size, prefixes.length);
});
