import { CloseOutlined } from '@ant-design/icons';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import {
  registryContract as contract,
  type Identifier,
  type Organisation,
  organisationSchemes,
} from 'yunhe/registry/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { Section } from '../ui/page.tsx';
import { useWrite } from '../ui/query.ts';
import { type Translate, useWords } from '../ui/words.ts';
import { IdentifierLink } from './identifier-link.tsx';
import { Provenance } from './provenance.tsx';
import { registryWords } from './words.ts';

export function IdentifierSection({ organisation }: { readonly organisation: Organisation }) {
  const t = useWords(registryWords);
  const [adding, setAdding] = useState(false);
  const confirm = useConfirm();
  const notice = useNotice();
  const remove = useWrite(contract.removeIdentifier);
  const { id: organisationId, may, identifiers } = organisation;
  const removeOne = async ({ scheme, value }: Identifier) => {
    const sure = await confirm({
      title: t('removeIdentifierAsk', { value }),
      yes: t('removeIdentifier'),
      danger: true,
    });
    if (!sure) return;
    remove.mutate(
      { organisationId, scheme, value },
      {
        onSuccess: () => notice.done(t('removed')),
        onError: (error) => notice.failed(error),
      },
    );
  };
  if (identifiers.length === 0 && !may.edit) return null;
  return (
    <Section
      title={t('identifiers')}
      actions={
        may.edit ? (
          <Button size="small" onClick={() => setAdding(true)}>
            {t('addIdentifier')}
          </Button>
        ) : null
      }
    >
      {identifiers.length === 0 ? <p className="quiet">{t('noIdentifiers')}</p> : null}
      <ul className="lines">
        {identifiers.map((identifier) => (
          <li key={`${identifier.scheme} ${identifier.value}`} className="line-with-tool">
            <span>
              <span className="quiet">{nameOfScheme(t, identifier.scheme)}</span>{' '}
              <IdentifierLink {...identifier} />
              <Provenance claim={identifier} />
            </span>
            {may.edit ? (
              <Button
                size="small"
                type="text"
                icon={<CloseOutlined />}
                aria-label={`${t('removeIdentifier')} ${identifier.value}`}
                onClick={() => void removeOne(identifier)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <AddIdentifier
        open={adding}
        onClose={() => setAdding(false)}
        organisationId={organisation.id}
      />
    </Section>
  );
}

function nameOfScheme(t: Translate<typeof registryWords.phrases>, scheme: string): string {
  const known = organisationSchemes.find((one) => one === scheme);
  return known === undefined ? scheme : t(`scheme_${known}`);
}

function AddIdentifier({
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
  const add = useWrite(contract.addIdentifier, {
    onDone: () => {
      notice.done(t('identifierAdded'));
      onClose();
    },
  });
  return (
    <Modal open={open} onCancel={onClose} footer={null} destroyOnHidden title={t('addIdentifier')}>
      <Form<BodyOf<typeof contract.addIdentifier>>
        schema={contract.addIdentifier.body}
        initial={{ scheme: 'uscc' }}
        problem={add.error}
        busy={add.isPending}
        submit={t('add')}
        onSubmit={(body) => add.mutate({ ...body, organisationId })}
      >
        <div className="form-pair">
          <Field name="scheme" label={t('scheme')}>
            <Select
              options={organisationSchemes.map((value) => ({
                value,
                label: t(`scheme_${value}`),
              }))}
            />
          </Field>
          <Field name="value" label={t('value')}>
            <Input autoComplete="off" />
          </Field>
        </div>
        <Field name="source" label={t('statedSource')} hint={t('statedSourceHint')}>
          <Input />
        </Field>
      </Form>
    </Modal>
  );
}
