/** What a version would say: asked as often as wanted by who is to rely on it; nothing is kept. */
import type { Json } from '@yunhe/decision';
import { dayOf } from '../runtime/day.ts';
import type { Context } from '../runtime/module.ts';
import { requireModel } from './check-version.ts';
import type { Inputs } from './contract.ts';
import { answersOf, type Outcome, outcomeOf, partOf } from './decision.ts';
import { compiledModel, run } from './rule-engine.ts';
import { decisionAsked, isWrongInput, targetOf } from './run-rule.ts';
import { loadVersion } from './store.ts';

export interface Rehearsal {
  /** Document and version, as decisions name them. */
  readonly rule: string;
  /** The names of the inputs that the model has. */
  readonly inputs: readonly string[];
  /** Whether its answer is declared to be a yes or a no. */
  readonly readsOutcome: boolean;
  ask(inputs: Readonly<Inputs>): Rehearsed;
}

export interface Rehearsed {
  readonly outcome: Outcome | null;
  /** What the decision that is read gave. */
  readonly answer: Json;
  /** Inputs whose value the rule does not take. */
  readonly wrong: readonly string[];
}

/** @returns null where there is no such version, or none that is published. */
export async function rehearsalOf(ctx: Context, versionId: string): Promise<Rehearsal | null> {
  const version = await loadVersion(ctx.tx, versionId);
  if (version?.state !== 'published') return null;
  const { words, outcome } = version;
  const rule = { xml: await requireModel(ctx, versionId), words, outcome };
  const compiled = compiledModel(rule.xml);
  const names = compiled.model.inputs.map(({ name }) => name);
  const decision = decisionAsked(compiled, rule);
  const target = targetOf(compiled, rule, decision);
  const on = dayOf(ctx.now);
  return {
    rule: `${version.documentNumber ?? version.nameZh} v${version.number}`,
    inputs: names,
    readsOutcome: outcome !== null,
    ask: (inputs) => {
      const ran = run(compiled, target, { on, inputs }, { trace: target === null });
      const answers = answersOf(ran.results, ran.trace);
      return {
        outcome: outcomeOf(outcome, answers),
        answer: partOf(answers, decision),
        wrong: ran.problems
          .filter(({ code, element }) => isWrongInput(code) && names.includes(element))
          .map(({ element }) => element),
      };
    },
  };
}
