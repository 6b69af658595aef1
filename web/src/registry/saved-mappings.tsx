import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { importContract } from 'yunhe/registry/contract';
import { useNotice } from '../ui/confirm.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { importWords } from './import-words.ts';
import type { Mapping } from './mapping-table.tsx';

/** Takes up a mapping that was saved, and saves the one on screen. */
export function SavedMappings({
  kind,
  mapping,
  onUse,
}: {
  readonly kind: string;
  readonly mapping: Mapping;
  readonly onUse: (mapping: Mapping) => void;
}) {
  const t = useWords(importWords);
  const notice = useNotice();
  const [name, setName] = useState('');
  const saved = useRead(importContract.listImportMappings, { kind });
  const save = useWrite(importContract.saveImportMapping, {
    onDone: () => notice.done(t('mappingSaved')),
  });
  const items = saved.data?.items ?? [];
  return (
    <>
      <div className="row">
        {items.length === 0 ? null : (
          <Select
            aria-label={t('savedMapping')}
            placeholder={t('savedMapping')}
            value={null}
            popupMatchSelectWidth={false}
            options={items.map((one) => ({ value: one.id as string | null, label: one.name }))}
            onChange={(id) => {
              const found = items.find((one) => one.id === id);
              if (found !== undefined) onUse(found);
            }}
          />
        )}
        <Input
          className="mapping-name"
          aria-label={t('mappingName')}
          placeholder={t('mappingName')}
          value={name}
          maxLength={200}
          onChange={({ target }) => setName(target.value)}
        />
        <Button
          disabled={name.trim() === ''}
          loading={save.isPending}
          onClick={() =>
            save.mutate({
              name: name.trim(),
              kind,
              columns: mapping.columns,
              constants: mapping.constants,
            })
          }
        >
          {t('saveMapping')}
        </Button>
      </div>
      <ProblemView problem={save.error} />
    </>
  );
}
