/**
 * The rule that a charter's mandates are to be checked by: whether it can be, looked at before
 * founders adopt it, and what it lets each body do alone. It is asked, and not read: whatever its
 * model looks like, what counts is what it will say. Pure.
 */
import type { Rehearsal, Rehearsed } from '../rules/index.ts';
import { type Judgement, judged, reason } from '../runtime/judgement.ts';
import type { Reason } from '../runtime/refusal.ts';
import { type ActKind, type ActSubject, actKinds, actSubjects } from './act.ts';
import type { Body } from './charter.ts';
import { inputsOf, type MandateUse, mandateInputs, saidBy } from './mandate.ts';

/** Fen: the most that an act may ask for. */
const mostMinor = 999_999_999_999_999n;
const pointer = '/mandates';

/** Every reason why mandates could not be used as the rule has them. */
export function judgeMandateRule(rule: Rehearsal, bodies: readonly Body[]): Judgement {
  const named = { rule: rule.rule };
  const reasons: Reason[] = [];
  const add = (code: string, detail: string, params: Readonly<Record<string, string>> = {}) => {
    reasons.push(reason(code, detail, pointer, { ...named, ...params }));
  };
  for (const input of mandateInputs) {
    if (rule.inputs.includes(input)) continue;
    add('mandate_input_missing', `${rule.rule} has no input “${input}”.`, { input });
  }
  for (const input of rule.inputs) {
    if (mandateInputs.some((name) => name === input)) continue;
    add('mandate_input_not_given', `${rule.rule} asks for “${input}”; no act says it.`, { input });
  }
  if (!rule.readsOutcome) {
    add('mandate_gives_no_answer', `${rule.rule} does not say what is a yes and what is a no.`);
  }
  return judged(reasons.length > 0 ? reasons : judgeAnswers(rule, bodies));
}

/** Asks about every kind of act on every subject, for nothing and for as much as can be. */
function judgeAnswers(rule: Rehearsal, bodies: readonly Body[]): Reason[] {
  const mandated = bodies.filter((body) => delegatesTo(rule, body));
  if (mandated.length === 0) {
    const detail = `${rule.rule} delegates nothing to any body of the charter.`;
    return [reason('mandate_for_no_body', detail, pointer, { rule: rule.rule })];
  }
  const found = new Map<string, Reason>();
  for (const body of mandated) {
    for (const use of extremes(body)) {
      for (const one of judgeAnswer(rule, bodies, body, use)) {
        const { rule: _rule, ...params } = one.params ?? {};
        const key = JSON.stringify([one.code, params]);
        if (!found.has(key)) found.set(key, one);
      }
    }
  }
  return [...found.values()];
}

function judgeAnswer(
  rule: Rehearsal,
  bodies: readonly Body[],
  body: Body,
  use: MandateUse,
): Reason[] {
  const { outcome, answer, wrong } = rule.ask(inputsOf(use));
  if (wrong.length > 0) {
    const values: Readonly<Record<string, unknown>> = inputsOf(use);
    return wrong.map((input) => {
      const value = String(values[input]);
      const detail = `${rule.rule} does not take “${value}” as “${input}”.`;
      const params = { rule: rule.rule, input, value };
      return reason('mandate_value_not_taken', detail, pointer, params);
    });
  }
  const { decidedBy, clause } = saidBy(answer);
  const params = { rule: rule.rule, body: body.nameZh, bodyEn: body.nameEn };
  const no = (code: string, detail: string, more: Readonly<Record<string, string>> = {}) => {
    const all = { ...params, ...more };
    return { ...reason(code, detail, pointer, all), ...(clause === null ? {} : { rule: clause }) };
  };
  const reasons: Reason[] = [];
  if (clause === null) {
    const detail = `${rule.rule} names no clause for what ${body.nameEn} asks.`;
    reasons.push(no('mandate_gives_no_clause', detail));
  }
  if (outcome === 'granted') return reasons;
  if (decidedBy === null || decidedBy === body.code) {
    const detail = `${rule.rule} says no to ${body.nameEn} and names no other body that decides.`;
    reasons.push(no('mandate_names_no_other_body', detail));
  } else if (bodies.every(({ code }) => code !== decidedBy)) {
    const detail = `${rule.rule} leaves it to “${decidedBy}”, which the charter does not have.`;
    reasons.push(no('decider_not_in_charter', detail, { decidedBy }));
  }
  return reasons;
}

function useOf(body: string, more: Partial<MandateUse>): MandateUse {
  return { body, kind: 'pay', subject: 'ordinary', amountMinor: 0n, usedMinor: 0n, ...more };
}

/** A rule that lists the bodies which have a mandate does not take the others. */
function delegatesTo(rule: Rehearsal, { code }: Body): boolean {
  return actKinds.some((kind) => isYes(rule.ask(inputsOf(useOf(code, { kind })))));
}

function extremes({ code }: Body): MandateUse[] {
  return actKinds.flatMap((kind) =>
    actSubjects.flatMap((subject) =>
      [0n, mostMinor].map((minor) =>
        useOf(code, { kind, subject, amountMinor: minor, usedMinor: minor }),
      ),
    ),
  );
}

export interface Power {
  readonly body: string;
  readonly kind: ActKind;
  /** Fen that one act may be of, and all acts of a year; null where the rule sets no limit. */
  readonly singleMinor: bigint | null;
  readonly yearlyMinor: bigint | null;
  readonly clause: string | null;
  /** The negative list: what is never done alone, or only up to an amount smaller than others. */
  readonly except: readonly { readonly subject: ActSubject; readonly upToMinor: bigint }[];
}

/** What each body may do alone, kind by kind; a kind that is not delegated is left out. */
export function powersOf(rule: Rehearsal, bodies: readonly Body[]): Power[] {
  return bodies
    .filter((body) => delegatesTo(rule, body))
    .flatMap(({ code }) => actKinds.flatMap((kind) => powerOf(rule, code, kind) ?? []));
}

function powerOf(rule: Rehearsal, body: string, kind: ActKind): Power | null {
  const ask = (more: Partial<MandateUse>) => rule.ask(inputsOf(useOf(body, { kind, ...more })));
  const most = (more: (minor: bigint) => Partial<MandateUse>) =>
    greatest((minor) => isYes(ask(more(minor))));
  const single = most((amountMinor) => ({ amountMinor }));
  // What is allowed for nothing alone is no power over money; a signature may still be one.
  if (single === null || (single === 0n && kind !== 'sign')) return null;
  const before = most((usedMinor) => ({ amountMinor: 1n, usedMinor }));
  const except = actSubjects.flatMap((subject) => {
    if (subject === 'ordinary') return [];
    const upToMinor = most((amountMinor) => ({ amountMinor, subject })) ?? 0n;
    return upToMinor < single ? [{ subject, upToMinor }] : [];
  });
  return {
    ...{ body, kind, except, clause: saidBy(ask({}).answer).clause },
    singleMinor: single === mostMinor ? null : single,
    yearlyMinor: before === mostMinor ? null : before === null ? 0n : before + 1n,
  };
}

function isYes({ outcome, wrong }: Rehearsed): boolean {
  return outcome === 'granted' && wrong.length === 0;
}

/** The greatest amount that is allowed, where less is allowed too; null where nothing is. */
function greatest(allowed: (minor: bigint) => boolean): bigint | null {
  if (!allowed(0n)) return null;
  if (allowed(mostMinor)) return mostMinor;
  let [yes, no] = [0n, mostMinor];
  while (no - yes > 1n) {
    const middle = (yes + no) / 2n;
    if (allowed(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
