/** Platforms as HTTP shows them. */
import { fields } from '../matching/index.ts';
import { holdsOffice } from '../runtime/actor.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import { isInsider } from './governance-rights.ts';
import { innerSteps, publicSteps } from './history.ts';
import type { Platform, PlatformSummary, platformContract } from './platform-contract.ts';
import {
  everyType,
  loggedStepsOf,
  type PlatformAnswer,
  platformLayout,
  platformPage,
  platformsByProvince,
  readPlatformRow,
} from './platform-views.ts';
import { mayKeep, platformOf } from './rights.ts';

type Contract = typeof platformContract;
const stepsAtMost = 200;

export function platformSummary(row: PlatformAnswer): PlatformSummary {
  const { facilities, address, note, journeyId, createdAt, updatedAt, revision, ...shown } = row;
  return shown;
}

export async function platformAnswer(ctx: Context, platformId: string): Promise<Platform> {
  const row = await readPlatformRow(ctx.tx, platformId);
  if (row === null) throw notFound('platform');
  const operatorId = row.operator?.id ?? null;
  const regionCodes = row.regions.map((region) => region.id);
  return { ...row, may: { edit: await mayKeep(ctx, { operatorId, regionCodes }) } };
}

/** A filter by a section means its divisions, too. */
export function withFieldsBelow<Asked extends { readonly field?: string[] }>(asked: Asked): Asked {
  if (asked.field === undefined) return asked;
  const named = new Set(asked.field);
  const below = fields.filter(({ parentCode }) => parentCode !== null && named.has(parentCode));
  return { ...asked, field: [...named, ...below.map(({ code }) => code)] };
}

export const readPlatform: UseCase<Contract['readPlatform']> = (ctx, { platformId }) =>
  platformAnswer(ctx, platformId);

export const listPlatforms: UseCase<Contract['listPlatforms']> = async (ctx, input) => {
  const page = await platformPage(ctx, withFieldsBelow(input));
  return { ...page, items: page.items.map(platformSummary) };
};

export const countPlatforms: UseCase<Contract['countPlatforms']> = async (ctx, input) => ({
  items: await platformsByProvince(ctx.tx, withFieldsBelow(input)),
});

export const readPlatformLayout: UseCase<Contract['readPlatformLayout']> = async (ctx) => ({
  items: await platformLayout(ctx.tx),
});

export const listPlatformTypes: UseCase<Contract['listPlatformTypes']> = async (ctx) => ({
  items: await everyType(ctx.tx),
  may: { add: holdsOffice(ctx.actor, 'secretariat') },
});

export const readPlatformHistory: UseCase<Contract['readPlatformHistory']> = async (
  ctx,
  { platformId },
) => {
  const platform = await platformOf(ctx, platformId);
  const types = (await isInsider(ctx, platform)) ? [...publicSteps, ...innerSteps] : publicSteps;
  const steps = await loggedStepsOf(ctx.tx, platformId, types, stepsAtMost);
  return {
    items: steps.map(({ at, by, type, payload }) => ({
      ...{ at, by, type },
      changes: Object.entries(payload.changes ?? {}).map(([field, [before, after]]) => ({
        ...{ field, before, after },
      })),
    })),
  };
};
