import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { importContract, type Import as Run } from 'yunhe/registry/contract';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { useImportKindNames } from './import-kind-names.ts';
import { ImportProblems, ImportProgress } from './import-progress.tsx';
import { ImportState, isUnderWay } from './import-state.tsx';
import { importWords } from './import-words.ts';
import './imports.css';

const route = getRouteApi('/imports/$importId');
const lookEveryMs = 1_000;

export function Import() {
  const { importId } = route.useParams();
  const read = useRead(
    importContract.readImport,
    { importId },
    { everyMs: (run) => (isUnderWay(run) ? lookEveryMs : false) },
  );
  return <Loaded of={read}>{(run) => <ImportPage run={run} />}</Loaded>;
}

function ImportPage({ run }: { readonly run: Run }) {
  const t = useWords(importWords);
  const format = useFormat();
  const names = useImportKindNames();
  return (
    <Page
      title={run.file.name}
      marks={<ImportState of={run} />}
      above={[{ to: '/imports', label: t('imports') }]}
      actions={<Actions run={run} />}
    >
      <Section>
        <ImportProgress of={run} />
      </Section>
      <Section>
        <Facts
          facts={[
            [t('kind'), names.kind(run.kind)],
            [t('source'), run.source],
            [t('statedOn'), format.day(run.statedOn)],
            [t('who'), run.startedBy],
            [t('when'), format.instant(run.createdAt)],
          ]}
        />
      </Section>
      <Section title={t('problems')} plain>
        <ImportProblems importId={run.id} kind={run.kind} />
      </Section>
    </Page>
  );
}

function Actions({ run }: { readonly run: Run }) {
  const t = useWords(importWords);
  const confirm = useConfirm();
  const notice = useNotice();
  const cancel = useWrite(importContract.cancelImport);
  const undo = useWrite(importContract.undoImport);
  const onError = (error: Error) => notice.failed(error);
  const stop = async () => {
    const sure = await confirm({
      title: t('cancelAsk'),
      content: t('cancelHint'),
      yes: t('cancel'),
    });
    if (sure) cancel.mutate({ importId: run.id }, { onError });
  };
  const takeBack = async () => {
    const sure = await confirm({
      title: t('undoAsk'),
      content: t('undoHint'),
      yes: t('undo'),
      danger: true,
    });
    if (sure) undo.mutate({ importId: run.id }, { onError });
  };
  return (
    <>
      {run.may.cancel ? (
        <Button loading={cancel.isPending} onClick={() => void stop()}>
          {t('cancel')}
        </Button>
      ) : null}
      {run.may.undo ? (
        <Button danger loading={undo.isPending} onClick={() => void takeBack()}>
          {t('undo')}
        </Button>
      ) : null}
    </>
  );
}
