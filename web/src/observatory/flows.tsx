import { observatoryContract as contract, reportContract } from 'yunhe/observatory/contract';
import { type Filter, Filters } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { useListState } from '../ui/list-state.ts';
import { Empty, Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { Amounts } from './amounts.tsx';
import { ExpectedFlows } from './expected-flows.tsx';
import { networkWords } from './network-words.ts';
import { PairPicture } from './pair-picture.tsx';
import { ReportMenu } from './report-menu.tsx';
import { ObservatoryTabs } from './tabs.tsx';
import { observatoryWords } from './words.ts';

const kinds = ['talent', 'technology', 'capital', 'services', 'data'] as const;

export function Flows() {
  const t = useWords(observatoryWords);
  const n = useWords(networkWords);
  const format = useFormat();
  const state = useListState();
  const asked = Object.fromEntries(
    ['kind', 'fromYear', 'toYear']
      .map((name) => [name, state.text(name)] as const)
      .filter(([, value]) => value !== ''),
  );
  const read = useRead(contract.readFlows, asked, { keepLast: true });
  // Whole years that are there: what days are offered for, days can be subtracted from.
  const years = (read.data?.years ?? []).map(String);
  const year = (name: 'fromYear' | 'toYear'): Filter => ({
    kind: 'choice',
    name,
    label: n(name),
    options: years.map((value) => ({ value, label: value })),
  });
  const filters: Filter[] = [
    {
      kind: 'choice',
      name: 'kind',
      label: t('flowKind'),
      options: kinds.map((value) => ({ value, label: t(`flow_${value}`) })),
    },
    year('fromYear'),
    year('toYear'),
  ];
  return (
    <Page
      title={t('observatory')}
      lead={t('flowsLead')}
      actions={
        <ReportMenu
          endpoint={reportContract.reportFlows}
          input={asked}
          tables={[
            { section: 'pairs', label: t('byPair') },
            { section: 'kinds', label: t('flowKind') },
          ]}
        />
      }
    >
      <ObservatoryTabs />
      <Filters filters={filters} state={state} />
      <Loaded of={read}>
        {({ kinds: counts, regions, cells }) =>
          cells.length === 0 ? (
            <Empty title={t('noFlows')} hint={t('noFlowsHint')} />
          ) : (
            <Section>
              <Facts
                facts={counts.map(
                  ({ kind, count }) => [t(`flow_${kind}`), format.number(count)] as const,
                )}
              />
              <PairPicture
                label={t('flowsPicture')}
                source={t('flowsSource')}
                regions={regions}
                pairs={cells}
                more={{ title: t('amounts'), render: ({ amounts }) => <Amounts of={amounts} /> }}
              />
              <p className="quiet">{t('flowsSuppressedHint')}</p>
            </Section>
          )
        }
      </Loaded>
      <ExpectedFlows state={state} />
    </Page>
  );
}
