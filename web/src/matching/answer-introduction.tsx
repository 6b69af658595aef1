import { Form as AntForm, Button, Checkbox, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { contract, type Introduction } from 'yunhe/matching/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useViewer } from '../ui/actor.ts';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Field, Form } from '../ui/form.tsx';
import { currencies, MoneyInput } from '../ui/money-input.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { NoteField } from './record-actions.tsx';
import { ContactFields } from './shared-fields.tsx';
import { matchingWords } from './words.ts';

const declineReasons = [
  'too_early',
  'benefit_unclear',
  'commercial_route_unclear',
  'description_unclear',
  'scientific_doubts',
  'outside_our_field',
  'terms_not_acceptable',
  'already_solved',
] as const;

interface DialogProps {
  readonly introductionId: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** What one may do with an introduction now: the server says what, these are the ways. */
export function AnswerActions({ introduction }: { readonly introduction: Introduction }) {
  const t = useWords(matchingWords);
  const [doing, setDoing] = useState<'accept' | 'decline' | 'conclude' | null>(null);
  const { id: introductionId, may } = introduction;
  const dialog = (what: typeof doing) => ({
    introductionId,
    open: doing === what,
    onClose: () => setDoing(null),
  });
  return (
    <>
      {may.withdraw ? <Withdraw introductionId={introductionId} /> : null}
      {may.decline ? <Button onClick={() => setDoing('decline')}>{t('decline')}</Button> : null}
      {may.accept ? (
        <Button type="primary" onClick={() => setDoing('accept')}>
          {t('accept')}
        </Button>
      ) : null}
      {may.conclude ? (
        <Button type="primary" onClick={() => setDoing('conclude')}>
          {t('conclude')}
        </Button>
      ) : null}
      <Accept {...dialog('accept')} />
      <Decline {...dialog('decline')} />
      <Conclude {...dialog('conclude')} />
    </>
  );
}

function Accept({ introductionId, open, onClose }: DialogProps) {
  const t = useWords(matchingWords);
  const viewer = useViewer();
  const notice = useNotice();
  const accept = useWrite(contract.acceptIntroduction, {
    onDone: () => {
      notice.done(t('accepted'));
      onClose();
    },
  });
  return (
    <Modal open={open} onCancel={onClose} footer={null} destroyOnHidden title={t('accept')}>
      <p>{t('acceptLead')}</p>
      <Form<BodyOf<typeof contract.acceptIntroduction>>
        schema={contract.acceptIntroduction.body}
        initial={{ contact: { name: viewer?.name ?? '', email: viewer?.email ?? '' } }}
        problem={accept.error}
        busy={accept.isPending}
        submit={t('accept')}
        onSubmit={({ note, contact }) =>
          accept.mutate({
            introductionId,
            note: note ?? null,
            contact: contact?.name ? contact : null,
          })
        }
      >
        <ContactFields />
        <NoteField />
      </Form>
    </Modal>
  );
}

function ReasonChoice({
  value,
  onChange,
  id,
}: {
  readonly id?: string;
  readonly value?: string[];
  readonly onChange?: (reasons: string[]) => void;
}) {
  const t = useWords(matchingWords);
  return (
    <Checkbox.Group
      {...(id === undefined ? {} : { id })}
      className="choices"
      value={value ?? []}
      onChange={(reasons) => onChange?.(reasons as string[])}
      options={declineReasons.map((one) => ({ value: one, label: t(`reason_${one}`) }))}
    />
  );
}

function Decline({ introductionId, open, onClose }: DialogProps) {
  const t = useWords(matchingWords);
  const notice = useNotice();
  const decline = useWrite(contract.declineIntroduction, {
    onDone: () => {
      notice.done(t('declined'));
      onClose();
    },
  });
  return (
    <Modal open={open} onCancel={onClose} footer={null} destroyOnHidden title={t('decline')}>
      <p>{t('declineLead')}</p>
      <Form<BodyOf<typeof contract.declineIntroduction>>
        schema={contract.declineIntroduction.body}
        problem={decline.error}
        busy={decline.isPending}
        submit={t('decline')}
        onSubmit={(body) => decline.mutate({ ...body, introductionId })}
      >
        <Field name="reasons" label={t('reasons')}>
          <ReasonChoice />
        </Field>
        <NoteField />
      </Form>
    </Modal>
  );
}

function Withdraw({ introductionId }: { readonly introductionId: string }) {
  const t = useWords(matchingWords);
  const confirm = useConfirm();
  const notice = useNotice();
  const withdraw = useWrite(contract.withdrawIntroduction);
  const ask = async () => {
    const sure = await confirm({
      title: t('withdrawRequestAsk'),
      yes: t('withdrawRequest'),
      danger: true,
    });
    if (!sure) return;
    withdraw.mutate(
      { introductionId },
      {
        onSuccess: () => notice.done(t('requestWithdrawn')),
        onError: (error) => notice.failed(error),
      },
    );
  };
  return <Button onClick={() => void ask()}>{t('withdrawRequest')}</Button>;
}

type Outcome = BodyOf<typeof contract.concludeIntroduction>;

function Conclude({ introductionId, open, onClose }: DialogProps) {
  const t = useWords(matchingWords);
  const notice = useNotice();
  const conclude = useWrite(contract.concludeIntroduction, {
    onDone: () => {
      notice.done(t('concluded'));
      onClose();
    },
  });
  const send = ({ outcome, note, amountMinor, currency, signedOn, reasons }: Outcome) =>
    conclude.mutate(
      outcome === 'contract_signed'
        ? {
            introductionId,
            outcome,
            note: note ?? null,
            amountMinor: amountMinor ?? null,
            currency: currency ?? null,
            signedOn: signedOn ?? null,
          }
        : { introductionId, outcome, note: note ?? null, reasons: reasons ?? [] },
    );
  return (
    <Modal open={open} onCancel={onClose} footer={null} destroyOnHidden title={t('conclude')}>
      <Form<Outcome>
        schema={contract.concludeIntroduction.body}
        initial={{ outcome: 'contract_signed', currency: 'CNY' }}
        problem={conclude.error}
        busy={conclude.isPending}
        submit={t('conclude')}
        onSubmit={send}
      >
        <Field name="outcome" label={t('concludeLead')}>
          <Radio.Group
            className="choices"
            options={(['contract_signed', 'talks_ended'] as const).map((value) => ({
              value,
              label: t(`outcome_${value}`),
            }))}
          />
        </Field>
        <OutcomeFields />
        <NoteField />
      </Form>
    </Modal>
  );
}

function OutcomeFields() {
  const t = useWords(matchingWords);
  const outcome = AntForm.useWatch('outcome');
  const currency = AntForm.useWatch('currency') ?? 'CNY';
  if (outcome === 'talks_ended') {
    return (
      <Field name="reasons" label={t('reasons')}>
        <ReasonChoice />
      </Field>
    );
  }
  return (
    <div className="form-triple">
      <Field name="amountMinor" label={t('outcomeAmount')} hint={t('moneyHint')}>
        <MoneyInput currency={currency} />
      </Field>
      <Field name="currency" label={t('currency')}>
        <Select options={currencies.map((value) => ({ value, label: value }))} />
      </Field>
      <Field name="signedOn" label={t('signedOn')}>
        <DayInput />
      </Field>
    </div>
  );
}
