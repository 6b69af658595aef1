/** What HTTP and the web see of matching: its operations, their shapes and their refusals. */
import { type Static, Type } from 'typebox';
import { organisationKinds } from '../registry/contract.ts';
import {
  AmountMinor,
  Currency,
  Day,
  endpoint,
  Id,
  Instant,
  Nullable,
  OneOf,
  Page,
  Paging,
  Several,
} from '../runtime/endpoint.ts';
import { fieldSchemes } from './fields.ts';
import {
  declineReasons,
  introductionActions,
  introductionStates,
  lapseCauses,
  messageLettersAtMost,
  outcomes,
  sides,
} from './introduction.ts';
import { factCodes } from './match.ts';
import { needActions, needStates, needWithdrawalReasons, visibilities } from './need.ts';
import { priceModes, recordKinds } from './record.ts';
import {
  ipPositions,
  technologyActions,
  technologyStates,
  technologyWithdrawalReasons,
} from './technology.ts';

// Shapes --------------------------------------------------------------------------------------

export const Maturity = Type.Integer({ minimum: 1, maximum: 9 });
const RegionCode = Type.String({ pattern: '^[A-Z0-9-]{2,12}$' });
const FieldCode = Type.String({ pattern: '^[A-Z0-9-]{1,10}$' });
const Language = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$' });
const Note = Type.String({ maxLength: 2_000 });
const closed = { additionalProperties: false };

/** The organisation behind a record, with what a table row shows of it. */
export const Owner = Type.Object({
  id: Id,
  name: Type.String(),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
  kind: OneOf(organisationKinds),
  regionCode: Nullable(Type.String()),
  /** The region and those it lies in, the smallest first. */
  regions: Type.Array(
    Type.Object({
      code: Type.String(),
      nameZh: Nullable(Type.String()),
      nameEn: Nullable(Type.String()),
    }),
  ),
});
export type Owner = Static<typeof Owner>;

/** What a person may do, action by action, so that no screen works it out again. */
function Rights<const Action extends string>(actions: readonly Action[]) {
  return Type.Unsafe<Record<Action, boolean>>(
    Type.Object(Object.fromEntries(actions.map((action) => [action, Type.Boolean()]))),
  );
}

export const Contact = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    email: Type.Optional(Nullable(Type.String({ format: 'email', maxLength: 200 }))),
    phone: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
  },
  closed,
);
export type Contact = Static<typeof Contact>;

const amounts = {
  minimumMinor: Nullable(AmountMinor),
  maximumMinor: Nullable(AmountMinor),
  currency: Nullable(Currency),
};
export const Budget = Type.Object(amounts, closed);
export const PriceIdea = Type.Object(
  { modes: Type.Array(OneOf(priceModes), { maxItems: 4 }), ...amounts },
  closed,
);

const sharedText = {
  title: Type.String({ maxLength: 200 }),
  keywords: Type.Array(Type.String({ maxLength: 50 }), { maxItems: 20 }),
  fields: Type.Array(FieldCode, { maxItems: 10 }),
  languages: Type.Array(Language, { maxItems: 10 }),
  source: Nullable(Type.String({ maxLength: 500 })),
  contact: Nullable(Contact),
  expiresOn: Nullable(Day),
};

const technologyText = {
  ...sharedText,
  summary: Nullable(Type.String({ maxLength: 5_000 })),
  maturity: Nullable(Maturity),
  ipPosition: Nullable(OneOf(ipPositions)),
  price: Nullable(PriceIdea),
};

const needText = {
  ...sharedText,
  problem: Nullable(Type.String({ maxLength: 5_000 })),
  targets: Nullable(Type.String({ maxLength: 5_000 })),
  leastMaturity: Nullable(Maturity),
  budget: Nullable(Budget),
  deadline: Nullable(Day),
  regionScope: Type.Array(RegionCode, { maxItems: 50 }),
  visibility: OneOf(visibilities),
  compactId: Nullable(Id),
  namedOrganisationIds: Type.Array(Id, { maxItems: 100 }),
};

/** What the screen sends as a person types; what is left out stays as it is. */
export const TechnologyChange = Type.Partial(Type.Object(technologyText), closed);
export const NeedChange = Type.Partial(Type.Object(needText), closed);
export type TechnologyChange = Static<typeof TechnologyChange>;
export type NeedChange = Static<typeof NeedChange>;

const recordFacts = {
  id: Id,
  organisation: Owner,
  /** A sample of the demo, marked so on screen. */
  sample: Type.Boolean(),
  /** Born with publication. */
  journeyId: Nullable(Id),
  createdAt: Instant,
  updatedAt: Instant,
  publishedAt: Nullable(Instant),
  revision: Type.Integer(),
};

const { contact: _contact, ...technologySummaryText } = technologyText;
const { contact: _needContact, namedOrganisationIds: _named, ...needSummaryText } = needText;

export const TechnologySummary = Type.Object({
  ...recordFacts,
  ...technologySummaryText,
  state: OneOf(technologyStates),
});
export type TechnologySummary = Static<typeof TechnologySummary>;

export const NeedSummary = Type.Object({
  ...recordFacts,
  ...needSummaryText,
  state: OneOf(needStates),
});
export type NeedSummary = Static<typeof NeedSummary>;

export const Technology = Type.Object({
  ...recordFacts,
  ...technologyText,
  state: OneOf(technologyStates),
  withdrawnBecause: Nullable(OneOf(technologyWithdrawalReasons)),
  /** What the caller may do with it now. */
  may: Rights([...technologyActions, 'ask', 'match']),
});
export type Technology = Static<typeof Technology>;

export const Need = Type.Object({
  ...recordFacts,
  ...needText,
  state: OneOf(needStates),
  withdrawnBecause: Nullable(OneOf(needWithdrawalReasons)),
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

// Matches ---------------------------------------------------------------------------------------

const Values = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]));
export const Fact = Type.Object({ code: OneOf(factCodes), params: Type.Optional(Values) });

export const Match = Type.Object({
  rank: Type.Integer(),
  /** BM25; comparable within one answer only. */
  score: Type.Number(),
  /** The words of the record that carried it, the weightiest first; shares are of the score. */
  words: Type.Array(
    Type.Object({
      word: Type.String(),
      field: OneOf(['title', 'keywords', 'text'] as const),
      share: Type.Number(),
    }),
  ),
  speaksFor: Type.Array(Fact),
  speaksAgainst: Type.Array(Fact),
  kind: OneOf(recordKinds),
  technology: Nullable(TechnologySummary),
  need: Nullable(NeedSummary),
  /** The latest introduction that the caller's organisation may see between the two. */
  introduction: Nullable(Type.Object({ id: Id, state: OneOf(introductionStates) })),
});
export type Match = Static<typeof Match>;

export const Matches = Type.Object({ items: Type.Array(Match) });

const matchFilters = {
  region: Type.Optional(Several(RegionCode)),
  field: Type.Optional(Several(FieldCode)),
  /** Kind of the organisation behind the record. */
  kind: Type.Optional(Several(OneOf(organisationKinds))),
  /** Least maturity of technologies; greatest asked-for maturity of needs. */
  maturity: Type.Optional(Maturity),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
};

// Introductions -----------------------------------------------------------------------------------

const About = Type.Object({ id: Id, title: Type.String(), state: Type.String() });

const introductionFacts = {
  id: Id,
  journeyId: Id,
  state: OneOf(introductionStates),
  /** The caller's side; null for officers who look on. */
  side: Nullable(OneOf(sides)),
  asker: Owner,
  asked: Owner,
  need: Nullable(About),
  technology: Nullable(About),
  askedAt: Instant,
  answerDueAt: Instant,
  answeredAt: Nullable(Instant),
  /** A week has passed without an answer. */
  reminderDue: Type.Boolean(),
  declineReasons: Type.Array(OneOf(declineReasons)),
  lapsedBecause: Nullable(OneOf(lapseCauses)),
  outcome: Nullable(OneOf(outcomes)),
  sample: Type.Boolean(),
  revision: Type.Integer(),
};

export const IntroductionSummary = Type.Object(introductionFacts);
export type IntroductionSummary = Static<typeof IntroductionSummary>;

/** One step in words a person can read; `type` is the event's. */
export const Step = Type.Object({
  sequence: Type.String(),
  at: Instant,
  type: Type.String(),
  words: Type.Object({ zh: Type.String(), en: Type.String() }),
  organisation: Nullable(
    Type.Object({
      id: Id,
      name: Type.String(),
      nameZh: Nullable(Type.String()),
      nameEn: Nullable(Type.String()),
    }),
  ),
  /** Of one's own people only; whom to talk to is told by acceptance. */
  actorName: Nullable(Type.String()),
  fromRegion: Nullable(Type.String()),
  toRegion: Nullable(Type.String()),
  amountMinor: Nullable(Type.String()),
  unit: Nullable(Type.String()),
  /** Codes of structured reasons, where the step is a "no". */
  reasons: Type.Array(Type.String()),
  introductionId: Nullable(Id),
});
export type Step = Static<typeof Step>;

export const Introduction = Type.Object({
  ...introductionFacts,
  message: Type.String(),
  /** Of the answer, the withdrawal or the end, by whoever wrote it last. */
  note: Nullable(Type.String()),
  /** One's own at once, the other's after acceptance. */
  askerContact: Nullable(Contact),
  askedContact: Nullable(Contact),
  outcomeAmountMinor: Nullable(Type.String()),
  outcomeCurrency: Nullable(Currency),
  outcomeSignedOn: Nullable(Day),
  outcomeReasons: Type.Array(OneOf(declineReasons)),
  timeline: Type.Array(Step),
  /** What the caller may do with it now. */
  may: Rights(introductionActions),
});
export type Introduction = Static<typeof Introduction>;

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
});

/** What waits for the caller; each list holds the twenty most urgent. */
export const Inbox = Type.Object({
  toAnswer: Type.Array(IntroductionSummary),
  /** Accepted, and nobody has said what came of it. */
  toConclude: Type.Array(IntroductionSummary),
  /** Requests of ours that were answered within the last 30 days. */
  answered: Type.Array(IntroductionSummary),
  expiring: Type.Array(RecordLine),
  drafts: Type.Array(RecordLine),
  counts: Type.Object({
    toAnswer: Type.Integer(),
    toConclude: Type.Integer(),
    answered: Type.Integer(),
    expiring: Type.Integer(),
    drafts: Type.Integer(),
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
] as const;

// Operations --------------------------------------------------------------------------------------

const technologyParams = Type.Object({ technologyId: Id });
const needParams = Type.Object({ needId: Id });
const introductionParams = Type.Object({ introductionId: Id });

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
export const introductionOrders = ['-askedAt', 'answerDueAt'] as const;
export type TechnologyOrder = (typeof technologyOrders)[number];
export type NeedOrder = (typeof needOrders)[number];

const exportFormats = ['csv', 'xlsx', 'jsonl'] as const;
const exportQuery = {
  format: Type.Optional(OneOf(exportFormats)),
  /** Language of the headings. */
  lang: Type.Optional(OneOf(['zh', 'en'] as const)),
};

const introductionFilters = {
  side: Type.Optional(OneOf(sides)),
  state: Type.Optional(Several(OneOf(introductionStates))),
  organisationId: Type.Optional(Id),
  needId: Type.Optional(Id),
  technologyId: Type.Optional(Id),
};

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
  publishTechnology: endpoint({
    method: 'POST',
    path: '/matching/technologies/{technologyId}/publish',
    summary: 'Shows a complete draft to all, and begins its journey',
    rule: 'editor',
    params: technologyParams,
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
  matchesOfTechnology: endpoint({
    method: 'GET',
    path: '/matching/technologies/{technologyId}/matches',
    summary: 'Needs that one of our technologies may meet, the best first',
    rule: 'viewer',
    params: technologyParams,
    query: Type.Object(matchFilters),
    reply: Matches,
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
  publishNeed: endpoint({
    method: 'POST',
    path: '/matching/needs/{needId}/publish',
    summary: 'Shows a complete draft to those who may see it, and begins its journey',
    rule: 'editor',
    params: needParams,
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
  matchesOfNeed: endpoint({
    method: 'GET',
    path: '/matching/needs/{needId}/matches',
    summary: 'Technologies that may meet one of our needs, the best first',
    rule: 'viewer',
    params: needParams,
    query: Type.Object(matchFilters),
    reply: Matches,
  }),

  findMatches: endpoint({
    method: 'GET',
    path: '/matching/matches',
    summary: 'What do you need? Technologies (or needs) for words as they are typed',
    rule: 'person',
    query: Type.Object({
      q: Type.String({ minLength: 1, maxLength: 1_000 }),
      /** What to find: technologies for a need in words, or needs for a technology in words. */
      find: Type.Optional(OneOf(recordKinds)),
      ...matchFilters,
    }),
    reply: Matches,
  }),

  askIntroduction: endpoint({
    method: 'POST',
    path: '/matching/introductions',
    summary: 'Asks the other side to talk, about a need, a technology, or one for the other',
    rule: 'editor',
    body: Type.Object(
      {
        /** For which of the caller’s organisations. */
        organisationId: Id,
        needId: Type.Optional(Nullable(Id)),
        technologyId: Type.Optional(Nullable(Id)),
        message: Type.String({ minLength: 1, maxLength: messageLettersAtMost }),
        /** Left out: the contact of our own record. */
        contact: Type.Optional(Nullable(Contact)),
      },
      closed,
    ),
    reply: Introduction,
    creates: true,
    refusals: { introduction_not_possible: 409 },
  }),
  listIntroductions: endpoint({
    method: 'GET',
    path: '/matching/introductions',
    summary: 'Introductions that the caller’s organisations asked for or are asked for',
    rule: 'viewer',
    query: Type.Object({
      ...introductionFilters,
      sort: Type.Optional(OneOf(introductionOrders)),
      ...Paging,
    }),
    reply: Page(IntroductionSummary),
  }),
  exportIntroductions: endpoint({
    method: 'GET',
    path: '/matching/introductions/export',
    summary: 'The same list as a file, up to 50,000 rows',
    rule: 'viewer',
    query: Type.Object({ ...introductionFilters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  readIntroduction: endpoint({
    method: 'GET',
    path: '/matching/introductions/{introductionId}',
    summary: 'One introduction with its timeline; for its two sides',
    rule: 'viewer',
    params: introductionParams,
    reply: Introduction,
  }),
  acceptIntroduction: endpoint({
    method: 'POST',
    path: '/matching/introductions/{introductionId}/accept',
    summary: 'Says yes; both sides see whom to talk to',
    rule: 'editor',
    params: introductionParams,
    body: Type.Object(
      {
        note: Type.Optional(Nullable(Note)),
        /** Left out: the contact of our own record. */
        contact: Type.Optional(Nullable(Contact)),
      },
      closed,
    ),
    reply: Introduction,
    refusals: { introduction_not_open: 409, contact_missing: 422 },
  }),
  declineIntroduction: endpoint({
    method: 'POST',
    path: '/matching/introductions/{introductionId}/decline',
    summary: 'Says no, with at least one reason',
    rule: 'editor',
    params: introductionParams,
    body: Type.Object(
      {
        reasons: Type.Array(OneOf(declineReasons), {
          minItems: 1,
          maxItems: declineReasons.length,
          uniqueItems: true,
        }),
        note: Type.Optional(Nullable(Note)),
      },
      closed,
    ),
    reply: Introduction,
    refusals: { introduction_not_open: 409 },
  }),
  withdrawIntroduction: endpoint({
    method: 'POST',
    path: '/matching/introductions/{introductionId}/withdraw',
    summary: 'Takes a request back before it is answered',
    rule: 'editor',
    params: introductionParams,
    body: Type.Object({ note: Type.Optional(Nullable(Note)) }, closed),
    reply: Introduction,
    refusals: { introduction_not_open: 409 },
  }),
  concludeIntroduction: endpoint({
    method: 'POST',
    path: '/matching/introductions/{introductionId}/outcome',
    summary: 'Says what came of the talks: a contract with its amount, or an end with its reasons',
    rule: 'editor',
    params: introductionParams,
    body: Type.Object(
      {
        outcome: OneOf(outcomes),
        amountMinor: Type.Optional(Nullable(AmountMinor)),
        currency: Type.Optional(Nullable(Currency)),
        signedOn: Type.Optional(Nullable(Day)),
        reasons: Type.Optional(
          Type.Array(OneOf(declineReasons), { maxItems: declineReasons.length, uniqueItems: true }),
        ),
        note: Type.Optional(Nullable(Note)),
      },
      closed,
    ),
    reply: Introduction,
    refusals: { introduction_not_accepted: 409, outcome_not_valid: 422 },
  }),

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
