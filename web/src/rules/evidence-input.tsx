import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { Evidence, FormField } from 'yunhe/rules/contract';
import { DayInput } from '../ui/day-input.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { rulesWords } from './words.ts';

type Line = Evidence & { readonly key: number };

/** What proves the case, line by line; a line that says nothing is left out. */
export function EvidenceInput({
  fields,
  onChange,
}: {
  readonly fields: readonly FormField[];
  readonly onChange: (evidence: readonly Evidence[]) => void;
}) {
  const t = useWords(rulesWords);
  const language = useLanguage();
  const [lines, setLines] = useState<readonly Line[]>([]);
  const change = (next: readonly Line[]) => {
    setLines(next);
    const said = next.filter(({ text }) => text.trim() !== '');
    onChange(said.map(({ key: _key, ...evidence }) => evidence));
  };
  return (
    <>
      {lines.map((line, at) => {
        const put = (part: Partial<Evidence>) =>
          change(lines.map((one) => (one.key === line.key ? { ...one, ...part } : one)));
        const named = (what: string) => `${what} ${at + 1}`;
        return (
          <div key={line.key} className="evidence-line">
            <Input
              aria-label={named(t('evidenceText'))}
              placeholder={t('evidenceText')}
              maxLength={300}
              value={line.text}
              onChange={({ target }) => put({ text: target.value })}
            />
            <Select
              aria-label={named(t('evidenceInput'))}
              placeholder={t('evidenceInput')}
              allowClear
              value={line.input ?? null}
              options={fields.map(({ name, label }) => ({
                value: name,
                label: label[language] || name,
              }))}
              onChange={(input: string | undefined) => put({ input: input ?? null })}
            />
            <Input
              aria-label={named(t('evidenceUrl'))}
              placeholder="https://"
              type="url"
              maxLength={500}
              value={line.url ?? ''}
              onChange={({ target }) => put({ url: target.value || null })}
            />
            <DayInput
              aria-label={named(t('evidenceDay'))}
              placeholder={t('evidenceDay')}
              value={line.statedOn ?? null}
              onChange={(statedOn) => put({ statedOn })}
            />
            <Button
              icon={<DeleteOutlined />}
              aria-label={named(t('remove'))}
              onClick={() => change(lines.filter(({ key }) => key !== line.key))}
            />
          </div>
        );
      })}
      <Button
        icon={<PlusOutlined />}
        onClick={() => change([...lines, { key: (lines.at(-1)?.key ?? 0) + 1, text: '' }])}
      >
        {t('addEvidence')}
      </Button>
    </>
  );
}
