import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createMatcher, loadMatcher } from './create-matcher.ts';
import type { TextDocument } from './document.ts';
import type { Matcher } from './matcher.ts';

/** Two trades with words of their own; each document draws some of them, and none draws all. */
const TRADES = {
  battery: 'battery cathode anode lithium electrolyte charge cell voltage cobalt separator',
  soil: 'soil crop saline irrigation harvest nitrogen fertiliser wheat drought root',
};

function drawn(words: string, n: number): string {
  const list = words.split(' ');
  return [0, 1, 2, 3].map((k) => list[(n * 3 + k * k * 2 + k) % list.length]).join(' ');
}

const corpus: readonly TextDocument[] = Array.from({ length: 120 }, (_, n) => {
  const trade = n % 2 === 0 ? 'battery' : 'soil';
  return { id: `${trade}${n}`, title: drawn(TRADES[trade], n >> 1), text: '' };
});

function matcherOf(documents: readonly TextDocument[]): Matcher {
  const matcher = createMatcher();
  for (const document of documents) matcher.put(document);
  return matcher;
}

const learned = matcherOf(corpus);
learned.learn();

test('before it has learned, or with too little to learn from, words alone rank', () => {
  const few = matcherOf(corpus.slice(0, 20));
  const before = few.search('cathode');
  assert.equal(few.learn(), false);
  assert.equal(few.learnedFrom, null);
  assert.deepEqual(few.search('cathode'), before);
  assert.ok(before.length > 0);
  for (const { words, meaning, text } of before) assert.deepEqual([meaning, text], [0, words]);
});

test('finds documents of the same trade that have no word of the query', () => {
  const hits = learned.search('cathode', { limit: 60 });
  const without = hits.filter(({ words }) => words === 0);
  assert.ok(without.length > 5);
  for (const { id, meaning, why } of without) {
    assert.match(id, /^battery/);
    assert.ok(meaning >= 0.2);
    assert.deepEqual(why, []);
  }
});

test('each score lies between 0 and 1, and text stands between words and meaning', () => {
  for (const { words, meaning, text, score } of learned.search('lithium cell soil')) {
    for (const part of [words, meaning, text]) assert.ok(part >= 0 && part <= 1);
    assert.ok(text >= Math.min(words, meaning) && text <= Math.max(words, meaning));
    assert.equal(score, text);
  }
});

test('ranks by what the caller makes of the scores', () => {
  const usual = learned.search('lithium', { limit: 100 });
  const last = usual.at(-1)?.id;
  const rescore = (id: string, { text }: { text: number }) => (id === last ? 2 : text);
  assert.equal(learned.search('lithium', { rescore })[0]?.id, last);
});

test('a caller may search and put while scores are asked for', () => {
  const matcher = matcherOf(corpus);
  matcher.learn();
  const expected = matcher.search('cathode', { limit: 100 }).map(({ id, text }) => [id, text]);
  let n = 0;
  const rescore = (_: string, { text }: { text: number }) => {
    matcher.search('wheat');
    matcher.put({ id: `later${n++}`, title: 'soil', text: '' });
    return text;
  };
  const hits = matcher.search('cathode', { limit: 100, reasons: 0, rescore });
  assert.deepEqual(
    hits.map(({ id, text }) => [id, text]),
    expected,
  );
});

test('a filter holds for both rankings, as a function and as a set', () => {
  const allowed = new Set(['battery0', 'battery2', 'soil1']);
  for (const filter of [allowed, (id: string) => allowed.has(id)]) {
    const hits = learned.search('cathode lithium', { filter });
    assert.ok(hits.length > 0);
    for (const { id } of hits) assert.ok(allowed.has(id));
  }
});

test('put and remove take effect at once, without learning again', () => {
  const matcher = matcherOf(corpus);
  matcher.learn();
  matcher.put({ id: 'new', title: 'anode electrolyte separator', text: '' });
  const ids = () => matcher.search('cathode', { limit: 200 }).map(({ id }) => id);
  assert.ok(ids().includes('new'));
  matcher.put({ id: 'new', title: 'wheat harvest drought', text: '' });
  assert.equal(ids().includes('new'), false);
  assert.equal(matcher.remove('new'), true);
  assert.equal(matcher.remove('new'), false);
  assert.deepEqual(matcher.search('cathode'), learned.search('cathode'));
});

test('law: removed, or replaced and put back, is as if it had never happened', () => {
  const some = fc.subarray([...corpus], { maxLength: 10 });
  fc.assert(
    fc.property(some, fc.constantFrom('cathode', 'wheat soil', 'lithium'), (passing, query) => {
      const matcher = matcherOf(corpus);
      matcher.adoptSpace(learned.saveSpace() as Uint8Array<ArrayBuffer>);
      for (const { id } of passing) matcher.remove(id);
      for (const document of passing) matcher.put(document);
      assert.deepEqual(matcher.search(query), learned.search(query));
    }),
    { numRuns: 20 },
  );
});

test('the order of the documents does not matter, and learning again changes nothing', () => {
  const other = matcherOf(corpus.toReversed());
  other.learn();
  assert.equal(other.learnedFrom, learned.learnedFrom);
  assert.deepEqual(other.search('cathode soil'), learned.search('cathode soil'));
});

test('a saved matcher ranks as the one it was saved from; changed bytes are refused', () => {
  const saved = learned.save();
  const loaded = loadMatcher(saved);
  for (const query of ['cathode', 'soil root', 'nothing']) {
    assert.deepEqual(loaded.search(query), learned.search(query));
  }
  const broken = saved.slice();
  broken[broken.length >> 1]! ^= 1;
  assert.throws(() => loadMatcher(broken), RangeError);
  assert.throws(() => loadMatcher(saved.slice(0, -1)), RangeError);
});

test('Chinese and English share a space where documents say the same in both', () => {
  const chinese: Record<string, string> = {
    battery: '电池 正极 负极 锂盐 电解液 充电 电芯 电压 钴酸 隔膜',
    soil: '土壤 作物 盐渍 灌溉 收获 氮肥 施肥 小麦 干旱 根系',
  };
  const both = (trade: 'battery' | 'soil', n: number) =>
    [chinese[trade] as string, TRADES[trade]]
      .map((words) => {
        const list = words.split(' ');
        return [0, 1, 2, 3, 4, 5, 6].map((k) => list[(n + k) % list.length]).join('，');
      })
      .join('\n');
  const matcher = createMatcher();
  const pairs = Array.from({ length: 160 }, (_, n) => ({
    title: '',
    text: both(n % 2 === 0 ? 'battery' : 'soil', n >> 1),
  }));
  matcher.put({ id: 'zh', title: '', text: '正极，负极，锂盐' });
  matcher.put({ id: 'other', title: '', text: '土壤，作物，小麦' });
  assert.equal(matcher.learn(pairs), true);
  const [first] = matcher.search('cathode anode lithium');
  assert.equal(first?.id, 'zh');
  assert.equal(first?.words, 0);
  const [neighbour] = first?.neighbours ?? [];
  assert.ok(['cathode', 'anode', 'lithium'].includes(neighbour?.asked ?? ''));
  assert.ok('正极，负极，锂盐'.includes(neighbour?.found ?? 'none'));
  assert.ok((neighbour?.nearness ?? 0) > 0 && (neighbour?.nearness ?? 2) <= 1);
});

test('a provider may say later where it sees a document, until its text is another', () => {
  const matcher = createMatcher();
  for (const id of ['a', 'b']) matcher.put({ id, title: 'cathode', text: '' });
  assert.equal(matcher.embed('a', Float32Array.of(1, 0)), true);
  assert.equal(matcher.embed('b', Float32Array.of(0, 1)), true);
  assert.equal(matcher.embed('c', Float32Array.of(0, 1)), false, 'not held');
  assert.throws(() => matcher.embed('a', Float32Array.of(1, 0, 0)), RangeError);
  assert.equal(matcher.embeddedSize, 2);
  const best = () => matcher.search('cathode', { embedding: Float32Array.of(0, 1) })[0]?.id;
  assert.equal(best(), 'b');
  matcher.put({ id: 'b', title: 'anode', text: '' });
  assert.deepEqual([matcher.isEmbedded('a'), matcher.isEmbedded('b')], [true, false]);
  assert.equal(best(), 'a');
});

test('embeddings of a provider stand in for what was learned', () => {
  const matcher = createMatcher();
  matcher.put({ id: 'near', title: 'one', text: '' }, Float32Array.of(1, 0, 0));
  matcher.put({ id: 'far', title: 'two', text: '' }, Float32Array.of(0, 1, 0));
  const hits = matcher.search('three', { embedding: Float32Array.of(2, 0.1, 0) });
  assert.deepEqual(
    hits.map(({ id }) => id),
    ['near'],
  );
  assert.deepEqual(matcher.search('three'), []);
  const wrong = Float32Array.of(1, 0);
  assert.throws(() => matcher.search('three', { embedding: wrong }), RangeError);
  assert.throws(() => matcher.put({ id: 'a', title: '', text: '' }, wrong), RangeError);
  assert.equal(matcher.has('a'), false);
});

test('whatever is asked has an answer', () => {
  const asked = [
    '',
    ' ',
    'a',
    '电',
    '研究技术开发',
    'the of and',
    '<p onclick="x">cathode</p>',
    'катод и анод',
    'カソード',
    '\u0000\ud800',
    'lithium '.repeat(12_500),
    '锂'.repeat(100_000),
  ];
  for (const query of asked) assert.ok(Array.isArray(learned.search(query)), query.slice(0, 20));
  assert.deepEqual(learned.search(''), []);
  assert.deepEqual(learned.search('the of and'), []);
  assert.equal(learned.search('<p onclick="x">cathode</p>')[0]?.words, 1);
  assert.deepEqual(createMatcher().search('lithium'), []);
  assert.throws(() => learned.search('soil', { limit: 0 }), RangeError);
  const fusion = {
    meaningWeight: -1,
    coverage: 0,
    feedbackDocuments: 0,
    feedbackWeight: 0,
    leastMeaning: 0,
  };
  assert.throws(() => createMatcher({ fusion }), RangeError);
});
