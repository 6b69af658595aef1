/** What HTTP and the web see of interventions. */
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
import { interventionCauses, interventionOutcomes, interventionStates } from './intervention.ts';
import { closed, RegionCode, Who, Words } from './platform-shapes.ts';
import { Named, reportParams, roundKeepers } from './round-contract.ts';

export { interventionCauses, interventionOutcomes, interventionStates };

const Said = Type.String({ minLength: 1, maxLength: 2000 });
const Measure = Type.String({ minLength: 1, maxLength: 500 });

const facts = {
  id: Id,
  platform: Named,
  roundId: Id,
  roundZh: Type.String(),
  roundEn: Type.String(),
  reportId: Id,
  cause: OneOf(interventionCauses),
  /** The grade, or the target that was missed. */
  subject: Words,
  owner: Type.String(),
  dueOn: Day,
  isOverdue: Type.Boolean(),
  state: OneOf(interventionStates),
  outcome: Nullable(OneOf(interventionOutcomes)),
  openedAt: Instant,
  closedAt: Nullable(Instant),
  sample: Type.Boolean(),
};
export const InterventionSummary = Type.Object(facts);
export type InterventionSummary = Static<typeof InterventionSummary>;

export const Intervention = Type.Object({
  ...facts,
  measures: Type.Array(Type.String()),
  note: Nullable(Type.String()),
  openedBy: Who,
  closedBy: Nullable(Who),
  steps: Type.Array(
    Type.Object({ id: Id, text: Type.String(), writtenAt: Instant, writtenBy: Who }),
  ),
  revision: Type.Integer(),
  may: Type.Unsafe<{ plan: boolean; write: boolean; close: boolean }>(
    Type.Object({ plan: Type.Boolean(), write: Type.Boolean(), close: Type.Boolean() }),
  ),
});
export type Intervention = Static<typeof Intervention>;

const filters = {
  state: Type.Optional(Several(OneOf(interventionStates))),
  overdue: Type.Optional(Type.Boolean()),
  platformId: Type.Optional(Id),
  roundId: Type.Optional(Id),
  region: Type.Optional(Several(RegionCode)),
};
const params = Type.Object({ interventionId: Id });
const plan = {
  owner: Type.String({ minLength: 1, maxLength: 200 }),
  dueOn: Day,
  measures: Type.Array(Measure, { minItems: 1, maxItems: 20 }),
};
const refusals = { intervention_not_valid: 422 } as const;

export const interventionContract = {
  listInterventions: endpoint({
    method: 'GET',
    path: '/platforms/interventions',
    summary: 'What follows of low grades and missed targets: what is due first',
    rule: 'person',
    query: Type.Object({ ...filters, ...Paging }),
    reply: Page(InterventionSummary),
  }),
  exportInterventions: endpoint({
    method: 'GET',
    path: '/platforms/interventions/export',
    summary: 'The same list as a file',
    rule: 'person',
    query: Type.Object({ ...filters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  readIntervention: endpoint({
    method: 'GET',
    path: '/platforms/interventions/{interventionId}',
    summary: 'One intervention with its measures and what was done',
    rule: 'person',
    params,
    reply: Intervention,
  }),
  openIntervention: endpoint({
    method: 'POST',
    path: '/platforms/reports/{reportId}/interventions',
    summary: 'Opens one for a target that was missed',
    rule: roundKeepers,
    params: reportParams,
    body: Type.Object({ target: Type.String({ minLength: 1, maxLength: 300 }), ...plan }, closed),
    reply: Intervention,
    status: 201,
    creates: true,
    refusals: { ...refusals, no_result_yet: 409, intervention_is_open: 409 },
  }),
  planIntervention: endpoint({
    method: 'PATCH',
    path: '/platforms/interventions/{interventionId}',
    summary: 'Says who sees to it, until when, and what is to be done',
    rule: roundKeepers,
    params,
    body: Type.Object(plan, closed),
    reply: Intervention,
    edits: true,
    refusals: { ...refusals, intervention_is_closed: 409 },
  }),
  writeInterventionStep: endpoint({
    method: 'POST',
    path: '/platforms/interventions/{interventionId}/steps',
    summary: 'Writes down what was done; both sides may',
    rule: ['editor', ...roundKeepers],
    params,
    body: Type.Object({ text: Said }, closed),
    reply: Intervention,
    status: 201,
    creates: true,
    refusals: { intervention_is_closed: 409 },
  }),
  closeIntervention: endpoint({
    method: 'POST',
    path: '/platforms/interventions/{interventionId}/closing',
    summary: 'Ends it with an outcome and what came of it',
    rule: roundKeepers,
    params,
    body: Type.Object({ outcome: OneOf(interventionOutcomes), note: Said }, closed),
    reply: Intervention,
    edits: true,
    refusals: { intervention_not_closed_so: 409 },
  }),
} as const;
