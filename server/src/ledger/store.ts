/** SQL that writes accounts and transactions, and reads what a verb needs of them. */
import { CompiledQuery } from 'kysely';
import type { Database } from '../runtime/database.ts';
import { execute, row, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { NewTransaction, Source, TransactionKind } from './transaction.ts';
import type { UnitKind } from './unit-kinds.ts';

// Units and accounts --------------------------------------------------------------------------

export interface UnitRow {
  readonly code: string;
  readonly digits: number;
  readonly kind: UnitKind;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** Inserts the unit unless its code is taken; answers what is declared under the code. */
export async function insertUnit(tx: Tx, unit: UnitRow): Promise<UnitRow> {
  const { code, digits, kind, nameZh, nameEn } = unit;
  await execute(
    tx,
    sql`insert into ledger.unit (code, digits, kind, name_zh, name_en)
        values (${code}, ${digits}, ${kind}, ${nameZh}, ${nameEn}) on conflict do nothing`,
  );
  return await row<UnitRow>(
    tx,
    sql`select code, digits, kind, name_zh, name_en from ledger.unit where code = ${code}`,
  );
}

export interface AccountRow {
  readonly id: string;
  readonly regionCode: string | null;
  readonly organisationId: string | null;
  readonly purpose: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly guarded: boolean;
}

const accountColumns = sql`id, region_code, organisation_id, purpose, name_zh, name_en, guarded`;

/** Inserts the account unless its owner has one for the purpose; answers the one there is. */
export async function insertAccount(
  tx: Tx,
  account: AccountRow & { readonly sortKey: string; readonly sample: boolean },
  now: Date,
): Promise<AccountRow & { readonly isNew: boolean }> {
  const { id, regionCode, organisationId, purpose, nameZh, nameEn, sortKey } = account;
  const { guarded, sample } = account;
  await execute(
    tx,
    sql`insert into ledger.account (id, region_code, organisation_id, purpose, name_zh, name_en,
          sort_key, guarded, sample, opened_at)
        values (${id}, ${regionCode}, ${organisationId}, ${purpose}, ${nameZh}, ${nameEn},
          ${sortKey}, ${guarded}, ${sample}, ${now})
        on conflict do nothing`,
  );
  const found = await row<AccountRow>(
    tx,
    sql`select ${accountColumns} from ledger.account
        where coalesce(region_code, organisation_id::text)
            = ${regionCode ?? organisationId} and purpose = ${purpose}`,
  );
  return { ...found, isNew: found.id === id };
}

/** The display name and the region of whoever is to own an account; null for nobody known. */
export async function readOwner(
  tx: Tx,
  owner: { readonly regionCode: string | null; readonly organisationId: string | null },
): Promise<{ readonly displayName: string; readonly successorId: string | null } | null> {
  return await rowOrNull(
    tx,
    owner.regionCode === null
      ? sql`select display_name, coalesce(merged_into_id, id) as successor_id
            from registry.v_organisation where id = ${owner.organisationId}`
      : sql`select coalesce(name_zh, name_en) as display_name, null::uuid as successor_id
            from registry.v_region where code = ${owner.regionCode}`,
  );
}

// Transactions --------------------------------------------------------------------------------

export interface Asked extends NewTransaction {
  readonly id: string;
  readonly kind: TransactionKind;
  /** The pending transaction that this one posts or voids. */
  readonly pendingId: string | null;
}

/** Who asks for it, and for whom. */
export interface About {
  readonly actorId: string | null;
  readonly actorName: string;
  readonly organisationId: string | null;
  readonly sample: boolean;
}

export interface Outcome {
  /** Of what was asked for, counted from one. */
  readonly place: number;
  /** Null where nothing came of it. */
  readonly id: string | null;
  readonly outcome: 'recorded' | 'repeated' | 'key_reused' | 'settled';
  readonly recordedAt: string | null;
  /** Hex of the SHA-256 of what it says. */
  readonly digest: string | null;
}

interface Holding {
  readonly account: string;
  readonly unit: string;
}

/** A list for the database of values that need no quotes; the driver would look at each for them. */
const listOf = (values: readonly (string | number | bigint | null)[]) =>
  `{${values.map((value) => value ?? 'null').join()}}`;

const before = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** In one order for everyone who locks them, so that nobody waits in a circle. */
const inLockingOrder = (a: Holding, b: Holding) =>
  before(a.account, b.account) || before(a.unit, b.unit);

const holdingOf = ({ account, unit }: Holding): Holding => ({
  account: account.toLowerCase(),
  unit,
});

/**
 * Each account and unit once, in the order of locking, and all lines in lists: in which transaction,
 * with which number in it, on which holding, how much.
 */
function linesOf(asked: readonly Asked[]) {
  const found = new Map<string, Holding & { place: number }>();
  const held = asked.flatMap(({ entries }) =>
    entries.map(({ account, unit }) => {
      const name = `${account.toLowerCase()} ${unit}`;
      let holding = found.get(name);
      if (holding === undefined) {
        holding = { ...holdingOf({ account, unit }), place: 0 };
        found.set(name, holding);
      }
      return holding;
    }),
  );
  const holdings = [...found.values()].sort(inLockingOrder);
  for (const [at, holding] of holdings.entries()) holding.place = at + 1;
  return {
    holdings,
    places: asked.flatMap(({ entries }, at) => entries.map(() => at + 1)),
    numbers: asked.flatMap(({ entries }) => entries.map((_, line) => line + 1)),
    held: held.map(({ place }) => place),
    amounts: asked.flatMap(({ entries }) => entries.map(({ amountMinor }) => amountMinor)),
  };
}

/** Records them all in one statement; one outcome for each, in their order. */
export async function recordAll(
  tx: Tx,
  asked: readonly Asked[],
  batchId: string,
  about: About,
  now: Date,
): Promise<Outcome[]> {
  const [only] = asked;
  if (asked.length === 1 && only!.kind === 'posted' && only!.pendingId === null) {
    const query = CompiledQuery.raw(recordingOne, valuesOf(only!, about, now, false));
    return (await tx.executeQuery<Outcome>(query)).rows;
  }
  const { holdings, places, numbers, held, amounts } = linesOf(asked);
  const outcomes = await rows<Outcome>(
    tx,
    sql`select * from ledger.record(${listOf(asked.map(({ id }) => id))},
          ${asked.map(({ key }) => key)}, ${listOf(asked.map(({ kind }) => kind))},
          ${listOf(asked.map(({ pendingId }) => pendingId))},
          ${listOf(asked.map(({ validOn }) => validOn))},
          ${JSON.stringify(asked.map(({ description }) => description))},
          ${listOf(asked.map(({ journeyId = null }) => journeyId))},
          ${JSON.stringify(asked.map(({ sources = [] }) => sources))},
          ${listOf(holdings.map(({ account }) => account))}, ${holdings.map(({ unit }) => unit)},
          ${listOf(places)}, ${listOf(numbers)}, ${listOf(held)}, ${listOf(amounts)},
          ${batchId}, ${who(about)}, ${now})`,
  );
  return outcomes.sort((a, b) => a.place - b.place);
}

/**
 * Records one, as a transaction of the database by itself that tells the log of it. The driver is
 * asked without anything between: of a work this short, putting the text together is a good part.
 */
export async function recordAlone(
  { pool }: Database,
  asked: Asked,
  about: About,
  now: Date,
): Promise<Outcome> {
  const { rows: outcomes } = await pool.query<Outcome>(
    recordingOne,
    valuesOf(asked, about, now, true),
  );
  return outcomes[0]!;
}

const recordingOne = `select place, recorded_id as id, outcome, recorded_at as "recordedAt", digest
  from ledger.record_one($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`;

function valuesOf(asked: Asked, about: About, now: Date, alone: boolean): unknown[] {
  const { id, key, validOn, description, journeyId = null, sources = [], entries } = asked;
  const holdings = entries.map(holdingOf);
  const locking = holdings.map((_, at) => at + 1);
  locking.sort((a, b) => inLockingOrder(holdings[a - 1]!, holdings[b - 1]!) || a - b);
  const { actorId, actorName, organisationId, sample } = about;
  return [
    ...[id, key, validOn, JSON.stringify(description), journeyId, JSON.stringify(sources)],
    ...[listOf(holdings.map(({ account }) => account)), holdings.map(({ unit }) => unit)],
    ...[listOf(entries.map(({ amountMinor }) => amountMinor)), listOf(locking), alone],
    ...[actorId, actorName, organisationId, sample, now],
  ];
}

function who({ actorId, actorName, organisationId, sample }: About): Sql {
  return sql`${actorId}, ${actorName}, ${organisationId}, ${sample}`;
}

export interface PendingRow {
  readonly id: string;
  readonly validOn: string;
  readonly journeyId: string | null;
  readonly sources: readonly Source[];
  readonly actorId: string | null;
  readonly settledById: string | null;
  readonly settledAs: 'posted' | 'voided' | null;
  readonly entries: readonly {
    readonly account: string;
    readonly unit: string;
    readonly amountMinor: string;
  }[];
}

export async function readPending(tx: Tx, id: string): Promise<PendingRow | null> {
  return await rowOrNull<PendingRow>(
    tx,
    sql`select t.id, t.valid_on, t.journey_id, t.sources, t.actor_id, s.id as settled_by_id,
          s.kind as settled_as,
          (select jsonb_agg(jsonb_build_object('account', e.account_id, 'unit', e.unit,
              'amountMinor', e.amount_minor::text) order by e.line)
            from ledger.pending_entry e where e.transaction_id = t.id) as entries
        from ledger.transaction t left join ledger.transaction s on s.pending_id = t.id
        where t.id = ${id} and t.kind = 'pending'`,
  );
}
