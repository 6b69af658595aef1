import { getRouteApi, Link } from '@tanstack/react-router';
import { contract } from 'yunhe/matching/contract';
import { useFormat } from '../ui/format.ts';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { useWords } from '../ui/words.ts';
import { AskButton } from './ask-introduction.tsx';
import { OrganisationName, RegionName } from './choices.tsx';
import { KeepWatch } from './keep-watch.tsx';
import { NeedActions } from './record-actions.tsx';
import { StateTag, useAmounts } from './record-facts.tsx';
import { IntroductionsAbout, Keywords, RecordSide, Told } from './record-page.tsx';
import { ReviewLink } from './review-facts.tsx';
import { matchingWords } from './words.ts';
import './matching.css';

const route = getRouteApi('/needs/$needId');

export function Need() {
  const t = useWords(matchingWords);
  const format = useFormat();
  const amounts = useAmounts();
  const { needId } = route.useParams();
  const read = useRead(contract.readNeed, { needId });
  return (
    <Loaded of={read}>
      {(need) => {
        const { may, state, leastMaturity, withdrawnBecause, journeyId } = need;
        const targets = (need.targets ?? '').split('\n').filter((line) => line.trim() !== '');
        const budget = amounts(need.budget);
        return (
          <Page
            title={need.title || t('untitled')}
            above={[{ to: '/needs', label: t('needs') }]}
            marks={
              <>
                <StateTag state={state} />
                <Sample when={need.sample} />
              </>
            }
            actions={
              <>
                <NeedActions need={need} />
                <ReviewLink record={need} />
                {may.match && state === 'published' ? (
                  <KeepWatch watch={{ basis: 'record', needId, name: need.title.slice(0, 120) }} />
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
                    to="/needs/$needId/edit"
                    params={{ needId }}
                    className="link-button link-button-plain"
                  >
                    {state === 'draft' ? t('continueDraft') : t('edit')}
                  </Link>
                ) : null}
                {may.match ? (
                  <Link to="/needs/$needId/matches" params={{ needId }} className="link-button">
                    {t('seeMatches')}
                  </Link>
                ) : null}
                {may.ask ? (
                  <AskButton about={{ needId }} title={need.title} owner={need.organisation} />
                ) : null}
              </>
            }
          >
            <div className="columns">
              <div>
                <Section title={t('problem')}>
                  <Told text={need.problem} />
                  <Keywords words={need.keywords} />
                </Section>
                {targets.length === 0 ? null : (
                  <Section title={t('targets')}>
                    <ul className="targets">
                      {targets.map((line) => (
                        <li key={line}>{line}</li>
                      ))}
                    </ul>
                  </Section>
                )}
                <IntroductionsAbout record={need} about={{ needId }} />
              </div>
              <RecordSide
                record={need}
                facts={[
                  withdrawnBecause === null ? null : [t('why'), t(`because_${withdrawnBecause}`)],
                  leastMaturity === null
                    ? null
                    : [
                        t('leastMaturity'),
                        t(`trl_${leastMaturity as 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`),
                      ],
                  budget === null ? null : [t('budget'), budget],
                  need.deadline === null ? null : [t('deadline'), format.day(need.deadline)],
                  [
                    t('regionScope'),
                    need.regionScope.length === 0 ? (
                      t('anywhere')
                    ) : (
                      <span className="tags">
                        {need.regionScope.map((code) => (
                          <span key={code} className="tag">
                            <RegionName code={code} />
                          </span>
                        ))}
                      </span>
                    ),
                  ],
                  [
                    t('visibility'),
                    <>
                      {t(`visibility_${need.visibility}`)}
                      {need.namedOrganisationIds.map((id) => (
                        <span key={id} className="quiet second-line">
                          <OrganisationName organisationId={id} />
                        </span>
                      ))}
                    </>,
                  ],
                ]}
              />
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}
