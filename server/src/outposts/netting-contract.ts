/** What HTTP and the web see of netting: what is owed, who pays whom, and what was paid. */
import { type Static, Type } from 'typebox';
import {
  Day,
  endpoint,
  Id,
  Instant,
  Nullable,
  OneOf,
  Page,
  Paging,
  Several,
} from '../runtime/endpoint.ts';
import { nettingActions, nettingStates, voidReasons } from './netting.ts';
import { closed, Digest, Language, Note, Place, Rights, Who, Words } from './outpost-shapes.ts';
import { unitKinds } from './statement-contract.ts';

const Count = Type.Integer({ minimum: 0 });
const Amount = Type.String();
/** `region:130000` or `organisation:…`. */
const PlaceKey = Type.String({ maxLength: 60 });
const Compact = Type.Object({
  id: Id,
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
});

const owing = {
  payer: PlaceKey,
  receiver: PlaceKey,
  unit: Type.String(),
  kind: OneOf(unitKinds),
  amount: Amount,
};

/** A line of a statement behind an amount; negative where it goes the other way. */
export const NettedLine = Type.Object({
  statementId: Id,
  agreementTitle: Words,
  year: Type.Integer(),
  number: Count,
  line: Type.Integer(),
  amount: Amount,
});
export type NettedLine = Static<typeof NettedLine>;

const content = {
  /** What each pair owes when only its own lines are set off. */
  bilateral: Type.Array(Type.Object({ ...owing, of: Type.Array(NettedLine) })),
  positions: Type.Array(
    Type.Object({
      party: PlaceKey,
      unit: Type.String(),
      kind: OneOf(unitKinds),
      net: Amount,
      of: Type.Array(NettedLine),
    }),
  ),
  /** Places by their keys. */
  places: Type.Record(Type.String(), Place),
  statements: Count,
};

export const NettingPreview = Type.Object({
  ...content,
  transfers: Type.Array(Type.Object({ number: Type.Integer(), ...owing })),
  mayPropose: Type.Boolean(),
});
export type NettingPreview = Static<typeof NettingPreview>;

const summary = {
  id: Id,
  /** One of the two. */
  compact: Nullable(Compact),
  agreement: Nullable(Type.Object({ id: Id, title: Words })),
  state: OneOf(nettingStates),
  digest: Digest,
  statementCount: Count,
  transferCount: Count,
  /** Of the transfers that are paid, how many are marked. */
  paidCount: Count,
  proposedAt: Instant,
  proposedBy: Who,
  agreedAt: Nullable(Instant),
  paidAt: Nullable(Instant),
  voidedAt: Nullable(Instant),
  sample: Type.Boolean(),
};
export const NettingSummary = Type.Object(summary);
export type NettingSummary = Static<typeof NettingSummary>;

export const Payment = Type.Object({
  paidOn: Day,
  reference: Nullable(Type.String()),
  markedBy: Type.String(),
  markedAt: Instant,
});

export const Netting = Type.Object({
  ...summary,
  ...content,
  transfers: Type.Array(
    Type.Object({
      number: Type.Integer(),
      ...owing,
      /** Null while it waits, and for statistics, which nobody pays. */
      payment: Nullable(Payment),
      mayMark: Type.Boolean(),
    }),
  ),
  consents: Type.Array(
    Type.Object({ place: PlaceKey, person: Who, digest: Digest, agreedAt: Instant }),
  ),
  /** The places that the caller may agree for, and that have not. */
  agreesFor: Type.Array(PlaceKey),
  voided: Nullable(
    Type.Object({ reason: OneOf(voidReasons), note: Nullable(Type.String()), by: Type.String() }),
  ),
  may: Rights(nettingActions),
});
export type Netting = Static<typeof Netting>;

/** What waits for the caller. */
export const Duty = Type.Object({
  kind: OneOf([
    'confirm_facts',
    'answer_dispute',
    'accept_statement',
    'agree_to_netting',
    'mark_payment',
  ] as const),
  agreement: Nullable(Type.Object({ id: Id, title: Words })),
  /** Of the statement or the netting; null where the agreement says it. */
  subjectId: Nullable(Id),
  year: Nullable(Type.Integer()),
  /** How many facts or payments. */
  count: Count,
  since: Instant,
  dueOn: Nullable(Day),
  sample: Type.Boolean(),
});
export type Duty = Static<typeof Duty>;

/** One of the two is given. */
const scope = {
  compactId: Type.Optional(Id),
  agreementId: Type.Optional(Id),
};
const proposers = ['region_officer', 'manager', 'secretariat'] as const;
const parties = ['region_officer', 'manager'] as const;
const nettingParams = Type.Object({ nettingId: Id });
const stateForbids = { netting_state_forbids: 409 } as const;
const scopeRefusals = { scope_not_named: 422 } as const;

export const nettingContract = {
  previewNetting: endpoint({
    method: 'GET',
    path: '/outposts/netting-preview',
    summary: 'What is owed and not netted in a compact or an agreement, and what would be paid',
    rule: 'person',
    query: Type.Object(scope),
    reply: NettingPreview,
    callsPerMinute: 60,
    refusals: scopeRefusals,
  }),
  proposeNetting: endpoint({
    method: 'POST',
    path: '/outposts/nettings',
    summary: 'Sets off all that is owed in a compact or an agreement, for its parties to agree to',
    rule: proposers,
    body: Type.Object(scope, closed),
    reply: Netting,
    creates: true,
    refusals: { ...scopeRefusals, nothing_to_net: 409, netted_meanwhile: 409 },
  }),
  listNettings: endpoint({
    method: 'GET',
    path: '/outposts/nettings',
    summary: 'Nettings of the compacts and agreements that the caller belongs to',
    rule: 'person',
    query: Type.Object({
      ...scope,
      state: Type.Optional(Several(OneOf(nettingStates))),
      ...Paging,
    }),
    reply: Page(NettingSummary),
  }),
  readNetting: endpoint({
    method: 'GET',
    path: '/outposts/nettings/{nettingId}',
    summary: 'One netting: who owes whom, by which lines of which statements, and who pays whom',
    rule: 'person',
    params: nettingParams,
    reply: Netting,
  }),
  downloadNetting: endpoint({
    method: 'GET',
    path: '/outposts/nettings/{nettingId}/file',
    summary: 'The netting as a file, or the statements as they were netted',
    rule: 'person',
    params: nettingParams,
    query: Type.Object({
      file: Type.Optional(OneOf(['netting', 'statements'] as const)),
      /** Of the netting; statements are JSON. */
      format: Type.Optional(OneOf(['json', 'csv', 'xlsx', 'pdf'] as const)),
      lang: Type.Optional(Language),
    }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 60,
  }),
  agreeToNetting: endpoint({
    method: 'POST',
    path: '/outposts/nettings/{nettingId}/consents',
    summary: 'A place that pays or receives agrees; when all did, it is to be paid',
    rule: parties,
    params: nettingParams,
    body: Type.Object({ digest: Digest }, closed),
    reply: Netting,
    creates: true,
    refusals: { ...stateForbids, netting_is_not_what_was_read: 409, netting_is_agreed: 409 },
  }),
  markPayment: endpoint({
    method: 'POST',
    path: '/outposts/nettings/{nettingId}/payments/{number}',
    summary: 'Marks a transfer as paid; the last one posts all that was owed in the ledger',
    rule: proposers,
    params: Type.Object({ nettingId: Id, number: Type.String({ pattern: '^[0-9]{1,6}$' }) }),
    body: Type.Object(
      {
        paidOn: Day,
        /** Of the bank or the treasury. */
        reference: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 200 }))),
      },
      closed,
    ),
    reply: Netting,
    creates: true,
    refusals: {
      ...stateForbids,
      transfer_not_in_netting: 422,
      payment_is_marked: 409,
      paid_in_the_future: 422,
    },
  }),
  voidNetting: endpoint({
    method: 'POST',
    path: '/outposts/nettings/{nettingId}/voiding',
    summary: 'Gives a netting up before anything was paid; what is owed may be netted again',
    rule: proposers,
    params: nettingParams,
    body: Type.Object({ reason: OneOf(voidReasons), note: Type.Optional(Nullable(Note)) }, closed),
    reply: Netting,
    refusals: { ...stateForbids, netting_is_partly_paid: 409 },
  }),
  listDuties: endpoint({
    method: 'GET',
    path: '/outposts/duties',
    summary: 'What waits for the caller: facts, disputes, statements, nettings, payments',
    rule: 'person',
    reply: Type.Object({ items: Type.Array(Duty) }),
  }),
} as const;
