/** Needs and technologies as lists and matches show them. */
import { type Static, Type } from 'typebox';
import { Id, Instant, Nullable, OneOf } from '../runtime/endpoint.ts';
import { needStates } from './need.ts';
import { needText, technologyText } from './record-shapes.ts';
import { qualities } from './review.ts';
import { Owner } from './shape-contract.ts';
import { technologyStates } from './technology.ts';

export const recordFacts = {
  id: Id,
  organisation: Owner,
  /** A sample of the demo, marked so on screen. */
  sample: Type.Boolean(),
  /** Born with publication. */
  journeyId: Nullable(Id),
  createdAt: Instant,
  updatedAt: Instant,
  publishedAt: Nullable(Instant),
  /** What its review found; null where it was published without one, or is not yet. */
  quality: Nullable(OneOf(qualities)),
  changedSinceReview: Type.Boolean(),
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
