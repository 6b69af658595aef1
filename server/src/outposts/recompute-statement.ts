/** Settles again from the kept terms and facts: the same bytes have to come. */
import { type Agreement, readFacts, type Statement } from '@yunhe/settlement';
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import { openFacts } from './facts-of-agreement.ts';
import { agreementOf } from './issue-statement.ts';
import type { statementContract } from './statement-contract.ts';
import { findStatement, statementBefore } from './statement-store.ts';
import { type StatementText, settleYear } from './statement-text.ts';

type Contract = typeof statementContract;

export const recomputeStatement: UseCase<Contract['recomputeStatement']> = async (
  ctx,
  { statementId },
) => {
  const { row, agreement, before } = await loadRecomputed(ctx, statementId);
  const again = recompute(agreement, row, before);
  return { keptDigest: row.digest, ...again };
};

/** A statement that the caller may see, with all that it was computed from. */
export async function loadRecomputed(ctx: Context, statementId: string) {
  const row = await findStatement(ctx.tx, statementId);
  if (row === null) throw notFound('statement');
  const about = await openFacts(ctx, row.agreementId);
  const version = about.versions.find(({ id }) => id === row.versionId)!;
  const before = row.number === 0 ? null : await statementBefore(ctx.tx, row);
  return { about, version, agreement: agreementOf(version), row, before };
}

/** Compares the texts that come now with those that were issued. */
export function recompute(
  agreement: Agreement,
  row: StatementText & { readonly year: number },
  before: Pick<StatementText, 'content'> | null,
) {
  const reading = readFacts(row.facts);
  const kept = JSON.parse(row.content) as Statement;
  const settled =
    'problems' in reading
      ? reading
      : settleYear(
          agreement,
          reading.rows,
          row.year,
          before === null ? null : (JSON.parse(before.content) as Statement),
        );
  const termsHold = kept.terms.digest === agreement.digest;
  if ('problems' in settled) {
    const differences = settled.problems.map(({ field, detail }) => `${field}: ${detail}`);
    return { same: false, digest: null, differences, termsHold, factsHold: false };
  }
  const names = ['facts', 'content', 'difference', 'contentDigest', 'digest'] as const;
  const differences = names.filter((name) => settled[name] !== row[name]);
  const factsHold = (JSON.parse(settled.content) as Statement).facts === kept.facts;
  return {
    same: differences.length === 0,
    digest: settled.digest,
    differences: [...differences],
    termsHold,
    factsHold,
  };
}
