import { Link } from '@tanstack/react-router';
import { outpostContract as contract, type OutpostSummary } from 'yunhe/outposts/contract';
import { regionFilter } from '../registry/choices.tsx';
import { keepsRecords, useViewer } from '../ui/actor.ts';
import type { Filter } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import {
  Activities,
  activities,
  Days,
  OutpostState,
  outpostKinds,
  outpostStates,
  PlaceName,
} from './outpost-facts.tsx';
import { OutpostMap } from './outpost-map.tsx';
import { outpostWords } from './outpost-words.ts';

export function Outposts() {
  const t = useWords(outpostWords);
  const viewer = useViewer();
  const register = keepsRecords(viewer) ? (
    <Link to="/outposts/new" className="link-button">
      {t('registerOutpost')}
    </Link>
  ) : null;
  return (
    <Page title={t('outposts')} lead={t('outpostsLead')} actions={register}>
      <OutpostMap />
      <List
        endpoint={contract.listOutposts}
        label={t('outposts')}
        filters={useOutpostFilters()}
        columns={useOutpostColumns()}
        rowKey={({ id }) => id}
        sorts={[
          { value: 'name', label: t('sort_name') },
          { value: '-openedOn', label: t('sort_opened') },
          { value: '-space', label: t('sort_space') },
          { value: '-teams', label: t('sort_teams') },
        ]}
        exports={{ endpoint: contract.exportOutposts }}
        empty={{ title: t('noOutposts'), hint: t('noOutpostsHint'), action: register }}
      />
    </Page>
  );
}

function useOutpostFilters(): Filter[] {
  const t = useWords(outpostWords);
  return [
    { kind: 'text', name: 'q', label: t('find') },
    {
      kind: 'choices',
      name: 'kind',
      label: t('kind'),
      options: outpostKinds.map((value) => ({ value, label: t(`kind_${value}`) })),
    },
    {
      kind: 'choices',
      name: 'state',
      label: t('state'),
      options: outpostStates.map((value) => ({ value, label: t(`state_${value}`) })),
    },
    regionFilter('home', t('home')),
    regionFilter('host', t('host')),
    {
      kind: 'choices',
      name: 'activity',
      label: t('there'),
      options: activities.map((value) => ({ value, label: t(`activity_${value}`) })),
    },
  ];
}

function useOutpostColumns(): Column<OutpostSummary>[] {
  const t = useWords(outpostWords);
  const language = useLanguage();
  const format = useFormat();
  return [
    {
      key: 'name',
      title: t('name'),
      render: (outpost) => (
        <>
          <Link to="/outposts/$outpostId" params={{ outpostId: outpost.id }} className="strong">
            {nameIn(language, outpost)}
          </Link>{' '}
          <Sample when={outpost.sample} />
          <span className="quiet second-line">{t(`kind_${outpost.kind}`)}</span>
        </>
      ),
    },
    {
      key: 'regions',
      title: `${t('home')} → ${t('host')}`,
      render: ({ home, host }) => (
        <>
          <PlaceName place={home} /> → <PlaceName place={host} />
        </>
      ),
    },
    {
      key: 'there',
      title: t('there'),
      render: ({ activitiesThere }) => <Activities of={activitiesThere} />,
    },
    {
      key: 'teams',
      title: t('teams'),
      sort: { down: '-teams' },
      render: ({ teamsThere, teamsAdmitted, teamsGraduated }) => (
        <>
          {t('teamsThere', { count: format.number(teamsThere) })}
          <span className="quiet second-line">
            {t('teamsEver', {
              admitted: format.number(teamsAdmitted),
              graduated: format.number(teamsGraduated),
            })}
          </span>
        </>
      ),
    },
    {
      key: 'space',
      title: t('space'),
      tight: true,
      align: 'end',
      sort: { down: '-space' },
      render: ({ spaceSquareMetres: space }) =>
        space === null ? format.number(null) : t('squareMetres', { space: format.number(space) }),
    },
    {
      key: 'state',
      title: t('state'),
      tight: true,
      sort: { down: '-openedOn' },
      render: ({ state, openedOn, closedOn }) => (
        <>
          <OutpostState state={state} />
          <span className="quiet second-line">
            <Days from={openedOn} until={closedOn} />
          </span>
        </>
      ),
    },
    {
      key: 'operator',
      title: t('operator'),
      optional: true,
      render: ({ operator }) => <PlaceName place={operator} />,
    },
  ];
}
