/**
 * The review a record passes before others see it: somebody of its own organisation looks first,
 * somebody from outside scores it then. The totals are those of the published rule for profiles
 * (Enterprise Europe Network): four categories from 0 to 5.
 */

import { type Judgement, judged } from '../runtime/judgement.ts';
import type { Reason } from '../runtime/refusal.ts';
import { reason } from './record.ts';

export const scoredCategories = ['innovation', 'clarity', 'expectations', 'guidelines'] as const;
export type ScoredCategory = (typeof scoredCategories)[number];

export const scoreAtMost = 5;
/** Whole numbers from 0 to `scoreAtMost`. */
export type Scores = Readonly<Record<ScoredCategory, number>>;
export type Comments = Readonly<Partial<Record<ScoredCategory, string>>>;

/** What a published record was found to be. */
export const qualities = ['excellent', 'good', 'sufficient'] as const;
export type Quality = (typeof qualities)[number];

export const verdicts = [...qualities, 'on_hold', 'rejected'] as const;
export type Verdict = (typeof verdicts)[number];

export const reviewStates = [
  'submitted',
  'approved',
  'returned',
  'recalled',
  'published',
  'on_hold',
  'rejected',
] as const;
export type ReviewState = (typeof reviewStates)[number];

export const reviewActions = ['approve', 'return', 'score', 'recall'] as const;
export type ReviewAction = (typeof reviewActions)[number];

const possibleIn: Readonly<Record<ReviewAction, readonly ReviewState[]>> = {
  approve: ['submitted'],
  return: ['submitted'],
  score: ['approved'],
  recall: ['submitted', 'approved'],
};

export function reviewMay(state: ReviewState, action: ReviewAction): boolean {
  return possibleIn[action].includes(state);
}

/** The states of a review that somebody from outside has to do with. */
export const outsideStates = ['approved', 'published', 'on_hold', 'rejected'] as const;

export interface Outcome {
  readonly total: number;
  readonly verdict: Verdict;
  /** The categories that held it back; empty where it is published. */
  readonly shortIn: readonly ScoredCategory[];
}

const [excellentFrom, goodFrom, sufficientFrom, onHoldFrom] = [17, 15, 10, 5];
/** A category below this is what a record on hold falls short in. */
export const sufficientScore = 3;

export function isPublishable(verdict: Verdict): verdict is Quality {
  return verdict !== 'on_hold' && verdict !== 'rejected';
}

/** One zero keeps a record on hold whatever the rest; otherwise the total decides. */
function verdictOn(scores: readonly number[], total: number): Verdict {
  if (scores.includes(0)) return 'on_hold';
  if (total >= excellentFrom) return 'excellent';
  if (total >= goodFrom) return 'good';
  if (total >= sufficientFrom) return 'sufficient';
  return total >= onHoldFrom ? 'on_hold' : 'rejected';
}

/** @throws RangeError for a score that is no whole number from 0 to 5. */
export function weighScores(scores: Scores): Outcome {
  const given = scoredCategories.map((category) => scores[category]);
  if (given.some((score) => !Number.isInteger(score) || score < 0 || score > scoreAtMost)) {
    throw new RangeError(`Scores are whole numbers from 0 to ${scoreAtMost}: ${given}`);
  }
  const total = given.reduce((sum, score) => sum + score, 0);
  const verdict = verdictOn(given, total);
  const shortIn = isPublishable(verdict)
    ? []
    : scoredCategories.filter((category) => scores[category] < sufficientScore);
  return { total, verdict, shortIn };
}

const notBlank = (text: string | undefined) => (text ?? '').trim() !== '';

/** Who is kept waiting or turned away is told why, category by category. */
export function judgeComments(outcome: Outcome, comments: Comments): Judgement {
  return judged(
    outcome.shortIn
      .filter((category) => !notBlank(comments[category]))
      .map((category) =>
        reason(
          'review_comment_missing',
          `Say what is missing in "${category}", since it keeps the record from publication.`,
          `/comments/${category}`,
          { category },
        ),
      ),
  );
}

export interface Insider {
  readonly personId: string | null;
  readonly authorId: string | null;
  /** Those who could look at it in the author's place. */
  readonly otherManagers: number;
}

/** The own organisation's look is not the author's own, where there is somebody else. */
export function againstInsider({ personId, authorId, otherManagers }: Insider): Reason[] {
  if (personId === null || personId !== authorId || otherManagers === 0) return [];
  const detail = 'Another manager of the organisation looks at what one has submitted oneself.';
  return [reason('author_cannot_review', detail, '')];
}

/** Nobody scores a record of an organisation that they belong to, or of its family. */
export function againstOutsider(
  memberOf: readonly string[],
  familyOfOwner: readonly string[],
): Reason[] {
  if (!memberOf.some((id) => familyOfOwner.includes(id))) return [];
  const detail = 'You belong to the organisation that submitted this, or to one of its family.';
  return [reason('own_organisation_cannot_review', detail, '')];
}
