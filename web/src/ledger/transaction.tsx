import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { ledgerContract as contract, type Transaction as Recorded } from 'yunhe/ledger/contract';
import { download } from '../ui/call.ts';
import { useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { Amount, writeMinor } from './amount.tsx';
import { OwnerName, StateTag } from './marks.tsx';
import { SettleActions } from './settle-transaction.tsx';
import { ledgerWords } from './words.ts';
import './ledger.css';

const route = getRouteApi('/ledger/transactions/$transactionId');

export function Transaction() {
  const { transactionId } = route.useParams();
  const read = useRead(contract.readTransaction, { transactionId });
  return <Loaded of={read}>{(transaction) => <Body transaction={transaction} />}</Loaded>;
}

function Body({ transaction }: { readonly transaction: Recorded }) {
  const t = useWords(ledgerWords);
  const language = useLanguage();
  return (
    <Page
      title={transaction.description[language]}
      above={[
        { to: '/ledger', label: t('ledger') },
        { to: '/ledger/transactions', label: t('transactions') },
      ]}
      marks={
        <>
          <StateTag state={transaction.state} />
          <Sample when={transaction.sample} />
        </>
      }
      actions={<SettleActions transaction={transaction} />}
    >
      <div className="columns">
        <div>
          <Section title={t('entries')}>
            <Entries transaction={transaction} />
          </Section>
          <Sources transaction={transaction} />
        </div>
        <aside>
          <RecordedFacts transaction={transaction} />
        </aside>
      </div>
    </Page>
  );
}

function Entries({ transaction: { entries } }: { readonly transaction: Recorded }) {
  const t = useWords(ledgerWords);
  const language = useLanguage();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard.
    <section className="table-frame" aria-label={t('entries')} tabIndex={0}>
      <table className="table table-cards">
        <thead>
          <tr>
            <th scope="col">{t('account')}</th>
            <th scope="col" className="end">
              {t('debit')}
            </th>
            <th scope="col" className="end">
              {t('credit')}
            </th>
            <th scope="col">{t('unit')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ line, account, accountId, unit, amountMinor }) => (
            <tr key={line}>
              <td>
                {accountId === null ? (
                  <OwnerName owner={account.owner} />
                ) : (
                  <Link to="/ledger/accounts/$accountId" params={{ accountId }}>
                    <OwnerName owner={account.owner} />
                  </Link>
                )}
                <span className="quiet second-line">{nameIn(language, account)}</span>
              </td>
              <td className="end amount" data-label={t('debit')}>
                {amountMinor.startsWith('-') ? null : writeMinor(amountMinor, unit)}
              </td>
              <td className="end amount" data-label={t('credit')}>
                {amountMinor.startsWith('-') ? writeMinor(amountMinor.slice(1), unit) : null}
              </td>
              <td data-label={t('unit')}>
                <span>
                  {nameIn(language, unit)} <span className="quiet">{unit.code}</span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What it was derived from, and the record of that for other programs. */
function Sources({ transaction: { id, sources } }: { readonly transaction: Recorded }) {
  const t = useWords(ledgerWords);
  const language = useLanguage();
  const notice = useNotice();
  const provenance = (
    <Button
      onClick={() =>
        void download(contract.readProvenance, { transactionId: id }).catch(notice.failed)
      }
    >
      {t('provenance')}
    </Button>
  );
  return (
    <Section title={t('sources')} actions={provenance}>
      {sources.length === 0 ? (
        <p className="quiet">{t('noSources')}</p>
      ) : (
        <ul>
          {sources.map(({ kind, id: source, name, digest }) => (
            <li key={`${kind} ${source}`}>
              {name === undefined ? `${kind} ${source}` : name[language]}
              {digest === undefined ? null : (
                <code className="quiet second-line digest">{digest}</code>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function RecordedFacts({ transaction }: { readonly transaction: Recorded }) {
  const t = useWords(ledgerWords);
  const format = useFormat();
  const { moved, event, pendingId, settledById, journeyId } = transaction;
  const other = (transactionId: string) => (
    <Link to="/ledger/transactions/$transactionId" params={{ transactionId }}>
      {t('transaction')}
    </Link>
  );
  return (
    <Section title={t('facts')}>
      <Facts
        facts={[
          [
            t('amount'),
            moved.map(({ unit, amountMinor }) => (
              <div key={unit.code}>
                <Amount minor={amountMinor} unit={unit} />
              </div>
            )),
          ],
          [t('validOn'), format.day(transaction.validOn)],
          [t('recordedAt'), format.instant(transaction.recordedAt)],
          [t('recordedBy'), transaction.actor.name],
          pendingId === null ? null : [t('settles'), other(pendingId)],
          settledById === null ? null : [t('settledBy'), other(settledById)],
          journeyId === null ? null : [t('journey'), <code key="journey">{journeyId}</code>],
          [t('key'), <code key="key">{transaction.key}</code>],
          [
            t('digest'),
            <code key="digest" className="digest">
              {transaction.digest}
            </code>,
          ],
          event === null
            ? null
            : [
                t('event'),
                <span key="event" className="digest">
                  {t('eventNumber', { sequence: event.sequence, hash: event.hash })}
                </span>,
              ],
        ]}
      />
    </Section>
  );
}
