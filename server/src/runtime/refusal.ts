/** One reason for a "no", in a form a screen can translate and a statistician can count. */
export interface Reason {
  /** A sentence in snake case, declared in a contract or in `generalRefusals`. */
  readonly code: string;
  /** The same in English, for programs and logs. */
  readonly detail: string;
  /** What the sentence speaks of: names, limits, dates. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** JSON pointer into the body, where one field is meant. */
  readonly pointer?: string;
  /** The rule that says no, with its version. */
  readonly rule?: string;
}

/** What a refusal was about, so that refusals add up to barriers between regions. */
export interface Stake {
  readonly subjectIds?: readonly string[];
  readonly journeyId?: string | null;
  readonly organisationId?: string | null;
  readonly fromRegion?: string | null;
  readonly toRegion?: string | null;
  readonly amountMinor?: bigint | null;
  readonly unit?: string | null;
}

/**
 * The rules say no. Nobody's fault: the person is told why, and the event log keeps it.
 * The status of each code stands in the contract of the operation that may refuse with it.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly reasons: readonly Reason[];
  readonly params: Readonly<Record<string, string | number>>;
  readonly stake: Stake;
  /** What the use case wrote and announced stays, such as the count of wrong passwords. */
  readonly keepsChanges: boolean;

  constructor(
    code: string,
    detail: string,
    more: {
      readonly reasons?: readonly Reason[];
      readonly params?: Readonly<Record<string, string | number>>;
      readonly stake?: Stake;
      readonly keepsChanges?: boolean;
    } = {},
  ) {
    super(detail);
    this.name = 'Refusal';
    this.code = code;
    this.reasons = more.reasons ?? [];
    this.params = more.params ?? {};
    this.stake = more.stake ?? {};
    this.keepsChanges = more.keepsChanges ?? false;
  }
}

/** Codes that any operation may refuse with; the others stand in the contracts. */
export const generalRefusals = {
  input_invalid: 422,
  sign_in_required: 401,
  not_allowed: 403,
  not_found: 404,
  changed_by_someone_else: 412,
  revision_required: 428,
  idempotency_key_required: 400,
  request_still_running: 409,
  idempotency_key_reused: 422,
  body_too_large: 413,
  body_not_readable: 400,
  media_type_not_supported: 415,
  too_many_requests: 429,
  cursor_invalid: 422,
  database_unreachable: 503,
  too_busy: 503,
} as const satisfies Readonly<Record<string, number>>;

export function notFound(what: string): Refusal {
  return new Refusal('not_found', `There is no ${what} here that you may see.`, {
    params: { what },
  });
}

export function notAllowed(detail: string, more: { readonly stake?: Stake } = {}): Refusal {
  return new Refusal('not_allowed', detail, more);
}

/** @throws Refusal changed_by_someone_else if the record is no longer the one the caller read. */
export function expectRevision(record: { readonly revision: number }, read: number): void {
  if (record.revision === read) return;
  throw new Refusal(
    'changed_by_someone_else',
    `Revision ${read} was read, and the record is at ${record.revision}; read it again.`,
    { params: { read, kept: record.revision } },
  );
}
