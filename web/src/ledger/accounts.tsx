import { Link } from '@tanstack/react-router';
import {
  type AccountSummary,
  type Balance,
  ledgerContract as contract,
} from 'yunhe/ledger/contract';
import { OrganisationChoice, regionFilter } from '../registry/choices.tsx';
import type { Filter } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { Amount, writeMinor } from './amount.tsx';
import { LedgerTabs, OwnerName } from './marks.tsx';
import { ledgerWords } from './words.ts';
import './ledger.css';

export function Accounts() {
  const t = useWords(ledgerWords);
  return (
    <Page title={t('ledger')} lead={t('ledgerLead')} actions={<ProposeLink />}>
      <LedgerTabs />
      <List
        endpoint={contract.listAccounts}
        label={t('accounts')}
        filters={useAccountFilters()}
        columns={useAccountColumns()}
        rowKey={({ id }) => id}
        exports={{ endpoint: contract.exportAccounts }}
        empty={{ title: t('noAccounts'), hint: t('noAccountsHint'), action: <ProposeLink /> }}
      />
    </Page>
  );
}

export function ProposeLink() {
  const t = useWords(ledgerWords);
  return (
    <Link to="/ledger/transfers/new" className="link-button">
      {t('propose')}
    </Link>
  );
}

/** The units that are declared, as choices. */
export function useUnitChoices() {
  const language = useLanguage();
  const { data } = useRead(contract.listUnits, {});
  return (data?.items ?? []).map((unit) => ({
    value: unit.code,
    label: `${nameIn(language, unit)} (${unit.code})`,
  }));
}

function useAccountFilters(): Filter[] {
  const t = useWords(ledgerWords);
  return [
    { kind: 'text', name: 'q', label: t('findAccount') },
    {
      kind: 'choices',
      name: 'ownerKind',
      label: t('ownerKind'),
      options: (['region', 'organisation'] as const).map((value) => ({
        value,
        label: t(`owner_${value}`),
      })),
    },
    regionFilter('region', t('region')),
    {
      kind: 'own',
      name: 'organisationId',
      label: t('owner'),
      render: ([value], change) => (
        <OrganisationChoice
          label={t('owner')}
          value={value ?? null}
          onChange={(id) => change([id ?? []].flat())}
        />
      ),
    },
    { kind: 'choices', name: 'unit', label: t('unit'), options: useUnitChoices() },
  ];
}

function useAccountColumns(): Column<AccountSummary>[] {
  const t = useWords(ledgerWords);
  const language = useLanguage();
  const format = useFormat();
  return [
    {
      key: 'owner',
      title: t('owner'),
      render: ({ id, owner, sample, ...account }) => (
        <>
          <Link to="/ledger/accounts/$accountId" params={{ accountId: id }} className="strong">
            <OwnerName owner={owner} />
          </Link>{' '}
          <Sample when={sample} />
          <span className="quiet second-line">{nameIn(language, account)}</span>
        </>
      ),
    },
    {
      key: 'balances',
      title: t('balances'),
      align: 'end',
      render: ({ balances }) => <Balances balances={balances} />,
    },
    {
      key: 'ownerKind',
      title: t('ownerKind'),
      tight: true,
      optional: true,
      render: ({ owner }) => t(`owner_${owner.kind}`),
    },
    {
      key: 'openedAt',
      title: t('openedAt'),
      tight: true,
      render: ({ openedAt }) => format.date(openedAt),
    },
  ];
}

/** What an account holds in each unit, with what waits. */
export function Balances({ balances }: { readonly balances: readonly Balance[] }) {
  const t = useWords(ledgerWords);
  if (balances.length === 0) return <span className="quiet">{t('nothingHeld')}</span>;
  return (
    <ul className="balances">
      {balances.map(({ unit, postedMinor, pendingInMinor, pendingOutMinor }) => (
        <li key={unit.code}>
          <Amount minor={postedMinor} unit={unit} />
          {pendingInMinor === '0' ? null : (
            <span className="quiet second-line">
              {t('pendingIn', { amount: writeMinor(pendingInMinor, unit) })}
            </span>
          )}
          {pendingOutMinor === '0' ? null : (
            <span className="quiet second-line">
              {t('pendingOut', { amount: writeMinor(pendingOutMinor, unit) })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
