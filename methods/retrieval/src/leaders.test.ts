import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Leaders } from './leaders.ts';

test('law: the leaders are the beginning of the whole order, and the threshold its last', () => {
  const candidate = fc.record({
    id: fc.stringMatching(/^[ab]{1,4}$/),
    score: fc.integer({ min: 1, max: 5 }),
  });
  const candidates = fc.uniqueArray(candidate, { selector: ({ id }) => id, maxLength: 30 });
  fc.assert(
    fc.property(candidates, fc.integer({ min: 1, max: 12 }), (list, limit) => {
      const leaders = new Leaders(limit);
      for (const one of list) leaders.offer(one);
      const ordered = list.toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
      assert.deepEqual(leaders.ranked(), ordered.slice(0, limit));
      assert.equal(leaders.threshold, ordered[limit - 1]?.score ?? 0);
    }),
  );
});
