import type { Reason } from './refusal.ts';

/** A noun's answer: yes, or no with every reason, so that a person mends all of them at once. */
export type Judgement =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reasons: readonly Reason[] };

export function judged(reasons: readonly Reason[]): Judgement {
  return reasons.length === 0 ? { allowed: true } : { allowed: false, reasons };
}

export function reason(
  code: string,
  detail: string,
  pointer?: string,
  params?: Readonly<Record<string, string | number>>,
): Reason {
  return {
    code,
    detail,
    ...(pointer === undefined ? {} : { pointer }),
    ...(params === undefined ? {} : { params }),
  };
}
