import { Form as AntForm, Button, Checkbox, Modal, Radio } from 'antd';
import { useState } from 'react';
import { contract, type Introduction } from 'yunhe/matching/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useViewer } from '../ui/actor.ts';
import { useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { DealFields } from './deal-fields.tsx';
import { ProposeMeeting } from './propose-meeting.tsx';
import { NoteField } from './record-actions.tsx';
import { ContactFields } from './shared-fields.tsx';
import { matchingWords } from './words.ts';

const withdrawalReasons = [
  'priorities_changed',
  'no_capacity',
  'other_side_silent',
  'solved_elsewhere',
  'asked_by_mistake',
] as const;

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
  const [doing, setDoing] = useState<
    'accept' | 'decline' | 'withdraw' | 'meet' | 'conclude' | null
  >(null);
  const { id: introductionId, may } = introduction;
  const dialog = (what: typeof doing) => ({
    introductionId,
    open: doing === what,
    onClose: () => setDoing(null),
  });
  return (
    <>
      {may.withdraw ? (
        <Button onClick={() => setDoing('withdraw')}>
          {introduction.state === 'asked' ? t('withdrawRequest') : t('stepBack')}
        </Button>
      ) : null}
      {may.decline ? <Button onClick={() => setDoing('decline')}>{t('decline')}</Button> : null}
      {may.accept ? (
        <Button type="primary" onClick={() => setDoing('accept')}>
          {t('accept')}
        </Button>
      ) : null}
      {may.meet ? <Button onClick={() => setDoing('meet')}>{t('propose')}</Button> : null}
      {may.conclude ? (
        <Button type="primary" onClick={() => setDoing('conclude')}>
          {t('conclude')}
        </Button>
      ) : null}
      <Accept {...dialog('accept')} />
      <Decline {...dialog('decline')} />
      <Withdraw {...dialog('withdraw')} asked={introduction.state === 'asked'} />
      <ProposeMeeting {...dialog('meet')} />
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

export function ReasonChoice({
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

function Withdraw({
  introductionId,
  open,
  onClose,
  asked,
}: DialogProps & { readonly asked: boolean }) {
  const t = useWords(matchingWords);
  const notice = useNotice();
  const withdraw = useWrite(contract.withdrawIntroduction, {
    onDone: () => {
      notice.done(t('requestWithdrawn'));
      onClose();
    },
  });
  const title = asked ? t('withdrawRequest') : t('stepBack');
  return (
    <Modal open={open} onCancel={onClose} footer={null} destroyOnHidden title={title}>
      <p>{t('withdrawRequestLead')}</p>
      <Form<BodyOf<typeof contract.withdrawIntroduction>>
        schema={contract.withdrawIntroduction.body}
        problem={withdraw.error}
        busy={withdraw.isPending}
        submit={title}
        onSubmit={(body) => withdraw.mutate({ ...body, introductionId })}
      >
        <Field name="reason" label={t('why')}>
          <Radio.Group
            className="choices"
            options={withdrawalReasons.map((value) => ({ value, label: t(`wreason_${value}`) }))}
          />
        </Field>
        <NoteField />
      </Form>
    </Modal>
  );
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
  const send = ({ outcome, note, reasons, ...facts }: Outcome) =>
    conclude.mutate(
      outcome === 'contract_signed'
        ? {
            introductionId,
            outcome,
            note: note ?? null,
            ...facts,
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
  return <DealFields currency={currency} />;
}
