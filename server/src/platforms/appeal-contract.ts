/** What HTTP and the web see of appeals. */
import { type Static, Type } from 'typebox';
import { endpoint, Id, Instant, Nullable, OneOf } from '../runtime/endpoint.ts';
import { appealGrounds, appealStates } from './appeal.ts';
import { closed, Who, Words } from './platform-shapes.ts';
import {
  EvidenceFile,
  MeasureId,
  Named,
  phaseRefusals,
  reportParams,
  roundKeepers,
  roundParams,
} from './round-contract.ts';

export { appealGrounds, appealStates };

const Said = Type.String({ minLength: 1, maxLength: 2000 });

export const Appeal = Type.Object({
  id: Id,
  roundId: Id,
  reportId: Id,
  platform: Named,
  /** The number of the result that it is about. */
  resultNumber: Type.Integer(),
  clause: Type.Object({ id: Type.String(), name: Words }),
  ground: OneOf(appealGrounds),
  reason: Type.String(),
  files: Type.Array(EvidenceFile),
  state: OneOf(appealStates),
  filedAt: Instant,
  filedBy: Who,
  decision: Nullable(Type.String()),
  correction: Nullable(
    Type.Object({
      measure: Type.Optional(Type.String()),
      value: Type.Optional(Type.String()),
      leaveOut: Type.Optional(Type.String()),
    }),
  ),
  decidedAt: Nullable(Instant),
  decidedBy: Nullable(Who),
  /** The result that came of it. */
  newResultNumber: Nullable(Type.Integer()),
  /** The measures that its clause rests on: what could be corrected. */
  measures: Type.Array(Type.Object({ id: Type.String(), name: Words, scored: Type.Boolean() })),
  /** Experts who could be left out; for who decides. */
  scorers: Type.Array(Type.Object({ memberId: Id, name: Type.String() })),
  revision: Type.Integer(),
  may: Type.Unsafe<{ decide: boolean; withdraw: boolean }>(
    Type.Object({ decide: Type.Boolean(), withdraw: Type.Boolean() }),
  ),
});
export type Appeal = Static<typeof Appeal>;

const appealParams = Type.Object({ appealId: Id });

export const appealContract = {
  listAppeals: endpoint({
    method: 'GET',
    path: '/platforms/rounds/{roundId}/appeals',
    summary: 'Appeals of a round: all for its keepers, their own for the evaluated',
    rule: 'person',
    params: roundParams,
    reply: Type.Object({ items: Type.Array(Appeal) }),
  }),
  fileAppeal: endpoint({
    method: 'POST',
    path: '/platforms/reports/{reportId}/appeals',
    summary:
      'The evaluated says on a clause that its result is wrong, with its reason and evidence',
    rule: 'manager',
    params: reportParams,
    body: Type.Object(
      {
        clause: Type.String({ minLength: 1, maxLength: 64 }),
        ground: OneOf(appealGrounds),
        reason: Said,
        evidence: Type.Optional(Type.Array(Id, { maxItems: 20, uniqueItems: true })),
      },
      closed,
    ),
    reply: Appeal,
    status: 201,
    creates: true,
    refusals: {
      ...phaseRefusals,
      no_result_yet: 409,
      clause_not_known: 422,
      evidence_not_known: 422,
      appeal_is_open: 409,
      result_is_agreed: 409,
    },
  }),
  withdrawAppeal: endpoint({
    method: 'POST',
    path: '/platforms/appeals/{appealId}/withdrawal',
    summary: 'The evaluated takes its appeal back',
    rule: 'manager',
    params: appealParams,
    reply: Appeal,
    edits: true,
    refusals: { appeal_not_decided_so: 409 },
  }),
  decideAppeal: endpoint({
    method: 'POST',
    path: '/platforms/appeals/{appealId}/decision',
    summary: 'Who did not score decides; upheld, a new result is computed and the old one stays',
    rule: roundKeepers,
    params: appealParams,
    body: Type.Object(
      {
        verdict: OneOf(['upheld', 'dismissed'] as const),
        reason: Said,
        correction: Type.Optional(
          Nullable(
            Type.Object(
              {
                measure: Type.Optional(MeasureId),
                value: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
                /** The seat of an expert who is not heard. */
                leaveOut: Type.Optional(Id),
              },
              closed,
            ),
          ),
        ),
      },
      closed,
    ),
    reply: Appeal,
    edits: true,
    refusals: {
      ...phaseRefusals,
      appeal_not_decided_so: 409,
      values_not_valid: 422,
      correction_not_of_the_clause: 422,
      evaluation_not_possible: 422,
      values_unchecked: 409,
      result_is_being_computed: 409,
    },
  }),
} as const;
