/** A draft becomes what platforms are measured by: reviewed by another, published; or withdrawn. */
import { whoActs } from '../runtime/actor.ts';
import type { UseCase } from '../runtime/module.ts';
import { expectRevision, Refusal } from '../runtime/refusal.ts';
import { judgeSchemeReview } from './scheme.ts';
import type { schemeContract } from './scheme-contract.ts';
import { readDraft } from './scheme-reading.ts';
import { visibleSchemeVersion } from './scheme-rights.ts';
import {
  markSchemePublished,
  markSchemeReopened,
  markSchemeReviewed,
  markSchemeWithdrawn,
  type SchemeVersionRow,
} from './scheme-store.ts';
import { objectionsTo, rereadScheme } from './show-scheme.ts';
import { announce, loadKeptScheme, requireSchemeState } from './write-scheme.ts';

type Contract = typeof schemeContract;

/** Any maker of schemes who sees it may review it, but nobody who wrote it. */
export const reviewSchemeVersion: UseCase<Contract['reviewSchemeVersion']> = async (ctx, input) => {
  const version = await visibleSchemeVersion(ctx, input.versionId, 'update');
  expectRevision(version, input.revision);
  requireSchemeState(version, 'review');
  const judgement = judgeSchemeReview(version.authors, ctx.actor.personId);
  if (!judgement.allowed) {
    const [first] = judgement.reasons;
    throw new Refusal('author_cannot_review', first!.detail, { reasons: judgement.reasons });
  }
  requireReady(version);
  await markSchemeReviewed(ctx.tx, version.id, whoActs(ctx), ctx.now);
  const reviewed = await rereadScheme(ctx, version.id);
  announce(ctx, 'platforms.scheme_reviewed', reviewed, version.keeperKey.regionCode);
  return reviewed;
};

/** @throws Refusal scheme_not_ready */
function requireReady({ id, schemeId, document }: SchemeVersionRow): void {
  const objections = objectionsTo(readDraft(document));
  if (objections.length === 0) return;
  throw new Refusal('scheme_not_ready', 'A scheme is published when nothing is wrong with it.', {
    params: { count: objections.length },
    reasons: objections.map(({ clause: _clause, ...told }) => told),
    stake: { subjectIds: [schemeId, id] },
  });
}

export const reopenSchemeVersion: UseCase<Contract['reopenSchemeVersion']> = async (ctx, input) => {
  const version = await loadKeptScheme(ctx, input, 'reopen');
  await markSchemeReopened(ctx.tx, version.id, ctx.now);
  const reopened = await rereadScheme(ctx, version.id);
  announce(ctx, 'platforms.scheme_reopened', reopened, version.keeperKey.regionCode);
  return reopened;
};

export const publishSchemeVersion: UseCase<Contract['publishSchemeVersion']> = async (
  ctx,
  input,
) => {
  const version = await loadKeptScheme(ctx, input, 'publish');
  requireReady(version);
  await markSchemePublished(ctx.tx, version.id, whoActs(ctx), ctx.now);
  const published = await rereadScheme(ctx, version.id);
  announce(ctx, 'platforms.scheme_published', published, version.keeperKey.regionCode);
  return published;
};

export const withdrawSchemeVersion: UseCase<Contract['withdrawSchemeVersion']> = async (
  ctx,
  input,
) => {
  const version = await loadKeptScheme(ctx, input, 'withdraw');
  const how = { by: whoActs(ctx), reason: input.reason };
  await markSchemeWithdrawn(ctx.tx, version.id, how, ctx.now);
  const withdrawn = await rereadScheme(ctx, version.id);
  announce(ctx, 'platforms.scheme_withdrawn', withdrawn, version.keeperKey.regionCode);
  return withdrawn;
};
