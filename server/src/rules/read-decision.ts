/** Decisions read, and run again by whoever may read them. */
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import type { Decision, rulesContract } from './contract.ts';
import { type DecisionRow, visibleDecision } from './decision-views.ts';
import { engineVersion, keptIn } from './rule-engine.ts';
import { type Rule, readRecord, runRule } from './run-rule.ts';
import { ruleOf } from './try-version.ts';

type Contract = typeof rulesContract;

async function visible(
  ctx: Context,
  id: string,
): Promise<{ readonly decision: DecisionRow; readonly rule: Rule }> {
  const decision = await visibleDecision(ctx, id);
  if (decision === null) throw notFound('decision');
  return { decision, rule: await ruleOf(ctx, decision.versionId) };
}

export async function decisionAnswer(ctx: Context, id: string): Promise<Decision> {
  const { decision, rule } = await visible(ctx, id);
  const { record, versionId: _version, digest: _digest, engineVersion: by, ...shown } = decision;
  return { ...shown, run: readRecord(rule, record, by) };
}

export const readDecision: UseCase<Contract['readDecision']> = (ctx, { decisionId }) =>
  decisionAnswer(ctx, decisionId);

export const recomputeDecision: UseCase<Contract['recomputeDecision']> = async (
  ctx,
  { decisionId },
) => {
  const { decision, rule } = await visible(ctx, decisionId);
  const again = runRule(rule, keptIn(decision.record), decision.decision);
  return {
    same: again.record === decision.record,
    keptDigest: decision.digest,
    digest: again.shown.digest,
    keptEngineVersion: decision.engineVersion,
    engineVersion,
    run: again.shown,
  };
};
