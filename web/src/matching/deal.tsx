import { getRouteApi, Link } from '@tanstack/react-router';
import { type Benefit, contract, type Deal as Record_ } from 'yunhe/matching/contract';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { DealActions, RegisterButton } from './deal-actions.tsx';
import { DealState, OwnerLink, OwnerRegion } from './record-facts.tsx';
import { Told } from './record-page.tsx';
import { Timeline } from './timeline.tsx';
import { matchingWords } from './words.ts';
import './matching.css';

const route = getRouteApi('/deals/$dealId');

export function Deal() {
  const { dealId } = route.useParams();
  const read = useRead(contract.readDeal, { dealId });
  return <Loaded of={read}>{(deal) => <Body deal={deal} />}</Loaded>;
}

function Body({ deal }: { readonly deal: Record_ }) {
  const t = useWords(matchingWords);
  const language = useLanguage();
  const format = useFormat();
  const { giver, taker, need, technology, introductionId } = deal;
  const nameOf = (owner: typeof giver) => nameIn(language, owner) || owner.name;
  const recorder = deal.side === deal.recordedBy ? 'ours' : 'theirs';
  const ours = deal.side === null ? null : recorder;
  return (
    <Page
      title={technology?.title ?? need?.title ?? t('deal')}
      lead={t('dealBetween', { giver: nameOf(giver), taker: nameOf(taker) })}
      above={[{ to: '/deals', label: t('deals') }]}
      marks={
        <>
          <DealState state={deal.state} />
          <Sample when={deal.sample} />
        </>
      }
      actions={
        <>
          <Link
            to="/introductions/$introductionId"
            params={{ introductionId }}
            className="link-button link-button-plain"
          >
            {t('seeIntroduction')}
          </Link>
          <DealActions deal={deal} />
        </>
      }
    >
      <div className="columns">
        <div>
          {deal.state !== 'disputed' ? null : (
            <Section title={t('disputeReasons')}>
              <ul className="targets">
                {deal.disputeReasons.map((reason) => (
                  <li key={reason}>{t(`xreason_${reason}`)}</li>
                ))}
              </ul>
              <Told text={deal.disputeNote} />
            </Section>
          )}
          {deal.state === 'retracted' ? null : <Registering deal={deal} />}
          <Section title={t('timeline')}>
            <Timeline steps={deal.timeline} of={introductionId} />
          </Section>
        </div>
        <Section>
          <div className="facts-narrow">
            <Facts
              facts={[
                [
                  t('dealKind'),
                  deal.kind === null ? t('dealKind_unknown') : t(`dealKind_${deal.kind}`),
                ],
                [t('dealAmount'), format.money(deal.amountMinor, deal.currency)],
                [t('signedOn'), format.day(deal.signedOn)],
                [t('giver'), <Side owner={giver} />],
                [t('taker'), <Side owner={taker} />],
                [
                  t('recordedBy'),
                  ours === null
                    ? format.instant(deal.recordedAt)
                    : `${t(ours === 'ours' ? 'ownShare' : 'other')} · ${format.instant(
                        deal.recordedAt,
                      )}`,
                ],
                deal.confirmedAt === null
                  ? null
                  : [t('confirmedAt'), format.instant(deal.confirmedAt)],
              ]}
            />
          </div>
        </Section>
      </div>
    </Page>
  );
}

function Side({ owner }: { readonly owner: Record_['giver'] }) {
  return (
    <>
      <OwnerLink owner={owner} />
      <span className="quiet second-line">
        <OwnerRegion owner={owner} />
      </span>
    </>
  );
}

/** The registration, and what hangs on it with the documents that say so. */
function Registering({ deal }: { readonly deal: Record_ }) {
  const t = useWords(matchingWords);
  const format = useFormat();
  const { registration, benefits } = deal;
  return (
    <Section title={t('registration')} actions={<RegisterButton deal={deal} />}>
      {registration !== null ? (
        <Facts
          facts={[
            [t('registrationNumber'), registration.number],
            [t('registrationOffice'), registration.office],
            [t('registeredOn'), format.day(registration.registeredOn)],
          ]}
        />
      ) : (
        <p>
          <span className="tag tag-warn">{t('notRegistered')}</span>{' '}
          {deal.state === 'confirmed' ? null : (
            <span className="quiet">{t('registrationWaits')}</span>
          )}
        </p>
      )}
      {benefits.length === 0 ? null : (
        <>
          <h3>{registration === null ? t('benefitsLost') : t('benefitsKept')}</h3>
          <ul className="benefits">
            {benefits.map((benefit) => (
              <li key={benefit.code}>
                <p>{t(`benefit_${benefit.code}`)}</p>
                {benefit.applies === 'open' ? <p className="quiet">{t('benefitOpen')}</p> : null}
                <p className="quiet">
                  {t('grantedBy')}: <SourceOf source={benefit.grantedBy} />
                  <br />
                  {t('conditionIn')}: <SourceOf source={benefit.conditionIn} />
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function SourceOf({ source }: { readonly source: Benefit['grantedBy'] }) {
  const t = useWords(matchingWords);
  return (
    <>
      <span lang="zh">{source.document}</span>{' '}
      <abbr className="tag" title={t(`grade_${source.grade}`)}>
        {t('grade', { grade: source.grade })} · {t(`grade_${source.grade}`)}
      </abbr>
    </>
  );
}
