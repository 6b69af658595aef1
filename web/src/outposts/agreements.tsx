import { Link } from '@tanstack/react-router';
import { type AgreementSummary, agreementContract as contract } from 'yunhe/outposts/contract';
import { regionFilter } from '../registry/choices.tsx';
import { holds, useViewer } from '../ui/actor.ts';
import type { Filter } from '../ui/filters.tsx';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { AgreementState, GradeTag, PartyName, YearsInForce } from './agreement-facts.tsx';
import { agreementWords } from './agreement-words.ts';

export function Agreements() {
  const t = useWords(agreementWords);
  const viewer = useViewer();
  const drafts = holds(viewer, 'region_officer') || holds(viewer, 'secretariat');
  return (
    <Page
      title={t('agreements')}
      lead={t('agreementsLead')}
      actions={
        drafts ? (
          <Link to="/outposts/agreements/new" className="link-button">
            {t('newAgreement')}
          </Link>
        ) : null
      }
    >
      <List
        endpoint={contract.listAgreements}
        label={t('agreements')}
        filters={useAgreementFilters()}
        columns={useAgreementColumns()}
        rowKey={({ id }) => id}
        sorts={[
          { value: '-createdAt', label: t('sort_created') },
          { value: 'title', label: t('sort_title') },
          { value: 'startsOn', label: t('sort_start') },
        ]}
        exports={{ endpoint: contract.exportAgreements }}
        empty={{ title: t('noAgreements'), hint: t('noAgreementsHint') }}
      />
    </Page>
  );
}

const states = [
  'draft',
  'simulated',
  'in_review',
  'signed',
  'running',
  'amended',
  'ended',
  'withdrawn',
] as const;

/** The published forms that are shipped. */
export const templates = [
  'cn-2015-92',
  'cn-2012-40',
  'songjiang-luan',
  'quzhou-return',
  'pinghu-fixed-yield',
  'one-off',
] as const;

function useAgreementFilters(): Filter[] {
  const t = useWords(agreementWords);
  return [
    { kind: 'text', name: 'q', label: t('findAgreement') },
    {
      kind: 'choices',
      name: 'state',
      label: t('state'),
      options: states.map((value) => ({ value, label: t(`state_${value}`) })),
    },
    {
      kind: 'choices',
      name: 'template',
      label: t('form'),
      options: templates.map((value) => ({ value, label: t(`template_${value}`) })),
    },
    regionFilter('region', t('partyRegion')),
  ];
}

function useAgreementColumns(): Column<AgreementSummary>[] {
  const t = useWords(agreementWords);
  const language = useLanguage();
  return [
    {
      key: 'title',
      title: t('title'),
      render: ({ id, version, sample, isPublic }) => (
        <>
          <Link
            to="/outposts/agreements/$agreementId"
            params={{ agreementId: id }}
            className="strong"
          >
            {version.title[language] || version.title.zh || t('untitled')}
          </Link>{' '}
          <Sample when={sample} />
          <span className="second-line tags">
            <span className="quiet">{t('versionNumber', { number: version.number })}</span>
            {isPublic ? <span className="tag">{t('public')}</span> : null}
          </span>
        </>
      ),
    },
    {
      key: 'parties',
      title: t('parties'),
      render: ({ parties }) =>
        parties.map((party) => (
          <span key={party.party} className="second-line">
            <PartyName party={party} />
          </span>
        )),
    },
    {
      key: 'state',
      title: t('state'),
      render: ({ state, amending, parties, signedBy }) => (
        <span className="tags">
          <AgreementState state={state} />
          {amending ? <span className="tag tag-warn">{t('amending')}</span> : null}
          {state === 'in_review' ? (
            <span className="quiet">
              {t('signedOf', { signed: signedBy.length, all: parties.length })}
            </span>
          ) : null}
        </span>
      ),
    },
    {
      key: 'inForce',
      title: t('inForce'),
      tight: true,
      render: ({ version }) => <YearsInForce version={version} />,
    },
    {
      key: 'document',
      title: t('document'),
      render: ({ version: { document, grade } }) => (
        <>
          {document}
          <span className="second-line">
            <GradeTag grade={grade} />
          </span>
        </>
      ),
    },
  ];
}
