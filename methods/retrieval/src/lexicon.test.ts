import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { discoverWords, Lexicon } from './lexicon.ts';

const AROUND = '金木水火土山石田雨风云天地日月';
/** A term among ever other neighbours, as a text of its trade writes it. */
const texts = ['磷酸铁锂', '盐碱地', '正极'].flatMap((term, n) =>
  Array.from(AROUND, (left, at) => `${left}${term}${AROUND[(at + n + 1) % AROUND.length]}`),
);

/** In a few texts nothing can stand together much more often than chance would have it. */
const FEW = { leastCohesion: 2 };

test('finds terms that no dictionary was asked for, whole', () => {
  const lexicon = discoverWords(texts, FEW);
  assert.deepEqual(lexicon.segment('磷酸铁锂正极'), ['磷酸铁锂', '正极']);
  assert.deepEqual(lexicon.segment('盐碱地山'), ['盐碱地', '山']);
});

test('a part of a term that never stands without the rest is no word', () => {
  assert.deepEqual(discoverWords(texts, FEW).segment('磷酸铁'), ['磷', '酸', '铁']);
});

test('the order of the texts does not matter', () => {
  assert.deepEqual(
    discoverWords(texts.toReversed(), FEW).toJSON(),
    discoverWords(texts, FEW).toJSON(),
  );
});

test('law: the words of any run are the run, and a saved lexicon splits alike', () => {
  const lexicon = discoverWords(texts, FEW);
  const again = new Lexicon(JSON.parse(JSON.stringify(lexicon)));
  const run = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc
      .array(fc.constantFrom(...'磷酸铁锂正极盐碱地𠮷金木'), { maxLength: 30 })
      .map((a) => a.join('')),
  );
  fc.assert(
    fc.property(run, (text) => {
      const words = lexicon.segment(text);
      assert.equal(words.join(''), text);
      assert.deepEqual(again.segment(text), words);
    }),
  );
});

test('100,000 characters without a break take their time in proportion', () => {
  const startedAt = performance.now();
  assert.equal(
    discoverWords(['电'.repeat(100_000)]).segment('电'.repeat(100_000)).length > 0,
    true,
  );
  assert.ok(performance.now() - startedAt < 10_000);
});
