import { Link } from '@tanstack/react-router';
import { schemeContract as contract, type SchemeSummary } from 'yunhe/platforms/contract';
import { regionFilter, useServedPlaces } from '../registry/choices.tsx';
import type { Filter } from '../ui/filters.tsx';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { usePlatformTypes } from './platform-facts.tsx';
import { PlatformsTabs } from './platform-tabs.tsx';
import { KeeperLink, SchemeSource, SchemeState } from './scheme-facts.tsx';
import { schemeFieldWords } from './scheme-field-words.ts';
import { schemeWords } from './scheme-words.ts';

export function Schemes() {
  const t = useWords(schemeWords);
  const may = useServedPlaces().length > 0;
  return (
    <Page
      title={t('schemes')}
      lead={t('schemesLead')}
      actions={
        may ? (
          <Link to="/platforms/schemes/new" className="link-button">
            {t('begin')}
          </Link>
        ) : null
      }
    >
      <PlatformsTabs />
      <List
        endpoint={contract.listSchemes}
        label={t('schemes')}
        filters={useSchemeFilters()}
        columns={useSchemeColumns()}
        rowKey={({ id }) => id}
        exports={{ endpoint: contract.exportSchemes }}
        empty={{ title: t('noSchemes'), hint: t('noSchemesHint') }}
      />
    </Page>
  );
}

function useSchemeFilters(): Filter[] {
  const t = useWords(schemeWords);
  const field = useWords(schemeFieldWords);
  const types = usePlatformTypes();
  return [
    { kind: 'text', name: 'q', label: t('find') },
    {
      kind: 'choice',
      name: 'kind',
      label: t('kind'),
      options: (['evaluation', 'funding'] as const).map((value) => ({
        value,
        label: t(`kind_${value}`),
      })),
    },
    { kind: 'choices', name: 'type', label: t('types'), options: types.options },
    {
      kind: 'choices',
      name: 'state',
      label: t('state'),
      options: (['draft', 'reviewed', 'published', 'withdrawn'] as const).map((value) => ({
        value,
        label: t(`state_${value}`),
      })),
    },
    {
      kind: 'choices',
      name: 'grade',
      label: t('source'),
      options: (['P', 'M', 'S', 'C', 'own'] as const).map((value) => ({
        value,
        label: field(`v_${value}`),
      })),
    },
    regionFilter('region', t('keeper')),
  ];
}

function useSchemeColumns(): Column<SchemeSummary>[] {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const types = usePlatformTypes();
  return [
    {
      key: 'name',
      title: t('name'),
      sort: { up: 'title' },
      render: ({ id, version, kind, sample }) => (
        <>
          <Link to="/platforms/schemes/$schemeId" params={{ schemeId: id }} className="strong">
            {version.title[language] || version.title.zh || t('scheme')}
          </Link>{' '}
          <Sample when={sample} />
          <span className="quiet second-line">{t(`kind_${kind}`)}</span>
        </>
      ),
    },
    { key: 'source', title: t('source'), render: ({ version }) => <SchemeSource of={version} /> },
    { key: 'keeper', title: t('keeper'), render: ({ keeper }) => <KeeperLink keeper={keeper} /> },
    {
      key: 'types',
      title: t('types'),
      render: (scheme) =>
        scheme.types.length === 0 ? (
          <span className="quiet">{t('allTypes')}</span>
        ) : (
          scheme.types.map(types.nameOf).join(' · ')
        ),
    },
    {
      key: 'items',
      title: t('items'),
      align: 'end',
      tight: true,
      render: ({ version }) => version.itemCount,
    },
    {
      key: 'state',
      title: t('state'),
      tight: true,
      sort: { down: '-createdAt' },
      render: ({ version, renewing }) => (
        <>
          <SchemeState of={version} />
          <span className="quiet second-line">
            {t('versionNumber', { number: version.number })}
            {renewing ? ` · ${t('renewing')}` : null}
          </span>
        </>
      ),
    },
  ];
}
