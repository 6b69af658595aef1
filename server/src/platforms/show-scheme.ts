/** A scheme and its versions as one caller sees them, with what the caller may do. */
import { holdsOffice } from '../runtime/actor.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import {
  judgeScheme,
  judgeSchemeReview,
  type SchemeAction,
  schemeActions,
  schemeIsOpen,
  schemeMay,
} from './scheme.ts';
import {
  type SchemeProblem,
  type SchemeVersion,
  type schemeContract,
  schemeMakers,
} from './scheme-contract.ts';
import { rowsOfScheme, vetoesInWords } from './scheme-prose.ts';
import { readDraft, type SchemeReading } from './scheme-reading.ts';
import { keepsFor, visibleSchemeVersion } from './scheme-rights.ts';
import { loadScheme, type SchemeVersionRow } from './scheme-store.ts';
import { readSchemeSummary, versionsOfScheme } from './scheme-views.ts';
import { schemeIsShared } from './scheme-visibility-views.ts';

type Contract = typeof schemeContract;

export const readScheme: UseCase<Contract['readScheme']> = async (ctx, { schemeId }) => {
  const found = await readSchemeSummary(ctx, schemeId);
  if (found === null) throw notFound('scheme');
  const { keeperKey, ...scheme } = found;
  const versions = await versionsOfScheme(ctx, schemeId);
  const settled = versions.length > 0 && versions.every(({ state }) => !schemeIsOpen(state));
  return { ...scheme, versions, may: { renew: settled && (await keepsFor(ctx, keeperKey)) } };
};

export const readSchemeVersion: UseCase<Contract['readSchemeVersion']> = async (
  ctx,
  { versionId },
) => await showScheme(ctx, await visibleSchemeVersion(ctx, versionId));

export async function rereadScheme(ctx: Context, id: string): Promise<SchemeVersion> {
  const version = await loadScheme(ctx.tx, id);
  if (version === null) throw new Error(`The version ${id} was there a moment ago.`);
  return await showScheme(ctx, version);
}

async function showScheme(ctx: Context, version: SchemeVersionRow): Promise<SchemeVersion> {
  const { keeperKey, ...shown } = version;
  const reading = readDraft(version.document);
  const problems = version.state === 'draft' ? objectionsTo(reading) : [];
  const keeps = await keepsFor(ctx, keeperKey);
  const makes = schemeMakers.some((office) => holdsOffice(ctx.actor, office));
  // Whoever sees a draft and makes schemes may review it, but nobody who wrote it.
  const reviews = makes && judgeSchemeReview(version.authors, ctx.actor.personId).allowed;
  const mayAct = (action: SchemeAction) => (action === 'review' ? reviews : keeps);
  const rights = schemeActions.map((action) => [
    action,
    schemeMay(version.state, action) && mayAct(action),
  ]);
  const shared = await schemeIsShared(ctx, version.id);
  const evaluates = version.kind === 'evaluation';
  const { title, source, grade, itemCount } = reading;
  return {
    ...shown,
    ...{ title, source, grade, itemCount },
    rows: rowsOfScheme(version.document),
    vetoes: vetoesInWords(version.document),
    problems: [...problems],
    problemCount: problems.length,
    may: {
      ...(Object.fromEntries(rights) as Record<SchemeAction, boolean>),
      seeTrials: shared,
      preview: evaluates && makes && shared,
      fund: !evaluates && keeps,
    },
  };
}

/** Everything that speaks against publishing it. */
export function objectionsTo({ title, source, problems }: SchemeReading): SchemeProblem[] {
  const judgement = judgeScheme({ title, source, problems });
  if (judgement.allowed) return [];
  const clauses = new Map(problems.map(({ pointer, clause }) => [pointer, clause]));
  return judgement.reasons.map(({ code, detail, params, pointer = '' }) => ({
    ...{ code, detail, pointer },
    ...(params === undefined ? {} : { params }),
    clause: clauses.get(pointer) ?? null,
  }));
}
