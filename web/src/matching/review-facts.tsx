import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Need, ReviewSummary, Technology } from 'yunhe/matching/contract';
import { useWords } from '../ui/words.ts';
import { reviewWords } from './review-words.ts';

export const categories = ['innovation', 'clarity', 'expectations', 'guidelines'] as const;

const tones = {
  submitted: 'tag-warn',
  approved: 'tag-warn',
  returned: 'tag-bad',
  recalled: '',
  published: 'tag-good',
  on_hold: 'tag-bad',
  rejected: 'tag-bad',
} as const;

export function ReviewState({ state }: { readonly state: ReviewSummary['state'] }) {
  const t = useWords(reviewWords);
  return <span className={`tag ${tones[state]}`}>{t(`state_${state}`)}</span>;
}

const beforePublication = ['draft', 'submitted', 'approved', 'on_hold', 'rejected'];

/** Beside what is published: what its review found, or that there was none. */
export function useQualityFact(): (
  record: Need | Technology,
) => readonly [name: string, value: ReactNode] | null {
  const t = useWords(reviewWords);
  return ({ state, quality, changedSinceReview }) => {
    if (beforePublication.includes(state)) return null;
    if (quality === null) {
      return [
        t('quality'),
        <>
          {t('notReviewed')}
          <span className="quiet second-line">{t('notReviewedHint')}</span>
        </>,
      ];
    }
    return [
      t('quality'),
      <>
        {t(`verdict_${quality}`)}
        {changedSinceReview ? <span className="quiet second-line">{t('changedSince')}</span> : null}
      </>,
    ];
  };
}

/** For those of its own organisation, where it has been in review. */
export function ReviewLink({ record }: { readonly record: Need | Technology }) {
  const t = useWords(reviewWords);
  const { reviewId } = record;
  if (reviewId === null) return null;
  return (
    <Link to="/reviews/$reviewId" params={{ reviewId }} className="link-button link-button-plain">
      {t('seeReview')}
    </Link>
  );
}
