/** What HTTP and the web see of matching: its operations, their shapes and their refusals. */
import { type Static, Type } from 'typebox';
import { organisationKinds } from '../registry/contract.ts';
import {
  Day,
  endpoint,
  exportQuery,
  Id,
  Instant,
  Nullable,
  OneOf,
  Page,
  Paging,
  Several,
} from '../runtime/endpoint.ts';
import { dealContract } from './deal-contract.ts';
import { fieldSchemes } from './field-schemes.ts';
import { IntroductionSummary, introductionContract } from './introduction-contract.ts';
import { lessonContract } from './lesson-contract.ts';
import { meetingContract } from './meeting-contract.ts';
import { needActions, needStates, needWithdrawalReasons } from './need.ts';
import { recordKinds } from './record.ts';
import { Maturity, needText, technologyText } from './record-shapes.ts';
import { NeedSummary, recordFacts, TechnologySummary } from './record-summaries.ts';
import { ReviewSummary } from './review-contract.ts';
import { closed, FieldCode, Note, Owner, RegionCode, Rights, Step } from './shape-contract.ts';
import { technologyActions, technologyStates, technologyWithdrawalReasons } from './technology.ts';
import { Find } from './watch-contract.ts';

export * from './deal-contract.ts';
export * from './introduction-contract.ts';
export * from './lesson-contract.ts';
export * from './meeting-contract.ts';
export * from './ranking-contract.ts';
export { Budget, Maturity, PriceIdea } from './record-shapes.ts';
export { NeedSummary, TechnologySummary } from './record-summaries.ts';
export * from './review-contract.ts';
export { Contact, Owner, Step } from './shape-contract.ts';
export * from './watch-contract.ts';

// Shapes --------------------------------------------------------------------------------------

/** What the screen sends as a person types; what is left out stays as it is. */
export const TechnologyChange = Type.Partial(Type.Object(technologyText), closed);
export const NeedChange = Type.Partial(Type.Object(needText), closed);
export type TechnologyChange = Static<typeof TechnologyChange>;
export type NeedChange = Static<typeof NeedChange>;

export const Technology = Type.Object({
  ...recordFacts,
  ...technologyText,
  state: OneOf(technologyStates),
  withdrawnBecause: Nullable(OneOf(technologyWithdrawalReasons)),
  /** Its latest review; for its own organisation. */
  reviewId: Nullable(Id),
  /** What the caller may do with it now. */
  may: Rights([...technologyActions, 'ask', 'match']),
});
export type Technology = Static<typeof Technology>;

export const Need = Type.Object({
  ...recordFacts,
  ...needText,
  state: OneOf(needStates),
  withdrawnBecause: Nullable(OneOf(needWithdrawalReasons)),
  reviewId: Nullable(Id),
  may: Rights([...needActions, 'ask', 'match']),
});
export type Need = Static<typeof Need>;

export const Field = Type.Object({
  code: Type.String(),
  scheme: OneOf(fieldSchemes),
  parentCode: Nullable(Type.String()),
  nameZh: Type.String(),
  nameEn: Type.String(),
});

export const Journey = Type.Object({
  id: Id,
  about: Type.Object({
    kind: OneOf(recordKinds),
    id: Id,
    title: Type.String(),
    state: Type.String(),
    organisation: Owner,
  }),
  steps: Type.Array(Step),
  regions: Type.Array(Type.String()),
});
export type Journey = Static<typeof Journey>;

const RecordLine = Type.Object({
  kind: OneOf(recordKinds),
  id: Id,
  title: Type.String(),
  state: Type.String(),
  expiresOn: Nullable(Day),
  updatedAt: Instant,
  organisationId: Id,
  revision: Type.Integer(),
});

/** What waits for the caller; each list holds the twenty most urgent. */
export const Inbox = Type.Object({
  toAnswer: Type.Array(IntroductionSummary),
  /** The other side offers times, and we pick. */
  toPick: Type.Array(IntroductionSummary),
  /** Meetings to come. */
  toMeet: Type.Array(IntroductionSummary),
  /** Accepted, no meeting is ahead, and nobody has said what came of it. */
  toConclude: Type.Array(IntroductionSummary),
  /** The other side recorded a contract or disputes ours. */
  toConfirm: Type.Array(IntroductionSummary),
  /** Requests of ours that were answered within the last 30 days. */
  answered: Type.Array(IntroductionSummary),
  expiring: Type.Array(RecordLine),
  drafts: Type.Array(RecordLine),
  /** Reviews whose turn is the caller's. */
  toReview: Type.Array(ReviewSummary),
  /** Kept on hold by their review, to be mended. */
  toMend: Type.Array(RecordLine),
  /** New and fitting a kept search. */
  found: Type.Array(Find),
  counts: Type.Object({
    toAnswer: Type.Integer(),
    toPick: Type.Integer(),
    toMeet: Type.Integer(),
    toConclude: Type.Integer(),
    toConfirm: Type.Integer(),
    answered: Type.Integer(),
    expiring: Type.Integer(),
    drafts: Type.Integer(),
    toReview: Type.Integer(),
    toMend: Type.Integer(),
    found: Type.Integer(),
  }),
});
export type Inbox = Static<typeof Inbox>;

// Reasons that judgements give, each with a sentence in the language files ---------------------

export const reasonCodes = [
  'title_too_short',
  'summary_too_short',
  'problem_too_short',
  'field_missing',
  'field_unknown',
  'maturity_missing',
  'ip_position_missing',
  'price_mode_missing',
  'amount_negative',
  'amounts_crossed',
  'currency_missing',
  'region_unknown',
  'compact_missing',
  'compact_unknown',
  'named_organisations_missing',
  'organisation_unknown',
  'deadline_has_passed',
  'expiry_has_passed',
  'expiry_too_far',
  'nothing_to_ask_about',
  'need_not_published',
  'technology_not_published',
  'own_organisation',
  'neither_side_is_yours',
  'contact_missing',
  'introduction_already_open',
  'amount_missing',
  'signing_day_missing',
  'signing_day_in_the_future',
  'reason_missing',
  'deal_kind_missing',
  'registration_number_missing',
  'registration_office_missing',
  'registration_day_in_the_future',
  'registration_before_signing',
  'slot_has_passed',
  'slot_too_far',
  'slots_overlap',
  'place_or_link_missing',
] as const;

// Operations --------------------------------------------------------------------------------------

const technologyParams = Type.Object({ technologyId: Id });
const needParams = Type.Object({ needId: Id });

const listFilters = {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  region: Type.Optional(Several(RegionCode)),
  field: Type.Optional(Several(FieldCode)),
  kind: Type.Optional(Several(OneOf(organisationKinds))),
  organisationId: Type.Optional(Id),
  /** Those of the caller's organisations, drafts too. */
  mine: Type.Optional(Type.Boolean()),
};

const technologyFilters = {
  ...listFilters,
  /** At least this mature. */
  maturity: Type.Optional(Maturity),
  state: Type.Optional(Several(OneOf(technologyStates))),
};
const needFilters = {
  ...listFilters,
  /** Asks for no more than this maturity. */
  maturity: Type.Optional(Maturity),
  state: Type.Optional(Several(OneOf(needStates))),
};

const technologyOrders = ['-updatedAt', 'expiresOn', 'title', '-maturity'] as const;
const needOrders = ['-updatedAt', 'expiresOn', 'title', 'deadline'] as const;
export type TechnologyOrder = (typeof technologyOrders)[number];
export type NeedOrder = (typeof needOrders)[number];

const technologyRefusals = { technology_not_valid: 422 } as const;
const needRefusals = { need_not_valid: 422 } as const;
const recordState = { record_state_forbids: 409 } as const;

export const contract = {
  listFields: endpoint({
    method: 'GET',
    path: '/matching/fields',
    summary: 'The fields that technologies and needs are sorted by',
    rule: 'anyone',
    reply: Type.Object({ items: Type.Array(Field) }),
  }),

  listTechnologies: endpoint({
    method: 'GET',
    path: '/matching/technologies',
    summary: 'Published technologies, and those of the caller’s organisations',
    rule: 'person',
    query: Type.Object({
      ...technologyFilters,
      sort: Type.Optional(OneOf(technologyOrders)),
      ...Paging,
    }),
    reply: Page(TechnologySummary),
  }),
  exportTechnologies: endpoint({
    method: 'GET',
    path: '/matching/technologies/export',
    summary: 'The same list as a file, up to 50,000 rows',
    rule: 'person',
    query: Type.Object({ ...technologyFilters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  createTechnology: endpoint({
    method: 'POST',
    path: '/matching/technologies',
    summary: 'Begins a draft',
    rule: 'editor',
    body: Type.Object({ organisationId: Id, ...TechnologyChange.properties }, closed),
    reply: Technology,
    creates: true,
    refusals: technologyRefusals,
  }),
  readTechnology: endpoint({
    method: 'GET',
    path: '/matching/technologies/{technologyId}',
    summary: 'One technology; its contact only for its own organisation',
    rule: 'person',
    params: technologyParams,
    reply: Technology,
  }),
  editTechnology: endpoint({
    method: 'PATCH',
    path: '/matching/technologies/{technologyId}',
    summary: 'Saves what was typed; what is left out stays as it is',
    rule: 'editor',
    params: technologyParams,
    body: TechnologyChange,
    reply: Technology,
    edits: true,
    refusals: { ...technologyRefusals, ...recordState },
  }),
  renewTechnology: endpoint({
    method: 'POST',
    path: '/matching/technologies/{technologyId}/renew',
    summary: 'Moves the last day on which it stands; an expired one is published again',
    rule: 'editor',
    params: technologyParams,
    body: Type.Object({ expiresOn: Day }, closed),
    reply: Technology,
    edits: true,
    refusals: { ...technologyRefusals, ...recordState },
  }),
  withdrawTechnology: endpoint({
    method: 'POST',
    path: '/matching/technologies/{technologyId}/withdraw',
    summary: 'Takes it back for a reason; requests nobody has answered lapse',
    rule: 'editor',
    params: technologyParams,
    body: Type.Object(
      { reason: OneOf(technologyWithdrawalReasons), note: Type.Optional(Nullable(Note)) },
      closed,
    ),
    reply: Technology,
    edits: true,
    refusals: recordState,
  }),
  discardTechnology: endpoint({
    method: 'DELETE',
    path: '/matching/technologies/{technologyId}',
    summary: 'Throws a draft away',
    rule: 'editor',
    params: technologyParams,
    reply: Type.Null(),
    status: 204,
    edits: true,
    refusals: recordState,
  }),

  listNeeds: endpoint({
    method: 'GET',
    path: '/matching/needs',
    summary: 'Published needs that the caller may see, and those of the caller’s organisations',
    rule: 'person',
    query: Type.Object({ ...needFilters, sort: Type.Optional(OneOf(needOrders)), ...Paging }),
    reply: Page(NeedSummary),
  }),
  exportNeeds: endpoint({
    method: 'GET',
    path: '/matching/needs/export',
    summary: 'The same list as a file, up to 50,000 rows',
    rule: 'person',
    query: Type.Object({ ...needFilters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  createNeed: endpoint({
    method: 'POST',
    path: '/matching/needs',
    summary: 'Begins a draft',
    rule: 'editor',
    body: Type.Object({ organisationId: Id, ...NeedChange.properties }, closed),
    reply: Need,
    creates: true,
    refusals: needRefusals,
  }),
  readNeed: endpoint({
    method: 'GET',
    path: '/matching/needs/{needId}',
    summary: 'One need; its contact and who else may see it only for its own organisation',
    rule: 'person',
    params: needParams,
    reply: Need,
  }),
  editNeed: endpoint({
    method: 'PATCH',
    path: '/matching/needs/{needId}',
    summary: 'Saves what was typed; what is left out stays as it is',
    rule: 'editor',
    params: needParams,
    body: NeedChange,
    reply: Need,
    edits: true,
    refusals: { ...needRefusals, ...recordState },
  }),
  renewNeed: endpoint({
    method: 'POST',
    path: '/matching/needs/{needId}/renew',
    summary: 'Moves the last day on which it stands; an expired one is published again',
    rule: 'editor',
    params: needParams,
    body: Type.Object({ expiresOn: Day, deadline: Type.Optional(Nullable(Day)) }, closed),
    reply: Need,
    edits: true,
    refusals: { ...needRefusals, ...recordState },
  }),
  withdrawNeed: endpoint({
    method: 'POST',
    path: '/matching/needs/{needId}/withdraw',
    summary: 'Takes it back for a reason; requests nobody has answered lapse',
    rule: 'editor',
    params: needParams,
    body: Type.Object(
      { reason: OneOf(needWithdrawalReasons), note: Type.Optional(Nullable(Note)) },
      closed,
    ),
    reply: Need,
    edits: true,
    refusals: recordState,
  }),
  fulfilNeed: endpoint({
    method: 'POST',
    path: '/matching/needs/{needId}/fulfil',
    summary: 'Says that it is met, by one of its introductions or otherwise',
    rule: 'editor',
    params: needParams,
    body: Type.Object(
      {
        introductionId: Type.Optional(Nullable(Id)),
        note: Type.Optional(Nullable(Note)),
      },
      closed,
    ),
    reply: Need,
    edits: true,
    refusals: { ...recordState, introduction_not_accepted: 409 },
  }),
  discardNeed: endpoint({
    method: 'DELETE',
    path: '/matching/needs/{needId}',
    summary: 'Throws a draft away',
    rule: 'editor',
    params: needParams,
    reply: Type.Null(),
    status: 204,
    edits: true,
    refusals: recordState,
  }),

  ...introductionContract,
  ...meetingContract,
  ...dealContract,
  ...lessonContract,

  readInbox: endpoint({
    method: 'GET',
    path: '/matching/inbox',
    summary: 'What waits for the caller',
    rule: 'person',
    reply: Inbox,
  }),
  readJourney: endpoint({
    method: 'GET',
    path: '/matching/journeys/{journeyId}',
    summary: 'The way of one need or technology, for those who took part and their officers',
    rule: 'person',
    params: Type.Object({ journeyId: Id }),
    reply: Journey,
  }),
} as const;
