/**
 * The event log: append-only, hash-chained by the database. Read by chain it is the audit trail,
 * by journey the chain of custody, by regions the flow between them.
 */
import type { Actor } from './actor.ts';
import { execute, row, rows, sql, type Tx } from './sql.ts';

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

export interface NewEvent {
  /** Capability and past participle: `matching.introduction_accepted`. */
  readonly type: `${string}.${string}`;
  readonly subjectIds?: readonly string[] | undefined;
  /** Who acted, where that is known only by the act itself: somebody who signs in. */
  readonly by?: { readonly personId: string; readonly name: string } | undefined;
  readonly journeyId?: string | null | undefined;
  /** For which organisation the actor acted. */
  readonly organisationId?: string | null | undefined;
  readonly fromRegion?: string | null | undefined;
  readonly toRegion?: string | null | undefined;
  readonly amountMinor?: bigint | null | undefined;
  /** ISO 4217 code or unit of account of the amount. */
  readonly unit?: string | null | undefined;
  readonly payload?: { readonly [key: string]: Json | undefined } | undefined;
}

export interface Event {
  readonly sequence: bigint;
  readonly at: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly organisationId: string | null;
  readonly capability: string;
  readonly type: string;
  readonly subjectIds: string[];
  readonly journeyId: string | null;
  readonly fromRegion: string | null;
  readonly toRegion: string | null;
  readonly amountMinor: string | null;
  readonly unit: string | null;
  readonly payload: { readonly [key: string]: Json };
  readonly requestId: string | null;
}

/**
 * Writes events as the last act of a transaction. The database links each to the one before it
 * under a lock that is held until commit, so writers must append last: a row lock taken after
 * the chain's could wait for someone who waits for the chain.
 *
 * So that writers do not stand in line for the disk, the commit itself does not wait for it: the
 * locks are given back at once, and whoever appends calls `makeDurable` before telling anyone.
 */
export async function appendEvents(
  tx: Tx,
  about: { readonly actor: Actor; readonly now: Date; readonly requestId?: string | null },
  events: readonly NewEvent[],
): Promise<void> {
  for (const event of events) {
    await execute(
      tx,
      sql`with now_or_later as materialized (select set_config('synchronous_commit', 'off', true))
          insert into runtime.event (at, actor_id, actor_name, organisation_id, type, subject_ids,
            journey_id, from_region, to_region, amount_minor, unit, payload, request_id)
          select ${about.now}::timestamptz, ${event.by?.personId ?? about.actor.personId}::uuid,
            ${event.by?.name ?? about.actor.name},
            ${event.organisationId ?? null}::uuid, ${event.type}, ${event.subjectIds ?? []}::uuid[],
            ${event.journeyId ?? null}::uuid, ${event.fromRegion ?? null}, ${event.toRegion ?? null},
            ${event.amountMinor ?? null}::numeric, ${event.unit ?? null},
            ${JSON.stringify(event.payload ?? {})}::jsonb, ${about.requestId ?? null}
          from now_or_later`,
    );
  }
}

export interface ChainVerdict {
  readonly events: number;
  /** Hex of the last hash; note it elsewhere to notice a cut tail. */
  readonly head: string | null;
  /** The first event whose link or content does not hold; null if all hold. */
  readonly brokenAt: bigint | null;
}

/** Recomputes every hash in the database and compares it with what is stored. */
export async function verifyChain(tx: Tx): Promise<ChainVerdict> {
  return await row<ChainVerdict>(tx, sql`select * from runtime.verify_chain()`);
}

/** Events after a sequence number, in order: what handlers are fed with. */
export async function eventsAfter(tx: Tx, sequence: bigint, limit: number): Promise<Event[]> {
  return await rows<Event>(
    tx,
    sql`select ${eventColumns} from runtime.event
        where sequence > ${sequence} order by sequence limit ${limit}`,
  );
}

export const eventColumns = sql.raw(
  `sequence, at, actor_id, actor_name, organisation_id, capability, type, subject_ids, journey_id,
   from_region, to_region, amount_minor, unit, payload, request_id`,
);
