import { Link } from '@tanstack/react-router';
import { moveContract as contract, type MoveSummary } from 'yunhe/outposts/contract';
import { regionFilter } from '../registry/choices.tsx';
import { keepsRecords, useViewer } from '../ui/actor.ts';
import type { Filter } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { PlaceName } from './outpost-facts.tsx';
import { outpostWords } from './outpost-words.ts';

export const moveKinds = ['enterprise', 'project'] as const;
export const extents = ['whole', 'partial'] as const;
export const leaders = ['government', 'market'] as const;

export function Moves() {
  const t = useWords(outpostWords);
  const viewer = useViewer();
  const record = keepsRecords(viewer) ? (
    <Link to="/outposts/moves/new" className="link-button">
      {t('recordMove')}
    </Link>
  ) : null;
  return (
    <Page
      title={t('moves')}
      lead={t('movesLead')}
      above={[{ to: '/outposts', label: t('outposts') }]}
      actions={record}
    >
      <List
        endpoint={contract.listMoves}
        label={t('moves')}
        filters={useMoveFilters()}
        columns={useMoveColumns()}
        rowKey={({ id }) => id}
        exports={{ endpoint: contract.exportMoves }}
        empty={{ title: t('noMoves'), hint: t('noMovesHint'), action: record }}
      />
    </Page>
  );
}

function useMoveFilters(): Filter[] {
  const t = useWords(outpostWords);
  const choices = (name: 'ledBy' | 'extent', values: readonly string[]): Filter => ({
    ...{ kind: 'choices', name, label: t(name) },
    options: values.map((value) => ({
      value,
      label: (t as (key: string) => string)(`${name}_${value}`),
    })),
  });
  return [
    { kind: 'text', name: 'q', label: t('findMove') },
    {
      kind: 'choices',
      name: 'kind',
      label: t('moveKind'),
      options: moveKinds.map((value) => ({ value, label: t(`moveKind_${value}`) })),
    },
    regionFilter('from', t('fromRegion')),
    regionFilter('to', t('toRegion')),
    choices('ledBy', leaders),
    choices('extent', extents),
    { kind: 'day', name: 'movedFrom', label: t('movedFrom') },
    { kind: 'day', name: 'movedUntil', label: t('movedUntil') },
  ];
}

export function MoveName({ move }: { readonly move: MoveSummary }) {
  const language = useLanguage();
  const own = nameIn(language, move);
  return own === '' ? <PlaceName place={move.organisation} /> : own;
}

export function useMoveColumns(): Column<MoveSummary>[] {
  const t = useWords(outpostWords);
  const format = useFormat();
  return [
    {
      key: 'name',
      title: t('moving'),
      render: (move) => (
        <>
          <Link to="/outposts/moves/$moveId" params={{ moveId: move.id }} className="strong">
            <MoveName move={move} />
          </Link>{' '}
          <Sample when={move.sample} />
          <span className="quiet second-line">{t(`moveKind_${move.kind}`)}</span>
        </>
      ),
    },
    {
      key: 'regions',
      title: `${t('fromRegion')} → ${t('toRegion')}`,
      render: ({ from, to }) => (
        <>
          <PlaceName place={from} /> → <PlaceName place={to} />
        </>
      ),
    },
    {
      key: 'how',
      title: t('ledBy'),
      render: ({ ledBy, extent }) => (
        <>
          {t(`ledBy_${ledBy}`)}
          <span className="quiet second-line">{t(`extent_${extent}`)}</span>
        </>
      ),
    },
    {
      key: 'movedOn',
      title: t('movedOn'),
      tight: true,
      render: ({ movedOn }) => format.day(movedOn),
    },
    {
      key: 'producingOn',
      title: t('producingOn'),
      tight: true,
      render: ({ producingOn }) =>
        producingOn === null ? (
          <span className="quiet">{t('dayMissing')}</span>
        ) : (
          format.day(producingOn)
        ),
    },
  ];
}
