import { Link } from '@tanstack/react-router';
import { platformContract as contract, type PlatformSummary } from 'yunhe/platforms/contract';
import { FieldChoice } from '../matching/choices.tsx';
import { regionFilter } from '../registry/choices.tsx';
import { keepsRecords, useViewer } from '../ui/actor.ts';
import type { Filter } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import {
  FieldTags,
  PlatformStage,
  stages,
  usePlaceNames,
  usePlatformTypes,
} from './platform-facts.tsx';
import { PlatformLayout } from './platform-layout.tsx';
import { PlatformsTabs } from './platform-tabs.tsx';
import { platformWords } from './platform-words.ts';
import { PlatformsByRegion } from './platforms-by-region.tsx';
import './platforms.css';

export function Platforms() {
  const t = useWords(platformWords);
  const viewer = useViewer();
  const propose = keepsRecords(viewer) ? (
    <Link to={'/platforms/new' as string} className="link-button">
      {t('propose')}
    </Link>
  ) : null;
  return (
    <Page
      title={t('platforms')}
      lead={t('platformsLead')}
      actions={
        <>
          <Link to="/platforms/types" className="link-button link-button-plain">
            {t('types')}
          </Link>
          {propose}
        </>
      }
    >
      <PlatformsTabs />
      <PlatformsByRegion />
      <PlatformLayout />
      <List
        endpoint={contract.listPlatforms}
        label={t('platforms')}
        filters={usePlatformFilters()}
        columns={usePlatformColumns()}
        rowKey={({ id }) => id}
        sorts={[
          { value: 'name', label: t('sort_name') },
          { value: '-openedOn', label: t('sort_opened') },
          { value: '-money', label: t('sort_money') },
        ]}
        exports={{ endpoint: contract.exportPlatforms }}
        empty={{ title: t('noPlatforms'), hint: t('noPlatformsHint'), action: propose }}
      />
    </Page>
  );
}

function usePlatformFilters(): Filter[] {
  const t = useWords(platformWords);
  const types = usePlatformTypes();
  return [
    { kind: 'text', name: 'q', label: t('find') },
    { kind: 'choices', name: 'type', label: t('type'), options: types.options },
    {
      kind: 'choices',
      name: 'stage',
      label: t('stage'),
      options: stages.map((value) => ({ value, label: t(`stage_${value}`) })),
    },
    regionFilter('region', t('region')),
    regionFilter('founder', t('founder')),
    {
      kind: 'own',
      name: 'field',
      label: t('fields'),
      render: (value, change) => <FieldChoice value={value} onChange={change} />,
    },
  ];
}

function usePlatformColumns(): Column<PlatformSummary>[] {
  const t = useWords(platformWords);
  const language = useLanguage();
  const format = useFormat();
  const namesOf = usePlaceNames();
  return [
    {
      key: 'name',
      title: t('name'),
      render: (platform) => (
        <>
          <Link to="/platforms/$platformId" params={{ platformId: platform.id }} className="strong">
            {nameIn(language, platform)}
          </Link>{' '}
          <Sample when={platform.sample} />
          <span className="quiet second-line">{nameIn(language, platform.type)}</span>
        </>
      ),
    },
    { key: 'regions', title: t('region'), render: ({ regions }) => namesOf(regions) },
    {
      key: 'founders',
      title: t('founders'),
      render: ({ founders }) => namesOf(founders.map(({ place }) => place)),
    },
    { key: 'fields', title: t('fields'), render: ({ fields }) => <FieldTags fields={fields} /> },
    {
      key: 'money',
      title: t('money'),
      tight: true,
      align: 'end',
      sort: { down: '-money' },
      render: ({ money }) => format.number(Number(money)),
    },
    {
      key: 'stage',
      title: t('stage'),
      tight: true,
      sort: { down: '-openedOn' },
      render: ({ stage, openedOn }) => (
        <>
          <PlatformStage stage={stage} />
          {openedOn === null ? null : (
            <span className="quiet second-line">{t('since', { day: format.day(openedOn) })}</span>
          )}
        </>
      ),
    },
  ];
}
