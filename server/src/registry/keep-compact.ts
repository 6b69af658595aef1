/** Compacts of regions: who founds them, renames them, and which regions are in them when. */

import { dayOf } from '../runtime/day.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import {
  endMembership,
  findOpenMembership,
  findOverlap,
  insertCompact,
  insertMembership,
  lockCompact,
  renameCompact,
} from './compact-store.ts';
import { readCompact } from './compact-views.ts';
import type { CompactWithMembers, registryContract } from './contract.ts';
import { requireRegion } from './judge-region.ts';
import { requireRevision } from './revision.ts';
import { mayEditCompact } from './rights.ts';

type Contract = typeof registryContract;

export async function compactAnswer(ctx: Context, compactId: string): Promise<CompactWithMembers> {
  const compact = await readCompact(ctx.tx, compactId, dayOf(ctx.now));
  if (compact === null) throw notFound('compact');
  return { ...compact, may: { edit: mayEditCompact(ctx.actor, compactId) } };
}

async function lockOwnCompact(ctx: Context, compactId: string): Promise<{ revision: number }> {
  const compact = await lockCompact(ctx.tx, compactId);
  if (compact === null) throw notFound('compact');
  if (!mayEditCompact(ctx.actor, compactId)) {
    throw notAllowed('Only its own secretariat and system administrators change a compact.', {
      stake: { subjectIds: [compactId] },
    });
  }
  return compact;
}

export async function createCompact(
  ctx: Context,
  input: InputOf<Contract['createCompact']>,
  about: { readonly sample?: boolean } = {},
): Promise<CompactWithMembers> {
  const id = uuidv7();
  await insertCompact(ctx.tx, { ...input, id, sample: about.sample ?? false }, ctx.now);
  ctx.announce({
    type: 'registry.compact_created',
    subjectIds: [id],
    payload: { nameZh: input.nameZh, nameEn: input.nameEn },
  });
  return await compactAnswer(ctx, id);
}

export const editCompact: UseCase<Contract['editCompact']> = async (ctx, input) => {
  const { compactId, nameZh, nameEn } = input;
  const compact = await lockOwnCompact(ctx, compactId);
  requireRevision(compact.revision, input.revision);
  await renameCompact(ctx.tx, compactId, { nameZh, nameEn });
  ctx.announce({
    type: 'registry.compact_edited',
    subjectIds: [compactId],
    payload: { nameZh, nameEn },
  });
  return await compactAnswer(ctx, compactId);
};

export const addCompactMember: UseCase<Contract['addCompactMember']> = async (ctx, input) => {
  const { compactId, regionCode, startsOn } = input;
  const endsOn = input.endsOn ?? null;
  await lockOwnCompact(ctx, compactId);
  await requireRegion(ctx, regionCode, { pointer: '/regionCode', day: startsOn });
  requireOrder(startsOn, endsOn);
  const overlap = await findOverlap(ctx.tx, compactId, regionCode, { startsOn, endsOn });
  if (overlap !== null) {
    const until = overlap.endsOn ?? 'now on without end';
    throw new Refusal(
      'membership_overlaps',
      `${regionCode} is in the compact from ${overlap.startsOn} to ${until} already.`,
      { params: { regionCode, startsOn: overlap.startsOn, endsOn: overlap.endsOn ?? '' } },
    );
  }
  await insertMembership(ctx.tx, compactId, regionCode, { startsOn, endsOn });
  ctx.announce({
    type: 'registry.compact_member_added',
    subjectIds: [compactId],
    toRegion: regionCode,
    payload: { startsOn, endsOn },
  });
  return await compactAnswer(ctx, compactId);
};

export const endCompactMembership: UseCase<Contract['endCompactMembership']> = async (
  ctx,
  { compactId, regionCode, endsOn },
) => {
  await lockOwnCompact(ctx, compactId);
  const open = await findOpenMembership(ctx.tx, compactId, regionCode);
  if (open === null) {
    throw new Refusal(
      'region_is_not_a_member',
      `${regionCode} has no membership here that is still open.`,
      { params: { regionCode } },
    );
  }
  requireOrder(open.startsOn, endsOn);
  await endMembership(ctx.tx, compactId, regionCode, endsOn);
  ctx.announce({
    type: 'registry.compact_member_ended',
    subjectIds: [compactId],
    fromRegion: regionCode,
    payload: { startsOn: open.startsOn, endsOn },
  });
  return await compactAnswer(ctx, compactId);
};

function requireOrder(startsOn: string, endsOn: string | null): void {
  if (endsOn === null || startsOn < endsOn) return;
  throw new Refusal(
    'membership_ends_before_it_starts',
    `A membership from ${startsOn} on cannot end on ${endsOn}; the end is the first day outside.`,
    { params: { startsOn, endsOn }, reasons: [endReason] },
  );
}

const endReason = {
  code: 'membership_ends_before_it_starts',
  detail: 'The end must be after the start.',
  pointer: '/endsOn',
};
