/**
 * Calls about how the platform of the own organisation is governed. None of the callers has a seat,
 * so that who may look is told that they hold none, and everyone else that there is nothing.
 */
import { randomUUID } from 'node:crypto';
import type { Rule } from '../runtime/actor.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Fixture, MatrixFixtures, World } from '../runtime/testing/matrix.ts';
import type { CallInput } from '../runtime/testing/node.ts';
import { insertAct } from './act-store.ts';
import { adoptCharter, proposeCharter } from './adopt-charter.ts';
import type { Body } from './charter.ts';
import { findCharter, insertSeat } from './charter-store.ts';
import { callMeeting } from './hold-meeting.ts';
import { aPlatform, onPlatform } from './platform-fixtures.ts';
import { openMotion } from './raise-motion.ts';
import { platformOf } from './rights.ts';

const insiders: readonly Rule[] = [
  'viewer',
  'region_officer',
  'secretariat',
  'audit_administrator',
];

const council: Body = {
  ...{ code: 'council', nameZh: '理事会', nameEn: 'Council', kind: 'council' },
  ...{ quorum: 'any', majority: 'simple', majorityOf: 'present', tie: 'motion_fails' },
  ...{ conflictedCount: false, votingDays: 7, clause: '第八条' },
};

const content = { bodies: [council], budgetBody: 'council', mandates: null, note: null };

async function proposed(world: World) {
  const { id: platformId } = await aPlatform(world);
  return await world.node.transact((ctx) =>
    proposeCharter(ctx, { platformId, ...content, startsOn: '2020-01-01' }),
  );
}

/** Made once: calls that are refused for want of a seat, and those that read, leave it as it is. */
function once<Made>(make: (world: World) => Promise<Made>): (world: World) => Promise<Made> {
  const made = new WeakMap<World, Promise<Made>>();
  return (world) => {
    const known = made.get(world) ?? make(world);
    made.set(world, known);
    return known;
  };
}

/** A platform whose charter both founders adopted, with one seat of somebody else. */
const governed = once(async (world: World) => {
  const { id: charterId, platformId, digest } = await proposed(world);
  const person = { id: randomUUID(), name: '矩阵理事' };
  const seat = {
    ...{ id: uuidv7(), platformId, body: 'council', personId: person.id, votes: 1, sample: false },
    ...{ personName: person.name, isChair: true, startsOn: '2020-01-01', endsOn: null },
  };
  await world.node.transact(async (ctx) => {
    for (const founder of [world.own.regionCode, '320000']) {
      await adoptCharter(ctx, { charterId, founder, digest });
    }
    await insertSeat(ctx.tx, seat, person, ctx.now);
  });
  return { platformId, charterId, seatId: seat.id, person };
});

const aMotion = once(async (world: World) => {
  const about = await governed(world);
  const { id: motionId } = await world.node.transact(async (ctx) => {
    const platform = await platformOf(ctx, about.platformId);
    const charter = (await findCharter(ctx.tx, about.charterId))!;
    return await openMotion(ctx, platform, charter, {
      ...{ body: council, kind: 'other', title: '矩阵', note: null, reasons: [] },
    });
  });
  return { ...about, motionId };
});

const aMeeting = once(async (world: World) => {
  const { platformId } = await governed(world);
  const body = { platformId, body: 'council', calledFor: '2026-01-01T00:00:00Z' };
  return (await world.node.transact((ctx) => callMeeting(ctx, body))).id;
});

const anAct = once(async (world: World) => {
  const { platformId, charterId, seatId, person } = await governed(world);
  const id = uuidv7();
  const answer = {
    ...{ within: true, decidedBy: null, clause: null, reasons: [], rule: '矩阵', digest: '' },
  };
  await world.node.transact((ctx) =>
    insertAct(
      ctx.tx,
      {
        ...{ id, platformId, charterId, seatId, body: 'council', kind: 'sign', title: '矩阵' },
        ...{ subject: 'ordinary', note: null, amountMinor: 0n, counterparty: null, year: 2026 },
        ...{ organisationId: null, heading: null, state: 'made', decisionId: randomUUID(), answer },
        ...{ motionId: null, transactionId: null, actedBy: person, sample: false },
      },
      ctx.now,
    ),
  );
  return id;
});

function about(
  make: (world: World) => Promise<Record<string, string>>,
  more: CallInput = {},
  opens: readonly Rule[] = insiders,
): Fixture {
  const input = async (world: World) => ({ params: await make(world), ...more });
  return { about: 'private', opens, input };
}

const onGoverned = (more: CallInput = {}) =>
  about(async (world) => ({ platformId: (await governed(world)).platformId }), more);
const onMotion = (more: CallInput = {}) =>
  about(async (world) => ({ motionId: (await aMotion(world)).motionId }), more);
const onMeeting = (more: CallInput = {}) =>
  about(async (world) => ({ meetingId: await aMeeting(world) }), more);
const keepers: readonly Rule[] = ['editor', 'region_officer', 'secretariat'];

export const governanceFixtures: MatrixFixtures['operations'] = {
  readCharters: onPlatform(),
  proposeCharter: onPlatform({ body: { ...content, startsOn: '2020-01-01' } }),
  adoptCharter: {
    about: 'private',
    opens: ['region_officer'],
    input: async (world) => {
      const { id: charterId, digest } = await proposed(world);
      return { params: { charterId }, body: { founder: world.own.regionCode, digest } };
    },
  },
  withdrawCharter: about(async (world) => ({ charterId: (await proposed(world)).id }), {}, keepers),
  listSeats: onGoverned(),
  giveSeat: onPlatform({
    body: { body: 'council', email: 'nobody@example.org', startsOn: '2026-01-01' },
  }),
  endSeat: about(
    async (world) => ({ seatId: (await governed(world)).seatId }),
    { revision: 1, body: { endsOn: '2030-01-01', reason: '矩阵' } },
    keepers,
  ),

  readMandates: onGoverned(),
  listActs: onGoverned(),
  exportActs: onGoverned(),
  makeAct: onGoverned({
    body: { body: 'council', kind: 'sign', title: '矩阵', amountMinor: '0' },
  }),
  readAct: about(async (world) => ({ actId: await anAct(world) })),
  settleAct: about(
    async (world) => ({ actId: await anAct(world) }),
    { body: { as: 'released' } },
    keepers,
  ),

  listMotions: onGoverned(),
  raiseMotion: onGoverned({ body: { body: 'council', title: '矩阵' } }),
  readMotion: onMotion(),
  castVote: onMotion({ body: { choice: 'for' } }),
  recuseSeat: onMotion({ body: { ground: '矩阵' } }),
  closeMotion: onMotion(),
  withdrawMotion: onMotion(),

  listMeetings: onGoverned(),
  callMeeting: onGoverned({ body: { body: 'council', calledFor: '2026-01-01T00:00:00Z' } }),
  moveMeeting: onMeeting({ revision: 1, body: { place: '矩阵', reason: '矩阵' } }),
  callOffMeeting: onMeeting({ body: { reason: '矩阵' } }),
  downloadMeetingCalendar: onMeeting(),
  readMeeting: onMeeting(),
  recordAttendance: onMeeting({ revision: 1, body: { seatIds: [] } }),
  closeMeeting: onMeeting({ body: { minutes: '矩阵' } }),
  downloadMinutes: onMeeting(),
  listDecisionsToTake: { about: 'node' },

  readBudget: onGoverned(),
  exportBudget: onGoverned(),
  proposeBudget: onPlatform({
    body: {
      year: 2026,
      lines: [{ heading: 'staff', nameZh: '人员费', nameEn: 'Staff', amountMinor: '100' }],
    },
  }),
};
