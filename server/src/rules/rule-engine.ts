/** The engine as the rules use it: models read once and kept, runs bounded, everything as JSON. */
import { readFileSync } from 'node:fs';
import {
  compile,
  type DecisionTrace,
  type Engine,
  type Json,
  type Model,
  type Problem,
  readModel,
  tablesOf,
  toJson,
  type ModelProblem as Unreadable,
} from '@yunhe/decision';
import type { Reason } from '../runtime/refusal.ts';
import { Refusal } from '../runtime/refusal.ts';
import { canonical } from './canonical.ts';
import type { Inputs, ModelProblem } from './contract.ts';

const packageOfEngine = new URL('../package.json', import.meta.resolve('@yunhe/decision'));
/** Kept with every decision, so that one can tell what worked it out. */
export const engineVersion: string = JSON.parse(readFileSync(packageOfEngine, 'utf8')).version;

export const modelBytesAtMost = 2_000_000;

/** What one run may cost: far above any table of a document, far below what anybody would notice. */
const limits = { steps: 500_000, depth: 256, listLength: 100_000, stringLength: 1_000_000 };

export interface Compiled {
  readonly model: Model;
  readonly engine: Engine;
}

/** Models by their text: what was compiled stays for the next question. */
const kept = new Map<string, Compiled>();
const keptAtMost = 50;

/** @throws Refusal model_not_valid with the element and the line. */
export function compiledModel(xml: string): Compiled {
  const known = kept.get(xml);
  if (known !== undefined) return known;
  const compiled = inspectXml(xml);
  const [oldest] = kept.keys();
  if (kept.size >= keptAtMost && oldest !== undefined) kept.delete(oldest);
  kept.set(xml, compiled);
  return compiled;
}

/** @throws Refusal model_too_large, model_not_valid */
export function inspectXml(xml: string): Compiled {
  if (Buffer.byteLength(xml) > modelBytesAtMost) {
    throw new Refusal('model_too_large', `A model has at most ${modelBytesAtMost} bytes.`, {
      params: { limit: modelBytesAtMost },
    });
  }
  try {
    const model = readModel(xml);
    requireFewCells(model);
    return { model, engine: compile(model) };
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    throw new Refusal('model_not_valid', error.message, { reasons: [reasonOf(error)] });
  }
}

/** Compiling takes its time with the cells of the largest table, and no document has as many. */
const cellsAtMost = 10_000;

function requireFewCells({ decisions, knowledge }: Model): void {
  const cells = [...decisions, ...knowledge]
    .flatMap(({ logic }) => [...tablesOf(logic)])
    .reduce((sum, { inputs, outputs, rules }) => {
      return sum + (inputs.length + outputs.length) * rules.length;
    }, 0);
  if (cells <= cellsAtMost) return;
  const detail = `The tables of a model have at most ${cellsAtMost} cells together, not ${cells}.`;
  throw new Refusal('model_too_large', detail, { params: { limit: cellsAtMost, cells } });
}

function isUnreadable(error: unknown): error is Unreadable {
  return error instanceof Error && error.name === 'ModelProblem';
}

function reasonOf({ message, elementId, line }: Unreadable): Reason {
  const params = { line, ...(elementId === null ? {} : { element: elementId }) };
  return { code: 'model_not_valid', detail: message, params };
}

/** What a run is asked with: the same day and inputs give the same answer on every day. */
export interface Given {
  /** The day that is today to the rule. */
  readonly on: string;
  readonly inputs: Readonly<Inputs>;
}

/** What a run gave, as it is kept and compared. */
export interface Ran {
  readonly results: Readonly<Record<string, Json>>;
  readonly trace: readonly DecisionTrace[];
  readonly problems: readonly Problem[];
}

/** @throws Refusal decision_not_in_model */
export function requireDecision({ model }: Compiled, name: string): void {
  if (model.decisions.some((decision) => decision.name === name)) return;
  throw new Refusal('decision_not_in_model', `The model has no decision ${name}.`, {
    params: { decision: name },
  });
}

/** Runs one decision, or all for null. Whatever goes wrong inside is a problem of the answer, not of the node. */
export function run(
  { engine }: Compiled,
  decision: string | null,
  given: Given,
  about: { readonly trace: boolean } = { trace: true },
): Ran {
  const outcome = engine.decide(decision, given.inputs as Readonly<Record<string, Json>>, {
    now: `${given.on}T00:00:00+08:00`,
    limits,
    trace: about.trace,
  });
  const results = [...outcome.results].map(([name, value]) => [name, toJson(value)] as const);
  return {
    results: Object.fromEntries(results),
    trace: outcome.trace,
    problems: outcome.problems,
  };
}

/** Inputs and answers as one text: the same run gives the same bytes. */
export function recordOf(decision: string, { on, inputs }: Given, ran: Ran): string {
  return canonical({ decision, on, inputs, ...ran });
}

/** A record read again. */
export type Kept = Ran & Given & { readonly decision: string };

export function keptIn(record: string): Kept {
  return JSON.parse(record) as Kept;
}

export function problemsOf(problems: readonly Problem[]): ModelProblem[] {
  return problems.map(({ code, message, element, column, rule }) => ({
    code,
    detail: message,
    element,
    column: column ?? null,
    row: rule ?? null,
    severity: 'warning' as const,
  }));
}
