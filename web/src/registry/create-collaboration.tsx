import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Form as AntForm, Button, Input, Select } from 'antd';
import {
  collaborationKinds,
  registryContract as contract,
  participationRoles,
} from 'yunhe/registry/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useViewer } from '../ui/actor.ts';
import { useNotice } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Field, Form } from '../ui/form.tsx';
import { currencies, MoneyInput } from '../ui/money-input.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { OrganisationChoice } from './choices.tsx';
import { registryWords } from './words.ts';

type Body = BodyOf<typeof contract.createCollaboration>;

export function CreateCollaboration() {
  const t = useWords(registryWords);
  const viewer = useViewer();
  const notice = useNotice();
  const navigate = useNavigate();
  const [form] = AntForm.useForm();
  const currency = AntForm.useWatch('currency', form) ?? 'CNY';
  const create = useWrite(contract.createCollaboration, {
    onDone: ({ id }) => {
      notice.done(t('registered'));
      void navigate({ to: '/collaborations/$collaborationId', params: { collaborationId: id } });
    },
  });
  const own = viewer?.organisationId;
  return (
    <Page
      title={t('registerCollaboration')}
      above={[{ to: '/collaborations', label: t('collaborations') }]}
      width="narrow"
    >
      <Section>
        <Form<Body>
          form={form}
          schema={contract.createCollaboration.body}
          initial={{
            kind: 'project',
            participations: [
              { role: 'coordinator', ...(own == null ? {} : { organisationId: own }) },
              { role: 'participant' },
            ] as Body['participations'],
          }}
          problem={create.error}
          busy={create.isPending}
          submit={t('registerCollaboration')}
          onSubmit={(body) =>
            create.mutate({
              ...body,
              currency: body.amountMinor == null ? null : (body.currency ?? 'CNY'),
            })
          }
        >
          <Field name="title" label={t('title')}>
            <Input />
          </Field>
          <div className="form-pair">
            <Field name="kind" label={t('collaborationKind')}>
              <Select
                options={collaborationKinds.map((value) => ({
                  value,
                  label: t(`collaboration_${value}`),
                }))}
              />
            </Field>
            <Field name="reference" label={t('reference')}>
              <Input />
            </Field>
            <Field name="startsOn" label={t('startedOn')}>
              <DayInput />
            </Field>
            <Field name="endsOn" label={t('endedOn')}>
              <DayInput />
            </Field>
            <Field name="amountMinor" label={t('amount')}>
              <MoneyInput currency={currency} />
            </Field>
            <Field name="currency" label={t('currency')}>
              <Select allowClear options={currencies.map((value) => ({ value, label: value }))} />
            </Field>
          </div>
          <Participants />
        </Form>
      </Section>
    </Page>
  );
}

function Participants() {
  const t = useWords(registryWords);
  return (
    <fieldset className="group">
      <legend>{t('participants')}</legend>
      <AntForm.List name="participations">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div key={key} className="participant">
                <AntForm.Item
                  name={[name, 'organisationId']}
                  rules={[{ required: true, message: t('chooseParticipant') }]}
                >
                  <OrganisationChoice />
                </AntForm.Item>
                <AntForm.Item name={[name, 'role']}>
                  <Select
                    aria-label={t('role')}
                    options={participationRoles.map((value) => ({
                      value,
                      label: t(`role_${value}`),
                    }))}
                  />
                </AntForm.Item>
                <Button
                  type="text"
                  icon={<CloseOutlined />}
                  aria-label={t('removeParticipant')}
                  disabled={rows.length < 3}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add({ role: 'participant' })}>
              {t('addParticipant')}
            </Button>
          </>
        )}
      </AntForm.List>
    </fieldset>
  );
}
