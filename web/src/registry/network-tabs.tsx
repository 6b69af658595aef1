import { Link } from '@tanstack/react-router';
import { useWords } from '../ui/words.ts';
import { registryWords } from './words.ts';

const here = { exact: true, includeSearch: false };

export function NetworkTabs() {
  const t = useWords(registryWords);
  return (
    <nav className="page-tabs" aria-label={t('network')}>
      <Link to="/network" activeOptions={here} activeProps={{ 'aria-current': 'page' }}>
        {t('networkTab')}
      </Link>
      <Link to="/network/regions" activeOptions={here} activeProps={{ 'aria-current': 'page' }}>
        {t('matrixTab')}
      </Link>
      {/* Measured by another capability: its path is plain text here. */}
      <Link to={'/observatory/network' as string}>{t('measuredTab')}</Link>
    </nav>
  );
}
