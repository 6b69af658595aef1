/** Weights that the owner of a need keeps with it. */
import type { Context, InputOf } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import type { rankingContract, Weight } from './ranking-contract.ts';
import { dropPoints, feedbackAbout, keepPoints, latestRanking } from './ranking-store.ts';
import { requireRole } from './rights.ts';
import { loadNeed, type NeedRow } from './store.ts';
import { deliveredRanking, judgeWeights, weightsFor } from './weights.ts';

async function ownNeed(ctx: Context, needId: string): Promise<NeedRow> {
  const need = await loadNeed(ctx.tx, needId, 'update');
  if (need === null) throw notFound('need');
  requireRole(ctx.actor, need.organisationId, 'editor', 'need');
  return need;
}

export async function keepWeights(
  ctx: Context,
  input: InputOf<typeof rankingContract.keepWeights>,
): Promise<{ weights: Weight[] }> {
  const need = await ownNeed(ctx, input.needId);
  const judgement = judgeWeights(input.weights);
  if (!judgement.allowed) {
    throw new Refusal('weights_not_valid', 'By these weights nothing could be ranked.', {
      reasons: judgement.reasons,
    });
  }
  const kept = Object.fromEntries(input.weights.map(({ part, points }) => [part, points]));
  await keepPoints(ctx.tx, need.id, kept, ctx.now);
  const said = await feedbackAbout(ctx.tx, { kind: 'need', id: need.id }, need.organisationId);
  const model = (await latestRanking(ctx.tx)) ?? deliveredRanking;
  const reasons = said.flatMap((one) => one.reasons);
  return { weights: weightsFor({ model, kept, reasons, asked: [] }) };
}

export async function dropWeights(
  ctx: Context,
  input: InputOf<typeof rankingContract.dropWeights>,
): Promise<null> {
  const need = await ownNeed(ctx, input.needId);
  await dropPoints(ctx.tx, need.id);
  return null;
}
