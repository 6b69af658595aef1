/** What terms say and mean before anybody keeps them: the editor asks while a person types. */
import { type FactRow, type Line, settle, termsSchema } from '@yunhe/settlement';
import type { Context, Download, InputOf, UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import type { AgreementTemplate, agreementContract, Preview } from './agreement-contract.ts';
import { requireVisibleAgreement, requireVisibleVersion } from './agreement-rights.ts';
import { loadVersion } from './agreement-store.ts';
import { templates } from './agreement-templates.ts';
import { historyPage, readAgreementRow } from './agreement-views.ts';
import { agreementIsWithin } from './agreement-visibility-views.ts';
import { exampleFacts } from './example-facts.ts';
import {
  asTermsProblem,
  proseOfDraft,
  readDraft,
  requireTerms,
  type TermsReading,
} from './terms.ts';

type Contract = typeof agreementContract;

export const inspectTerms: UseCase<Contract['inspectTerms']> = async (_ctx, input) => {
  const terms = { ...requireTerms(input.terms), format: 'yunhe-terms-1', id: 'draft', version: 1 };
  const reading = readDraft(terms);
  const { agreement, digest, problems } = reading;
  const facts = input.facts ?? (agreement === null ? [] : exampleFacts(agreement));
  return {
    digest,
    problems: [...problems],
    prose: proseOfDraft(terms, problems),
    facts: facts.map((row) => ({ ...row })),
    preview: agreement === null ? null : previewOf(agreement, facts),
  };
};

function previewOf(
  agreement: NonNullable<TermsReading['agreement']>,
  facts: readonly FactRow[],
): Preview {
  const settlement = settle(agreement, facts);
  if ('problems' in settlement) {
    const reasons = settlement.problems.map(asTermsProblem);
    return { covered: false, reasons, lines: [], totals: [], undefined: [] };
  }
  const { statement } = settlement;
  const { covered, reasons, lines, totals, undefined: open } = structuredClone(statement);
  return {
    covered,
    reasons: reasons.map(asTermsProblem),
    lines: lines.map((line) => ({ ...line, steps: line.steps.map(asStep) })),
    totals: [...totals],
    undefined: [...open],
  };
}

function asStep({
  facts,
  ...step
}: Line['steps'][number]): Preview['lines'][number]['steps'][number] {
  return facts === undefined ? step : { ...step, facts: [...facts] };
}

let listed: AgreementTemplate[] | null = null;

export const listAgreementTemplates: UseCase<Contract['listAgreementTemplates']> = async () => {
  listed ??= [...templates().values()].map(({ name, terms }) => ({
    name,
    title: terms.title,
    document: terms.source.document,
    grade: terms.source.grade,
    note: terms.source.note ?? null,
    prose: proseOfDraft({ ...terms }, []),
    terms: { ...terms },
  }));
  return { items: listed };
};

export const readTermsSchema: UseCase<Contract['readTermsSchema']> = async () => ({
  schema: termsSchema,
});

export async function downloadAgreementTerms(
  ctx: Context,
  { versionId }: InputOf<Contract['downloadAgreementTerms']>,
): Promise<Download> {
  await requireVisibleVersion(ctx, versionId);
  const version = await loadVersion(ctx.tx, versionId);
  if (version === null) throw notFound('version of an agreement');
  const text = `${JSON.stringify(version.terms, null, 2)}\n`;
  return {
    filename: `${version.agreementId}-v${version.number}.json`,
    mediaType: 'application/json; charset=utf-8',
    bytes: once(new TextEncoder().encode(text)),
  };
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

export const readAgreementHistory: UseCase<Contract['readAgreementHistory']> = async (
  ctx,
  { agreementId, ...wish },
) => {
  await requireVisibleAgreement(ctx, agreementId);
  const agreement = await readAgreementRow(ctx, agreementId);
  // Whoever only reads what is public is not told how the parties came to it.
  if (agreement === null || !(await agreementIsWithin(ctx, agreementId)))
    throw notFound('agreement');
  return await historyPage(ctx.tx, agreement.journeyId, wish);
};
