/** SQL that writes nettings, consents and payments, and reads what a verb needs. */
import type { Who } from '../runtime/actor.ts';
import { execute, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { NettingState, VoidReason } from './netting.ts';
import type { NettingText } from './netting-text.ts';

/** What is netted: all agreements of a compact, or one agreement. */
export type Scope = { readonly compactId: string } | { readonly agreementId: string };

/** What is owed by a line and in no netting that lives. */
export interface OwedLine {
  readonly statementId: string;
  readonly agreementTitle: { readonly zh: string; readonly en: string };
  readonly year: number;
  readonly number: number;
  readonly digest: string;
  readonly line: number;
  readonly payer: string;
  readonly receiver: string;
  readonly unit: string;
  readonly kind: 'money' | 'statistic' | 'voucher';
  readonly digits: number;
  readonly amountMinor: string;
  readonly sample: boolean;
}

const owed = sql`s.id as statement_id, jsonb_build_object('zh', v.title_zh, 'en', v.title_en)
    as agreement_title, s.year, s.number, s.digest, o.line,
  outposts.place_key(o.payer_region, o.payer_organisation) as payer,
  outposts.place_key(o.receiver_region, o.receiver_organisation) as receiver, o.unit, o.kind,
  o.digits, o.amount_minor::text as amount_minor, s.sample`;
const lines = sql`outposts.obligation o join outposts.statement s on s.id = o.statement_id
  join outposts.agreement_version v on v.id = s.version_id`;

function within(scope: Scope): Sql {
  return 'compactId' in scope
    ? sql`s.agreement_id in (select id from outposts.agreement
        where compact_id = ${scope.compactId})`
    : sql`s.agreement_id = ${scope.agreementId}`;
}

export async function owedIn(tx: Tx, scope: Scope): Promise<OwedLine[]> {
  return await rows(
    tx,
    sql`select ${owed} from ${lines} where ${within(scope)}
          and not exists (select from outposts.netted_obligation e
            where e.statement_id = o.statement_id and e.line = o.line and e.is_live)
        order by s.digest, o.line`,
  );
}

export async function owedLinesOf(tx: Tx, nettingId: string): Promise<OwedLine[]> {
  return await rows(
    tx,
    sql`select ${owed} from ${lines} join outposts.netted_obligation e
          on e.statement_id = o.statement_id and e.line = o.line
        where e.netting_id = ${nettingId} order by s.digest, o.line`,
  );
}

export async function insertNetting(
  tx: Tx,
  one: NettingText & { readonly id: string; readonly scope: Scope; readonly sample: boolean },
  by: Who,
  now: Date,
): Promise<void> {
  const compactId = 'compactId' in one.scope ? one.scope.compactId : null;
  const agreementId = 'agreementId' in one.scope ? one.scope.agreementId : null;
  await execute(
    tx,
    sql`insert into outposts.netting (id, compact_id, agreement_id, content, statements, digest,
          places, sample, proposed_at, proposed_by_id, proposed_by_name)
        values (${one.id}, ${compactId}, ${agreementId}, ${one.content}, ${one.statements},
          ${one.digest}, ${one.places}, ${one.sample}, ${now}, ${by.id}, ${by.name})`,
  );
  await execute(
    tx,
    sql`insert into outposts.payment (netting_id, number, payer, receiver, unit, amount)
        select ${one.id}, t.number, t.payer, t.receiver, t.unit, t.amount
        from jsonb_to_recordset(${JSON.stringify(one.transfers)}::jsonb)
          as t (number int, payer text, receiver text, unit text, amount text)`,
  );
}

/** How many lines were taken; fewer than given if somebody netted them at the same time. */
export async function takeLines(
  tx: Tx,
  nettingId: string,
  taken: readonly Pick<OwedLine, 'statementId' | 'line'>[],
): Promise<number> {
  return await execute(
    tx,
    sql`insert into outposts.netted_obligation (netting_id, statement_id, line)
        select ${nettingId}, t.statement_id, t.line
        from unnest(${taken.map(({ statementId }) => statementId)}::uuid[],
          ${taken.map(({ line }) => line)}::int[]) as t (statement_id, line)
        order by t.statement_id, t.line
        on conflict do nothing`,
  );
}

export interface NettingRow {
  readonly id: string;
  readonly compactId: string | null;
  readonly agreementId: string | null;
  readonly state: NettingState;
  readonly content: string;
  readonly statements: string;
  readonly digest: string;
  readonly places: string[];
  readonly sample: boolean;
}

export async function findNetting(tx: Tx, id: string, lock?: 'update'): Promise<NettingRow | null> {
  const locking = lock === undefined ? sql`` : sql`for update`;
  return await rowOrNull(
    tx,
    sql`select id, compact_id, agreement_id, state, content, statements, digest, places, sample
        from outposts.netting where id = ${id} ${locking}`,
  );
}

export async function insertConsents(
  tx: Tx,
  { id, digest }: Pick<NettingRow, 'id' | 'digest'>,
  places: readonly string[],
  by: Who,
  now: Date,
): Promise<number> {
  return await execute(
    tx,
    sql`insert into outposts.netting_consent
          (netting_id, place, digest, person_id, person_name, agreed_at)
        select ${id}, place, ${digest}, ${by.id}::uuid, ${by.name}, ${now}
        from unnest(${places}::text[]) as given (place) on conflict do nothing`,
  );
}

export async function consentingPlaces(tx: Tx, nettingId: string): Promise<ReadonlySet<string>> {
  const found = await rows<{ place: string }>(
    tx,
    sql`select place from outposts.netting_consent where netting_id = ${nettingId}`,
  );
  return new Set(found.map(({ place }) => place));
}

export async function writeAgreed(tx: Tx, id: string, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update outposts.netting set state = 'agreed', agreed_at = ${now} where id = ${id}`,
  );
}

export async function writePaid(tx: Tx, id: string, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update outposts.netting set state = 'paid', paid_at = ${now} where id = ${id}`,
  );
}

/** What was owed by it may be netted again. */
export async function writeVoided(
  tx: Tx,
  id: string,
  said: { readonly reason: VoidReason; readonly note: string | null },
  by: Who,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`update outposts.netting set state = 'voided', voided_at = ${now},
          voided_by_name = ${by.name}, void_reason = ${said.reason}, void_note = ${said.note}
        where id = ${id}`,
  );
  await execute(
    tx,
    sql`update outposts.netted_obligation set is_live = false where netting_id = ${id}`,
  );
}

export interface PaymentRow {
  readonly number: number;
  readonly payer: string;
  readonly receiver: string;
  readonly paidOn: string | null;
}

export async function paymentsOf(tx: Tx, nettingId: string): Promise<PaymentRow[]> {
  return await rows(
    tx,
    sql`select number, payer, receiver, paid_on from outposts.payment
        where netting_id = ${nettingId} order by number`,
  );
}

export async function writePayment(
  tx: Tx,
  nettingId: string,
  one: { readonly number: number; readonly paidOn: string; readonly reference: string | null },
  by: Who,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`update outposts.payment set paid_on = ${one.paidOn}, reference = ${one.reference},
          marked_at = ${now}, marked_by_id = ${by.id}, marked_by_name = ${by.name}
        where netting_id = ${nettingId} and number = ${one.number}`,
  );
}

/** What the ledger holds of a netting, in one order for everyone. */
export async function heldTransactions(tx: Tx, nettingId: string) {
  return await rows<{
    transactionId: string;
    description: { readonly zh: string; readonly en: string };
  }>(
    tx,
    sql`select o.transaction_id, t.description from outposts.netted_obligation e
        join outposts.obligation o on o.statement_id = e.statement_id and o.line = e.line
        join ledger.v_transaction t on t.id = o.transaction_id
        where e.netting_id = ${nettingId} order by o.transaction_id`,
  );
}
