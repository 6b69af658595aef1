import assert from 'node:assert/strict';
import { test } from 'node:test';
import { articleNumber } from './article-words.ts';

test('articles are counted as Chinese law counts them', () => {
  const counted = [1, 10, 12, 20, 21, 100, 103, 110, 999].map((one) => articleNumber('zh', one));
  assert.deepEqual(counted, [
    '一',
    '十',
    '十二',
    '二十',
    '二十一',
    '一百',
    '一百零三',
    '一百一十',
    '九百九十九',
  ]);
  assert.equal(articleNumber('en', 12), '12');
});
