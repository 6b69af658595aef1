import { Link, useNavigate } from '@tanstack/react-router';
import { type Import, importContract, importStates } from 'yunhe/registry/contract';
import { FileDoor } from '../ui/file-door.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../ui/words.ts';
import { useImportKindNames } from './import-kind-names.ts';
import { ImportState } from './import-state.tsx';
import { importWords } from './import-words.ts';
import './imports.css';

export function Imports() {
  const t = useWords(importWords);
  const navigate = useNavigate();
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
      <FileDoor
        endpoint={importContract.uploadImportFile}
        title={t('chooseFile')}
        hint={t('chooseFileHint')}
        accept=".csv,.tsv,.txt,.xlsx,.json,.jsonl,.ndjson,.gz"
        onDone={({ id }) => void navigate({ to: '/imports/files/$fileId', params: { fileId: id } })}
      />
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
