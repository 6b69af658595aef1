/** A version as one caller sees it, with what the caller may do. */

import { holdsOffice } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import { adoptionsOfVersion } from './adoption-views.ts';
import type { Adoption, RuleSet, RuleVersion, rulesContract, VersionSummary } from './contract.ts';
import { answersForPlace, seesDrafts } from './rights.ts';
import {
  judgeReview,
  reinstatableUntil,
  type VersionAction,
  versionActions,
  versionMay,
} from './rule-version.ts';
import { loadVersion, type VersionRow } from './store.ts';
import { readRuleSetSummary, versionSummaries } from './views.ts';

type Contract = typeof rulesContract;

/** One that the caller may see: drafts are told from nothing by those who make rules alone. */
export async function visibleVersion(ctx: Context, versionId: string): Promise<VersionRow> {
  const version = await loadVersion(ctx.tx, versionId);
  const isOpen = version?.state === 'published' || version?.state === 'withdrawn';
  if (version === null || !(isOpen || seesDrafts(ctx.actor))) throw notFound('version');
  return version;
}

export async function showVersion(ctx: Context, version: VersionRow): Promise<RuleVersion> {
  const { keeperKey: _key, ...shown } = version;
  const adoptions = await adoptionsOfVersion(ctx.tx, version.id);
  return {
    ...structuredClone(shown),
    reinstatableUntil:
      version.withdrawnAt === null ? null : reinstatableUntil(version.withdrawnAt).toISOString(),
    adoptions: await withRights(ctx, adoptions),
    may: await rightsOver(ctx, version),
  };
}

export async function rereadVersion(ctx: Context, id: string): Promise<RuleVersion> {
  const version = await loadVersion(ctx.tx, id);
  if (version === null) throw new Error(`The version ${id} was there a moment ago.`);
  return await showVersion(ctx, version);
}

async function rightsOver(ctx: Context, version: VersionRow) {
  const keeps = await answersForPlace(ctx, version.keeperKey);
  const makes = holdsOffice(ctx.actor, 'region_officer') || holdsOffice(ctx.actor, 'secretariat');
  const inTime = version.withdrawnAt !== null && ctx.now <= reinstatableUntil(version.withdrawnAt);
  const may = (action: VersionAction): boolean => {
    if (!versionMay(version.state, action)) return false;
    if (action === 'adopt') return makes;
    if (action === 'review') {
      return makes && judgeReview(version.authors, ctx.actor.personId).allowed;
    }
    return keeps && (action !== 'reinstate' || inTime);
  };
  return Object.fromEntries(versionActions.map((action) => [action, may(action)])) as Record<
    VersionAction,
    boolean
  >;
}

/** Adoptions with what the caller may do; an adoption that is over is not ended again. */
export async function withRights(
  ctx: Context,
  adoptions: readonly Omit<Adoption, 'may'>[],
): Promise<Adoption[]> {
  const today = dayOf(ctx.now);
  return await Promise.all(
    adoptions.map(async (adoption) => {
      const { kind, id } = adoption.place;
      const isOver = adoption.endsOn !== null && adoption.endsOn <= today;
      const end =
        !isOver &&
        (holdsOffice(ctx.actor, 'region_officer') || holdsOffice(ctx.actor, 'secretariat')) &&
        (await answersForPlace(ctx, {
          regionCode: kind === 'region' ? id : null,
          compactId: kind === 'compact' ? id : null,
        }));
      return { ...adoption, may: { end } };
    }),
  );
}

/** As lists and references show it. */
export async function summaryOf(ctx: Context, versionId: string): Promise<VersionSummary> {
  const version = await visibleVersion(ctx, versionId);
  const { id, ruleSetId, number, state, nameZh, nameEn, documentNumber, grade } = version;
  const { effectiveFrom, effectiveUntil, publishedAt, sample } = version;
  return {
    ...{ id, ruleSetId, number, state, nameZh, nameEn, documentNumber, grade },
    ...{ effectiveFrom, effectiveUntil, publishedAt, sample },
  };
}

export const readVersion: UseCase<Contract['readVersion']> = async (ctx, { versionId }) =>
  await showVersion(ctx, await visibleVersion(ctx, versionId));

export const readRuleSet: UseCase<Contract['readRuleSet']> = async (
  ctx,
  { ruleSetId },
): Promise<RuleSet> => {
  const found = await readRuleSetSummary(ctx, ruleSetId);
  if (found === null) throw notFound('rule set');
  const { keeperKey, ...summary } = found;
  const versions: VersionSummary[] = await versionSummaries(ctx, ruleSetId);
  const inTheMaking = versions.some(({ state }) => state === 'draft' || state === 'reviewed');
  const makes = holdsOffice(ctx.actor, 'region_officer') || holdsOffice(ctx.actor, 'secretariat');
  const addVersion = makes && !inTheMaking && (await answersForPlace(ctx, keeperKey));
  return { ...summary, versions, may: { addVersion } };
};
