/** Where two versions, or the rules of two regions on a day, answer differently. */
import { dayOf } from '../runtime/day.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import type { rulesContract } from './contract.ts';
import { requireOne, ruleHoldingIn } from './find-rule.ts';
import { compareBeside } from './rule-task.ts';
import { summaryOf } from './show-version.ts';
import { ruleOf } from './try-version.ts';

type Contract = typeof rulesContract;

export const compareVersions: UseCase<Contract['compareVersions']> = async (ctx, input) => {
  const [leftId, rightId] = await versionsAsked(ctx, input);
  const left = await ruleOf(ctx, leftId);
  const right = await ruleOf(ctx, rightId);
  const found = await compareBeside({
    leftXml: left.xml,
    rightXml: right.xml,
    words: { ...right.words, ...left.words },
  });
  return { left: await summaryOf(ctx, leftId), right: await summaryOf(ctx, rightId), ...found };
};

async function versionsAsked(
  ctx: Context,
  input: InputOf<Contract['compareVersions']>,
): Promise<readonly [string, string]> {
  const { leftVersionId, rightVersionId, ruleSetId, leftRegion, rightRegion } = input;
  const day = input.on ?? dayOf(ctx.now);
  const sideOf = async (versionId: string | undefined, regionCode: string | undefined) => {
    if (versionId !== undefined) return versionId;
    if (ruleSetId === undefined || regionCode === undefined) {
      const detail = 'Name two versions, or a rule set and two regions.';
      throw new Refusal('versions_not_named', detail);
    }
    const held = await ruleHoldingIn(ctx, { ruleSetId, regionCode, day });
    return requireOne(held, { regionCode, day }).version.id;
  };
  return [await sideOf(leftVersionId, leftRegion), await sideOf(rightVersionId, rightRegion)];
}
