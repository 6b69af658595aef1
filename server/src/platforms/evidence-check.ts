/** The check of what was reported: each value is accepted, corrected, or returned with a reason. */
import { type Judgement, judged, reason } from '../runtime/judgement.ts';
import type { Reason } from '../runtime/refusal.ts';

export const verdicts = ['accepted', 'corrected', 'returned'] as const;
export type Verdict = (typeof verdicts)[number];

export interface Check {
  readonly verdict: Verdict;
  readonly value: string | null;
  readonly reason: string | null;
}

export interface Checked {
  readonly measure: string;
  readonly value: string;
  readonly verdict: Verdict | null;
  readonly checkedValue: string | null;
}

/** Whoever corrects or returns says why: the evaluated reads it, and may appeal to it. */
export function judgeCheck({ verdict, value, reason: why }: Check): Judgement {
  const reasons: Reason[] = [];
  if (verdict !== 'accepted' && (why ?? '').trim() === '') {
    reasons.push(reason('check_reason_missing', 'Say why.', '/reason'));
  }
  if (verdict === 'corrected' && (value ?? '').trim() === '') {
    reasons.push(reason('corrected_value_missing', 'Say which value is right.', '/value'));
  }
  if (verdict !== 'corrected' && value !== null) {
    const detail = 'Only a correction has a value.';
    reasons.push(reason('value_without_correction', detail, '/value'));
  }
  return judged(reasons);
}

/** The value that is computed with; null while nobody accepted or corrected it. */
export function valueToUse({ value, verdict, checkedValue }: Checked): string | null {
  if (verdict === 'accepted') return value;
  return verdict === 'corrected' ? checkedValue : null;
}

/** What is not computed with: unchecked, or returned and not reported again. */
export function unsettled(values: readonly Checked[]): readonly Checked[] {
  return values.filter((one) => valueToUse(one) === null);
}
