import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Body } from './charter.ts';
import { type Choice, choices, type SeatedVote, tallyOf } from './tally.ts';

const council: Body = {
  ...{ code: 'council', nameZh: '理事会', nameEn: 'Council', kind: 'council' },
  ...{ quorum: 'two_thirds', majority: 'simple', majorityOf: 'present', tie: 'motion_fails' },
  ...{ conflictedCount: false, votingDays: 7, clause: '第八条' },
};

/** One letter a seat: f, a, n for the votes, c for a conflict, - for absent; the first one chairs. */
function seats(letters: string, votes = 1): SeatedVote[] {
  const cast: Readonly<Record<string, Choice>> = { f: 'for', a: 'against', n: 'abstain' };
  return [...letters].map((letter, at) => ({
    ...{ seatId: String(at), votes, isChair: at === 0, isPresent: letter !== '-' },
    ...{ isConflicted: letter === 'c', choice: cast[letter] ?? null },
  }));
}

const outcome = (letters: string, more: Partial<Body> = {}) =>
  tallyOf({ ...council, ...more }, seats(letters)).outcome;

test('a quorum is taken of all seats', () => {
  assert.equal(outcome('ff--'), 'no_quorum');
  assert.equal(outcome('fff-'), 'carried');
  assert.equal(outcome('ff--', { quorum: 'more_than_half' }), 'no_quorum');
  assert.equal(outcome('fff--', { quorum: 'more_than_half' }), 'carried');
  assert.equal(outcome('fff-', { quorum: 'all' }), 'no_quorum');
  assert.equal(outcome('', { quorum: 'any' }), 'no_quorum');
});

test('a conflicted member has no vote, and counts as present only where the charter says so', () => {
  assert.equal(outcome('cff-'), 'no_quorum');
  assert.equal(outcome('cff-', { conflictedCount: true }), 'carried');
  const tally = tallyOf({ ...council, majorityOf: 'all' }, seats('cfff'));
  assert.deepEqual([tally.base, tally.forNeeded, tally.conflicted], [3, 2, 1]);
});

test('a majority is taken of those present or of all votes', () => {
  assert.equal(outcome('ffna'), 'defeated');
  assert.equal(outcome('fffnaa', { majority: 'simple' }), 'defeated');
  assert.equal(outcome('ffffaa', { majority: 'two_thirds' }), 'carried');
  assert.equal(outcome('fffaa-', { majorityOf: 'all' }), 'defeated');
  assert.equal(outcome('fff', { majority: 'unanimous' }), 'carried');
  assert.equal(outcome('ffn', { majority: 'unanimous' }), 'defeated');
  const weighted = seats('faa').map((one, at) => ({ ...one, votes: at === 0 ? 3 : 1 }));
  assert.equal(tallyOf(council, weighted).outcome, 'carried');
});

test('a tie fails, or is for the chair to decide', () => {
  assert.equal(outcome('ffaa'), 'defeated');
  assert.equal(outcome('ffaa', { tie: 'chair_decides' }), 'carried');
  assert.equal(outcome('aaff', { tie: 'chair_decides' }), 'defeated');
  assert.equal(outcome('nnnn', { tie: 'chair_decides' }), 'defeated');
  assert.equal(tallyOf({ ...council, tie: 'chair_decides' }, seats('ffaa')).brokenByChair, true);
  assert.equal(tallyOf({ ...council, tie: 'chair_decides' }, seats('fffa')).brokenByChair, false);
});

test('one more vote for a motion never defeats it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...'fanc-'), { minLength: 1, maxLength: 9 }),
      fc.constantFrom('simple' as const, 'two_thirds' as const, 'unanimous' as const),
      fc.constantFrom('present' as const, 'all' as const),
      (letters, majority, majorityOf) => {
        const body = { ...council, majority, majorityOf };
        if (tallyOf(body, seats(letters.join(''))).outcome !== 'carried') return;
        const at = letters.findIndex((letter) => 'an'.includes(letter));
        const more = letters.map((letter, place) => (place === at ? 'f' : letter)).join('');
        assert.equal(tallyOf(body, seats(more)).outcome, 'carried');
      },
    ),
    { numRuns: 100, seed: 7 },
  );
  assert.equal(choices.length, 3);
});
