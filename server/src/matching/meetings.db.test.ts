import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../runtime/actor.ts';
import { failedChecks } from '../runtime/check.ts';
import { matching } from './module.ts';
import {
  type AcceptedPair,
  acceptedPair,
  matchingNode,
  organisationIn,
  secretariat,
} from './testing.ts';

const node = await matchingNode(after);
const day = 86_400_000;
const start = Date.parse('2026-03-02T01:00:00Z');
const at = (days: number) => new Date(start + days * day);
const slot = (days: number) => at(days).toISOString();
const offer = (...days: number[]) => ({
  slots: days.map(slot),
  durationMinutes: 60,
  place: '唐山，技术中心 301',
});

async function talking(): Promise<AcceptedPair> {
  node.setNow(at(0));
  return await acceptedPair(node);
}

const propose = ({ introductionId }: AcceptedPair, as: Actor, ...days: number[]) =>
  node.call('proposeMeeting', { params: { introductionId }, body: offer(...days) }, as);
const onMeeting = (operation: string, meetingId: string, body: object, as: Actor) =>
  node.call(operation, { params: { meetingId }, body }, as);
const pick = (meetingId: string, days: number, as: Actor) =>
  onMeeting('pickSlot', meetingId, { startsAt: slot(days) }, as);
const read = async ({ introductionId }: AcceptedPair, as: Actor) =>
  (await node.call('readIntroduction', { params: { introductionId } }, as)).body;
const inbox = async (as: Actor) => (await node.call('readInbox', {}, as)).body.counts;
const types = (introduction: { timeline: { type: string }[] }) =>
  introduction.timeline.map(({ type }) => type.replace('matching.', ''));

test('one side offers times, the other picks; each inbox says whose turn it is', async () => {
  const pair = await talking();
  const { hebei, tianjin } = pair;
  const offered = await propose(pair, hebei.editor, 3, 4);
  assert.equal(offered.status, 201, offered.raw.toString());
  const { id } = offered.body.meetings[0];
  // The reply tells the step that it has just taken.
  assert.deepEqual(types(offered.body).at(-1), 'meeting_proposed');
  assert.match(offered.body.timeline.at(-1).words.zh, /提出 2 个会面时间/);
  assert.deepEqual(
    [offered.body.clock.waitsFor, offered.body.clock.on, offered.body.clock.dueAt],
    ['pick', 'asked', slot(4)],
  );
  assert.equal(offered.body.may.meet, false);
  assert.deepEqual(offered.body.meetings[0].may, { pick: false, propose: true, cancel: true });
  assert.equal((await inbox(tianjin.viewer)).toPick, 1);
  assert.equal((await inbox(hebei.viewer)).toPick, 0);
  assert.equal((await inbox(hebei.viewer)).toConclude, 0);

  assert.equal((await pick(id, 3, hebei.editor)).body.code, 'meeting_not_open');
  assert.equal((await pick(id, 5, tianjin.editor)).body.code, 'slot_not_offered');
  const viewer = await pick(id, 4, tianjin.viewer);
  assert.equal(viewer.status, 403);
  const picked = await pick(id, 4, tianjin.editor);
  assert.equal(picked.status, 200, picked.raw.toString());
  assert.equal(picked.body.meetings[0].state, 'arranged');
  assert.equal(picked.body.meetings[0].startsAt, slot(4).replace('.000', ''));
  assert.equal(picked.body.clock.waitsFor, 'meeting');
  assert.match(picked.body.timeline.at(-1).words.zh, /约定 2026-03-06 09:00 会面/);
  assert.equal((await inbox(hebei.viewer)).toMeet, 1);
  assert.equal((await inbox(tianjin.viewer)).toMeet, 1);

  node.setNow(new Date(at(4).getTime() + 3_600_000));
  const held = await read(pair, hebei.editor);
  assert.equal(held.meetings[0].state, 'held');
  assert.deepEqual(
    [held.clock.waitsFor, held.clock.dueAt],
    ['outcome', new Date(at(34).getTime() + 3_600_000).toISOString().replace('.000', '')],
  );
  assert.deepEqual([held.may.meet, held.may.conclude], [true, true]);
  assert.equal((await inbox(hebei.viewer)).toConclude, 1);
  assert.deepEqual(
    held.timeline.map((step: { fromRegion: string; toRegion: string }) =>
      [step.fromRegion, step.toRegion].join('→'),
    ),
    ['130000→120000', '120000→130000', '130000→120000', '120000→130000'],
  );
});

test('strangers are not told that a meeting is there', async () => {
  const pair = await talking();
  const { id } = (await propose(pair, pair.hebei.editor, 2)).body.meetings[0];
  const stranger = await organisationIn(node, '110000');
  assert.equal((await pick(id, 2, stranger.editor)).status, 404);
  const file = (as: Actor) => node.call('downloadMeeting', { params: { meetingId: id } }, as);
  assert.equal((await file(stranger.viewer)).status, 404);
  assert.equal((await file(secretariat)).status, 403);
  assert.equal((await file(pair.hebei.viewer)).body.code, 'meeting_not_arranged');
});

test('times that cannot be offered are refused, each where it stands', async () => {
  const pair = await talking();
  const { introductionId } = pair;
  const body = { slots: [slot(-1), slot(100)], durationMinutes: 60, place: ' ' };
  const refused = await node.call(
    'proposeMeeting',
    { params: { introductionId }, body },
    pair.hebei.editor,
  );
  assert.equal(refused.status, 422);
  assert.deepEqual(
    refused.body.reasons.map(({ code, pointer }: Record<string, string>) => [code, pointer]),
    [
      ['slot_has_passed', '/slots/0'],
      ['slot_too_far', '/slots/1'],
      ['place_or_link_missing', '/place'],
    ],
  );
  const scripted = { ...offer(2), link: 'javascript:alert(1)' };
  const bad = { params: { introductionId }, body: scripted };
  assert.equal((await node.call('proposeMeeting', bad, pair.hebei.editor)).status, 422);
  const early = await acceptedPair(node, { accept: false });
  assert.equal(
    (await propose(early, early.hebei.editor, 2)).body.code,
    'introduction_not_accepted',
  );
});

test('the other side offers other times instead, and the calendar follows every change', async () => {
  const pair = await talking();
  const { hebei, tianjin } = pair;
  const { id } = (await propose(pair, hebei.editor, 3)).body.meetings[0];
  const countered = await onMeeting('proposeOtherSlots', id, offer(5, 6), tianjin.editor);
  assert.deepEqual([countered.status, countered.body.clock.on], [200, 'asker']);
  assert.equal((await pick(id, 3, hebei.editor)).body.code, 'slot_not_offered');
  assert.equal((await pick(id, 5, hebei.editor)).status, 200);

  const file = async () => {
    const answer = await node.call(
      'downloadMeeting',
      { params: { meetingId: id }, query: { lang: 'en' } },
      tianjin.viewer,
    );
    assert.equal(answer.headers['content-type'], 'text/calendar; charset=utf-8');
    const lines = answer.raw.toString().replaceAll('\r\n ', '').split('\r\n');
    const value = (name: string) =>
      lines.find((line: string) => line.startsWith(`${name}:`))?.slice(name.length + 1);
    return [value('UID'), value('METHOD'), value('SEQUENCE'), value('DTSTART')];
  };
  assert.deepEqual(await file(), [id, 'PUBLISH', '0', '20260307T010000Z']);
  // To move an arranged meeting is to offer other times; until one is picked it is off.
  assert.equal((await onMeeting('proposeOtherSlots', id, offer(8), tianjin.editor)).status, 200);
  assert.deepEqual(await file(), [id, 'CANCEL', '1', '20260307T010000Z']);
  assert.equal((await pick(id, 8, hebei.editor)).status, 200);
  assert.deepEqual(await file(), [id, 'PUBLISH', '2', '20260310T010000Z']);
  const off = await onMeeting(
    'cancelMeeting',
    id,
    { reason: 'person_not_available' },
    hebei.editor,
  );
  assert.equal(off.body.meetings[0].state, 'cancelled');
  assert.deepEqual(off.body.timeline.at(-1).reasons, ['person_not_available']);
  // What the need would have paid.
  assert.deepEqual(
    [off.body.timeline.at(-1).amountMinor, off.body.timeline.at(-1).unit],
    ['200000000', 'CNY'],
  );
  assert.deepEqual(await file(), [id, 'CANCEL', '3', '20260310T010000Z']);
  assert.equal((await propose(pair, tianjin.editor, 9)).status, 201);
});

test('of ten offers at the same moment one stands, of ten picks one counts', async () => {
  const pair = await talking();
  const offers = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      propose(pair, n % 2 === 0 ? pair.hebei.editor : pair.tianjin.editor, 3 + n),
    ),
  );
  const made = offers.filter((one) => one.status === 201);
  assert.equal(made.length, 1);
  assert.ok(offers.every((one) => one.status === 201 || one.body.code === 'meeting_already_open'));
  const meeting = made[0]!.body.meetings[0];
  const other = meeting.proposedBy === 'asker' ? pair.tianjin : pair.hebei;
  const picks = await Promise.all(
    Array.from({ length: 10 }, () =>
      onMeeting('pickSlot', meeting.id, { startsAt: meeting.slots[0] }, other.editor),
    ),
  );
  assert.equal(picks.filter((one) => one.status === 200).length, 1);
  assert.equal(picks.filter((one) => one.body.code === 'meeting_not_open').length, 9);
});

test('times that nobody picks from lapse with a reason, once, and the talks go on', async () => {
  const pair = await talking();
  await propose(pair, pair.hebei.editor, 20, 21);
  node.setNow(new Date(at(3.5).getTime() - 1_000));
  assert.equal((await read(pair, pair.tianjin.viewer)).reminderDue, false);
  node.setNow(at(3.5));
  assert.equal((await read(pair, pair.tianjin.viewer)).reminderDue, true);
  node.setNow(at(7));
  await Promise.all([
    node.runJob('matching.lapse_introductions'),
    node.runJob('matching.lapse_introductions'),
  ]);
  const lapsed = await read(pair, pair.hebei.editor);
  assert.deepEqual([lapsed.state, lapsed.meetings[0].state], ['accepted', 'lapsed']);
  assert.deepEqual(types(lapsed).filter((type) => type === 'meeting_lapsed').length, 1);
  const step = lapsed.timeline.at(-1);
  // The silent side's step, to the side that waited.
  assert.deepEqual([step.fromRegion, step.toRegion], ['120000', '130000']);
  assert.deepEqual([step.reasons, step.amountMinor], [['not_picked'], '200000000']);
  assert.equal((await inbox(pair.hebei.viewer)).toConclude, 1);
});

test('where nobody says what came of it, the introduction lapses after its time', async () => {
  const pair = await talking();
  const { id } = (await propose(pair, pair.hebei.editor, 2)).body.meetings[0];
  await pick(id, 2, pair.tianjin.editor);
  const due = at(32).getTime() + 3_600_000;
  node.setNow(new Date(due - 14 * day));
  assert.equal((await read(pair, pair.hebei.viewer)).reminderDue, true);
  node.setNow(new Date(due - 1_000));
  await node.runJob('matching.lapse_introductions');
  assert.equal((await read(pair, pair.hebei.viewer)).state, 'accepted');
  node.setNow(new Date(due));
  await node.runJob('matching.lapse_introductions');
  const lapsed = await read(pair, pair.hebei.viewer);
  assert.deepEqual([lapsed.state, lapsed.lapsedBecause], ['lapsed', 'no_outcome']);
  // Whom one talked to stays known.
  assert.equal(lapsed.askedContact.name, '郑老师');
});

test('either side may step back for a reason, and nobody waits for its meeting', async () => {
  const pair = await talking();
  const { id } = (await propose(pair, pair.hebei.editor, 2)).body.meetings[0];
  await pick(id, 2, pair.tianjin.editor);
  const params = { introductionId: pair.introductionId };
  const none = await node.call('withdrawIntroduction', { params, body: {} }, pair.tianjin.editor);
  assert.equal(none.status, 422);
  const body = { reason: 'no_capacity', note: '团队调整' };
  const back = await node.call('withdrawIntroduction', { params, body }, pair.tianjin.editor);
  assert.deepEqual(
    [back.body.state, back.body.withdrawnBecause, back.body.meetings[0].state],
    ['withdrawn', 'no_capacity', 'cancelled'],
  );
  assert.deepEqual(types(back.body).slice(-2), ['meeting_cancelled', 'introduction_withdrawn']);
  const step = back.body.timeline.at(-1);
  assert.deepEqual([step.fromRegion, step.toRegion], ['120000', '130000']);
  assert.deepEqual([step.reasons, step.amountMinor], [['no_capacity'], '200000000']);
  assert.deepEqual(
    (await read(pair, pair.hebei.viewer)).timeline.length,
    back.body.timeline.length,
  );
  assert.equal((await inbox(pair.hebei.viewer)).toMeet, 0);
});

test('after all this every check counts zero', async () => {
  assert.deepEqual(await failedChecks(node.database.tx, [matching]), []);
});
