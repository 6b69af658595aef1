import { getRouteApi } from '@tanstack/react-router';
import { type Comparison as Compared, compareContract as contract } from 'yunhe/platforms/contract';
import { ExportMenu } from '../ui/list.tsx';
import { Loaded, Page } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { usePlatformTypes } from './platform-facts.tsx';
import { schemeWords } from './scheme-words.ts';
import { SplitBy } from './split-by.tsx';
import { StandingView } from './standing.tsx';
import { useUnitNames } from './unit-names.ts';

const route = getRouteApi('/platforms/comparisons/$roundId');

/** Platforms of one type in one published round; those of another type are on another page. */
export function Comparison() {
  const { roundId } = route.useParams();
  const read = useRead(contract.readComparison, { roundId });
  return <Loaded of={read}>{(comparison) => <Shown comparison={comparison} />}</Loaded>;
}

function Shown({ comparison }: { readonly comparison: Compared }) {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const types = usePlatformTypes();
  const { id: roundId, title, type, platforms, standing, sample } = comparison;
  const names = useUnitNames(platforms);
  return (
    <Page
      title={title[language] || title.zh}
      above={[{ to: '/platforms/comparisons', label: t('comparisons') }]}
      lead={t('withinOne', { within: types.nameOf(type) })}
      marks={<Sample when={sample} />}
      actions={
        <>
          <SplitBy of={{ round: roundId }} />
          <ExportMenu
            endpoint={contract.exportComparison}
            formats={['xlsx', 'csv']}
            query={{ roundId, lang: language }}
          />
        </>
      }
    >
      <StandingView standing={standing} nameOf={names} />
    </Page>
  );
}
