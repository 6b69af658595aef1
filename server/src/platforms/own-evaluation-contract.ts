/** What HTTP and the web see of one's own platforms in rounds. */
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
import { Count, Words } from './platform-shapes.ts';
import { phases } from './round.ts';
import { Named } from './round-contract.ts';
import { roundTasks } from './round-task.ts';

/** Drafts are their keepers'. */
export const ownEvaluationStates = ['open', 'published', 'cancelled'] as const;

export const OwnEvaluation = Type.Object({
  reportId: Id,
  platform: Named,
  roundId: Id,
  roundZh: Type.String(),
  roundEn: Type.String(),
  state: OneOf(ownEvaluationStates),
  phase: Nullable(OneOf(phases)),
  /** What is to do now, and the last day of the phase. */
  task: Nullable(OneOf(roundTasks)),
  until: Nullable(Day),
  submittedAt: Nullable(Instant),
  returned: Count,
  openAppeals: Count,
  agreedAt: Nullable(Instant),
  /** Of the last result, once the evaluated may know it. */
  result: Nullable(
    Type.Object({
      number: Type.Integer(),
      score: Nullable(Type.String()),
      place: Nullable(Type.Integer()),
      of: Count,
      grade: Nullable(Words),
    }),
  ),
  openInterventions: Count,
  sample: Type.Boolean(),
});
export type OwnEvaluation = Static<typeof OwnEvaluation>;

const filters = {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  state: Type.Optional(Several(OneOf(ownEvaluationStates))),
  platformId: Type.Optional(Id),
};

export const ownEvaluationContract = {
  listOwnEvaluations: endpoint({
    method: 'GET',
    path: '/platforms/own-evaluations',
    summary: 'The rounds of the platforms that the caller’s organisations run',
    rule: 'person',
    query: Type.Object({ ...filters, ...Paging }),
    reply: Page(OwnEvaluation),
  }),
  exportOwnEvaluations: endpoint({
    method: 'GET',
    path: '/platforms/own-evaluations/export',
    summary: 'The same list as a file',
    rule: 'person',
    query: Type.Object({ ...filters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
} as const;
