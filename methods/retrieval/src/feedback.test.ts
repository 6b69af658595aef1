import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Answered, feedbackChange, weightsAfterRefusals } from './feedback.ts';
import { type Example, learnWeights } from './feedback-learning.ts';
import { sketchOf } from './fit-twins.ts';

const defaults = { text: 60, maturity: 10, money: 10 };
type Part = keyof typeof defaults;

test('reasons lift the weight of what they speak of, within bounds, and nothing else', () => {
  assert.deepEqual(weightsAfterRefusals(defaults, { money: 1 }), { ...defaults, money: 12.5 });
  assert.deepEqual(weightsAfterRefusals(defaults, { money: 4 }), { ...defaults, money: 20 });
  assert.deepEqual(weightsAfterRefusals(defaults, { money: 400 }), { ...defaults, money: 20 });
});

test('what is like a "no" sinks, what is like a "yes" rises, the rest stays', () => {
  const of = (text: string) => sketchOf(text.split(''));
  const no: Answered = { id: 'no', sketch: of('abcdef'), answer: 'no' };
  const yes: Answered = { id: 'yes', sketch: of('uvwxyz'), answer: 'yes' };
  const down = feedbackChange(of('abcdeg'), [yes, no]);
  // Five of seven letters shared, less the fifth that means nothing: 0.3 × (5/7 − 0.2) / 0.8.
  assert.ok(down !== null && Math.abs(down.change + (0.3 * (5 / 7 - 0.2)) / 0.8) < 1e-12);
  assert.equal(down.likeId, 'no');
  assert.equal(feedbackChange(of('uvwxyz'), [no, yes])?.change, 0.3);
  assert.equal(feedbackChange(of('12345'), [no, yes]), null);
  assert.equal(feedbackChange(of('abc'), []), null);
});

const score = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null });
const example: fc.Arbitrary<Example<Part>> = fc.record({
  scores: fc.record({ text: score, maturity: score, money: score }),
  answer: fc.constantFrom('yes', 'no'),
  count: fc.constantFrom(1, 2),
});

test('learned weights stay within their bounds, converge, and never fit worse', () => {
  fc.assert(
    fc.property(fc.array(example, { maxLength: 40 }), (examples) => {
      const learned = learnWeights(examples, defaults);
      assert.ok(learned.converged);
      for (const part of Object.keys(defaults) as Part[]) {
        const multiple = learned.weights[part] / defaults[part];
        assert.ok(multiple >= 0.5 - 1e-12 && multiple <= 2 + 1e-12, `${part} ${multiple}`);
      }
      assert.ok(learned.lossAfter <= learned.lossBefore + 1e-9);
    }),
    { numRuns: 60 },
  );
});

test('the order of the answers does not matter', () => {
  fc.assert(
    fc.property(fc.array(example, { minLength: 2, maxLength: 20 }), (examples) => {
      const [one, other] = [examples, [...examples].reverse()].map((each) =>
        learnWeights(each, defaults),
      );
      for (const part of Object.keys(defaults) as Part[]) {
        assert.ok(Math.abs(one!.weights[part] - other!.weights[part]) < 1e-6);
      }
    }),
    { numRuns: 40 },
  );
});

test('without a yes or without a no there is nothing to learn', () => {
  const no: Example<Part> = { scores: { text: 0.9, money: 0 }, answer: 'no' };
  assert.deepEqual(learnWeights([], defaults).weights, defaults);
  const alone = learnWeights([no, no, no], defaults);
  assert.deepEqual(alone.weights, defaults);
  assert.deepEqual([alone.yes, alone.no, alone.examples.money], [0, 3, 3]);
});

test('the part that tells yes from no gains, the one that does not stays, the misleading loses', () => {
  const examples = Array.from({ length: 40 }, (_, at): Example<Part> => {
    const yes = at % 2 === 0;
    const scores = { text: 0.6, maturity: yes ? 1 : 0, money: yes ? 0 : 1 };
    return { scores, answer: yes ? 'yes' : 'no' };
  });
  const { weights } = learnWeights(examples, defaults);
  assert.ok(weights.maturity > 12, `${weights.maturity}`);
  assert.ok(weights.money < 8, `${weights.money}`);
  assert.ok(Math.abs(weights.text - 60) < 2, `${weights.text}`);
});

test('few answers move little', () => {
  const pair: Example<Part>[] = [
    { scores: { text: 0.5, money: 1 }, answer: 'yes' },
    { scores: { text: 0.5, money: 0 }, answer: 'no' },
  ];
  const { weights } = learnWeights(pair, defaults);
  assert.ok(weights.money > 10 && weights.money < 10.5, `${weights.money}`);
});

test('one part alone meets the minimum worked out by hand', () => {
  // With x = ±½, equal counts and slope 8, the condition is hold × (m − 1) = n × 8 × ½ × σ(−4m).
  const rows: Example<'text'>[] = [
    { scores: { text: 1 }, answer: 'yes', count: 5 },
    { scores: { text: 0 }, answer: 'no', count: 5 },
  ];
  const { weights } = learnWeights(rows, { text: 100 }, { hold: 1, most: 3 });
  const multiple = weights.text / 100;
  const right = (10 * 8 * 0.5) / (1 + Math.exp(4 * multiple));
  assert.ok(Math.abs(multiple - 1 - right) < 1e-8, `${multiple}`);
});

test('what is no answer is refused', () => {
  const one: Example<Part> = { scores: { text: 0.5 }, answer: 'yes' };
  assert.throws(() => learnWeights([{ ...one, scores: { text: 2 } }], defaults), RangeError);
  assert.throws(() => learnWeights([{ ...one, count: 0 }], defaults), RangeError);
  assert.throws(() => learnWeights([one], { text: 0, maturity: 0, money: 0 }), RangeError);
  assert.throws(() => learnWeights([one], defaults, { hold: 0 }), RangeError);
  assert.throws(() => learnWeights([one], defaults, { most: 1 }), RangeError);
});
