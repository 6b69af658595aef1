/** Looking into a version without keeping anything: its content, a run, a model not yet saved. */
import { dayOf } from '../runtime/day.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { requireModel } from './check-version.ts';
import type { rulesContract } from './contract.ts';
import { contentOf } from './model-check.ts';
import { inputsNeededBy } from './model-content.ts';
import { compiledModel } from './rule-engine.ts';
import { inspectBeside } from './rule-task.ts';
import {
  decisionAsked,
  decisionsRead,
  type Rule,
  requireKnownInputs,
  runRule,
} from './run-rule.ts';
import { visibleVersion } from './show-version.ts';
import { readXml } from './write-version.ts';

type Contract = typeof rulesContract;

/** A version with its model, ready to be asked. @throws Refusal not_found, model_missing */
export async function ruleOf(ctx: Context, versionId: string): Promise<Rule> {
  const { words, outcome } = await visibleVersion(ctx, versionId);
  return { xml: await requireModel(ctx, versionId), words, outcome };
}

export const readModel: UseCase<Contract['readModel']> = async (ctx, { versionId, decision }) => {
  const rule = await ruleOf(ctx, versionId);
  const compiled = compiledModel(rule.xml);
  const { model } = compiled;
  if (decision === undefined && rule.outcome === null) return contentOf(compiled, rule.words);
  const name = decisionAsked(compiled, rule, decision);
  const isOutcome = rule.outcome !== null && rule.outcome.decision === name;
  const read = isOutcome ? decisionsRead(rule.outcome) : [name];
  const needed = model.decisions
    .filter((one) => read.includes(one.name))
    .flatMap((one) => inputsNeededBy(model, one));
  return contentOf(compiled, rule.words, needed);
};

export const inspectModel: UseCase<Contract['inspectModel']> = async (_ctx, { file }) =>
  await inspectBeside({ xml: await readXml(file), words: {} });

export const tryVersion: UseCase<Contract['tryVersion']> = async (ctx, input) => {
  const rule = await ruleOf(ctx, input.versionId);
  requireKnownInputs(rule, input.inputs);
  const given = { on: dayOf(ctx.now), inputs: input.inputs };
  return runRule(rule, given, input.decision).shown;
};

export const downloadModel: UseCase<Contract['downloadModel']> = async (ctx, { versionId }) => {
  const { nameZh, number } = await visibleVersion(ctx, versionId);
  const xml = await requireModel(ctx, versionId);
  const bytes = (async function* () {
    yield Buffer.from(xml);
  })();
  const filename = `${nameZh || 'rule'}-v${number}.dmn`;
  return { filename, mediaType: 'application/dmn+xml', bytes };
};
