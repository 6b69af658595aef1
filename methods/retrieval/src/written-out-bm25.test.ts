import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createIndex, loadIndex } from './create-index.ts';
import type { TextDocument } from './document.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import type { Reader, TextIndex } from './text-index.ts';

/** Words as they stand between blanks, so that the formula below is all there is to it. */
const reader: Reader = (text) => ({
  text,
  tokens: Array.from(text.matchAll(/\S+/g), ({ 0: term, index }) => {
    return { term, start: index, end: index + term.length };
  }),
});

const fields = ['title', 'keywords', 'text'] as const;

/** BM25F as the book has it, without any index: every document for every word of the query. */
function writtenOut(
  documents: readonly TextDocument[],
  query: string,
  settings: Settings = DEFAULT_SETTINGS,
) {
  const split = (text: unknown) => (text as string).split(/\s+/).filter((word) => word !== '');
  const read = documents.map((document) => fields.map((field) => split(document[field])));
  const averages = fields.map((_, field) => {
    const lengths = read.map((words) => words[field]!.length).filter((length) => length > 0);
    return lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  });
  const k = settings.documentSaturation;
  const asked = split(query);
  const weights = Array.from(new Set(asked), (word) => {
    const frequency = read.filter((words) => words.some((list) => list.includes(word))).length;
    const rarity = Math.log(1 + (documents.length - frequency + 0.5) / (frequency + 0.5));
    const times = settings.weight.text * asked.filter((other) => other === word).length;
    const inQuery = (times * (settings.querySaturation + 1)) / (times + settings.querySaturation);
    return { word, weight: rarity * inQuery };
  });
  const scored = documents.map(({ id }, n) => {
    let score = 0;
    for (const { word, weight } of weights) {
      let occurrences = 0;
      for (const [field, name] of fields.entries()) {
        const words = read[n]![field]!;
        const b = settings.lengthNorm[name];
        const count = words.filter((other) => other === word).length;
        if (count === 0) continue;
        const discount = 1 - b + (b * words.length) / averages[field]!;
        occurrences += (settings.weight[name] * count) / discount;
      }
      score += weight * ((occurrences * (k + 1)) / (occurrences + k));
    }
    return { id, score };
  });
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** The same documents with the same scores, where the written-out scores tell them apart. */
function assertTop(index: TextIndex, expected: { id: string; score: number }[], query: string) {
  const hits = index.search(query, { limit: 10, reasons: 0 });
  assert.equal(hits.length, Math.min(10, expected.length), query);
  for (const [at, { id, score }] of hits.entries()) {
    const wanted = expected[at]!;
    const close = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * b;
    assert.ok(close(score, wanted.score), `${query}: ${score}, not ${wanted.score}`);
    const same = expected.filter((other) => close(other.score, wanted.score));
    if (same.length === 1) assert.equal(id, wanted.id, query);
    else assert.ok(same.some((other) => other.id === id));
  }
}

/** Numbers from 0 to 1 from a seed: a linear congruential generator with Knuth's constants. */
function seeded(seed: number): () => number {
  let state = BigInt(seed);
  return () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number(state >> 11n) / 2 ** 53;
  };
}

/** Words by Zipf's law: w0 everywhere, w999 almost nowhere. */
function zipfText(random: () => number, length: number): string {
  return Array.from({ length }, () => `w${Math.floor(1000 ** random()) - 1}`).join(' ');
}

function zipfDocument(n: number, random: () => number): TextDocument {
  return {
    id: `d${n}`,
    title: zipfText(random, Math.floor(random() * 6)),
    keywords: zipfText(random, Math.floor(random() * 4)),
    text: zipfText(random, Math.floor(random() ** 2 * 60)),
  };
}

function indexOf(documents: readonly TextDocument[], settings = DEFAULT_SETTINGS): TextIndex {
  const index = createIndex({ reader, settings });
  for (const document of documents) index.put(document);
  return index;
}

test('ranks thousands of documents as the written-out formula does', () => {
  const random = seeded(1);
  const documents = Array.from({ length: 6_000 }, (_, n) => zipfDocument(n, random));
  const index = indexOf(documents);
  for (let n = 0; n < 14; n++) {
    const query = zipfText(random, 1 + (n % 7));
    assertTop(index, writtenOut(documents, query), query);
  }
});

test('ranks alike when most documents came after a first search and many left', () => {
  const random = seeded(2);
  // The first are short and the later long, so that the averages move far under the first segments.
  const short = Array.from({ length: 500 }, (_, n) => ({ ...zipfDocument(n, random), text: 'w1' }));
  const index = indexOf(short);
  const held = new Map<string, TextDocument>(short.map((document) => [document.id, document]));
  for (let n = 500; n < 4_000; n++) {
    const document = zipfDocument(n, random);
    held.set(document.id, document);
    index.put(document);
    if (n % 97 === 0) index.search('w1 w5');
    const leaving = `d${Math.floor(random() * n)}`;
    if (n % 3 === 0) assert.equal(index.remove(leaving), held.delete(leaving));
  }
  assert.equal(index.size, held.size);
  for (const query of ['w0', 'w1', 'w3 w40', 'w999 w0 w12', 'w7 w8 w9 w10 w11 w12']) {
    assertTop(index, writtenOut([...held.values()], query), query);
  }
});

const words = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 9 })
  .map((list) => list.join(' '));
const document = fc.record({
  id: fc.constantFrom('p', 'q', 'r', 's', 't', 'u', 'v'),
  title: words,
  keywords: words,
  text: words,
});
const act = fc.oneof(
  { weight: 4, arbitrary: document.map((one) => ({ kind: 'put', document: one }) as const) },
  { weight: 2, arbitrary: document.map(({ id }) => ({ kind: 'remove', id }) as const) },
  { weight: 1, arbitrary: words.map((query) => ({ kind: 'search', query }) as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reload' } as const) },
);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const settings = fc.record({
  weight: fc.record({
    title: fc.constantFrom(0, 1, 3),
    keywords: fc.constantFrom(0, 0.5, 2),
    text: fc.constantFrom(1, 2.5),
  }),
  lengthNorm: fc.record({ title: share, keywords: share, text: share }),
  documentSaturation: fc.constantFrom(0.1, 1.2, 30),
  querySaturation: fc.constantFrom(0.5, 2),
});

test('law: after any puts, removals, searches and reloads as built anew, to the last bit', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), settings, words, (acts, constants, query) => {
      let index = createIndex({ reader, settings: constants });
      const held = new Map<string, TextDocument>();
      for (const one of acts) {
        if (one.kind === 'put') index.put(one.document);
        if (one.kind === 'put') held.set(one.document.id, one.document);
        if (one.kind === 'remove') assert.equal(index.remove(one.id), held.delete(one.id));
        if (one.kind === 'search') index.search(one.query);
        if (one.kind === 'reload') index = loadIndex(index.save(), { reader });
      }
      const anew = indexOf([...held.values()].reverse(), constants);
      for (const limit of [1, 3, 10]) {
        assert.deepEqual(index.search(query, { limit }), anew.search(query, { limit }));
      }
      assertTop(index, writtenOut([...held.values()], query, constants), query);
    }),
    { numRuns: 300 },
  );
});

test('law: a filter, as a function or as a set, leaves out and changes nothing else', () => {
  const random = seeded(3);
  const documents = Array.from({ length: 300 }, (_, n) => zipfDocument(n, random));
  const index = indexOf(documents);
  const ids = documents.map(({ id }) => id);
  fc.assert(
    fc.property(fc.subarray(ids), fc.nat(4), (wanted, length) => {
      const query = zipfText(random, length + 1);
      const passing = new Set([...wanted, 'nobody']);
      const all = index.search(query, { limit: 300 });
      const left = all.filter(({ id }) => passing.has(id)).slice(0, 5);
      assert.deepEqual(index.search(query, { limit: 5, filter: passing }), left);
      const filter = (id: string) => passing.has(id);
      assert.deepEqual(index.search(query, { limit: 5, filter }), left);
      const scores = new Map(all.map(({ id, score }) => [id, score]));
      const given = index.scores(query, wanted);
      assert.deepEqual(
        [...given],
        wanted.map((id) => scores.get(id) ?? 0),
      );
    }),
  );
});
