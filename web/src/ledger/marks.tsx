import { Link } from '@tanstack/react-router';
import type { Owner, TransactionSummary } from 'yunhe/ledger/contract';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { ledgerWords } from './words.ts';

const tones = { posted: 'tag-good', pending: 'tag-warn', voided: '' } as const;

export function StateTag({ state }: { readonly state: TransactionSummary['state'] }) {
  const t = useWords(ledgerWords);
  return <span className={`tag ${tones[state]}`}>{t(`state_${state}`)}</span>;
}

export function OwnerName({ owner }: { readonly owner: Owner }) {
  const language = useLanguage();
  return <>{nameIn(language, owner) || owner.displayName}</>;
}

export function Owners({ owners }: { readonly owners: readonly Owner[] }) {
  const language = useLanguage();
  const names = owners.map((owner) => nameIn(language, owner) || owner.displayName);
  return <>{names.join(language === 'zh' ? '、' : ', ')}</>;
}

const here = { exact: true, includeSearch: false };

export function LedgerTabs() {
  const t = useWords(ledgerWords);
  return (
    <nav className="page-tabs" aria-label={t('ledger')}>
      <Link to="/ledger" activeOptions={here} activeProps={{ 'aria-current': 'page' }}>
        {t('accounts')}
      </Link>
      <Link to="/ledger/transactions" activeOptions={here} activeProps={{ 'aria-current': 'page' }}>
        {t('transactions')}
      </Link>
    </nav>
  );
}
