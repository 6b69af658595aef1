import { Link } from '@tanstack/react-router';
import { useWords } from '../ui/words.ts';
import { registryWords } from './words.ts';

export function NetworkTabs({ at }: { readonly at: 'network' | 'matrix' }) {
  const t = useWords(registryWords);
  return (
    <nav className="page-tabs" aria-label={t('network')}>
      <Link to="/network" {...(at === 'network' ? { 'aria-current': 'page' as const } : {})}>
        {t('networkTab')}
      </Link>
      <Link to="/network/regions" {...(at === 'matrix' ? { 'aria-current': 'page' as const } : {})}>
        {t('matrixTab')}
      </Link>
    </nav>
  );
}
