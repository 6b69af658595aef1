/** What HTTP and the web see of the ledger: operations, their shapes and their refusals. */
import { type Static, Type } from 'typebox';
import {
  AmountMinor,
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
import { transactionKinds, transactionStates } from './transaction.ts';
import { unitKinds } from './unit-kinds.ts';

// Shapes that several operations share ------------------------------------------------------------

const exact = { additionalProperties: false };
const RegionCode = Type.String({ pattern: '^[A-Z0-9-]{2,12}$' });
const UnitCode = Type.String({ minLength: 1, maxLength: 60 });
/** Sums of many amounts may have more digits than one. */
const SumMinor = Type.String({ pattern: '^-?[0-9]{1,40}$' });

export const Both = Type.Object(
  { zh: Type.String({ maxLength: 1_000 }), en: Type.String({ maxLength: 1_000 }) },
  exact,
);

export const Unit = Type.Object({
  code: Type.String(),
  /** Decimals of the minor unit: 2 for fen. */
  digits: Type.Integer(),
  kind: OneOf(unitKinds),
  nameZh: Type.String(),
  nameEn: Type.String(),
});
export type Unit = Static<typeof Unit>;

export const ownerKinds = ['region', 'organisation'] as const;
export const Owner = Type.Object({
  kind: OneOf(ownerKinds),
  /** The region's code or the organisation's id. */
  id: Type.String(),
  displayName: Type.String(),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
});
export type Owner = Static<typeof Owner>;

export const Balance = Type.Object({
  unit: Unit,
  postedMinor: SumMinor,
  /** What waits to come in and to go out. */
  pendingInMinor: SumMinor,
  pendingOutMinor: SumMinor,
});
export type Balance = Static<typeof Balance>;

const accountRef = {
  id: Id,
  owner: Owner,
  nameZh: Type.String(),
  nameEn: Type.String(),
};
export const AccountRef = Type.Object(accountRef);
export type AccountRef = Static<typeof AccountRef>;

const accountFacts = {
  ...accountRef,
  purpose: Type.String(),
  /** Holds nothing less than zero. */
  guarded: Type.Boolean(),
  sample: Type.Boolean(),
  openedAt: Instant,
  balances: Type.Array(Balance),
};
export const AccountSummary = Type.Object(accountFacts);
export type AccountSummary = Static<typeof AccountSummary>;

export const Account = Type.Object({
  ...accountFacts,
  /** What it held on a day, as it was known at an instant; null where neither was asked for. */
  asOf: Nullable(
    Type.Object({
      on: Nullable(Day),
      knownAt: Nullable(Instant),
      balances: Type.Array(Type.Object({ unit: Unit, postedMinor: SumMinor })),
    }),
  ),
  /** How many pending transactions touch it. */
  pending: Type.Integer(),
});
export type Account = Static<typeof Account>;

export const Entry = Type.Object({
  transactionId: Id,
  line: Type.Integer(),
  unit: Unit,
  /** Positive is a debit: the account holds more. */
  amountMinor: SumMinor,
  /** What the account held after it, in the order of recording. */
  balanceMinor: SumMinor,
  validOn: Day,
  recordedAt: Instant,
  description: Both,
  /** The owners of the other accounts of the transaction, up to five. */
  others: Type.Array(Owner),
  sample: Type.Boolean(),
});
export type Entry = Static<typeof Entry>;

const transactionFacts = {
  id: Id,
  kind: OneOf(transactionKinds),
  state: OneOf(transactionStates),
  validOn: Day,
  recordedAt: Instant,
  description: Both,
  /** The debits of each unit, added up. */
  moved: Type.Array(Type.Object({ unit: Unit, amountMinor: SumMinor })),
  /** Whose accounts hold less and more by it, up to five of each. */
  from: Type.Array(Owner),
  to: Type.Array(Owner),
  sample: Type.Boolean(),
};
export const TransactionSummary = Type.Object(transactionFacts);
export type TransactionSummary = Static<typeof TransactionSummary>;

export const SourceRef = Type.Object({
  kind: Type.String(),
  id: Type.String(),
  digest: Type.Optional(Type.String()),
  name: Type.Optional(Both),
});

export const Transaction = Type.Object({
  ...transactionFacts,
  key: Type.String(),
  entries: Type.Array(
    Type.Object({
      line: Type.Integer(),
      account: AccountRef,
      /** Null where the caller may not open the account. */
      accountId: Nullable(Id),
      unit: Unit,
      amountMinor: SumMinor,
    }),
  ),
  sources: Type.Array(SourceRef),
  journeyId: Nullable(Id),
  actor: Type.Object({ id: Nullable(Id), name: Type.String() }),
  /** Hex of the SHA-256 of what it says. */
  digest: Type.String(),
  /** The event of the log that tells of it, and its hash in the chain. */
  event: Nullable(Type.Object({ sequence: Type.String(), hash: Type.String() })),
  /** The pending transaction that this one posted or voided. */
  pendingId: Nullable(Id),
  /** What posted or voided this one. */
  settledById: Nullable(Id),
  may: Type.Object({ post: Type.Boolean(), void: Type.Boolean() }),
});
export type Transaction = Static<typeof Transaction>;

// Reasons that judgements give, each with a sentence in the language files -------------------------

export const reasonCodes = [
  'key_not_usable',
  'entries_too_few_or_many',
  'amount_is_zero',
  'amount_too_large',
  'entries_do_not_balance',
  'key_reused',
] as const;

// Operations --------------------------------------------------------------------------------------

const readers = ['viewer', 'region_officer', 'secretariat', 'audit_administrator'] as const;
const payers = ['manager', 'region_officer'] as const;
const accountParams = Type.Object({ accountId: Id });
const transactionParams = Type.Object({ transactionId: Id });

const accountFilters = {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  ownerKind: Type.Optional(Several(OneOf(ownerKinds))),
  region: Type.Optional(Several(RegionCode)),
  organisationId: Type.Optional(Id),
  /** Accounts that ever held some of it. */
  unit: Type.Optional(Several(UnitCode)),
};

const entryFilters = {
  unit: Type.Optional(Several(UnitCode)),
  /** Valid days, half-open. */
  from: Type.Optional(Day),
  until: Type.Optional(Day),
  /** As it was known at this instant. */
  knownAt: Type.Optional(Instant),
};

const OwnerKey = Type.Object(
  { regionCode: Type.Optional(RegionCode), organisationId: Type.Optional(Id) },
  exact,
);

const recordingRefusals = {
  /** `reasons` name each fault. */
  transaction_not_valid: 422,
  key_reused: 409,
  account_not_known: 422,
  unit_not_declared: 422,
  account_would_be_overdrawn: 409,
  balance_too_large: 409,
} as const;

const settling = {
  ...recordingRefusals,
  pending_is_settled: 409,
  proposer_cannot_post: 409,
} as const;

export const ledgerContract = {
  listAccounts: endpoint({
    method: 'GET',
    path: '/ledger/accounts',
    summary: 'Accounts with what they hold in each unit: those the caller answers for',
    rule: readers,
    query: Type.Object({ ...accountFilters, ...Paging }),
    reply: Page(AccountSummary),
  }),
  exportAccounts: endpoint({
    method: 'GET',
    path: '/ledger/accounts/export',
    summary: 'The same list as a file, a row for each account and unit',
    rule: readers,
    query: Type.Object({ ...accountFilters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  listUnits: endpoint({
    method: 'GET',
    path: '/ledger/units',
    summary: 'What is counted: currencies, statistics for assessment, vouchers',
    rule: 'person',
    reply: Type.Object({ items: Type.Array(Unit) }),
  }),
  readAccount: endpoint({
    method: 'GET',
    path: '/ledger/accounts/{accountId}',
    summary: 'One account: what it holds now, and held on a day as it was known at an instant',
    rule: readers,
    params: accountParams,
    query: Type.Object({ on: Type.Optional(Day), knownAt: Type.Optional(Instant) }),
    reply: Account,
  }),
  listEntries: endpoint({
    method: 'GET',
    path: '/ledger/accounts/{accountId}/entries',
    summary: 'The entries of an account, the latest recorded first',
    rule: readers,
    params: accountParams,
    query: Type.Object({ ...entryFilters, ...Paging }),
    reply: Page(Entry),
  }),
  exportEntries: endpoint({
    method: 'GET',
    path: '/ledger/accounts/{accountId}/entries/export',
    summary: 'The statement of an account as a table',
    rule: readers,
    params: accountParams,
    query: Type.Object({ ...entryFilters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  printStatement: endpoint({
    method: 'GET',
    path: '/ledger/accounts/{accountId}/statement',
    summary: 'The statement of an account as PDF, up to 5,000 entries',
    rule: readers,
    params: accountParams,
    query: Type.Object({ ...entryFilters, lang: exportQuery.lang }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 10,
    refusals: { statement_too_long: 422 },
  }),

  listTransactions: endpoint({
    method: 'GET',
    path: '/ledger/transactions',
    summary: 'Transactions of the accounts that the caller may see, the latest first',
    rule: readers,
    query: Type.Object({
      state: Type.Optional(Several(OneOf(transactionStates))),
      accountId: Type.Optional(Id),
      journeyId: Type.Optional(Id),
      from: Type.Optional(Day),
      until: Type.Optional(Day),
      ...Paging,
    }),
    reply: Page(TransactionSummary),
  }),
  readTransaction: endpoint({
    method: 'GET',
    path: '/ledger/transactions/{transactionId}',
    summary: 'One transaction: its entries, what it was derived from, who recorded it and when',
    rule: readers,
    params: transactionParams,
    reply: Transaction,
  }),
  readProvenance: endpoint({
    method: 'GET',
    path: '/ledger/transactions/{transactionId}/provenance',
    summary: 'How its figures came to be, as PROV-JSON',
    rule: readers,
    params: transactionParams,
    reply: Type.Unknown(),
    download: true,
  }),

  proposeTransfer: endpoint({
    method: 'POST',
    path: '/ledger/transfers',
    summary: 'Proposes a transfer; it is held until the other side posts or refuses it',
    rule: payers,
    body: Type.Object(
      {
        from: OwnerKey,
        to: OwnerKey,
        unit: UnitCode,
        amountMinor: AmountMinor,
        validOn: Day,
        description: Type.String({ minLength: 1, maxLength: 300 }),
      },
      exact,
    ),
    reply: Transaction,
    creates: true,
    refusals: {
      ...recordingRefusals,
      owner_not_known: 422,
      owner_not_named: 422,
      transfer_to_oneself: 422,
      amount_not_positive: 422,
    },
  }),
  postTransaction: endpoint({
    method: 'POST',
    path: '/ledger/transactions/{transactionId}/post',
    summary: 'Confirms a pending transaction; from then on it counts',
    rule: payers,
    params: transactionParams,
    reply: Transaction,
    refusals: settling,
  }),
  voidTransaction: endpoint({
    method: 'POST',
    path: '/ledger/transactions/{transactionId}/void',
    summary: 'Refuses or withdraws a pending transaction; nothing was moved',
    rule: payers,
    params: transactionParams,
    body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 300 }) }, exact),
    reply: Transaction,
    refusals: settling,
  }),
};
