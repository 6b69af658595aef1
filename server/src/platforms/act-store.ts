/** SQL that writes acts, and reads what a verb needs of them. */
import type { Who } from '../runtime/actor.ts';
import { execute, row, rowOrNull, sql, type Tx } from '../runtime/sql.ts';
import type { ActKind, ActState, ActSubject, settlements } from './act.ts';
import type { MandateAnswer } from './mandate.ts';

export interface ActRow {
  readonly id: string;
  readonly platformId: string;
  readonly charterId: string;
  readonly seatId: string;
  readonly body: string;
  readonly kind: ActKind;
  readonly subject: ActSubject;
  readonly title: string;
  readonly note: string | null;
  readonly amountMinor: bigint;
  readonly counterparty: string | null;
  readonly organisationId: string | null;
  readonly year: number;
  readonly heading: string | null;
  readonly state: ActState;
  readonly decisionId: string;
  readonly answer: MandateAnswer;
  readonly motionId: string | null;
  readonly transactionId: string | null;
  readonly paidMinor: bigint;
  readonly settledAs: (typeof settlements)[number] | null;
  readonly actedBy: Who;
  readonly sample: boolean;
  readonly revision: number;
}

const columns = sql`id, platform_id, charter_id, seat_id, body, kind, subject, title, note,
  amount_minor, counterparty, organisation_id, year, heading, state, decision_id, answer, motion_id,
  transaction_id, paid_minor, settled_as, acted_by, sample, revision`;

export async function findAct(tx: Tx, id: string): Promise<ActRow | null> {
  return await rowOrNull(tx, sql`select ${columns} from platforms.act where id = ${id}`);
}

export async function actOfMotion(tx: Tx, motionId: string): Promise<ActRow | null> {
  return await rowOrNull(
    tx,
    sql`select ${columns} from platforms.act where motion_id = ${motionId}`,
  );
}

/** What a body did of a kind in a year by its mandate: what a yearly limit is measured by. */
export async function usedByMandate(
  tx: Tx,
  about: Pick<ActRow, 'platformId' | 'body' | 'kind' | 'year'>,
): Promise<bigint> {
  const { used } = await row<{ used: bigint }>(
    tx,
    sql`select coalesce(sum(amount_minor), 0)::bigint as used from platforms.act
        where platform_id = ${about.platformId} and body = ${about.body}
          and kind = ${about.kind} and year = ${about.year} and state = 'made'`,
  );
  return used;
}

export async function insertAct(
  tx: Tx,
  one: Omit<ActRow, 'paidMinor' | 'settledAs' | 'revision'>,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into platforms.act (id, platform_id, charter_id, seat_id, body, kind, subject,
          title, note, amount_minor, counterparty, organisation_id, year, heading, state,
          decision_id, answer, motion_id, transaction_id, acted_by, acted_at, sample)
        values (${one.id}, ${one.platformId}, ${one.charterId}, ${one.seatId}, ${one.body},
          ${one.kind}, ${one.subject}, ${one.title}, ${one.note}, ${one.amountMinor},
          ${one.counterparty}, ${one.organisationId}, ${one.year}, ${one.heading}, ${one.state},
          ${one.decisionId}, ${JSON.stringify(one.answer)}::jsonb, ${one.motionId},
          ${one.transactionId}, ${JSON.stringify(one.actedBy)}::jsonb, ${now}, ${one.sample})`,
  );
}

export async function updateActState(tx: Tx, id: string, state: ActState): Promise<void> {
  await execute(
    tx,
    sql`update platforms.act set state = ${state}, revision = revision + 1 where id = ${id}`,
  );
}

export async function markSettled(
  tx: Tx,
  id: string,
  as: (typeof settlements)[number],
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`update platforms.act set settled_as = ${as}, settled_at = ${now}, revision = revision + 1
        where id = ${id}`,
  );
}

/** What was paid, and the transaction that holds the rest. */
export async function addPayment(
  tx: Tx,
  id: string,
  paid: { readonly amountMinor: bigint; readonly transactionId: string | null },
): Promise<void> {
  await execute(
    tx,
    sql`update platforms.act set paid_minor = paid_minor + ${paid.amountMinor},
          transaction_id = ${paid.transactionId}, revision = revision + 1 where id = ${id}`,
  );
}
