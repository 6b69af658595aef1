import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { aDraft, hebeiMakers, published } from '../rules/testing.ts';
import { failedChecks } from '../runtime/check.ts';
import { rows, sql } from '../runtime/sql.ts';
import { openMailbox } from '../runtime/testing/mailbox.ts';
import { actorWith } from '../runtime/testing/node.ts';
import {
  adoptBudget,
  adoptedMandates,
  aGovernedPlatform,
  beijing,
  charterBody,
  charterOf,
  decided,
  hebei,
  payment,
  seated,
} from './governance-testing.ts';
import { platforms } from './module.ts';
import { anOrganisation, aPlatform, codesOf, ok, platformsNode } from './platform-testing.ts';

const mailbox = await openMailbox({ after });
const node = await platformsNode(after, { smtp: mailbox.settings });
node.setNow(new Date('2026-06-01T04:00:00Z'));
const mandates = await adoptedMandates(node);
const governed = await aGovernedPlatform(node, mandates);
const { platformId, operatorId, director, chair, members } = governed;
const params = { platformId };
const stranger = actorWith([]);

const act = (body: object, as = director) => node.call('makeAct', { params, body }, as);
const budget = async () => {
  const { lines } = ok(await node.call('readBudget', { params }, hebei));
  const { budgetMinor, reservedMinor, committedMinor, actualMinor, availableMinor } = lines.find(
    ({ heading }: { heading: string }) => heading === 'equipment',
  );
  return [budgetMinor, reservedMinor, committedMinor, actualMinor, availableMinor].map(
    (minor: string) => Number(minor) / 100_000_000,
  );
};

test('a charter is in force once every founder has adopted it as it stands', async () => {
  const { id } = await aPlatform(node, { operatorId });
  const on = { params: { platformId: id } };
  const proposed = ok(
    await node.call('proposeCharter', { ...on, body: charterBody(mandates) }, hebei),
  );
  const charter = { params: { charterId: proposed.id } };
  const adopt = (founder: string, digest: string, as = hebei) =>
    node.call('adoptCharter', { ...charter, body: { founder, digest } }, as);
  assert.equal((await adopt('110000', proposed.digest, hebei)).status, 403);
  assert.equal((await adopt('130000', 'f'.repeat(64))).body.code, 'charter_is_another');
  assert.equal((await adopt('310000', proposed.digest)).body.code, 'founder_not_known');
  assert.equal((await adopt('130000', proposed.digest, stranger)).status, 403);
  const [one, other] = await Promise.all([
    adopt('130000', proposed.digest),
    adopt('110000', proposed.digest, beijing),
  ]);
  assert.deepEqual([one.status, other.status], [201, 201]);
  assert.equal((await adopt('130000', proposed.digest)).body.code, 'charter_not_open');
  const seen = ok(await node.call('readCharters', on));
  assert.equal(seen.inForceId, proposed.id);
  // What comes later cuts it where it begins.
  const later = await charterOf(node, id, charterBody(null, { startsOn: '2026-09-01' }));
  const { items } = ok(await node.call('readCharters', on));
  assert.deepEqual(
    items.map(({ number, endsOn }: { number: number; endsOn: string | null }) => [number, endsOn]),
    [
      [2, null],
      [1, '2026-09-01'],
    ],
  );
  assert.equal(later.state, 'adopted');
});

test('a charter that cannot be is refused', async () => {
  const { id } = await aPlatform(node);
  const propose = (body: object) =>
    node.call('proposeCharter', { params: { platformId: id }, body }, hebei);
  const twice = charterBody(null, {
    bodies: [...charterBody(null).bodies, ...charterBody(null).bodies],
  });
  assert.deepEqual(codesOf(await propose({ ...twice, budgetBody: 'assembly' })), [
    'charter_not_valid',
    'body_named_twice',
    'body_named_twice',
    'body_not_in_charter',
  ]);
  assert.equal((await propose(charterBody(mandates))).body.code, 'operator_missing');
  const early = charterBody(mandates, { startsOn: '2020-01-01' });
  const before = await node.call(
    'proposeCharter',
    { params: { platformId: (await aPlatform(node, { operatorId })).id }, body: early },
    hebei,
  );
  assert.equal(before.body.code, 'mandates_do_not_hold');
});

test('mandates are looked at before founders rely on them, and refused by their clause', async () => {
  const { id } = await aPlatform(node, { operatorId });
  const propose = (body: object) =>
    node.call('proposeCharter', { params: { platformId: id }, body }, hebei);
  const grant = await published(node, hebeiMakers, await aDraft(node, hebeiMakers));
  const other = { ruleSetId: grant.ruleSetId, versionId: grant.id };
  const inputs = codesOf(await propose(charterBody(other)));
  assert.deepEqual(inputs.slice(0, 2), ['mandates_not_usable', 'mandate_input_missing']);
  const draft = await aDraft(node, hebeiMakers);
  const unpublished = charterBody({ ruleSetId: draft.ruleSetId, versionId: draft.id });
  assert.deepEqual(codesOf(await propose(unpublished)), [
    'mandates_not_usable',
    'mandate_rule_not_published',
  ]);
  const [, director] = charterBody(null).bodies;
  const alone = { bodies: [director], budgetBody: 'director' };
  const { body } = await propose(charterBody(mandates, alone));
  const [{ code, rule, params: said }] = body.reasons;
  assert.deepEqual([code, said.decidedBy], ['decider_not_in_charter', 'council']);
  assert.match(rule, /第九条/);
});

test('an act inside the mandate is made at once, and one outside it goes to the council', async () => {
  const made = ok(await act(payment()));
  assert.deepEqual([made.state, made.motionId, made.answer.within], ['made', null, true]);
  const routed = ok(await act(payment({ amountMinor: '50000001' })));
  assert.deepEqual([routed.state, routed.answer.decidedBy], ['routed', 'council']);
  assert.match(routed.answer.clause, /第九条第（二）项/);
  const motion = ok(
    await node.call('readMotion', { params: { motionId: routed.motionId } }, members[0]),
  );
  assert.deepEqual([motion.state, motion.body, motion.may.vote], ['open', 'council', true]);
  assert.match(motion.reasons[0].zh, /单次限额/);
  assert.deepEqual(await budget(), [10, 0.50000001, 0.4, 0, 9.09999999]);
  const waiting = ok(await node.call('listDecisionsToTake', {}, members[0]));
  assert.deepEqual(
    waiting.items.map(({ what, id }: { what: string; id: string }) => [what, id]),
    [['vote', routed.motionId]],
  );
  await decided(node, governed, routed.motionId);
  const after = ok(await node.call('readAct', { params: { actId: routed.id } }, director));
  assert.equal(after.state, 'approved');
});

test('what a body may do alone is told with its limits and its negative list', async () => {
  const { powers } = ok(await node.call('readMandates', { params }, director));
  const pay = powers.find(({ kind }: { kind: string }) => kind === 'pay');
  assert.deepEqual([pay.singleMinor, pay.yearlyMinor], ['50000000', '500000000']);
  const never = pay.except.map((one: { subject: string; upToMinor: string }) => [
    ...[one.subject, one.upToMinor],
  ]);
  assert.ok(never.some(([subject, upTo]: string[]) => subject === 'loan' && upTo === '0'));
  assert.ok(
    never.some(([subject, upTo]: string[]) => subject === 'donation' && upTo === '2000000'),
  );
  assert.ok(!powers.some(({ kind }: { kind: string }) => kind === 'transfer'));
});

test('what is never delegated, and who holds no seat', async () => {
  const guarantee = ok(
    await act({
      body: 'director',
      kind: 'sign',
      subject: 'guarantee',
      title: '担保',
      amountMinor: '0',
    }),
  );
  assert.equal(guarantee.state, 'routed');
  assert.equal((await act(payment(), chair)).body.code, 'seat_not_held');
  assert.equal((await act(payment(), stranger)).status, 404);
  const own = await anOrganisation(node, '110000', 'enterprise');
  const interested = {
    ...director,
    memberships: [{ organisationId: own, role: 'viewer' as const }],
  };
  const refused = await act(payment({ organisationId: own }), interested);
  assert.deepEqual(codesOf(refused), ['conflict_of_interest', 'member_of_the_other_side']);
});

test('more than the budget has is refused with the figures', async () => {
  const { body } = await act(payment({ amountMinor: '99999999999' }));
  assert.equal(body.code, 'over_budget');
  assert.deepEqual([body.params.asked, body.params.budget], ['999999999.99', '10000000.00']);
  assert.equal((await act(payment({ heading: 'travel' }))).body.code, 'heading_not_budgeted');
  assert.equal((await act(payment({ heading: null }))).body.code, 'heading_missing');
  const cut = {
    year: 2026,
    lines: [{ heading: 'staff', nameZh: '人', nameEn: 'S', amountMinor: '1' }],
  };
  const smaller = await node.call('proposeBudget', { params, body: cut }, hebei);
  assert.equal(smaller.body.code, 'budget_below_commitments');
});

test('a commitment is paid for less or released, and the rest is there again', async () => {
  const before = await budget();
  const { id } = ok(await act(payment()));
  const settle = (actId: string, body: object) =>
    node.call('settleAct', { params: { actId }, body }, hebei);
  const more = await settle(id, { as: 'paid', amountMinor: '40000001' });
  assert.equal(more.body.code, 'actual_exceeds_commitment');
  const part = { as: 'paid', amountMinor: '10000000', restStays: true };
  const begun = ok(await settle(id, part));
  assert.deepEqual([begun.settled, begun.paidMinor, begun.may.settle], [null, '10000000', true]);
  assert.equal((await settle(id, { as: 'paid', amountMinor: '30000001' })).status, 422);
  const paid = ok(await settle(id, { as: 'paid', amountMinor: '20000000' }));
  assert.deepEqual([paid.settled.as, paid.paidMinor], ['paid', '30000000']);
  assert.equal((await settle(id, { as: 'released' })).body.code, 'act_not_open');
  const { id: other } = ok(await act(payment()));
  ok(await settle(other, { as: 'released' }));
  const now = await budget();
  assert.deepEqual(
    now.map((figure, at) => Number((figure - before[at]!).toFixed(6))),
    [0, 0, 0, 0.3, -0.3],
  );
  const file = await node.call('exportBudget', { params, query: { lang: 'en' } }, hebei);
  assert.match(file.raw.toString(), /Equipment,10000000.00/);
  const acts = await node.call('exportActs', { params, query: { kind: ['pay'] } }, hebei);
  assert.match(acts.raw.toString(), /300000.00/);
});

test('of two at once near the limit of the year one is made and one is routed', async () => {
  const { amountMinor: used } = ok(await node.call('readMandates', { params }, hebei)).used.find(
    ({ kind }: { kind: string }) => kind === 'pay',
  );
  // 5 million a year: half a million is left for two who ask for 400,000 each.
  const left = 500_000_000 - Number(used);
  for (let rest = left - 50_000_000; rest > 0; rest -= 50_000_000) {
    const amountMinor = String(Math.min(rest, 50_000_000));
    assert.equal(ok(await act(payment({ amountMinor }))).state, 'made');
  }
  const both = await Promise.all([act(payment()), act(payment())]);
  assert.deepEqual(both.map((one) => ok(one).state).toSorted(), ['made', 'routed']);
  const { answer } = ok(both.find(({ body }) => body.state === 'routed')!);
  assert.match(answer.reasons[0].zh, /年度限额/);
});

test('a vote without a quorum is refused while voting goes on, and decides nothing after', async () => {
  const raised = ok(
    await node.call(
      'raiseMotion',
      { params, body: { body: 'council', title: '章程解释' } },
      director,
    ),
  );
  const on = { params: { motionId: raised.id } };
  ok(await node.call('castVote', { ...on, body: { choice: 'for' } }, chair));
  const early = await node.call('closeMotion', on, chair);
  assert.equal(early.body.code, 'quorum_not_reached');
  const { present, needed, seats, clause } = early.body.params;
  assert.deepEqual([present, needed, seats, clause], [1, 2, 3, '第八条']);
  assert.equal((await node.call('closeMotion', on, members[0])).body.code, 'seat_not_held');
  const again = await node.call('castVote', { ...on, body: { choice: 'against' } }, chair);
  assert.equal(again.body.code, 'vote_already_cast');
  node.setNow(new Date('2026-06-09T04:00:00Z'));
  const late = await node.call('castVote', { ...on, body: { choice: 'for' } }, members[0]);
  assert.equal(late.body.code, 'voting_has_ended');
  await node.runJob('platforms.close_ended_motions');
  const closed = ok(await node.call('readMotion', on, chair));
  assert.deepEqual([closed.state, closed.tally.outcome], ['undecided', 'no_quorum']);
  node.setNow(new Date('2026-06-10T04:00:00Z'));
});

test('who has a conflict of interests has no vote and does not make a quorum', async () => {
  const organisationId = await anOrganisation(node, '120000', 'enterprise');
  const routed = ok(await act(payment({ amountMinor: '60000000', organisationId })));
  const on = { params: { motionId: routed.motionId } };
  const vote = (as: typeof chair, choice = 'for') =>
    node.call('castVote', { ...on, body: { choice } }, as);
  ok(await node.call('recuseSeat', { ...on, body: { ground: '亲属任职' } }, members[0]));
  assert.equal((await vote(members[0]!)).body.code, 'conflict_of_interest');
  const member = { ...members[1]!, memberships: [{ organisationId, role: 'viewer' as const }] };
  const hidden = await vote(member);
  assert.deepEqual(codesOf(hidden), ['conflict_of_interest', 'member_of_the_other_side']);
  ok(await vote(chair));
  const closing = await node.call('closeMotion', on, chair);
  assert.equal(closing.body.code, 'quorum_not_reached');
  const motion = ok(await node.call('readMotion', on, chair));
  assert.deepEqual([motion.tally.conflicted, motion.tally.present], [2, 1]);
  assert.equal(motion.seats[2].conflict ?? motion.seats[1].conflict, 'member_of_the_other_side');
  ok(await node.call('withdrawMotion', on, director));
  assert.equal(
    ok(await node.call('readAct', { params: { actId: routed.id } }, hebei)).state,
    'lapsed',
  );
});

test('a meeting votes by who is there, and ends with minutes', async () => {
  const call = { body: 'council', calledFor: '2026-06-10T05:00:00.000Z', place: '保定' };
  const meeting = ok(await node.call('callMeeting', { params, body: call }, chair));
  const on = { params: { meetingId: meeting.id } };
  const body = { body: 'council', title: '年度计划', meetingId: meeting.id };
  const motion = ok(await node.call('raiseMotion', { params, body }, chair));
  const vote = (as: typeof chair, choice = 'for') =>
    node.call('castVote', { params: { motionId: motion.id }, body: { choice } }, as);
  assert.equal((await vote(chair)).body.code, 'not_present');
  const attend = (as: typeof chair) =>
    node.call(
      'recordAttendance',
      { ...on, revision: meeting.revision, body: { seatIds: governed.seats.slice(0, 2) } },
      as,
    );
  assert.equal((await attend(members[1]!)).body.code, 'not_in_the_chair');
  ok(await attend(chair));
  ok(await vote(chair));
  ok(await vote(members[0]!, 'abstain'));
  assert.equal((await vote(members[1]!)).body.code, 'not_present');
  const minutes = { ...on, body: { minutes: '讨论了年度计划。' } };
  const early = await node.call('closeMeeting', minutes, chair);
  assert.equal(early.body.code, 'motions_still_open');
  const closed = ok(await node.call('closeMotion', { params: { motionId: motion.id } }, chair));
  // One of two present agrees: not more than a half.
  assert.deepEqual([closed.state, closed.tally.base, closed.tally.forNeeded], ['defeated', 2, 2]);
  assert.equal((await node.call('downloadMinutes', on, chair)).body.code, 'meeting_not_held');
  ok(await node.call('closeMeeting', minutes, chair));
  const pdf = await node.call('downloadMinutes', on, members[1]);
  assert.equal(pdf.raw.subarray(0, 5).toString(), '%PDF-');
});

/** The mails that notices about a record led to, the latest first. */
async function mailsAbout(subjectId: string) {
  const waiting = await rows<{ id: string }>(
    node.database.tx,
    sql`select id from platforms.notice where subject_id = ${subjectId} and mailed_at is null
        order by id`,
  );
  const before = mailbox.mails.length;
  for (const { id } of waiting) await node.runJob('platforms.mail_notice', { noticeId: id });
  for (const { id } of waiting) await node.runJob('platforms.mail_notice', { noticeId: id });
  return mailbox.mails.slice(before).map(({ raw }) => raw);
}

test('a meeting is moved and called off with the reason, and those who sit are told', async () => {
  const call = { body: 'council', calledFor: '2026-06-20T05:00:00Z' };
  const meeting = ok(await node.call('callMeeting', { params, body: call }, chair));
  const on = { params: { meetingId: meeting.id } };
  assert.equal((await mailsAbout(meeting.id)).length, 2, 'the two others who sit');
  const agenda = { body: 'council', title: '延期议题', meetingId: meeting.id };
  const motion = ok(await node.call('raiseMotion', { params, body: agenda }, members[0]));
  assert.ok(motion.closesAt > call.calledFor, 'it is open until the meeting votes');
  const move = (body: object, as = chair) =>
    node.call('moveMeeting', { ...on, revision: meeting.revision, body }, as);
  const later = { calledFor: '2026-07-30T05:00:00.000Z', reason: '场地维修' };
  assert.equal((await move(later, members[0])).body.code, 'not_in_the_chair');
  const past = await move({ ...later, calledFor: '2026-01-01T00:00:00Z' });
  assert.equal(past.body.code, 'meeting_in_the_past');
  const moved = ok(await move(later));
  assert.deepEqual([moved.movedFrom, moved.changeNote], [call.calledFor, '场地维修']);
  assert.equal((await move(later)).status, 412);
  const put = ok(await node.call('readMotion', { params: { motionId: motion.id } }, chair));
  assert.ok(put.closesAt > later.calledFor);
  const waiting = async () =>
    ok(await node.call('listDecisionsToTake', {}, members[1])).items.find(
      ({ id }: { id: string }) => id === meeting.id,
    );
  assert.deepEqual([(await waiting()).what, (await waiting()).note], ['attend', '场地维修']);
  const off = ok(await node.call('callOffMeeting', { ...on, body: { reason: '人数不足' } }, chair));
  assert.deepEqual([off.state, off.motions[0].state], ['cancelled', 'withdrawn']);
  assert.equal((await waiting()).what, 'cancelled');
  const again = await node.call('callOffMeeting', { ...on, body: { reason: '再次' } }, chair);
  assert.equal(again.body.code, 'meeting_not_open');
  const [mail = ''] = await mailsAbout(meeting.id);
  assert.match(mail, /method=CANCEL/);
  const file = (await node.call('downloadMeetingCalendar', on, members[0])).raw.toString();
  assert.match(file, /METHOD:CANCEL[\s\S]*DTSTART:20260730T050000Z[\s\S]*STATUS:CANCELLED/);
  assert.equal((await node.call('downloadMeetingCalendar', on, stranger)).status, 404);
});

test('history tells everyone of what everyone sees, and insiders how it is governed', async () => {
  const stepsFor = async (as: typeof chair) =>
    new Set(
      ok(await node.call('readPlatformHistory', { params }, as)).items.map(
        ({ type }: { type: string }) => type,
      ),
    );
  assert.deepEqual(
    await stepsFor(stranger),
    new Set(['platforms.charter_concluded', 'platforms.platform_registered']),
  );
  const inner = await stepsFor(members[0]!);
  assert.ok(inner.has('platforms.act_made') && inner.has('platforms.seat_given'));
});

test('a changed budget is posted as the difference', async () => {
  const lines = [
    { heading: 'equipment', nameZh: '设备费', nameEn: 'Equipment', amountMinor: '1200000000' },
    { heading: 'staff', nameZh: '人员费', nameEn: 'Staff', amountMinor: '200000000' },
  ];
  await adoptBudget(node, governed, { year: 2026, lines });
  assert.equal((await budget())[0], 12);
  const { total } = ok(await node.call('readBudget', { params }, hebei));
  assert.equal(total.budgetMinor, '1400000000');
});

test('seats have terms: one person once, one chair at a time', async () => {
  const give = async (seat: object) =>
    await node.call(
      'giveSeat',
      { params, body: { body: 'council', startsOn: '2026-01-01', ...seat } },
      hebei,
    );
  const nobody = await give({ email: 'nobody@example.org' });
  assert.equal(nobody.body.code, 'person_not_known');
  const { seatId } = await seated(node, platformId, { body: 'council' }, '李理事');
  await assert.rejects(
    seated(node, platformId, { body: 'council', isChair: true }, '周理事'),
    /chair_is_held/,
  );
  const end = (endsOn: string) =>
    node.call(
      'endSeat',
      { params: { seatId }, revision: 1, body: { endsOn, reason: '调离' } },
      hebei,
    );
  assert.equal((await end('2025-01-01')).body.code, 'term_not_valid');
  const ended = ok(await end('2026-06-01'));
  assert.deepEqual([ended.endsOn, ended.endNote], ['2026-06-01', '调离']);
});

test('how it is governed is for insiders alone', async () => {
  for (const name of [
    'listSeats',
    'listActs',
    'readMandates',
    'listMotions',
    'listMeetings',
    'readBudget',
  ]) {
    assert.equal((await node.call(name, { params }, stranger)).status, 404, name);
    assert.equal((await node.call(name, { params }, members[0])).status, 200, name);
  }
});

test('after all this every check counts zero', async () => {
  assert.deepEqual(await failedChecks(node.database.tx, [platforms]), []);
});
