import { Link } from '@tanstack/react-router';
import { contract, type DealSummary } from 'yunhe/matching/contract';
import type { Filter } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { useWords } from '../ui/words.ts';
import { dealKinds } from './deal-fields.tsx';
import { DealState, OwnerLink, OwnerRegion } from './record-facts.tsx';
import { matchingWords } from './words.ts';
import './matching.css';

const states = ['recorded', 'confirmed', 'disputed', 'retracted'] as const;

export function Deals() {
  const t = useWords(matchingWords);
  return (
    <Page title={t('deals')} lead={t('dealsLead')}>
      <List
        endpoint={contract.listDeals}
        label={t('deals')}
        filters={useDealFilters()}
        columns={useDealColumns()}
        rowKey={({ id }) => id}
        sorts={[
          { value: '-signedOn', label: t('sort_signed') },
          { value: '-amountMinor', label: t('sort_amount') },
        ]}
        exports={{ endpoint: contract.exportDeals }}
        empty={{
          title: t('noDeals'),
          hint: t('noDealsHint'),
          action: (
            <Link to="/introductions" className="link-button">
              {t('goToIntroductions')}
            </Link>
          ),
        }}
      />
    </Page>
  );
}

function useDealFilters(): Filter[] {
  const t = useWords(matchingWords);
  return [
    {
      kind: 'choices',
      name: 'state',
      label: t('state'),
      options: states.map((value) => ({ value, label: t(`dstate_${value}`) })),
    },
    {
      kind: 'choices',
      name: 'kind',
      label: t('dealKind'),
      options: dealKinds.map((value) => ({ value, label: t(`dealKind_${value}`) })),
    },
    {
      kind: 'choice',
      name: 'registered',
      label: t('registeredFilter'),
      options: [
        { value: 'true', label: t('isRegistered') },
        { value: 'false', label: t('notRegistered') },
      ],
    },
  ];
}

function useDealColumns(): Column<DealSummary>[] {
  const t = useWords(matchingWords);
  const format = useFormat();
  return [
    {
      key: 'about',
      title: t('about'),
      render: (one) => (
        <>
          <Link to="/deals/$dealId" params={{ dealId: one.id }} className="strong">
            {one.technology?.title ?? one.need?.title ?? t('untitled')}
          </Link>{' '}
          <Sample when={one.sample} />
          <span className="quiet second-line">
            {one.kind === null ? t('dealKind_unknown') : t(`dealKind_${one.kind}`)}
          </span>
        </>
      ),
    },
    ...(['giver', 'taker'] as const).map((side) => ({
      key: side,
      title: t(side),
      render: (one: DealSummary) => (
        <>
          <OwnerLink owner={one[side]} />
          <span className="quiet second-line">
            <OwnerRegion owner={one[side]} />
          </span>
        </>
      ),
    })),
    {
      key: 'amount',
      title: t('dealAmount'),
      tight: true,
      align: 'end',
      render: ({ amountMinor, currency }) => format.money(amountMinor, currency),
    },
    {
      key: 'signed',
      title: t('signedOn'),
      tight: true,
      render: ({ signedOn }) => format.day(signedOn),
    },
    {
      key: 'state',
      title: t('state'),
      tight: true,
      render: ({ state, registration }) => (
        <>
          <DealState state={state} />
          {state === 'retracted' ? null : (
            <span className="quiet second-line">
              {registration === null ? t('notRegistered') : t('isRegistered')}
            </span>
          )}
        </>
      ),
    },
  ];
}
