/** A statement as one caller sees it: its texts, what became of it, and what the caller may do. */
import { writeAmount } from '@yunhe/exact';
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import type { SignedTerms } from './fact-store.ts';
import { openFacts, spokenFor } from './facts-of-agreement.ts';
import { agreementOf, contentOf } from './issue-statement.ts';
import type { Statement, statementContract } from './statement-contract.ts';
import { findStatement, pausesOf } from './statement-store.ts';
import { pausedLines, readPayable } from './statement-text.ts';
import {
  nettingsOf,
  objectionsTo,
  obligationsFrom,
  statementFacts,
  statementRefs,
} from './statement-views.ts';
import { proseOfDraft } from './terms.ts';

type Contract = typeof statementContract;

export const readStatement: UseCase<Contract['readStatement']> = async (ctx, { statementId }) =>
  await showStatement(ctx, statementId);

/** @throws Refusal not_found if the caller may not see it */
export async function showStatement(ctx: Context, id: string): Promise<Statement> {
  const found = await statementFacts(ctx, id);
  const row = await findStatement(ctx.tx, id);
  if (found === null || row === null) throw notFound('statement');
  const { agreementId, ...facts } = found;
  const about = await openFacts(ctx, agreementId);
  const version = about.versions.find((one) => one.id === found.version.id)!;
  const content = contentOf(row);
  const payable = readPayable(row);
  const paused = pausedLines(payable, await pausesOf(ctx.tx, row));
  const signs = await spokenFor(ctx, about, 'manager');
  const refs = await statementRefs(ctx.tx, agreementId, found.year);
  return {
    ...facts,
    lines: payable.lines,
    units: payable.units,
    totals: content.totals,
    undefined: content.undefined,
    covered: content.covered,
    reasons: content.reasons,
    factsDigest: content.facts,
    isDifference: found.number > 0,
    ...byTerms(version),
    objections: (await objectionsTo(ctx.tx, id)).map((one) => ({
      ...one,
      mayWithdraw: one.withdrawnAt === null && one.answeredBy === null && signs.includes(one.party),
    })),
    paused: [...paused],
    obligations: (await obligationsFrom(ctx.tx, id)).map(({ amountMinor, digits, ...one }) => ({
      ...one,
      amount: writeAmount(BigInt(amountMinor), { code: one.unit, digits, kind: one.kind }),
    })),
    nettings: await nettingsOf(ctx.tx, id),
    sameYear: refs.map(({ year: _year, ...ref }) => ref),
    actsFor: await spokenFor(ctx, about),
    acceptsFor: signs.filter((party) => !found.acceptedBy.includes(party)),
  };
}

/** By which terms a year is settled, and what they call things. */
export function byTerms(version: SignedTerms) {
  const { terms } = agreementOf(version);
  const { id, number } = version;
  return {
    version: { id, number },
    measures: namesIn(terms),
    prose: proseOfDraft({ ...terms }, []),
  };
}

/** What the lines call by an id: measures, and bases of clauses. */
function namesIn({ measures, clauses }: ReturnType<typeof agreementOf>['terms']) {
  const bases = clauses.flatMap((clause) => {
    if ('base' in clause) return [clause.base];
    return clause.kind === 'one-off' && clause.of !== undefined ? [clause.of] : [];
  });
  const names = new Map([...measures, ...bases].map(({ id, name }) => [id, { id, name }]));
  return [...names.values()];
}
