import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { contract, type Need, type Technology } from 'yunhe/matching/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { matchingWords } from './words.ts';

const technologyReasons = [
  'licensed_elsewhere',
  'no_longer_available',
  'priorities_changed',
  'entered_by_mistake',
] as const;
const needReasons = [
  'solved_elsewhere',
  'no_budget',
  'priorities_changed',
  'entered_by_mistake',
] as const;

type Doing = 'renew' | 'withdraw' | 'fulfil' | null;

export function TechnologyActions({ technology }: { readonly technology: Technology }) {
  const t = useWords(matchingWords);
  const [doing, setDoing] = useState<Doing>(null);
  const done = useDone(() => setDoing(null));
  const { id: technologyId, may, revision } = technology;
  const renew = useWrite(contract.renewTechnology, { onDone: () => done(t('renewed')) });
  const withdraw = useWrite(contract.withdrawTechnology, { onDone: () => done(t('withdrawn')) });
  const discard = useWrite(contract.discardTechnology, { quiet: true });
  return (
    <>
      {may.discard ? (
        <Discard
          title={technology.title}
          back="/technologies"
          discard={() => discard.mutateAsync({ technologyId, revision })}
        />
      ) : null}
      {may.renew ? <Button onClick={() => setDoing('renew')}>{t('renew')}</Button> : null}
      {may.withdraw ? <Button onClick={() => setDoing('withdraw')}>{t('withdraw')}</Button> : null}
      <Modal
        open={doing === 'renew'}
        onCancel={() => setDoing(null)}
        footer={null}
        destroyOnHidden
        title={t('renew')}
      >
        <Form<BodyOf<typeof contract.renewTechnology>>
          schema={contract.renewTechnology.body}
          initial={{ expiresOn: inAYear() }}
          problem={renew.error}
          busy={renew.isPending}
          submit={t('renew')}
          onSubmit={(body) => renew.mutate({ ...body, technologyId, revision })}
        >
          <Field name="expiresOn" label={t('expiresOn')}>
            <DayInput />
          </Field>
        </Form>
      </Modal>
      <Modal
        open={doing === 'withdraw'}
        onCancel={() => setDoing(null)}
        footer={null}
        destroyOnHidden
        title={t('withdrawTitle', { title: technology.title })}
      >
        <p>{t('withdrawHint')}</p>
        <Form<BodyOf<typeof contract.withdrawTechnology>>
          schema={contract.withdrawTechnology.body}
          problem={withdraw.error}
          busy={withdraw.isPending}
          submit={t('withdraw')}
          onSubmit={(body) => withdraw.mutate({ ...body, technologyId, revision })}
        >
          <WithdrawFields reasons={technologyReasons} />
        </Form>
      </Modal>
    </>
  );
}

export function NeedActions({ need }: { readonly need: Need }) {
  const t = useWords(matchingWords);
  const [doing, setDoing] = useState<Doing>(null);
  const done = useDone(() => setDoing(null));
  const { id: needId, may, revision } = need;
  const renew = useWrite(contract.renewNeed, { onDone: () => done(t('renewed')) });
  const withdraw = useWrite(contract.withdrawNeed, { onDone: () => done(t('withdrawn')) });
  const fulfil = useWrite(contract.fulfilNeed, { onDone: () => done(t('fulfilled')) });
  const discard = useWrite(contract.discardNeed, { quiet: true });
  const dialog = (open: boolean, title: string) => ({
    open,
    title,
    onCancel: () => setDoing(null),
    footer: null,
    destroyOnHidden: true,
  });
  return (
    <>
      {may.discard ? (
        <Discard
          title={need.title}
          back="/needs"
          discard={() => discard.mutateAsync({ needId, revision })}
        />
      ) : null}
      {may.renew ? <Button onClick={() => setDoing('renew')}>{t('renew')}</Button> : null}
      {may.withdraw ? <Button onClick={() => setDoing('withdraw')}>{t('withdraw')}</Button> : null}
      {may.fulfil ? <Button onClick={() => setDoing('fulfil')}>{t('fulfil')}</Button> : null}
      <Modal {...dialog(doing === 'renew', t('renew'))}>
        <Form<BodyOf<typeof contract.renewNeed>>
          schema={contract.renewNeed.body}
          initial={{
            expiresOn: inAYear(),
            ...(need.deadline === null ? {} : { deadline: need.deadline }),
          }}
          problem={renew.error}
          busy={renew.isPending}
          submit={t('renew')}
          onSubmit={(body) => renew.mutate({ ...body, needId, revision })}
        >
          <Field name="expiresOn" label={t('expiresOn')}>
            <DayInput />
          </Field>
          <Field name="deadline" label={t('deadline')}>
            <DayInput />
          </Field>
        </Form>
      </Modal>
      <Modal {...dialog(doing === 'withdraw', t('withdrawTitle', { title: need.title }))}>
        <p>{t('withdrawHint')}</p>
        <Form<BodyOf<typeof contract.withdrawNeed>>
          schema={contract.withdrawNeed.body}
          problem={withdraw.error}
          busy={withdraw.isPending}
          submit={t('withdraw')}
          onSubmit={(body) => withdraw.mutate({ ...body, needId, revision })}
        >
          <WithdrawFields reasons={needReasons} />
        </Form>
      </Modal>
      <Modal {...dialog(doing === 'fulfil', t('fulfil'))}>
        <p>{t('fulfilHint')}</p>
        <Form<BodyOf<typeof contract.fulfilNeed>>
          schema={contract.fulfilNeed.body}
          problem={fulfil.error}
          busy={fulfil.isPending}
          submit={t('fulfil')}
          onSubmit={(body) => fulfil.mutate({ ...body, needId, revision })}
        >
          <Field name="introductionId" label={t('fulfilledBy')}>
            <AcceptedIntroduction needId={needId} />
          </Field>
          <NoteField />
        </Form>
      </Modal>
    </>
  );
}

/** What most want when they renew: one click is enough. */
function inAYear(): string {
  return new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);
}

function AcceptedIntroduction({
  needId,
  ...rest
}: {
  readonly needId: string;
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (id: string) => void;
}) {
  const t = useWords(matchingWords);
  const language = useLanguage();
  const { data } = useRead(contract.listIntroductions, {
    needId,
    state: ['accepted', 'concluded'],
    limit: 100,
  });
  return (
    <Select
      {...rest}
      allowClear
      placeholder={t('fulfilledOtherwise')}
      options={(data?.items ?? []).map((one) => {
        const other = one.side === 'asker' ? one.asked : one.asker;
        return { value: one.id, label: nameIn(language, other) || other.name };
      })}
    />
  );
}

function WithdrawFields({
  reasons,
}: {
  readonly reasons: readonly ((typeof technologyReasons)[number] | (typeof needReasons)[number])[];
}) {
  const t = useWords(matchingWords);
  return (
    <>
      <Field name="reason" label={t('why')}>
        <Select options={reasons.map((value) => ({ value, label: t(`because_${value}`) }))} />
      </Field>
      <NoteField />
    </>
  );
}

export function NoteField() {
  const t = useWords(matchingWords);
  return (
    <Field name="note" label={t('note')}>
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
    </Field>
  );
}

function Discard({
  title,
  back,
  discard,
}: {
  readonly title: string;
  readonly back: '/needs' | '/technologies';
  readonly discard: () => Promise<unknown>;
}) {
  const t = useWords(matchingWords);
  const confirm = useConfirm();
  const notice = useNotice();
  const navigate = useNavigate();
  const ask = async () => {
    const sure = await confirm({
      title: t('discardAsk', { title: title || t('untitled') }),
      yes: t('discard'),
      danger: true,
    });
    if (!sure) return;
    try {
      await discard();
      notice.done(t('discarded'));
      await navigate({ to: back });
    } catch (error) {
      notice.failed(error);
    }
  };
  return (
    <Button danger onClick={() => void ask()}>
      {t('discard')}
    </Button>
  );
}

function useDone(close: () => void): (text: string) => void {
  const notice = useNotice();
  return (text) => {
    notice.done(text);
    close();
  };
}
