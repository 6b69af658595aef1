import { InboxOutlined } from '@ant-design/icons';
import { Link, useNavigate } from '@tanstack/react-router';
import { Progress } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import { type Import, importContract, importStates } from 'yunhe/registry/contract';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { useImportKindNames } from './import-kind-names.ts';
import { ImportState } from './import-state.tsx';
import { importWords } from './import-words.ts';
import './imports.css';

export function Imports() {
  const t = useWords(importWords);
  const columns = useImportColumns();
  return (
    <Page
      title={t('imports')}
      lead={t('importsLead')}
      actions={
        <Link to="/imports/affiliations" className="link-button link-button-plain">
          {t('reviewTexts')}
        </Link>
      }
    >
      <FileDoor />
      <List
        endpoint={importContract.listImports}
        label={t('imports')}
        columns={columns}
        rowKey={({ id }) => id}
        filters={[
          {
            kind: 'choices',
            name: 'state',
            label: t('state'),
            options: importStates.map((value) => ({ value, label: t(`state_${value}`) })),
          },
        ]}
        empty={{ title: t('noImports'), hint: t('noImportsHint') }}
      />
    </Page>
  );
}

/** Where a file comes in: by the dialogue of the browser, by key, or dropped. */
function FileDoor() {
  const t = useWords(importWords);
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState(0);
  const upload = useWrite(importContract.uploadImportFile, {
    onProgress: setShare,
    onDone: ({ id }) => void navigate({ to: '/imports/files/$fileId', params: { fileId: id } }),
  });
  const take = (file: File | undefined) => {
    if (file === undefined || upload.isPending) return;
    setShare(0);
    upload.mutate({ file });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  };
  const percent = Math.round(share * 100);
  return (
    <div className="section">
      <button
        type="button"
        className="file-door"
        onClick={() => input.current?.click()}
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
      >
        <InboxOutlined aria-hidden />
        <span className="strong">
          {upload.isPending ? t('uploading', { percent }) : t('chooseFile')}
        </span>
        <span className="quiet">{t('chooseFileHint')}</span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.xlsx,.json,.jsonl,.ndjson,.gz"
        aria-label={t('chooseFile')}
        onChange={({ target }) => {
          take(target.files?.[0]);
          target.value = '';
        }}
      />
      {upload.isPending ? (
        <Progress percent={percent} showInfo={false} aria-label={t('progress')} />
      ) : null}
      <ProblemView problem={upload.error} />
    </div>
  );
}

function useImportColumns(): Column<Import>[] {
  const t = useWords(importWords);
  const format = useFormat();
  const names = useImportKindNames();
  return [
    {
      key: 'file',
      title: t('file'),
      render: ({ id, file }) => (
        <Link to="/imports/$importId" params={{ importId: id }}>
          {file.name}
        </Link>
      ),
    },
    { key: 'kind', title: t('kind'), render: ({ kind }) => names.kind(kind) },
    { key: 'state', title: t('state'), render: (one) => <ImportState of={one} /> },
    {
      key: 'created',
      title: t('created'),
      align: 'end',
      render: ({ created }) => format.number(created),
    },
    {
      key: 'changed',
      title: t('changed'),
      align: 'end',
      render: ({ changed }) => format.number(changed),
    },
    {
      key: 'failed',
      title: t('failed'),
      align: 'end',
      render: ({ failed }) => format.number(failed),
    },
    { key: 'who', title: t('who'), render: ({ startedBy }) => startedBy },
    {
      key: 'when',
      title: t('when'),
      tight: true,
      render: ({ createdAt }) => format.ago(createdAt),
    },
  ];
}
