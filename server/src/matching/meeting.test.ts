import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  judgeProposal,
  meetingActions,
  meetingMay,
  meetingStateAt,
  meetingStates,
  type Proposal,
  pickDueAt,
} from './meeting.ts';

const now = new Date('2026-11-22T01:00:00Z');
const proposal: Proposal = {
  slots: ['2026-11-24T02:00:00Z', '2026-11-25T06:30:00Z'],
  durationMinutes: 60,
  place: '唐山',
  link: null,
};

function reasonsOf(change: Partial<Proposal>): (string | undefined)[] {
  const judgement = judgeProposal({ ...proposal, ...change }, now);
  return judgement.allowed
    ? []
    : judgement.reasons.map(({ code, pointer }) => `${code} ${pointer}`);
}

test('times lie ahead, within ninety days, beside each other, and somewhere', () => {
  assert.deepEqual(reasonsOf({}), []);
  assert.deepEqual(reasonsOf({ place: null, link: 'https://meet.example.org/1' }), []);
  assert.deepEqual(reasonsOf({ place: '  ' }), ['place_or_link_missing /place']);
  const slots = ['2026-11-24T02:00:00Z', '2026-11-22T01:00:00Z', '2027-02-20T01:00:01Z'];
  assert.deepEqual(reasonsOf({ slots }), ['slot_has_passed /slots/1', 'slot_too_far /slots/2']);
});

test('slots may touch and not overlap, in whatever order they are named', () => {
  const slots = ['2026-11-24T03:00:00Z', '2026-11-24T02:00:00Z'];
  assert.deepEqual(reasonsOf({ slots }), []);
  assert.deepEqual(reasonsOf({ slots, durationMinutes: 61 }), ['slots_overlap /slots']);
});

test('a pick is due in a week, and before the last slot begins', () => {
  const late = ['2026-12-24T02:00:00Z', '2026-11-24T02:00:00Z'];
  assert.equal(pickDueAt(now, late).toISOString(), '2026-11-29T01:00:00.000Z');
  assert.equal(pickDueAt(now, proposal.slots).toISOString(), '2026-11-25T06:30:00.000Z');
});

test('each step on a meeting belongs to a state, and picking to the other side', () => {
  const possible = meetingStates.flatMap((state) =>
    meetingActions.flatMap((action) =>
      [true, false]
        .filter((proposer) => meetingMay(state, proposer, action))
        .map((proposer) => `${state} ${action} ${proposer ? 'proposer' : 'other'}`),
    ),
  );
  assert.deepEqual(possible, [
    'proposed pick other',
    'proposed propose proposer',
    'proposed propose other',
    'proposed cancel proposer',
    'proposed cancel other',
    'arranged propose proposer',
    'arranged propose other',
    'arranged cancel proposer',
    'arranged cancel other',
  ]);
});

test('an arranged meeting has been held from its last minute on', () => {
  const meeting = { state: 'arranged' as const, endsAt: '2026-11-22T01:00:00Z' };
  assert.equal(meetingStateAt(meeting, new Date('2026-11-22T00:59:59Z')), 'arranged');
  assert.equal(meetingStateAt(meeting, now), 'held');
  assert.equal(meetingStateAt({ ...meeting, state: 'cancelled' }, now), 'cancelled');
});
