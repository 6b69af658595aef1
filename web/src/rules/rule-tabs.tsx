import { Link } from '@tanstack/react-router';
import { holds, useViewer } from '../ui/actor.ts';
import { useWords } from '../ui/words.ts';
import { replayWords } from './replay-words.ts';
import { rulesWords } from './words.ts';

const here = { exact: true, includeSearch: false };

export function RuleTabs() {
  const t = useWords(rulesWords);
  const replays = useWords(replayWords);
  const viewer = useViewer();
  const makesRules = holds(viewer, 'region_officer') || holds(viewer, 'secretariat');
  return (
    <nav className="page-tabs" aria-label={t('rules')}>
      <Link to="/rules" activeOptions={here} activeProps={{ 'aria-current': 'page' }}>
        {t('catalogue')}
      </Link>
      <Link to="/rules/adoptions" activeOptions={here} activeProps={{ 'aria-current': 'page' }}>
        {t('whereInForce')}
      </Link>
      <Link to="/rules/differences" activeOptions={here} activeProps={{ 'aria-current': 'page' }}>
        {t('differences')}
      </Link>
      <Link to="/rules/decisions" activeOptions={here} activeProps={{ 'aria-current': 'page' }}>
        {t('decisions')}
      </Link>
      {makesRules ? (
        <Link to="/rules/replays" activeOptions={here} activeProps={{ 'aria-current': 'page' }}>
          {replays('replays')}
        </Link>
      ) : null}
    </nav>
  );
}
