import { Button, Checkbox, Input, Modal } from 'antd';
import { useState } from 'react';
import { type Review, reviewContract } from 'yunhe/matching/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { categories } from './review-facts.tsx';
import { reviewWords } from './review-words.ts';

/** What the own organisation may do with a review now. */
export function LookActions({ review }: { readonly review: Review }) {
  const t = useWords(reviewWords);
  const [doing, setDoing] = useState<'approve' | 'return' | null>(null);
  const { may } = review;
  const close = () => setDoing(null);
  return (
    <>
      {may.recall ? <Recall review={review} /> : null}
      {may.return ? <Button onClick={() => setDoing('return')}>{t('return')}</Button> : null}
      {may.approve ? (
        <Button type="primary" onClick={() => setDoing('approve')}>
          {t('approve')}
        </Button>
      ) : null}
      <Approve review={review} open={doing === 'approve'} onClose={close} />
      <Return review={review} open={doing === 'return'} onClose={close} />
    </>
  );
}

interface DialogProps {
  readonly review: Review;
  readonly open: boolean;
  readonly onClose: () => void;
}

function NoteInput() {
  const t = useWords(reviewWords);
  return (
    <Field name="note" label={t('note')}>
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2_000} />
    </Field>
  );
}

function Approve({ review, open, onClose }: DialogProps) {
  const t = useWords(reviewWords);
  const notice = useNotice();
  const approve = useWrite(reviewContract.approveReview, {
    onDone: () => {
      notice.done(t('approved'));
      onClose();
    },
  });
  return (
    <Modal open={open} onCancel={onClose} footer={null} destroyOnHidden title={t('inside')}>
      <p>{t('insideLead')}</p>
      <Form<BodyOf<typeof reviewContract.approveReview>>
        schema={reviewContract.approveReview.body}
        problem={approve.error}
        busy={approve.isPending}
        submit={t('approve')}
        onSubmit={({ note }) => approve.mutate({ reviewId: review.id, note: note ?? null })}
      >
        <NoteInput />
      </Form>
    </Modal>
  );
}

function Return({ review, open, onClose }: DialogProps) {
  const t = useWords(reviewWords);
  const notice = useNotice();
  const giveBack = useWrite(reviewContract.returnReview, {
    onDone: () => {
      notice.done(t('returned'));
      onClose();
    },
  });
  return (
    <Modal open={open} onCancel={onClose} footer={null} destroyOnHidden title={t('return')}>
      <p>{t('returnHint')}</p>
      <Form<BodyOf<typeof reviewContract.returnReview>>
        schema={reviewContract.returnReview.body}
        problem={giveBack.error}
        busy={giveBack.isPending}
        submit={t('return')}
        onSubmit={({ reasons, note }) =>
          giveBack.mutate({ reviewId: review.id, reasons, note: note ?? null })
        }
      >
        <Field name="reasons" label={t('fallsShortIn')}>
          <CategoryChoice />
        </Field>
        <NoteInput />
      </Form>
    </Modal>
  );
}

function CategoryChoice({
  id,
  value,
  onChange,
}: {
  readonly id?: string;
  readonly value?: string[];
  readonly onChange?: (reasons: string[]) => void;
}) {
  const t = useWords(reviewWords);
  return (
    <Checkbox.Group
      {...(id === undefined ? {} : { id })}
      className="choices"
      value={value ?? []}
      onChange={(reasons) => onChange?.(reasons as string[])}
      options={categories.map((one) => ({ value: one, label: t(one) }))}
    />
  );
}

function Recall({ review }: { readonly review: Review }) {
  const t = useWords(reviewWords);
  const confirm = useConfirm();
  const notice = useNotice();
  const recall = useWrite(reviewContract.recallReview, {
    onDone: () => notice.done(t('recalled')),
  });
  const ask = async () => {
    const sure = await confirm({ title: t('recallAsk'), yes: t('recall') });
    if (sure) recall.mutateAsync({ reviewId: review.id }).catch(notice.failed);
  };
  return <Button onClick={() => void ask()}>{t('recall')}</Button>;
}
