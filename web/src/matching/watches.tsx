import { Link } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { type Find, type Watch, watchContract } from 'yunhe/matching/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { useWords } from '../ui/words.ts';
import { rhythms, WatchFields } from './keep-watch.tsx';
import { OwnerLink, OwnerRegion } from './record-facts.tsx';
import { watchWords } from './watch-words.ts';
import './matching.css';

export function Watches() {
  const t = useWords(watchWords);
  return (
    <Page title={t('watches')} lead={t('watchesLead')}>
      <Section title={t('finds')} actions={<MarkSeen />} plain>
        <Finds />
      </Section>
      <Section title={t('watches')} plain>
        <List
          endpoint={watchContract.listWatches}
          label={t('watches')}
          prefix="kept_"
          filters={[
            { kind: 'text', name: 'q', label: t('find') },
            {
              kind: 'choices',
              name: 'rhythm',
              label: t('rhythm'),
              options: rhythms.map((value) => ({ value, label: t(`rhythm_${value}`) })),
            },
          ]}
          columns={useWatchColumns()}
          rowKey={({ id }) => id}
          empty={{
            title: t('noWatches'),
            hint: t('noWatchesHint'),
            action: (
              <Link to="/technologies" className="link-button">
                {t('browse')}
              </Link>
            ),
          }}
        />
      </Section>
    </Page>
  );
}

function useWatchColumns(): Column<Watch>[] {
  const t = useWords(watchWords);
  const format = useFormat();
  return [
    {
      key: 'name',
      title: t('name'),
      render: (watch) => (
        <>
          <span className="strong">{watch.name}</span>
          <span className="quiet second-line">
            {t(`finds_${watch.find}`)} · {t(`basis_${watch.basis}`)}
            <About watch={watch} />
          </span>
        </>
      ),
    },
    {
      key: 'rhythm',
      title: t('rhythm'),
      render: ({ rhythm, byMail }) => (
        <>
          {t(`rhythm_${rhythm}`)}
          {byMail ? <span className="quiet second-line">{t('byMail')}</span> : null}
        </>
      ),
    },
    {
      key: 'unseen',
      title: t('unseen'),
      tight: true,
      align: 'end',
      render: ({ unseen }) => unseen,
    },
    {
      key: 'lastFoundAt',
      title: t('lastFoundAt'),
      tight: true,
      render: ({ lastFoundAt }) => (lastFoundAt === null ? null : format.ago(lastFoundAt)),
    },
    {
      key: 'actions',
      title: t('actions'),
      unseenTitle: true,
      tight: true,
      render: (watch) => <WatchActions watch={watch} />,
    },
  ];
}

/** In a few words what it looks at. */
function About({ watch }: { readonly watch: Watch }) {
  const t = useWords(watchWords);
  const { q, record, filters } = watch;
  const count = Object.keys(filters).length;
  const said = [
    record === null ? q : null,
    count === 0 ? null : t('filtered', { count }),
    record === null && q === null && count === 0 ? t('everything') : null,
  ].filter((part) => part !== null);
  return (
    <>
      {record === null ? null : (
        <>
          {' · '}
          <Link
            to={`/${record.kind === 'need' ? 'needs' : 'technologies'}/${record.id}` as '/needs'}
          >
            {record.title}
          </Link>
        </>
      )}
      {said.map((part) => ` · ${part}`)}
    </>
  );
}

function WatchActions({ watch }: { readonly watch: Watch }) {
  const t = useWords(watchWords);
  const notice = useNotice();
  const confirm = useConfirm();
  const [open, setOpen] = useState(false);
  const { id: watchId, revision, name, rhythm, byMail } = watch;
  const edit = useWrite(watchContract.editWatch, {
    onDone: () => {
      notice.done(t('saved'));
      setOpen(false);
    },
  });
  const remove = useWrite(watchContract.removeWatch, { onDone: () => notice.done(t('removed')) });
  const forget = async () => {
    const sure = await confirm({ title: t('removeAsk', { name }), yes: t('remove'), danger: true });
    if (sure) remove.mutateAsync({ watchId, revision }).catch(notice.failed);
  };
  return (
    <>
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        {t('change')}
      </Button>
      <Button type="link" size="small" onClick={() => void forget()}>
        {t('remove')}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        destroyOnHidden
        title={t('change')}
      >
        <Form<BodyOf<typeof watchContract.editWatch>>
          schema={watchContract.editWatch.body}
          initial={{ name, rhythm, byMail }}
          problem={edit.error}
          busy={edit.isPending}
          submit={t('save')}
          onSubmit={(body) => edit.mutate({ ...body, watchId, revision })}
        >
          <WatchFields />
        </Form>
      </Modal>
    </>
  );
}

function Finds() {
  const t = useWords(watchWords);
  return (
    <List
      endpoint={watchContract.listFinds}
      label={t('finds')}
      filters={[
        {
          kind: 'choice',
          name: 'kind',
          label: t('kind'),
          options: (['technology', 'need'] as const).map((value) => ({
            value,
            label: t(`finds_${value}`),
          })),
        },
        {
          kind: 'choice',
          name: 'unseen',
          label: t('show'),
          options: [{ value: 'true', label: t('onlyUnseen') }],
        },
      ]}
      columns={useFindColumns()}
      rowKey={({ watchId, recordId }) => `${watchId} ${recordId}`}
      empty={{ title: t('noFinds'), hint: t('noFindsHint') }}
    />
  );
}

function useFindColumns(): Column<Find>[] {
  const t = useWords(watchWords);
  const format = useFormat();
  return [
    {
      key: 'title',
      title: t('title'),
      render: (one) => (
        <>
          <Link
            to={`/${one.kind === 'need' ? 'needs' : 'technologies'}/${one.recordId}` as '/needs'}
            className="strong"
          >
            {one.title}
          </Link>{' '}
          <Sample when={one.sample} />
          {one.seenAt === null ? <span className="tag tag-accent">{t('isNew')}</span> : null}
        </>
      ),
    },
    {
      key: 'organisation',
      title: t('organisation'),
      render: ({ organisation }) => (
        <>
          <OwnerLink owner={organisation} />
          <span className="quiet second-line">
            <OwnerRegion owner={organisation} />
          </span>
        </>
      ),
    },
    { key: 'watch', title: t('watch'), render: ({ watchName }) => watchName },
    { key: 'toldAt', title: t('toldAt'), tight: true, render: ({ toldAt }) => format.ago(toldAt) },
  ];
}

function MarkSeen() {
  const t = useWords(watchWords);
  const seen = useWrite(watchContract.markFindsSeen);
  return (
    <Button size="small" loading={seen.isPending} onClick={() => seen.mutate({})}>
      {t('seen')}
    </Button>
  );
}
