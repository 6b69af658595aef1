import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { registryContract as contract } from 'yunhe/registry/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { holds, useViewer } from '../ui/actor.ts';
import { useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { RegionName } from './region-name.tsx';
import { registryWords } from './words.ts';

export function Compacts() {
  const t = useWords(registryWords);
  return (
    <Page
      title={t('compacts')}
      lead={t('compactsLead')}
      above={[{ to: '/regions', label: t('regions') }]}
    >
      <CompactList />
    </Page>
  );
}

export function CompactList() {
  const t = useWords(registryWords);
  const language = useLanguage();
  const viewer = useViewer();
  const [founding, setFounding] = useState(false);
  const mayFound = holds(viewer, 'secretariat') || holds(viewer, 'system_administrator');
  const found = <Button onClick={() => setFounding(true)}>{t('foundCompact')}</Button>;
  return (
    <>
      <List
        prefix="compacts."
        endpoint={contract.listCompacts}
        label={t('compacts')}
        rowKey={({ id }) => id}
        actions={mayFound ? found : null}
        columns={[
          {
            key: 'name',
            title: t('name'),
            render: (compact) => (
              <>
                <Link
                  to="/compacts/$compactId"
                  params={{ compactId: compact.id }}
                  className="strong"
                >
                  {nameIn(language, compact)}
                </Link>{' '}
                <Sample when={compact.sample} />
              </>
            ),
          },
          {
            key: 'members',
            title: t('membersNow'),
            render: ({ regions }) => (
              <span className="tags">
                {regions.map((region) => (
                  <span key={region.code} className="tag">
                    <RegionName region={region} />
                  </span>
                ))}
              </span>
            ),
          },
        ]}
        empty={{
          title: t('noCompacts'),
          hint: t('noCompactsHint'),
          action: mayFound ? found : null,
        }}
      />
      <FoundCompact open={founding} onClose={() => setFounding(false)} />
    </>
  );
}

function FoundCompact({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useWords(registryWords);
  const notice = useNotice();
  const navigate = useNavigate();
  const create = useWrite(contract.createCompact, {
    onDone: ({ id }) => {
      notice.done(t('compactFounded'));
      onClose();
      void navigate({ to: '/compacts/$compactId', params: { compactId: id } });
    },
  });
  return (
    <Modal open={open} onCancel={onClose} footer={null} destroyOnHidden title={t('foundCompact')}>
      <Form<BodyOf<typeof contract.createCompact>>
        schema={contract.createCompact.body}
        problem={create.error}
        busy={create.isPending}
        submit={t('foundCompact')}
        onSubmit={(body) => create.mutate(body)}
      >
        <CompactNames />
      </Form>
    </Modal>
  );
}

export function CompactNames() {
  const t = useWords(registryWords);
  return (
    <>
      <Field name="nameZh" label={t('nameZh')}>
        <Input lang="zh-CN" />
      </Field>
      <Field name="nameEn" label={t('nameEn')}>
        <Input lang="en" />
      </Field>
    </>
  );
}
