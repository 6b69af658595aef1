import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { scoreOfTechnologies, scoreOfWorks, weighEvidence } from './who-may-help.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

test('another technology never makes an organisation worse, nor better than 1', () => {
  assert.equal(scoreOfTechnologies([]), 0);
  assert.equal(scoreOfTechnologies([0.8]), 1 - (1 - 0.8));
  // The second counts half: 1 − 0.2 × (1 − 0.4).
  assert.ok(Math.abs(scoreOfTechnologies([0.8, 0.8]) - 0.88) < 1e-12);
  fc.assert(
    fc.property(fc.array(share, { maxLength: 9 }), share, (scores, more) => {
      const with_ = scoreOfTechnologies([...scores, more]);
      assert.ok(with_ >= scoreOfTechnologies(scores) - 1e-12 && with_ <= 1);
      assert.ok(with_ >= Math.max(more, ...scores) - 1e-12);
    }),
  );
});

test('works count ever less', () => {
  assert.deepEqual([0, 1, 3].map(scoreOfWorks), [0, 0.5, 0.75]);
});

test('evidence adds up to the score, and its weights to 1', () => {
  const scores = { fields: 1, technologies: 0.5, collaborations: 0 };
  assert.ok(Math.abs(weighEvidence(scores, 'expert').score - 0.75) < 1e-12);
  assert.ok(Math.abs(weighEvidence(scores, 'organisation').score - 0.4) < 1e-12);
  for (const kind of ['expert', 'organisation'] as const) {
    const { parts } = weighEvidence(scores, kind);
    assert.ok(Math.abs(parts.reduce((sum, part) => sum + part.weight, 0) - 1) < 1e-12);
  }
});
