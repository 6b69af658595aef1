/** What HTTP and the web see of moves of enterprises and projects between regions. */

import { type Static, Type } from 'typebox';
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
import { extents, leaders, moveKinds } from './move.ts';
import { RecordStep } from './outpost-contract.ts';
import { closed, Note, Place, RegionCode, Rights } from './outpost-shapes.ts';

const Name = Type.String({ maxLength: 200 });

const TaxBefore = Type.Object(
  {
    year: Type.Integer({ minimum: 1900, maximum: 2200 }),
    /** The measure as agreements name it: `vat`, `corporate-income-tax`. */
    tax: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,63}$' }),
    /** A decimal in yuan. */
    amount: Type.String({ minLength: 1, maxLength: 30 }),
    unit: OneOf(['CNY'] as const),
  },
  closed,
);

const moveFacts = {
  id: Id,
  kind: OneOf(moveKinds),
  organisation: Nullable(Place),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
  extent: OneOf(extents),
  ledBy: OneOf(leaders),
  from: Place,
  to: Place,
  outpost: Nullable(
    Type.Object({ id: Id, nameZh: Nullable(Type.String()), nameEn: Nullable(Type.String()) }),
  ),
  agreementId: Nullable(Id),
  listedOn: Nullable(Day),
  movedOn: Day,
  registeredOn: Nullable(Day),
  producingOn: Nullable(Day),
  deregisteredOn: Nullable(Day),
  sample: Type.Boolean(),
};
export const MoveSummary = Type.Object(moveFacts);
export type MoveSummary = Static<typeof MoveSummary>;

export const Move = Type.Object({
  ...moveFacts,
  /** What an enterprise paid is for those who may report it. */
  taxesBefore: Nullable(Type.Array(TaxBefore)),
  /** Over the three years before the move; what the published form compares with its threshold. */
  average: Nullable(
    Type.Object({
      years: Type.Array(Type.Object({ year: Type.Integer(), amount: Nullable(Type.String()) })),
      sum: Nullable(Type.String()),
      average: Nullable(Type.String()),
      unit: Type.String(),
    }),
  ),
  note: Nullable(Type.String()),
  createdAt: Instant,
  updatedAt: Instant,
  revision: Type.Integer(),
  may: Rights(['edit'] as const),
});
export type Move = Static<typeof Move>;

/** What a move says in the words of its agreement, and what of it is reported already. */
export const FactOfMove = Type.Object({
  period: Type.String(),
  party: Type.String(),
  measure: Type.String(),
  amount: Type.String(),
  unit: Type.String(),
  /** `differs`: another amount or day stands there; correct it where that is wrong. */
  standing: OneOf(['fresh', 'same', 'differs'] as const),
});
export type FactOfMove = Static<typeof FactOfMove>;

export const FactsOfMove = Type.Object({
  agreementId: Id,
  items: Type.Array(FactOfMove),
  may: Rights(['report'] as const),
});
export type FactsOfMove = Static<typeof FactsOfMove>;

const moveBody = {
  kind: OneOf(moveKinds),
  organisationId: Type.Optional(Nullable(Id)),
  nameZh: Type.Optional(Nullable(Name)),
  nameEn: Type.Optional(Nullable(Name)),
  extent: OneOf(extents),
  ledBy: OneOf(leaders),
  fromRegion: RegionCode,
  toRegion: RegionCode,
  outpostId: Type.Optional(Nullable(Id)),
  agreementId: Type.Optional(Nullable(Id)),
  listedOn: Type.Optional(Nullable(Day)),
  movedOn: Day,
  registeredOn: Type.Optional(Nullable(Day)),
  producingOn: Type.Optional(Nullable(Day)),
  deregisteredOn: Type.Optional(Nullable(Day)),
  taxesBefore: Type.Optional(Type.Array(TaxBefore, { maxItems: 100 })),
  note: Type.Optional(Nullable(Note)),
};

const keepers = ['editor', 'region_officer', 'secretariat'] as const;
const moveParams = Type.Object({ moveId: Id });

const filters = {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  kind: Type.Optional(Several(OneOf(moveKinds))),
  extent: Type.Optional(Several(OneOf(extents))),
  ledBy: Type.Optional(Several(OneOf(leaders))),
  /** These regions, or what lies in them. */
  from: Type.Optional(Several(RegionCode)),
  to: Type.Optional(Several(RegionCode)),
  outpostId: Type.Optional(Id),
  agreementId: Type.Optional(Id),
  movedFrom: Type.Optional(Day),
  movedUntil: Type.Optional(Day),
};

const moveRefusals = {
  region_not_known: 422,
  region_abolished: 422,
  region_not_yet_founded: 422,
  organisation_not_known: 422,
  organisation_is_merged: 422,
  organisation_is_dissolved: 422,
  outpost_not_known: 422,
  agreement_not_known: 422,
  move_not_valid: 422,
} as const;
const reportRefusals = {
  move_has_no_agreement: 409,
  agreement_is_not_signed: 409,
} as const;

export const moveContract = {
  listMoves: endpoint({
    method: 'GET',
    path: '/outposts/moves',
    summary: 'Moves of enterprises and projects between regions, the latest first',
    rule: 'anyone',
    query: Type.Object({ ...filters, ...Paging }),
    reply: Page(MoveSummary),
  }),
  exportMoves: endpoint({
    method: 'GET',
    path: '/outposts/moves/export',
    summary: 'The same list as a file, up to 50,000 rows',
    rule: 'anyone',
    query: Type.Object({ ...filters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  createMove: endpoint({
    method: 'POST',
    path: '/outposts/moves',
    summary: 'Records a move; by the enterprise, or by who serves one of the two regions',
    rule: keepers,
    body: Type.Object(moveBody, closed),
    reply: Move,
    creates: true,
    refusals: moveRefusals,
  }),
  readMove: endpoint({
    method: 'GET',
    path: '/outposts/moves/{moveId}',
    summary: 'One move',
    rule: 'anyone',
    params: moveParams,
    reply: Move,
  }),
  editMove: endpoint({
    method: 'PATCH',
    path: '/outposts/moves/{moveId}',
    summary: 'Changes what is said of a move; facts that were reported from it stay',
    rule: keepers,
    params: moveParams,
    body: Type.Partial(Type.Object(moveBody), closed),
    reply: Move,
    edits: true,
    refusals: moveRefusals,
  }),
  readMoveHistory: endpoint({
    method: 'GET',
    path: '/outposts/moves/{moveId}/history',
    summary: 'What was done with the move, the latest first; up to 200 steps',
    rule: keepers,
    params: moveParams,
    reply: Type.Object({ items: Type.Array(RecordStep) }),
  }),
  readFactsOfMove: endpoint({
    method: 'GET',
    path: '/outposts/moves/{moveId}/facts',
    summary: 'What the move says in the words of its agreement; for the parties of that',
    rule: 'person',
    params: moveParams,
    reply: FactsOfMove,
    refusals: reportRefusals,
  }),
  reportFactsOfMove: endpoint({
    method: 'POST',
    path: '/outposts/moves/{moveId}/facts',
    summary: 'Reports what is new of it as facts of its agreement',
    rule: ['editor', 'region_officer'],
    params: moveParams,
    body: Type.Object({ speaksFor: Type.Optional(Type.String({ maxLength: 64 })) }, closed),
    reply: FactsOfMove,
    creates: true,
    refusals: {
      ...reportRefusals,
      party_to_speak_for_missing: 422,
      party_is_not_yours: 403,
      facts_not_valid: 422,
      too_many_facts: 409,
    },
  }),
} as const;

/** What `judgeMove` may say. */
export const moveReasonCodes = [
  'move_enterprise_missing',
  'move_name_missing',
  'move_regions_are_the_same',
  'listing_of_a_market_move',
  'registration_day_missing',
  'production_before_registration',
  'deregistration_before_move',
  'move_day_in_the_future',
  'tax_year_not_before_move',
  'tax_given_twice',
  'tax_amount_unreadable',
] as const;
