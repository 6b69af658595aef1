import assert from 'node:assert/strict';
import { test } from 'node:test';
import { likenessOf } from './likeness.ts';

test('the same name in other dots and dress is the same', () => {
  assert.deepEqual(likenessOf('Xi’an Univ.', 'XIAN UNIV'), { similarity: 1, because: 'same_name' });
});

test('a homophone is nearly the same', () => {
  assert.equal(likenessOf('清化大学', '清华大学').because, 'same_sound');
});

test('pairs in common count, the edges included', () => {
  // " 天津大学 " and " 天津大学院 " have 4 of 5 and 6 pairs in common: 2·4/11.
  const { similarity, because } = likenessOf('天津大学', '天津大学院');
  assert.equal(because, 'similar_name');
  assert.ok(Math.abs(similarity - 8 / 11) < 1e-9);
  assert.equal(likenessOf('天津', 'berlin').similarity, 0);
});
