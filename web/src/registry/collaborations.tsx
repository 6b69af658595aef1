import { Link } from '@tanstack/react-router';
import {
  type CollaborationSummary,
  collaborationKinds,
  registryContract as contract,
} from 'yunhe/registry/contract';
import { mayActFor, useViewer } from '../ui/actor.ts';
import type { Filter } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { useListState } from '../ui/list-state.ts';
import { Page } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { useWords } from '../ui/words.ts';
import { OrganisationChoice, RegionChoice } from './choices.tsx';
import { registryWords } from './words.ts';
import { YearChoice } from './year-choice.tsx';

export function Collaborations() {
  const t = useWords(registryWords);
  const viewer = useViewer();
  const mayRegister = mayActFor(viewer, viewer?.organisationId ?? null, 'editor');
  return (
    <Page
      title={t('collaborations')}
      lead={t('collaborationsLead')}
      actions={
        mayRegister ? (
          <Link to="/collaborations/new" className="link-button">
            {t('registerCollaboration')}
          </Link>
        ) : null
      }
    >
      <CollaborationList />
    </Page>
  );
}

export function CollaborationList({
  prefix = '',
  input = {},
}: {
  readonly prefix?: string;
  readonly input?: { readonly organisationId?: string };
}) {
  const t = useWords(registryWords);
  return (
    <List
      prefix={prefix}
      endpoint={contract.listCollaborations}
      input={input}
      label={t('collaborations')}
      rowKey={({ id }) => id}
      filters={useCollaborationFilters(prefix, input.organisationId !== undefined)}
      columns={useCollaborationColumns()}
      sorts={[
        { value: 'newest', label: t('newestFirst') },
        { value: 'title', label: t('byTitle') },
      ]}
      exports={{ endpoint: contract.exportCollaborations }}
      empty={{ title: t('noCollaborations'), hint: t('noCollaborationsHint') }}
    />
  );
}

function useCollaborationFilters(prefix: string, ofOne: boolean): Filter[] {
  const t = useWords(registryWords);
  const state = useListState(prefix);
  const organisation = (name: string, label: string): Filter => ({
    kind: 'own',
    name,
    label,
    render: (value, change) => (
      <OrganisationChoice
        label={label}
        value={value}
        onChange={(id) => change([id ?? []].flat())}
      />
    ),
  });
  const year = (name: string, label: string): Filter => ({
    kind: 'own',
    name,
    label,
    render: (value, change) => <YearChoice label={label} value={value} onChange={change} />,
  });
  const region = (name: string, label: string): Filter => ({
    kind: 'own',
    name,
    label,
    render: (value, change) => (
      <RegionChoice label={label} value={value} onChange={(code) => change([code ?? []].flat())} />
    ),
  });
  const filters: (Filter | null)[] = [
    { kind: 'text', name: 'q', label: t('findCollaboration') },
    {
      kind: 'choices',
      name: 'kind',
      label: t('collaborationKind'),
      options: collaborationKinds.map((value) => ({
        value,
        label: t(`collaboration_${value}`),
      })),
    },
    ofOne ? null : organisation('organisationId', t('organisation')),
    ofOne || state.text('organisationId') !== ''
      ? organisation('partnerId', t('withPartner'))
      : null,
    ofOne ? null : region('region', t('region')),
    !ofOne && state.text('region') !== '' ? region('partnerRegion', t('partnerRegion')) : null,
    year('fromYear', t('fromYear')),
    year('toYear', t('toYear')),
  ];
  return filters.filter((filter) => filter !== null);
}

function useCollaborationColumns(): Column<CollaborationSummary>[] {
  const t = useWords(registryWords);
  const format = useFormat();
  return [
    {
      key: 'title',
      title: t('title'),
      render: ({ id, title, source, sourceKey, sample }) => (
        <>
          <Link to="/collaborations/$collaborationId" params={{ collaborationId: id }}>
            {title ?? t('untitled')}
          </Link>{' '}
          <Sample when={sample} />
          {source === 'entered' ? null : <span className="quiet second-line">{sourceKey}</span>}
        </>
      ),
    },
    {
      key: 'kind',
      title: t('collaborationKind'),
      tight: true,
      render: ({ kind }) => t(`collaboration_${kind}`),
    },
    {
      key: 'year',
      title: t('years'),
      tight: true,
      render: ({ startsOn, endsOn }) => {
        const from = startsOn?.slice(0, 4) ?? '';
        const until = endsOn?.slice(0, 4) ?? '';
        return until === '' || until === from ? from : `${from}–${until}`;
      },
    },
    {
      key: 'participants',
      title: t('participantCount'),
      align: 'end',
      tight: true,
      render: ({ participantCount }) => format.number(participantCount),
    },
    {
      key: 'amount',
      title: t('amount'),
      align: 'end',
      tight: true,
      render: ({ amountMinor, currency }) =>
        amountMinor === null ? null : format.money(amountMinor, currency),
    },
    { key: 'source', title: t('statedSource'), optional: true, render: ({ source }) => source },
  ];
}
