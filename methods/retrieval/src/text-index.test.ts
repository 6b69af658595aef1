import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createIndex, loadIndex } from './create-index.ts';
import type { TextDocument } from './document.ts';
import { DEFAULT_SETTINGS } from './settings.ts';

const WORDS = ['battery', 'cathodes', '锂电池', '正极', '盐碱地', '土壤', 'LiFePO4', 'soil', '钛'];
const words = fc.array(fc.constantFrom(...WORDS), { maxLength: 6 }).map((list) => list.join(' '));
const documents = fc.uniqueArray(
  fc.record({ id: fc.stringMatching(/^[a-z]{1,3}$/), title: words, text: words, keywords: words }),
  { selector: (document) => document.id, maxLength: 12 },
);

function indexOf(list: readonly TextDocument[]) {
  const index = createIndex();
  for (const document of list) index.put(document);
  return index;
}

test('the score is that of the formula', () => {
  // One document: rarity ln(1 + 0.5 / 1.5) = ln 4/3; fields of average length, so unit weights are
  // the field weights: a word once in the text gives 1, once in the title 2 × 2.2 / (2 + 1.2).
  const rarity = Math.log(4 / 3);
  const index = indexOf([{ id: 'a', title: 'titanium', text: 'battery' }]);
  assert.ok(Math.abs(index.score('battery', 'a') - rarity) < 1e-12);
  assert.ok(Math.abs(index.score('titanium', 'a') - rarity * 1.375) < 1e-12);
  // A word in the title of the query counts twice: 2 × 3 / (2 + 2).
  assert.ok(Math.abs(index.score({ title: 'battery' }, 'a') - rarity * 1.5) < 1e-12);
});

test('a shorter text, a rarer word and the title come first', () => {
  const index = indexOf([
    { id: 'long', title: '', text: 'soil and water and wind and sun and more sand' },
    { id: 'short', title: '', text: 'soil' },
    { id: 'title', title: 'soil', text: '' },
    { id: 'rare', title: '', text: 'titanium' },
  ]);
  const ids = (query: string) => index.search(query).map((hit) => hit.id);
  assert.deepEqual(ids('soil'), ['title', 'short', 'long']);
  assert.equal(ids('soil titanium')[0], 'rare');
});

test('names the words that carried a hit as the document writes them', () => {
  const index = indexOf([
    { id: 'a', title: '磷酸铁锂', text: 'Cathodes for cars', keywords: ['正极', 'LiFePO4'] },
    { id: 'b', title: '', text: '土壤' },
  ]);
  const [hit] = index.search('cathode 磷酸铁锂电池 正极');
  assert.equal(hit?.id, 'a');
  assert.deepEqual(
    hit.why.map(({ word, field }) => [word, field]),
    [
      ['磷酸铁锂', 'title'],
      ['正极', 'keywords'],
      ['Cathodes', 'text'],
    ],
  );
  const sum = hit.why.reduce((total, { share }) => total + share, 0);
  assert.ok(Math.abs(sum - 1) < 1e-9);
});

test('a single character can be asked for, and is named when nothing longer carried', () => {
  const [hit] = indexOf([{ id: 'a', title: '钛合金', text: '' }]).search('钛');
  assert.deepEqual(hit?.why, [{ word: '钛', field: 'title', share: 1 }]);
});

test('nothing in common is no hit', () => {
  const index = indexOf([{ id: 'a', title: 'soil', text: '' }]);
  assert.deepEqual(index.search('battery'), []);
  assert.deepEqual(index.search(''), []);
  assert.deepEqual(index.search('the'), []);
  assert.deepEqual(createIndex().search('soil'), []);
});

test('equal scores are ordered by id, and a filter comes before the limit', () => {
  const same = ['c', 'a', 'd', 'b'].map((id) => ({ id, title: 'soil', text: '' }));
  const index = indexOf(same);
  const ids = (filter?: (id: string) => boolean) =>
    index.search('soil', { limit: 2, ...(filter && { filter }) }).map((hit) => hit.id);
  assert.deepEqual(ids(), ['a', 'b']);
  assert.deepEqual(
    ids((id) => id > 'b'),
    ['c', 'd'],
  );
});

test('a filter that throws leaves the index as it was', () => {
  const index = indexOf([{ id: 'a', title: 'soil', text: '' }]);
  const before = index.search('soil');
  const filter = () => {
    throw new Error('from the caller');
  };
  assert.throws(() => index.search('soil', { filter }), /from the caller/);
  assert.deepEqual(index.search('soil'), before);
});

test('refuses what means nothing', () => {
  const index = createIndex();
  assert.throws(() => index.search('soil', { limit: 0 }), RangeError);
  assert.throws(() => index.score('soil', 'nobody'), RangeError);
  const settings = { ...DEFAULT_SETTINGS, documentSaturation: 0 };
  assert.throws(() => createIndex({ settings }), RangeError);
  const weight = { title: 0, keywords: 0, text: 0 };
  assert.throws(() => createIndex({ settings: { ...DEFAULT_SETTINGS, weight } }), RangeError);
});

test('law: the order of adding does not matter', () => {
  const shuffled = documents.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  );
  fc.assert(
    fc.property(shuffled, words, ([list, other], query) => {
      assert.deepEqual(indexOf(other).search(query), indexOf(list).search(query));
    }),
  );
});

test('law: removed, or replaced and put back, is as if it had never happened', () => {
  fc.assert(
    fc.property(documents, documents, words, (kept, passing, query) => {
      const index = indexOf([...passing, ...kept]);
      const keptIds = new Set(kept.map((document) => document.id));
      for (const { id } of passing) if (!keptIds.has(id)) index.remove(id);
      assert.deepEqual(index.search(query), indexOf(kept).search(query));
      assert.equal(index.size, kept.length);
    }),
  );
});

test('law: search and score agree, and a smaller limit is a beginning of a larger', () => {
  fc.assert(
    fc.property(documents, words, fc.nat(8), (list, query, limit) => {
      const index = indexOf(list);
      const all = index.search(query, { limit: 100 });
      for (const { id, score } of all) assert.equal(index.score(query, id), score);
      const hits = new Set(all.map((hit) => hit.id));
      for (const { id } of list) if (!hits.has(id)) assert.equal(index.score(query, id), 0);
      assert.deepEqual(index.search(query, { limit: limit + 1 }), all.slice(0, limit + 1));
    }),
  );
});

test('law: a saved index ranks as the one it was saved from', () => {
  fc.assert(
    fc.property(documents, words, (list, query) => {
      const index = indexOf(list);
      const loaded = loadIndex(JSON.parse(JSON.stringify(index)));
      assert.deepEqual(loaded.search(query), index.search(query));
    }),
  );
});

test('stays right while thousands come and go', () => {
  const document = (n: number) => ({ id: `d${n}`, title: WORDS[n % 9]!, text: `soil n${n}` });
  const index = createIndex();
  const living = new Set<number>();
  for (let n = 0; n < 6_000; n++) {
    index.put(document(n));
    living.add(n);
    // Four of five leave again, so that sealing, the tail and starting afresh all take part.
    if (n % 5 !== 0) {
      index.remove(`d${n}`);
      living.delete(n);
    }
    if (n % 500 === 0) assert.equal(index.search(`n${n}`)[0]?.id, `d${n}`);
  }
  const anew = indexOf([...living].map(document));
  for (const query of ['soil', '锂电池 n4000', 'n4001']) {
    assert.deepEqual(index.search(query, { limit: 50 }), anew.search(query, { limit: 50 }));
  }
});

test('a reader that throws changes nothing', () => {
  const reader = (text: string) => {
    if (text === 'unreadable') throw new Error('from the reader');
    return { text, tokens: text === '' ? [] : [{ term: text, start: 0, end: text.length }] };
  };
  const index = createIndex({ reader });
  index.put({ id: 'a', title: 'soil', text: 'soil' });
  assert.throws(() => index.put({ id: 'a', title: 'new', text: 'unreadable' }), /from the reader/);
  assert.equal(index.search('soil').length, 1);
  assert.deepEqual(index.search('new'), []);
});

test('a query that all match, and one of a hundred thousand characters, are answered at once', () => {
  const index = createIndex({ keepsTexts: false });
  const text = (n: number) => `soil water w${n % 5_000} w${(n * 7) % 9_000} 土壤${n % 300}`;
  for (let n = 0; n < 30_000; n++) index.put({ id: `d${n}`, title: 'soil', text: text(n) });
  index.search('soil');
  const everyWord = Array.from({ length: 16_000 }, (_, n) => `w${n}`)
    .join(' ')
    .slice(0, 100_000);
  for (const query of ['soil', 'soil water 土壤', '土'.repeat(100_000), everyWord]) {
    const startedAt = performance.now();
    const hits = index.search(query, { limit: 10 });
    const milliseconds = performance.now() - startedAt;
    assert.equal(hits.length, 10);
    assert.ok(milliseconds < 3_000, `${query.slice(0, 20)}… took ${milliseconds} ms`);
    assert.equal(index.score(query, hits[0]?.id as string), hits[0]?.score);
  }
});

test('of a query with more words than are asked for, the rarest are asked', () => {
  const index = createIndex();
  const words = Array.from({ length: 4_999 }, (_, n) => `w${n}`);
  // w0 stands in two documents, each other word in one; the last is asked for twice.
  index.put({ id: 'all', title: '', text: words.join(' ') });
  index.put({ id: 'common', title: '', text: 'w0' });
  index.put({ id: 'rare', title: '', text: 'w4999' });
  const asked = [...words, 'w4999 w4999'].join(' ');
  assert.deepEqual(new Set(index.search(asked).map(({ id }) => id)), new Set(['all', 'rare']));
});

test('reasons of many documents are those of each by itself, in whichever order they are asked', () => {
  const index = createIndex();
  for (let n = 0; n < 1_000; n++) {
    index.put({ id: `t${n}`, title: n % 3 === 0 ? 'cathode' : '', text: `anode ${n}` });
  }
  const why = index.whyOf('cathode anode');
  for (const id of ['t999', 't3', 't600', 't0', 't1']) {
    const words = why(id).map(({ word }) => word);
    assert.deepEqual(words, id === 't1' ? ['anode'] : ['cathode', 'anode']);
    assert.deepEqual(why(id), index.why('cathode anode', id));
  }
});
