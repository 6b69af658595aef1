/** Where the data of a preview or of a split come from: a sample, a file, or an evaluation. */
import { useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import { compareContract, previewContract } from 'yunhe/platforms/contract';
import { useFormat } from '../ui/format.ts';
import { useRead } from '../ui/query.ts';
import type { Search } from '../ui/root.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { schemeWords } from './scheme-words.ts';
import { TextFile } from './text-file.tsx';
import '../ui/schema-form.css';

interface Choice {
  readonly value: string;
  readonly label: string;
}

function useRoundChoices(): readonly Choice[] {
  const language = useLanguage();
  const read = useRead(compareContract.listComparedRounds, { limit: 100 });
  return (read.data?.items ?? []).map(({ id, title }) => ({
    value: id,
    label: title[language] || title.zh,
  }));
}

function usePreviewChoices(enabled: boolean): readonly Choice[] {
  const language = useLanguage();
  const format = useFormat();
  const asked = { state: ['finished' as const], limit: 100 };
  const read = useRead(previewContract.listPreviews, asked, { enabled });
  return (read.data?.items ?? []).map(({ id, title, createdAt }) => ({
    value: id,
    label: `${title[language] || title.zh} · ${format.instant(createdAt)}`,
  }));
}

/**
 * What is chosen, null while it is not whole; and the fields that it is chosen by. A split takes
 * the grades of a preview too, and joins lines of one's own; the address may name an evaluation.
 */
export function useDataSource({
  sampleData,
  splits,
}: {
  readonly sampleData: string;
  readonly splits: boolean;
}) {
  const t = useWords(schemeWords);
  const search = useSearch({ strict: false }) as Search;
  const evaluations = { round: useRoundChoices(), preview: usePreviewChoices(splits) };
  const named = splits ? (['preview', 'round'] as const).find((one) => search[one]) : undefined;
  const sources = [
    ...(sampleData.trim() === '' ? [] : (['sample'] as const)),
    'file' as const,
    ...(['round', 'preview'] as const).filter((one) => evaluations[one].length > 0),
  ];
  const [source, setSource] = useState(named ?? sources[0]!);
  const [ids, setIds] = useState<Readonly<Record<string, string | undefined>>>({
    preview: [search.preview].flat()[0],
    round: [search.round].flat()[0],
  });
  const [data, setData] = useState('');
  const isEvaluation = source === 'round' || source === 'preview';
  const id = ids[source];
  const own = data === '' ? {} : { data };
  const fields = (
    <>
      <Choices
        label={t('tryOn')}
        value={source}
        choices={sources.map((value) => ({ value, label: t(`source_${value}`) }))}
        onChange={(value) => setSource(value as typeof source)}
      />
      {isEvaluation ? (
        <Choices
          label={t(source)}
          value={id}
          choices={evaluations[source]}
          onChange={(value) => setIds({ ...ids, [source]: value })}
        />
      ) : null}
      {source === 'file' || (isEvaluation && splits) ? (
        <TextFile
          label={t(source === 'file' ? 'file' : 'ownLines')}
          accept=".csv"
          onText={setData}
        />
      ) : null}
    </>
  );
  if (source === 'sample') return { chosen: { source } as const, fields };
  if (source === 'file')
    return { chosen: data === '' ? null : ({ source, data } as const), fields };
  if (id === undefined) return { chosen: null, fields };
  const chosen =
    source === 'round'
      ? ({ source, roundId: id, ...(splits ? own : {}) } as const)
      : ({ source, previewId: id, ...own } as const);
  return { chosen, fields };
}

function Choices({
  label,
  value,
  choices,
  onChange,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
}) {
  return (
    <div className="schema-field">
      <span className="schema-label">{label}</span>
      <Select
        aria-label={label}
        popupMatchSelectWidth={false}
        value={value ?? null}
        options={[...choices]}
        onChange={(next) => {
          if (next !== null) onChange(next);
        }}
      />
    </div>
  );
}
