/**
 * Delegated authority: what a body may do alone. The rule that a charter names is asked with these
 * inputs each time a mandate is used, and answers who decides and by which clause. Pure.
 */
import type { Decision } from '../rules/index.ts';
import type { ActKind, ActSubject } from './act.ts';

export interface MandateUse {
  readonly body: string;
  readonly kind: ActKind;
  readonly subject: ActSubject;
  readonly amountMinor: bigint;
  /** What the body did of this kind in the year by its mandate. */
  readonly usedMinor: bigint;
}

/** The names that the rule's model must have, and no other: nobody would give it more. */
export const mandateInputs = ['body', 'act', 'subject', 'amount', 'used this year'] as const;

/** What the rule is given; amounts in yuan. */
export function inputsOf({ body, kind, subject, amountMinor, usedMinor }: MandateUse) {
  return {
    body,
    act: kind,
    subject,
    amount: yuan(amountMinor),
    'used this year': yuan(usedMinor),
  };
}

/** Fen to yuan; exact, since a number of up to fifteen digits is. */
function yuan(minor: bigint): number {
  return Number(minor) / 100;
}

export interface MandateAnswer {
  readonly within: boolean;
  /** The body that may decide. */
  readonly decidedBy: string | null;
  readonly clause: string | null;
  /** All that speaks against it, in both languages. */
  readonly reasons: readonly { readonly zh: string; readonly en: string }[];
  /** Of the rule that was asked: document and version. */
  readonly rule: string;
  readonly digest: string;
}

/** A rule that answers neither yes nor no delegates nothing. */
export function answerOf({ outcome, decision, run, version }: Decision): MandateAnswer {
  return {
    within: outcome === 'granted',
    ...saidBy(run.results[decision]),
    reasons: run.reasons.map(({ zh, en }) => ({ zh, en })),
    rule: `${version.documentNumber ?? version.nameZh} v${version.number}`,
    digest: run.digest,
  };
}

/** Who decides and by which clause, as the decision that is read says it. */
export function saidBy(result: unknown): Pick<MandateAnswer, 'decidedBy' | 'clause'> {
  const parts = (typeof result === 'object' && result !== null ? result : {}) as Readonly<
    Record<string, unknown>
  >;
  return { decidedBy: text(parts['decided by']), clause: text(parts.clause) };
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
