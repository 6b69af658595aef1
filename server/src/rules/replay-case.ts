/** One case under two rules: pure, and run a thousand times a batch beside the node. */
import type { Inputs, OutcomeReading, ReplayAsked, ReplayRow } from './contract.ts';
import { type Answers, amountOf, answersOf, decimalText, outcomeOf, partOf } from './decision.ts';
import { bandOf, type Side, turnOf } from './replay.ts';
import { compiledModel, type Given, keptIn, type Ran, run } from './rule-engine.ts';
import { decisionAsked, type Rule } from './run-rule.ts';

export interface ReplayedCase {
  readonly number: number;
  readonly name: string | null;
  readonly organisationId: string | null;
  readonly decisionId: string | null;
  readonly region: string | null;
  readonly kind: string | null;
  /** The day that is today to the rules. */
  readonly on: string;
  readonly inputs: Inputs;
  /** What was decided: the version and the kept record. Null for cases from a file. */
  readonly decided: { readonly versionId: string; readonly record: string } | null;
}

export interface ReplayRules {
  readonly candidate: Rule;
  /** What all cases are compared with; null where each keeps what was decided. */
  readonly base: Rule | null;
  /** How to read what was decided, by the version's id. */
  readonly readings: Readonly<Record<string, OutcomeReading | null>>;
  readonly asked: Pick<ReplayAsked, 'size' | 'money'>;
}

export type ReplayedRow = ReplayRow & { readonly inputs: Inputs };

export function replayCase(rules: ReplayRules, one: ReplayedCase): ReplayedRow {
  const { asked } = rules;
  const { decided, on: _day, ...facts } = one;
  const candidate = sideOf(rules.candidate, one, asked);
  const base =
    rules.base === null
      ? sideOfRecord(decided, rules.readings, asked)
      : sideOf(rules.base, one, asked);
  const stake = asked.money?.input === undefined ? null : decimalOf(one.inputs, asked.money.input);
  const { change, difference } = turnOf(base, candidate, stake);
  return {
    ...facts,
    size: asked.size == null ? null : bandOf(one.inputs[asked.size.input], asked.size.bounds),
    change,
    baseOutcome: base.outcome,
    candidateOutcome: candidate.outcome,
    baseAmount: base.amount,
    candidateAmount: candidate.amount,
    difference,
    problem: change === 'unclear' ? (candidate.problem ?? base.problem) : null,
  };
}

interface SideWithProblem extends Side {
  readonly problem: string | null;
}

function sideOf(rule: Rule, given: Given, asked: ReplayRules['asked']): SideWithProblem {
  const compiled = compiledModel(rule.xml);
  const decision = decisionAsked(compiled, rule);
  const amount = asked.money?.output?.decision ?? rule.outcome?.amount?.decision ?? decision;
  // Without a trace only what is asked for is answered, so an amount that stands elsewhere asks all.
  const ran = run(compiled, amount === decision ? decision : null, given, { trace: false });
  return read(ran, rule.outcome, asked);
}

function sideOfRecord(
  decided: ReplayedCase['decided'],
  readings: ReplayRules['readings'],
  asked: ReplayRules['asked'],
): SideWithProblem {
  if (decided === null) return { outcome: null, amount: null, problem: null };
  return read(keptIn(decided.record), readings[decided.versionId] ?? null, asked);
}

function read(ran: Ran, reading: OutcomeReading | null, asked: ReplayRules['asked']) {
  const answers = answersOf(ran.results, ran.trace);
  const outcome = outcomeOf(reading, answers);
  const amount = amountIn(answers, reading, asked);
  return { outcome, amount, problem: ran.problems[0]?.message.slice(0, 500) ?? null };
}

function amountIn(
  answers: Answers,
  reading: OutcomeReading | null,
  { money }: ReplayRules['asked'],
): string | null {
  if (money?.output === undefined) return amountOf(reading, answers)?.amount ?? null;
  return decimalText(partOf(answers, money.output.decision, money.output.output));
}

function decimalOf(inputs: Inputs, name: string): string {
  return decimalText(inputs[name]) ?? '0';
}
