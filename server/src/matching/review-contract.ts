/** Operations of the review that needs and technologies pass, beside those of `contract.ts`. */
import { type Static, type TSchema, Type } from 'typebox';
import {
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
import { needStates } from './need.ts';
import { recordKinds } from './record.ts';
import { needText, technologyText } from './record-shapes.ts';
import { reviewStates, scoreAtMost, scoredCategories, verdicts } from './review.ts';
import { Owner } from './shape-contract.ts';
import { technologyStates } from './technology.ts';

// Shapes --------------------------------------------------------------------------------------

const closed = { additionalProperties: false };
const Comment = Type.String({ maxLength: 2_000 });
const Category = OneOf(scoredCategories);

/** One value for each category of the published rule. */
const ofEach = <Schema extends TSchema>(schema: Schema) => ({
  innovation: schema,
  clarity: schema,
  expectations: schema,
  guidelines: schema,
});

export const Scores = Type.Object(
  ofEach(Type.Integer({ minimum: 0, maximum: scoreAtMost })),
  closed,
);
export const Comments = Type.Object(ofEach(Type.Optional(Comment)), closed);

const reviewFacts = {
  id: Id,
  kind: OneOf(recordKinds),
  recordId: Id,
  title: Type.String(),
  organisation: Owner,
  state: OneOf(reviewStates),
  /** 1 for the first submission, one more for each that followed. */
  round: Type.Integer(),
  submittedAt: Instant,
  decidedAt: Nullable(Instant),
  total: Nullable(Type.Integer()),
  verdict: Nullable(OneOf(verdicts)),
  /** The caller is one of those whose turn it is. */
  waitsForCaller: Type.Boolean(),
  sample: Type.Boolean(),
  revision: Type.Integer(),
};

export const ReviewSummary = Type.Object(reviewFacts);
export type ReviewSummary = Static<typeof ReviewSummary>;

const { contact: _contact, ...submittedTechnology } = technologyText;
const { contact: _needContact, ...submittedNeed } = needText;
const { compactId: _compact, namedOrganisationIds: _named, ...plainNeed } = submittedNeed;

/** As it was submitted: what a verdict speaks of. Whom to talk to is no part of it. */
export const SubmittedTechnology = Type.Object(submittedTechnology);
export const SubmittedNeed = Type.Object(plainNeed);

/** What a submission comes to. */
const Submitted = <States extends readonly string[]>(states: States) =>
  Type.Object({ id: Id, state: OneOf(states), reviewId: Id, revision: Type.Integer() });

export const Review = Type.Object({
  ...reviewFacts,
  technology: Nullable(SubmittedTechnology),
  need: Nullable(SubmittedNeed),
  /** Of one's own organisation's people only. */
  authorName: Nullable(Type.String()),
  insiderName: Nullable(Type.String()),
  insiderNote: Nullable(Type.String()),
  lookedAt: Nullable(Instant),
  /** What it falls short in, where it was returned, put on hold or rejected. */
  reasons: Type.Array(Category),
  outsiderName: Nullable(Type.String()),
  scores: Nullable(Scores),
  comments: Comments,
  /** Every round of the record, the latest first, this one too. */
  rounds: Type.Array(
    Type.Object({
      id: Id,
      round: Type.Integer(),
      state: OneOf(reviewStates),
      total: Nullable(Type.Integer()),
      submittedAt: Instant,
    }),
  ),
  may: Type.Object({
    approve: Type.Boolean(),
    return: Type.Boolean(),
    score: Type.Boolean(),
    recall: Type.Boolean(),
  }),
  /** Why the caller may not, where it would be their turn but for this. */
  mayNot: Type.Array(OneOf(['author_cannot_review', 'own_organisation_cannot_review'] as const)),
});
export type Review = Static<typeof Review>;

/** Reasons of judgements, each with a sentence in the language files. */
export const reviewReasonCodes = [
  'review_comment_missing',
  'author_cannot_review',
  'own_organisation_cannot_review',
] as const;

/** The judgement itself, so that a screen can say beforehand what scores come to. */
export { weighScores } from './review.ts';

// Operations ------------------------------------------------------------------------------------

const reviewParams = Type.Object({ reviewId: Id });
const reviewFilters = {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  state: Type.Optional(Several(OneOf(reviewStates))),
  kind: Type.Optional(OneOf(recordKinds)),
  region: Type.Optional(Several(Type.String({ pattern: '^[A-Z0-9-]{2,12}$' }))),
  organisationId: Type.Optional(Id),
  /** Those that wait for the caller. */
  waiting: Type.Optional(Type.Boolean()),
};
export const reviewOrders = ['-submittedAt', 'submittedAt'] as const;
export type ReviewOrder = (typeof reviewOrders)[number];

const recordState = { record_state_forbids: 409 } as const;
const reviewState = { review_state_forbids: 409 } as const;

export const reviewContract = {
  submitTechnology: endpoint({
    method: 'POST',
    path: '/matching/technologies/{technologyId}/submit',
    summary: 'Hands a complete draft, or one that was on hold, to review before publication',
    rule: 'editor',
    params: Type.Object({ technologyId: Id }),
    reply: Submitted(technologyStates),
    edits: true,
    refusals: { technology_not_valid: 422, ...recordState },
  }),
  submitNeed: endpoint({
    method: 'POST',
    path: '/matching/needs/{needId}/submit',
    summary: 'Hands a complete draft, or one that was on hold, to review before publication',
    rule: 'editor',
    params: Type.Object({ needId: Id }),
    reply: Submitted(needStates),
    edits: true,
    refusals: { need_not_valid: 422, ...recordState },
  }),
  listReviews: endpoint({
    method: 'GET',
    path: '/matching/reviews',
    summary: 'Reviews of one’s organisations, and those that one looks after by office',
    rule: ['viewer', 'region_officer', 'secretariat'],
    query: Type.Object({
      ...reviewFilters,
      sort: Type.Optional(OneOf(reviewOrders)),
      ...Paging,
    }),
    reply: Page(ReviewSummary),
  }),
  exportReviews: endpoint({
    method: 'GET',
    path: '/matching/reviews/export',
    summary: 'The same list as a file, up to 50,000 rows',
    rule: ['viewer', 'region_officer', 'secretariat'],
    query: Type.Object({
      ...reviewFilters,
      ...exportQuery,
    }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  readReview: endpoint({
    method: 'GET',
    path: '/matching/reviews/{reviewId}',
    summary: 'One round: the text as it was submitted, who looked at it, scores and reasons',
    rule: ['viewer', 'region_officer', 'secretariat'],
    params: reviewParams,
    reply: Review,
  }),
  approveReview: endpoint({
    method: 'POST',
    path: '/matching/reviews/{reviewId}/approve',
    summary: 'The own organisation stands behind it; the review from outside begins',
    rule: 'manager',
    params: reviewParams,
    body: Type.Object({ note: Type.Optional(Nullable(Comment)) }, closed),
    reply: Review,
    refusals: { ...reviewState, review_not_yours: 409 },
  }),
  returnReview: endpoint({
    method: 'POST',
    path: '/matching/reviews/{reviewId}/return',
    summary: 'The own organisation gives it back to its author, with what it falls short in',
    rule: 'manager',
    params: reviewParams,
    body: Type.Object(
      {
        reasons: Type.Array(Category, { minItems: 1, maxItems: 4, uniqueItems: true }),
        note: Type.Optional(Nullable(Comment)),
      },
      closed,
    ),
    reply: Review,
    refusals: { ...reviewState, review_not_yours: 409 },
  }),
  scoreReview: endpoint({
    method: 'POST',
    path: '/matching/reviews/{reviewId}/score',
    summary: 'Scores it from outside; it is published, kept on hold or rejected by the total',
    rule: ['region_officer', 'secretariat'],
    params: reviewParams,
    body: Type.Object({ scores: Scores, comments: Type.Optional(Comments) }, closed),
    reply: Review,
    refusals: { ...reviewState, review_not_yours: 409, review_not_explained: 422 },
  }),
  recallReview: endpoint({
    method: 'POST',
    path: '/matching/reviews/{reviewId}/recall',
    summary: 'Takes it out of review again; it is a draft as before',
    rule: 'editor',
    params: reviewParams,
    reply: Review,
    refusals: reviewState,
  }),
} as const;
