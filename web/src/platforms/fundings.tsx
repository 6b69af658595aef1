/** Splitting a budget by a formula, and what was split before; for those who keep the formula. */
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import {
  formulaContract as contract,
  type FundingSummary,
  type SchemeVersion,
} from 'yunhe/platforms/contract';
import { useFormat } from '../ui/format.ts';
import { groupedDigits } from '../ui/grouped-digits.ts';
import { type Column, List } from '../ui/list.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useWrite } from '../ui/query.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { useDataSource } from './data-source.tsx';
import { schemeWords } from './scheme-words.ts';
import './schemes.css';

export function Fundings({ version }: { readonly version: SchemeVersion }) {
  const t = useWords(schemeWords);
  const columns = useFundingColumns();
  const { id: versionId, may } = version;
  if (!may.seeTrials) return null;
  return (
    <Section title={t('funding')}>
      <p className="quiet">{t('fundLead')}</p>
      {version.digest === null || !may.fund ? null : <Fund version={version} />}
      <List
        endpoint={contract.listFundingRuns}
        input={{ versionId }}
        label={t('fundings')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={{ title: t('noFundings') }}
        prefix="funding."
      />
    </Section>
  );
}

function Fund({ version }: { readonly version: SchemeVersion }) {
  const t = useWords(schemeWords);
  const navigate = useNavigate();
  const { chosen, fields } = useDataSource({ sampleData: version.sampleData, splits: true });
  const [budget, setBudget] = useState('');
  const compute = useWrite(contract.computeFunding, {
    onDone: ({ id }) => void navigate({ to: '/platforms/funding/$runId', params: { runId: id } }),
  });
  const isAmount = /^\d{1,15}(\.\d{1,2})?$/.test(budget);
  return (
    <>
      <div className="scheme-start">
        <div className="schema-field">
          <span className="schema-label">{t('budget')}</span>
          <Input
            aria-label={t('budget')}
            inputMode="decimal"
            value={budget}
            suffix={<span className="quiet">{isAmount ? groupedDigits(budget) : ''}</span>}
            onChange={({ target }) => setBudget(target.value.replaceAll(/[,，\s]/g, ''))}
          />
        </div>
        {fields}
        <Button
          type="primary"
          loading={compute.isPending}
          disabled={!isAmount || chosen === null}
          onClick={() =>
            chosen === null
              ? undefined
              : compute.mutate({ versionId: version.id, ...chosen, budget })
          }
        >
          {t('fund')}
        </Button>
      </div>
      <ProblemView problem={compute.error} />
    </>
  );
}

/** Where the grades came from, linked where it was an evaluation. */
export function FundedBy({
  run: { source, preview, round },
}: {
  readonly run: Pick<FundingSummary, 'source' | 'preview' | 'round'>;
}) {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const called = ({ title }: { readonly title: { zh: string; en: string } }) =>
    title[language] || title.zh;
  if (source === 'round' && round !== null) {
    return (
      <Link to="/platforms/comparisons/$roundId" params={{ roundId: round.id }}>
        {called(round)}
      </Link>
    );
  }
  if (preview === null) return t(`source_${source}`);
  return (
    <Link to="/platforms/scheme-previews/$previewId" params={{ previewId: preview.id }}>
      {t('preview')} · {called(preview)}
    </Link>
  );
}

function useFundingColumns(): Column<FundingSummary>[] {
  const t = useWords(schemeWords);
  const format = useFormat();
  return [
    {
      key: 'at',
      title: t('startedAt'),
      render: ({ id, createdAt }) => (
        <Link to="/platforms/funding/$runId" params={{ runId: id }}>
          {format.instant(createdAt)}
        </Link>
      ),
    },
    {
      key: 'budget',
      title: t('budget'),
      align: 'end',
      tight: true,
      render: ({ budget, currency }) => `${groupedDigits(budget)} ${currency}`,
    },
    { key: 'units', title: t('units'), align: 'end', render: ({ unitCount }) => unitCount },
    { key: 'source', title: t('tryOn'), render: (run) => <FundedBy run={run} /> },
    {
      key: 'by',
      title: t('startedBy'),
      render: ({ computedBy, current }) => (
        <>
          {computedBy.name} {current ? null : <span className="tag tag-warn">{t('outdated')}</span>}
        </>
      ),
    },
  ];
}
