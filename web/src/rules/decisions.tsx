import { Link } from '@tanstack/react-router';
import { rulesContract as contract, type DecisionSummary } from 'yunhe/rules/contract';
import { OrganisationChoice, regionFilter } from '../registry/choices.tsx';
import type { Filter } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { RuleChoice } from './rule-choice.tsx';
import { MoneyOf, RegionOf } from './rule-facts.tsx';
import { RuleTabs } from './rule-tabs.tsx';
import { OutcomeTag } from './run-view.tsx';
import { rulesWords } from './words.ts';

const outcomes = ['granted', 'refused', 'undetermined'] as const;

export function Decisions() {
  const t = useWords(rulesWords);
  const decide = (
    <Link to="/rules/decisions/new" className="link-button">
      {t('decide')}
    </Link>
  );
  return (
    <Page title={t('rules')} lead={t('decisionsLead')} actions={decide}>
      <RuleTabs />
      <List
        endpoint={contract.listDecisions}
        label={t('decisions')}
        filters={useDecisionFilters()}
        columns={useDecisionColumns()}
        rowKey={({ id }) => id}
        exports={{ endpoint: contract.exportDecisions }}
        empty={{ title: t('noDecisions'), hint: t('noDecisionsHint'), action: decide }}
      />
    </Page>
  );
}

function useDecisionFilters(): Filter[] {
  const t = useWords(rulesWords);
  const label = { rule: t('rule'), organisation: t('organisation'), region: t('place') };
  return [
    {
      kind: 'own',
      name: 'ruleSetId',
      label: label.rule,
      render: ([value], change) => (
        <RuleChoice value={value ?? null} onChange={(id) => change([id ?? []].flat())} />
      ),
    },
    {
      kind: 'own',
      name: 'organisationId',
      label: label.organisation,
      render: ([value], change) => (
        <OrganisationChoice
          label={label.organisation}
          value={value ?? null}
          onChange={(id) => change([id ?? []].flat())}
        />
      ),
    },
    {
      kind: 'choices',
      name: 'outcome',
      label: t('outcome'),
      options: outcomes.map((value) => ({ value, label: t(`outcome_${value}`) })),
    },
    regionFilter('region', label.region),
    { kind: 'day', name: 'from', label: t('decidedFrom') },
    { kind: 'day', name: 'until', label: t('decidedUntil') },
  ];
}

function useDecisionColumns(): Column<DecisionSummary>[] {
  const t = useWords(rulesWords);
  const language = useLanguage();
  const format = useFormat();
  return [
    {
      key: 'organisation',
      title: t('organisation'),
      render: ({ id, organisation, sample }) => (
        <>
          <Link to="/rules/decisions/$decisionId" params={{ decisionId: id }} className="strong">
            {nameIn(language, organisation) || organisation.displayName}
          </Link>{' '}
          <Sample when={sample} />
          <RegionOf organisation={organisation} />
        </>
      ),
    },
    {
      key: 'rule',
      title: t('rule'),
      render: ({ version }) => (
        <>
          {nameIn(language, version)}
          <span className="quiet second-line">
            {t('versionNumber', { number: version.number })}
          </span>
        </>
      ),
    },
    {
      key: 'outcome',
      title: t('outcome'),
      tight: true,
      render: ({ outcome }) => <OutcomeTag outcome={outcome} />,
    },
    {
      key: 'amount',
      title: t('amount'),
      tight: true,
      align: 'end',
      render: ({ amount }) => <MoneyOf amount={amount} />,
    },
    { key: 'on', title: t('forDay'), tight: true, render: ({ on }) => format.day(on) },
    {
      key: 'decidedAt',
      title: t('decidedAt'),
      tight: true,
      render: ({ decidedAt, decidedBy }) => (
        <>
          {format.instant(decidedAt)}
          <span className="quiet second-line">{decidedBy}</span>
        </>
      ),
    },
  ];
}
