import { Button, Dropdown } from 'antd';
import { type Match, type Refused, rankingContract } from 'yunhe/matching/contract';
import { mayActFor, useViewer } from '../ui/actor.ts';
import { useNotice } from '../ui/confirm.tsx';
import { useWrite } from '../ui/query.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { rankingWords } from './ranking-words.ts';
import { OwnerLink } from './record-facts.tsx';
import { matchingWords } from './words.ts';

const reasons = [
  'too_early',
  'benefit_unclear',
  'commercial_route_unclear',
  'description_unclear',
  'scientific_doubts',
  'outside_our_field',
  'terms_not_acceptable',
  'already_solved',
] as const;

/** The record of one's own that the matches are of, with its owner. */
export interface Ours {
  readonly needId?: string;
  readonly technologyId?: string;
  readonly organisationId?: string;
}

/** "Not this, because …": the reason is the click. */
export function NotThis({ match, ours }: { readonly match: Match; readonly ours: Ours }) {
  const t = useWords(rankingWords);
  const words = useWords(matchingWords);
  const viewer = useViewer();
  const notice = useNotice();
  const takeBack = useWrite(rankingContract.takeBackRefusal);
  const refuse = useWrite(rankingContract.refuseMatch, {
    onDone: ({ feedbackId }) =>
      notice.done(t('refusedDone'), () => takeBack.mutate({ feedbackId })),
  });
  const { organisationId } = ours;
  const needId = ours.needId ?? match.need?.id;
  const technologyId = ours.technologyId ?? match.technology?.id;
  if (organisationId === undefined || needId === undefined || technologyId === undefined) {
    return null;
  }
  if (!mayActFor(viewer, organisationId, 'editor')) return null;
  return (
    <Dropdown
      trigger={['click']}
      // Beside its button, where those who do not see the screen meet it next.
      getPopupContainer={(button) => button.parentElement ?? document.body}
      menu={{
        items: reasons.map((reason) => ({ key: reason, label: words(`reason_${reason}`) })),
        onClick: ({ key }) =>
          refuse.mutate(
            { organisationId, needId, technologyId, reasons: [key as (typeof reasons)[number]] },
            { onError: (error) => notice.failed(error) },
          ),
      }}
    >
      <Button type="text" loading={refuse.isPending}>
        {t('notThis')}
      </Button>
    </Dropdown>
  );
}

/** What was said "not this" to, each to be taken back. */
export function RefusedList({
  refused,
  ours,
}: {
  readonly refused: readonly Refused[];
  readonly ours: Ours;
}) {
  const t = useWords(rankingWords);
  const words = useWords(matchingWords);
  const language = useLanguage();
  const viewer = useViewer();
  const notice = useNotice();
  const takeBack = useWrite(rankingContract.takeBackRefusal);
  if (refused.length === 0) return null;
  const mayTakeBack = mayActFor(viewer, ours.organisationId ?? null, 'editor');
  return (
    <details className="refused sheet">
      <summary>{t('refused', { count: refused.length })}</summary>
      <ul className="twins">
        {refused.map(({ feedbackId, title, organisation, reasons: said }) => (
          <li key={feedbackId}>
            {title} <OwnerLink owner={organisation} />{' '}
            <span className="quiet">
              {said
                .map((reason) => words(`reason_${reason}`))
                .join(language === 'zh' ? '、' : ', ')}
            </span>
            {mayTakeBack ? (
              <Button
                type="link"
                size="small"
                aria-label={t('takeBackOf', { title })}
                onClick={() =>
                  takeBack.mutate({ feedbackId }, { onError: (error) => notice.failed(error) })
                }
              >
                {t('takeBack')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
