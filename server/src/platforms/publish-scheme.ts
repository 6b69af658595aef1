/** A draft becomes what platforms are measured by, or a published version is taken off the shelf. */
import { whoActs } from '../runtime/actor.ts';
import type { UseCase } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import type { schemeContract } from './scheme-contract.ts';
import { readDraft } from './scheme-reading.ts';
import { markSchemePublished, markSchemeWithdrawn } from './scheme-store.ts';
import { objectionsTo, rereadScheme } from './show-scheme.ts';
import { announce, loadKeptScheme } from './write-scheme.ts';

type Contract = typeof schemeContract;

export const publishSchemeVersion: UseCase<Contract['publishSchemeVersion']> = async (
  ctx,
  input,
) => {
  const version = await loadKeptScheme(ctx, input, 'publish');
  const objections = objectionsTo(readDraft(version.document));
  if (objections.length > 0) {
    throw new Refusal('scheme_not_ready', 'A scheme is published when nothing is wrong with it.', {
      params: { count: objections.length },
      reasons: objections.map(({ clause: _clause, ...told }) => told),
      stake: { subjectIds: [version.schemeId, version.id] },
    });
  }
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
