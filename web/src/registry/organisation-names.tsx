import { CloseOutlined } from '@ant-design/icons';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import {
  registryContract as contract,
  nameKinds,
  type Organisation,
  type OrganisationName,
} from 'yunhe/registry/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { Section } from '../ui/page.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { Provenance } from './provenance.tsx';
import { registryWords } from './words.ts';

export function NameSection({ organisation }: { readonly organisation: Organisation }) {
  const t = useWords(registryWords);
  const [adding, setAdding] = useState(false);
  const confirm = useConfirm();
  const notice = useNotice();
  const remove = useWrite(contract.removeOrganisationName);
  const { id: organisationId, may } = organisation;
  const removeOne = async ({ id: nameId, text }: OrganisationName) => {
    const sure = await confirm({
      title: t('removeNameAsk', { name: text }),
      yes: t('removeName'),
      danger: true,
    });
    if (!sure) return;
    remove.mutate(
      { organisationId, nameId },
      {
        onSuccess: () => notice.done(t('removed')),
        onError: (error) => notice.failed(error),
      },
    );
  };
  if (organisation.names.length === 0 && !may.edit) return null;
  return (
    <Section
      title={t('names')}
      actions={
        may.edit ? (
          <Button size="small" onClick={() => setAdding(true)}>
            {t('addName')}
          </Button>
        ) : null
      }
    >
      <ul className="lines">
        {organisation.names.map((name) => (
          <li key={name.id} className="line-with-tool">
            <span lang={name.lang ?? undefined}>
              {name.text}
              <span className="quiet"> {t(`nameKind_${name.kind}`)}</span>
              <Provenance claim={name} />
            </span>
            {may.edit ? (
              <Button
                size="small"
                type="text"
                icon={<CloseOutlined />}
                aria-label={`${t('removeName')} ${name.text}`}
                onClick={() => void removeOne(name)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <AddName open={adding} onClose={() => setAdding(false)} organisationId={organisation.id} />
    </Section>
  );
}

function AddName({
  open,
  onClose,
  organisationId,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly organisationId: string;
}) {
  const t = useWords(registryWords);
  const notice = useNotice();
  const add = useWrite(contract.addOrganisationName, {
    onDone: () => {
      notice.done(t('nameAdded'));
      onClose();
    },
  });
  return (
    <Modal open={open} onCancel={onClose} footer={null} destroyOnHidden title={t('addName')}>
      <Form<BodyOf<typeof contract.addOrganisationName>>
        schema={contract.addOrganisationName.body}
        initial={{ kind: 'alias', lang: 'zh' }}
        problem={add.error}
        busy={add.isPending}
        submit={t('add')}
        onSubmit={(body) => add.mutate({ ...body, organisationId })}
      >
        <Field name="text" label={t('name')}>
          <Input />
        </Field>
        <div className="form-pair">
          <Field name="kind" label={t('kind')}>
            <Select
              options={nameKinds.map((value) => ({ value, label: t(`nameKind_${value}`) }))}
            />
          </Field>
          <Field name="lang" label={t('language')}>
            <Select
              allowClear
              options={(['zh', 'en'] as const).map((value) => ({
                value,
                label: t(`language_${value}`),
              }))}
            />
          </Field>
        </div>
        <Field name="source" label={t('statedSource')} hint={t('statedSourceHint')}>
          <Input />
        </Field>
      </Form>
    </Modal>
  );
}
