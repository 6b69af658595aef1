/** What is owed is set off, agreed to by every place in it, and marked as paid. */

import { writeAmount } from '@yunhe/exact';
import type { Netting as Netted, NettedStatement } from '@yunhe/settlement';
import { postPending } from '../ledger/index.ts';
import { hasRole } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import { isOfficerOf } from './agreement-rights.ts';
import { openFacts, spokenFor, whoSpeaks } from './facts-of-agreement.ts';
import { type NettingAction, nettingMay } from './netting.ts';
import type { Netting, NettingPreview, nettingContract } from './netting-contract.ts';
import {
  consentingPlaces,
  findNetting,
  heldTransactions,
  insertConsents,
  insertNetting,
  type NettingRow,
  type OwedLine,
  owedIn,
  owedLinesOf,
  paymentsOf,
  type Scope,
  takeLines,
  writeAgreed,
  writePaid,
  writePayment,
  writeVoided,
} from './netting-store.ts';
import { type NettingText, transfersToPay, writeNetting } from './netting-text.ts';
import { markedPayments, nettingFacts, placesByKey } from './netting-views.ts';
import { idIn } from './statement-store.ts';

type Contract = typeof nettingContract;

// What is netted ----------------------------------------------------------------------------------

/** @throws Refusal scope_not_named unless one of the two is given */
function scopeOf({ compactId, agreementId }: { compactId?: string; agreementId?: string }): Scope {
  if (compactId !== undefined && agreementId === undefined) return { compactId };
  if (agreementId !== undefined && compactId === undefined) return { agreementId };
  throw new Refusal('scope_not_named', 'Name a compact or an agreement.');
}

/** Lines of statements, as the arithmetic nets them. */
export function nettedStatements(owed: readonly OwedLine[]): NettedStatement[] {
  const byDigest = new Map<string, OwedLine[]>();
  for (const one of owed) byDigest.set(one.digest, [...(byDigest.get(one.digest) ?? []), one]);
  return [...byDigest].map(([digest, lines]) => {
    const units = new Map(
      lines.map(({ unit: code, digits, kind }) => [code, { code, digits, kind }]),
    );
    return {
      digest,
      units: [...units.values()],
      lines: lines.map(({ payer, receiver, unit, line, amountMinor }) => ({
        ...{ payer, receiver, unit, line },
        amount: writeAmount(BigInt(amountMinor), units.get(unit)!),
      })),
    };
  });
}

/** Whoever belongs to it sees what would be netted; the secretariat or a party proposes it. */
async function mayPropose(ctx: Context, scope: Scope): Promise<boolean> {
  if (ctx.actor.kind === 'system') return true;
  if ('compactId' in scope) {
    return ctx.actor.offices.some(
      ({ office, compactId }) => office === 'secretariat' && compactId === scope.compactId,
    );
  }
  return (await spokenFor(ctx, await openFacts(ctx, scope.agreementId), 'manager')).length > 0;
}

/** What the arithmetic says, with the statements behind each amount and the names of places. */
async function shownContent(
  ctx: Context,
  { content, places }: Pick<NettingText, 'content' | 'places'>,
  owed: readonly OwedLine[],
) {
  const { bilateral, positions, transfers } = JSON.parse(content) as Netted;
  const statements = new Map(owed.map((one) => [one.digest, one]));
  const traced = (of: Netted['positions'][number]['of']) =>
    of.map(({ statement, line, amount }) => {
      const { statementId, agreementTitle, year, number } = statements.get(statement)!;
      return { statementId, agreementTitle, year, number, line, amount };
    });
  return {
    bilateral: bilateral.map((one) => ({ ...one, of: traced(one.of) })),
    positions: positions.map((one) => ({ ...one, of: traced(one.of) })),
    transfers: transfers.map((one, at) => ({ ...one, number: at + 1 })),
    places: await placesByKey(ctx.tx, places),
    statements: statements.size,
  };
}

export const previewNetting: UseCase<Contract['previewNetting']> = async (
  ctx,
  input,
): Promise<NettingPreview> => {
  const scope = scopeOf(input);
  const proposes = await mayPropose(ctx, scope);
  if ('compactId' in scope) await requireCompactMember(ctx, scope.compactId);
  const owed = await owedIn(ctx.tx, scope);
  const content = await shownContent(ctx, writeNetting(nettedStatements(owed)), owed);
  return { ...content, mayPropose: proposes && owed.length > 0 };
};

/** What regions owe each other is for those who look after all of them. */
async function requireCompactMember({ actor }: Context, compactId: string): Promise<void> {
  const serves = actor.offices.some(
    (held) =>
      held.office === 'audit_administrator' ||
      (held.office === 'secretariat' && held.compactId === compactId),
  );
  if (actor.kind === 'system' || serves) return;
  throw notAllowed('The secretariat of a compact sees all that is owed in it.');
}

export async function proposeNetting(
  ctx: Context,
  input: InputOf<Contract['proposeNetting']>,
): Promise<Netting> {
  const scope = scopeOf(input);
  if (!(await mayPropose(ctx, scope))) {
    throw notAllowed('A compact is netted by its secretariat, an agreement by its parties.');
  }
  const owed = await owedIn(ctx.tx, scope);
  if (owed.length === 0) {
    throw new Refusal('nothing_to_net', 'Nothing is owed that is not netted already.');
  }
  const text = writeNetting(nettedStatements(owed));
  const netting = { ...text, id: uuidv7(), scope, sample: owed.every(({ sample }) => sample) };
  await insertNetting(ctx.tx, netting, whoSpeaks(ctx), ctx.now);
  if ((await takeLines(ctx.tx, netting.id, owed)) < owed.length) {
    throw new Refusal('netted_meanwhile', 'Somebody netted a part of it just now; look again.');
  }
  ctx.announce({
    type: 'outposts.netting_proposed',
    subjectIds: [netting.id, ...('agreementId' in scope ? [scope.agreementId] : [])],
    payload: { digest: text.digest, places: [...text.places], transfers: text.transfers.length },
  });
  return await showNetting(ctx, netting.id);
}

// One netting -------------------------------------------------------------------------------------

export const readNetting: UseCase<Contract['readNetting']> = async (ctx, { nettingId }) =>
  await showNetting(ctx, nettingId);

async function actsForPlace(ctx: Context, place: string): Promise<boolean> {
  if (ctx.actor.kind === 'system') return true;
  const region = idIn(place, 'region');
  if (region !== null) return await isOfficerOf(ctx, region);
  return hasRole(ctx.actor, idIn(place, 'organisation')!, 'manager');
}

async function placesActedFor(ctx: Context, places: readonly string[]): Promise<string[]> {
  const acted: string[] = [];
  for (const place of places) if (await actsForPlace(ctx, place)) acted.push(place);
  return acted;
}

/** @throws Refusal not_found if the caller may not see it */
async function showNetting(ctx: Context, id: string): Promise<Netting> {
  const facts = await nettingFacts(ctx, id);
  const row = await findNetting(ctx.tx, id);
  if (facts === null || row === null) throw notFound('netting');
  const content = await shownContent(ctx, row, await owedLinesOf(ctx.tx, id));
  const acted = await placesActedFor(ctx, row.places);
  const agreed = new Set(facts.consents.map(({ place }) => place));
  const marked = new Map(
    (await markedPayments(ctx.tx, id)).map(({ number, ...payment }) => [number, payment]),
  );
  const agreesFor = nettingMay(row.state, 'agree') ? acted.filter((one) => !agreed.has(one)) : [];
  const looksAfter = await mayPropose(ctx, scopeOfRow(row));
  const transfers = content.transfers.map((one) => ({
    ...one,
    payment: marked.get(one.number) ?? null,
    mayMark:
      nettingMay(row.state, 'pay') &&
      one.kind !== 'statistic' &&
      !marked.has(one.number) &&
      (looksAfter || acted.includes(one.payer) || acted.includes(one.receiver)),
  }));
  const may = {
    agree: agreesFor.length > 0,
    pay: transfers.some(({ mayMark }) => mayMark),
    void: looksAfter && nettingMay(row.state, 'void') && marked.size === 0,
  };
  return { ...facts, ...content, transfers, agreesFor, may };
}

function scopeOfRow({ compactId, agreementId }: NettingRow): Scope {
  return compactId === null ? { agreementId: agreementId! } : { compactId };
}

/** A netting that the caller may see, locked: what is paid twice would be asked for twice at once. */
async function lockNetting(ctx: Context, id: string, action: NettingAction): Promise<NettingRow> {
  if ((await nettingFacts(ctx, id)) === null) throw notFound('netting');
  const row = (await findNetting(ctx.tx, id, 'update'))!;
  if (nettingMay(row.state, action)) return row;
  throw new Refusal('netting_state_forbids', `A netting that is ${row.state} does not allow it.`, {
    params: { state: row.state, action },
    stake: { subjectIds: [id] },
  });
}

export async function agreeToNetting(
  ctx: Context,
  input: InputOf<Contract['agreeToNetting']>,
): Promise<Netting> {
  const row = await lockNetting(ctx, input.nettingId, 'agree');
  if (input.digest !== row.digest) {
    throw new Refusal(
      'netting_is_not_what_was_read',
      'The digest belongs to another netting; read this one again.',
      { params: { read: input.digest, kept: row.digest }, stake: { subjectIds: [row.id] } },
    );
  }
  const acted = await placesActedFor(ctx, row.places);
  if (acted.length === 0) throw notAllowed('Those who pay or receive agree to a netting.');
  if ((await insertConsents(ctx.tx, row, acted, whoSpeaks(ctx), ctx.now)) === 0) {
    throw new Refusal('netting_is_agreed', 'You have agreed to it before.', {
      stake: { subjectIds: [row.id] },
    });
  }
  ctx.announce({
    type: 'outposts.netting_agreed_to',
    subjectIds: [row.id],
    payload: { places: acted, digest: row.digest },
  });
  const agreed = await consentingPlaces(ctx.tx, row.id);
  if (row.places.every((place) => agreed.has(place))) {
    await writeAgreed(ctx.tx, row.id, ctx.now);
    // Where all sets itself off, nothing is left to be paid.
    const payments = await paymentsOf(ctx.tx, row.id);
    if (payments.length === 0) await settle(ctx, row, dayOf(ctx.now));
  }
  return await showNetting(ctx, row.id);
}

export async function markPayment(
  ctx: Context,
  input: InputOf<Contract['markPayment']>,
): Promise<Netting> {
  const row = await lockNetting(ctx, input.nettingId, 'pay');
  const number = Number(input.number);
  const { paidOn, reference = null } = input;
  const payments = await paymentsOf(ctx.tx, row.id);
  const payment = payments.find((one) => one.number === number);
  if (payment === undefined) {
    throw new Refusal('transfer_not_in_netting', `No transfer ${number} is paid by this netting.`, {
      params: { number },
    });
  }
  const sides = await placesActedFor(ctx, [payment.payer, payment.receiver]);
  if (sides.length === 0 && !(await mayPropose(ctx, scopeOfRow(row)))) {
    throw notAllowed('Who pays, who receives and the secretariat mark a transfer.');
  }
  if (payment.paidOn !== null) {
    throw new Refusal('payment_is_marked', `It was paid on ${payment.paidOn}.`, {
      params: { number, paidOn: payment.paidOn },
      stake: { subjectIds: [row.id] },
    });
  }
  if (paidOn > dayOf(ctx.now)) {
    throw new Refusal('paid_in_the_future', 'A payment is marked when it was made.', {
      params: { paidOn, today: dayOf(ctx.now) },
    });
  }
  await writePayment(ctx.tx, row.id, { number, paidOn, reference }, whoSpeaks(ctx), ctx.now);
  tellPayment(ctx, row, number, paidOn);
  const open = payments.filter((one) => one.paidOn === null && one.number !== number);
  const last = payments.reduce(
    (day, one) => ((one.paidOn ?? '') > day ? one.paidOn! : day),
    paidOn,
  );
  if (open.length === 0) await settle(ctx, row, last);
  return await showNetting(ctx, row.id);
}

function tellPayment(ctx: Context, row: NettingRow, number: number, paidOn: string): void {
  const transfers = transfersToPay(JSON.parse(row.content) as Netted);
  const { payer, receiver, unit, amount } = transfers.find((one) => one.number === number)!;
  ctx.announce({
    type: 'outposts.payment_marked',
    subjectIds: [row.id],
    fromRegion: idIn(payer, 'region'),
    toRegion: idIn(receiver, 'region'),
    amountMinor: BigInt(amount.replace('.', '')),
    unit,
    payload: { number, paidOn },
  });
}

/** All is paid: what the ledger held now counts. */
async function settle(ctx: Context, row: NettingRow, paidOn: string): Promise<void> {
  await writePaid(ctx.tx, row.id, ctx.now);
  for (const { transactionId, description } of await heldTransactions(ctx.tx, row.id)) {
    await postPending(
      ctx,
      {
        key: `outposts.netting:${row.id}:${transactionId}`,
        transactionId,
        validOn: paidOn,
        description: {
          zh: `轧差支付：${description.zh}`,
          en: `Paid by netting: ${description.en}`,
        },
        sources: [{ kind: 'outposts.netting', id: row.id, digest: row.digest }],
      },
      { sample: row.sample },
    );
  }
  ctx.announce({
    type: 'outposts.netting_paid',
    subjectIds: [row.id],
    payload: { digest: row.digest, paidOn },
  });
}

export const voidNetting: UseCase<Contract['voidNetting']> = async (ctx, input) => {
  const row = await lockNetting(ctx, input.nettingId, 'void');
  if (!(await mayPropose(ctx, scopeOfRow(row)))) {
    throw notAllowed('Who may propose a netting may give it up.');
  }
  const payments = await paymentsOf(ctx.tx, row.id);
  if (payments.some(({ paidOn }) => paidOn !== null)) {
    throw new Refusal('netting_is_partly_paid', 'A part of it was paid; pay the rest.', {
      stake: { subjectIds: [row.id] },
    });
  }
  const { reason, note = null } = input;
  await writeVoided(ctx.tx, row.id, { reason, note }, whoSpeaks(ctx), ctx.now);
  ctx.announce({
    type: 'outposts.netting_voided',
    subjectIds: [row.id],
    payload: { reason, digest: row.digest },
  });
  return await showNetting(ctx, row.id);
};
