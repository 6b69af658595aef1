/** A version of a rule set: what it says, the states it goes through, and what must be true. */

import { type Judgement, judged, reason } from '../runtime/judgement.ts';
import type { Reason } from '../runtime/refusal.ts';

/** Published rules by how they were seen: at the issuer, on mirrors, second hand, or computed. */
export const sourceGrades = ['P', 'M', 'S', 'C'] as const;
export type SourceGrade = (typeof sourceGrades)[number];

export const versionStates = ['draft', 'reviewed', 'published', 'withdrawn'] as const;
export type VersionState = (typeof versionStates)[number];

export const withdrawalReasons = [
  'replaced',
  'document_repealed',
  'error_found',
  'entered_by_mistake',
] as const;
export type WithdrawalReason = (typeof withdrawalReasons)[number];

export const versionActions = [
  'edit',
  'discard',
  'review',
  'reopen',
  'publish',
  'withdraw',
  'reinstate',
  'adopt',
  'renew',
] as const;
export type VersionAction = (typeof versionActions)[number];

const possibleIn: Readonly<Record<VersionAction, readonly VersionState[]>> = {
  edit: ['draft'],
  discard: ['draft', 'reviewed'],
  review: ['draft'],
  reopen: ['reviewed'],
  publish: ['reviewed'],
  withdraw: ['published'],
  reinstate: ['withdrawn'],
  adopt: ['published'],
  /** To begin another version of the same rule set. */
  renew: ['published', 'withdrawn'],
};

export function versionMay(state: VersionState, action: VersionAction): boolean {
  return possibleIn[action].includes(state);
}

/** A withdrawal can be undone for seven days, since whoever withdrew may have erred. */
const reinstatableForMilliseconds = 7 * 86_400_000;

export function reinstatableUntil(withdrawnAt: string): Date {
  return new Date(new Date(withdrawnAt).getTime() + reinstatableForMilliseconds);
}

/** Half-open; open ends are null. */
export interface Period {
  readonly effectiveFrom: string | null;
  readonly effectiveUntil: string | null;
}

/** Judges what may be kept as a draft: incomplete is fine, contradictory is not. */
export function judgeDraft({ effectiveFrom, effectiveUntil }: Period): Judgement {
  if (effectiveUntil === null) return judged([]);
  if (effectiveFrom === null) {
    const detail = 'A period that ends has a first day.';
    return judged([reason('effective_from_missing', detail, '/effectiveFrom')]);
  }
  if (effectiveFrom < effectiveUntil) return judged([]);
  const detail = `From ${effectiveFrom} on it cannot end on ${effectiveUntil}, the first day after.`;
  return judged([reason('period_ends_before_it_starts', detail, '/effectiveUntil')]);
}

export interface Complete extends Period {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly documentNumber: string | null;
  readonly grade: SourceGrade | null;
  readonly textZh: string;
  readonly cases: readonly unknown[];
  readonly declaredGaps: readonly { readonly key: string }[];
}

/** What was found out about the model; null where there is none. */
export interface Findings {
  readonly errors: readonly { readonly element: string | null; readonly detail: string }[];
  readonly failing: readonly { readonly name: string }[];
  readonly gaps: readonly { readonly key: string; readonly decision: string }[];
  readonly forbidden: readonly { readonly decision: string; readonly rules: readonly number[] }[];
  /** Decisions whose tables could not be looked through to the end. */
  readonly unfinished: readonly string[];
  /** Names of decisions that the outcome reading asks for and the model does not have. */
  readonly notInModel: readonly string[];
}

/** Judges what others will rely on; everything that speaks against it at once. */
export function judgePublication(version: Complete, findings: Findings | null): Judgement {
  const draft = judgeDraft(version);
  return judged([
    ...judgeText(version),
    ...(draft.allowed ? [] : draft.reasons),
    ...(findings === null
      ? [reason('model_missing', 'There is no model yet.', '/model')]
      : judgeModel(version, findings)),
  ]);
}

function judgeText(version: Complete): Reason[] {
  const reasons: Reason[] = [];
  const want = (fine: boolean, code: string, detail: string, pointer: string) => {
    if (!fine) reasons.push(reason(code, detail, pointer));
  };
  const { nameZh, nameEn, documentNumber, grade, textZh, cases } = version;
  want(nameZh.trim() !== '', 'rule_names_missing', 'It has no Chinese name.', '/nameZh');
  want(nameEn.trim() !== '', 'rule_names_missing', 'It has no English name.', '/nameEn');
  const number = 'Say which document it comes from, by number.';
  want((documentNumber ?? '').trim() !== '', 'document_number_missing', number, '/documentNumber');
  want(grade !== null, 'grade_missing', 'Say how the document was seen.', '/grade');
  want(textZh.trim() !== '', 'text_missing', 'Say in words what the rule says.', '/textZh');
  want(cases.length > 0, 'cases_missing', 'Give at least one test case.', '/cases');
  return reasons;
}

function judgeModel(version: Complete, findings: Findings): Reason[] {
  const found = new Set(findings.gaps.map(({ key }) => key));
  const declared = new Set(version.declaredGaps.map(({ key }) => key));
  return [
    ...findings.errors.map(({ element, detail }) =>
      reason('model_has_errors', detail, '/model', element === null ? {} : { element }),
    ),
    ...findings.notInModel.map((decision) =>
      reason(
        'outcome_decision_not_in_model',
        `The outcome is read from ${decision}, which the model does not have.`,
        '/outcome',
        { decision },
      ),
    ),
    ...findings.failing.map(({ name }) =>
      reason('case_fails', `The test case ${name} fails.`, '/cases', { name }),
    ),
    ...findings.forbidden.map(({ decision, rules }) =>
      reason(
        'overlap_forbidden',
        `Rules ${rules.join(' and ')} of ${decision} overlap, which its hit policy forbids.`,
        '/model',
        { decision, rules: rules.join(', ') },
      ),
    ),
    ...findings.gaps
      .filter(({ key }) => !declared.has(key))
      .map(({ key, decision }) =>
        reason(
          'gap_not_declared',
          `${decision} has a gap that is neither covered nor declared.`,
          '/declaredGaps',
          { decision, key },
        ),
      ),
    ...version.declaredGaps
      .filter(({ key }) => !found.has(key) && findings.unfinished.length === 0)
      .map(({ key }) =>
        reason('declared_gap_is_none', 'A declared gap is no gap any more.', '/declaredGaps', {
          key,
        }),
      ),
  ];
}

/** Whoever wrote a draft does not see what is wrong with it: another person says it is right. */
export function judgeReview(
  authors: readonly { readonly id: string | null }[],
  reviewerId: string | null,
): Judgement {
  // The node itself stands for nobody, and may take in what was reviewed elsewhere.
  if (reviewerId === null || authors.every(({ id }) => id !== reviewerId)) return judged([]);
  const detail = 'Whoever wrote a draft cannot review it; ask another officer.';
  return judged([reason('author_cannot_review', detail)]);
}
