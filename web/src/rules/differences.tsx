import { Radio } from 'antd';
import { rulesContract as contract } from 'yunhe/rules/contract';
import { RegionChoice } from '../registry/choices.tsx';
import { type Filter, Filters } from '../ui/filters.tsx';
import { type ListState, useListState } from '../ui/list-state.ts';
import { Empty, Loaded, Page } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { ComparisonView } from './comparison-view.tsx';
import { RuleChoice } from './rule-choice.tsx';
import { RuleTabs } from './rule-tabs.tsx';
import { rulesWords } from './words.ts';

const ways = ['regions', 'versions'] as const;
type Way = (typeof ways)[number];

const sidesOf = {
  regions: ['leftRegion', 'rightRegion'],
  versions: ['leftVersionId', 'rightVersionId'],
} as const satisfies Record<Way, readonly string[]>;

/** One rule as two regions have it, or two versions of it: where they answer differently. */
export function Differences() {
  const t = useWords(rulesWords);
  const state = useListState();
  const way: Way = state.text('by') === 'versions' ? 'versions' : 'regions';
  return (
    <Page title={t('rules')} lead={t('differencesLead')}>
      <RuleTabs />
      <Radio.Group
        className="rule-ways"
        optionType="button"
        aria-label={t('compareBy')}
        value={way}
        options={ways.map((value) => ({ value, label: t(`by_${value}`) }))}
        onChange={({ target }) => state.change({ by: target.value as Way })}
      />
      <Filters filters={useSides(way, state)} state={state} />
      <Comparing way={way} state={state} />
    </Page>
  );
}

function Comparing({ way, state }: { readonly way: Way; readonly state: ListState }) {
  const t = useWords(rulesWords);
  const needed = way === 'regions' ? ['ruleSetId', ...sidesOf.regions] : sidesOf.versions;
  const asked = Object.fromEntries(
    [...needed, ...(way === 'regions' ? ['on'] : [])]
      .map((name) => [name, state.text(name)] as const)
      .filter(([, value]) => value !== ''),
  );
  const complete = needed.every((name) => name in asked);
  const read = useRead(contract.compareVersions, asked, { enabled: complete });
  if (!complete) return <Empty title={t('nothingCompared')} hint={t(`compareHint_${way}`)} />;
  return (
    <Loaded of={read}>
      {(comparison) => (
        <ComparisonView
          comparison={comparison}
          regions={way === 'regions' ? [state.text('leftRegion'), state.text('rightRegion')] : null}
        />
      )}
    </Loaded>
  );
}

function useSides(way: Way, state: ListState): Filter[] {
  const t = useWords(rulesWords);
  const ruleSetId = state.text('ruleSetId');
  const found = useRead(
    contract.readRuleSet,
    { ruleSetId },
    { enabled: way === 'versions' && ruleSetId !== '' },
  );
  const versions = (found.data?.versions ?? []).map(({ id, number, state: standing }) => ({
    value: id,
    label: `${t('versionNumber', { number })} · ${t(`state_${standing}`)}`,
  }));
  const rule: Filter = {
    kind: 'own',
    name: 'ruleSetId',
    label: t('rule'),
    render: ([value], change) => (
      <RuleChoice value={value ?? null} onChange={(id) => change([id ?? []].flat())} />
    ),
  };
  if (way === 'versions') {
    const side = (name: string, label: string): Filter => ({
      ...{ kind: 'choice', name, label, options: versions },
    });
    const [left, right] = sidesOf.versions;
    return [rule, side(left, t('oneVersion')), side(right, t('otherVersion'))];
  }
  const side = (name: string, label: string): Filter => ({
    ...{ kind: 'own', name, label },
    render: ([value], change) => (
      <RegionChoice
        label={label}
        placeholder={label}
        value={value ?? null}
        onChange={(code) => change([code ?? []].flat())}
      />
    ),
  });
  const [left, right] = sidesOf.regions;
  return [
    rule,
    side(left, t('oneRegion')),
    side(right, t('otherRegion')),
    { kind: 'day', name: 'on', label: t('onDay') },
  ];
}
