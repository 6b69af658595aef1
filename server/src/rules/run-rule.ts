/** A version asked about one case: run, read as yes or no, and explained. */
import type { DecisionTable } from '@yunhe/decision';
import type { Reason } from '../runtime/refusal.ts';
import { Refusal } from '../runtime/refusal.ts';
import type { Inputs, OutcomeReading, Run, Words } from './contract.ts';
import { amountOf, answersOf, outcomeOf } from './decision.ts';
import { digestOf } from './digest.ts';
import { explain, missingOf, reasonsOf } from './explanation.ts';
import { decisionsNeededBy, tablesByDecision } from './model-content.ts';
import {
  type Compiled,
  compiledModel,
  engineVersion,
  type Given,
  keptIn,
  problemsOf,
  type Ran,
  recordOf,
  requireDecision,
  run,
} from './rule-engine.ts';

export interface Rule {
  readonly xml: string;
  readonly words: Readonly<Words>;
  readonly outcome: OutcomeReading | null;
}

export interface RunOfRule {
  readonly shown: Run;
  /** What is kept: inputs, results, problems and trace as canonical text. */
  readonly record: string;
  readonly decision: string;
}

/** The decision that is meant where none is named: that of the outcome, else the last one. */
export function decisionAsked(compiled: Compiled, rule: Rule, named?: string): string {
  const last = compiled.model.decisions.at(-1)?.name ?? '';
  const decision = named ?? rule.outcome?.decision ?? last;
  requireDecision(compiled, decision);
  return decision;
}

/**
 * What to run so that the outcome can be read: its decision, or the whole model where the amount,
 * the conditions or the reasons stand in decisions that it does not require.
 */
export function targetOf({ model }: Compiled, rule: Rule, decision: string): string | null {
  const reading = rule.outcome;
  if (reading === null || reading.decision !== decision) return decision;
  const asked = model.decisions.find(({ name }) => name === decision);
  if (asked === undefined) return decision;
  const required = decisionsNeededBy(model, asked);
  return decisionsRead(reading).every((name) => required.includes(name)) ? decision : null;
}

/** Every decision that a reading looks at. */
export function decisionsRead(reading: OutcomeReading): string[] {
  const { decision, conditions = [], reasons, amount } = reading;
  const named = [decision, ...conditions, reasons, amount?.decision];
  return [...new Set(named.filter((name) => name !== null && name !== undefined))];
}

/** @throws Refusal decision_not_in_model, inputs_not_valid, limit_reached */
export function runRule(rule: Rule, given: Given, named?: string): RunOfRule {
  const compiled = compiledModel(rule.xml);
  const decision = decisionAsked(compiled, rule, named);
  const ran = run(compiled, targetOf(compiled, rule, decision), given);
  requireSound(compiled, ran);
  const record = recordOf(decision, given, ran);
  return { shown: shownRun(rule, compiled, given, ran, record), record, decision };
}

/**
 * A name that the model does not have is a slip of whoever asks: the answer would be as if nothing
 * had been given.
 *
 * @throws Refusal inputs_not_valid
 */
export function requireKnownInputs({ xml }: Rule, inputs: Readonly<Inputs>): void {
  const names = compiledModel(xml).model.inputs.map(({ name }) => name);
  const unknown = Object.keys(inputs).filter((name) => !names.includes(name));
  if (unknown.length === 0) return;
  throw new Refusal('inputs_not_valid', 'The rule has no inputs of these names.', {
    reasons: unknown.map((name) => ({
      code: 'input_not_in_model',
      detail: `The model has no input ${name}.`,
      params: { input: name },
      pointer: pointerTo(name),
    })),
  });
}

function pointerTo(input: string): string {
  return `/inputs/${input.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

const wrongInputs: readonly string[] = [
  'type_mismatch',
  'value_not_allowed',
  'number_out_of_range',
];

/** Whether a problem says that a value is not of the kind that the rule asks for. */
export function isWrongInput(code: string): boolean {
  return wrongInputs.includes(code);
}

/** Inputs of a wrong kind and runs without end are the asker's to mend; a null answer is not. */
function requireSound({ model }: Compiled, { problems }: Ran): void {
  const limit = problems.find(({ code }) => code === 'limit_reached');
  if (limit !== undefined) {
    throw new Refusal('limit_reached', limit.message, { params: { element: limit.element } });
  }
  const inputs = new Set(model.inputs.map(({ name }) => name));
  const wrong = problems
    .filter(({ code }) => isWrongInput(code))
    .filter(({ element }) => inputs.has(element))
    .map(
      ({ code, message, element }): Reason => ({
        code,
        detail: message,
        params: { input: element },
        pointer: pointerTo(element),
      }),
    );
  if (wrong.length === 0) return;
  throw new Refusal('inputs_not_valid', 'Some inputs are not of the kind that the rule asks for.', {
    reasons: wrong,
  });
}

/** A kept run is read again from its text: no engine is asked. */
export function readRecord(rule: Rule, record: string, version: string): Run {
  const kept = keptIn(record);
  const shown = shownRun(rule, compiledModel(rule.xml), kept, kept, record);
  return { ...shown, engineVersion: version };
}

function shownRun(
  rule: Rule,
  { model }: Compiled,
  { inputs }: Given,
  ran: Ran,
  record: string,
): Run {
  const { words, outcome: reading } = rule;
  const answers = answersOf(ran.results, ran.trace);
  const outcome = outcomeOf(reading, answers);
  const tables: ReadonlyMap<string, readonly DecisionTable[]> = tablesByDecision(model);
  const { trace, problems } = ran;
  const about = { inputs, answers, trace, problems, words, reading, outcome, tables };
  return {
    outcome,
    results: { ...ran.results },
    missing: missingOf(problems),
    explanation: explain(about),
    reasons: reasonsOf(about),
    amount: amountOf(reading, answers),
    problems: problemsOf(problems),
    trace,
    engineVersion,
    digest: digestOf(record),
  };
}
