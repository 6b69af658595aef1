/** Where the data of a preview or of a split come from: a sample, a file, or an evaluation. */
import { Select } from 'antd';
import { useState } from 'react';
import { compareContract } from 'yunhe/platforms/contract';
import { useRead } from '../ui/query.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { schemeWords } from './scheme-words.ts';
import { TextFile } from './text-file.tsx';
import '../ui/schema-form.css';

export type Source = 'sample' | 'file' | 'round';

export interface DataChosen {
  readonly source: Source;
  readonly data?: string;
  readonly roundId?: string;
}

/** What is chosen, null while it is not whole; and the fields that it is chosen by. */
export function useDataSource(about: {
  readonly sampleData: string;
  /** A round's data are joined by lines of one's own. */
  readonly joins: boolean;
}) {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const rounds = useRead(compareContract.listComparedRounds, { limit: 100 });
  const choices = (rounds.data?.items ?? []).map(({ id, title }) => ({
    value: id,
    label: title[language] || title.zh,
  }));
  const sources: readonly Source[] = [
    ...(about.sampleData.trim() === '' ? [] : (['sample'] as const)),
    'file',
    ...(choices.length === 0 ? [] : (['round'] as const)),
  ];
  const [wanted, setWanted] = useState<Source | null>(null);
  const [data, setData] = useState('');
  const [roundId, setRoundId] = useState<string | null>(null);
  const source = wanted ?? sources[0]!;
  const chosen: DataChosen | null =
    source === 'sample'
      ? { source }
      : source === 'file'
        ? data === ''
          ? null
          : { source, data }
        : roundId === null
          ? null
          : { source, roundId, ...(about.joins && data !== '' ? { data } : {}) };
  const fields = (
    <>
      <div className="schema-field">
        <span className="schema-label">{t('tryOn')}</span>
        <Select
          aria-label={t('tryOn')}
          popupMatchSelectWidth={false}
          value={source}
          options={sources.map((value) => ({ value, label: t(`source_${value}`) }))}
          onChange={setWanted}
        />
      </div>
      {source === 'round' ? (
        <div className="schema-field">
          <span className="schema-label">{t('round')}</span>
          <Select
            aria-label={t('round')}
            popupMatchSelectWidth={false}
            value={roundId}
            options={choices}
            onChange={setRoundId}
          />
        </div>
      ) : null}
      {source === 'file' || (source === 'round' && about.joins) ? (
        <TextFile
          label={t(source === 'file' ? 'file' : 'ownLines')}
          accept=".csv"
          onText={setData}
        />
      ) : null}
    </>
  );
  return { chosen, fields };
}
