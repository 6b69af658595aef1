import { Link } from '@tanstack/react-router';
import { type ReviewSummary, reviewContract } from 'yunhe/matching/contract';
import type { Filter } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { useWords } from '../ui/words.ts';
import { OrganisationChoice, RegionChoice } from './choices.tsx';
import { OwnerLink, OwnerRegion } from './record-facts.tsx';
import { ReviewState } from './review-facts.tsx';
import { reviewWords } from './review-words.ts';
import { matchingWords } from './words.ts';
import './matching.css';

const states = [
  'submitted',
  'approved',
  'published',
  'on_hold',
  'rejected',
  'returned',
  'recalled',
] as const;

export function Reviews() {
  const t = useWords(reviewWords);
  return (
    <Page title={t('reviews')} lead={t('reviewsLead')}>
      <List
        endpoint={reviewContract.listReviews}
        label={t('reviews')}
        filters={useReviewFilters()}
        columns={useReviewColumns()}
        rowKey={({ id }) => id}
        sorts={[
          { value: '-submittedAt', label: t('sort_latest') },
          { value: 'submittedAt', label: t('sort_earliest') },
        ]}
        exports={{ endpoint: reviewContract.exportReviews }}
        empty={{ title: t('noReviews'), hint: t('noReviewsHint') }}
      />
    </Page>
  );
}

function useReviewFilters(): Filter[] {
  const t = useWords(reviewWords);
  const record = useWords(matchingWords);
  return [
    { kind: 'text', name: 'q', label: t('find') },
    {
      kind: 'choice',
      name: 'waiting',
      label: t('waiting'),
      options: [{ value: 'true', label: t('waitingForMe') }],
    },
    {
      kind: 'choices',
      name: 'state',
      label: t('stage'),
      options: states.map((value) => ({ value, label: t(`state_${value}`) })),
    },
    {
      kind: 'choice',
      name: 'kind',
      label: t('kind'),
      options: (['need', 'technology'] as const).map((value) => ({
        value,
        label: t(`kind_${value}`),
      })),
    },
    {
      kind: 'own',
      name: 'region',
      label: record('region'),
      render: (value, change) => (
        <RegionChoice several value={value} onChange={(codes) => change([codes ?? []].flat())} />
      ),
    },
    {
      kind: 'own',
      name: 'organisationId',
      label: record('organisation'),
      render: (value, change) => (
        <OrganisationChoice value={value} onChange={(id) => change([id ?? []].flat())} />
      ),
    },
  ];
}

function useReviewColumns(): Column<ReviewSummary>[] {
  const t = useWords(reviewWords);
  const record = useWords(matchingWords);
  const format = useFormat();
  return [
    {
      key: 'title',
      title: record('title'),
      render: (one) => (
        <>
          <Link to="/reviews/$reviewId" params={{ reviewId: one.id }} className="strong">
            {one.title || record('untitled')}
          </Link>{' '}
          <Sample when={one.sample} />
          <span className="quiet second-line">
            {t(`kind_${one.kind}`)} · {t('roundNumber', { round: one.round })}
          </span>
        </>
      ),
    },
    {
      key: 'organisation',
      title: record('organisation'),
      render: ({ organisation }) => (
        <>
          <OwnerLink owner={organisation} />
          <span className="quiet second-line">
            <OwnerRegion owner={organisation} />
          </span>
        </>
      ),
    },
    {
      key: 'state',
      title: t('stage'),
      tight: true,
      render: ({ state, waitsForCaller }) => (
        <>
          <ReviewState state={state} />
          {waitsForCaller ? <span className="urgent second-line">{t('waitsForYou')}</span> : null}
        </>
      ),
    },
    {
      key: 'total',
      title: t('total'),
      tight: true,
      align: 'end',
      render: ({ total }) => (total === null ? null : t('totalOf', { total })),
    },
    {
      key: 'submitted',
      title: t('submittedAt'),
      tight: true,
      render: ({ submittedAt }) => format.ago(submittedAt),
    },
  ];
}
