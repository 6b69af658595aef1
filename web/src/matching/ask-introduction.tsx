import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { contract, type Owner } from 'yunhe/matching/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useViewer } from '../ui/actor.ts';
import { useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useListState } from '../ui/list-state.ts';
import { useRead, useWrite } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { ContactFields } from './shared-fields.tsx';
import { isWeightWish } from './weight-wish.ts';
import { matchingWords } from './words.ts';

type Body = BodyOf<typeof contract.askIntroduction>;

export interface Asking {
  /** What is asked about; both where one of ours meets one of theirs. */
  readonly about: { readonly needId?: string; readonly technologyId?: string };
  readonly title: string;
  readonly owner: Owner;
}

export function AskButton(props: Asking) {
  const t = useWords(matchingWords);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('ask')}
      </Button>
      <AskDialog {...props} open={open} onClose={() => setOpen(false)} />
    </>
  );
}

function AskDialog({
  about,
  title,
  owner,
  open,
  onClose,
}: Asking & { readonly open: boolean; readonly onClose: () => void }) {
  const t = useWords(matchingWords);
  const language = useLanguage();
  const viewer = useViewer();
  const notice = useNotice();
  const navigate = useNavigate();
  const ask = useWrite(contract.askIntroduction, {
    onDone: ({ id }) => {
      notice.done(t('asked'));
      onClose();
      void navigate({ to: '/introductions/$introductionId', params: { introductionId: id } });
    },
  });
  const organisationId = viewer?.organisationId ?? '';
  // Kept with the request, so that the ranking the asker saw can be made again.
  const weight = useListState().several('weight').filter(isWeightWish);
  const organisation = nameIn(language, owner) || owner.name;
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      destroyOnHidden
      width={640}
      title={t('ask')}
    >
      <p className="strong">{title}</p>
      <p className="quiet">{t('askLead', { organisation })}</p>
      <Form<Body>
        schema={contract.askIntroduction.body}
        initial={{
          organisationId,
          ...about,
          contact: { name: viewer?.name ?? '', email: viewer?.email ?? '' },
        }}
        problem={ask.error}
        busy={ask.isPending}
        submit={t('askSend')}
        onSubmit={({ message, contact, needId, technologyId }) =>
          ask.mutate({
            organisationId,
            needId: about.needId ?? needId ?? null,
            technologyId: about.technologyId ?? technologyId ?? null,
            message,
            contact: contact?.name ? contact : null,
            ...(weight.length === 0 ? {} : { weight }),
          })
        }
      >
        <Ours about={about} organisationId={organisationId} />
        <Field name="message" label={t('message')} hint={t('messageHint')}>
          <Input.TextArea autoSize={{ minRows: 5, maxRows: 14 }} showCount maxLength={2_000} />
        </Field>
        <ContactFields />
      </Form>
    </Modal>
  );
}

/** Which of our own records it is for, where only theirs is named. */
function Ours({
  about,
  organisationId,
}: {
  readonly about: Asking['about'];
  readonly organisationId: string;
}) {
  const t = useWords(matchingWords);
  const wantsNeed = about.needId === undefined;
  const wantsTechnology = about.technologyId === undefined;
  const needs = useRead(
    contract.listNeeds,
    { organisationId, state: ['published'], limit: 50 },
    { enabled: wantsNeed },
  );
  const technologies = useRead(
    contract.listTechnologies,
    { organisationId, state: ['published'], limit: 50 },
    { enabled: wantsTechnology },
  );
  if (!wantsNeed && !wantsTechnology) return null;
  const ours = (wantsNeed ? needs : technologies).data?.items ?? [];
  if (ours.length === 0) return null;
  return (
    <Field
      name={wantsNeed ? 'needId' : 'technologyId'}
      label={wantsNeed ? t('forOurNeed') : t('forOurTechnology')}
    >
      <Select
        allowClear
        placeholder={t('noneOfOurs')}
        options={ours.map(({ id, title }) => ({ value: id, label: title }))}
      />
    </Field>
  );
}
