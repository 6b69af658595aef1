import { Link } from '@tanstack/react-router';
import { chainContract as contract } from 'yunhe/observatory/contract';
import { holds, useViewer } from '../ui/actor.ts';
import { useFormat } from '../ui/format.ts';
import { List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { chainWords } from './chain-words.ts';
import { useMaker } from './series-facts.tsx';
import { ObservatoryTabs } from './tabs.tsx';
import { observatoryWords } from './words.ts';

export function Chains() {
  const t = useWords(chainWords);
  const observatory = useWords(observatoryWords);
  const language = useLanguage();
  const format = useFormat();
  const makerOf = useMaker();
  const viewer = useViewer();
  const keeps = ['region_officer', 'secretariat', 'system_administrator'].some((office) =>
    holds(viewer, office),
  );
  return (
    <Page
      title={observatory('observatory')}
      lead={t('chainsLead')}
      actions={
        keeps ? (
          <Link to="/observatory/chains/new" className="link-button">
            {t('newChain')}
          </Link>
        ) : undefined
      }
    >
      <ObservatoryTabs />
      <List
        endpoint={contract.listChains}
        label={t('chains')}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            title: t('name'),
            render: ({ id, name, source, sample }) => (
              <>
                <Link to="/observatory/chains/$chainId" params={{ chainId: id }} className="strong">
                  {name[language]}
                </Link>
                <Sample when={sample} />
                <span className="quiet second-line">{source}</span>
              </>
            ),
          },
          {
            key: 'links',
            title: t('links'),
            align: 'end',
            render: ({ links }) => format.number(links),
          },
          {
            key: 'version',
            title: t('version'),
            tight: true,
            render: ({ version }) => t('versionSaid', { number: version }),
          },
          { key: 'madeBy', title: t('madeBy'), render: ({ madeBy }) => makerOf(madeBy) },
          {
            key: 'madeAt',
            title: t('madeAt'),
            tight: true,
            render: ({ madeAt }) => format.date(madeAt),
          },
        ]}
        empty={{ title: t('noChains'), hint: t('noChainsHint') }}
      />
    </Page>
  );
}
