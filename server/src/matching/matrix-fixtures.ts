/** For each operation a call about something of the own organisation; the matrix makes it. */
import { randomUUID } from 'node:crypto';
import { signedInPerson } from '../identity/testing.ts';
import type { Fixture, MatrixFixtures, World } from '../runtime/testing/matrix.ts';
import { actorWith } from '../runtime/testing/node.ts';
import { acceptIntroduction, concludeIntroduction } from './answer-introduction.ts';
import { pickSlot, proposeMeeting } from './arrange-meeting.ts';
import { askIntroduction } from './ask-introduction.ts';
import type { NeedChange, TechnologyChange } from './contract.ts';
import { confirmDeal } from './keep-deal.ts';
import { createWatch } from './keep-watch.ts';
import { approveReview } from './look-at-review.ts';
import { publishNeed, publishTechnology } from './publish-record.ts';
import { rankingFixtures } from './ranking-fixtures.ts';
import { daysLater, today } from './record.ts';
import { stopTokenOf } from './stop-mails.ts';
import { loadNeed } from './store.ts';
import { submitTechnology } from './submit-record.ts';
import { completeNeed, completeTechnology } from './testing.ts';
import { createNeed } from './write-need.ts';
import { createTechnology } from './write-technology.ts';

const technologyText = completeTechnology as TechnologyChange;
const needText = { ...completeNeed, regionScope: [] } as NeedChange;
const soon = () => daysLater(today(new Date()), 100);

interface Made {
  readonly id: string;
  readonly revision: number;
}

/** Begun by the node itself, which may act for every organisation. */
async function aDraft(
  { node, own }: World,
  kind: 'technology' | 'need',
  other: { readonly title?: string } = {},
): Promise<Made> {
  const { organisationId } = own;
  return await node.transact<Made>((ctx) =>
    kind === 'technology'
      ? createTechnology(ctx, { organisationId, ...technologyText, ...other })
      : createNeed(ctx, { organisationId, ...needText, ...other }),
  );
}

async function aPublished(
  world: World,
  kind: 'technology' | 'need',
  other: { readonly title?: string } = {},
): Promise<Made> {
  const { id, revision } = await aDraft(world, kind, other);
  return await world.node.transact<Made>((ctx) =>
    kind === 'technology'
      ? publishTechnology(ctx, { technologyId: id, revision })
      : publishNeed(ctx, { needId: id, revision }),
  );
}

/** Somebody on the other side who is none of the callers. */
async function anotherOrganisation({ node, foreign }: World): Promise<string> {
  const { regionCode } = foreign;
  const { headers } = await signedInPerson(node, {
    offices: [{ office: 'region_officer', regionCode }],
  });
  const body = { kind: 'enterprise', nameZh: '另一方', nameEn: 'The other side', regionCode };
  const answer = await node.call('createOrganisation', { body, headers });
  return answer.body.id;
}

async function anIntroduction(world: World, asker: 'own' | 'other') {
  const { node, own } = world;
  const other = await anotherOrganisation(world);
  // Among hundreds of one text no rank would be kept; with a word of its own it stands first.
  const title = `轧辊 ${randomUUID()}`;
  const need = await aPublished(world, 'need', { title });
  const technology = await aPublished(
    { ...world, own: { ...own, organisationId: other } },
    'technology',
    { title },
  );
  const introduction = await node.transact((ctx) =>
    askIntroduction(ctx, {
      organisationId: asker === 'own' ? own.organisationId : other,
      needId: need.id,
      technologyId: technology.id,
      message: 'for the matrix',
    }),
  );
  return { introductionId: introduction.id };
}

const node: Fixture = { about: 'node' };

function onTechnology(
  make: (world: World, kind: 'technology') => Promise<Made>,
  body?: object,
): Fixture {
  return {
    about: 'private',
    input: async (world) => {
      const { id, revision } = await make(world, 'technology');
      return { params: { technologyId: id }, revision, ...(body === undefined ? {} : { body }) };
    },
  };
}

function onNeed(make: (world: World, kind: 'need') => Promise<Made>, body?: object): Fixture {
  return {
    about: 'private',
    input: async (world) => {
      const { id, revision } = await make(world, 'need');
      return { params: { needId: id }, revision, ...(body === undefined ? {} : { body }) };
    },
  };
}

function onIntroduction(asker: 'own' | 'other', body: object): Fixture {
  return {
    about: 'private',
    input: async (world) => {
      const { introductionId } = await anIntroduction(world, asker);
      return { params: { introductionId }, body };
    },
  };
}

/** What the node does for both sides, it does for the asker first. */
async function anAccepted(world: World, asker: 'own' | 'other') {
  const introduction = await anIntroduction(world, asker);
  await world.node.transact((ctx) => acceptIntroduction(ctx, introduction));
  return introduction;
}

const slotIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const offer = () => ({ slots: [slotIn(2), slotIn(3)], durationMinutes: 60, place: '会议室' });

function onMeeting(
  asker: 'own' | 'other',
  body: ((startsAt: string) => object) | null,
  picked = false,
): Fixture {
  return {
    about: 'private',
    input: async (world) => {
      const introduction = await anAccepted(world, asker);
      const { meetings } = await world.node.transact((ctx) =>
        proposeMeeting(ctx, { ...introduction, ...offer() }),
      );
      const { id: meetingId, slots } = meetings[0]!;
      const startsAt = slots[0]!;
      if (picked) await world.node.transact((ctx) => pickSlot(ctx, { meetingId, startsAt }));
      return { params: { meetingId }, ...(body === null ? {} : { body: body(startsAt) }) };
    },
  };
}

const dealFacts = {
  outcome: 'contract_signed',
  kind: 'licence',
  amountMinor: '100',
  currency: 'CNY',
  signedOn: '2026-01-05',
} as const;

function onDeal(recorder: 'own' | 'other', body?: object, confirmed = false): Fixture {
  return {
    about: 'private',
    input: async (world) => {
      const introduction = await anAccepted(world, recorder);
      const { deal } = await world.node.transact((ctx) =>
        concludeIntroduction(ctx, { ...introduction, ...dealFacts }),
      );
      const params = { dealId: deal?.id ?? '' };
      if (confirmed) {
        await world.node.transact((ctx) => confirmDeal(ctx, { ...params, revision: 1 }));
      }
      const revision = confirmed ? 2 : 1;
      return { params, revision, ...(body === undefined ? {} : { body }) };
    },
  };
}

function onReview(state: 'submitted' | 'approved', body?: object): Fixture {
  return {
    about: 'private',
    input: async (world) => {
      const { id, revision } = await aDraft(world, 'technology');
      const reviewId = await world.node.transact(async (ctx) => {
        const submitted = await submitTechnology(ctx, { technologyId: id, revision });
        const review = { reviewId: submitted.reviewId };
        if (state === 'approved') await approveReview(ctx, review);
        return review.reviewId;
      });
      return { params: { reviewId }, ...(body === undefined ? {} : { body }) };
    },
  };
}

const watchBody = {
  name: 'for the matrix',
  basis: 'list',
  find: 'technology',
  q: '轧辊',
  rhythm: 'weekly',
  byMail: false,
} as const;

/** Somebody else's. */
function onWatch(body?: object): Fixture {
  return {
    about: 'person',
    input: async ({ node: { jobContext } }) => {
      const watch = await jobContext.transact((ctx) => createWatch(ctx, watchBody), actorWith([]));
      const about = { params: { watchId: watch.id }, revision: watch.revision };
      return { ...about, ...(body === undefined ? {} : { body }) };
    },
  };
}

export const fixtures: MatrixFixtures = {
  operations: {
    listFields: node,
    ...rankingFixtures({
      published: aPublished,
      introduction: (world) => anIntroduction(world, 'own'),
      otherOrganisation: anotherOrganisation,
    }),

    listTechnologies: node,
    exportTechnologies: node,
    submitTechnology: onTechnology(aDraft),
    createTechnology: {
      about: 'private',
      input: ({ own: { organisationId } }) => ({ body: { organisationId, title: '草稿' } }),
    },
    // A draft, since it is the one that not everybody may read.
    readTechnology: { ...onTechnology(aDraft), opens: ['viewer'] },
    editTechnology: onTechnology(aDraft, { title: '新的标题' }),
    renewTechnology: onTechnology(aPublished, { expiresOn: soon() }),
    withdrawTechnology: onTechnology(aPublished, { reason: 'priorities_changed' }),
    discardTechnology: onTechnology(aDraft),

    listNeeds: node,
    exportNeeds: node,
    submitNeed: onNeed(aDraft),
    createNeed: {
      about: 'private',
      input: ({ own: { organisationId } }) => ({ body: { organisationId, title: '草稿' } }),
    },
    readNeed: { ...onNeed(aDraft), opens: ['viewer'] },
    editNeed: onNeed(aDraft, { title: '新的标题' }),
    renewNeed: onNeed(aPublished, { expiresOn: soon() }),
    withdrawNeed: onNeed(aPublished, { reason: 'no_budget' }),
    fulfilNeed: onNeed(aPublished, {}),
    discardNeed: onNeed(aDraft),

    listReviews: node,
    exportReviews: node,
    readReview: onReview('approved'),
    approveReview: onReview('submitted', {}),
    returnReview: onReview('submitted', { reasons: ['clarity'] }),
    scoreReview: onReview('approved', {
      scores: { innovation: 4, clarity: 4, expectations: 4, guidelines: 4 },
    }),
    recallReview: onReview('submitted'),

    listWatches: node,
    createWatch: { about: 'node', input: () => ({ body: watchBody }) },
    editWatch: onWatch({ rhythm: 'never' }),
    removeWatch: onWatch(),
    listFinds: node,
    markFindsSeen: { about: 'node', input: () => ({ body: {} }) },
    stopMails: {
      about: 'node',
      input: ({ node: { jobContext } }) => ({
        body: { token: stopTokenOf(jobContext.settings.secret, randomUUID()) },
      }),
    },

    askIntroduction: {
      about: 'private',
      input: async (world) => {
        const other = { ...world.own, organisationId: await anotherOrganisation(world) };
        const technology = await aPublished({ ...world, own: other }, 'technology');
        return {
          body: {
            organisationId: world.own.organisationId,
            technologyId: technology.id,
            message: 'for the matrix',
            contact: { name: '周工' },
          },
        };
      },
    },
    listIntroductions: node,
    exportIntroductions: node,
    readIntroduction: {
      about: 'private',
      input: async (world) => {
        const { introductionId } = await anIntroduction(world, 'own');
        return { params: { introductionId } };
      },
    },
    acceptIntroduction: onIntroduction('other', {}),
    declineIntroduction: onIntroduction('other', { reasons: ['too_early'] }),
    withdrawIntroduction: onIntroduction('own', { reason: 'priorities_changed' }),
    concludeIntroduction: {
      about: 'private',
      input: async (world) => {
        const { introductionId } = await anIntroduction(world, 'own');
        await world.node.transact((ctx) => acceptIntroduction(ctx, { introductionId }));
        const body = { outcome: 'talks_ended', reasons: ['too_early'] };
        return { params: { introductionId }, body };
      },
    },

    proposeMeeting: {
      about: 'private',
      input: async (world) => ({ params: await anAccepted(world, 'own'), body: offer() }),
    },
    proposeOtherSlots: onMeeting('other', offer, true),
    pickSlot: onMeeting('other', (startsAt) => ({ startsAt })),
    cancelMeeting: onMeeting('own', () => ({ reason: 'no_longer_needed' }), true),
    downloadMeeting: onMeeting('own', null, true),

    listDeals: node,
    exportDeals: node,
    readDeal: onDeal('own'),
    confirmDeal: onDeal('other'),
    disputeDeal: onDeal('other', { reasons: ['amount_differs'] }),
    amendDeal: onDeal('own', { amountMinor: '200' }),
    retractDeal: onDeal('own', { reasons: ['too_early'] }),
    registerDeal: onDeal(
      'own',
      { number: '2026110001', office: '登记处', registeredOn: '2026-01-06' },
      true,
    ),

    readLessons: {
      about: 'private',
      input: ({ own: { organisationId } }) => ({ params: { organisationId } }),
    },
    exportLessons: {
      about: 'private',
      input: ({ own: { organisationId } }) => ({ params: { organisationId } }),
    },

    readInbox: node,
    readJourney: {
      about: 'private',
      opens: ['viewer', 'region_officer', 'secretariat'],
      input: async (world) => {
        // One that nobody of the foreign region has taken part in.
        const { id } = await aPublished(world, 'need');
        const need = await world.node.transact(({ tx }) => loadNeed(tx, id));
        return { params: { journeyId: need?.journeyId ?? '' } };
      },
    },
  },
};
