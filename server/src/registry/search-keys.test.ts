import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  fold,
  personSortKey,
  searchText,
  searchVector,
  sortKey,
  termsOf,
  titleVector,
} from './search-keys.ts';

test('a name in several scripts falls into its terms', () => {
  assert.deepEqual(termsOf('清华大学 (Tsinghua Univ.) 3D打印'), [
    { text: '清华大学', chinese: true },
    { text: 'tsinghua', chinese: false },
    { text: 'univ', chinese: false },
    { text: '3d', chinese: false },
    { text: '打印', chinese: true },
  ]);
});

test('accents, width, case and apostrophes do not matter', () => {
  assert.equal(fold('Xi’an ＭÜnchen L’École'), 'xian munchen lecole');
});

test('Chinese and Latin names stand in one order, by the sound', () => {
  const names = ['清华大学', '北京大学', 'Beihang University', '安徽大学', '重庆大学', 'Ångström'];
  assert.deepEqual(
    names.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)),
    ['安徽大学', 'Ångström', '北京大学', 'Beihang University', '重庆大学', '清华大学'],
  );
});

test('a surname is read as a surname', () => {
  assert.equal(personSortKey('单田芳'), 'shan tian fang');
  assert.equal(sortKey('单位'), 'dan wei');
});

test('a Chinese name is found by characters, pairs, pinyin and initials from anywhere', () => {
  const vector = searchVector(['北京交通大学']);
  for (const lexeme of ['交', '交通', 'beijingjiaotongdaxue', 'jiaotongdaxue', 'bjjtdx', 'jtdx']) {
    assert.ok(vector.includes(`'${lexeme}'`), `${lexeme} in ${vector}`);
  }
  assert.ok(vector.includes("'=北京交通大学'"));
  assert.ok(vector.includes("'jiaotong':1A"), 'a word for mending typing errors');
});

test('the text of names is one line each, without doubles', () => {
  assert.equal(searchText(['Xi’an Univ.', 'XIAN UNIV', '西安']), 'xian univ\n西安');
});

test('whatever a name holds, its vector has only quoted lexemes of bounded size', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { maxLength: 5 }),
      (names) => {
        const vector = searchVector(names);
        const lexemes = vector === '' ? [] : vector.split(/(?<=')(?::1A)? (?=')/);
        for (const lexeme of lexemes) {
          assert.match(lexeme, /^'[^']*'(:1A)?$/);
          assert.ok(Buffer.byteLength(lexeme) < 2000);
        }
      },
    ),
  );
});

test('a title is found by its words, its characters and its pairs of characters', () => {
  assert.equal(titleVector('热轧钢 X80'), "'热' '热轧' '轧' '轧钢' '钢' 'x80'");
  assert.equal(titleVector("l'eau"), "'leau'");
  assert.equal(titleVector(null), '');
});
