import { getRouteApi, Link } from '@tanstack/react-router';
import { contract } from 'yunhe/matching/contract';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { useWords } from '../ui/words.ts';
import { AskButton } from './ask-introduction.tsx';
import { KeepWatch } from './keep-watch.tsx';
import { TechnologyActions } from './record-actions.tsx';
import { StateTag, usePrice } from './record-facts.tsx';
import { IntroductionsAbout, Keywords, RecordSide, Told } from './record-page.tsx';
import { ReviewLink } from './review-facts.tsx';
import { matchingWords } from './words.ts';
import './matching.css';

const route = getRouteApi('/technologies/$technologyId');

export function Technology() {
  const t = useWords(matchingWords);
  const price = usePrice();
  const { technologyId } = route.useParams();
  const read = useRead(contract.readTechnology, { technologyId });
  return (
    <Loaded of={read}>
      {(technology) => {
        const { may, state, maturity, ipPosition, withdrawnBecause, journeyId } = technology;
        const said = price(technology.price);
        return (
          <Page
            title={technology.title || t('untitled')}
            above={[{ to: '/technologies', label: t('technologies') }]}
            marks={
              <>
                <StateTag state={state} />
                <Sample when={technology.sample} />
              </>
            }
            actions={
              <>
                <TechnologyActions technology={technology} />
                <ReviewLink record={technology} />
                {may.match && state === 'published' ? (
                  <KeepWatch
                    watch={{ basis: 'record', technologyId, name: technology.title.slice(0, 120) }}
                  />
                ) : null}
                {journeyId === null || !may.match ? null : (
                  <Link
                    to="/journeys/$journeyId"
                    params={{ journeyId }}
                    className="link-button link-button-plain"
                  >
                    {t('seeJourney')}
                  </Link>
                )}
                {may.edit ? (
                  <Link
                    to="/technologies/$technologyId/edit"
                    params={{ technologyId }}
                    className="link-button link-button-plain"
                  >
                    {state === 'draft' ? t('continueDraft') : t('edit')}
                  </Link>
                ) : null}
                {may.match ? (
                  <Link
                    to="/technologies/$technologyId/matches"
                    params={{ technologyId }}
                    className="link-button"
                  >
                    {t('seeMatches')}
                  </Link>
                ) : null}
                {may.ask ? (
                  <AskButton
                    about={{ technologyId }}
                    title={technology.title}
                    owner={technology.organisation}
                  />
                ) : null}
              </>
            }
          >
            <div className="columns">
              <div>
                <Section title={t('summary')}>
                  <Told text={technology.summary} />
                  <Keywords words={technology.keywords} />
                </Section>
                <IntroductionsAbout record={technology} about={{ technologyId }} />
              </div>
              <RecordSide
                record={technology}
                facts={[
                  withdrawnBecause === null ? null : [t('why'), t(`because_${withdrawnBecause}`)],
                  maturity === null
                    ? null
                    : [t('maturity'), t(`trl_${maturity as 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`)],
                  ipPosition === null ? null : [t('ipPosition'), t(`ip_${ipPosition}`)],
                  said === null ? null : [t('price'), said],
                ]}
              />
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}
