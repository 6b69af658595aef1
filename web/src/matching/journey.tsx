import { getRouteApi, Link } from '@tanstack/react-router';
import { contract } from 'yunhe/matching/contract';
import { Empty, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { RegionName } from './choices.tsx';
import { OwnerLink, OwnerRegion } from './record-facts.tsx';
import { Timeline } from './timeline.tsx';
import { matchingWords } from './words.ts';
import './matching.css';

const route = getRouteApi('/journeys/$journeyId');

export function Journey() {
  const t = useWords(matchingWords);
  const { journeyId } = route.useParams();
  const read = useRead(contract.readJourney, { journeyId });
  return (
    <Loaded of={read}>
      {({ about, steps, regions }) => (
        <Page
          title={about.title || t('untitled')}
          lead={t('journeyLead')}
          width="narrow"
          above={[
            about.kind === 'need'
              ? { to: '/needs', label: t('needs') }
              : { to: '/technologies', label: t('technologies') },
          ]}
          marks={<span className="tag tag-accent">{t('journey')}</span>}
          actions={
            about.kind === 'need' ? (
              <Link
                to="/needs/$needId"
                params={{ needId: about.id }}
                className="link-button link-button-plain"
              >
                {t('need')}
              </Link>
            ) : (
              <Link
                to="/technologies/$technologyId"
                params={{ technologyId: about.id }}
                className="link-button link-button-plain"
              >
                {t('technology')}
              </Link>
            )
          }
        >
          <p className="journey-owner">
            <OwnerLink owner={about.organisation} />{' '}
            <span className="quiet">
              <OwnerRegion owner={about.organisation} />
            </span>
          </p>
          {regions.length === 0 ? null : (
            <p className="tags">
              <span className="quiet">{t('journeyRegions')}</span>
              {regions.map((code) => (
                <span key={code} className="tag">
                  <RegionName code={code} />
                </span>
              ))}
            </p>
          )}
          <Section>
            {steps.length === 0 ? <Empty title={t('journeyEmpty')} /> : <Timeline steps={steps} />}
          </Section>
        </Page>
      )}
    </Loaded>
  );
}
