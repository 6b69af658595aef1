/** Rounds are prepared, opened with a frozen scheme, and ended. */
import { sha256 } from '@yunhe/exact';
import { whoActs } from '../runtime/actor.ts';
import { edited } from '../runtime/changes.ts';
import { dayOf } from '../runtime/day.ts';
import { uuidv7 } from '../runtime/id.ts';
import { judged, reason } from '../runtime/judgement.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { expectRevision, Refusal } from '../runtime/refusal.ts';
import type { Round, roundContract } from './round-contract.ts';
import { keptRound, requireRound, stakeOfRound } from './round-rights.ts';
import { codesFor, judgeOpening, judgeSettings } from './round-settings.ts';
import { sourcesUnlessTold } from './round-sources.ts';
import {
  insertRound,
  type NewRound,
  type RoundRow,
  type RoundSettings,
  replacePlatforms,
  reportsOf,
  updateRound,
  writeCodes,
  writeRoundState,
} from './round-store.ts';
import { platformsNamed } from './round-views.ts';
import { differencesOf } from './scheme-difference.ts';
import { freezeScheme, type SchemeOfRound, schemeVersionOf } from './scheme-of-round.ts';
import { requireKeeperNamed } from './scheme-rights.ts';
import { roundAnswer } from './show-round.ts';

type Contract = typeof roundContract;

/** Two experts are a chance, three can be outvoted; the rest is what most evaluations take. */
const unlessTold = {
  sharing: 'coded',
  seats: 3,
  mostLoad: 20,
  draws: 10_000,
  seed: 1,
  lowGrades: null,
} as const satisfies Partial<RoundSettings>;

async function schemeNamed(ctx: Context, versionId: string): Promise<SchemeOfRound> {
  const scheme = await schemeVersionOf(ctx, versionId);
  const refuse = (code: string, detail: string) => {
    throw new Refusal(code, detail, { reasons: [reason(code, detail, '/schemeVersionId')] });
  };
  if (scheme === null)
    return refuse('scheme_not_known', 'There is no such published scheme.') as never;
  if (scheme.state === 'withdrawn') {
    refuse('scheme_not_published', 'This version was withdrawn; take a published one.');
  }
  return scheme;
}

export async function createRound(
  ctx: Context,
  input: InputOf<Contract['createRound']>,
  about: { readonly sample?: boolean } = {},
): Promise<Round> {
  const { regionCode, compactId, type, platformIds = [], ...settings } = input;
  const keeper = await requireKeeperNamed(ctx, {
    ...(regionCode === undefined ? {} : { regionCode }),
    ...(compactId === undefined ? {} : { compactId }),
  });
  const scheme = await schemeNamed(ctx, settings.schemeVersionId);
  const round: NewRound = {
    ...unlessTold,
    sources: sourcesUnlessTold(scheme.read.scheme.measures),
    ...settings,
    id: uuidv7(),
    keeperRegionCode: keeper.regionCode,
    keeperCompactId: keeper.compactId,
    type,
    sample: about.sample ?? false,
  };
  requireSettings(ctx, { ...round, state: 'draft', revision: 1 }, scheme);
  await insertRound(ctx.tx, round, whoActs(ctx), ctx.now);
  await namePlatforms(ctx, round.id, platformIds);
  ctx.announce({
    type: 'platforms.round_created',
    subjectIds: [round.id],
    toRegion: keeper.regionCode,
    payload: { titleZh: round.titleZh, titleEn: round.titleEn, type, scheme: scheme.digest },
  });
  return await roundAnswer(ctx, round.id);
}

function requireSettings(ctx: Context, round: RoundRow, { read, types }: SchemeOfRound): void {
  requireRound('round_not_valid', judgeSettings(round, read, types, dayOf(ctx.now)), round);
}

/** @throws Refusal round_not_valid where one is not known */
async function namePlatforms(
  ctx: Context,
  roundId: string,
  platformIds: readonly string[],
): Promise<void> {
  const known = new Set((await platformsNamed(ctx.tx, platformIds)).map(({ id }) => id));
  const unknown = platformIds.find((id) => !known.has(id));
  if (unknown !== undefined) {
    const detail = `There is no platform ${unknown}.`;
    const reasons = [reason('platform_not_known', detail, '/platformIds', { id: unknown })];
    throw new Refusal('round_not_valid', detail, { reasons });
  }
  const reports = platformIds.map((platformId) => ({ id: uuidv7(), platformId }));
  await replacePlatforms(ctx.tx, roundId, reports, ctx.now);
}

export const editRound: UseCase<Contract['editRound']> = async (ctx, input) => {
  const { roundId, revision, platformIds, ...sent } = input;
  const before = await keptRound(ctx, roundId);
  expectRevision(before, revision);
  await requireDraft(ctx, before, sent.schemeVersionId);
  const after = edited<RoundRow>(before, sent);
  requireSettings(ctx, after, await schemeNamed(ctx, after.schemeVersionId));
  if (platformIds !== undefined) await namePlatforms(ctx, roundId, platformIds);
  await updateRound(ctx.tx, roundId, after, ctx.now);
  ctx.announce({ type: 'platforms.round_edited', ...stakeOfRound(before) });
  return await roundAnswer(ctx, roundId);
};

/**
 * Whoever is measured knows beforehand by what: after the beginning another version is refused with
 * every clause that would differ.
 *
 * @throws Refusal scheme_is_frozen, round_has_begun
 */
async function requireDraft(ctx: Context, round: RoundRow, wanted?: string): Promise<void> {
  if (round.state === 'draft') return;
  const other = wanted !== undefined && wanted !== round.schemeVersionId;
  if (!other) return refuseBegun(round);
  const kept = await schemeVersionOf(ctx, round.schemeVersionId);
  const asked = await schemeVersionOf(ctx, wanted);
  const differences =
    kept === null || asked === null ? [] : differencesOf(kept.document, asked.document);
  throw new Refusal('scheme_is_frozen', 'The scheme was frozen when the round began.', {
    stake: stakeOfRound(round),
    reasons: differences.slice(0, 50).map(({ part, id, change }) => ({
      ...reason('scheme_differs', `${part} ${id} would be ${change}.`, '/schemeVersionId', {
        ...{ part, clause: id, change },
      }),
      rule: id,
    })),
  });
}

function refuseBegun(round: RoundRow): never {
  const detail = `The round is ${round.state}; only drafts are changed.`;
  throw new Refusal('round_has_begun', detail, {
    params: { state: round.state },
    stake: stakeOfRound(round),
  });
}

export const openRound: UseCase<Contract['openRound']> = async (ctx, { roundId, revision }) => {
  const round = await keptRound(ctx, roundId);
  expectRevision(round, revision);
  if (round.state !== 'draft') refuseBegun(round);
  const scheme = await schemeNamed(ctx, round.schemeVersionId);
  requireSettings(ctx, round, scheme);
  const reports = await reportsOf(ctx.tx, roundId);
  const platforms = await platformsNamed(
    ctx.tx,
    reports.map(({ platformId }) => platformId),
  );
  const judgement = judgeOpening(round.type, platforms, scheme.read);
  requireRound('round_cannot_open', judgement, round);
  await freezeScheme(ctx, { roundId, versionId: scheme.versionId });
  const ids = reports.map(({ id }) => id);
  await writeCodes(
    ctx.tx,
    codesFor('P', ids, (id) => sha256(`${roundId} ${id}`)),
  );
  await writeRoundState(ctx.tx, roundId, { state: 'open' }, ctx.now);
  ctx.announce({
    type: 'platforms.round_opened',
    ...stakeOfRound(round),
    payload: { scheme: scheme.digest, platforms: reports.length, calendar: round.calendar },
  });
  return await roundAnswer(ctx, roundId);
};

export const cancelRound: UseCase<Contract['cancelRound']> = async (ctx, input) => {
  const round = await keptRound(ctx, input.roundId);
  expectRevision(round, input.revision);
  const over = round.state === 'published' || round.state === 'cancelled';
  const detail = `The round is ${round.state}.`;
  const judgement = judged(
    over ? [reason('round_is_over', detail, '', { state: round.state })] : [],
  );
  requireRound('round_is_over', judgement, round);
  await writeRoundState(ctx.tx, round.id, { state: 'cancelled', because: input.reason }, ctx.now);
  ctx.announce({
    type: 'platforms.round_cancelled',
    ...stakeOfRound(round),
    payload: { reason: input.reason },
  });
  return await roundAnswer(ctx, round.id);
};
