import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CorpusDigest } from './corpus-digest.ts';

const one = { id: 'a', title: '轧辊', text: '强化', keywords: ['辊'] };
const other = { id: 'b', title: '蓝藻', text: '预报' };

function digest(...documents: (typeof other)[]): string {
  const corpus = new CorpusDigest();
  for (const document of documents) corpus.put(document);
  return corpus.value;
}

test('the same texts in any order give the same digest, others another', () => {
  assert.equal(digest(one, other), digest(other, one));
  assert.equal(digest(one, one), digest(one));
  assert.notEqual(digest(one), digest(other));
  assert.notEqual(digest(one), digest({ ...one, text: '强化 ' }));
  assert.match(digest(one, other), /^[0-9a-f]{64}$/);
  assert.equal(digest(), '0'.repeat(64));
});

test('what comes and goes leaves no trace', () => {
  const corpus = new CorpusDigest();
  corpus.put(one);
  corpus.put(other);
  corpus.put({ ...one, title: '支承辊' });
  corpus.remove('a');
  corpus.remove('nobody');
  assert.equal(corpus.value, digest(other));
});

test('parts bring it back', () => {
  const corpus = new CorpusDigest();
  corpus.put(one);
  corpus.put(other);
  const again = CorpusDigest.withParts(corpus.parts());
  assert.equal(again.value, corpus.value);
  again.remove('a');
  assert.equal(again.value, digest(other));
});
