import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { ledgerContract as contract, type Transaction } from 'yunhe/ledger/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { ledgerWords } from './words.ts';

/** What the viewer may do with a pending transaction; each is offered only where it is allowed. */
export function SettleActions({ transaction }: { readonly transaction: Transaction }) {
  const t = useWords(ledgerWords);
  const notice = useNotice();
  const confirm = useConfirm();
  const navigate = useNavigate();
  const [voiding, setVoiding] = useState(false);
  const { id: transactionId, may } = transaction;
  const post = useWrite(contract.postTransaction, {
    onDone: ({ id }) => {
      notice.done(t('posted'));
      void navigate({ to: '/ledger/transactions/$transactionId', params: { transactionId: id } });
    },
  });
  if (!may.post && !may.void) return null;
  return (
    <>
      {may.void ? (
        <Button danger onClick={() => setVoiding(true)}>
          {t('void')}
        </Button>
      ) : null}
      {may.post ? (
        <Button
          type="primary"
          loading={post.isPending}
          onClick={async () => {
            const sure = await confirm({
              title: t('confirmPost'),
              content: t('postMeaning'),
              yes: t('post'),
            });
            if (sure) post.mutate({ transactionId }, { onError: notice.failed });
          }}
        >
          {t('post')}
        </Button>
      ) : (
        <span className="quiet">{t('waitingForOther')}</span>
      )}
      {voiding ? (
        <VoidForm transactionId={transactionId} onClose={() => setVoiding(false)} />
      ) : null}
    </>
  );
}

type Reason = BodyOf<typeof contract.voidTransaction>;

function VoidForm({
  transactionId,
  onClose,
}: {
  readonly transactionId: string;
  readonly onClose: () => void;
}) {
  const t = useWords(ledgerWords);
  const notice = useNotice();
  const write = useWrite(contract.voidTransaction, {
    onDone: () => {
      notice.done(t('voided'));
      onClose();
    },
  });
  return (
    <Modal open title={t('voidTitle')} footer={null} onCancel={onClose}>
      <Form<Reason>
        schema={contract.voidTransaction.body}
        problem={write.error}
        busy={write.isPending}
        submit={t('void')}
        onSubmit={(values) => write.mutate({ transactionId, ...values })}
      >
        <Field name="reason" label={t('voidReason')}>
          <Input.TextArea rows={3} maxLength={300} showCount />
        </Field>
      </Form>
    </Modal>
  );
}
