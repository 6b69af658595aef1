/** A version of an evaluation scheme: the states it goes through, and what must be true of it. */
import { type Judgement, judged, reason } from '../runtime/judgement.ts';
import type { Reason } from '../runtime/refusal.ts';

/** A scheme says how platforms are evaluated, or how a budget is split among them. */
export const schemeKinds = ['evaluation', 'funding'] as const;
export type SchemeKind = (typeof schemeKinds)[number];

/** How a document says by itself what it is. */
export const schemeFormats = {
  evaluation: 'yunhe-scheme-1',
  funding: 'yunhe-funding-1',
} as const satisfies Readonly<Record<SchemeKind, string>>;

export const schemeStates = ['draft', 'reviewed', 'published', 'withdrawn'] as const;
export type SchemeState = (typeof schemeStates)[number];

/** P seen at the issuer, M on mirrors that agree, S second hand, C computed, own: no authority's. */
export const schemeGrades = ['P', 'M', 'S', 'C', 'own'] as const;

export const schemeActions = [
  'edit',
  'discard',
  'review',
  'reopen',
  'publish',
  'withdraw',
  'renew',
] as const;
export type SchemeAction = (typeof schemeActions)[number];

/** What a version is used for without changing it: tried on data, or to split a budget. */
export const schemeTrials = ['seeTrials', 'preview', 'fund'] as const;

export const schemeWithdrawals = [
  'replaced',
  'document_repealed',
  'error_found',
  'entered_by_mistake',
] as const;

const possibleIn: Readonly<Record<SchemeAction, readonly SchemeState[]>> = {
  edit: ['draft'],
  discard: ['draft', 'reviewed'],
  review: ['draft'],
  reopen: ['reviewed'],
  publish: ['reviewed'],
  withdraw: ['published'],
  /** To begin another version of the same scheme. */
  renew: ['published', 'withdrawn'],
};

export function schemeMay(state: SchemeState, action: SchemeAction): boolean {
  return possibleIn[action].includes(state);
}

/** In the making: nobody is measured by it yet, and a second one is not begun beside it. */
export function schemeIsOpen(state: SchemeState): boolean {
  return state === 'draft' || state === 'reviewed';
}

/** Whoever wrote a draft does not see what is wrong with it: another person says it is right. */
export function judgeSchemeReview(
  authors: readonly { readonly id: string | null }[],
  reviewerId: string | null,
): Judgement {
  // The node itself stands for nobody, and may take in what was reviewed elsewhere.
  if (reviewerId === null || authors.every(({ id }) => id !== reviewerId)) return judged([]);
  const detail = 'Whoever wrote a draft cannot review it; ask another officer.';
  return judged([reason('author_cannot_review', detail)]);
}

/** What is read of a draft before others rely on it. */
export interface SchemeToPublish {
  readonly title: { readonly zh: string; readonly en: string };
  readonly source: string;
  /** What the arithmetic finds wrong, by JSON pointer. */
  readonly problems: readonly Reason[];
}

/** Judges what platforms will be measured by; everything that speaks against it at once. */
export function judgeScheme({ title, source, problems }: SchemeToPublish): Judgement {
  const reasons: Reason[] = [...problems];
  const want = (fine: boolean, code: string, detail: string, pointer: string) => {
    if (!fine && !problems.some((one) => one.pointer === pointer)) {
      reasons.push(reason(code, detail, pointer));
    }
  };
  want(title.zh.trim() !== '', 'scheme_name_missing', 'It has no Chinese name.', '/title/zh');
  want(title.en.trim() !== '', 'scheme_name_missing', 'It has no English name.', '/title/en');
  const number = 'Say which document it comes from, or “-” where it is your own.';
  want(source.trim() !== '', 'scheme_source_missing', number, '/source/document');
  return judged(reasons);
}

/** Judges whether a round may begin to compute with a version. */
export function judgeFreezing(state: SchemeState): Judgement {
  if (state === 'published') return judged([]);
  const detail = schemeIsOpen(state)
    ? 'A round computes with a published version; publish this draft first.'
    : 'This version was withdrawn; take a published one.';
  return judged([reason('scheme_not_published', detail, '/schemeVersionId', { state })]);
}
