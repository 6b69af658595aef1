/** What a rule said of somebody: yes, no, or not to be told from what was given. */
import type { DecisionTrace, Json } from '@yunhe/decision';
import { canonical } from './canonical.ts';
import type { OutcomeReading } from './contract.ts';

export const outcomes = ['granted', 'refused', 'undetermined'] as const;
export type Outcome = (typeof outcomes)[number];

/** The answer of every decision that was made, by its name. */
export type Answers = ReadonlyMap<string, Json>;

export function answersOf(
  results: Readonly<Record<string, Json>>,
  trace: readonly Pick<DecisionTrace, 'name' | 'result'>[],
): Answers {
  return new Map([
    ...trace.map(({ name, result }) => [name, result] as const),
    ...Object.entries(results),
  ]);
}

/** A part of an answer, or all of it; null where there is none. */
export function partOf(answers: Answers, decision: string, output?: string | null): Json {
  const answer = answers.get(decision) ?? null;
  if (output === undefined || output === null) return answer;
  const isContext = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
  if (!isContext || !Object.hasOwn(answer, output)) return null;
  return (answer as { readonly [name: string]: Json })[output] ?? null;
}

/** Reads the yes or the no; whatever is declared as neither is undetermined. */
export function outcomeOf(reading: OutcomeReading | null, answers: Answers): Outcome | null {
  if (reading === null) return null;
  const answer = canonical(partOf(answers, reading.decision, reading.output));
  if (reading.grants.some((one) => canonical(one) === answer)) return 'granted';
  if (reading.refuses.some((one) => canonical(one) === answer)) return 'refused';
  return 'undetermined';
}

export interface Amount {
  /** Decimal text. */
  readonly amount: string;
  readonly unit: string;
}

export function amountOf(reading: OutcomeReading | null, answers: Answers): Amount | null {
  if (reading?.amount === null || reading?.amount === undefined) return null;
  const { decision, output, unit } = reading.amount;
  const amount = decimalText(partOf(answers, decision, output));
  return amount === null ? null : { amount, unit };
}

const decimal = /^-?\d{1,34}(?:\.\d{1,34})?$/;

/** Numbers and decimal texts as plain digits; null for whatever is neither. */
export function decimalText(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) {
    const text = String(value);
    return decimal.test(text) ? text : null;
  }
  return typeof value === 'string' && decimal.test(value) ? value : null;
}
