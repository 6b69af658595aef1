/** Operations of kept needs and searches that tell their owner, beside those of `contract.ts`. */
import { type Static, Type } from 'typebox';
import { organisationKinds } from '../registry/contract.ts';
import {
  endpoint,
  Id,
  Instant,
  Nullable,
  OneOf,
  Page,
  Paging,
  Several,
} from '../runtime/endpoint.ts';
import { recordKinds } from './record.ts';
import { Maturity } from './record-shapes.ts';
import { Owner } from './shape-contract.ts';
import { rhythms, watchBases, watchNameLettersAtMost } from './watch.ts';

// Shapes --------------------------------------------------------------------------------------

const closed = { additionalProperties: false };
const Name = Type.String({ minLength: 1, maxLength: watchNameLettersAtMost, pattern: '\\S' });

/** The same filters as in the lists and above the matches. */
export const WatchFilters = Type.Object(
  {
    region: Type.Optional(Several(Type.String({ pattern: '^[A-Z0-9-]{2,12}$' }))),
    field: Type.Optional(Several(Type.String({ pattern: '^[A-Z0-9-]{1,10}$' }))),
    /** Kind of the organisation behind the record. */
    kind: Type.Optional(Several(OneOf(organisationKinds))),
    maturity: Type.Optional(Maturity),
    organisationId: Type.Optional(Id),
  },
  closed,
);
export type WatchFilters = Static<typeof WatchFilters>;

export const Watch = Type.Object({
  id: Id,
  name: Type.String(),
  basis: OneOf(watchBases),
  /** What is to be found. */
  find: OneOf(recordKinds),
  q: Nullable(Type.String()),
  filters: WatchFilters,
  /** The need or technology of one's own whose matches are watched. */
  record: Nullable(Type.Object({ kind: OneOf(recordKinds), id: Id, title: Type.String() })),
  rhythm: OneOf(rhythms),
  byMail: Type.Boolean(),
  /** Told and not looked at yet. */
  unseen: Type.Integer(),
  lastFoundAt: Nullable(Instant),
  createdAt: Instant,
  revision: Type.Integer(),
});
export type Watch = Static<typeof Watch>;

/** Something new that fits. */
export const Find = Type.Object({
  watchId: Id,
  watchName: Type.String(),
  kind: OneOf(recordKinds),
  recordId: Id,
  title: Type.String(),
  organisation: Owner,
  foundAt: Instant,
  toldAt: Instant,
  seenAt: Nullable(Instant),
  sample: Type.Boolean(),
});
export type Find = Static<typeof Find>;

/** Reasons of judgements, each with a sentence in the language files. */
export const watchReasonCodes = ['watch_record_missing', 'watch_words_missing'] as const;

// Operations ------------------------------------------------------------------------------------

const watchParams = Type.Object({ watchId: Id });

export const watchContract = {
  listWatches: endpoint({
    method: 'GET',
    path: '/matching/watches',
    summary: 'The caller’s own kept needs and searches',
    rule: 'person',
    query: Type.Object({
      q: Type.Optional(Type.String({ maxLength: 200 })),
      find: Type.Optional(OneOf(recordKinds)),
      rhythm: Type.Optional(Several(OneOf(rhythms))),
      ...Paging,
    }),
    reply: Type.Object({
      ...Page(Watch).properties,
      /** The node can send mail. */
      mailPossible: Type.Boolean(),
    }),
  }),
  createWatch: endpoint({
    method: 'POST',
    path: '/matching/watches',
    summary: 'Keeps a search, or a need or technology of one’s own, to be told of what is new',
    rule: 'person',
    body: Type.Object(
      {
        name: Name,
        basis: OneOf(watchBases),
        /** Left out for a record: what its other side is. */
        find: Type.Optional(OneOf(recordKinds)),
        q: Type.Optional(Nullable(Type.String({ maxLength: 1_000 }))),
        filters: Type.Optional(WatchFilters),
        needId: Type.Optional(Nullable(Id)),
        technologyId: Type.Optional(Nullable(Id)),
        rhythm: OneOf(rhythms),
        byMail: Type.Boolean(),
      },
      closed,
    ),
    reply: Watch,
    creates: true,
    refusals: { watch_not_valid: 422, too_many_watches: 409 },
  }),
  editWatch: endpoint({
    method: 'PATCH',
    path: '/matching/watches/{watchId}',
    summary: 'Another name, another rhythm, mail or none',
    rule: 'person',
    params: watchParams,
    body: Type.Partial(
      Type.Object({ name: Name, rhythm: OneOf(rhythms), byMail: Type.Boolean() }),
      closed,
    ),
    reply: Watch,
    edits: true,
  }),
  removeWatch: endpoint({
    method: 'DELETE',
    path: '/matching/watches/{watchId}',
    summary: 'Forgets it and what it found',
    rule: 'person',
    params: watchParams,
    reply: Type.Null(),
    status: 204,
    edits: true,
  }),
  listFinds: endpoint({
    method: 'GET',
    path: '/matching/finds',
    summary: 'What the caller’s kept searches found, the latest first',
    rule: 'person',
    query: Type.Object({
      watchId: Type.Optional(Id),
      kind: Type.Optional(OneOf(recordKinds)),
      unseen: Type.Optional(Type.Boolean()),
      ...Paging,
    }),
    reply: Page(Find),
  }),
  markFindsSeen: endpoint({
    method: 'POST',
    path: '/matching/finds/seen',
    summary: 'Takes what was told out of the inbox: all, of one search, or one record',
    rule: 'person',
    body: Type.Object({ watchId: Type.Optional(Id), recordId: Type.Optional(Id) }, closed),
    reply: Type.Object({ count: Type.Integer() }),
  }),
  stopMails: endpoint({
    method: 'POST',
    path: '/matching/watches/stop-mails',
    summary: 'Ends all mail of kept searches to the person a link was mailed to',
    rule: 'anyone',
    body: Type.Object({ token: Type.String({ minLength: 20, maxLength: 200 }) }, closed),
    reply: Type.Null(),
    status: 204,
    callsPerMinute: 20,
    refusals: { link_not_valid: 422 },
  }),
} as const;
