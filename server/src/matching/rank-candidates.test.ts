import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sketchOf } from '@yunhe/retrieval';
import { defaultPoints } from './fit-words.ts';
import type { JudgedPart } from './match.ts';
import { type Candidate, type RankingWish, rankCandidates } from './rank-candidates.ts';

const money = (score: number | null): JudgedPart => ({
  part: 'money',
  score,
  asked: true,
  fact: null,
  speaks: null,
  openBy: score === null ? 'technology' : null,
});

const candidate = (id: string, text: number, paid: number | null, group = 'BJ'): Candidate => ({
  id,
  text,
  facts: [money(paid)],
  group,
});

const wish: RankingWish = {
  points: defaultPoints,
  limit: 10,
  spread: false,
  answered: [],
  sketch: (id) => sketchOf(id.split('')),
};

const ids = (candidates: readonly Candidate[], change: Partial<RankingWish> = {}) =>
  rankCandidates(candidates, { ...wish, ...change }).map(({ id }) => id);

test('text and facts are weighed together, and the weights decide', () => {
  const two = [candidate('near', 1, 0), candidate('paid', 0.9, 1)];
  // Of 62 points: 55 against 49.5 + 7.
  assert.deepEqual(ids(two), ['paid', 'near']);
  assert.deepEqual(ids(two, { points: { text: 90, money: 7 } }), ['near', 'paid']);
});

test('each says which part costs it most against the one above', () => {
  const ranked = rankCandidates([candidate('a', 1, 1), candidate('b', 0.95, 0)], wish);
  assert.equal(ranked[0]?.above, null);
  assert.equal(ranked[1]?.above?.id, 'a');
  assert.equal(ranked[1]?.above?.shortfall.part, 'money');
  assert.ok(Math.abs((ranked[1]?.above?.shortfall.costs ?? 0) - 7 / 62) < 1e-12);
});

test('what is missing says what it may gain', () => {
  const [only] = rankCandidates([candidate('a', 1, null)], wish);
  assert.deepEqual(
    only?.missing.map(({ part, side }) => [part, side]),
    [['money', 'technology']],
  );
  assert.ok(Math.abs((only?.missing[0]?.mayGain ?? 0) - (0.5 * 7) / 62) < 1e-12);
});

test('twins stand under the best of them and leave their places to others', () => {
  const ranked = rankCandidates(
    [candidate('abcdef', 1, 1), candidate('abcdeg', 0.9, 1), candidate('xyz', 0.2, 1)],
    wish,
  );
  assert.deepEqual(
    ranked.map(({ id, rank }) => [id, rank]),
    [
      ['abcdef', 1],
      ['xyz', 2],
    ],
  );
  assert.deepEqual(ranked[0]?.twins, [{ id: 'abcdeg', likeness: 5 / 7 }]);
});

test('what is like a refused one sinks', () => {
  const two = [candidate('abcdefgh', 1, 1), candidate('stuvwx', 0.9, 1)];
  const sketch = sketchOf('abcdefgh'.split(''));
  const answered = [{ id: 'refused', sketch, answer: 'no' as const }];
  assert.deepEqual(ids(two, { answered }), ['stuvwx', 'abcdefgh']);
});

test('a spread brings other regions forward and says the rank without it', () => {
  const four = [
    candidate('a', 1, 1),
    candidate('b', 0.95, 1),
    candidate('c', 0.9, 1),
    candidate('d', 0.85, 1, 'TJ'),
  ];
  const ranked = rankCandidates(four, { ...wish, spread: true });
  assert.deepEqual(
    ranked.map(({ id, rank, rankWithoutSpread }) => [id, rank, rankWithoutSpread]),
    [
      ['a', 1, 1],
      ['d', 2, 4],
      ['b', 3, 2],
      ['c', 4, 3],
    ],
  );
});

test('equal candidates stand in the order of their ids, and none are made of nothing', () => {
  assert.deepEqual(ids([candidate('z', 1, 1), candidate('q', 1, 1)]), ['q', 'z']);
  assert.deepEqual(ids([]), []);
});
