import { Link } from '@tanstack/react-router';
import { ledgerContract as contract, type TransactionSummary } from 'yunhe/ledger/contract';
import type { Filter } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { useListState } from '../ui/list-state.ts';
import { Page } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { ProposeLink } from './accounts.tsx';
import { Amount } from './amount.tsx';
import { LedgerTabs, Owners, StateTag } from './marks.tsx';
import { ledgerWords } from './words.ts';
import './ledger.css';

const states = ['pending', 'posted', 'voided'] as const;

export function Transactions() {
  const t = useWords(ledgerWords);
  const accountId = useListState().text('accountId');
  return (
    <Page title={t('ledger')} lead={t('ledgerLead')} actions={<ProposeLink />}>
      <LedgerTabs />
      <List
        endpoint={contract.listTransactions}
        {...(accountId === '' ? {} : { input: { accountId } })}
        label={t('transactions')}
        filters={useFilters()}
        columns={useColumns()}
        rowKey={({ id }) => id}
        empty={{
          title: t('noTransactions'),
          hint: t('noTransactionsHint'),
          action: <ProposeLink />,
        }}
      />
    </Page>
  );
}

function useFilters(): Filter[] {
  const t = useWords(ledgerWords);
  return [
    {
      kind: 'choices',
      name: 'state',
      label: t('state'),
      options: states.map((value) => ({ value, label: t(`state_${value}`) })),
    },
    { kind: 'day', name: 'from', label: t('validFrom') },
    { kind: 'day', name: 'until', label: t('validUntil') },
  ];
}

function useColumns(): Column<TransactionSummary>[] {
  const t = useWords(ledgerWords);
  const language = useLanguage();
  const format = useFormat();
  return [
    {
      key: 'description',
      title: t('description'),
      render: ({ id, description, from, to, sample }) => (
        <>
          <Link
            to="/ledger/transactions/$transactionId"
            params={{ transactionId: id }}
            className="strong"
          >
            {description[language]}
          </Link>{' '}
          <Sample when={sample} />
          <span className="quiet second-line">
            <Owners owners={from} /> → <Owners owners={to} />
          </span>
        </>
      ),
    },
    {
      key: 'state',
      title: t('state'),
      tight: true,
      render: ({ state }) => <StateTag state={state} />,
    },
    {
      key: 'amount',
      title: t('amount'),
      tight: true,
      align: 'end',
      render: ({ moved }) => <Moved moved={moved} />,
    },
    {
      key: 'validOn',
      title: t('validOn'),
      tight: true,
      render: ({ validOn, recordedAt }) => (
        <>
          {format.day(validOn)}
          <span className="quiet second-line">{format.instant(recordedAt)}</span>
        </>
      ),
    },
  ];
}

function Moved({ moved }: Pick<TransactionSummary, 'moved'>) {
  return (
    <ul className="balances">
      {moved.map(({ unit, amountMinor }) => (
        <li key={unit.code}>
          <Amount minor={amountMinor} unit={unit} />
        </li>
      ))}
    </ul>
  );
}
