/**
 * A write that creates may be sent again, by an impatient person or a broken line, and must
 * create once. The caller's key is taken before the work; the reply is kept with the work, in its
 * transaction, so that neither can be there without the other.
 */
import { createHash } from 'node:crypto';
import { Refusal } from './refusal.ts';
import { execute, row, rowOrNull, sql, type Tx } from './sql.ts';

export interface KeptReply {
  readonly status: number;
  readonly reply: unknown;
}

interface Kept {
  readonly digest: string;
  readonly status: number | null;
  readonly reply: unknown;
  readonly running: boolean;
}

const leaseSeconds = 60;

export function digestOf(operation: string, input: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([operation, input]))
    .digest('hex');
}

/**
 * Takes the key for one running request.
 *
 * @returns the kept reply of an earlier request that was the same; null if the work is to be done.
 * @throws Refusal request_still_running, idempotency_key_reused.
 */
export async function takeKey(
  tx: Tx,
  request: {
    readonly caller: string;
    readonly key: string;
    readonly operation: string;
    readonly digest: string;
    readonly now: Date;
  },
): Promise<KeptReply | null> {
  const { caller, key, operation, digest, now } = request;
  const lease = new Date(now.getTime() + leaseSeconds * 1000);
  const taken = await rowOrNull<{ taken: boolean }>(
    tx,
    sql`insert into runtime.idempotent_request as kept
          (caller, key, operation, digest, leased_until, created_at)
        values (${caller}, ${key}, ${operation}, ${digest}, ${lease}, ${now})
        on conflict (caller, key) do update set leased_until = excluded.leased_until
          where kept.status is null and kept.leased_until < ${now} and kept.digest = ${digest}
        returning true as taken`,
  );
  if (taken !== null) return null;
  const kept = await row<Kept>(
    tx,
    sql`select digest, status, reply, leased_until >= ${now} as running
        from runtime.idempotent_request where caller = ${caller} and key = ${key}`,
  );
  if (kept.digest !== digest) {
    throw new Refusal(
      'idempotency_key_reused',
      'This Idempotency-Key was sent before with another request; use a new key.',
    );
  }
  if (kept.status === null) {
    throw new Refusal(
      'request_still_running',
      'The first request with this Idempotency-Key is still running; ask again in a moment.',
    );
  }
  return { status: kept.status, reply: kept.reply };
}

/** Keeps the reply, in the transaction of the work. */
export async function keepReply(
  tx: Tx,
  caller: string,
  key: string,
  kept: KeptReply,
): Promise<void> {
  await execute(
    tx,
    sql`update runtime.idempotent_request
        set status = ${kept.status}, reply = ${JSON.stringify(kept.reply ?? null)}::jsonb
        where caller = ${caller} and key = ${key}`,
  );
}

/** Gives the key back after a refusal or a fault: nothing was created, so it may be tried again. */
export async function giveKeyBack(tx: Tx, caller: string, key: string): Promise<void> {
  await execute(
    tx,
    sql`delete from runtime.idempotent_request
        where caller = ${caller} and key = ${key} and status is null`,
  );
}

/** Forgets keys older than a day; a client that repeats later than that means something new. */
export async function forgetOldKeys(tx: Tx, now: Date): Promise<number> {
  const dayAgo = new Date(now.getTime() - 24 * 3600 * 1000);
  return await execute(
    tx,
    sql`delete from runtime.idempotent_request where created_at < ${dayAgo}`,
  );
}
