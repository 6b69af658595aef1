/** What HTTP and the web see of charters, of who adopts them, and of seats. */
import { type Static, Type } from 'typebox';
import { Day, endpoint, Id, Instant, Nullable, OneOf } from '../runtime/endpoint.ts';
import { bodyKinds, majorities, majorityBases, quorums, tieRules } from './charter.ts';
import {
  Count,
  closed,
  Digest,
  Note,
  Place,
  platformParams,
  Reason,
  Rights,
  Who,
} from './platform-shapes.ts';

export const BodyCode = Type.String({ pattern: '^[a-z][a-z_]{1,38}[a-z]$' });

export const CharterBody = Type.Object(
  {
    code: BodyCode,
    nameZh: Type.String({ minLength: 1, maxLength: 100 }),
    nameEn: Type.String({ minLength: 1, maxLength: 100 }),
    kind: OneOf(bodyKinds),
    quorum: OneOf(quorums),
    majority: OneOf(majorities),
    majorityOf: OneOf(majorityBases),
    tie: OneOf(tieRules),
    conflictedCount: Type.Boolean(),
    votingDays: Type.Integer({ minimum: 1, maximum: 90 }),
    clause: Type.String({ minLength: 1, maxLength: 200 }),
  },
  closed,
);
export type CharterBody = Static<typeof CharterBody>;

export const CharterContent = Type.Object(
  {
    bodies: Type.Array(CharterBody, { minItems: 1, maxItems: 12 }),
    budgetBody: BodyCode,
    mandates: Nullable(Type.Object({ ruleSetId: Id, versionId: Id }, closed)),
    note: Nullable(Note),
  },
  closed,
);

export const charterStates = ['proposed', 'adopted', 'withdrawn'] as const;

export const Charter = Type.Object({
  id: Id,
  platformId: Id,
  number: Type.Integer(),
  state: OneOf(charterStates),
  content: CharterContent,
  digest: Digest,
  /** The rule that its mandates are checked by, by its name. */
  mandates: Nullable(
    Type.Object({ nameZh: Type.String(), nameEn: Type.String(), number: Type.Integer() }),
  ),
  startsOn: Day,
  endsOn: Nullable(Day),
  founders: Type.Array(
    Type.Object({
      key: Type.String(),
      place: Place,
      /** Null while the founder has not adopted it. */
      adopted: Nullable(Type.Object({ by: Type.String(), at: Instant })),
      /** Whether the caller adopts for this founder. */
      mayAdopt: Type.Boolean(),
    }),
  ),
  proposedBy: Who,
  proposedAt: Instant,
  adoptedAt: Nullable(Instant),
  sample: Type.Boolean(),
  may: Rights(['withdraw'] as const),
});
export type Charter = Static<typeof Charter>;

export const Seat = Type.Object({
  id: Id,
  platformId: Id,
  body: Type.String(),
  person: Type.Object({ id: Id, name: Type.String() }),
  votes: Count,
  isChair: Type.Boolean(),
  startsOn: Day,
  endsOn: Nullable(Day),
  /** Why the term ends on another day than was said when the seat was given. */
  endNote: Nullable(Type.String()),
  sample: Type.Boolean(),
  revision: Type.Integer(),
});
export type Seat = Static<typeof Seat>;

const keepers = ['editor', 'region_officer', 'secretariat'] as const;
const founders = ['manager', 'region_officer'] as const;
const charterParams = Type.Object({ charterId: Id });
/** Who has something to do with a platform is told by its seats, too, which no rule can name. */
const insiders = 'person';

export const charterContract = {
  readCharters: endpoint({
    method: 'GET',
    path: '/platforms/platforms/{platformId}/charters',
    summary: 'The charter in force, earlier and later ones, and, for insiders, the one proposed',
    rule: 'anyone',
    params: platformParams,
    reply: Type.Object({
      /** The one in force today. */
      inForceId: Nullable(Id),
      items: Type.Array(Charter),
      may: Rights(['propose', 'seat', 'see'] as const),
    }),
  }),
  proposeCharter: endpoint({
    method: 'POST',
    path: '/platforms/platforms/{platformId}/charters',
    summary: 'Proposes a charter to the founders',
    rule: keepers,
    params: platformParams,
    body: Type.Object({ ...CharterContent.properties, startsOn: Day }, closed),
    reply: Charter,
    creates: true,
    refusals: {
      charter_not_valid: 422,
      charter_in_the_making: 409,
      charter_starts_too_early: 422,
      founders_missing: 409,
      operator_missing: 409,
      mandates_not_usable: 422,
      mandates_do_not_hold: 422,
    },
  }),
  adoptCharter: endpoint({
    method: 'POST',
    path: '/platforms/charters/{charterId}/adoptions',
    summary: 'Adopts it for a founder; the last founder brings it in force',
    rule: founders,
    params: charterParams,
    body: Type.Object(
      { founder: Type.String({ minLength: 2, maxLength: 36 }), digest: Digest },
      closed,
    ),
    reply: Charter,
    creates: true,
    refusals: {
      charter_not_open: 409,
      founder_not_known: 422,
      founder_has_adopted: 409,
      charter_is_another: 409,
      charter_starts_too_early: 422,
      operator_missing: 409,
      mandates_not_usable: 422,
      mandates_do_not_hold: 422,
    },
  }),
  withdrawCharter: endpoint({
    method: 'POST',
    path: '/platforms/charters/{charterId}/withdrawal',
    summary: 'Takes a proposed charter back',
    rule: keepers,
    params: charterParams,
    reply: Charter,
    refusals: { charter_not_open: 409 },
  }),

  listSeats: endpoint({
    method: 'GET',
    path: '/platforms/platforms/{platformId}/seats',
    summary: 'Who sits in which body, the longest first; past and coming seats, too',
    rule: insiders,
    params: platformParams,
    reply: Type.Object({ items: Type.Array(Seat) }),
  }),
  giveSeat: endpoint({
    method: 'POST',
    path: '/platforms/platforms/{platformId}/seats',
    summary: 'Gives somebody with an account here a seat in a body of the charter',
    rule: keepers,
    params: platformParams,
    body: Type.Object(
      {
        body: BodyCode,
        email: Type.String({ format: 'email', maxLength: 200 }),
        votes: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
        isChair: Type.Optional(Type.Boolean()),
        startsOn: Day,
        endsOn: Type.Optional(Nullable(Day)),
      },
      closed,
    ),
    reply: Seat,
    creates: true,
    refusals: {
      no_charter_in_force: 409,
      body_not_in_charter: 422,
      person_not_known: 422,
      term_not_valid: 422,
      seat_is_held: 409,
      chair_is_held: 409,
    },
  }),
  endSeat: endpoint({
    method: 'PATCH',
    path: '/platforms/seats/{seatId}',
    summary: 'Says on which day a term ends, and why',
    rule: keepers,
    params: Type.Object({ seatId: Id }),
    body: Type.Object({ endsOn: Day, reason: Reason }, closed),
    reply: Seat,
    edits: true,
    refusals: { term_not_valid: 422, seat_is_held: 409, chair_is_held: 409 },
  }),
} as const;

/** What `judgeCharter` and `judgeMandateRule` may say. */
export const charterReasonCodes = [
  'body_named_twice',
  'body_not_in_charter',
  'mandate_rule_not_published',
  'mandate_input_missing',
  'mandate_input_not_given',
  'mandate_gives_no_answer',
  'mandate_for_no_body',
  'mandate_value_not_taken',
  'mandate_gives_no_clause',
  'mandate_names_no_other_body',
  'decider_not_in_charter',
] as const;
