import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { registryContract as contract } from 'yunhe/registry/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { mayActFor, useViewer } from '../ui/actor.ts';
import { useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { OrganisationChoice } from './choices.tsx';
import { registryWords } from './words.ts';

export function People() {
  const t = useWords(registryWords);
  const language = useLanguage();
  const viewer = useViewer();
  const [registering, setRegistering] = useState(false);
  const mayRegister = mayActFor(viewer, viewer?.organisationId ?? null, 'editor');
  const register = (
    <Button type="primary" onClick={() => setRegistering(true)}>
      {t('registerPerson')}
    </Button>
  );
  return (
    <Page title={t('people')} lead={t('peopleLead')} actions={mayRegister ? register : null}>
      <List
        endpoint={contract.listPeople}
        label={t('people')}
        rowKey={({ id }) => id}
        exports={{ endpoint: contract.exportPeople }}
        filters={[
          { kind: 'text', name: 'q', label: t('findPerson') },
          {
            kind: 'own',
            name: 'organisationId',
            label: t('organisation'),
            render: (value, change) => (
              <OrganisationChoice value={value} onChange={(id) => change([id ?? []].flat())} />
            ),
          },
        ]}
        columns={[
          {
            key: 'name',
            title: t('personName'),
            render: (person) => (
              <>
                <Link to="/people/$personId" params={{ personId: person.id }} className="strong">
                  {nameIn(language, person)}
                </Link>{' '}
                <Sample when={person.sample} />
              </>
            ),
          },
          {
            key: 'organisation',
            title: t('organisation'),
            render: ({ organisation }) =>
              organisation === null ? null : (
                <Link
                  to="/organisations/$organisationId"
                  params={{ organisationId: organisation.id }}
                >
                  {organisation.displayName}
                </Link>
              ),
          },
          { key: 'title', title: t('position'), render: ({ title }) => title },
          {
            key: 'fields',
            title: t('fields'),
            render: ({ fields }) => fields.join(language === 'zh' ? '、' : ', '),
          },
          {
            key: 'consent',
            title: t('consent'),
            render: ({ consents }) =>
              consents ? null : <span className="tag tag-warn">{t('consentsNot')}</span>,
          },
        ]}
        empty={{
          title: t('noPeople'),
          hint: t('noPeopleHint'),
          action: mayRegister ? register : null,
        }}
      />
      {viewer?.organisationId == null ? null : (
        <RegisterPerson
          open={registering}
          onClose={() => setRegistering(false)}
          organisationId={viewer.organisationId}
        />
      )}
    </Page>
  );
}

function RegisterPerson({
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
  const navigate = useNavigate();
  const create = useWrite(contract.createPerson, {
    onDone: ({ id }) => {
      notice.done(t('registered'));
      onClose();
      void navigate({ to: '/people/$personId', params: { personId: id } });
    },
  });
  return (
    <Modal open={open} onCancel={onClose} footer={null} destroyOnHidden title={t('registerPerson')}>
      <Form<BodyOf<typeof contract.createPerson>>
        schema={contract.createPerson.body}
        problem={create.error}
        busy={create.isPending}
        submit={t('registerPerson')}
        onSubmit={(body) => create.mutate({ ...body, organisationId })}
      >
        <PersonFields />
        <Field name="consents" label={t('consent')} valuePropName="checked">
          <Checkbox>{t('consentQuestion')}</Checkbox>
        </Field>
      </Form>
    </Modal>
  );
}

export function PersonFields() {
  const t = useWords(registryWords);
  return (
    <>
      <div className="form-pair">
        <Field name="nameZh" label={t('personNameZh')}>
          <Input lang="zh-CN" />
        </Field>
        <Field name="nameEn" label={t('personNameEn')}>
          <Input lang="en" />
        </Field>
        <Field name="title" label={t('position')}>
          <Input />
        </Field>
        <Field name="orcid" label={t('orcid')}>
          <Input placeholder="0000-0000-0000-0000" />
        </Field>
      </div>
      <Field name="fields" label={t('fields')} hint={t('fieldsHint')}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['，', ',', '、']} />
      </Field>
    </>
  );
}
