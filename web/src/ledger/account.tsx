import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import {
  type Account as AccountRead,
  ledgerContract as contract,
  type Entry,
} from 'yunhe/ledger/contract';
import { download, Problem } from '../ui/call.ts';
import { useNotice } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import type { Filter } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { useListState } from '../ui/list-state.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { Balances, useUnitChoices } from './accounts.tsx';
import { Amount, writeMinor } from './amount.tsx';
import { OwnerName, Owners } from './marks.tsx';
import { ledgerWords } from './words.ts';
import './ledger.css';

const route = getRouteApi('/ledger/accounts/$accountId');

export function Account() {
  const { accountId } = route.useParams();
  const read = useRead(contract.readAccount, { accountId });
  return <Loaded of={read}>{(account) => <Body account={account} />}</Loaded>;
}

function Body({ account }: { readonly account: AccountRead }) {
  const t = useWords(ledgerWords);
  const language = useLanguage();
  const format = useFormat();
  const { id: accountId, owner, guarded, pending } = account;
  return (
    <Page
      title={nameIn(language, owner) || owner.displayName}
      lead={nameIn(language, account)}
      above={[{ to: '/ledger', label: t('ledger') }]}
      marks={<Sample when={account.sample} />}
      actions={<PrintButton accountId={accountId} />}
    >
      <div className="columns">
        <div>
          <List
            endpoint={contract.listEntries}
            input={{ accountId }}
            label={t('entries')}
            filters={useEntryFilters()}
            columns={useEntryColumns()}
            rowKey={({ transactionId, line }) => `${transactionId} ${line}`}
            exports={{ endpoint: contract.exportEntries }}
            empty={{ title: t('noEntries'), hint: t('noEntriesHint') }}
          />
        </div>
        <aside>
          <Section title={t('balances')}>
            <Balances balances={account.balances} />
            {pending === 0 ? null : (
              <p>
                <Link to="/ledger/transactions" search={{ accountId, state: 'pending' } as never}>
                  {t('pendingCount', { count: pending })}
                </Link>
              </p>
            )}
          </Section>
          <AsOf accountId={accountId} />
          <Section title={t('facts')}>
            <Facts
              facts={[
                [t('owner'), <OwnerName key="owner" owner={owner} />],
                [t('account'), nameIn(language, account)],
                [t('openedAt'), format.date(account.openedAt)],
                guarded ? [t('guarded'), '✓'] : null,
              ]}
            />
          </Section>
        </aside>
      </div>
    </Page>
  );
}

/** What was true on a day, as it was known at an instant. */
function AsOf({ accountId }: { readonly accountId: string }) {
  const t = useWords(ledgerWords);
  const [on, setOn] = useState<string | null>(null);
  const [knownAt, setKnownAt] = useState<string | null>(null);
  const asked = on !== null || knownAt !== null;
  const { data } = useRead(
    contract.readAccount,
    {
      accountId,
      ...(on === null ? {} : { on }),
      ...(knownAt === null ? {} : { knownAt }),
    },
    { enabled: asked, keepLast: true },
  );
  return (
    <Section title={t('asOf')}>
      <div className="form">
        <div className="transfer-row">
          <label htmlFor="as-of-day">{t('onDay')}</label>
          <DayInput id="as-of-day" value={on} onChange={setOn} />
        </div>
        <div className="transfer-row">
          <label htmlFor="known-at">{t('knownAt')}</label>
          <DatePicker
            id="known-at"
            showTime
            value={knownAt === null ? null : dayjs(knownAt)}
            onChange={(moment) => setKnownAt(moment?.toISOString() ?? null)}
          />
        </div>
      </div>
      <p className="quiet">{t('asOfHint')}</p>
      {!asked || data?.asOf == null ? null : (
        <ul className="balances" aria-live="polite">
          {data.asOf.balances.map(({ unit, postedMinor }) => (
            <li key={unit.code}>
              <Amount minor={postedMinor} unit={unit} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** The statement of the entries that the filters let through. */
function PrintButton({ accountId }: { readonly accountId: string }) {
  const t = useWords(ledgerWords);
  const language = useLanguage();
  const notice = useNotice();
  const state = useListState();
  const [busy, setBusy] = useState(false);
  const print = async () => {
    setBusy(true);
    const chosen = (['from', 'until', 'knownAt'] as const).flatMap((name) => {
      const value = state.text(name);
      return value === '' ? [] : [[name, value] as const];
    });
    const unit = state.several('unit');
    const input = {
      accountId,
      lang: language,
      ...Object.fromEntries(chosen),
      ...(unit.length === 0 ? {} : { unit: [...unit] }),
    };
    await download(contract.printStatement, input).catch((error: unknown) => {
      if (error instanceof Problem) notice.failed(error);
      else throw error;
    });
    setBusy(false);
  };
  return (
    <Button loading={busy} onClick={() => void print()}>
      {t('printStatement')}
    </Button>
  );
}

function useEntryFilters(): Filter[] {
  const t = useWords(ledgerWords);
  return [
    { kind: 'choices', name: 'unit', label: t('unit'), options: useUnitChoices() },
    { kind: 'day', name: 'from', label: t('validFrom') },
    { kind: 'day', name: 'until', label: t('validUntil') },
    { kind: 'moment', name: 'knownAt', label: t('knownAt') },
  ];
}

function useEntryColumns(): Column<Entry>[] {
  const t = useWords(ledgerWords);
  const language = useLanguage();
  const format = useFormat();
  const amount = (entry: Entry, isDebit: boolean) =>
    isDebit === entry.amountMinor.startsWith('-')
      ? null
      : writeMinor(entry.amountMinor.replace('-', ''), entry.unit);
  return [
    {
      key: 'description',
      title: t('description'),
      render: ({ transactionId, description, others, sample }) => (
        <>
          <Link
            to="/ledger/transactions/$transactionId"
            params={{ transactionId }}
            className="strong"
          >
            {description[language]}
          </Link>{' '}
          <Sample when={sample} />
          <span className="quiet second-line">
            <Owners owners={others} />
          </span>
        </>
      ),
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
    {
      key: 'debit',
      title: t('debit'),
      tight: true,
      align: 'end',
      render: (entry) => amount(entry, true),
    },
    {
      key: 'credit',
      title: t('credit'),
      tight: true,
      align: 'end',
      render: (entry) => amount(entry, false),
    },
    {
      key: 'balance',
      title: t('balanceAfter'),
      tight: true,
      align: 'end',
      render: ({ balanceMinor, unit }) => <Amount minor={balanceMinor} unit={unit} />,
    },
  ];
}
