import { Link } from '@tanstack/react-router';
import { useWords } from '../ui/words.ts';
import { networkWords } from './network-words.ts';
import { reportWords } from './report-words.ts';
import { observatoryWords } from './words.ts';

const here = { exact: true, includeSearch: false };

export function ObservatoryTabs() {
  const t = useWords(observatoryWords);
  const n = useWords(networkWords);
  const r = useWords(reportWords);
  return (
    <nav className="page-tabs" aria-label={t('observatory')}>
      <Link
        to="/observatory/barriers"
        activeOptions={here}
        activeProps={{ 'aria-current': 'page' }}
      >
        {t('barriers')}
      </Link>
      <Link to="/observatory/files" activeOptions={here} activeProps={{ 'aria-current': 'page' }}>
        {t('files')}
      </Link>
      <Link to="/observatory/series" activeOptions={here} activeProps={{ 'aria-current': 'page' }}>
        {t('series')}
      </Link>
      <Link to="/observatory/chains" activeOptions={here} activeProps={{ 'aria-current': 'page' }}>
        {t('chains')}
      </Link>
      <Link to="/observatory/network" activeOptions={here} activeProps={{ 'aria-current': 'page' }}>
        {n('networks')}
      </Link>
      <Link to="/observatory/flows" activeOptions={here} activeProps={{ 'aria-current': 'page' }}>
        {t('flows')}
      </Link>
      <Link to="/observatory/reports" activeOptions={here} activeProps={{ 'aria-current': 'page' }}>
        {r('yearlyReports')}
      </Link>
      <Link
        to="/observatory/open-data"
        activeOptions={here}
        activeProps={{ 'aria-current': 'page' }}
      >
        {r('openData')}
      </Link>
    </nav>
  );
}
