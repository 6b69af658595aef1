import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { asWritten, bySound, editDistance, likelyMeant, similarTo } from './search-query.ts';

test('Chinese is asked for by pairs of characters, words by how they begin', () => {
  assert.equal(asWritten('清华大学 Tsing'), "'清华' & '华大' & '大学' & 'tsing':*");
  assert.equal(asWritten('清'), "'清'");
  assert.equal(asWritten('Plasma Physics'), "'plasma':* & 'physics':*");
  assert.equal(asWritten('😀 …'), null);
});

test('a word that very many names have is asked for itself and as one of several', () => {
  assert.equal(
    asWritten('Institute of Physics'),
    "('institute' | 'institutes') & 'of' & 'physics':*",
  );
  assert.equal(asWritten('academy'), "('academy' | 'academies')");
  assert.equal(asWritten('universit'), "'universit':*", 'not yet typed in full');
});

test('a homophone is found by its sound', () => {
  assert.equal(bySound('清化大学'), "'qinghuadaxue':*");
  assert.equal(bySound('清华大学'), bySound('清化大学'));
  assert.equal(bySound('tsinghua'), null, 'nothing Chinese was typed');
});

test('a wrong character may be left out, an unknown word is replaced', () => {
  assert.equal(similarTo('清毕大', new Map()), "('毕' & '大') | ('清' & '大') | ('清' & '毕')");
  assert.equal(similarTo('清毕', new Map()), null, 'one of two characters is no name');
  assert.equal(
    similarTo('tsinghau university', new Map([['tsinghau', ['tsinghua']]])),
    "('tsinghua') & ('university' | 'universities')",
  );
  assert.equal(similarTo('xqzw', new Map([['xqzw', []]])), null);
});

test('the distance counts letters put in, left out, changed and swapped', () => {
  // Worked by hand: one swap; one change; k→s, e→i, +g; all five put in.
  assert.equal(editDistance('tsinghau', 'tsinghua'), 1);
  assert.equal(editDistance('fodan', 'fudan'), 1);
  assert.equal(editDistance('kitten', 'sitting'), 3);
  assert.equal(editDistance('', 'fudan'), 5);
});

test('the distance is symmetric, zero only for the same word, and no more than the longer one', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      const distance = editDistance(a, b);
      assert.equal(distance, editDistance(b, a));
      assert.equal(distance === 0, a === b);
      assert.ok(distance <= Math.max(a.length, b.length));
      assert.ok(distance >= Math.abs(a.length - b.length));
    }),
  );
});

test('of words that look alike only the nearest are meant', () => {
  assert.deepEqual(likelyMeant('tsingua', ['lingua', 'tsinghua']), ['tsinghua']);
  assert.deepEqual(likelyMeant('fodan', ['sudan', 'fodor']), [], 'short words forgive one slip');
});
