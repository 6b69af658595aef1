import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createIndex, createMatcher, type Query } from '../src/index.ts';
import { type Collection, cranfield, npl, ungraded } from './classic-collections.ts';
import { mean, ndcgAt10 } from './measures.ts';
import { absent } from './shared-data.ts';

const skip = absent('ir-classic');

interface Ranking {
  search(query: Query, options: { limit: number; reasons: number }): { id: string }[];
}

function meanNdcg(ranking: Ranking, { queries, judged }: Collection): number {
  const each = Array.from(queries, ([number, query]) => {
    const ids = ranking.search(query, { limit: 10, reasons: 0 }).map((hit) => hit.id);
    return ndcgAt10(ids, judged.get(number) as ReadonlyMap<string, number>);
  });
  return mean(each);
}

function filled<Held extends { put(document: { id: string; title: string; text: string }): void }>(
  held: Held,
  { documents }: Collection,
): Held {
  for (const document of documents) held.put(document);
  return held;
}

test('NPL: nDCG@10 above the baseline of 0.398, and more with meaning', { skip }, (t) => {
  const collection = npl();
  const { documents, queries, judged } = collection;
  assert.deepEqual([documents.length, queries.size, judged.size], [11_429, 93, 93]);
  const words = meanNdcg(filled(createIndex(), collection), collection);
  const matcher = filled(createMatcher(), collection);
  matcher.learn();
  const both = meanNdcg(matcher, collection);
  t.diagnostic(`nDCG@10 ${both.toFixed(3)}, by words alone ${words.toFixed(3)}`);
  assert.ok(words >= 0.43, `measured 0.443, now ${words}`);
  assert.ok(both >= 0.44, `measured 0.453, now ${both}`);
});

test('Cranfield: nDCG@10 above the baseline of 0.371, and more with meaning', { skip }, (t) => {
  const collection = cranfield();
  const { documents, queries, judged } = collection;
  assert.deepEqual([documents.length, queries.size, judged.size], [1_400, 225, 225]);
  const index = filled(createIndex(), collection);
  const words = meanNdcg(index, collection);
  const plain = meanNdcg(index, ungraded(collection));
  const matcher = filled(createMatcher(), collection);
  matcher.learn();
  const both = meanNdcg(matcher, collection);
  t.diagnostic(`nDCG@10 ${both.toFixed(3)}, by words alone ${words.toFixed(3)}`);
  assert.ok(plain >= 0.385, `measured 0.396 without grades, now ${plain}`);
  assert.ok(words >= 0.37, `measured 0.378, now ${words}`);
  assert.ok(both >= 0.41, `measured 0.414, now ${both}`);
});
