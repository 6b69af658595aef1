import assert from 'node:assert/strict';
import { test } from 'node:test';
import { searchLexemes, searchQuery } from './search-text.ts';

test('what is typed asks for all its terms, and letters may go on', () => {
  assert.equal(searchQuery('轧辊'), "'轧' & '轧辊' & '辊'");
  assert.equal(searchQuery('COAT'), "'coat':*");
  assert.equal(searchQuery(' ，。 '), null);
});

test('signs of the query language are words like others', () => {
  assert.equal(searchQuery("a' | !b"), "'b':*");
  assert.doesNotMatch(searchQuery("x'y\\z & (w") ?? '', /[|!()]/);
});

test('each term is kept once', () => {
  assert.deepEqual(searchLexemes(['轧辊', null, '轧辊']), ['轧', '轧辊', '辊']);
});
