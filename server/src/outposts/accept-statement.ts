/** Parties accept a statement, or say which line is wrong; what all accepted is booked. */
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { bookWhatIsDue } from './book-obligations.ts';
import { type FactsAgreement, lockFacts, requireSpeaker, whoSpeaks } from './facts-of-agreement.ts';
import { showStatement } from './show-statement.ts';
import type { Statement, statementContract } from './statement-contract.ts';
import {
  bookedLines,
  findObjection,
  findStatement,
  insertAcceptance,
  insertObjection,
  type StatementRow,
  writeWithdrawal,
} from './statement-store.ts';
import { readPayable } from './statement-text.ts';

type Contract = typeof statementContract;

interface Held {
  readonly about: FactsAgreement;
  readonly statement: StatementRow;
}

/** A statement with its agreement locked: the last to accept sees all who did before. */
async function lockStatement(ctx: Context, id: string): Promise<Held> {
  const statement = await findStatement(ctx.tx, id);
  if (statement === null) throw notFound('statement');
  return { about: await lockFacts(ctx, statement.agreementId), statement };
}

function stakeOf({ about, statement }: Held) {
  return { subjectIds: [about.id, statement.id], journeyId: about.journeyId };
}

export async function acceptStatement(
  ctx: Context,
  input: InputOf<Contract['acceptStatement']>,
): Promise<Statement> {
  const held = await lockStatement(ctx, input.statementId);
  const { about, statement } = held;
  const party = await requireSpeaker(ctx, about, input.speaksFor, 'manager');
  if (input.digest !== statement.digest) {
    throw new Refusal(
      'statement_is_not_what_was_read',
      'The digest belongs to another statement; read this one again.',
      { params: { read: input.digest, kept: statement.digest }, stake: stakeOf(held) },
    );
  }
  const accepted = { statementId: statement.id, party, digest: statement.digest };
  if (!(await insertAcceptance(ctx.tx, accepted, whoSpeaks(ctx), ctx.now))) {
    throw new Refusal('statement_is_accepted', `It was accepted for ${party} before.`, {
      ...{ params: { party }, stake: stakeOf(held) },
    });
  }
  ctx.announce({
    type: 'outposts.statement_accepted',
    ...stakeOf(held),
    payload: { party, year: statement.year, number: statement.number, digest: statement.digest },
  });
  await bookWhatIsDue(ctx, about);
  return await showStatement(ctx, statement.id);
}

export async function objectToStatement(
  ctx: Context,
  input: InputOf<Contract['objectToStatement']>,
): Promise<Statement> {
  const held = await lockStatement(ctx, input.statementId);
  const { about, statement } = held;
  const party = await requireSpeaker(ctx, about, input.speaksFor, 'manager');
  const { line = null, reason, note = null } = input;
  await requireOpenLine(ctx, held, line);
  const objection = { id: uuidv7(), statementId: statement.id, party, line, reason, note };
  if (!(await insertObjection(ctx.tx, objection, whoSpeaks(ctx), ctx.now))) {
    throw new Refusal('objection_is_open', `${party} has objected to it already.`, {
      ...{ params: { party }, stake: stakeOf(held) },
    });
  }
  ctx.announce({
    type: 'outposts.statement_objected',
    ...stakeOf(held),
    payload: { party, line, reason, year: statement.year },
  });
  return await showStatement(ctx, statement.id);
}

/** @throws Refusal line_not_in_statement, line_is_booked */
async function requireOpenLine(ctx: Context, held: Held, line: number | null): Promise<void> {
  const { lines } = readPayable(held.statement);
  if (line !== null && line > lines.length) {
    throw new Refusal('line_not_in_statement', `The statement has ${lines.length} lines.`, {
      ...{ params: { line, lines: lines.length }, stake: stakeOf(held) },
    });
  }
  const booked = await bookedLines(ctx.tx, held.statement.id);
  if (line === null ? booked.size === 0 : !booked.has(line)) return;
  throw new Refusal(
    'line_is_booked',
    'All parties have accepted it and it is owed; correct the fact, which gives a difference.',
    { params: { line: line ?? 0 }, stake: stakeOf(held) },
  );
}

export const withdrawObjection: UseCase<Contract['withdrawObjection']> = async (ctx, input) => {
  const known = await findObjection(ctx.tx, input.objectionId);
  if (known === null) throw notFound('objection');
  const held = await lockStatement(ctx, known.statementId);
  await requireSpeaker(ctx, held.about, known.party, 'manager');
  const objection = (await findObjection(ctx.tx, known.id))!;
  if (objection.withdrawnAt !== null || objection.answeredBy !== null) {
    throw new Refusal('objection_is_over', 'It was taken back or answered before.', {
      stake: stakeOf(held),
    });
  }
  await writeWithdrawal(ctx.tx, objection.id, ctx.now);
  ctx.announce({
    type: 'outposts.objection_withdrawn',
    ...stakeOf(held),
    payload: { party: objection.party },
  });
  await bookWhatIsDue(ctx, held.about);
  return await showStatement(ctx, held.statement.id);
};
