/** Platforms are proposed, described and taken on by their operator or who serves their regions. */
import { fieldNamed } from '../matching/index.ts';
import { sortKey } from '../registry/index.ts';
import { changesBetween, edited } from '../runtime/changes.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { expectRevision, Refusal } from '../runtime/refusal.ts';
import { type Founder, judgePlatform, judgeStageChange } from './platform.ts';
import type { Platform, platformContract } from './platform-contract.ts';
import { insertPlatform, type PlatformRow, typeIsKnown, updatePlatform } from './platform-store.ts';
import {
  platformOf,
  requireJudged,
  requireKeeper,
  requireOrganisation,
  requireRegions,
  stakeOf,
} from './rights.ts';
import { platformAnswer } from './show-platform.ts';

type Contract = typeof platformContract;
type Sent = Omit<InputOf<Contract['editPlatform']>, 'platformId' | 'revision'>;

const blank: Omit<PlatformRow, 'type' | 'regionCodes'> = {
  nameZh: null,
  nameEn: null,
  stage: 'planned',
  fields: [],
  operatorId: null,
  founders: [],
  facilities: [],
  address: null,
  note: null,
  openedOn: null,
  closedOn: null,
};

function keyOf({ nameZh, nameEn }: PlatformRow): string {
  return sortKey(nameZh ?? nameEn ?? '');
}

function withSent(before: PlatformRow, { founders, ...sent }: Sent): PlatformRow {
  const after = edited<PlatformRow>(before, sent as Partial<PlatformRow>);
  return founders === undefined ? after : { ...after, founders: founders.map(founderOf) };
}

function founderOf(sent: NonNullable<Sent['founders']>[number]): Founder {
  return {
    regionCode: sent.regionCode ?? null,
    organisationId: sent.organisationId ?? null,
    contributions: sent.contributions ?? [],
  };
}

async function judge(ctx: Context, platform: PlatformRow): Promise<void> {
  const detail = 'The platform cannot be as it is said to be.';
  const judgement = judgePlatform(platform, (code) => fieldNamed(code) !== undefined);
  requireJudged('platform_not_valid', detail, judgement, platform);
  const { type, regionCodes, founders, operatorId } = platform;
  if (!(await typeIsKnown(ctx.tx, type))) {
    throw new Refusal('platform_type_not_known', `There is no type ${type}.`, {
      params: { type },
      reasons: [
        {
          code: 'platform_type_not_known',
          detail: `There is no type ${type}.`,
          params: { type },
          pointer: '/type',
        },
      ],
    });
  }
  await requireRegions(
    ctx,
    regionCodes.map((code, at) => [`/regionCodes/${at}`, code] as const),
  );
  for (const [at, { regionCode, organisationId }] of founders.entries()) {
    if (regionCode !== null) {
      await requireRegions(ctx, [[`/founders/${at}/regionCode`, regionCode]]);
    }
    if (organisationId !== null) {
      await requireOrganisation(ctx, organisationId, `/founders/${at}/organisationId`);
    }
  }
  if (operatorId !== null) await requireOrganisation(ctx, operatorId, '/operatorId');
}

export async function createPlatform(
  ctx: Context,
  input: InputOf<Contract['createPlatform']>,
  about: { readonly sample?: boolean } = {},
): Promise<Platform> {
  const { type, regionCodes, ...sent } = input;
  const platform = withSent({ ...blank, type, regionCodes }, sent);
  await requireKeeper(ctx, platform);
  await judge(ctx, platform);
  const { sample = false } = about;
  const id = uuidv7();
  const journeyId = uuidv7();
  const keeping = { id, sortKey: keyOf(platform), now: ctx.now };
  await insertPlatform(ctx.tx, platform, { ...keeping, journeyId, sample });
  ctx.announce({
    type: 'platforms.platform_registered',
    subjectIds: [id],
    journeyId,
    ...stakeOf(platform),
    payload: { nameZh: platform.nameZh, nameEn: platform.nameEn, type, stage: platform.stage },
  });
  return await platformAnswer(ctx, id);
}

export const editPlatform: UseCase<Contract['editPlatform']> = async (ctx, input) => {
  const { platformId, revision, ...sent } = input;
  const kept = await platformOf(ctx, platformId, { lock: true });
  const { id, journeyId, sample: _sample, revision: keptRevision, ...before } = kept;
  await requireKeeper(ctx, before);
  expectRevision({ revision: keptRevision }, revision);
  const after = withSent(before, sent);
  // Nobody gives a platform away to regions that they do not speak for.
  await requireKeeper(ctx, after);
  const detail = 'The platform cannot be taken to this stage.';
  requireJudged('platform_not_valid', detail, judgeStageChange(before.stage, after.stage), before);
  await judge(ctx, after);
  const changes = changesBetween(before, after);
  if (Object.keys(changes).length > 0) {
    await updatePlatform(ctx.tx, after, { id, sortKey: keyOf(after), now: ctx.now });
    ctx.announce({
      type: 'platforms.platform_edited',
      subjectIds: [id],
      journeyId,
      ...stakeOf(after),
      payload: { changes },
    });
  }
  return await platformAnswer(ctx, id);
};
