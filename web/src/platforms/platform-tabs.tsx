import { Link } from '@tanstack/react-router';
import { motionContract, roundContract } from 'yunhe/platforms/contract';
import { useViewer } from '../ui/actor.ts';
import { useRead } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { governanceWords } from './governance-words.ts';
import { platformWords } from './platform-words.ts';
import { roundWords } from './round-words.ts';
import { schemeWords } from './scheme-words.ts';
import { isMeetingAhead } from './waiting.ts';

const here = {
  activeOptions: { exact: true, includeSearch: false },
  activeProps: { 'aria-current': 'page' as const },
};

/** The pages about all platforms. */
export function PlatformsTabs() {
  const t = useWords(platformWords);
  const schemes = useWords(schemeWords);
  const g = useWords(governanceWords);
  const viewer = useViewer();
  const { data } = useRead(motionContract.listDecisionsToTake, {}, { enabled: viewer !== null });
  const waiting = (data?.items ?? []).filter((one) => !isMeetingAhead(one)).length;
  const rounds = useWords(roundWords);
  const own = useRead(roundContract.listRoundTasks, {}, { enabled: viewer !== null });
  const tasks = own.data?.items.length ?? 0;
  return (
    <nav className="page-tabs" aria-label={t('platforms')}>
      <Link to="/platforms" {...here}>
        {t('platforms')}
      </Link>
      <Link to="/platforms/decisions" {...here}>
        {g('toDo')}
        {waiting === 0 ? '' : ` (${waiting})`}
      </Link>
      <Link to="/platforms/schemes" activeProps={{ 'aria-current': 'page' }}>
        {schemes('schemes')}
      </Link>
      <Link to="/platforms/comparisons" activeProps={{ 'aria-current': 'page' }}>
        {schemes('comparisons')}
      </Link>
      <Link to="/platforms/my-evaluations" {...here}>
        {rounds('myEvaluations')}
        {tasks === 0 ? '' : ` (${tasks})`}
      </Link>
      <Link to="/platforms/rounds" activeProps={{ 'aria-current': 'page' }}>
        {rounds('rounds')}
      </Link>
      <Link to="/platforms/interventions" activeProps={{ 'aria-current': 'page' }}>
        {rounds('interventions')}
      </Link>
    </nav>
  );
}

/** The pages about one platform. */
export function PlatformTabs({ platformId }: { readonly platformId: string }) {
  const t = useWords(platformWords);
  const g = useWords(governanceWords);
  const params = { platformId };
  return (
    <nav className="page-tabs" aria-label={t('platform')}>
      <Link to="/platforms/$platformId" params={params} {...here}>
        {t('facts')}
      </Link>
      <Link to="/platforms/$platformId/charter" params={params} {...here}>
        {g('charter')}
      </Link>
      <Link to="/platforms/$platformId/mandates" params={params} {...here}>
        {g('mandates')}
      </Link>
      <Link to="/platforms/$platformId/motions" params={params} {...here}>
        {g('motions')}
      </Link>
      <Link to="/platforms/$platformId/budget" params={params} {...here}>
        {g('budget')}
      </Link>
    </nav>
  );
}
