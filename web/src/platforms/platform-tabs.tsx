import { Link } from '@tanstack/react-router';
import { useWords } from '../ui/words.ts';
import { platformWords } from './platform-words.ts';
import { schemeWords } from './scheme-words.ts';

const here = { exact: true, includeSearch: false };

/** The pages about all platforms. */
export function PlatformsTabs() {
  const t = useWords(platformWords);
  const schemes = useWords(schemeWords);
  return (
    <nav className="page-tabs" aria-label={t('platforms')}>
      <Link to="/platforms" activeOptions={here} activeProps={{ 'aria-current': 'page' }}>
        {t('platforms')}
      </Link>
      <Link to="/platforms/schemes" activeProps={{ 'aria-current': 'page' }}>
        {schemes('schemes')}
      </Link>
    </nav>
  );
}

/** The pages about one platform. */
export function PlatformTabs({ platformId }: { readonly platformId: string }) {
  const t = useWords(platformWords);
  const params = { platformId };
  return (
    <nav className="page-tabs" aria-label={t('platform')}>
      <Link
        to="/platforms/$platformId"
        params={params}
        activeOptions={here}
        activeProps={{ 'aria-current': 'page' }}
      >
        {t('facts')}
      </Link>
    </nav>
  );
}
