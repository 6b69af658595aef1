/** What HTTP and the web see of ranking: matches with their reasons, weights, and every "not this". */
import { type Static, Type } from 'typebox';
import { organisationKinds } from '../registry/contract.ts';
import { endpoint, Id, Instant, Nullable, OneOf, Several } from '../runtime/endpoint.ts';
import { factCodes, fitParts, missingSides } from './fit-words.ts';
import { declineReasons, introductionStates } from './introduction.ts';
import { recordKinds } from './record.ts';
import { Maturity } from './record-shapes.ts';
import { NeedSummary, TechnologySummary } from './record-summaries.ts';
import { closed, FieldCode, Note, Owner, RegionCode } from './shape-contract.ts';

const Share = Type.Number({ minimum: 0, maximum: 1 });
const Values = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]));

// Weights -----------------------------------------------------------------------------------------

/** How much a part counts for, in points; only their proportions matter. */
export const Points = Type.Integer({ minimum: 0, maximum: 100 });

/** In the address bar `?weight=text:60&weight=field:0`; parts that are left out stay as they are. */
export const WeightWish = Type.String({ pattern: `^(${fitParts.join('|')}):(100|[1-9]?[0-9])$` });

/** Where a weight comes from: as delivered, learned, kept with the need, or asked for just now. */
export const weightSources = ['default', 'learned', 'kept', 'asked', 'feedback'] as const;
export type WeightSource = (typeof weightSources)[number];

export const Weight = Type.Object({
  part: OneOf(fitParts),
  points: Type.Number(),
  source: OneOf(weightSources),
  /** What it would be if nobody had asked for anything else. */
  usualPoints: Type.Number(),
});
export type Weight = Static<typeof Weight>;

/** The weights that the node ranks by until somebody asks for others. */
export const Ranking = Type.Object({
  /** 0 for those it is delivered with. */
  version: Type.Integer(),
  method: Type.String(),
  learnedAt: Nullable(Instant),
  /** Of the published texts, and of the answers learned from, when it was learned. */
  corpusDigest: Nullable(Type.String()),
  inputsDigest: Nullable(Type.String()),
  /** How many answers it was learned from. */
  yes: Type.Integer(),
  no: Type.Integer(),
  parts: Type.Array(
    Type.Object({
      part: OneOf(fitParts),
      points: Type.Number(),
      defaultPoints: Type.Number(),
      /** A learned weight does not leave these bounds. */
      leastPoints: Type.Number(),
      mostPoints: Type.Number(),
      /** Answers in which the part was known. */
      examples: Type.Integer(),
    }),
  ),
  /** Which part a reason for "no" gives more weight to, for the need it is said of. */
  reasons: Type.Array(
    Type.Object({ reason: OneOf(declineReasons), part: Nullable(OneOf(fitParts)) }),
  ),
});
export type Ranking = Static<typeof Ranking>;

// Matches -----------------------------------------------------------------------------------------

export const Fact = Type.Object({ code: OneOf(factCodes), params: Type.Optional(Values) });
export type Fact = Static<typeof Fact>;

export const Part = Type.Object({
  part: OneOf(fitParts),
  /** Null where one side left it open. */
  score: Nullable(Share),
  /** What it counted with: the score, or the value of what is left open. */
  counted: Nullable(Share),
  /** Its share of all weights that count here; 0 where the need asks nothing. */
  weight: Share,
  fact: Nullable(Fact),
});
export type Part = Static<typeof Part>;

export const MatchWord = Type.Object({
  word: Type.String(),
  field: OneOf(['title', 'keywords', 'text'] as const),
  share: Type.Number(),
});

export const Match = Type.Object({
  rank: Type.Integer(),
  /** The weighted mean of the parts, less what feedback takes off. */
  score: Share,
  /** The words of the record that carried it, the weightiest first; shares are of the word score. */
  words: Type.Array(MatchWord),
  /** Words of the record near in meaning to words that were asked, without being them. */
  neighbours: Type.Array(
    Type.Object({ asked: Type.String(), found: Type.String(), nearness: Type.Number() }),
  ),
  /** Relative to the best of this answer: by words, and by what both are about. */
  textScores: Type.Object({ words: Type.Number(), meaning: Type.Number() }),
  parts: Type.Array(Part),
  speaksFor: Type.Array(Fact),
  speaksAgainst: Type.Array(Fact),
  /** The part that costs most against the match above; null for the first. */
  whyNotHigher: Nullable(
    Type.Object({
      aboveId: Id,
      part: Nullable(OneOf(fitParts)),
      /** By how much the part falls behind, and the whole. */
      costs: Type.Number(),
      behind: Type.Number(),
    }),
  ),
  /** What one side did not say though the other asks, and what saying it may gain at most. */
  missing: Type.Array(
    Type.Object({ part: OneOf(fitParts), side: OneOf(missingSides), mayGain: Type.Number() }),
  ),
  /** Others of the answer that say nearly the same; they are shown under this one. */
  twins: Type.Array(
    Type.Object({ id: Id, title: Type.String(), organisation: Owner, likeness: Share }),
  ),
  /** Like one that was refused or accepted for this need: what that changed. */
  feedback: Nullable(
    Type.Object({ likeId: Id, likeTitle: Type.String(), likeness: Share, changes: Type.Number() }),
  ),
  /** Its rank if nothing were spread over regions. */
  rankWithoutSpread: Type.Integer(),
  kind: OneOf(recordKinds),
  technology: Nullable(TechnologySummary),
  need: Nullable(NeedSummary),
  /** The latest introduction that the caller's organisation may see between the two. */
  introduction: Nullable(Type.Object({ id: Id, state: OneOf(introductionStates) })),
});
export type Match = Static<typeof Match>;

/** Said "not this" to: kept apart, so that it can be taken back. */
export const Refused = Type.Object({
  feedbackId: Id,
  kind: OneOf(recordKinds),
  recordId: Id,
  title: Type.String(),
  organisation: Owner,
  reasons: Type.Array(OneOf(declineReasons)),
  note: Nullable(Type.String()),
  at: Instant,
});
export type Refused = Static<typeof Refused>;

/** What a person should know of their question before they trust its answers. */
export const notices = [
  'nothing_to_search_for',
  'only_common_words',
  'one_character',
  'cut_short',
  'matches_nearly_all',
  'words_alone',
  'endpoint_away',
] as const;
export type Notice = (typeof notices)[number];

export const Matches = Type.Object({
  items: Type.Array(Match),
  notices: Type.Array(OneOf(notices)),
  weights: Type.Array(Weight),
  /** The version of the learned weights; 0 for those delivered. */
  rankingVersion: Type.Integer(),
  corpusDigest: Type.String(),
  /** Hits that share too little to be shown; `floor=0` shows them. */
  belowFloor: Type.Integer(),
  refused: Type.Array(Refused),
});
export type Matches = Static<typeof Matches>;

// Experts and organisations -----------------------------------------------------------------------

const TechnologyLine = Type.Object({ id: Id, title: Type.String(), score: Share });
const CollaborationLine = Type.Object({
  id: Id,
  title: Type.String(),
  kind: Type.String(),
  year: Nullable(Type.Integer()),
});

export const expertParts = ['fields', 'technologies', 'collaborations'] as const;
export type ExpertPart = (typeof expertParts)[number];

const Evidence = Type.Array(Type.Object({ part: OneOf(expertParts), score: Share, weight: Share }));

export const ExpertMatch = Type.Object({
  rank: Type.Integer(),
  score: Share,
  person: Type.Object({
    id: Id,
    nameZh: Nullable(Type.String()),
    nameEn: Nullable(Type.String()),
    title: Nullable(Type.String()),
    orcid: Nullable(Type.String()),
    fields: Type.Array(Type.String()),
    sample: Type.Boolean(),
  }),
  organisation: Nullable(Owner),
  parts: Evidence,
  /** The words of what the person does that carried it. */
  words: Type.Array(Type.String()),
  /** Of the person's organisation, for this need. */
  technologies: Type.Array(TechnologyLine),
  collaborations: Type.Array(CollaborationLine),
});
export type ExpertMatch = Static<typeof ExpertMatch>;

export const OrganisationMatch = Type.Object({
  rank: Type.Integer(),
  score: Share,
  organisation: Owner,
  parts: Evidence,
  technologies: Type.Array(TechnologyLine),
  collaborations: Type.Array(CollaborationLine),
  /** Experts of it that agreed to be shown. */
  experts: Type.Integer(),
});
export type OrganisationMatch = Static<typeof OrganisationMatch>;

// Runs --------------------------------------------------------------------------------------------

/** How an introduction came to be: what the two scored, by which weights, among which texts. */
export const MatchRun = Type.Object({
  introductionId: Id,
  at: Instant,
  rank: Nullable(Type.Integer()),
  score: Share,
  parts: Type.Array(Part),
  rankingVersion: Type.Integer(),
  corpusDigest: Type.String(),
  /** Whether the score follows again from the parts and weights that were kept. */
  reproduced: Type.Boolean(),
  /** Whether the texts are still those of then. */
  sameCorpus: Type.Boolean(),
});
export type MatchRun = Static<typeof MatchRun>;

// Operations --------------------------------------------------------------------------------------

const needParams = Type.Object({ needId: Id });
const technologyParams = Type.Object({ technologyId: Id });

const originFilters = {
  region: Type.Optional(Several(RegionCode)),
  field: Type.Optional(Several(FieldCode)),
  /** Kind of the organisation behind the record. */
  kind: Type.Optional(Several(OneOf(organisationKinds))),
};

const matchFilters = {
  ...originFilters,
  /** Least maturity of technologies; greatest asked-for maturity of needs. */
  maturity: Type.Optional(Maturity),
  weight: Type.Optional(Several(WeightWish)),
  /** Whether good matches of other regions come forward; each says its rank without that. */
  spread: Type.Optional(Type.Boolean()),
  /** Least text score, in hundredths of the best; left out, the usual one. */
  floor: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
};

const typed = {
  q: Type.String({ minLength: 1, maxLength: 1_000 }),
};
const few = { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })) };

const Experts = Type.Object({
  items: Type.Array(ExpertMatch),
  notices: Type.Array(OneOf(notices)),
});
const Organisations = Type.Object({
  items: Type.Array(OrganisationMatch),
  notices: Type.Array(OneOf(notices)),
});

export const rankingContract = {
  matchesOfNeed: endpoint({
    method: 'GET',
    path: '/matching/needs/{needId}/matches',
    summary: 'Technologies that may meet one of our needs, the best first',
    rule: 'viewer',
    params: needParams,
    query: Type.Object(matchFilters),
    reply: Matches,
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
  findMatches: endpoint({
    method: 'GET',
    path: '/matching/matches',
    summary: 'What do you need? Technologies (or needs) for words as they are typed',
    rule: 'person',
    query: Type.Object({
      ...typed,
      /** What to find: technologies for a need in words, or needs for a technology in words. */
      find: Type.Optional(OneOf(recordKinds)),
      ...matchFilters,
    }),
    reply: Matches,
  }),

  expertsOfNeed: endpoint({
    method: 'GET',
    path: '/matching/needs/{needId}/experts',
    summary: 'People who may help with one of our needs, with what speaks for them',
    rule: 'viewer',
    params: needParams,
    query: Type.Object({ ...originFilters, ...few }),
    reply: Experts,
  }),
  organisationsOfNeed: endpoint({
    method: 'GET',
    path: '/matching/needs/{needId}/organisations',
    summary: 'Organisations that may help with one of our needs, by what they offer and did',
    rule: 'viewer',
    params: needParams,
    query: Type.Object({ ...originFilters, ...few }),
    reply: Organisations,
  }),
  findExperts: endpoint({
    method: 'GET',
    path: '/matching/experts',
    summary: 'People for words as they are typed',
    rule: 'person',
    query: Type.Object({ ...typed, ...originFilters, ...few }),
    reply: Experts,
  }),
  findOrganisations: endpoint({
    method: 'GET',
    path: '/matching/organisations',
    summary: 'Organisations for words as they are typed, by what they offer and did',
    rule: 'person',
    query: Type.Object({ ...typed, ...originFilters, ...few }),
    reply: Organisations,
  }),

  readRanking: endpoint({
    method: 'GET',
    path: '/matching/ranking',
    summary: 'By which weights the node ranks, and what they were learned from',
    rule: 'person',
    query: Type.Object({
      /** An earlier one; left out, the one in use. */
      version: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
    }),
    reply: Ranking,
  }),
  keepWeights: endpoint({
    method: 'PUT',
    path: '/matching/needs/{needId}/weights',
    summary: 'Keeps weights with a need, for everyone who looks at its matches',
    rule: 'editor',
    params: needParams,
    body: Type.Object(
      {
        weights: Type.Array(Type.Object({ part: OneOf(fitParts), points: Points }, closed), {
          minItems: 1,
          maxItems: fitParts.length,
        }),
      },
      closed,
    ),
    reply: Type.Object({ weights: Type.Array(Weight) }),
    refusals: { weights_not_valid: 422 },
  }),
  dropWeights: endpoint({
    method: 'DELETE',
    path: '/matching/needs/{needId}/weights',
    summary: 'Goes back to the weights that the node ranks by',
    rule: 'editor',
    params: needParams,
    reply: Type.Null(),
    status: 204,
  }),

  refuseMatch: endpoint({
    method: 'POST',
    path: '/matching/feedback',
    summary: 'Not this, because …: ranks anew for this need, and is learned from',
    rule: 'editor',
    body: Type.Object(
      {
        /** For which of the caller’s organisations: the owner of one of the two. */
        organisationId: Id,
        needId: Id,
        technologyId: Id,
        reasons: Type.Array(OneOf(declineReasons), {
          minItems: 1,
          maxItems: declineReasons.length,
          uniqueItems: true,
        }),
        note: Type.Optional(Nullable(Note)),
      },
      closed,
    ),
    reply: Refused,
    creates: true,
    refusals: { feedback_not_possible: 409 },
  }),
  takeBackRefusal: endpoint({
    method: 'DELETE',
    path: '/matching/feedback/{feedbackId}',
    summary: 'Takes a “not this” back; it stays in the log, and is not learned from any more',
    rule: 'editor',
    params: Type.Object({ feedbackId: Id }),
    reply: Type.Null(),
    status: 204,
  }),

  readMatchRun: endpoint({
    method: 'GET',
    path: '/matching/introductions/{introductionId}/run',
    summary: 'What the two sides of an introduction scored when it was asked for, and why',
    rule: 'viewer',
    params: Type.Object({ introductionId: Id }),
    reply: MatchRun,
  }),
} as const;

/** Reasons that a judgement of weights or feedback gives. */
export const rankingReasonCodes = [
  'nothing_counts',
  'part_named_twice',
  'already_refused',
] as const;
