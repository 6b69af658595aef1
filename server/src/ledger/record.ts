/** Recording: what every module calls to move something from account to account. */
import { createHash } from 'node:crypto';
import type { Actor } from '../runtime/actor.ts';
import { isWorthAnotherTry } from '../runtime/database.ts';
import { makeDurable } from '../runtime/durable.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, JobContext } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { openLanes } from './lanes.ts';
import {
  type About,
  type Asked,
  type Outcome,
  type PendingRow,
  readPending,
  recordAll,
  recordAlone,
} from './store.ts';
import { type Both, judgeTransaction, type NewTransaction, type Source } from './transaction.ts';

/** What was recorded, now or when the same was asked for the first time. */
export interface Recorded {
  readonly id: string;
  readonly key: string;
  /** False where the key had been used for the same before: nothing happened a second time. */
  readonly isNew: boolean;
  readonly recordedAt: string;
  /** Hex of the SHA-256 of what it says. */
  readonly digest: string;
}

export interface RecordingNotes {
  /** For which organisation the actor acts. */
  readonly organisationId?: string | null;
  readonly sample?: boolean;
}

const transactionsAtMost = 2_000;
const triesAtMost = 3;
/** As many as small machines have cores; what waits for the disk holds none. */
const inLane = openLanes(2);

/**
 * Records one transaction. It is part of the caller's database transaction, and the event log
 * tells of it.
 *
 * @throws Refusal transaction_not_valid, key_reused, account_not_known, unit_not_declared,
 *   account_would_be_overdrawn, balance_too_large
 */
export async function post(
  ctx: Context,
  transaction: NewTransaction,
  notes: RecordingNotes = {},
): Promise<Recorded> {
  return (await postAll(ctx, [transaction], notes))[0]!;
}

/** Records up to 2,000 transactions, all or none; one event tells of them by a digest. */
export async function postAll(
  ctx: Context,
  transactions: readonly NewTransaction[],
  notes: RecordingNotes = {},
): Promise<Recorded[]> {
  if (transactions.length > transactionsAtMost) {
    throw new RangeError(`At most ${transactionsAtMost} transactions are recorded at once.`);
  }
  requireValid(transactions);
  return await record(ctx, transactions.map(askedOf), notes);
}

export type Alone = Pick<JobContext, 'database' | 'now'> & { readonly actor: Actor };

/**
 * Records one transaction in a database transaction of its own, in one round trip: for callers
 * that have nothing else to write, and much of it. When it answers, it is on disk.
 *
 * @throws Refusal as `post`; RangeError for one that is to be held.
 */
export async function postAlone(
  { database, now, actor }: Alone,
  transaction: NewTransaction,
  notes: RecordingNotes = {},
): Promise<Recorded> {
  if (transaction.pending === true) throw new RangeError('What is held is recorded by `post`.');
  requireValid([transaction]);
  const asked = askedOf(transaction);
  const about = aboutOf(actor, notes);
  for (let tries = 1; ; tries += 1) {
    try {
      const outcome = await inLane(() => recordAlone(database, asked, about, now()));
      refuseOutcomes([asked], [outcome]);
      await makeDurable(database.tx);
      return recordedOf(asked, outcome);
    } catch (error) {
      if (tries >= triesAtMost || !isWorthAnotherTry(error)) throw asRefusal(error);
    }
  }
}

function askedOf(transaction: NewTransaction): Asked {
  const kind = transaction.pending === true ? 'pending' : 'posted';
  return { ...transaction, id: uuidv7(), kind, pendingId: null };
}

/** @throws Refusal transaction_not_valid with every reason. */
function requireValid(transactions: readonly NewTransaction[]): void {
  const reasons = transactions.flatMap((one, at) => {
    const judgement = judgeTransaction(one);
    if (judgement.allowed) return [];
    return transactions.length === 1
      ? judgement.reasons
      : judgement.reasons.map((fault) => ({ ...fault, pointer: `/${at}${fault.pointer}` }));
  });
  if (reasons.length === 0) return;
  throw new Refusal('transaction_not_valid', reasons.map((one) => one.detail).join(' '), {
    reasons,
  });
}

export interface Settlement {
  /** Of this act; posting or voiding again with the same key has no second effect. */
  readonly key: string;
  readonly transactionId: string;
  readonly description: Both;
  /** When it came true; the day the pending transaction named, unless told. */
  readonly validOn?: string;
  /** What it is derived from besides the pending transaction. */
  readonly sources?: readonly Source[];
}

/** Posts a pending transaction: from now on its entries count. @throws Refusal pending_is_settled */
export async function postPending(
  ctx: Context,
  settlement: Settlement,
  notes: RecordingNotes = {},
): Promise<Recorded> {
  return await settle(ctx, 'posted', settlement, notes);
}

/** Gives a pending transaction up: nothing was moved. @throws Refusal pending_is_settled */
export async function voidPending(
  ctx: Context,
  settlement: Settlement,
  notes: RecordingNotes = {},
): Promise<Recorded> {
  return await settle(ctx, 'voided', settlement, notes);
}

async function settle(
  ctx: Context,
  kind: 'posted' | 'voided',
  { key, transactionId, description, validOn, sources = [] }: Settlement,
  notes: RecordingNotes,
): Promise<Recorded> {
  const pending = await readPending(ctx.tx, transactionId);
  if (pending === null) throw notFound('pending transaction');
  const asked: Asked = {
    id: uuidv7(),
    key,
    kind,
    pendingId: pending.id,
    validOn: validOn ?? pending.validOn,
    description,
    journeyId: pending.journeyId,
    sources: [...pending.sources, ...sources],
    entries: entriesOfPending(pending),
  };
  return (await record(ctx, [asked], notes))[0]!;
}

function entriesOfPending({ entries }: PendingRow) {
  return entries.map((one) => ({ ...one, amountMinor: BigInt(one.amountMinor) }));
}

async function record(
  ctx: Context,
  asked: readonly Asked[],
  notes: RecordingNotes,
): Promise<Recorded[]> {
  if (asked.length === 0) return [];
  const about = aboutOf(ctx.actor, notes);
  const batchId = asked.length === 1 ? asked[0]!.id : uuidv7();
  const outcomes = await recordAll(ctx.tx, asked, batchId, about, ctx.now).catch(
    (error: unknown) => {
      throw asRefusal(error);
    },
  );
  refuseOutcomes(asked, outcomes);
  announce(ctx, asked, batchId, about, outcomes);
  return asked.map((one, at) => recordedOf(one, outcomes[at]!));
}

function aboutOf(
  { personId: actorId, name: actorName }: Actor,
  { organisationId = null, sample = false }: RecordingNotes,
): About {
  return { actorId, actorName, organisationId, sample };
}

function recordedOf({ key }: Asked, { id, outcome, recordedAt, digest }: Outcome): Recorded {
  return {
    id: id!,
    key,
    isNew: outcome === 'recorded',
    recordedAt: recordedAt!,
    digest: digest!,
  };
}

/** One event tells of all that is new. */
function announce(
  ctx: Context,
  asked: readonly Asked[],
  batchId: string,
  { organisationId }: About,
  outcomes: readonly Outcome[],
): void {
  const fresh = outcomes.filter(({ outcome }) => outcome === 'recorded');
  if (fresh.length === 0) return;
  const only = asked.length === 1 ? asked[0]! : null;
  ctx.announce({
    type: 'ledger.recorded',
    subjectIds: [batchId, ...[only?.pendingId ?? []].flat()],
    journeyId: only?.journeyId ?? null,
    organisationId,
    payload: { kind: only?.kind, transactions: fresh.length, digest: digestOf(fresh) },
  });
}

/** Of the digests of all that was recorded together, in their order. */
function digestOf(recorded: readonly Outcome[]): string {
  const hash = createHash('sha256');
  for (const { digest } of recorded) hash.update(Buffer.from(digest!, 'hex'));
  return hash.digest('hex');
}

function refuseOutcomes(asked: readonly Asked[], outcomes: readonly Outcome[]): void {
  const reused = asked.filter((_, at) => outcomes[at]?.outcome === 'key_reused');
  if (reused.length > 0) {
    throw new Refusal(
      'key_reused',
      'The key was used for a transaction that says something else; use a new key.',
      {
        params: { key: reused[0]!.key },
        reasons: reused.map(({ key }) => ({
          code: 'key_reused',
          detail: `The key ${key} was used for something else.`,
          params: { key },
        })),
      },
    );
  }
  const settled = asked.find((_, at) => outcomes[at]?.outcome === 'settled');
  if (settled !== undefined) {
    throw new Refusal('pending_is_settled', 'It was posted or voided before.', {
      stake: { subjectIds: [settled.pendingId!], journeyId: settled.journeyId ?? null },
    });
  }
}

/** What the database refuses, in the words of the ledger. */
function asRefusal(error: unknown): unknown {
  const { code, constraint, detail = '' } = error as Partial<Record<string, string>>;
  switch (constraint) {
    case 'account_known':
      return new Refusal('account_not_known', `There is no account ${detail}.`, {
        params: { account: detail },
      });
    case 'unit_declared':
      return new Refusal('unit_not_declared', `The unit ${detail} is not declared.`, {
        params: { unit: detail },
      });
    case 'account_not_overdrawn': {
      const [, account = '', unit = ''] = /\(([0-9a-f-]{36}), ([^,]+),/.exec(detail) ?? [];
      return new Refusal(
        'account_would_be_overdrawn',
        `The account does not hold so much in ${unit}, payments that wait counted.`,
        { params: { account, unit }, stake: { subjectIds: account === '' ? [] : [account], unit } },
      );
    }
  }
  if (code !== '22003') return error;
  return new Refusal('balance_too_large', 'No account holds more than 9.2 × 10^18 minor units.');
}
