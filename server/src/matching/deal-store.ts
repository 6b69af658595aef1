/** SQL of contracts. Each change comes after the introduction was locked, so they take turns. */
import { execute, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { DealFacts, DealKind, DisputeReason, Registration } from './deal.ts';
import { type IntroductionRow, introductionColumns, introductions } from './store.ts';

/** A contract stands with the introduction that it came of. */
export interface DealRow extends IntroductionRow {
  readonly deal: NonNullable<IntroductionRow['deal']>;
  readonly kind: DealKind | null;
  readonly amountMinor: string;
  readonly currency: string;
  readonly signedOn: string;
  readonly confirmedAt: string | null;
  readonly disputeReasons: readonly DisputeReason[];
  readonly disputeNote: string | null;
  readonly registrationNumber: string | null;
  readonly registrationOffice: string | null;
  readonly registeredOn: string | null;
  readonly dealRevision: number;
}

export const dealColumns = sql`${introductionColumns}, d.kind, d.amount_minor, d.currency,
  d.signed_on, d.confirmed_at, d.dispute_reasons, d.dispute_note, d.registration_number,
  d.registration_office, d.registered_on, d.revision as deal_revision`;

/** Locks its introduction first and reads then, as `loadIntroduction` does. */
export async function loadDeal(tx: Tx, id: string, lock?: 'update'): Promise<DealRow | null> {
  const introductionId = sql`(select introduction_id from matching.deal where id = ${id})`;
  if (lock !== undefined) {
    await rows(
      tx,
      sql`select id from matching.introduction where id = ${introductionId} for update`,
    );
  }
  return await rowOrNull<DealRow>(
    tx,
    sql`select ${dealColumns} from ${introductions} where i.id = ${introductionId}`,
  );
}

export async function insertDeal(
  tx: Tx,
  deal: { readonly [Key in keyof DealFacts]: NonNullable<DealFacts[Key]> } & {
    readonly id: string;
    readonly introductionId: string;
    readonly recordedById: string;
    readonly now: Date;
  },
) {
  await execute(
    tx,
    sql`insert into matching.deal (id, introduction_id, kind, amount_minor, currency, signed_on,
          recorded_by_id, recorded_at, updated_at)
        values (${deal.id}, ${deal.introductionId}, ${deal.kind}, ${deal.amountMinor},
          ${deal.currency}, ${deal.signedOn}, ${deal.recordedById}, ${deal.now}, ${deal.now})`,
  );
}

async function changeDeal(tx: Tx, id: string, now: Date, changes: Sql) {
  await execute(
    tx,
    sql`update matching.deal set ${changes}, revision = revision + 1, updated_at = ${now}
        where id = ${id}`,
  );
}

export async function markConfirmed(tx: Tx, id: string, now: Date) {
  await changeDeal(tx, id, now, sql`state = 'confirmed', confirmed_at = ${now}`);
}

export async function markDisputed(
  tx: Tx,
  id: string,
  about: { readonly reasons: readonly string[]; readonly note: string | null; readonly now: Date },
) {
  await changeDeal(
    tx,
    id,
    about.now,
    sql`state = 'disputed', dispute_reasons = ${about.reasons}, dispute_note = ${about.note}`,
  );
}

export async function markAmended(
  tx: Tx,
  id: string,
  about: DealFacts & { readonly recordedById: string; readonly now: Date },
) {
  await changeDeal(
    tx,
    id,
    about.now,
    sql`state = 'recorded', dispute_reasons = '{}', dispute_note = null, kind = ${about.kind},
        amount_minor = ${about.amountMinor}, currency = ${about.currency},
        signed_on = ${about.signedOn}, recorded_by_id = ${about.recordedById},
        recorded_at = ${about.now}`,
  );
}

export async function markRetracted(tx: Tx, id: string, now: Date) {
  await changeDeal(tx, id, now, sql`state = 'retracted'`);
}

export async function writeRegistration(
  tx: Tx,
  id: string,
  { number, office, registeredOn }: Registration,
  now: Date,
) {
  await changeDeal(
    tx,
    id,
    now,
    sql`registration_number = ${number}, registration_office = ${office},
        registered_on = ${registeredOn}`,
  );
}
