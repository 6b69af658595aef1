import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { stem } from './stem.ts';

// Words of Porter's paper, most of them its examples for one step, carried through all steps.
const PUBLISHED = `
  caresses caress, ponies poni, ties ti, cats cat, feed feed, agreed agre, plastered plaster,
  bled bled, motoring motor, sing sing, conflated conflat, troubled troubl, sized size, hopping hop,
  tanned tan, falling fall, hissing hiss, fizzed fizz, failing fail, filing file, happy happi,
  sky sky, relational relat, conditional condit, rational ration, digitizer digit, operator oper,
  feudalism feudal, decisiveness decis, hopefulness hope, callousness callous, triplicate triplic,
  formative form, formalize formal, electrical electr, goodness good, revival reviv,
  allowance allow, inference infer, airliner airlin, gyroscopic gyroscop, adjustable adjust,
  defensible defens, irritant irrit, replacement replac, adjustment adjust, dependent depend,
  adoption adopt, communism commun, activate activ, effective effect, bowdlerize bowdler,
  probate probat, rate rate, cease ceas, roll roll, generalizations gener, oscillators oscil`;

test('gives the stems of the paper', () => {
  for (const line of PUBLISHED.split(',')) {
    const [word, expected] = line.trim().split(' ') as [string, string];
    assert.equal(stem(word), expected, word);
  }
});

test('leaves formulas, other scripts and short words as they are', () => {
  for (const word of ['lifepo4', 'ti-6al-4v', '电池', 'größe', 'is', 'y'.repeat(100_000)]) {
    assert.equal(stem(word), word);
  }
});

test('never lengthens a word and never swallows it', () => {
  const word = fc.stringMatching(/^[a-z]{1,20}$/);
  fc.assert(
    fc.property(word, (each) => {
      const result = stem(each);
      return result.length >= 1 && result.length <= each.length;
    }),
  );
});
