import { getRouteApi, Link } from '@tanstack/react-router';
import { contract, type Owner, type Introduction as Record_ } from 'yunhe/matching/contract';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { AnswerActions } from './answer-introduction.tsx';
import { Meetings } from './meetings.tsx';
import {
  ClockNote,
  DealState,
  IntroductionState,
  OwnerLink,
  OwnerRegion,
} from './record-facts.tsx';
import { Told } from './record-page.tsx';
import { Timeline } from './timeline.tsx';
import { matchingWords } from './words.ts';
import './matching.css';

const route = getRouteApi('/introductions/$introductionId');

export function Introduction() {
  const { introductionId } = route.useParams();
  const read = useRead(contract.readIntroduction, { introductionId });
  return <Loaded of={read}>{(introduction) => <Body introduction={introduction} />}</Loaded>;
}

function Body({ introduction }: { readonly introduction: Record_ }) {
  const t = useWords(matchingWords);
  const language = useLanguage();
  const format = useFormat();
  const { asker, asked, need, technology, state, outcome, deal, journeyId } = introduction;
  const nameOf = (owner: Owner) => nameIn(language, owner) || owner.name;
  const reasons = [...introduction.declineReasons, ...introduction.outcomeReasons];
  return (
    <Page
      title={need?.title ?? technology?.title ?? t('introduction')}
      lead={t('introductionBetween', { asker: nameOf(asker), asked: nameOf(asked) })}
      above={[{ to: '/introductions', label: t('introductions') }]}
      marks={
        <>
          <IntroductionState state={state} />
          <ClockNote
            clock={introduction.clock}
            side={introduction.side}
            urgent={introduction.reminderDue}
          />
          <Sample when={introduction.sample} />
        </>
      }
      actions={
        <>
          <Link
            to="/journeys/$journeyId"
            params={{ journeyId }}
            className="link-button link-button-plain"
          >
            {t('seeJourney')}
          </Link>
          <AnswerActions introduction={introduction} />
        </>
      }
    >
      <div className="columns">
        <div>
          <Section title={t('message')}>
            <Told text={introduction.message} />
          </Section>
          {introduction.note === null && reasons.length === 0 ? null : (
            <Section title={reasons.length > 0 ? t('reasons') : t('note')}>
              {reasons.length === 0 ? null : (
                <ul className="targets">
                  {reasons.map((reason) => (
                    <li key={reason}>{t(`reason_${reason}`)}</li>
                  ))}
                </ul>
              )}
              <Told text={introduction.note} />
            </Section>
          )}
          {introduction.meetings.length === 0 && !introduction.may.meet ? null : (
            <Meetings introduction={introduction} />
          )}
          <Section title={t('timeline')}>
            <Timeline steps={introduction.timeline} of={introduction.id} />
          </Section>
        </div>
        <Section>
          <div className="facts-narrow">
            <Facts
              facts={[
                need === null
                  ? null
                  : [
                      t('need'),
                      <Link to="/needs/$needId" params={{ needId: need.id }}>
                        {need.title}
                      </Link>,
                    ],
                technology === null
                  ? null
                  : [
                      t('technology'),
                      <Link
                        to="/technologies/$technologyId"
                        params={{ technologyId: technology.id }}
                      >
                        {technology.title}
                      </Link>,
                    ],
                [t('asker'), <Party owner={asker} contact={introduction.askerContact} />],
                [t('askedSide'), <Party owner={asked} contact={introduction.askedContact} />],
                [t('askedAt'), format.instant(introduction.askedAt)],
                introduction.answeredAt === null
                  ? [t('answerDueAt'), format.instant(introduction.answerDueAt)]
                  : [t('answeredAt'), format.instant(introduction.answeredAt)],
                introduction.lapsedBecause === null
                  ? null
                  : [t('lapsedBecause'), t(`lapse_${introduction.lapsedBecause}`)],
                introduction.withdrawnBecause === null
                  ? null
                  : [t('withdrawnBecause'), t(`wreason_${introduction.withdrawnBecause}`)],
                outcome === null ? null : [t('outcome'), t(`outcome_${outcome}`)],
                deal === null
                  ? null
                  : [
                      t('deal'),
                      <>
                        <DealState state={deal.state} />
                        <span className="second-line">
                          <Link to="/deals/$dealId" params={{ dealId: deal.id }}>
                            {t('seeDeal')}
                          </Link>
                        </span>
                      </>,
                    ],
              ]}
            />
          </div>
        </Section>
      </div>
    </Page>
  );
}

function Party({
  owner,
  contact,
}: {
  readonly owner: Owner;
  readonly contact: Record_['askerContact'];
}) {
  const t = useWords(matchingWords);
  return (
    <>
      <OwnerLink owner={owner} />
      <span className="quiet second-line">
        <OwnerRegion owner={owner} />
      </span>
      {contact === null ? (
        <span className="quiet second-line">{t('contactHidden')}</span>
      ) : (
        <span className="second-line">
          {contact.name}
          {contact.email == null ? null : (
            <>
              {' · '}
              <a href={`mailto:${contact.email}`}>{contact.email}</a>
            </>
          )}
          {contact.phone == null ? null : (
            <>
              {' · '}
              <a href={`tel:${contact.phone}`}>{contact.phone}</a>
            </>
          )}
        </span>
      )}
    </>
  );
}
