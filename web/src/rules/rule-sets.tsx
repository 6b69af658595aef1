import { Link } from '@tanstack/react-router';
import { rulesContract as contract, type RuleSetSummary } from 'yunhe/rules/contract';
import { regionFilter } from '../registry/choices.tsx';
import { holds, useViewer } from '../ui/actor.ts';
import type { Filter } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { GradeTag, PlaceName, VersionState } from './rule-facts.tsx';
import { RuleTabs } from './rule-tabs.tsx';
import { rulesWords } from './words.ts';

export function RuleSets() {
  const t = useWords(rulesWords);
  const viewer = useViewer();
  const mayWrite = holds(viewer, 'region_officer') || holds(viewer, 'secretariat');
  return (
    <Page
      title={t('rules')}
      lead={t('rulesLead')}
      actions={
        mayWrite ? (
          <Link to="/rules/new" className="link-button">
            {t('writeRule')}
          </Link>
        ) : null
      }
    >
      <RuleTabs />
      <List
        endpoint={contract.listRuleSets}
        label={t('rules')}
        filters={useRuleFilters(mayWrite)}
        columns={useRuleColumns()}
        rowKey={({ id }) => id}
        sorts={[
          { value: 'name', label: t('sort_name') },
          { value: '-publishedAt', label: t('sort_published') },
        ]}
        exports={{ endpoint: contract.exportRuleSets }}
        empty={{ title: t('noRules'), hint: t('noRulesHint') }}
      />
    </Page>
  );
}

function useRuleFilters(seesDrafts: boolean): Filter[] {
  const t = useWords(rulesWords);
  const states = seesDrafts
    ? (['draft', 'reviewed', 'published', 'withdrawn'] as const)
    : (['published', 'withdrawn'] as const);
  return [
    { kind: 'text', name: 'q', label: t('findRule') },
    {
      kind: 'choices',
      name: 'grade',
      label: t('grade'),
      options: (['P', 'M', 'S', 'C'] as const).map((value) => ({
        value,
        label: t(`grade_${value}`),
      })),
    },
    {
      kind: 'choices',
      name: 'state',
      label: t('state'),
      options: states.map((value) => ({ value, label: t(`state_${value}`) })),
    },
    regionFilter('region', t('adoptedIn')),
  ];
}

function useRuleColumns(): Column<RuleSetSummary>[] {
  const t = useWords(rulesWords);
  const language = useLanguage();
  const format = useFormat();
  return [
    {
      key: 'name',
      title: t('name'),
      render: ({ latest, sample }) => (
        <>
          <Link
            to="/rules/versions/$versionId"
            params={{ versionId: latest.id }}
            className="strong"
          >
            {nameIn(language, latest) || t('unnamed')}
          </Link>{' '}
          <Sample when={sample} />
          <span className="second-line tags">
            <VersionState state={latest.state} />
            <span className="quiet">{t('versionNumber', { number: latest.number })}</span>
          </span>
        </>
      ),
    },
    {
      key: 'document',
      title: t('documentNumber'),
      render: ({ latest }) => (
        <>
          {latest.documentNumber}
          <span className="second-line">
            <GradeTag grade={latest.grade} />
          </span>
        </>
      ),
    },
    { key: 'keeper', title: t('keeper'), render: ({ keeper }) => <PlaceName place={keeper} /> },
    {
      key: 'adoptedBy',
      title: t('adoptedBy'),
      render: ({ adoptedBy }) =>
        adoptedBy.length === 0 ? (
          <span className="quiet">{t('adoptedByNobody')}</span>
        ) : (
          adoptedBy.map(({ place, number }) => (
            <span key={`${place.kind} ${place.id}`} className="second-line">
              <PlaceName place={place} />{' '}
              <span className="quiet">{t('versionNumber', { number })}</span>
            </span>
          ))
        ),
    },
    {
      key: 'publishedAt',
      title: t('publishedOn'),
      tight: true,
      render: ({ latest }) =>
        latest.publishedAt === null ? null : format.day(latest.publishedAt.slice(0, 10)),
    },
  ];
}
