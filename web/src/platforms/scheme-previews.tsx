/** Trying a version on data, and what was tried before; for those who keep the scheme. */
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, InputNumber } from 'antd';
import { useState } from 'react';
import {
  previewContract as contract,
  type PreviewSummary,
  type SchemeVersion,
} from 'yunhe/platforms/contract';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { useDataSource } from './data-source.tsx';
import { schemeWords } from './scheme-words.ts';
import './schemes.css';

export function SchemePreviews({ version }: { readonly version: SchemeVersion }) {
  const t = useWords(schemeWords);
  const columns = usePreviewColumns();
  const { id: versionId, may } = version;
  if (!may.seeTrials) return null;
  return (
    <Section title={t('preview')}>
      <p className="quiet">{t('previewLead')}</p>
      {version.digest === null || !may.preview ? null : <StartPreview version={version} />}
      <List
        endpoint={contract.listSchemePreviews}
        input={{ versionId }}
        label={t('previews')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={{ title: t('noPreviews') }}
        prefix="preview."
      />
    </Section>
  );
}

export function StartPreview({ version }: { readonly version: SchemeVersion }) {
  const t = useWords(schemeWords);
  const navigate = useNavigate();
  const { chosen: data, fields } = useDataSource({
    sampleData: version.sampleData,
    splits: false,
  });
  // Grades of a preview split budgets; they are no data to try.
  const chosen = data?.source === 'preview' ? null : data;
  const [draws, setDraws] = useState(1_000);
  const [seed, setSeed] = useState(1);
  const start = useWrite(contract.startSchemePreview, {
    onDone: ({ id }) =>
      void navigate({ to: '/platforms/scheme-previews/$previewId', params: { previewId: id } }),
  });
  return (
    <>
      <div className="scheme-start">
        {fields}
        <div className="schema-field">
          <span className="schema-label">{t('draws')}</span>
          <InputNumber
            aria-label={t('draws')}
            min={0}
            max={10_000}
            value={draws}
            onChange={(value) => setDraws(value ?? 0)}
          />
        </div>
        <div className="schema-field">
          <span className="schema-label">{t('seed')}</span>
          <InputNumber
            aria-label={t('seed')}
            min={0}
            max={2_147_483_647}
            value={seed}
            onChange={(value) => setSeed(value ?? 0)}
          />
        </div>
        <Button
          type="primary"
          loading={start.isPending}
          disabled={chosen === null}
          onClick={() =>
            chosen === null
              ? undefined
              : start.mutate({ versionId: version.id, ...chosen, draws, seed })
          }
        >
          {t('start')}
        </Button>
      </div>
      <ProblemView problem={start.error} />
    </>
  );
}

function usePreviewColumns(): Column<PreviewSummary>[] {
  const t = useWords(schemeWords);
  const format = useFormat();
  return [
    {
      key: 'at',
      title: t('startedAt'),
      render: ({ id, createdAt }) => (
        <Link to="/platforms/scheme-previews/$previewId" params={{ previewId: id }}>
          {format.instant(createdAt)}
        </Link>
      ),
    },
    { key: 'source', title: t('tryOn'), render: ({ source }) => t(`source_${source}`) },
    { key: 'draws', title: t('draws'), align: 'end', render: ({ draws }) => draws },
    { key: 'by', title: t('startedBy'), render: ({ startedBy }) => startedBy.name },
    {
      key: 'state',
      title: t('state'),
      render: ({ state, current }) => (
        <span className="tags">
          <span className="tag">{t(`run_${state}`)}</span>
          {current ? null : <span className="tag tag-warn">{t('outdated')}</span>}
        </span>
      ),
    },
  ];
}
