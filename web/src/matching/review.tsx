import { getRouteApi, Link } from '@tanstack/react-router';
import { type Review as ReviewAnswer, reviewContract } from 'yunhe/matching/contract';
import { mayActFor, useViewer } from '../ui/actor.ts';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { sentenceOf, useWords } from '../ui/words.ts';
import { LookActions } from './look-at-review.tsx';
import { OwnerLink, OwnerRegion } from './record-facts.tsx';
import { categories, ReviewState } from './review-facts.tsx';
import { reviewWords } from './review-words.ts';
import { ScoreReview } from './score-review.tsx';
import { Submitted } from './submitted-text.tsx';
import { matchingWords } from './words.ts';
import './matching.css';

const route = getRouteApi('/reviews/$reviewId');

export function Review() {
  const record = useWords(matchingWords);
  const t = useWords(reviewWords);
  const { reviewId } = route.useParams();
  const read = useRead(reviewContract.readReview, { reviewId });
  return (
    <Loaded of={read}>
      {(review) => (
        <Page
          title={review.title || record('untitled')}
          above={[{ to: '/reviews', label: t('reviews') }]}
          marks={
            <>
              <ReviewState state={review.state} />
              <Sample when={review.sample} />
            </>
          }
          actions={
            <>
              <ToTheRecord review={review} />
              <LookActions review={review} />
            </>
          }
          lead={
            review.may.approve ? (
              t('insideLead')
            ) : review.mayNot.length === 0 ? undefined : (
              <>
                {t('mayNot')}：{review.mayNot.map((code) => sentenceOf(code)).join('；')}
              </>
            )
          }
        >
          <div className="columns">
            <div>
              <Returned review={review} />
              <Scored review={review} />
              <Submitted review={review} />
              {review.may.score ? <ScoreReview key={review.id} review={review} /> : null}
            </div>
            <Side review={review} />
          </div>
        </Page>
      )}
    </Loaded>
  );
}

/** What the author does next: mend it, or look at it. */
function ToTheRecord({ review }: { readonly review: ReviewAnswer }) {
  const t = useWords(reviewWords);
  const viewer = useViewer();
  const { kind, recordId, state, rounds } = review;
  const edits = mayActFor(viewer, review.organisation.id, 'editor');
  const isLatest = rounds[0]?.id === review.id;
  const address = `/${kind === 'need' ? 'needs' : 'technologies'}/${recordId}`;
  if (edits && isLatest && (state === 'on_hold' || state === 'returned')) {
    return (
      <Link to={`${address}/edit` as '/needs'} className="link-button">
        {t('mend')}
      </Link>
    );
  }
  if (edits && state === 'rejected') {
    const anew = kind === 'need' ? '/needs/new' : '/technologies/new';
    return (
      <Link to={anew} search={{ review: review.id } as never} className="link-button">
        {t('writeAnew')}
      </Link>
    );
  }
  if (!edits && state !== 'published') return null;
  return (
    <Link to={address as '/needs'} className="link-button link-button-plain">
      {t('seeRecord')}
    </Link>
  );
}

/** The own organisation said no. */
function Returned({ review }: { readonly review: ReviewAnswer }) {
  const t = useWords(reviewWords);
  if (review.state !== 'returned') return null;
  return (
    <Section title={t('inside')}>
      <Facts
        facts={[
          [t('fallsShortIn'), review.reasons.map((one) => t(one)).join('；')],
          review.insiderNote === null ? null : [t('note'), review.insiderNote],
        ]}
      />
    </Section>
  );
}

function Scored({ review }: { readonly review: ReviewAnswer }) {
  const t = useWords(reviewWords);
  const { scores, total, verdict, comments } = review;
  if (scores === null || total === null || verdict === null) return null;
  return (
    <Section title={t('scores')}>
      <p className="strong">{t('comesTo', { total, verdict: t(`verdict_${verdict}`) })}</p>
      <Facts
        facts={categories.map((category) => [
          t(category),
          <>
            {t('scoreOf', { score: scores[category] })}
            {comments[category] ? (
              <span className="told second-line">{comments[category]}</span>
            ) : null}
          </>,
        ])}
      />
    </Section>
  );
}

function Side({ review }: { readonly review: ReviewAnswer }) {
  const t = useWords(reviewWords);
  const record = useWords(matchingWords);
  const format = useFormat();
  const { organisation, authorName, insiderName, outsiderName } = review;
  return (
    <div>
      <Section>
        <div className="facts-narrow">
          <Facts
            facts={[
              [t('kind'), t(`kind_${review.kind}`)],
              [
                record('organisation'),
                <>
                  <OwnerLink owner={organisation} />
                  <span className="quiet second-line">
                    <OwnerRegion owner={organisation} />
                  </span>
                </>,
              ],
              [t('submittedAt'), format.instant(review.submittedAt)],
              authorName === null ? null : [t('submittedBy'), authorName],
              insiderName === null ? null : [t('lookedBy'), insiderName],
              outsiderName === null ? null : [t('scoredBy'), outsiderName],
            ]}
          />
        </div>
      </Section>
      {review.rounds.length < 2 ? null : (
        <Section title={t('rounds')}>
          <ul className="rows">
            {review.rounds.map((one) => (
              <li key={one.id}>
                <div>
                  <p className="rows-title">
                    {one.id === review.id ? (
                      t('roundNumber', { round: one.round })
                    ) : (
                      <Link to="/reviews/$reviewId" params={{ reviewId: one.id }}>
                        {t('roundNumber', { round: one.round })}
                      </Link>
                    )}
                  </p>
                  <p className="quiet">
                    {one.total === null ? null : `${t('totalOf', { total: one.total })} · `}
                    {format.ago(one.submittedAt)}
                  </p>
                </div>
                <ReviewState state={one.state} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}
