import { Form as AntForm, Button, Checkbox, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { contract, type Deal } from 'yunhe/matching/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { ReasonChoice } from './answer-introduction.tsx';
import { DealFields } from './deal-fields.tsx';
import { NoteField } from './record-actions.tsx';
import { matchingWords } from './words.ts';

const disputeReasons = [
  'amount_differs',
  'kind_differs',
  'signing_day_differs',
  'not_signed',
] as const;

interface DialogProps {
  readonly deal: Deal;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** What one may do with a contract now: the server says what, these are the ways. */
export function DealActions({ deal }: { readonly deal: Deal }) {
  const t = useWords(matchingWords);
  const [doing, setDoing] = useState<'dispute' | 'amend' | 'retract' | null>(null);
  const { may } = deal;
  const dialog = (what: typeof doing) => ({
    deal,
    open: doing === what,
    onClose: () => setDoing(null),
  });
  return (
    <>
      {may.retract ? <Button onClick={() => setDoing('retract')}>{t('retractDeal')}</Button> : null}
      {may.amend ? <Button onClick={() => setDoing('amend')}>{t('amendDeal')}</Button> : null}
      {may.dispute ? <Button onClick={() => setDoing('dispute')}>{t('disputeDeal')}</Button> : null}
      {may.confirm ? <Confirm deal={deal} /> : null}
      <Dispute {...dialog('dispute')} />
      <Amend {...dialog('amend')} />
      <Retract {...dialog('retract')} />
    </>
  );
}

function Confirm({ deal: { id: dealId, revision } }: { readonly deal: Deal }) {
  const t = useWords(matchingWords);
  const ask = useConfirm();
  const notice = useNotice();
  const confirm = useWrite(contract.confirmDeal, { onDone: () => notice.done(t('dealConfirmed')) });
  const start = async () => {
    const sure = await ask({ title: t('confirmDealAsk'), yes: t('confirmDeal') });
    if (sure) confirm.mutate({ dealId, revision }, { onError: (error) => notice.failed(error) });
  };
  return (
    <Button type="primary" loading={confirm.isPending} onClick={() => void start()}>
      {t('confirmDeal')}
    </Button>
  );
}

function Dialog({
  title,
  lead,
  open,
  onClose,
  children,
}: {
  readonly title: string;
  readonly lead?: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Modal open={open} onCancel={onClose} footer={null} destroyOnHidden title={title}>
      {lead === undefined ? null : <p>{lead}</p>}
      {children}
    </Modal>
  );
}

function Dispute({ deal: { id: dealId, revision }, open, onClose }: DialogProps) {
  const t = useWords(matchingWords);
  const done = useDone(onClose, t('dealDisputed'));
  const dispute = useWrite(contract.disputeDeal, { onDone: done });
  return (
    <Dialog open={open} onClose={onClose} title={t('disputeDeal')} lead={t('disputeLead')}>
      <Form<BodyOf<typeof contract.disputeDeal>>
        schema={contract.disputeDeal.body}
        problem={dispute.error}
        busy={dispute.isPending}
        submit={t('disputeDeal')}
        onSubmit={(body) => dispute.mutate({ ...body, dealId, revision })}
      >
        <Field name="reasons" label={t('disputeReasons')}>
          <Checkbox.Group
            className="choices"
            options={disputeReasons.map((value) => ({ value, label: t(`xreason_${value}`) }))}
          />
        </Field>
        <NoteField />
      </Form>
    </Dialog>
  );
}

function Amend({ deal, open, onClose }: DialogProps) {
  const t = useWords(matchingWords);
  const done = useDone(onClose, t('dealAmended'));
  const amend = useWrite(contract.amendDeal, { onDone: done });
  const { id: dealId, revision, kind, amountMinor, currency, signedOn } = deal;
  return (
    <Dialog open={open} onClose={onClose} title={t('amendDeal')} lead={t('amendLead')}>
      <Form<BodyOf<typeof contract.amendDeal>>
        schema={contract.amendDeal.body}
        initial={{ amountMinor, currency, signedOn, ...(kind === null ? {} : { kind }) }}
        problem={amend.error}
        busy={amend.isPending}
        submit={t('amendDeal')}
        onSubmit={(body) => amend.mutate({ ...body, dealId, revision })}
      >
        <AmendFields currency={currency} />
      </Form>
    </Dialog>
  );
}

function AmendFields({ currency }: { readonly currency: string }) {
  return <DealFields currency={AntForm.useWatch('currency') ?? currency} />;
}

function Retract({ deal: { id: dealId, revision }, open, onClose }: DialogProps) {
  const t = useWords(matchingWords);
  const done = useDone(onClose, t('dealRetracted'));
  const retract = useWrite(contract.retractDeal, { onDone: done });
  return (
    <Dialog open={open} onClose={onClose} title={t('retractDeal')} lead={t('retractLead')}>
      <Form<BodyOf<typeof contract.retractDeal>>
        schema={contract.retractDeal.body}
        problem={retract.error}
        busy={retract.isPending}
        submit={t('retractDeal')}
        onSubmit={(body) => retract.mutate({ ...body, dealId, revision })}
      >
        <Field name="reasons" label={t('reasons')}>
          <ReasonChoice />
        </Field>
        <NoteField />
      </Form>
    </Dialog>
  );
}

export function RegisterButton({ deal }: { readonly deal: Deal }) {
  const t = useWords(matchingWords);
  const [open, setOpen] = useState(false);
  const onClose = () => setOpen(false);
  const done = useDone(onClose, t('registered'));
  const register = useWrite(contract.registerDeal, { onDone: done });
  const { id: dealId, revision, registration } = deal;
  if (!deal.may.register) return null;
  const title = registration === null ? t('register') : t('amendRegistration');
  return (
    <>
      <Button onClick={() => setOpen(true)}>{title}</Button>
      <Dialog open={open} onClose={onClose} title={title}>
        <Form<BodyOf<typeof contract.registerDeal>>
          schema={contract.registerDeal.body}
          initial={registration ?? {}}
          problem={register.error}
          busy={register.isPending}
          submit={title}
          onSubmit={(body) => register.mutate({ ...body, dealId, revision })}
        >
          <Field name="number" label={t('registrationNumber')}>
            <Input maxLength={60} />
          </Field>
          <Field name="office" label={t('registrationOffice')}>
            <Input maxLength={200} />
          </Field>
          <Field name="registeredOn" label={t('registeredOn')}>
            <DayInput />
          </Field>
        </Form>
      </Dialog>
    </>
  );
}

function useDone(onClose: () => void, text: string): () => void {
  const notice = useNotice();
  return () => {
    notice.done(text);
    onClose();
  };
}
