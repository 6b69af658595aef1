/** A version on its way to others: reviewed, published, withdrawn, and back where somebody erred. */
import { whoActs } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { expectRevision, notFound, Refusal } from '../runtime/refusal.ts';
import { checkOf } from './check-version.ts';
import type { rulesContract } from './contract.ts';

import { judgeReview, reinstatableUntil } from './rule-version.ts';
import { rereadVersion } from './show-version.ts';
import {
  countAdoptions,
  loadVersion,
  markPublished,
  markReinstated,
  markReopened,
  markReviewed,
  markWithdrawn,
  type VersionRow,
} from './store.ts';
import { loadKept, requireState } from './write-version.ts';

type Contract = typeof rulesContract;

function announce(ctx: Context, version: VersionRow, type: string, more: object = {}): void {
  ctx.announce({
    type: `rules.version_${type}`,
    subjectIds: [version.ruleSetId, version.id],
    toRegion: version.keeperKey.regionCode,
    payload: {
      number: version.number,
      nameZh: version.nameZh,
      nameEn: version.nameEn,
      contentDigest: version.contentDigest,
      ...more,
    },
  });
}

async function requirePublishable(ctx: Context, version: VersionRow): Promise<void> {
  const { publishable, reasons } = await checkOf(ctx, version);
  if (publishable) return;
  throw new Refusal('version_not_publishable', 'Others cannot rely on it like this yet.', {
    reasons,
    stake: { subjectIds: [version.id] },
  });
}

/** Any maker of rules may review, wherever they serve, but nobody who wrote it. */
export const reviewVersion: UseCase<Contract['reviewVersion']> = async (ctx, input) => {
  const version = await loadVersion(ctx.tx, input.versionId, 'update');
  if (version === null) throw notFound('version');
  expectRevision(version, input.revision);
  requireState(version, 'review');
  const judgement = judgeReview(version.authors, ctx.actor.personId);
  if (!judgement.allowed) {
    const [first] = judgement.reasons;
    throw new Refusal('author_cannot_review', first!.detail, { reasons: judgement.reasons });
  }
  await requirePublishable(ctx, version);
  await markReviewed(ctx.tx, version.id, whoActs(ctx), input.note ?? null, ctx.now);
  announce(ctx, version, 'reviewed');
  return await rereadVersion(ctx, version.id);
};

export const reopenVersion: UseCase<Contract['reopenVersion']> = async (ctx, input) => {
  const version = await loadKept(ctx, input, 'reopen');
  await markReopened(ctx.tx, version.id, input.note ?? null, ctx.now);
  announce(ctx, version, 'reopened');
  return await rereadVersion(ctx, version.id);
};

export const publishVersion: UseCase<Contract['publishVersion']> = async (ctx, input) => {
  const version = await loadKept(ctx, input, 'publish');
  await requirePublishable(ctx, version);
  await markPublished(ctx.tx, version.id, whoActs(ctx), ctx.now);
  announce(ctx, version, 'published');
  return await rereadVersion(ctx, version.id);
};

export const withdrawVersion: UseCase<Contract['withdrawVersion']> = async (ctx, input) => {
  const version = await loadKept(ctx, input, 'withdraw');
  const adoptions = await countAdoptions(ctx.tx, version.id, dayOf(ctx.now));
  if (adoptions > 0 && input.adoptionsKnown !== true) {
    const detail = `${adoptions} places have adopted it and would be left without a rule.`;
    throw new Refusal('version_is_adopted', detail, {
      params: { adoptions },
      stake: { subjectIds: [version.id] },
    });
  }
  const how = { by: whoActs(ctx), because: input.reason, note: input.note ?? null };
  await markWithdrawn(ctx.tx, version.id, how, ctx.now);
  announce(ctx, version, 'withdrawn', { reason: input.reason, adoptions });
  return await rereadVersion(ctx, version.id);
};

export const reinstateVersion: UseCase<Contract['reinstateVersion']> = async (ctx, input) => {
  const version = await loadKept(ctx, input, 'reinstate');
  const until = reinstatableUntil(version.withdrawnAt ?? '');
  if (ctx.now > until) {
    const detail = `A withdrawal could be undone until ${until.toISOString()}; begin a new version.`;
    throw new Refusal('reinstating_is_too_late', detail, {
      params: { until: until.toISOString() },
    });
  }
  await markReinstated(ctx.tx, version.id, ctx.now);
  announce(ctx, version, 'reinstated');
  return await rereadVersion(ctx, version.id);
};
