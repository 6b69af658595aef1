import { Link } from '@tanstack/react-router';
import {
  registryContract as contract,
  type OrganisationSummary,
  organisationKinds,
  organisationStatuses,
} from 'yunhe/registry/contract';
import { holds, mayActFor, useViewer } from '../ui/actor.ts';
import type { Filter } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { useListState } from '../ui/list-state.ts';
import { Page } from '../ui/page.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { RegionChoice, useCompactChoices } from './choices.tsx';
import { OrganisationName } from './organisation-name.tsx';
import { RegionName } from './region-name.tsx';
import { registryWords } from './words.ts';
import './registry.css';

export function Organisations() {
  const t = useWords(registryWords);
  const viewer = useViewer();
  const mayRegister =
    mayActFor(viewer, viewer?.organisationId ?? null, 'manager') ||
    holds(viewer, 'region_officer') ||
    holds(viewer, 'secretariat');
  const register = (
    <Link to="/organisations/new" className="link-button">
      {t('registerOrganisation')}
    </Link>
  );
  return (
    <Page
      title={t('organisations')}
      lead={t('organisationsLead')}
      actions={mayRegister ? register : null}
    >
      <List
        endpoint={contract.listOrganisations}
        label={t('organisations')}
        filters={useOrganisationFilters()}
        columns={useOrganisationColumns()}
        rowKey={({ id }) => id}
        sorts={(['relevance', 'name', 'newest'] as const).map((value) => ({
          value,
          label: t(`sort_${value}`),
        }))}
        exports={{ endpoint: contract.exportOrganisations }}
        note={({ matched, items }) =>
          matched === 'as_written' || items.length === 0 ? null : <Strayed how={matched} />
        }
        empty={{
          title: t('noOrganisations'),
          hint: t('noOrganisationsHint'),
          action: mayRegister ? register : null,
        }}
      />
    </Page>
  );
}

/** Says that the search had to stray from what was typed. */
function Strayed({ how }: { readonly how: 'by_sound' | 'similar' }) {
  const t = useWords(registryWords);
  const q = useListState().text('q');
  return (
    <p className="note" role="status">
      {how === 'by_sound' ? t('foundBySound', { q }) : t('foundSimilar', { q })}
    </p>
  );
}

function useOrganisationFilters(): Filter[] {
  const t = useWords(registryWords);
  return [
    { kind: 'text', name: 'q', label: t('findOrganisation') },
    {
      kind: 'choices',
      name: 'kind',
      label: t('kind'),
      options: organisationKinds.map((value) => ({ value, label: t(`kind_${value}`) })),
    },
    {
      kind: 'own',
      name: 'region',
      label: t('region'),
      render: (value, change) => (
        <RegionChoice several value={value} onChange={(codes) => change([codes ?? []].flat())} />
      ),
    },
    { kind: 'choice', name: 'compactId', label: t('compact'), options: useCompactChoices() },
    {
      kind: 'choices',
      name: 'status',
      label: t('status'),
      options: organisationStatuses.map((value) => ({ value, label: t(`status_${value}`) })),
    },
  ];
}

export function useOrganisationColumns(): Column<OrganisationSummary>[] {
  const t = useWords(registryWords);
  const language = useLanguage();
  const format = useFormat();
  return [
    {
      key: 'name',
      title: t('name'),
      render: (organisation) => {
        const other = nameIn(language === 'zh' ? 'en' : 'zh', organisation);
        const shown = nameIn(language, organisation);
        return (
          <>
            <OrganisationName organisation={organisation} linked />
            {other !== '' && other !== shown ? (
              <span className="quiet second-line">{other}</span>
            ) : null}
          </>
        );
      },
    },
    {
      key: 'kind',
      title: t('kind'),
      tight: true,
      render: ({ kind, status }) => (
        <>
          {t(`kind_${kind}`)}{' '}
          {status === 'active' ? null : <span className="tag">{t(`status_${status}`)}</span>}
        </>
      ),
    },
    {
      key: 'region',
      title: t('region'),
      render: ({ province, region, city }) => (
        <>
          {province === null ? null : <RegionName region={province} linked />}
          {region !== null && region.code !== province?.code ? (
            <>
              {' '}
              <RegionName region={region} linked />
            </>
          ) : region === null && city !== null ? (
            city
          ) : null}
        </>
      ),
    },
    {
      key: 'fields',
      title: t('fields'),
      optional: true,
      render: ({ fields }) => fields.join(language === 'zh' ? '、' : ', '),
    },
    {
      key: 'prominence',
      title: t('prominence'),
      align: 'end',
      tight: true,
      render: ({ prominence }) => format.number(prominence),
    },
  ];
}
