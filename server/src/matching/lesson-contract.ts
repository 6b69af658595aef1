/** What an organisation learns from the "no"s to its technologies, and how others fare. */
import { type Static, Type } from 'typebox';
import { Day, endpoint, exportQuery, Id, Nullable, OneOf } from '../runtime/endpoint.ts';
import { declineReasons } from './introduction.ts';
import { About } from './shape-contract.ts';

const Count = Type.Integer({ minimum: 0 });
const Share = Type.Number({ minimum: 0, maximum: 1 });
const Reason = OneOf(declineReasons);

export const Lessons = Type.Object({
  organisationId: Id,
  /** What became of all introductions to its technologies in the period. */
  steps: Type.Object({
    introductions: Count,
    waiting: Count,
    declined: Count,
    talksEnded: Count,
    /** Taken back or run out before there was an answer. */
    without: Count,
    contracts: Count,
  }),
  /** “No”s in the period; one may have several reasons. */
  answers: Count,
  /** The most frequent first; shares are of the “no”s, so they may add up to more than one. */
  reasons: Type.Array(
    Type.Object({
      reason: Reason,
      count: Count,
      share: Share,
      /** The same share in the field; null where the group is too small to be shown. */
      fieldShare: Nullable(Share),
    }),
  ),
  byQuarter: Type.Array(
    Type.Object({
      quarter: Type.String(),
      answers: Count,
      reasons: Type.Array(Type.Object({ reason: Reason, count: Count })),
    }),
  ),
  byTechnology: Type.Array(
    Type.Object({
      /** Null for introductions in which none was named. */
      technology: Nullable(About),
      introductions: Count,
      declined: Count,
      talksEnded: Count,
      contracts: Count,
      reasons: Type.Array(Type.Object({ reason: Reason, count: Count })),
    }),
  ),
  /** Technologies of others in the same fields, up to the end of the last quarter. */
  field: Type.Object({
    fields: Type.Array(Type.String()),
    before: Day,
    /** Null where the group is too small: then nothing of it is told. */
    organisations: Nullable(Count),
    answers: Nullable(Count),
    organisationsAtLeast: Count,
    answersAtLeast: Count,
  }),
});
export type Lessons = Static<typeof Lessons>;

const lessonQuery = {
  /** Of the answers, both days included; the comparison is always of the last three years. */
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  technologyId: Type.Optional(Id),
};

const organisationParams = Type.Object({ organisationId: Id });

export const lessonContract = {
  readLessons: endpoint({
    method: 'GET',
    path: '/matching/organisations/{organisationId}/lessons',
    summary: 'Why one’s technologies were declined, over time, compared with the field',
    rule: 'viewer',
    params: organisationParams,
    query: Type.Object(lessonQuery),
    reply: Lessons,
  }),
  exportLessons: endpoint({
    method: 'GET',
    path: '/matching/organisations/{organisationId}/lessons/export',
    summary: 'The “no”s to one’s technologies as a file, one a row',
    rule: 'viewer',
    params: organisationParams,
    query: Type.Object({ ...lessonQuery, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
} as const;
